package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Ways returns how somebody who is signed in may act: through the access that
// signed in, and through the profiles of its user there and below. Only those
// that work are there. None has a ticket: see [Sessions.Switch].
func (ss *Sessions) Ways(ctx context.Context, by actor.Actor) ([]Choice, error) {
	h, err := ss.Holder(ctx, by)
	if err != nil {
		return nil, err
	}
	login := h.principal.as(by.IP)
	last, err := db.Value[*time.Time](ctx, ss.DB, `select last_login_at from accesses where customer_id = $1 and id = $2`,
		login.CustomerID, login.AccessID)
	if err != nil {
		return nil, err
	}
	profiles, err := profilesOf(ctx, ss.DB, login, ss.Now())
	return append([]Choice{{
		AccessID: login.AccessID, Type: login.AccessType,
		CustomerID: login.CustomerID, CustomerGUID: login.CustomerGUID, CustomerName: login.CustomerName,
		LastLoginAt: last,
	}}, profiles...), err
}

// standing is what a session carries over to the one that takes its place.
type standing struct {
	login accessKey
	how   means
	from  origin
	began time.Time
}

func (s *standing) fields() []any {
	return append([]any{&s.login.customerID, &s.login.id, &s.how.method, &s.how.factor, &s.how.at, &s.began}, s.from.fields()...)
}

var errNoWay = fault.New(fault.NotFound, "This is none of the ways in which you may act now.")

// Switch ends a session and opens another through one of [Sessions.Ways],
// without a new sign-in, and returns its cookie. How and when the person proved
// itself and how long it has been in are carried over: switching proves nothing,
// and makes no session longer. It is ErrFactor or ErrEnrol, and the session
// stays, while a second factor is missing.
func (ss *Sessions) Switch(ctx context.Context, by actor.Actor, accessID int64, agent string) (cookie string, err error) {
	now := ss.Now()
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		old, err := ss.leave(ctx, tx, by)
		if err != nil {
			return err
		}
		to, err := opens(ctx, tx, old.login, by.UserGUID, accessID, now)
		if errors.Is(err, errEnded) {
			return errNoWay
		}
		if err != nil {
			return err
		}
		if err := enough(ctx, tx, old.login, old.how); err != nil {
			return err
		}
		to.IP = by.IP
		life, err := lifeIn(ctx, tx, to.CustomerID)
		if err != nil {
			return err
		}
		cookie, to.SessionGUID, err = insertSession(ctx, tx, to, newSession{
			login: old.login, how: old.how, from: old.from, isOpen: true, began: old.began, seen: now, expires: old.from.until(old.began.Add(life)), agent: agent,
		})
		recordSwitch(ctx, tx, by, to)
		return err
	})
	return cookie, err
}

// leave ends the actor's own session: of two that switch at once, one goes on.
func (ss *Sessions) leave(ctx context.Context, tx *db.Tx, by actor.Actor) (standing, error) {
	old, err := db.One(ctx, tx, (*standing).fields, `
		select login_customer_id, login_access_id, method, factor, coalesce(proved_at, created_at), created_at,
			idp_guid, idp_subject, idp_session, idp_hint, idp_ends_at
		from sessions where customer_id = $1 and guid = $2 and is_open`, by.CustomerID, by.SessionGUID)
	if errors.Is(err, db.ErrNone) {
		return old, errEnded
	}
	if err == nil {
		err = holdLogin(ctx, tx, old.login)
	}
	if err != nil {
		return old, err
	}
	n, err := tx.Exec(ctx, `delete from sessions where customer_id = $1 and guid = $2 and is_open`, by.CustomerID, by.SessionGUID)
	if err == nil && n == 0 {
		err = errEnded
	}
	if err != nil {
		return old, err
	}
	return old, endSession(ctx, tx, by.CustomerID, by.SessionGUID)
}

// recordSwitch records a switch where it leads, and where it led away.
func recordSwitch(ctx context.Context, tx *db.Tx, from, to actor.Actor) {
	e := audit.Event{Action: "session.switch", Subject: to.UserGUID, Details: map[string]any{
		"from": from.AccessID, "to": to.AccessID, "from_customer": from.CustomerGUID, "to_customer": to.CustomerGUID, "ip": to.IP,
	}}
	audit.Record(ctx, tx, to, to.CustomerID, e)
	if from.CustomerID != to.CustomerID {
		audit.Record(ctx, tx, from, from.CustomerID, e)
	}
}
