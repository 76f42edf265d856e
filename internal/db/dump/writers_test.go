package dump_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/db/dump"
)

// A copy of what others write to is of one moment: it has what was answered before,
// and of each transaction all or nothing.
func TestSnapshotWhileOthersWrite(t *testing.T) {
	t.Parallel()
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			url := filled(t, engine)
			d, err := db.Open(t.Context(), url)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			var written atomic.Int64
			wrote := make(chan struct{})
			var wg sync.WaitGroup
			for w := range 4 {
				wg.Go(func() {
					for i := 0; ctx.Err() == nil; i++ {
						if err := writeTwo(context.WithoutCancel(ctx), d, fmt.Sprintf("%d-%d", w, i)); err != nil {
							t.Error(err)
							stop()
						}
						written.Add(1)
						select {
						case wrote <- struct{}{}:
						default:
						}
					}
				})
			}
			await := func(n int) {
				for range n {
					select {
					case <-wrote:
					case <-ctx.Done():
					}
				}
			}
			await(20)
			before := written.Load()
			file := filepath.Join(t.TempDir(), "copy")
			err = db.Snapshot(t.Context(), url, func(tx *db.Tx) error {
				await(20) // comes too late for the copy
				_, err := dump.Save(t.Context(), tx, file, "1.2.3")
				return err
			})
			stop()
			wg.Wait()
			if err != nil {
				t.Fatal(err)
			}
			target := dbtest.URL(t, engine)
			if _, err := load(t, file, target); err != nil {
				t.Fatal(err)
			}
			c, err := db.Open(t.Context(), target)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			count := func(q string) int64 {
				n, err := db.Value[int64](t.Context(), c, q)
				if err != nil {
					t.Fatal(err)
				}
				return n
			}
			jobs := count(`select count(*) from jobs where kind = 'first'`)
			others := count(`select count(*) from limits where key like 'second%'`)
			if jobs != others || jobs < before || jobs >= written.Load() {
				t.Errorf("%d first and %d second rows, of %d before and %d after", jobs, others, before, written.Load())
			}
			if n := count(`select count(*) from jobs where leased_until is not null`); n > 0 {
				t.Errorf("%d jobs are somebody's who is not there", n)
			}
		})
	}
}

func writeTwo(ctx context.Context, d *db.DB, id string) error {
	return d.Tx(ctx, func(tx *db.Tx) error {
		now := db.Now()
		_, err := tx.Exec(ctx, `insert into jobs (id, kind, args, run_at, leased_until) values ($1, 'first', '{}', $2, $2)`, id, now)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `insert into limits (key) values ($1)`, "second "+id)
		return err
	})
}
