package db_test

import (
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func mark(t *testing.T, d *db.DB) uint64 {
	t.Helper()
	n, ok, err := d.Mark(t.Context())
	if err != nil || !ok {
		t.Fatalf("%v, %v", ok, err)
	}
	return n
}

func write(t *testing.T, d *db.DB) {
	t.Helper()
	if _, err := d.Exec(t.Context(), `delete from jobs where id = 'none'`); err != nil {
		t.Fatal(err)
	}
}

// What this process commits counts at once: whoever was told of it and asks
// afterwards gets another number.
func TestMarkGrowsWithEveryCommit(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	before := mark(t, d)
	for range 100 {
		write(t, d)
		after := mark(t, d)
		if after <= before {
			t.Fatalf("%d after %d", after, before)
		}
		before = after
	}
	if _, err := db.Value[int](t.Context(), d, `select count(*) from jobs`); err != nil {
		t.Fatal(err)
	}
	failed := d.Tx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into none values (1)`)
		return err
	})
	if failed == nil {
		t.Fatal("an insert into no table succeeds")
	}
}

// What another process commits counts soon, and the number stands when it has.
func TestMarkGrowsWithWhatOthersCommit(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	other := dbtest.Another(t, d)
	mark(t, d)
	for range 3 {
		before := mark(t, d)
		if _, err := other.Exec(t.Context(), `insert into migrations (name, applied_at) values ($1, $2)`, db.NewID(), db.Now()); err != nil {
			t.Fatal(err)
		}
		for mark(t, d) == before { // for ever, if it does not
		}
	}
}

func TestPostgresHasNoMark(t *testing.T) {
	if _, ok, err := dbtest.Open(t, db.Postgres).Mark(t.Context()); ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
}

func TestMarkOfAClosedDatabase(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	mark(t, d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Mark(t.Context()); !db.IsUnavailable(err) {
		t.Errorf("%v", err)
	}
}
