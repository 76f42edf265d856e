package audit_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func read(t *testing.T, h *audit.Heads, customerID int64) audit.Versions {
	t.Helper()
	v, err := h.Read(t.Context(), customerID)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func epoch(t *testing.T, d *db.DB) int64 {
	t.Helper()
	e, err := db.Value[int64](t.Context(), d, `select `+d.Dialect().Epoch())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestHeadsAreThoseOfNow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		customers(t, d, 1, 2)
		h := &audit.Heads{DB: d}
		for n := range int64(5) {
			if got, want := read(t, h, 1), (audit.Versions{Epoch: epoch(t, d), Seq: 2 * n, Requests: n}); got != want {
				t.Fatalf("got %+v, want %+v", got, want)
			}
			record(t, d, 1, "a", "b")
		}
		one, two, err := h.Both(t.Context(), 1, 2)
		if now := epoch(t, d); one != (audit.Versions{Epoch: now, Seq: 10, Requests: 5}) || two != (audit.Versions{Epoch: now}) || err != nil {
			t.Errorf("%+v %+v %v", one, two, err)
		}
		if _, err := h.Read(t.Context(), 3); !errors.Is(err, db.ErrNone) {
			t.Errorf("of nobody: %v", err)
		}
	})
}

// While nobody writes, SQLite is not asked at all.
func TestHeadsAreKeptWhileNobodyWrites(t *testing.T) {
	var asked atomic.Int64
	d := dbtest.Open(t, db.SQLite)
	customers(t, d, 1, 2)
	h := &audit.Heads{DB: d.Watched(func(string) { asked.Add(1) })}
	read(t, h, 1)
	read(t, h, 2)
	for {
		asked.Store(0)
		for range 1000 {
			read(t, h, 1)
			read(t, h, 2)
		}
		if asked.Load() == 0 {
			break
		}
		// It has just noticed what this test itself wrote, once: then it is quiet.
	}
	record(t, d, 2, "a")
	if got := read(t, h, 2); got.Seq != 1 || asked.Load() != 1 {
		t.Errorf("%+v after %d statements", got, asked.Load())
	}
}

// Nobody who was told that something is committed reads what was before, whoever
// reads beside it and through whichever connections.
func TestHeadsAreNeverOlderThanACommit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ids := []int64{1, 2, 3}
		customers(t, d, ids...)
		h := &audit.Heads{DB: d}
		var committed [4]atomic.Int64
		writers, readers := sync.WaitGroup{}, sync.WaitGroup{}
		over := make(chan struct{})
		for _, id := range ids {
			writers.Go(func() {
				for n := range int64(60) {
					record(t, d, id, "a")
					committed[id].Store(n + 1)
				}
			})
		}
		for range 4 {
			readers.Go(func() {
				for {
					for i, id := range ids {
						least, other := committed[id].Load(), ids[(i+1)%len(ids)]
						leastOther := committed[other].Load()
						v, w, err := h.Both(t.Context(), id, other)
						if err != nil || v.Seq < least || w.Seq < leastOther {
							t.Errorf("read %d and %d after %d and %d, %v", v.Seq, w.Seq, least, leastOther, err)
							return
						}
					}
					select {
					case <-over:
						return
					default:
					}
				}
			})
		}
		writers.Wait()
		close(over)
		readers.Wait()
	})
}

// While one statement is on its way, all who come share the next: however many,
// and of however many customers. That one of them goes does not matter to the others.
func TestHeadsAreReadTogether(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	const callers = 40
	for id := range int64(callers + 1) {
		customers(t, d, id)
	}
	var asked atomic.Int64
	held, begun := make(chan struct{}), make(chan struct{})
	h := &audit.Heads{DB: d.Watched(func(string) {
		if asked.Add(1) == 1 {
			close(begun)
			<-held
		}
	})}
	all := sync.WaitGroup{}
	all.Go(func() { read(t, h, 0) })
	<-begun
	leaves, leave := context.WithCancel(t.Context())
	all.Go(func() {
		if _, err := h.Read(leaves, 1); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	for h.Waiting() < 1 { // it is the first, who runs the statement of all
	}
	for id := range int64(callers - 1) {
		all.Go(func() { read(t, h, id+2) })
	}
	for h.Waiting() < callers {
	}
	leave()
	close(held)
	all.Wait()
	if asked.Load() != 2 {
		t.Errorf("%d statements", asked.Load())
	}
}

// A call that only looks sees one version of a customer throughout.
func TestHeadsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		customers(t, d, 1, 2, 3, 4)
		h := &audit.Heads{DB: d}
		ctx := audit.Once(t.Context())
		audit.Know(ctx, 2, audit.Versions{Seq: 77})
		for range 2 {
			for id, want := range map[int64]int64{1: 0, 2: 77} {
				if v, err := h.Read(ctx, id); err != nil || v.Seq != want {
					t.Errorf("customer %d: %+v, %v", id, v, err)
				}
			}
			record(t, d, 1, "a")
		}
		if v := read(t, h, 1); v.Seq != 2 {
			t.Errorf("another call: %+v", v)
		}
		for id := range int64(4) { // more than it has room for
			if _, err := h.Read(ctx, id+1); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestTopicsOfVersions(t *testing.T) {
	all := audit.Versions{Epoch: 5, Seq: 1, Requests: 2, Portfolio: 3, Identity: 4}
	for topics, want := range map[audit.Topics]audit.Versions{
		0: {Epoch: 5}, audit.Requests: {Epoch: 5, Requests: 2}, audit.Portfolio | audit.Identity: {Epoch: 5, Portfolio: 3, Identity: 4},
	} {
		if got := topics.Of(all); got != want {
			t.Errorf("%d: %+v", topics, got)
		}
	}
}
