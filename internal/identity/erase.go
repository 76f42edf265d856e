package identity

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Erased is what somebody is called of whom nothing is held any more.
const Erased = "Erased person"

// Hold returns a user that by sees, and holds it until tx ends.
func (us *Users) Hold(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) (User, error) {
	return lockUser(ctx, tx, by, guid)
}

// Homes are the users whom an operator means by a guid, or by an address, of
// whatever customers.
func (us *Users) Homes(ctx context.Context, ref string) ([]User, error) {
	ref = strings.ToLower(strings.TrimSpace(ref))
	guids := []string{ref}
	if strings.Contains(ref, "@") {
		var err error
		guids, err = db.Column[string](ctx, us.DB, `
			select ref from directory where kind = 'email' and hash = $1 order by customer_id`, hashOf(ref))
		if err != nil {
			return nil, err
		}
	}
	var all []User
	for _, guid := range guids {
		u, err := userByGUID(ctx, us.DB, guid)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	return all, nil
}

// Former is an address that a user has had, or has asked for, in lower case.
type Former struct {
	Address string
	Until   time.Time // when it got another; zero of one that it never had, or of which that is not known
}

// Formers returns the addresses of a user but its present one, as far as the record
// of events and the mails that asked to prove one tell: no list of them is kept.
func (us *Users) Formers(ctx context.Context, tx *db.Tx, u User) ([]Former, error) {
	until := make(map[string]time.Time)
	asked, err := mail.Proving(ctx, tx, u.CustomerID, u.GUID)
	if err != nil {
		return nil, err
	}
	if u.PendingEmail != nil {
		asked = append(asked, strings.ToLower(*u.PendingEmail))
	}
	for _, address := range asked {
		until[address] = time.Time{}
	}
	told, err := audit.About(ctx, tx, u.CustomerID, u.GUID, "user.create", "user.update", "user.email")
	if err != nil {
		return nil, err
	}
	for _, e := range told {
		for _, name := range []string{"email", "to"} {
			if address := strings.ToLower(e.Detail(name)); address != "" {
				until[address] = time.Time{}
			}
		}
		if from := strings.ToLower(e.Detail("from")); from != "" {
			until[from] = e.At
		}
	}
	delete(until, strings.ToLower(u.Email))
	var all []Former
	for _, address := range slices.Sorted(maps.Keys(until)) {
		all = append(all, Former{address, until[address]})
	}
	return all, nil
}

// IsAnothers reports whether an address, in lower case, is that of another user
// of u's customer.
func (us *Users) IsAnothers(ctx context.Context, tx *db.Tx, u User, address string) (bool, error) {
	n, err := db.Value[int](ctx, tx, `
		select count(*) from users where customer_id = $1 and email_lower = $2 and guid <> $3 and deleted_at is null`,
		u.CustomerID, address, u.GUID)
	return n > 0, err
}

// Erase forgets a user, with all its ways in, as part of tx. The row stays, without
// a name: what it did points to it.
func (us *Users) Erase(ctx context.Context, tx *db.Tx, by actor.Actor, u User) error {
	if err := touchHoldings(ctx, tx, u); err != nil {
		return err
	}
	record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.erase", Subject: u.GUID})
	if err := us.remove(ctx, tx, by, u); err != nil {
		return err
	}
	for _, q := range []string{
		`delete from notifications where customer_id = $1 and user_guid = $2`,
		`delete from uploads where customer_id = $1 and user_guid = $2`,
		`delete from refused_sign_ins where customer_id = $1 and account = $2`,
	} {
		if _, err := tx.Exec(ctx, q, u.CustomerID, u.GUID); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		update users set formal_name = $3, friendly_name = '', firstname = '', lastname = '', firstname_lower = '', lastname_lower = '',
			language = 'en', expires_at = null, email_preferences = '{}'
		where customer_id = $1 and guid = $2`, u.CustomerID, u.GUID, Erased)
	return err
}

// ForgetNamed deletes the notifications of a customer's users that lead to one of
// some pages and name somebody, as part of tx, and says how many.
func ForgetNamed(ctx context.Context, tx *db.Tx, customerID int64, p audit.Person, pages []string) (n int64, err error) {
	type row struct {
		user          string
		id            int64
		subject, text string
	}
	for part := range slices.Chunk(pages, pagesAtOnce) {
		w := leadingTo(customerID, part)
		all, err := db.All(ctx, tx, func(r *row) []any { return []any{&r.user, &r.id, &r.subject, &r.text} },
			`select user_guid, id, subject, text from notifications`+w.String(), w.Args()...)
		if err != nil {
			return 0, err
		}
		for _, r := range all {
			if !p.NameIn(r.subject) && !p.NameIn(r.text) {
				continue
			}
			if _, err := tx.Exec(ctx, `delete from notifications where customer_id = $1 and user_guid = $2 and id = $3`, customerID, r.user, r.id); err != nil {
				return 0, err
			}
			n++
		}
	}
	if n > 0 {
		audit.Touch(ctx, tx, customerID, audit.Requests)
	}
	return n, nil
}

// ForgetAbout deletes the notifications of a customer's users that lead to one of a
// few pages, as part of tx, and says how many.
func ForgetAbout(ctx context.Context, tx *db.Tx, customerID int64, pages []string) (int64, error) {
	w := leadingTo(customerID, pages)
	return tx.Exec(ctx, `delete from notifications`+w.String(), w.Args()...)
}

// pagesAtOnce bounds the parameters of one statement.
const pagesAtOnce = 500

// leadingTo are the notifications of a customer's users that lead to one of some
// pages, by their index.
func leadingTo(customerID int64, pages []string) *db.Where {
	var w db.Where
	w.And(`customer_id = ?`, customerID)
	w.And(`path <> ''`)
	w.In(`path`, pages)
	return &w
}
