package collab

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// FunnelAsk says which requests a funnel is of: those created in the months from
// From to To, both included, for one of the reasons. Nil is any.
type FunnelAsk struct {
	From, To time.Time
	Reasons  []string // as in [Filter]
}

// Steps counts requests by how far they came. Each step is part of the one before.
type Steps struct{ Invited, Opened, Accepted, Resolved int64 }

func (s *Steps) add(t *Tallied) {
	if t.Stage == StageRegistered {
		return
	}
	s.Invited += t.N
	if t.Stage == StageOpened || t.Stage == StageAccepted {
		s.Opened += t.N
	}
	if t.Stage == StageAccepted {
		s.Accepted += t.N
		if t.Status == Resolved {
			s.Resolved += t.N
		}
	}
}

// Funnel is what became of invitations.
type Funnel struct {
	Steps                 // of all months, for the reasons asked for
	Months  []MonthSteps  // every month, in order, for the reasons asked for
	Reasons []ReasonSteps // every reason, in all months

	// Partly says that by sees more requests than are counted: of those, the
	// figures are of the newest.
	Partly bool
}

// MonthSteps are the steps of the requests created in a month.
type MonthSteps struct {
	Month time.Time // its beginning
	Steps
}

// ReasonSteps are the steps of the requests made for a reason.
type ReasonSteps struct {
	Reason Reason
	Steps
}

// mostMonths bounds the months of a funnel.
const mostMonths = 120

// Funnel counts what became of the invitations that by sees. Who sees all of them
// gets what is kept with the rows; for others a bounded number of rows is counted.
func (rs *Requests) Funnel(ctx context.Context, by actor.Actor, ask FunnelAsk) (Funnel, error) {
	var f Funnel
	if err := by.Need(actor.RequestsR); err != nil {
		return f, err
	}
	for m := monthOf(ask.From); !m.After(ask.To) && len(f.Months) < mostMonths; m = m.AddDate(0, 1, 0) {
		f.Months = append(f.Months, MonthSteps{Month: m})
	}
	for _, r := range Reasons {
		f.Reasons = append(f.Reasons, ReasonSteps{Reason: r})
	}
	count := func(t *Tallied) {
		for i := range f.Reasons {
			if f.Reasons[i].Reason == t.Reason {
				f.Reasons[i].add(t)
			}
		}
		wanted := normal(ask.Reasons, ParseReason)
		if wanted != nil && !slices.Contains(wanted, string(t.Reason)) {
			return
		}
		f.add(t)
		for i := range f.Months {
			if f.Months[i].Month.Format(monthForm) == t.Month {
				f.Months[i].add(t)
			}
		}
	}
	if !SeesAll(by) {
		var err error
		f.Partly, err = rs.countSeen(ctx, by, monthOf(ask.From), monthOf(ask.To).AddDate(0, 1, 0), count)
		return f, err
	}
	all, err := rs.Tallies(ctx, by, TallyAsk{From: ask.From, To: ask.To})
	for i := range all {
		count(&all[i])
	}
	return f, err
}

func monthOf(t time.Time) time.Time {
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// mostCounted is how many requests are counted one by one for who does not see
// all of them; mostPassed how many are looked at for that where one sees so many
// companies that theirs cannot be asked for one company after the other.
const (
	mostCounted = 4000
	mostPassed  = 8000
)

// seen is a request as the funnel counts it.
type seen struct {
	Tallied
	at                       time.Time
	company                  string
	opened, accepted, mailed bool
}

func (s *seen) fields() []any {
	return []any{&s.at, &s.company, &s.Reason, &s.Status, &s.opened, &s.accepted, &s.mailed}
}

const seenColumns = `r.created_at, r.company_guid, r.reason, r.status, r.opened_at is not null, r.accepted_at is not null, r.sent_count > 0`

// newestWith reads the newest requests with a value in a column: $1 is the
// customer, $2 the value, $3 when they were made before, $4 how many. How old
// they may be is for the caller to say: with bounds on both sides of the time,
// SQLite would read all that was made between them.
func newestWith(column string) string {
	return `select ` + seenColumns + ` from access_requests r
		where r.customer_id = $1 and r.` + column + ` = $2 and r.created_at < $3
		order by r.created_at desc, r.guid desc limit $4`
}

// countSeen calls count with the newest requests that by sees, each by itself. It
// reports whether there may be more.
func (rs *Requests) countSeen(ctx context.Context, by actor.Actor, from, before time.Time, count func(*Tallied)) (partly bool, err error) {
	companies, few, err := rs.sees(ctx, by)
	if err != nil {
		return false, err
	}
	if !few {
		return rs.countPassed(ctx, by, from, before, count)
	}
	// What is asked for: the requests to each company, then what by sent to others.
	share := mostCounted / (len(companies) + 1)
	for _, company := range append(companies, "") {
		column, value := `company_guid`, company
		if company == "" {
			column, value = `requester_guid`, by.UserGUID
		}
		some, err := db.All(ctx, rs.DB, (*seen).fields, newestWith(column), by.CustomerID, value, before, share)
		if err != nil {
			return false, err
		}
		full := len(some) == share
		if i := slices.IndexFunc(some, func(s seen) bool { return s.at.Before(from) }); i >= 0 {
			some, full = some[:i], false
		}
		for i := range some {
			if company != "" || !slices.Contains(companies, some[i].company) {
				count(some[i].tallied())
			}
		}
		partly = partly || full
	}
	return partly, nil
}

// countPassed counts what by sees among the newest requests of its customer.
func (rs *Requests) countPassed(ctx context.Context, by actor.Actor, from, before time.Time, count func(*Tallied)) (partly bool, err error) {
	var w db.Where
	w.And(`r.customer_id = ?`, by.CustomerID)
	w.And(`r.created_at >= ?`, from)
	w.And(`r.created_at < ?`, before)
	newest := `(
		select r.customer_id, r.created_at, r.company_guid, r.requester_guid, r.reason, r.status, r.opened_at, r.accepted_at, r.sent_count
		from access_requests r` + w.String() + ` order by r.created_at desc, r.guid desc limit ` + w.Arg(mostPassed) + `) r`
	passed, err := db.Value[int](ctx, rs.DB, `select count(*) from `+newest, w.Args()...)
	if err != nil {
		return false, err
	}
	var sight db.Where
	for _, a := range w.Args() {
		sight.Arg(a)
	}
	visible(&sight, by)
	all, err := db.All(ctx, rs.DB, (*seen).fields, `select `+seenColumns+` from `+newest+sight.String(), sight.Args()...)
	for i := range all {
		count(all[i].tallied())
	}
	return passed == mostPassed, err
}

// tallied is a request as a tally of one.
func (s *seen) tallied() *Tallied {
	s.Month, s.Stage, s.N = s.at.UTC().Format(monthForm), StageRegistered, 1
	switch {
	case s.accepted:
		s.Stage = StageAccepted
	case s.opened:
		s.Stage = StageOpened
	case s.mailed || s.Reason != SelfRequested:
		s.Stage = StageInvited
	}
	return &s.Tallied
}
