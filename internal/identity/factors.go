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

// RequireFactor makes the second factor a part of the user's sign-in. Whoever is
// signed in is signed out, and shows it, or sets one up, at the next sign-in.
func (us *Users) RequireFactor(ctx context.Context, by actor.Actor, ref string) error {
	return us.login(ctx, by, ref, func(tx *db.Tx, _ User, a Access) error {
		n, err := tx.Exec(ctx, `
			update accesses set two_fa_enabled = $3, version = version + 1
			where customer_id = $1 and id = $2 and not two_fa_enabled`, a.CustomerID, a.ID, true)
		if err != nil || n == 0 {
			return err
		}
		record(ctx, tx, by, a.CustomerID, audit.Event{
			Action: "access.update", Subject: a.key().text(), Details: map[string]any{"two_fa_enabled": true},
		})
		return endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2", a.CustomerID, a.ID)
	})
}

var errOwnFactors = fault.New(fault.Forbidden, "Another administrator has to reset your second factor.")

// ResetFactors removes all factors and recovery codes of a user, who begins
// anew with them, and ends its sessions. Nobody does that for themselves: a
// token that was stolen must not be worth a second factor.
func (us *Users) ResetFactors(ctx context.Context, by actor.Actor, ref string) error {
	return us.login(ctx, by, ref, func(tx *db.Tx, u User, a Access) error {
		if u.GUID == by.UserGUID {
			return errOwnFactors
		}
		return resetFactors(ctx, tx, by, a.key(), us.Now())
	})
}

func resetFactors(ctx context.Context, tx *db.Tx, by actor.Actor, k accessKey, now time.Time) error {
	enrolled, err := factorsOf(ctx, tx, k)
	if err != nil {
		return err
	}
	removed := make([]map[string]any, 0, len(enrolled))
	for _, f := range enrolled {
		removed = append(removed, map[string]any{"kind": f.Kind, "factor": f.GUID, "name": f.Name})
	}
	record(ctx, tx, by, k.customerID, audit.Event{
		Action: "access.reset_mfa", Subject: k.text(), Details: map[string]any{"removed": removed},
	})
	if err := deleteFactors(ctx, tx, k, ""); err != nil {
		return err
	}
	if err := deleteCodes(ctx, tx, k); err != nil {
		return err
	}
	if err := forgetProofs(ctx, tx, k); err != nil {
		return err
	}
	if err := endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2", k.customerID, k.id); err != nil || len(enrolled) == 0 {
		return err
	}
	return tellOfFactors(ctx, tx, now, k, mail.FactorChanged{What: "reset"})
}

// ResetPendingFactors forgets an enrolment that was begun and not confirmed. It
// leaves sessions, and factors that are enrolled, alone.
func (us *Users) ResetPendingFactors(ctx context.Context, by actor.Actor, ref string) error {
	return us.login(ctx, by, ref, func(tx *db.Tx, _ User, a Access) error {
		record(ctx, tx, by, a.CustomerID, audit.Event{Action: "access.reset_pending_mfa", Subject: a.key().text()})
		return deletePending(ctx, tx, a.key())
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
