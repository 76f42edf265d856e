package jobs_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/jobs"
)

// A queue that never empties, of jobs for at once, does not keep waiting what is due
// by the clock; and the other way round.
func TestNobodyStarves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const later jobs.Kind[string] = "test.later"
		b := newBench(d)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var ran []string
		jobs.Handle(b.Runner, greet, func(ctx context.Context, name string) error {
			if ran = append(ran, name); len(ran) > 60 {
				stop()
			}
			return b.db.Tx(ctx, func(tx *db.Tx) error { return greet.Add(ctx, tx, "now") }) // there is always more
		})
		jobs.Handle(b.Runner, later, func(_ context.Context, name string) error {
			ran = append(ran, name)
			return nil
		})
		jobs.Every(b.Runner, "test.tick", time.Minute, func(context.Context) error {
			ran = append(ran, "tick")
			return nil
		})
		b.add(t, "now", nil)
		b.add(t, "now", nil)
		if err := b.db.Tx(t.Context(), func(tx *db.Tx) error {
			for range 10 {
				if err := later.AddAt(t.Context(), tx, b.now.Add(-time.Hour), "later"); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		b.Run(ctx, 1, time.Millisecond)
		if got := strings.Join(ran[:20], " "); !strings.HasPrefix(got, "now later now later now later") {
			t.Errorf("ran %s", got)
		}
		if at := slices.Index(ran, "tick"); at < 0 || at > 30 {
			t.Errorf("what comes back by time has run as number %d of %d", at, len(ran))
		}
	})
}
