package identity

import (
	"context"
	"errors"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

var (
	errNoPassword = fault.New(fault.Invalid, "This user does not sign in with a password: it has no ui_connection.")
	errHasEntered = fault.New(fault.Invalid, "This user has set a password already.")
	errStopped    = fault.New(fault.Invalid, "This user is deactivated.")
)

// RequireFactor makes the second factor a part of the user's sign-in.
func (us *Users) RequireFactor(ctx context.Context, by actor.Actor, ref string) error {
	return us.login(ctx, by, ref, func(tx *db.Tx, _ User, a Access) error {
		n, err := tx.Exec(ctx, `
			update accesses set two_fa_enabled = $3, version = version + 1
			where customer_id = $1 and id = $2 and not two_fa_enabled`, a.CustomerID, a.ID, true)
		if err == nil && n > 0 {
			record(ctx, tx, by, a.CustomerID, audit.Event{
				Action: "access.update", Subject: strconv.FormatInt(a.ID, 10), Details: map[string]any{"two_fa_enabled": true},
			})
		}
		return err
	})
}

// ResetFactors makes a user begin anew with its second factor: whoever is
// signed in is signed out. There is no enrolled factor that could be left.
func (us *Users) ResetFactors(ctx context.Context, by actor.Actor, ref string) error {
	return us.login(ctx, by, ref, func(tx *db.Tx, _ User, a Access) error {
		record(ctx, tx, by, a.CustomerID, audit.Event{Action: "access.reset_mfa", Subject: strconv.FormatInt(a.ID, 10)})
		return endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2", a.CustomerID, a.ID)
	})
}

// ResetPendingFactors is about an enrolment that was begun and not ended. It
// leaves sessions alone, and there is none that could be left.
func (us *Users) ResetPendingFactors(ctx context.Context, by actor.Actor, ref string) error {
	return us.login(ctx, by, ref, func(tx *db.Tx, _ User, a Access) error {
		record(ctx, tx, by, a.CustomerID, audit.Event{Action: "access.reset_pending_mfa", Subject: strconv.FormatInt(a.ID, 10)})
		return nil
	})
}

// A person gets no more than this many mails to set a password within a day,
// however often somebody asks for them.
const (
	maxActivations = 5
	activationsPer = 24 * time.Hour
)

// SendActivation mails a new link to somebody who has set no password yet. The
// older one dies.
func (us *Users) SendActivation(ctx context.Context, by actor.Actor, ref string) error {
	return us.login(ctx, by, ref, func(tx *db.Tx, u User, a Access) error {
		set, err := db.Value[int](ctx, tx, `select count(*) from passwords where customer_id = $1 and access_id = $2`, a.CustomerID, a.ID)
		switch {
		case err != nil:
			return err
		case set > 0:
			return errHasEntered
		case !u.works(today(us.Now())):
			return errStopped
		}
		if err := us.mayMail(ctx, tx, a.key()); err != nil {
			return err
		}
		record(ctx, tx, by, a.CustomerID, audit.Event{Action: "access.link", Subject: strconv.FormatInt(a.ID, 10)})
		return us.accesses().mailLink(ctx, tx, u, a.key())
	})
}

// mayMail counts the links that an access was mailed. Whoever asks holds its
// user's row.
func (us *Users) mayMail(ctx context.Context, tx *db.Tx, k accessKey) error {
	now := us.Now()
	sent, err := db.Column[time.Time](ctx, tx, `
		select created_at from links
		where customer_id = $1 and kind = $2 and subject = $3 and created_at > $4
		order by created_at`, k.customerID, mail.SetPasswordLink, k.subject(), now.Add(-activationsPer))
	if err != nil || len(sent) < maxActivations {
		return err
	}
	return fault.Wait(fault.TooMany, sent[len(sent)-maxActivations].Add(activationsPer).Sub(now),
		"This user got %d such mails within a day.", maxActivations)
}

// login changes the ui_connection that a user has in its own customer, under
// the ceiling. Without one it is Invalid.
func (us *Users) login(ctx context.Context, by actor.Actor, ref string, change func(*db.Tx, User, Access) error) error {
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	return us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		u, err := lockUser(ctx, tx, by, ref)
		if err != nil {
			return err
		}
		if err := reaches(ctx, tx, by, u); err != nil {
			return err
		}
		if err := matchUser(ctx, tx, u); err != nil {
			return err
		}
		a, err := loginOf(ctx, tx, u.CustomerID, u.GUID)
		if errors.Is(err, db.ErrNone) || err == nil && a.Type != UIConnection {
			return errNoPassword
		}
		if err != nil {
			return err
		}
		return change(tx, u, a)
	})
}
