package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Waiting is what waits for somebody who works with requests.
type Waiting struct {
	Since time.Time // what others said is counted from here: see [Requests.Look]

	Registrations Pile // to be decided, the oldest first
	Accepted      Pile // since then, the newest first
	Declined      Pile
	Messages      Pile // of recipients, that were not read: requests, the newest first
	Findings      Pile // that recipients said something about: requests, the newest first
	Trials        Pile // that end within TrialsEnd, the next first
	Invitations   Pile // that end within InvitationsEnd, the next first
	Refused       Pile // invitations whose mail was refused, the newest first
}

// Pile is one kind of what waits. Long ones are not counted to their end.
type Pile struct {
	Amount
	First []Row // at most three requests
}

// How far ahead what ends is looked for, and how far back what others said is,
// at most and for who has never looked.
const (
	TrialsEnd      = 14 * 24 * time.Hour
	InvitationsEnd = 3 * 24 * time.Hour
	longestSince   = 30 * 24 * time.Hour
	usualSince     = 7 * 24 * time.Hour
)

const (
	mostWaiting = 500
	firstOfPile = 3
)

// waits says which requests make a pile: those of an index's range, in its order.
type waits struct {
	pile  *Pile
	where string // $1 is the customer, $2 and $3 bound the range
	from  any
	until any
	order string
	index string
}

// Waiting returns what waits for by, as far as it sees the requests.
func (rs *Requests) Waiting(ctx context.Context, by actor.Actor) (Waiting, error) {
	var in Waiting
	if err := by.Need(actor.RequestsR); err != nil {
		return in, err
	}
	now := rs.Now()
	var err error
	if in.Since, err = rs.since(ctx, by, now); err != nil {
		return in, err
	}
	for _, kind := range []waits{
		{
			&in.Registrations, `r.awaiting = 'approval' and r.created_at > $2 and r.created_at <= $3`,
			time.Time{},
			now,
			`r.created_at, r.guid`, "access_requests_approval",
		},
		{
			&in.Accepted, `r.answered_at is not null and r.answered_at > $2 and r.answered_at <= $3 and r.accepted_at is not null`,
			in.Since, now, `r.answered_at desc`, "access_requests_answered",
		},
		{
			&in.Declined, `r.answered_at is not null and r.answered_at > $2 and r.answered_at <= $3 and r.accepted_at is null`,
			in.Since, now, `r.answered_at desc`, "access_requests_answered",
		},
		{
			&in.Trials, `r.access_runs and r.status = 'Active' and r.access_ends_at > $2 and r.access_ends_at <= $3`,
			now, now.Add(TrialsEnd), `r.access_ends_at`, "access_requests_trial",
		},
		{
			&in.Invitations, `r.status = 'Pending' and r.awaiting = 'answer' and r.window_ends_at > $2 and r.window_ends_at <= $3`,
			now, now.Add(InvitationsEnd), `r.window_ends_at`, "access_requests_window",
		},
		{
			&in.Refused, `r.mail_status = 'refused' and r.status = 'Pending' and r.email_sent_at > $2 and r.email_sent_at <= $3`,
			time.Time{},
			now, `r.email_sent_at desc`, "access_requests_refused",
		},
	} {
		if err := rs.heap(ctx, by, kind); err != nil {
			return in, err
		}
	}
	if err := rs.heapOf(ctx, by, &in.Messages, unread, in.Since.Add(-longestSince)); err != nil {
		return in, err
	}
	return in, rs.heapOf(ctx, by, &in.Findings, remediated, in.Since)
}

// heap counts a pile, and reads the first of it. No more than mostWaiting of its
// rows are looked at. SQLite is told the index: it would take that of a status and
// sort what has it.
func (rs *Requests) heap(ctx context.Context, by actor.Actor, kind waits) error {
	columns := `r.guid`
	if !SeesAll(by) {
		columns += `, r.customer_id, r.company_guid, r.requester_guid`
	}
	var w db.Where
	for _, a := range []any{by.CustomerID, kind.from, kind.until} {
		w.Arg(a)
	}
	table := `access_requests r`
	if rs.DB.Dialect() == db.SQLite {
		table += ` indexed by ` + kind.index
	}
	some := ` from (
		select ` + columns + ` from ` + table + `
		where r.customer_id = $1 and ` + kind.where + ` order by ` + kind.order + ` limit ` + w.Arg(mostWaiting+1) + `) r`
	visible(&w, by)
	all, err := db.Column[string](ctx, rs.DB, `select r.guid`+some+w.String(), w.Args()...)
	if err != nil {
		return err
	}
	return rs.fill(ctx, by, kind.pile, all, len(all))
}

// fill notes how many there are, and reads the first.
func (rs *Requests) fill(ctx context.Context, by actor.Actor, p *Pile, guids []string, n int) error {
	p.N, p.More = int64(min(n, mostWaiting)), n > mostWaiting
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
)

// heapOf makes a pile of what lies beside requests: each thing counts, and the
// requests that by sees come once.
func (rs *Requests) heapOf(ctx context.Context, by actor.Actor, p *Pile, things string, from time.Time) error {
	var w db.Where
	for _, a := range []any{by.CustomerID, from, mostWaiting + 1, by.UserGUID} {
		w.Arg(a)
	}
	w.And(`r.customer_id = x.customer_id and r.guid = x.guid`)
	visible(&w, by)
	all, err := db.Column[string](ctx, rs.DB, `
		select x.guid from (`+things+`) x cross join access_requests r`+w.String(), w.Args()...) // SQLite keeps this order
	if err != nil {
		return err
	}
	return rs.fill(ctx, by, p, inOrder(all), len(all))
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

// since is when by last said that it has looked, or a while ago.
func (rs *Requests) since(ctx context.Context, by actor.Actor, now time.Time) (time.Time, error) {
	at, err := db.Value[time.Time](ctx, rs.DB, `select looked_at from looks where customer_id = $1 and user_guid = $2`, by.CustomerID, by.UserGUID)
	if errors.Is(err, db.ErrNone) {
		return now.Add(-usualSince), nil
	}
	if oldest := now.Add(-longestSince); err == nil && at.Before(oldest) {
		return oldest, nil
	}
	return at, err
}

// Look notes that by has seen what others said up to a moment.
func (rs *Requests) Look(ctx context.Context, by actor.Actor, upTo time.Time) error {
	if err := by.Need(actor.RequestsR); err != nil {
		return err
	}
	if now := rs.Now(); upTo.After(now) {
		upTo = now
	}
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `
			insert into looks (customer_id, user_guid, looked_at) values ($1, $2, $3)
			on conflict (customer_id, user_guid) do update set looked_at = excluded.looked_at
			where looks.looked_at < excluded.looked_at`, by.CustomerID, by.UserGUID, upTo)
		return err
	})
}
