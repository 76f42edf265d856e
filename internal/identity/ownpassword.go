package identity

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// errWrongOld tells a person in its own session which of two passwords is wrong.
var errWrongOld = fault.Field("old_password", "This is not your present password.")

// present is the password that a session was opened with.
type present struct {
	key  accessKey
	phc  *string
	kind string
}

func (o *present) fields() []any { return []any{&o.key.customerID, &o.key.id, &o.kind, &o.phc} }

// ownOf returns the password of who is signed in: of the access that signed in,
// whichever it chose then. Without one it is Conflict.
func (ps *Passwords) ownOf(ctx context.Context, by actor.Actor) (present, error) {
	o, err := db.One(ctx, ps.DB, (*present).fields, `
		select a.customer_id, a.id, a.type, p.phc
		from sessions s
		join accesses a on a.customer_id = s.login_customer_id and a.id = s.login_access_id
		left join passwords p on p.customer_id = a.customer_id and p.access_id = a.id
		where s.customer_id = $1 and s.guid = $2 and s.is_open`, by.CustomerID, by.SessionGUID)
	if errors.Is(err, db.ErrNone) {
		return o, errEnded
	}
	if err == nil && (o.kind != UIConnection || o.phc == nil) {
		err = fault.New(fault.Conflict, "You do not sign in with a password here.")
	}
	return o, err
}

// HasOwn reports whether the actor signed in through an access that has a password.
func (ps *Passwords) HasOwn(ctx context.Context, by actor.Actor) (bool, error) {
	_, err := ps.ownOf(ctx, by)
	if fault.Is(err, fault.Conflict) {
		return false, nil
	}
	return err == nil, err
}

// ChangeOwn gives who is signed in a new password in place of the present one.
// All other sessions of the access end; this one, links and API tokens are left
// as they are, but for links to set a password, which die. Guesses at the present
// password are slowed down session by session.
func (ps *Passwords) ChangeOwn(ctx context.Context, by actor.Actor, k *Rekey, old, password string) error {
	o, err := ps.ownOf(ctx, by)
	if err != nil {
		return err
	}
	about, err := ps.about(ctx, o.key)
	if err != nil {
		return err
	}
	if err := CheckPassword(password, about...); err != nil {
		return err
	}
	try := newTry(ps.Now(), press{onPair, "session " + by.SessionGUID})
	if err := try.begin(ctx, ps.DB); err != nil {
		return err
	}
	right, err := VerifyPassword(ctx, *o.phc, old)
	if err != nil {
		return err
	}
	if !right {
		return orElse(ps.refuseOwn(ctx, by), errWrongOld)
	}
	if err := try.undo(ctx, ps.DB); err != nil {
		return err
	}
	if old == password {
		return fault.Field("password", "This is the password that you have.")
	}
	phc, err := hash(ctx, password, saltFor(ps.Links.Key, by.Email))
	if err != nil {
		return err
	}
	return ps.DB.Tx(ctx, func(tx *db.Tx) error { return ps.exchange(ctx, tx, by, k, o, phc) })
}

// refuseOwn records that somebody in a session did not know the password.
func (ps *Passwords) refuseOwn(ctx context.Context, by actor.Actor) error {
	return ps.DB.Tx(ctx, func(tx *db.Tx) error {
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "password.refused", Subject: by.UserGUID})
		return nil
	})
}

// exchange sets the new password if the one that was proven is still the password.
func (ps *Passwords) exchange(ctx context.Context, tx *db.Tx, by actor.Actor, k *Rekey, o present, phc string) error {
	n, err := tx.Exec(ctx, `
		update passwords set phc = $4 where customer_id = $1 and access_id = $2 and phc = $3
			and exists (select 1 from sessions s where s.customer_id = $5 and s.guid = $6 and s.is_open)`,
		o.key.customerID, o.key.id, *o.phc, phc, by.CustomerID, by.SessionGUID)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, "Your sign-in has just changed. Try again.")
	}
	a, err := accessByKey(ctx, tx, o.key)
	if err != nil {
		return err
	}
	if err := ps.replace(ctx, tx, by, a, phc, by.SessionGUID); err != nil {
		return err
	}
	return k.run(ctx, tx, by, ps.Now())
}
