package jobs_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/jobs"
)

// Twice as many at a time while it is quick, and one when it is not.
func TestJobsRunTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		var sizes []int
		var last string
		jobs.HandleTogether(b.Runner, greet, func(_ context.Context, all []*jobs.Task[string]) {
			sizes = append(sizes, len(all))
			for _, one := range all {
				last = max(last, one.Args)
			}
			if last == "slow" {
				b.move(300 * time.Millisecond)
			}
		})
		for range 70 {
			b.add(t, "quick", nil)
		}
		if err := b.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 9 {
			b.add(t, "slow", nil)
		}
		b.next(t)
		b.next(t)
		last = ""
		if err := b.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{1, 2, 4, 8, 16, 32, 7, 9}, sizes); diff != "" {
			t.Error(diff)
		}
	})
}

// What becomes of one is not what becomes of the others.
func TestEachOfThemEndsByItself(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		ran := make(map[string]int)
		jobs.HandleTogether(b.Runner, greet, func(ctx context.Context, all []*jobs.Task[string]) {
			for _, one := range all {
				ran[one.Args]++
				switch one.Args {
				case "failed":
					one.Fail(errors.New("no"))
				case "left":
					one.Leave()
				case "ended":
					if err := d.Tx(ctx, func(tx *db.Tx) error { return one.Done(ctx, tx) }); err != nil {
						t.Error(err)
					}
				case "broken":
					panic("no")
				}
			}
		})
		state := func() map[string]string {
			t.Helper()
			type row struct{ args, state string }
			rows, err := db.All(t.Context(), d, func(r *row) []any { return []any{&r.args, &r.state} }, `
				select args, case when leased_until is not null then 'leased' when error <> '' then 'failed' when attempt = 0 then 'new' else 'other' end from jobs`)
			if err != nil {
				t.Fatal(err)
			}
			all := make(map[string]string)
			for _, r := range rows {
				all[r.args] = r.state
			}
			return all
		}
		for _, args := range []string{"1", "2", "3", "good", "failed", "left", "ended"} {
			b.add(t, args, nil)
		}
		for range 3 { // one, two, and four
			b.next(t)
		}
		if diff := cmp.Diff(map[string]string{`"failed"`: "failed", `"left"`: "new"}, state()); diff != "" {
			t.Error(diff)
		}
		for _, args := range []string{"good", "broken", "after"} {
			b.add(t, args, nil)
		}
		b.next(t)
		if diff := cmp.Diff(map[string]string{`"failed"`: "failed", `"left"`: "new", `"good"`: "failed", `"broken"`: "failed", `"after"`: "failed"}, state()); diff != "" {
			t.Error(diff)
		}
		if ran["good"] != 2 || ran["after"] != 0 {
			t.Errorf("ran %v", ran)
		}
	})
}

// One worker that is quick does the work of a kind alone.
func TestOneWorkerIsEnough(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := newBench(d)
		inside, rounds := 0, 0
		jobs.HandleTogether(b.Runner, greet, func(ctx context.Context, _ []*jobs.Task[string]) {
			if rounds++; rounds != 2 {
				return
			}
			for { // as another worker
				worked, err := b.Next(ctx)
				if err != nil {
					t.Error(err)
				}
				if !worked {
					return
				}
				inside++
			}
		})
		other := false
		jobs.Handle(b.Runner, "test.other", func(context.Context, string) error { other = true; return nil })
		for range 8 {
			b.add(t, "x", nil)
		}
		err := d.Tx(t.Context(), func(tx *db.Tx) error { return jobs.Kind[string]("test.other").Add(t.Context(), tx, "") })
		if err != nil {
			t.Fatal(err)
		}
		b.next(t)
		b.next(t)
		if inside != 1 || !other {
			t.Errorf("the other worker ran %d jobs, of the other kind: %v", inside, other)
		}
	})
}
