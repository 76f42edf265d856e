package audit

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"gatehouse/internal/db"
	"gatehouse/internal/meter"
)

// Heads reads the versions of customers: what every cache asks before it answers,
// and so what must cost nothing while nothing changes. A version that was read is
// never older than the call that asked for it; whoever reads rows reads it first,
// so that what is made of them may be newer than its version, never older.
//
// On SQLite the versions are kept in memory while nobody commits: see [db.DB.Mark],
// which says how soon another process is noticed. On PostgreSQL, where other nodes
// write, nothing is kept: callers share statements. One is on its way at a time;
// who comes meanwhile waits for the next, which begins after all have come who
// share it. So what they get is true for each of them, and many callers cost one
// round trip.
type Heads struct {
	DB *db.DB

	mu   sync.Mutex
	mark uint64 // SQLite: when what is kept was true
	kept map[int64]Versions

	next    *reading      // PostgreSQL: the statement that newcomers share
	running chan struct{} // closed when the one on its way has ended
}

// Read returns the versions of a customer as they are now or, in a context of
// [Once], as they were when they were first read in it.
func (h *Heads) Read(ctx context.Context, customerID int64) (Versions, error) {
	v, _, err := h.Both(ctx, customerID, customerID)
	return v, err
}

// Both is [Heads.Read] for two customers, which may be the same one.
func (h *Heads) Both(ctx context.Context, a, b int64) (of, and Versions, err error) {
	if of, ok := known(ctx, a); ok {
		if and, ok := known(ctx, b); ok {
			return of, and, nil
		}
	}
	if h.DB.Dialect() == db.Postgres {
		of, and, err = h.share(ctx, a, b)
	} else {
		of, err = h.keep(ctx, a)
		if and = of; err == nil && a != b {
			and, err = h.keep(ctx, b)
		}
	}
	if err != nil {
		return of, and, fmt.Errorf("read the heads of customers %d and %d: %w", a, b, err)
	}
	Know(ctx, a, of)
	Know(ctx, b, and)
	return of, and, nil
}

// mostKept bounds what is kept. It is far more than one file has customers.
const mostKept = 100_000

// headsKept counts how often no statement was needed; on PostgreSQL one always is.
var headsKept = meter.NewCache("heads")

// keep returns what is kept of a customer, or reads it. The mark is taken before
// the row is read: a commit in between makes the mark too old, not the row.
func (h *Heads) keep(ctx context.Context, customerID int64) (Versions, error) {
	mark, _, err := h.DB.Mark(ctx)
	if err != nil {
		return Versions{}, err
	}
	h.mu.Lock()
	v, ok := h.kept[customerID]
	ok = ok && h.mark == mark
	h.mu.Unlock()
	if ok {
		headsKept.Hit()
		return v, nil
	}
	headsKept.Miss()
	v, err = db.One(ctx, h.DB, (*Versions).fields, `
		select `+db.SQLite.Epoch()+`, seq, requests, portfolio, identity from heads where customer_id = $1`, customerID)
	if err != nil {
		return v, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.kept == nil || h.mark < mark || len(h.kept) >= mostKept {
		h.kept, h.mark = make(map[int64]Versions), max(h.mark, mark)
	}
	if h.mark == mark {
		h.kept[customerID] = v
	}
	return v, nil
}

// reading is a statement that several callers share.
type reading struct {
	customers map[int64]bool
	before    chan struct{} // closed when the one before it has ended; nil if there is none
	done      chan struct{}
	found     map[int64]Versions
	err       error
}

// share takes part in the next statement. Whoever is the first to do so runs it.
func (h *Heads) share(ctx context.Context, a, b int64) (of, and Versions, err error) {
	h.mu.Lock()
	r := h.next
	isFirst := r == nil
	if isFirst {
		r = &reading{customers: make(map[int64]bool, 1), before: h.running, done: make(chan struct{})}
		h.next = r
	}
	r.customers[a], r.customers[b] = true, true
	h.mu.Unlock()
	if isFirst {
		h.run(ctx, r)
	}
	select {
	case <-r.done:
	case <-ctx.Done():
		return of, and, ctx.Err()
	}
	if r.err != nil {
		return of, and, r.err
	}
	of, ok := r.found[a]
	and, both := r.found[b]
	if !ok || !both {
		err = db.ErrNone
	}
	return of, and, err
}

// run waits for the statement before, closes the door to newcomers, and reads. The
// end of its caller's context is not the end of what others wait for: a server that
// says nothing is cut off by db, and all of them fail.
func (h *Heads) run(ctx context.Context, r *reading) {
	defer close(r.done)
	if r.before != nil {
		<-r.before
	}
	h.mu.Lock()
	h.next, h.running = nil, r.done
	h.mu.Unlock()

	ctx = context.WithoutCancel(ctx)
	type row struct {
		customer int64
		Versions
	}
	r.found = make(map[int64]Versions, len(r.customers))
	r.err = db.Each(ctx, h.DB, func(w *row) []any { return append([]any{&w.customer}, w.fields()...) }, func(w *row) error {
		r.found[w.customer] = w.Versions
		return nil
	}, `
		select customer_id, `+db.Postgres.Epoch()+`, seq, requests, portfolio, identity from heads
		where customer_id = any(cast($1 as bigint[]))`, array(r.customers))
}

// array is a list of numbers as PostgreSQL reads it: one text for any number of
// them, and so one statement.
func array(numbers map[int64]bool) string {
	var b strings.Builder
	next := byte('{')
	for n := range numbers {
		b.WriteByte(next)
		b.WriteString(strconv.FormatInt(n, 10))
		next = ','
	}
	b.WriteByte('}')
	return b.String()
}
