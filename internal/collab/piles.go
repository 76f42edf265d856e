package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// waits says which requests make a pile: those of an index's range, in its order.
type waits struct {
	pile        *Pile
	column      string // has the time by which they are in a range, and in order
	from, until time.Time
	newest      bool   // first
	where       string // which they are beside
	index       string
	at          func(*glimpse) *time.Time // the same: the time, if it is one of these
}

// kinds are the piles of requests.
func (in *Waiting) kinds(now time.Time) []waits {
	return []waits{
		{
			&in.Registrations, `r.created_at`,
			time.Time{},
			now, false,
			`r.awaiting = 'approval'`, "access_requests_approval",
			func(g *glimpse) *time.Time { return when(g.awaits(Approval), &g.created) },
		},
		{
			&in.Accepted, `r.answered_at`, in.Since, now, true,
			`r.answered_at is not null and r.accepted_at is not null`, "access_requests_answered",
			func(g *glimpse) *time.Time { return when(g.accepted != nil, g.answered) },
		},
		{
			&in.Declined, `r.answered_at`, in.Since, now, true,
			`r.answered_at is not null and r.accepted_at is null`, "access_requests_answered",
			func(g *glimpse) *time.Time { return when(g.accepted == nil, g.answered) },
		},
		{
			&in.Trials, `r.access_ends_at`, now, now.Add(TrialsEnd), false,
			`r.access_runs and r.status = 'Active'`, "access_requests_trial",
			func(g *glimpse) *time.Time { return when(g.accessRuns && g.status == Active, g.accessEnd) },
		},
		{
			&in.Invitations, `r.window_ends_at`, now, now.Add(InvitationsEnd), false,
			`r.status = 'Pending' and r.awaiting = 'answer'`, "access_requests_window",
			func(g *glimpse) *time.Time { return when(g.status == Pending && g.awaits(Answer), g.windowEnds) },
		},
		{
			&in.Refused, `r.email_sent_at`,
			time.Time{},
			now, true,
			`r.mail_status = 'refused' and r.status = 'Pending'`, "access_requests_refused",
			func(g *glimpse) *time.Time {
				return when(g.status == Pending && g.mail != nil && *g.mail == "refused", g.mailed)
			},
		},
	}
}

func when(is bool, at *time.Time) *time.Time {
	if is {
		return at
	}
	return nil
}

func (g *glimpse) awaits(what Awaiting) bool { return g.awaiting != nil && *g.awaiting == what }

// heaps makes the piles of requests: of all that wait, or of those at the few
// companies that by sees.
func (rs *Requests) heaps(ctx context.Context, by actor.Actor, kinds []waits, since, now time.Time) error {
	if !SeesAll(by) {
		companies, few, err := rs.sees(ctx, by)
		if err != nil {
			return err
		}
		if few {
			return rs.heapsAt(ctx, by, companies, kinds, since, now)
		}
	}
	for _, kind := range kinds {
		if err := rs.heap(ctx, by, kind); err != nil {
			return err
		}
	}
	return nil
}

// heapsAt makes piles of the requests that are open, or were answered, at some
// companies, and of those that by sent: no other waits.
func (rs *Requests) heapsAt(ctx context.Context, by actor.Actor, companies []string, kinds []waits, since, now time.Time) error {
	open, moreOpen, err := rs.glimpses(ctx, by, companies, openOnes)
	if err != nil {
		return err
	}
	answered, moreAnswered, err := rs.glimpses(ctx, by, companies, answeredOnes, since, now)
	if err != nil {
		return err
	}
	for _, kind := range kinds {
		some, more := open, moreOpen
		if kind.column == `r.answered_at` {
			some, more = answered, moreAnswered
		}
		var mine []glimpse
		for i := range some {
			if at := kind.at(&some[i]); at != nil && at.After(kind.from) && !at.After(kind.until) {
				mine = append(mine, some[i])
			}
		}
		inTime(mine, kind.at, kind.newest)
		guids := make([]string, len(mine))
		for i := range mine {
			guids[i] = mine[i].guid
		}
		if err := rs.fill(ctx, by, kind.pile, guids, len(guids), more); err != nil {
			return err
		}
	}
	return nil
}

// mostLooked is how much of what waits in a customer is looked at for who sees
// many of its companies, and of what lies beside requests for who sees not all.
const mostLooked = 2000

// looked is how many rows are looked at for by, to find mostWaiting.
func looked(by actor.Actor) int {
	if SeesAll(by) {
		return mostWaiting + 1
	}
	return mostLooked
}

// heap counts a pile, and reads the first of it.
func (rs *Requests) heap(ctx context.Context, by actor.Actor, kind waits) error {
	columns := `r.guid`
	if !SeesAll(by) {
		columns += `, r.customer_id, r.company_guid, r.requester_guid`
	}
	table := `access_requests r` + led(rs.DB.Dialect(), kind.index)
	order := kind.column
	if kind.newest {
		order += ` desc`
	}
	var w db.Where
	w.And(`r.customer_id = ?`, by.CustomerID)
	w.And(kind.where)
	w.And(kind.column+` > ?`, kind.from)
	w.And(kind.column+` <= ?`, kind.until)
	some := `(select ` + columns + ` from ` + table + w.String() + ` order by ` + order + ` limit ` + w.Arg(looked(by)) + `) r`
	all, more, err := rs.seenOf(ctx, by, some, ``, w.Args())
	if err != nil {
		return err
	}
	return rs.fill(ctx, by, kind.pile, all, len(all), more)
}

// seenOf reads the guids of the requests r that by sees among some rows that are
// looked at, which what follows joins to r. It reports whether there may be
// others, because no more rows were looked at.
func (rs *Requests) seenOf(ctx context.Context, by actor.Actor, some, joined string, args []any) (all []string, more bool, err error) {
	var w db.Where
	for _, a := range args {
		w.Arg(a)
	}
	visible(&w, by)
	all, err = db.Column[string](ctx, rs.DB, `select r.guid from `+some+joined+w.String()+` limit `+w.Arg(mostWaiting+1), w.Args()...)
	if err != nil || SeesAll(by) || len(all) > mostWaiting {
		return all, false, err
	}
	n, err := db.Value[int](ctx, rs.DB, `select count(*) from `+some, args...)
	return all, n == mostLooked, err
}

// fill notes how many there are, or that there may be more, and reads the first.
func (rs *Requests) fill(ctx context.Context, by actor.Actor, p *Pile, guids []string, n int, more bool) error {
	p.N, p.More = int64(min(n, mostWaiting)), more || n > mostWaiting
	for _, guid := range guids[:min(len(guids), firstOfPile)] {
		row, err := db.One(ctx, rs.DB, (*Row).fields, `
			select r.created_at, r.guid, r.document from access_requests r where r.customer_id = $1 and r.guid = $2`, by.CustomerID, guid)
		if errors.Is(err, db.ErrNone) {
			continue
		}
		if err != nil {
			return err
		}
		p.First = append(p.First, row)
	}
	return nil
}

// What recipients did after their answer, the newest first. $1 is the customer,
// $2 the time from which on it counts, $3 the most rows, $4 who looks.
const (
	unread = `
		select m.request_guid as guid, m.customer_id from request_messages m
		left join message_reads d on d.customer_id = m.customer_id and d.user_guid = $4 and d.request_guid = m.request_guid
		where m.customer_id = $1 and m.side = 'requestee' and m.created_at > $2 and m.number > coalesce(d.read_to, 0)
		order by m.created_at desc limit $3`

	remediated = `
		select f.request_guid as guid, f.customer_id from request_findings f
		where f.customer_id = $1 and f.remediated_at is not null and f.remediated_at > $2 and $4 = $4
		order by f.remediated_at desc limit $3`

	asking = `
		select a.request_guid as guid, a.customer_id from time_asks a
		where a.customer_id = $1 and a.state = 'open' and a.created_at > $2 and $4 = $4
			and exists (select 1 from access_requests q where q.customer_id = a.customer_id and q.guid = a.request_guid
				and q.status in ('Active', 'Inactive') and q.revoked_why is null and q.left_at is null)
		order by a.created_at desc limit $3`
)

// toRequest leads from each thing x to its request. In this form neither engine
// begins at the requests, and the things stay in their order.
func toRequest(engine db.Dialect) string {
	const same = `r.customer_id = x.customer_id and r.guid = x.guid`
	if engine == db.SQLite {
		return ` cross join access_requests r on ` + same
	}
	return ` cross join lateral (select r.guid, r.customer_id, r.company_guid, r.requester_guid from access_requests r where ` + same + ` limit 1) r`
}

// heapOf makes a pile of what lies beside requests: each thing counts, and the
// requests that by sees come once.
func (rs *Requests) heapOf(ctx context.Context, by actor.Actor, p *Pile, things string, from time.Time) error {
	args := []any{by.CustomerID, from, looked(by), by.UserGUID}
	all, more, err := rs.seenOf(ctx, by, `(`+things+`) x`, toRequest(rs.DB.Dialect()), args)
	if err != nil {
		return err
	}
	return rs.fill(ctx, by, p, inOrder(all), len(all), more)
}

// inOrder returns each value once, where it came first.
func inOrder(list []string) (once []string) {
	been := make(map[string]bool)
	for _, v := range list {
		if !been[v] {
			been[v] = true
			once = append(once, v)
		}
	}
	return once
}
