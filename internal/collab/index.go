package collab

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/collab/facets"
	"gatehouse/internal/db"
)

// Index answers pages of outboxes from memory: it keeps for each customer what its
// requests are filtered by, see [facets.Set], and the documents that were asked for.
// It is read from the database when a list of the customer is first asked for, and
// is gone with the process. Until it is read, and for lists that it does not know
// how to answer, the database is asked.
//
// Nothing in it is trusted by itself. Each call reads the customer's heads, and
// what is older is brought up to them before it is used: the requests that have
// changed since, see [audit.Changed], are read again. What is in memory may be
// newer than the heads, as what a statement reads may be; never older.
type Index struct {
	DB    *db.DB
	Heads *audit.Heads
	Log   *slog.Logger
	Most  int64 // bytes that it may take; 0: it is not used

	mu       sync.Mutex
	outlines map[int64]*outline // of customers
	clock    int64              // counts what was used, to know whom to forget first
	bytes    int64
	resting  map[int64]time.Time // customers that there was no room for, and when that was
	closing  bool
	working  sync.WaitGroup
}

const (
	// mostBehind is how many events, and versions, are caught up with. Who is further
	// behind reads everything: that is less.
	mostBehind = audit.Leap / 10

	// restFor is how long a large customer that was forgotten for want of room is not
	// read again: two that have no room together must not take turns.
	restFor = time.Minute

	// fewAtOnce is how many requests are read while their caller waits. To read more
	// takes so long that it is done beside, and the database answers meanwhile.
	fewAtOnce = 5000
)

// outline is what is kept of a customer.
type outline struct {
	customerID int64
	used       int64 // of the index's clock
	bytes      int64 // as the index has counted it

	mu       sync.Mutex // of who reads it or brings it up to date
	hopeless bool       // it has what cannot be kept: a guid that is none, too many senders or requests
	isBusy   bool       // something is made beside
	stop     func()     // ends that; of the index's mu

	now       atomic.Pointer[standing]
	documents documents
	asked     asked
}

// standing is what an outline had at some heads.
type standing struct {
	epoch, seq, requests int64
	names                *facets.Names
	set                  *facets.Set
}

// covers reports whether it is as new as v, and of the same history.
func (s *standing) covers(v audit.Versions) bool {
	return s != nil && s.epoch == v.Epoch && s.seq >= v.Seq && s.requests >= v.Requests
}

// at returns what is kept of a customer, as new as v or newer; nil if nothing is.
func (ix *Index) at(ctx context.Context, customerID int64, v audit.Versions) (*outline, *standing, error) {
	o := ix.outline(customerID)
	if s := o.now.Load(); s.covers(v) {
		return o, s, nil
	}
	if !o.mu.TryLock() {
		if o.now.Load() == nil {
			return nil, nil, nil // somebody reads it for the first time
		}
		o.mu.Lock()
	}
	defer o.mu.Unlock()
	s := o.now.Load()
	switch {
	case s.covers(v):
		return o, s, nil
	case o.hopeless:
		return nil, nil, nil
	case s == nil || s.epoch != v.Epoch || v.Seq-s.seq > mostBehind || v.Requests-s.requests > mostBehind:
		s, err := ix.begin(ctx, o, v)
		return o, s, err
	}
	s, err := ix.catchUp(ctx, o, s, v)
	return o, s, err
}

// outline returns that of a customer, and notes its use.
func (ix *Index) outline(customerID int64) *outline {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	o := ix.outlines[customerID]
	if o == nil {
		o = &outline{customerID: customerID}
		if ix.outlines == nil {
			ix.outlines = make(map[int64]*outline)
		}
		ix.outlines[customerID] = o
	}
	ix.clock++
	o.used = ix.clock
	return o
}

// begin reads an outline: at once if that is soon done, or else beside.
func (ix *Index) begin(ctx context.Context, o *outline, v audit.Versions) (*standing, error) {
	n, err := db.Value[int64](ctx, ix.DB, `
		select cast(coalesce(sum(n), 0) as bigint) from request_tallies where customer_id = $1`, o.customerID)
	if err != nil {
		return nil, err
	}
	read := func(ctx context.Context) (*standing, error) { return readOutline(ctx, ix.DB, o.customerID, int(n), v) }
	if n > fewAtOnce {
		if ix.rests(o.customerID) {
			return nil, nil
		}
		ix.beside(ctx, o, func(ctx context.Context) error {
			s, err := read(ctx)
			o.mu.Lock()
			defer o.mu.Unlock()
			return ix.put(o, s, err)
		})
		return nil, nil
	}
	s, err := read(ctx)
	return s, ix.put(o, s, err)
}

// put takes what was read, or why nothing was.
func (ix *Index) put(o *outline, s *standing, err error) error {
	if errors.Is(err, errUnkept) || errors.Is(err, facets.ErrTooMany) {
		o.hopeless, s, err = true, nil, nil
	}
	if err != nil {
		return err
	}
	if s != nil && s.bytes() > ix.Most {
		o.hopeless, s = true, nil // the database answers for this customer
	}
	o.documents.renew(func() { o.now.Store(s) }, nil, true)
	ix.weigh(o)
	return nil
}

// rests reports whether a customer was forgotten a moment ago for want of room.
func (ix *Index) rests(customerID int64) bool {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	since, ok := ix.resting[customerID]
	if ok && time.Since(since) >= restFor {
		delete(ix.resting, customerID)
		return false
	}
	return ok
}

// beside does what takes long while lists are answered otherwise. Whoever calls it
// holds the outline.
func (ix *Index) beside(ctx context.Context, o *outline, work func(context.Context) error) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.closing || o.isBusy {
		return
	}
	o.isBusy = true
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	o.stop = cancel
	ix.working.Go(func() {
		defer cancel()
		err := work(ctx)
		o.mu.Lock()
		o.isBusy = false
		o.mu.Unlock()
		if err != nil && ctx.Err() == nil && !db.IsUnavailable(err) {
			ix.Log.WarnContext(ctx, "the index of a customer's requests could not be read", "customer", o.customerID, "error", err)
		}
	})
}

// Close ends what is made beside. Nothing begins afterwards.
func (ix *Index) Close() {
	ix.mu.Lock()
	ix.closing = true
	for _, o := range ix.outlines {
		if o.stop != nil {
			o.stop()
		}
	}
	ix.mu.Unlock()
	ix.working.Wait()
}

// forget drops an outline: the next call makes another.
func (ix *Index) forget(o *outline) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.outlines[o.customerID] == o {
		ix.drop(o)
	}
}

// drop takes an outline out, and ends what is made for it. Whoever calls it holds
// the index.
func (ix *Index) drop(o *outline) {
	ix.bytes -= o.bytes
	delete(ix.outlines, o.customerID)
	if o.stop != nil {
		o.stop()
	}
}

// bytes is what it takes.
func (s *standing) bytes() int64 { return int64(s.set.Bytes() + s.names.Bytes()) }

// mostDocuments is how many bytes of documents may be kept beside s: a quarter of
// everything, where there is room.
func (ix *Index) mostDocuments(s *standing) int64 { return min(ix.Most/4, max(0, ix.Most-s.bytes())) }

// weigh counts what an outline takes, and forgets those that were used least lately
// while all take too much.
func (ix *Index) weigh(o *outline) {
	var n int64
	if s := o.now.Load(); s != nil {
		n = s.bytes() + o.documents.size()
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.outlines[o.customerID] != o { // forgotten meanwhile
		return
	}
	ix.bytes += n - o.bytes
	o.bytes = n
	for ix.bytes > ix.Most {
		least := o
		for _, other := range ix.outlines {
			if other.bytes > 0 && (least == o || other.used < least.used) && (other != o || least == o) {
				least = other
			}
		}
		ix.drop(least)
		if ix.resting == nil {
			ix.resting = make(map[int64]time.Time)
		}
		ix.resting[least.customerID] = time.Now()
		if least == o {
			return
		}
	}
}
