package identity

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Visit is a session in use.
type Visit struct {
	Actor     actor.Actor
	IsAltered bool // its rights are not those that its secret was made with: see [Sessions.Follow]
	IsBefore  bool // it was asked for by the secret before, in its grace: good for a look alone
}

// visit is a session with the principal that it acts as.
type visit struct {
	principal
	guid                 string
	began, expires, seen time.Time
	rights               string
	profile              string
	ways                 int64
	settings             tenant.Settings
	how                  means
	policy               tenant.Settings // of the customer of the login
	isBefore             bool
}

func (v *visit) fields() []any {
	return append(v.principal.fields(), &v.guid, &v.began, &v.expires, &v.seen, &v.rights, &v.profile, &v.ways, &v.settings,
		&v.how.method, &v.how.factor, &v.policy, &v.isBefore)
}

// over reports whether the time of the session has come. The customer's limits
// count as they are now; that it has raised one makes no open session longer.
func (v *visit) over(now time.Time) bool {
	return v.how.tooWeak(v.policy) || !v.expires.After(now) || now.Sub(v.began) >= v.settings.SessionLife() || now.Sub(v.seen) >= v.settings.IdleLife()
}

// Actor returns who a session's cookie stands for, or an Unauthorized error.
func (ss *Sessions) Actor(ctx context.Context, cookie, ip string) (actor.Actor, error) {
	v, err := ss.Visit(ctx, cookie, ip)
	return v.Actor, err
}

// Visit returns the session that a cookie is of, or an Unauthorized error. The
// database is asked every time, so that what ends a session on one node ends it
// on all.
func (ss *Sessions) Visit(ctx context.Context, cookie, ip string) (Visit, error) {
	if cookie == "" {
		return Visit{}, errEnded
	}
	now := ss.Now()
	v, err := db.One(ctx, ss.DB, (*visit).fields, `
		with a as materialized (
			select a.id, a.type, a.name, a.language, a.customer_id, a.user_guid,
				s.guid, s.created_at, s.expires_at, s.seen_at, s.rights, s.method, s.factor, s.hash <> d.hash as is_before,
				l.id as login_customer_id, s.login_access_id, l.settings
			from directory d
			join sessions s on s.customer_id = d.customer_id and s.guid = d.ref and s.is_open
				and (s.hash = d.hash or s.old_hash = d.hash and s.old_until > $1)
				and `+tenant.Within("s.customer_id", "s.login_customer_id")+`
			join customers l on l.id = s.login_customer_id and l.is_active
			join accesses a on a.customer_id = s.customer_id and a.id = s.access_id
			where d.kind = 'session' and d.hash = $2)
		select `+principalColumns+`, a.guid, a.created_at, a.expires_at, a.seen_at, a.rights,
			case when a.type = 'profile' then coalesce(a.name, '') else '' end,
			(select count(*) from accesses w join customers wc on wc.id = w.customer_id
				where w.user_guid = a.user_guid and wc.is_active
					and (w.customer_id = a.login_customer_id and w.id = a.login_access_id
						or w.type = 'profile' and `+tenant.Within("w.customer_id", "a.login_customer_id")+`)),
			c.settings, a.method, a.factor, a.settings, a.is_before
		from a`+principalTables, now, hashOf(cookie))
	if errors.Is(err, db.ErrNone) || err == nil && !v.live(now) {
		return Visit{}, errEnded
	}
	if err != nil {
		return Visit{}, err
	}
	if v.over(now) { // it goes at once: a longer limit must not bring it back
		err := ss.DB.Tx(ctx, func(tx *db.Tx) error { return endSession(ctx, tx, v.actor.CustomerID, v.guid) })
		return Visit{}, orElse(err, errEnded)
	}
	by := v.as(ip)
	by.SessionGUID, by.Profile, by.CanSwitch = v.guid, v.profile, v.ways > 1
	if now.Sub(v.seen) >= between {
		_, err = ss.DB.Exec(ctx, `update sessions set seen_at = $3, ip = $4 where customer_id = $1 and guid = $2 and seen_at < $3`,
			by.CustomerID, v.guid, now, ip)
		if db.IsUnavailable(err) {
			err = nil // who only reads needs a disk that can be read
		}
	}
	return Visit{Actor: by, IsAltered: v.rights != rightsOf(by), IsBefore: v.isBefore}, err
}

// rightsOf is a hash of all that decides what an actor may do.
func rightsOf(by actor.Actor) string {
	parts := append([]string{string(by.Role), by.GroupGUID, strconv.FormatBool(by.AllCompanies)}, slices.Sorted(slices.Values(by.Roles))...)
	return hashOf(strings.Join(parts, "\n"))
}
