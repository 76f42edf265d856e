package identity

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// recipient is a user of a Vendor Access customer as the answer to an
// invitation finds it.
type recipient struct {
	customerID int64
	guid       string
	isActive   bool
	accessID   *int64 // of its ui_connection
	phc        *string
	isAtIDP    bool // it signs in at an IdP
}

// isProvable reports whether there is a way in by which the recipient proves who
// it is.
func (r *recipient) isProvable() bool { return r.phc != nil || r.isAtIDP }

func (r *recipient) fields() []any {
	return []any{&r.customerID, &r.guid, &r.isActive, &r.accessID, &r.phc, &r.isAtIDP}
}

// recipientOf returns the user of an address in the Vendor Access customer of a
// domain, or db.ErrNone.
func recipientOf(ctx context.Context, c db.Conn, domain, email string) (recipient, error) {
	return db.One(ctx, c, (*recipient).fields, `
		select u.customer_id, u.guid, u.is_active, a.id, p.phc,
			exists (select 1 from accesses s where s.customer_id = u.customer_id and s.user_guid = u.guid and s.type = 'sso_connection')
		from customers c
		join users u on u.customer_id = c.id and u.email_lower = $2 and u.deleted_at is null
		left join accesses a on a.customer_id = u.customer_id and a.user_guid = u.guid and a.type = 'ui_connection'
		left join passwords p on p.customer_id = a.customer_id and p.access_id = a.id
		where c.kind = 'Vendor Access' and c.domain = $1`, strings.ToLower(domain), strings.ToLower(email))
}

// RecipientGUID returns the user that an invited person is already, or "".
func (us *Users) RecipientGUID(ctx context.Context, domain, email string) (string, error) {
	r, err := recipientOf(ctx, us.DB, domain, email)
	return r.guid, unless(err, db.ErrNone)
}

// Answering is how an invited person proves who it is, besides the code of the mail.
type Answering struct {
	Holder   Holder // of a session or of a ticket that lacks nothing, if the browser has one
	From     Browser
	Password string // chosen by a new recipient; the one it has by an earlier one
}

// Lacking is the answer to a recipient who knows its password and has a second
// factor, or has to have one: the ticket waits for it. What is missing is ErrFactor
// or ErrEnrol.
type Lacking struct {
	Ticket   string
	AccessID int64
	Missing  error
}

func (l *Lacking) Error() string { return l.Missing.Error() }
func (l *Lacking) Unwrap() error { return l.Missing }

// ProveRecipient reports whether an invited person is a user with a way in
// already. Then it must be signed in as it, or sign in now: by its password, or
// it is the Unauthorized error of a sign-in, and by what else it takes, or it is
// [Lacking]. A mailed link never signs in a user who exists.
func (us *Users) ProveRecipient(ctx context.Context, domain, email string, a Answering) (has bool, err error) {
	r, err := recipientOf(ctx, us.DB, domain, email)
	if errors.Is(err, db.ErrNone) || err == nil && !r.isProvable() {
		return false, nil
	}
	if err != nil || a.Holder.IsUser(r.guid) {
		return err == nil, err
	}
	if r.phc == nil {
		return false, errSignInFirst
	}
	email = plainEmail(email)
	a.From.IP = cmp.Or(a.From.IP, actor.IP(ctx))
	try := us.sessions().tryOf(a.From, email, us.Now())
	if err := try.begin(ctx, us.DB); err != nil {
		return false, err
	}
	ok, err := VerifyPassword(ctx, *r.phc, a.Password)
	if err != nil {
		return false, err
	}
	if !ok || !r.isActive {
		return false, orElse(countRefused(ctx, us.DB, us.Now(), networkOf(a.From.IP), addressed(email)), errSignIn)
	}
	if err := try.undo(ctx, us.DB); err != nil {
		return false, err
	}
	return true, us.lacking(ctx, accessKey{r.customerID, *r.accessID}, a.From)
}

// lacking is nil where the password is enough.
func (us *Users) lacking(ctx context.Context, k accessKey, from Browser) error {
	now := us.Now()
	how := means{method: byPassword, at: now}
	missing := enough(ctx, us.DB, k, how)
	if !errors.Is(missing, ErrFactor) && !errors.Is(missing, ErrEnrol) {
		return missing
	}
	l := &Lacking{AccessID: k.id, Missing: missing}
	err := us.DB.Tx(ctx, func(tx *db.Tx) error {
		p, err := db.One(ctx, tx, (*principal).fields, `
			select `+principalColumns+` from accesses a`+principalTables+` where a.customer_id = $2 and a.id = $3`, now, k.customerID, k.id)
		if err != nil {
			return err
		}
		l.Ticket, _, err = insertSession(ctx, tx, p.as(from.IP), newSession{
			login: k, how: how, began: now, seen: now, expires: now.Add(ticketLife), agent: from.Agent,
		})
		return err
	})
	return orElse(err, l)
}

// sessions is for what a sign-in has in common with the answer to an invitation.
func (us *Users) sessions() *Sessions { return &Sessions{DB: us.DB, Now: us.Now, Key: us.Links.Key} }

// ByEmail returns the user of a customer that has an e-mail address.
func (us *Users) ByEmail(ctx context.Context, c db.Conn, customerID int64, email string) (User, error) {
	return userByEmail(ctx, c, customerID, email)
}

func userByEmail(ctx context.Context, c db.Conn, customerID int64, email string) (User, error) {
	u, err := db.One(ctx, c, (*User).fields, `
		select `+userColumns+` from `+userTables+`
		where u.customer_id = $1 and u.email_lower = $2 and u.deleted_at is null`,
		customerID, strings.ToLower(strings.TrimSpace(email)))
	return u, orNotFound(err)
}
