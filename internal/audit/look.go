package audit

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Filter says which events are looked for. What is empty asks nothing.
type Filter struct {
	Actions []string   // names, nouns, sign_ins and refusals
	Who     string     // a user's guid, or how its e-mail address or name begins; "server"
	Subject string     // guid or id of what it happened to
	From    *time.Time // at that moment or later
	Until   *time.Time // before that moment
	Before  int64      // below this seq: where the page before ended
	Limit   int        // of a page; 0 is 50
}

// The bounds of a look.
const (
	pageLimit  = 50
	MostEvents = 1000 // of a page
	MostKinds  = 20   // of Actions
	// inSight is how many events are looked through for a page that no index
	// finds at once: somebody's events of some kinds.
	inSight = 40_000
)

// Page is some of the events, newest first.
type Page struct {
	Events []Recorded
	Next   int64 // Before of the next page; 0 if there is none
	Sought bool  // Next leads on though nothing was found: only so many are looked through
}

func (f *Filter) check() error {
	p := fault.Problems{}
	p.Require(len(f.Actions) <= MostKinds, "action", "must be no more than %d", MostKinds)
	for _, a := range f.Actions {
		p.Require(len(a) <= 60, "action", "must be actions such as token.create, or kinds such as token")
	}
	p.Require(len(f.Who) <= 254, "user", "must not be longer than %d characters", 254)
	p.Require(len(f.Subject) <= 254, "subject", "must not be longer than %d characters", 254)
	p.Require(f.From == nil || f.Until == nil || !f.Until.Before(*f.From), "until", "must not be before the beginning")
	p.Require(f.Limit >= 0 && f.Limit <= MostEvents, "limit", "must be between 1 and %d", MostEvents)
	if f.Limit == 0 {
		f.Limit = pageLimit
	}
	return p.Err()
}

// look is a filter on its way to the database.
type look struct {
	Filter
	customerID int64
	actions    []string
	people     []string
	low, high  int64 // seqs between which the times lie
}

// Page returns the newest events that f leaves. It never counts, and reads no
// more than the page, found by an index; or looks through the newest 40,000
// where an index finds either the person or the kind and both are asked for.
func (es *Events) Page(ctx context.Context, by actor.Actor, f Filter) (page Page, err error) {
	l, err := es.look(ctx, by, f)
	if err != nil {
		return page, err
	}
	floor := l.floor()
	if page.Events, err = es.read(ctx, l, floor, l.high, l.Limit+1); err != nil {
		return page, err
	}
	switch {
	case len(page.Events) > l.Limit:
		page.Events = page.Events[:l.Limit]
		page.Next = page.Events[l.Limit-1].Seq
	case floor > l.low:
		page.Next, page.Sought = floor, true
	}
	return page, nil
}

// floor is the seq down to which a page is looked for.
func (l *look) floor() int64 {
	if l.people != nil && l.actions != nil && l.Subject == "" {
		return max(l.low, l.high-inSight+1)
	}
	return l.low
}

// atOnce is how many events an export reads in a statement, and span how many it
// passes at most.
const (
	atOnce = 1000
	span   = 10_000
)

// Each yields every event that f leaves, newest first, with flat memory. Events
// that come meanwhile are not among them.
func (es *Events) Each(ctx context.Context, by actor.Actor, f Filter, yield func(*Recorded) error) error {
	most := f.Limit
	f.Limit = 0
	l, err := es.look(ctx, by, f)
	if err != nil {
		return err
	}
	direct := len(l.branches()) <= 3 && (l.people == nil || l.actions == nil || l.Subject != "")
	for high := l.high; high >= l.low && high > 0; {
		floor := l.low
		if !direct {
			floor = max(l.low, high-span+1)
		}
		some, err := es.read(ctx, l, floor, high, atOnce)
		if err != nil {
			return err
		}
		for i := range some {
			if err := yield(&some[i]); err != nil {
				return err
			}
			if most--; most == 0 {
				return nil
			}
		}
		if high = floor - 1; len(some) == atOnce {
			high = some[len(some)-1].Seq - 1
		}
	}
	return nil
}

func (es *Events) look(ctx context.Context, by actor.Actor, f Filter) (l look, err error) {
	if err := by.Need(actor.AuditR); err != nil {
		return l, err
	}
	if err := f.check(); err != nil {
		return l, err
	}
	l = look{Filter: f, customerID: by.CustomerID, actions: Expand(f.Actions), low: 1}
	if l.people, err = es.people(ctx, by.CustomerID, f.Who); err != nil {
		return l, err
	}
	if l.high, err = db.Value[int64](ctx, es.DB, `select seq from heads where customer_id = $1`, by.CustomerID); err != nil {
		return l, err
	}
	if f.Until != nil {
		if l.high, err = es.seqAt(ctx, by.CustomerID, f.Until.Add(slack), l.high); err != nil {
			return l, err
		}
	}
	if f.From != nil {
		if l.low, err = es.seqAt(ctx, by.CustomerID, f.From.Add(-slack), l.high); err != nil {
			return l, err
		}
		l.low = max(l.low, 1)
	}
	if f.Before > 0 {
		l.high = min(l.high, f.Before-1)
	}
	return l, nil
}

// slack is how far the times of events may be out of the order of their seqs: no
// clock of a node that works is further off.
const slack = time.Hour

// seqAt returns the last seq whose event was before at, or thereabouts: times
// rise with seqs, but for what clocks and long transactions make of it. It takes
// some twenty looks at the primary key and saves an index.
func (es *Events) seqAt(ctx context.Context, customerID int64, at time.Time, high int64) (int64, error) {
	low := int64(0)
	for low < high {
		mid := low + (high-low+1)/2
		then, err := db.Value[time.Time](ctx, es.DB, `
			select at from events where customer_id = $1 and seq <= $2 order by seq desc limit 1`, customerID, mid)
		if err != nil && !errors.Is(err, db.ErrNone) { // without one, all before were removed
			return 0, err
		}
		if err == nil && !then.Before(at) {
			high = mid - 1
		} else {
			low = mid
		}
	}
	return low, nil
}
