package identity

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// Passwords is what people sign in with.
type Passwords struct {
	DB    *db.DB
	Now   func() time.Time // db.Now but in tests
	Links *mail.Links
}

// PasswordLink is what the page of a link to set a password may show before its
// code is given.
type PasswordLink struct {
	CustomerID   int64
	CustomerName string
	Email        string // that one signs in with
	State        mail.LinkState

	link mail.Link
}

func (l *PasswordLink) fields() []any { return []any{&l.CustomerID, &l.CustomerName, &l.Email} }

// Asks reports whether the code of the mail is needed: everywhere but in the
// browser in which somebody asked for the link.
func (l *PasswordLink) Asks(nonce string) bool { return !l.link.Knows(nonce) }

// Look returns what a link is for, and changes nothing: mail scanners look too.
func (ps *Passwords) Look(ctx context.Context, secret string) (PasswordLink, error) {
	link, err := ps.Links.Look(ctx, secret)
	if err != nil {
		return PasswordLink{}, err
	}
	if link.Kind != mail.SetPasswordLink {
		return PasswordLink{}, errNotFound
	}
	key, err := parseSubject(link.Subject)
	if err != nil {
		return PasswordLink{}, err
	}
	l, err := db.One(ctx, ps.DB, (*PasswordLink).fields, `
		select c.id, c.name, coalesce((select u.email from accesses a join users u on u.guid = a.user_guid where a.customer_id = c.id and a.id = $2), '')
		from customers c where c.id = $1`, key.customerID, key.id)
	l.State, l.link = link.State, link
	return l, err
}

// Set is SetFrom for a browser that nobody knows.
func (ps *Passwords) Set(ctx context.Context, secret, code, password string) error {
	return ps.SetFrom(ctx, secret, code, "", password)
}

// SetFrom sets the password of the access that a mailed link is for. It ends the
// sessions of the access, and leaves API tokens alone. Who had a password before
// is told by mail. nonce is that of the browser, which needs no code if somebody
// asked for the link in it.
func (ps *Passwords) SetFrom(ctx context.Context, secret, code, nonce, password string) error {
	if err := CheckPassword(password); err != nil {
		return err // before the code, whose tries are counted
	}
	link, err := checkLink(ctx, ps.Links, mail.SetPasswordLink, secret, code, nonce)
	if err != nil {
		return err
	}
	key, err := parseSubject(link.Subject)
	if err != nil {
		return err
	}
	about, err := ps.about(ctx, key)
	if err != nil {
		return err
	}
	phc, err := HashFor(ctx, ps.Links.Key, about[1], password, about...)
	if err != nil {
		return err
	}
	return ps.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := ps.Links.Spend(ctx, tx, link); err != nil {
			return err
		}
		a, err := accessByKey(ctx, tx, key)
		if err != nil {
			return err
		}
		if a.Type != UIConnection {
			return errNotFound
		}
		by := actor.Actor{CustomerID: a.CustomerID, UserGUID: a.UserGUID, AccessID: a.ID}
		return ps.replace(ctx, tx, by, a, phc, "")
	})
}

// replace sets a password in place of whatever there is, keeps one session if
// there is one to be kept, and tells the person of what was changed.
func (ps *Passwords) replace(ctx context.Context, tx *db.Tx, by actor.Actor, a Access, phc, keep string) error {
	before, err := db.Value[int64](ctx, tx, `select count(*) from passwords where customer_id = $1 and access_id = $2`, a.CustomerID, a.ID)
	if err != nil {
		return err
	}
	if before > 0 {
		if err := ps.tell(ctx, tx, a); err != nil {
			return err
		}
	}
	audit.Record(ctx, tx, by, a.CustomerID, audit.Event{Action: "password.set", Subject: strconv.FormatInt(a.ID, 10)})
	return setPassword(ctx, tx, ps.Links, a.key(), phc, keep, ps.Now())
}

// tell mails that the password of an access was changed.
func (ps *Passwords) tell(ctx context.Context, tx *db.Tx, a Access) error {
	u, err := userByGUID(ctx, tx, a.UserGUID)
	if err != nil {
		return err
	}
	customer, err := customerName(ctx, tx, a.CustomerID)
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, ps.Now(), mail.Message{
		CustomerID: a.CustomerID, To: mail.Address{Name: u.FormalName, Email: u.Email}, Language: u.Language,
		Content: mail.PasswordChanged{CustomerName: customer, FormalName: u.FormalName},
	})
	return err
}

// about returns what anybody knows of who has an access: no password is made of it.
func (ps *Passwords) about(ctx context.Context, k accessKey) ([]string, error) {
	type known struct{ customer, email, formal, first, last string }
	of, err := db.One(ctx, ps.DB, func(k *known) []any { return []any{&k.customer, &k.email, &k.formal, &k.first, &k.last} }, `
		select c.name, u.email, u.formal_name, u.firstname, u.lastname
		from accesses a join users u on u.guid = a.user_guid join customers c on c.id = a.customer_id
		where a.customer_id = $1 and a.id = $2`, k.customerID, k.id)
	return []string{of.customer, of.email, of.formal, of.first, of.last}, orNotFound(err)
}

var errSubject = errors.New("not the subject of a link to set a password")

func parseSubject(s string) (k accessKey, err error) {
	customer, access, ok := strings.Cut(s, "/")
	if !ok {
		return k, errSubject
	}
	if k.customerID, err = strconv.ParseInt(customer, 10, 64); err != nil {
		return k, errSubject
	}
	if k.id, err = strconv.ParseInt(access, 10, 64); err != nil {
		return k, errSubject
	}
	return k, nil
}

// setPassword sets a password as part of tx: the sessions of the access end, but
// for the one to be kept, and links to set it die.
func setPassword(ctx context.Context, tx *db.Tx, links *mail.Links, k accessKey, phc, keep string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into passwords (customer_id, access_id, phc, set_at) values ($1, $2, $3, $4)
		on conflict (customer_id, access_id) do update set phc = excluded.phc, set_at = excluded.set_at`,
		k.customerID, k.id, phc, now)
	if err != nil {
		return err
	}
	if err := endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2 and s.guid <> $3", k.customerID, k.id, keep); err != nil {
		return err
	}
	return links.Kill(ctx, tx, k.customerID, mail.SetPasswordLink, k.subject())
}

// SetPasswordIn sets the password of a ui_connection as part of tx. The caller
// has proven that its user may.
func (as *Accesses) SetPasswordIn(ctx context.Context, tx *db.Tx, customerID, accessID int64, phc string) error {
	return setPassword(ctx, tx, as.Links, accessKey{customerID, accessID}, phc, "", as.Now())
}
