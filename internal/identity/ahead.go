package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Ahead is a token or a user that ends soon.
type Ahead struct {
	Kind     string // TokenEnds or UserEnds
	Name     string // of the access that has the token, or of the user
	Who      string // of the token
	IsOwn    bool   // the token is the reader's
	EndsAt   time.Time
	Reminder string // guid of the newest that may still be renewed by, or ""
}

func (a *Ahead) fields() []any { return []any{&a.Name, &a.Who, &a.IsOwn, &a.EndsAt, &a.Reminder} }

// MostAhead bounds how many are found of a kind.
const MostAhead = 50

// newestReminder is the guid of the newest reminder of a subject that nobody has
// renewed by.
func newestReminder(kind, customer, subject, ends string) string {
	return `coalesce((
		select m.guid from reminders m
		where m.customer_id = ` + customer + ` and m.kind = '` + kind + `' and m.subject = ` + subject + ` and m.ends_at = ` + ends + `
			and m.renewed_at is null
		order by m.days limit 1), '')`
}

// Tokens returns the tokens that end by a time, the next first: by's own, and those
// of the whole customer for an admin who manages users or tokens. What was revoked
// or replaced is none.
func (rs *Reminders) Tokens(ctx context.Context, by actor.Actor, until time.Time) ([]Ahead, error) {
	var w db.Where
	own := `a.user_guid = ` + w.Arg(by.UserGUID)
	w.And(`t.customer_id = ?`, by.CustomerID)
	w.And(`t.revoked_at is null and t.replaced_by is null and t.jwk = '' and t.expires_at > ? and t.expires_at <= ?`, rs.Now(), until)
	w.And(`u.is_active and u.deleted_at is null`)
	w.AndIf(!by.IsAdmin() || !by.Has(actor.UsersRW) && !by.Has(actor.TokensRW), own)
	all, err := db.All(ctx, rs.DB, (*Ahead).fields, `
		select coalesce(a.name, ''), u.formal_name, `+own+`, t.expires_at, `+newestReminder(TokenEnds, `t.customer_id`, `t.guid`, `t.expires_at`)+`
		from tokens t
		join accesses a on a.customer_id = t.customer_id and a.id = t.access_id
		join users u on u.guid = a.user_guid`+w.String()+`
		order by t.expires_at, t.guid limit `+w.Arg(MostAhead), w.Args()...)
	for i := range all {
		all[i].Kind = TokenEnds
	}
	return all, err
}

// Users returns the users whose last day comes by a time, as far as by sees them,
// the next first; nobody to who may not read users.
func (rs *Reminders) Users(ctx context.Context, by actor.Actor, until time.Time) ([]Ahead, error) {
	if !by.Has(actor.UsersR) {
		return nil, nil
	}
	type leaver struct {
		name, day, reminder string
	}
	var w db.Where
	inSight(&w, by)
	w.And(`u.deleted_at is null and u.expires_at is not null and u.expires_at >= ? and u.expires_at <= ?`, today(rs.Now()), today(until))
	w.And(`u.is_active and not u.is_service`)
	found, err := db.All(ctx, rs.DB, func(l *leaver) []any { return []any{&l.name, &l.day, &l.reminder} }, `
		select u.formal_name, u.expires_at, coalesce((
			select m.guid from reminders m
			where m.customer_id = u.customer_id and m.kind = 'user' and m.subject = u.guid and m.renewed_at is null and m.ends_at >= `+w.Arg(rs.Now().AddDate(0, 0, -1))+`
			order by m.days limit 1), '')
		from `+userTables+w.String()+` order by u.expires_at, u.guid limit `+w.Arg(MostAhead), w.Args()...)
	if err != nil {
		return nil, err
	}
	var all []Ahead
	for _, l := range found {
		ends, err := time.Parse(time.DateOnly, l.day)
		if err != nil {
			return nil, err
		}
		all = append(all, Ahead{Kind: UserEnds, Name: l.name, EndsAt: ends, Reminder: l.reminder})
	}
	return all, nil
}
