package db_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/db"
)

// Two transactions that wait for each other both succeed: PostgreSQL breaks
// the tie by failing one, and Tx runs it again. SQLite lets them queue.
func TestTxBreaksTies(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		addThing(t, d, "a")
		addThing(t, d, "b")
		touch := func(tx *db.Tx, name string) error {
			_, err := tx.Exec(t.Context(), `update things set kind = kind || 'x' where name = $1`, name)
			return err
		}
		var runs atomic.Int32
		var wg sync.WaitGroup
		ready := map[string]chan struct{}{"a": make(chan struct{}), "b": make(chan struct{})}
		for first, second := range map[string]string{"a": "b", "b": "a"} {
			var once sync.Once
			wg.Go(func() {
				err := d.Tx(t.Context(), func(tx *db.Tx) error {
					runs.Add(1)
					if err := touch(tx, first); err != nil {
						return err
					}
					once.Do(func() { close(ready[first]) })
					if d.Dialect() == db.Postgres { // on SQLite the other cannot be ready
						<-ready[second]
					}
					return touch(tx, second)
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		got, err := db.Column[string](t.Context(), d, `select kind from things`)
		if err != nil || !slices.Equal(got, []string{"xx", "xx"}) {
			t.Error(got, err)
		}
		if d.Dialect() == db.Postgres && runs.Load() < 3 {
			t.Error("there was no tie to break")
		}
	})
}

func TestTxRollsBack(t *testing.T) {
	refused := errors.New("refused")
	for name, end := range map[string]func(t *testing.T, tx *db.Tx) error{
		"an error": func(*testing.T, *db.Tx) error { return refused },
		"an error at the end": func(_ *testing.T, tx *db.Tx) error {
			tx.AtEnd("key", func() (any, func(context.Context, *db.Tx) error) {
				return nil, func(context.Context, *db.Tx) error { return refused }
			})
			return nil
		},
		"a failed statement that is ignored": func(t *testing.T, tx *db.Tx) error {
			tx.Exec(t.Context(), `insert into parts (thing) values (404)`)
			return nil
		},
		"a failed query that is ignored": func(t *testing.T, tx *db.Tx) error {
			db.Value[int](t.Context(), tx, `select nonsense`)
			return nil
		},
		"a failed statement, then a good one": func(t *testing.T, tx *db.Tx) error {
			tx.Exec(t.Context(), `insert into parts (thing) values (404)`)
			if err := insertThing(t.Context(), tx, "late"); err == nil {
				t.Error("a statement ran in a transaction that had failed")
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, d *db.DB) {
				err := d.Tx(t.Context(), func(tx *db.Tx) error {
					if err := insertThing(t.Context(), tx, "early"); err != nil {
						t.Error(err)
					}
					return end(t, tx)
				})
				if err == nil {
					t.Error("no error")
				}
				addThing(t, d, "after")
				if got := things(t, d); !slices.Equal(got, []string{"after"}) {
					t.Error(got)
				}
			})
		})
	}
}

// A panic goes up where the transaction was called, and so does the end of a
// goroutine, as by a test's Fatal. Neither may stop the writer.
func TestTxNeverReturns(t *testing.T) {
	for name, leave := range map[string]func(){
		"panic":  func() { panic("boom") },
		"goexit": runtime.Goexit,
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, d *db.DB) {
				var recovered any
				var wg sync.WaitGroup
				wg.Go(func() {
					defer func() { recovered = recover() }()
					d.Tx(t.Context(), func(tx *db.Tx) error {
						if err := insertThing(t.Context(), tx, "never"); err != nil {
							t.Error(err)
						}
						leave()
						return nil
					})
					t.Error("Tx returned")
				})
				wg.Wait()
				if (recovered == "boom") != (name == "panic") {
					t.Error(recovered)
				}
				addThing(t, d, "after")
				if got := things(t, d); !slices.Equal(got, []string{"after"}) {
					t.Error(got)
				}
			})
		})
	}
}

func TestTxCancelled(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		err := d.Tx(ctx, func(tx *db.Tx) error {
			if err := insertThing(ctx, tx, "never"); err != nil {
				t.Error(err)
			}
			cancel()
			_, err := tx.Exec(ctx, `update things set name = 'cancelled'`)
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Error("in the middle:", err)
		}
		err = d.Tx(ctx, func(*db.Tx) error {
			t.Error("it ran")
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Error("before:", err)
		}
		addThing(t, d, "after")
		if got := things(t, d); !slices.Equal(got, []string{"after"}) {
			t.Error(got)
		}
	})
}

// A transaction that has ended must not write into somebody else's.
func TestTxAfterItsEnd(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		var kept *db.Tx
		if err := d.Tx(t.Context(), func(tx *db.Tx) error { kept = tx; return nil }); err != nil {
			t.Fatal(err)
		}
		if err := insertThing(t.Context(), kept, "late"); err == nil || len(things(t, d)) != 0 {
			t.Error("it wrote", err)
		}
	})
}

func TestAtEnd(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		var order []string
		// step counts its calls and writes the count when the transaction ends.
		step := func(tx *db.Tx, key string) {
			n := tx.AtEnd(key, func() (any, func(context.Context, *db.Tx) error) {
				n := new(int)
				return n, func(ctx context.Context, tx *db.Tx) error {
					order = append(order, key)
					return insertThing(ctx, tx, fmt.Sprint(key, *n))
				}
			})
			*n.(*int)++
		}
		for range 2 { // the second starts afresh
			err := d.Tx(t.Context(), func(tx *db.Tx) error {
				step(tx, "b")
				step(tx, "a")
				step(tx, "b")
				tx.AtEnd("last", func() (any, func(context.Context, *db.Tx) error) {
					return nil, func(_ context.Context, tx *db.Tx) error {
						step(tx, "added")
						return nil
					}
				})
				order = append(order, "f")
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if want := []string{"f", "b", "a", "added", "f", "b", "a", "added"}; !slices.Equal(order, want) {
			t.Errorf("got %v, want %v", order, want)
		}
		if got, want := things(t, d), []string{"a1", "a1", "added1", "added1", "b2", "b2"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// A hundred at once are all there: on SQLite in a copy of what is on the disk
// at that moment, as after a loss of power.
func TestConcurrent(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		addThing(t, d, "counter")
		var wg sync.WaitGroup
		for i := range 100 {
			wg.Go(func() {
				name := fmt.Sprintf("c%03d", i)
				err := d.Tx(t.Context(), func(tx *db.Tx) error {
					if _, err := tx.Exec(t.Context(), `update things set kind = kind || 'x' where name = 'counter'`); err != nil {
						return err
					}
					return insertThing(t.Context(), tx, name)
				})
				if err != nil {
					t.Error(err)
				}
				// Readers see it at once.
				n, err := db.Value[int](t.Context(), d, `select count(*) from things where name = $1`, name)
				if err != nil || n != 1 {
					t.Errorf("%s: read %d, %v", name, n, err)
				}
			})
		}
		wg.Wait()
		for _, d := range []*db.DB{d, crashed(t, d)} {
			if n := len(things(t, d)); n != 101 {
				t.Error("things:", n)
			}
			n, err := db.Value[int](t.Context(), d, `select length(kind) from things where name = 'counter'`)
			if err != nil || n != 100 {
				t.Error("counted", n, err)
			}
		}
	})
}
