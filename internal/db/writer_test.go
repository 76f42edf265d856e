package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gatehouse/internal/db"
)

// group runs fs as members of one group, in their order, and returns what each
// of them got.
func group(t *testing.T, d *db.DB, fs ...func(tx *db.Tx) error) []error {
	t.Helper()
	calls := make([]func() error, len(fs))
	for i, f := range fs {
		calls[i] = func() error { return d.Tx(t.Context(), f) }
	}
	return together(t, d, calls...)
}

// together makes calls that each run a transaction while another is held back,
// so that they are one group. In a bubble of synctest that can wait until all
// of them wait, and no time passes.
func together(t *testing.T, d *db.DB, calls ...func() error) []error {
	t.Helper()
	release := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		d.Tx(t.Context(), func(*db.Tx) error { <-release; return nil })
	})
	synctest.Wait()
	errs := make([]error, len(calls))
	for i, call := range calls {
		wg.Go(func() {
			defer func() {
				if v := recover(); v != nil {
					errs[i] = fmt.Errorf("panic: %v", v)
				}
			}()
			errs[i] = call()
		})
		synctest.Wait()
	}
	close(release)
	wg.Wait()
	return errs
}

func adds(t *testing.T, name string) func(*db.Tx) error {
	return func(tx *db.Tx) error { return insertThing(t.Context(), tx, name) }
}

func TestGroupCommitsTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t, db.SQLite)
		errs := group(t, d, adds(t, "a"), func(tx *db.Tx) error {
			if got := things(t, tx); !slices.Equal(got, []string{"a"}) {
				t.Error("in the group:", got)
			}
			if got := things(t, d); len(got) != 0 {
				t.Error("outside before the commit:", got)
			}
			return nil
		})
		if err := errors.Join(errs...); err != nil {
			t.Error(err)
		}
		if got := things(t, d); !slices.Equal(got, []string{"a"}) {
			t.Error("outside after it:", got)
		}
	})
}

// One member fails; the others must not notice.
func TestGroupMemberFails(t *testing.T) {
	for name, fails := range map[string]func(t *testing.T, tx *db.Tx) error{
		"error": func(*testing.T, *db.Tx) error { return errors.New("refused") },
		"panic": func(*testing.T, *db.Tx) error { panic("boom") },
		"unique": func(t *testing.T, tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `insert into things select * from things`)
			return err
		},
		// These take the transaction of all down, who then run again.
		"rollback": func(t *testing.T, tx *db.Tx) error { return destroy(t)(tx) },
		"disk full": func(t *testing.T, tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), `pragma max_page_count = 1`); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), `insert into things (id, name, at) values (1, zeroblob(10000000), 0)`)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := open(t, db.SQLite)
				errs := group(t, d, adds(t, "a"), func(tx *db.Tx) error {
					if err := insertThing(t.Context(), tx, "never"); err != nil {
						t.Error(err)
					}
					return fails(t, tx)
				}, adds(t, "b"))
				if errs[0] != nil || errs[1] == nil || errs[2] != nil {
					t.Error(errs)
				}
				if got := things(t, d); !slices.Equal(got, []string{"a", "b"}) {
					t.Error(got)
				}
				addThing(t, d, "c")
			})
		})
	}
}

// Members run again when one of them takes the transaction down: with their
// last steps registered afresh, but not who has gone by a panic.
func TestGroupRunsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "gatehouse.db")
		d, err := db.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		createTables(t, d)
		runs := 0
		errs := group(t, d, func(tx *db.Tx) error {
			runs++
			tx.AtEnd("key", func() (any, func(context.Context, *db.Tx) error) {
				return nil, func(ctx context.Context, tx *db.Tx) error { return insertThing(ctx, tx, "end") }
			})
			return insertThing(t.Context(), tx, "f")
		}, func(*db.Tx) error { panic("boom") }, destroy(t))
		if errs[0] != nil || runs != 2 {
			t.Error(errs[0], "after runs:", runs)
		}
		if got := things(t, d); !slices.Equal(got, []string{"end", "f"}) {
			t.Error(got)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path + "-wal"); err == nil {
			t.Error("a connection was left open")
		}
	})
}

// destroy takes the transaction of its group down, as a full disk may.
func destroy(t *testing.T) func(*db.Tx) error {
	return func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `rollback`)
		return err
	}
}

// A caller who gives up takes nothing along, whether it is waiting, running or
// about to run again.
func TestGroupCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t, db.SQLite)
		waiting, leave := context.WithCancel(t.Context())
		running, stop := context.WithCancel(t.Context())
		again, end := context.WithCancel(t.Context())
		runs := 0
		errs := together(t, d, func() error {
			return d.Tx(t.Context(), func(tx *db.Tx) error {
				leave()
				return insertThing(t.Context(), tx, "a")
			})
		}, func() error {
			return d.Tx(running, func(tx *db.Tx) error {
				stop()
				return insertThing(running, tx, "never")
			})
		}, func() error {
			return d.Tx(again, func(tx *db.Tx) error {
				runs++
				end()
				return nil
			})
		}, func() error {
			return d.Tx(waiting, func(*db.Tx) error { t.Error("it ran"); return nil })
		}, func() error {
			return d.Tx(t.Context(), destroy(t))
		}, func() error {
			return d.Tx(t.Context(), adds(t, "b"))
		})
		for i, cancelled := range []bool{false, true, true, true, false, false} {
			if errors.Is(errs[i], context.Canceled) != cancelled {
				t.Error(i, errs[i])
			}
		}
		if runs != 1 {
			t.Error("runs:", runs)
		}
		if got := things(t, d); !slices.Equal(got, []string{"a", "b"}) {
			t.Error(got)
		}
	})
}

// Not even a statement that takes long ends with its caller: SQLite would roll
// back the whole group, and the others would have to run again.
func TestGroupIsNotInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t, db.SQLite)
		ctx, cancel := context.WithCancel(t.Context())
		runs := 0
		errs := group(t, d, func(*db.Tx) error { runs++; return nil }, func(tx *db.Tx) error {
			time.AfterFunc(0, cancel) // while the statement runs
			n, err := db.Value[int](ctx, tx, `with recursive n (i) as (select 1 union all select i + 1 from n where i < 500000) select count(*) from n`)
			if err != nil || n != 500_000 {
				t.Error(n, err)
			}
			if ctx.Err() == nil {
				t.Error("it was too short")
			}
			return err
		})
		if err := errors.Join(errs...); err != nil || runs != 1 {
			t.Error(err, "after runs:", runs)
		}
	})
}

// Close waits for the group in progress, and refuses who comes later.
func TestCloseWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "gatehouse.db")
		d, err := db.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		createTables(t, d)
		release := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() {
			err := d.Tx(t.Context(), func(tx *db.Tx) error { <-release; return insertThing(t.Context(), tx, "last") })
			if err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		wg.Go(func() { d.Close() })
		synctest.Wait()
		if err := d.Tx(t.Context(), func(*db.Tx) error { return nil }); !db.IsUnavailable(err) {
			t.Error(err)
		}
		close(release)
		wg.Wait()
		if _, err := os.Stat(path + "-wal"); err == nil {
			t.Error("the log was left behind")
		}
		again, err := db.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if got := things(t, again); !slices.Equal(got, []string{"last"}) {
			t.Error(got)
		}
	})
}

// While the disk takes long, more wait, and more are taken in.
func TestGroupSpan(t *testing.T) {
	const ms = time.Millisecond
	for commit, want := range map[time.Duration]time.Duration{0: 5 * ms, ms: 5 * ms, 3 * ms: 12 * ms, 10 * ms: 40 * ms, time.Second: 50 * ms} {
		if got := db.GroupSpan(commit); got != want {
			t.Errorf("after a commit of %s: %s, want %s", commit, got, want)
		}
	}
}
