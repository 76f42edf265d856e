package db_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Every connection must have what only some of them need to be asked for.
func TestSettings(t *testing.T) {
	d := open(t, db.SQLite)
	settings := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
	check := func(c db.Conn, queryOnly, tempStore string) {
		settings["query_only"], settings["temp_store"] = queryOnly, tempStore
		for name, want := range settings {
			if got, err := db.Value[string](t.Context(), c, `select * from pragma_`+name); err != nil || got != want {
				t.Errorf("%s is %s, %v, want %s", name, got, err, want)
			}
		}
	}
	if err := d.Tx(t.Context(), func(tx *db.Tx) error { check(tx, "0", "2"); return nil }); err != nil {
		t.Error(err)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			db.Each(t.Context(), d, func(s *string) []any { return []any{s} }, func(*string) error { return nil }, `select 1`)
		})
	}
	wg.Wait()
	check(d, "1", "0")
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

// A query may run inside itself: one statement cannot stand at two rows.
func TestStatementInsideItself(t *testing.T) {
	d := open(t, db.SQLite)
	addThing(t, d, "a")
	addThing(t, d, "b")
	const q = `select name from things order by name`
	var got []string
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		return db.Each(t.Context(), tx, func(s *string) []any { return []any{s} }, func(outer *string) error {
			inner, err := db.Column[string](t.Context(), tx, q)
			for _, s := range inner {
				got = append(got, *outer+s)
			}
			return err
		}, q)
	})
	if want := []string{"aa", "ab", "ba", "bb"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
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
