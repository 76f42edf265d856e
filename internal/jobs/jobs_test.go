package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/jobs"
)

const greet jobs.Kind[string] = "test.greet"

// bench is a runner with a clock that the test moves.
type bench struct {
	*jobs.Runner
	db  *db.DB
	mu  sync.Mutex
	now time.Time
}

func newBench(d *db.DB) *bench {
	b := &bench{db: d, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	b.Runner = jobs.NewRunner(d, slog.New(slog.DiscardHandler), func() time.Time {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.now
	})
	return b
}

func (b *bench) move(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = b.now.Add(d)
}

func (b *bench) add(t *testing.T, args string, fail error) {
	t.Helper()
	err := b.db.Tx(t.Context(), func(tx *db.Tx) error {
		if err := greet.Add(t.Context(), tx, args); err != nil {
			return err
		}
		return fail
	})
	if !errors.Is(err, fail) {
		t.Fatal(err)
	}
}

func (b *bench) next(t *testing.T) bool {
	t.Helper()
	worked, err := b.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return worked
}

func TestJobLivesAndDiesWithItsTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		var got []string
		jobs.Handle(b.Runner, greet, func(_ context.Context, name string) error { got = append(got, name); return nil })
		b.add(t, "Maria", nil)
		b.add(t, "nobody", errors.New("rolled back"))
		if err := b.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || got[0] != "Maria" {
			t.Errorf("ran %q", got)
		}
	})
}

// A job that only a newer node knows waits for one.
func TestUnknownKindIsLeftToOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		older, newer := newBench(d), newBench(d)
		var ran []string
		jobs.Handle(older.Runner, greet, func(_ context.Context, name string) error { ran = append(ran, "older "+name); return nil })
		jobs.Handle(newer.Runner, "test.new", func(_ context.Context, name string) error { ran = append(ran, "newer "+name); return nil })
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			return errors.Join(jobs.Kind[string]("test.new").Add(t.Context(), tx, "a"), greet.Add(t.Context(), tx, "b"))
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := older.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := newer.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(ran, ", "); got != "older b, newer a" {
			t.Errorf("ran %s", got)
		}
	})
}

func TestRetriesWait(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		runs := 0
		jobs.Handle(b.Runner, greet, func(context.Context, string) error { runs++; return errors.New("no") })
		b.add(t, "x", nil)
		for want, wait := range map[int]time.Duration{1: time.Second} {
			if !b.next(t) || runs != want {
				t.Errorf("run %d", runs)
			}
			if b.next(t) {
				t.Error("tried again at once")
			}
			b.move(wait)
		}
		for range 20 {
			b.move(5 * time.Hour)
			b.next(t)
		}
		if runs != 12 {
			t.Errorf("%d tries, want 12 and then none", runs)
		}
	})
}

func TestHopelessJobIsKeptAndNotTriedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		jobs.Handle(b.Runner, greet, func(context.Context, string) error { return jobs.Cancel(errors.New("never")) })
		b.add(t, "x", nil)
		b.next(t)
		b.move(24 * time.Hour)
		if b.next(t) {
			t.Error("tried again")
		}
		failed, err := db.Value[string](t.Context(), d, `select error from jobs where failed_at is not null`)
		if failed != "never" || err != nil {
			t.Error(failed, err)
		}
	})
}

// A job runs on one worker at a time, however many there are.
func TestOneWorkerAJob(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		var runs atomic.Int32
		jobs.Handle(b.Runner, greet, func(context.Context, string) error { runs.Add(1); return nil })
		for range 30 {
			b.add(t, "x", nil)
		}
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				if err := b.Drain(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if runs.Load() != 30 {
			t.Errorf("%d runs of 30 jobs", runs.Load())
		}
	})
}

// A worker that lost its lease must not settle what another one is doing.
func TestLostLeaseSettlesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		slow, quick := newBench(d), newBench(d)
		quick.move(time.Hour) // to it, the slow one's lease has run out
		started, finish := make(chan struct{}), make(chan struct{})
		jobs.Handle(slow.Runner, greet, func(context.Context, string) error { close(started); <-finish; return nil })
		jobs.Handle(quick.Runner, greet, func(context.Context, string) error { return errors.New("later") })
		slow.add(t, "x", nil)
		var wg sync.WaitGroup
		wg.Go(func() { slow.next(t) })
		<-started
		quick.next(t)
		close(finish)
		wg.Wait()
		if n, err := db.Value[int](t.Context(), d, `select count(*) from jobs`); n != 1 || err != nil {
			t.Errorf("%d jobs left, %v: the late worker removed it", n, err)
		}
	})
}

func TestEvery(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		runs := 0
		jobs.Every(b.Runner, "test.tick", time.Minute, func(context.Context) error {
			runs++
			if runs == 2 {
				panic("once")
			}
			return nil
		})
		for range 2 { // a second start changes nothing
			if err := b.Schedule(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for range 4 {
			b.next(t)
			if b.next(t) {
				t.Error("twice in a minute")
			}
			b.move(time.Minute)
		}
		if runs != 4 {
			t.Errorf("%d runs in 4 minutes", runs)
		}
	})
}

// A job that the end of the runner cuts off is handed back untried.
func TestStopHandsJobsBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		ctx, stop := context.WithCancel(t.Context())
		jobs.Handle(b.Runner, greet, func(ctx context.Context, _ string) error {
			stop()
			return ctx.Err()
		})
		b.add(t, "x", nil)
		if worked, err := b.Next(ctx); !worked || err != nil {
			t.Fatal(worked, err)
		}
		type row struct {
			attempt int
			failure string
		}
		got, err := db.One(t.Context(), d, func(r *row) []any { return []any{&r.attempt, &r.failure} },
			`select attempt, error from jobs where leased_until is null`)
		if err != nil || got != (row{}) {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

// A job knows the request that queued it, and so does what it queues itself.
func TestJobKnowsItsRequest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		const again jobs.Kind[string] = "test.again"
		var got []string
		note := func(ctx context.Context) { got = append(got, actor.RequestID(ctx)+actor.IP(ctx)) }
		jobs.Handle(b.Runner, greet, func(ctx context.Context, _ string) error {
			note(ctx)
			return d.Tx(ctx, func(tx *db.Tx) error { return again.Add(ctx, tx, "") })
		})
		jobs.Handle(b.Runner, again, func(ctx context.Context, _ string) error { note(ctx); return nil })
		ctx := actor.WithCall(t.Context(), "192.0.2.1", "request-1")
		if err := d.Tx(ctx, func(tx *db.Tx) error { return greet.Add(ctx, tx, "") }); err != nil {
			t.Fatal(err)
		}
		if err := b.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if want := []string{"request-1", "request-1"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestBacklogs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		const idle, later jobs.Kind[string] = "test.idle", "test.later"
		jobs.Handle(b.Runner, greet, func(context.Context, string) error { return jobs.Cancel(errors.New("no")) })
		jobs.Handle(b.Runner, idle, func(context.Context, string) error { return nil })
		jobs.Handle(b.Runner, later, func(context.Context, string) error { return nil })
		b.mu.Lock()
		b.now = db.Now() // that the ids are of
		b.mu.Unlock()
		b.add(t, "given up", nil)
		b.next(t)
		b.add(t, "waits", nil)
		b.add(t, "waits, too", nil)
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			return errors.Join(later.AddAt(t.Context(), tx, b.now.Add(time.Minute), ""), later.AddAt(t.Context(), tx, b.now.Add(time.Hour), ""))
		})
		if err != nil {
			t.Fatal(err)
		}
		b.move(10 * time.Minute)
		if _, err := d.Exec(t.Context(), `update jobs set leased_until = $1 where id = (select max(id) from jobs where kind = 'test.greet')`,
			b.now.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		got, err := b.Backlogs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range got { // an id has milliseconds, and was made a moment after
			got[i].Oldest = got[i].Oldest.Round(10 * time.Second)
		}
		want := []jobs.Backlog{
			{Kind: "test.greet", Due: 1, Running: 1, GivenUp: 1, Oldest: 10 * time.Minute},
			{Kind: "test.idle"},
			{Kind: "test.later", Due: 1, Oldest: 9 * time.Minute},
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
}

// What comes back by time does not run by a clock that is not to be trusted; the rest does.
func TestClockStopsWhatComesBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		ticks, greetings := 0, 0
		wrong := errors.New("the clock was turned")
		b.Clock = func(context.Context) error { return wrong }
		jobs.Every(b.Runner, "test.tick", time.Minute, func(context.Context) error { ticks++; return nil })
		jobs.Handle(b.Runner, greet, func(context.Context, string) error { greetings++; return nil })
		if err := b.Schedule(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.add(t, "x", nil)
		if err := b.Drain(t.Context()); err != nil || ticks != 0 || greetings != 1 {
			t.Errorf("%d ticks and %d greetings, %v", ticks, greetings, err)
		}
		wrong = nil
		b.move(time.Minute)
		if err := b.Drain(t.Context()); err != nil || ticks != 1 {
			t.Errorf("%d ticks after the clock was set right, %v", ticks, err)
		}
	})
}

// A clock that was ahead and is set right does not leave what comes back waiting until
// it is there again.
func TestClockSetBackWakesWhatComesBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		ticks := make(chan struct{}, 100)
		jobs.Every(b.Runner, "test.tick", time.Minute, func(context.Context) error { ticks <- struct{}{}; return nil })
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() { b.Run(ctx, 1, time.Millisecond) })
		tick := func() { // waits for one, and until it is put off by a minute
			t.Helper()
			<-ticks
			for {
				n, err := db.Value[int](t.Context(), d, `select count(*) from jobs where leased_until is null`)
				if err != nil {
					t.Fatal(err)
				}
				if n == 1 {
					return
				}
			}
		}
		tick()
		b.move(time.Hour)
		tick()
		b.move(time.Minute) // now the worker has looked at the clock that is ahead
		tick()
		b.move(-time.Hour - time.Minute)
		<-ticks
		stop()
		wg.Wait()
	})
}
