package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// group runs fs as members of one group, in their order, and returns what each
// of them got. In a bubble of synctest a transaction can be held until all the
// others wait, and no time passes.
func group(t *testing.T, d *db.DB, fs ...func(tx *db.Tx) error) []error {
	t.Helper()
	release := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		d.Tx(t.Context(), func(*db.Tx) error { <-release; return nil })
	})
	synctest.Wait()
	errs := make([]error, len(fs))
	for i, f := range fs {
		wg.Go(func() {
			defer func() {
				if v := recover(); v != nil {
					errs[i] = fmt.Errorf("panic: %v", v)
				}
			}()
			errs[i] = d.Tx(t.Context(), f)
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
		"rollback": func(t *testing.T, tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `rollback`)
			return err
		},
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

// A member that runs again registers its last steps again, once.
func TestGroupRunsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t, db.SQLite)
		runs := 0
		errs := group(t, d, func(tx *db.Tx) error {
			runs++
			tx.AtEnd("key", func() (any, func(context.Context, *db.Tx) error) {
				return nil, func(ctx context.Context, tx *db.Tx) error { return insertThing(ctx, tx, "end") }
			})
			return insertThing(t.Context(), tx, "f")
		}, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `rollback`)
			return err
		})
		if errs[0] != nil || runs != 2 {
			t.Error(errs[0], "after runs:", runs)
		}
		if got := things(t, d); !slices.Equal(got, []string{"end", "f"}) {
			t.Error(got)
		}
	})
}

// A caller who gives up while waiting leaves without running, and one who
// gives up while running interrupts nobody else's statement.
func TestGroupCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := open(t, db.SQLite)
		running, stop := context.WithCancel(t.Context())
		waiting, leave := context.WithCancel(t.Context())
		left := make(chan error, 1)
		errs := group(t, d, adds(t, "a"), func(*db.Tx) error {
			go func() {
				left <- d.Tx(waiting, func(*db.Tx) error { t.Error("it ran"); return nil })
			}()
			leave()
			stop()
			if err := <-left; !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			return d.Tx(running, nil) // running has ended too: f is never called
		}, adds(t, "b"))
		if errs[0] != nil || !errors.Is(errs[1], context.Canceled) || errs[2] != nil {
			t.Error(errs)
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

// Every connection must have what only some of them need to be asked for.
func TestSettings(t *testing.T) {
	d := open(t, db.SQLite)
	settings := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "temp_store": "2"}
	check := func(c db.Conn, queryOnly string) {
		settings["query_only"] = queryOnly
		for name, want := range settings {
			if got, err := db.Value[string](t.Context(), c, `select * from pragma_`+name); err != nil || got != want {
				t.Errorf("%s is %s, %v, want %s", name, got, err, want)
			}
		}
	}
	if err := d.Tx(t.Context(), func(tx *db.Tx) error { check(tx, "0"); return nil }); err != nil {
		t.Error(err)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			db.Each(t.Context(), d, func(s *string) []any { return []any{s} }, func(*string) error { return nil }, `select 1`)
		})
	}
	wg.Wait()
	check(d, "1")
}

// More texts than are kept, from many readers, while others are in use.
func TestManyStatements(t *testing.T) {
	d := open(t, db.SQLite)
	addThing(t, d, "a")
	var wg sync.WaitGroup
	for reader := range 8 {
		wg.Go(func() {
			for i := range 300 {
				n, err := db.Value[int](t.Context(), d, fmt.Sprintf(`select %d + id - id from things`, (i*7+reader)%300))
				if err != nil || n != (i*7+reader)%300 {
					t.Error(n, err)
				}
			}
		})
	}
	wg.Wait()
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		for i := range 300 {
			if _, err := tx.Exec(t.Context(), fmt.Sprintf(`update things set kind = '%d'`, i)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A command writes to the file beside the server that has it open.
func TestTwoProcesses(t *testing.T) {
	const rounds = 50
	if path := os.Getenv("GATEHOUSE_TEST_CHILD"); path != "" {
		writeRounds(t, path, "child", rounds)
		return
	}
	path := dbtest.URL(t, db.SQLite)
	d, err := db.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	createTables(t, d)
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestTwoProcesses$")
	child.Env = append(os.Environ(), "GATEHOUSE_TEST_CHILD="+path)
	var wg sync.WaitGroup
	wg.Go(func() {
		if out, err := child.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	wg.Go(func() { writeRounds(t, path, "parent", rounds) })
	wg.Wait()
	if n := len(things(t, d)); n != 2*rounds {
		t.Errorf("got %d, want %d", n, 2*rounds)
	}
}

func writeRounds(t *testing.T, path, name string, n int) {
	d, err := db.Open(t.Context(), path)
	if err != nil {
		t.Error(err)
		return
	}
	defer d.Close()
	for range n {
		if err := d.Tx(t.Context(), adds(t, name)); err != nil {
			t.Error(err)
		}
	}
}

// crashed returns what d would find if it were opened after a crash now.
func crashed(t *testing.T, d *db.DB) *db.DB {
	t.Helper()
	if d.Dialect() == db.Postgres {
		return d // the server did not crash
	}
	path, err := db.Value[string](t.Context(), d, `select file from pragma_database_list where name = 'main'`)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "copy.db"+suffix), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := db.Open(t.Context(), filepath.Join(dir, "copy.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}
