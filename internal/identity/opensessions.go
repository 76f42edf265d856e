package identity

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// OpenSession is a live session as the person sees it who holds it.
type OpenSession struct {
	CustomerID   int64
	GUID         string
	CustomerName string
	Profile      string // its name, or "" for the login itself
	Method       string // how the person signed in: password, passkey, sso
	Factor       string // the second factor, or ""
	Agent        string // what the browser calls itself
	IP           string // where it was last seen
	CreatedAt    time.Time
	SeenAt       time.Time
	IsThis       bool // the one that asks

	settings tenant.Settings
	policy   tenant.Settings // of the customer of the login
	expires  time.Time
}

func (o *OpenSession) fields() []any {
	return []any{
		&o.CustomerID, &o.GUID, &o.CustomerName, &o.Profile, &o.Method, &o.Factor, &o.Agent, &o.IP,
		&o.CreatedAt, &o.SeenAt, &o.settings, &o.expires, &o.policy,
	}
}

// Own returns the live sessions of the actor's user through all of its accesses,
// what was seen last first.
func (ss *Sessions) Own(ctx context.Context, by actor.Actor) ([]OpenSession, error) {
	return ss.openOf(ctx, ss.DB, by, by.UserGUID)
}

// openOf returns the live sessions of a user.
func (ss *Sessions) openOf(ctx context.Context, c db.Conn, by actor.Actor, userGUID string) ([]OpenSession, error) {
	now := ss.Now()
	all, err := db.All(ctx, c, (*OpenSession).fields, `
		select s.customer_id, s.guid, c.name, case when a.type = 'profile' then coalesce(a.name, '') else '' end,
			s.method, s.factor, s.agent, s.ip, s.created_at, s.seen_at, c.settings, s.expires_at, l.settings
		from accesses a
		join sessions s on s.customer_id = a.customer_id and s.access_id = a.id and s.is_open
			and `+tenant.Within("s.customer_id", "s.login_customer_id")+`
		join customers c on c.id = s.customer_id and c.is_active
		join customers l on l.id = s.login_customer_id and l.is_active
		where a.user_guid = $1
		order by s.seen_at desc, s.guid desc`, userGUID)
	live := all[:0]
	for _, o := range all {
		v := visit{began: o.CreatedAt, expires: o.expires, seen: o.SeenAt, settings: o.settings, how: means{method: o.Method, factor: o.Factor}, policy: o.policy}
		if !v.over(now) {
			o.IsThis = o.CustomerID == by.CustomerID && o.GUID == by.SessionGUID
			live = append(live, o)
		}
	}
	return live, err
}

// EndOne ends one of the actor's own sessions, at once.
func (ss *Sessions) EndOne(ctx context.Context, by actor.Actor, guid string) error {
	return ss.DB.Tx(ctx, func(tx *db.Tx) error {
		ended, err := ss.recordEnds(ctx, tx, by, by.UserGUID, func(o OpenSession) bool { return o.GUID == guid })
		if err != nil {
			return err
		}
		if len(ended) == 0 {
			return errNotFound
		}
		return endSession(ctx, tx, ended[0].CustomerID, ended[0].GUID)
	})
}

// EndOthers ends all of the actor's own sessions but the one that asks, and what
// is about to become one.
func (ss *Sessions) EndOthers(ctx context.Context, by actor.Actor) error {
	return ss.endBut(ctx, by, by.SessionGUID)
}

// EndAll is EndOthers, and ends the session that asks as well.
func (ss *Sessions) EndAll(ctx context.Context, by actor.Actor) error {
	return ss.endBut(ctx, by, "")
}

func (ss *Sessions) endBut(ctx context.Context, by actor.Actor, kept string) error {
	return ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if _, err := ss.recordEnds(ctx, tx, by, by.UserGUID, func(o OpenSession) bool { return o.GUID != kept }); err != nil {
			return err
		}
		return endSessions(ctx, tx, "a.user_guid = $1 and s.guid <> $2", by.UserGUID, kept)
	})
}

// recordEnds records that the actor ends those of a user's live sessions, and returns them.
// What the person signs in with is held, as by who opens a session or switches: one
// that is on its way to another profile is found there, and not ended in vain.
func (ss *Sessions) recordEnds(ctx context.Context, tx *db.Tx, by actor.Actor, userGUID string, which func(OpenSession) bool) ([]OpenSession, error) {
	_, err := db.Column[int64](ctx, tx, `
		select a.id from accesses a where a.user_guid = $1 and a.type <> 'profile'
		order by a.customer_id, a.id`+forUpdate(tx, "a"), userGUID)
	if err != nil {
		return nil, err
	}
	if err := tenant.Check(ctx, tx, by); err != nil {
		return nil, err
	}
	all, err := ss.openOf(ctx, tx, by, userGUID)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(o OpenSession) bool { return !which(o) })
	for _, o := range all {
		audit.Record(ctx, tx, by, o.CustomerID, audit.Event{
			Action: "session.end", Subject: o.GUID, Details: map[string]any{"user": userGUID, "itself": o.IsThis},
		})
	}
	return all, nil
}
