package collab

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Happening is something that came about: a person was invited or registered,
// accepted or declined.
type Happening struct {
	What  What
	At    time.Time // the last time
	Times int       // how many the same requester invited in a row, at least
	Row             // the last request
}

// What happened to a request.
type What string

// What a home page tells of.
const (
	WasInvited    What = "invited"
	HasRegistered What = "registered"
	HasAccepted   What = "accepted"
	HasDeclined   What = "declined"
)

// mostRecent is how many requests are looked at for what has happened last, for
// each order in which it comes. Where somebody sees many companies, but not all,
// it is mostLooked.
const mostRecent = 200

// recent is a request at a moment of its life.
type recent struct {
	guid, requester string
	at              time.Time
	what            What
}

func (r *recent) fields() []any { return []any{&r.guid, &r.requester, &r.at, &r.what} }

// Recent returns the last things that happened to the requests that by sees, the
// newest first, at most n.
func (rs *Requests) Recent(ctx context.Context, by actor.Actor, n int) ([]Happening, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	all, err := rs.happened(ctx, by, n)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b recent) int { return b.at.Compare(a.at) })
	var last []Happening
	var who string
	for _, r := range all {
		if i := len(last) - 1; i >= 0 && r.what == WasInvited && last[i].What == WasInvited && r.requester == who {
			last[i].Times++
			continue
		}
		if len(last) == n {
			break
		}
		who = r.requester
		last = append(last, Happening{What: r.what, At: r.at, Times: 1, Row: Row{GUID: r.guid}})
	}
	for i := range last {
		h := &last[i]
		h.Row, err = db.One(ctx, rs.DB, (*Row).fields, `
			select r.created_at, r.guid, r.document from access_requests r where r.customer_id = $1 and r.guid = $2`, by.CustomerID, h.GUID)
		if err != nil {
			return nil, err
		}
	}
	return last, nil
}

// happened reads what was created and what was answered last, for n lines.
func (rs *Requests) happened(ctx context.Context, by actor.Actor, n int) ([]recent, error) {
	if !SeesAll(by) {
		companies, few, err := rs.sees(ctx, by)
		if err != nil {
			return nil, err
		}
		if few {
			return rs.happenedAt(ctx, by, companies, n)
		}
	}
	created, err := rs.latest(ctx, by, `r.created_at`, `case when r.reason = 'self_requested' then 'registered' else 'invited' end`, ``)
	if err != nil {
		return nil, err
	}
	answered, err := rs.latest(ctx, by, `r.answered_at`, `case when r.accepted_at is null then 'declined' else 'accepted' end`,
		` and r.answered_at is not null`)
	return append(created, answered...), err
}

// happenedAt reads what happened last at some companies, and to what by sent.
func (rs *Requests) happenedAt(ctx context.Context, by actor.Actor, companies []string, n int) (all []recent, err error) {
	created, _, err := rs.glimpses(ctx, by, companies, createdOnes.lines(n, len(companies)))
	if err != nil {
		return nil, err
	}
	for _, g := range created {
		what := WasInvited
		if g.reason == SelfRequested {
			what = HasRegistered
		}
		all = append(all, recent{g.guid, g.requester, g.created, what})
	}
	answered, _, err := rs.glimpses(ctx, by, companies, answeredOnes.lines(n, len(companies)), time.Time{}, rs.Now())
	for _, g := range answered {
		what := HasDeclined
		if g.accepted != nil {
			what = HasAccepted
		}
		all = append(all, recent{g.guid, g.requester, *g.answered, what})
	}
	return all, err
}

// latest reads requests by the time in a column that an index has in this order.
func (rs *Requests) latest(ctx context.Context, by actor.Actor, at, what, and string) ([]recent, error) {
	most := mostRecent
	if !SeesAll(by) {
		most = mostLooked
	}
	var w db.Where
	newest := `(
		select r.customer_id, r.guid, r.company_guid, r.requester_guid, ` + at + ` as at, ` + what + ` as what
		from access_requests r
		where r.customer_id = ` + w.Arg(by.CustomerID) + and + ` order by ` + at + ` desc limit ` + w.Arg(most) + `) r`
	visible(&w, by)
	return db.All(ctx, rs.DB, (*recent).fields, `
		select r.guid, r.requester_guid, r.at, r.what from `+newest+w.String()+` order by r.at desc limit `+w.Arg(mostRecent), w.Args()...)
}
