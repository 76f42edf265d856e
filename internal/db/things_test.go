package db_test

import (
	"context"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// each and open add tables of these tests' own, so that they stand while the
// schema changes.
func each(t *testing.T, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		createTables(t, d)
		f(t, d)
	})
}

func open(t testing.TB, engine db.Dialect) *db.DB {
	t.Helper()
	d := dbtest.Open(t, engine)
	createTables(t, d)
	return d
}

func createTables(t testing.TB, d *db.DB) {
	t.Helper()
	_, err := d.Exec(t.Context(), `
	create table things (
		id    bigint    primary key,
		name  text      not null,
		kind  text      not null default '',
		flag  boolean   not null default false,
		at    timestamp not null,
		until timestamp null
	);
	create table parts (thing bigint not null references things (id))`)
	if err != nil {
		t.Fatal(err)
	}
}

func addThing(t *testing.T, d *db.DB, name string) {
	t.Helper()
	err := d.Tx(t.Context(), func(tx *db.Tx) error { return insertThing(t.Context(), tx, name) })
	if err != nil {
		t.Fatal(err)
	}
}

func insertThing(ctx context.Context, tx *db.Tx, name string) error {
	_, err := tx.Exec(ctx, `insert into things (id, name, at) values ($1, $2, $3)`, db.NewNumber(), name, db.Now())
	return err
}

// things returns the names that c sees.
func things(t *testing.T, c db.Conn) []string {
	t.Helper()
	names, err := db.Column[string](t.Context(), c, `select name from things order by name`)
	if err != nil {
		t.Fatal(err)
	}
	return names
}
