package db_test

import (
	"context"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Who waits for a server behind a network that is gone is told, and so is who
// comes later; when it is back, everything goes on by itself.
func TestDeadNetwork(t *testing.T) {
	t.Parallel()
	url, wire := dbtest.WiredURL(t)
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	createTables(t, d)

	waiting := make(chan error, 1)
	go func() {
		_, err := db.Value[int](context.WithoutCancel(t.Context()), d, `select 1 from pg_sleep(600)`)
		waiting <- err
	}()
	wire.Die()
	if err := <-waiting; !db.IsUnavailable(err) {
		t.Errorf("who waits is told %v", err)
	}
	if err := d.Ping(t.Context()); !db.IsUnavailable(err) {
		t.Errorf("it is away and answers %v", err)
	}
	err = d.Tx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `select 1`)
		return err
	})
	if !db.IsUnavailable(err) {
		t.Errorf("a transaction is told %v", err)
	}

	wire.Mend()
	recovers(t, d)
}

// Of several hosts the one that takes writes is found, and found again when that
// has become another one.
func TestSeveralHosts(t *testing.T) {
	t.Parallel()
	primary := dbtest.Server(t)
	standby := dbtest.Standby(t, primary)
	url := "postgres://postgres@" + standby.Address() + "," + primary.Address() + "/postgres?sslmode=disable"
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	createTables(t, d) // on the second host: the first is a standby
	for follows(t, standby.URL("postgres")) == 0 {
		continue
	}

	if err := primary.Stop(t.Context(), "immediate"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Exec(t.Context(), `select 1`); !db.IsUnavailable(err) {
		t.Errorf("without a primary it says %v", err)
	}
	if err := standby.Promote(t.Context()); err != nil {
		t.Fatal(err)
	}
	recovers(t, d)
	if n, err := db.Value[int](t.Context(), d, `select count(*) from things where id >= 1000`); err != nil || n != 1 {
		t.Errorf("on the new primary there are %d rows, %v", n, err)
	}
}

// A connection on which nothing can be written any more is left after the first
// who tried.
func TestReadOnlyConnectionIsLeft(t *testing.T) {
	d := open(t, db.Postgres)
	if _, err := d.Exec(t.Context(), `set default_transaction_read_only = on`); err != nil {
		t.Fatal(err)
	}
	err := d.Tx(t.Context(), func(tx *db.Tx) error { return insertThing(t.Context(), tx, "refused") })
	if !db.IsUnavailable(err) {
		t.Errorf("the first is told %v", err)
	}
	addThing(t, d, "after")
}

// A server that refuses one connection more has not gone: who has one goes on.
func TestFullServerIsNotAway(t *testing.T) {
	t.Parallel()
	s := dbtest.Server(t)
	admin, err := db.Open(t.Context(), s.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if _, err := admin.Exec(t.Context(), `create role gate login`); err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), "postgres://gate@"+s.Address()+"/postgres?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()

	tick := time.NewTicker(50 * time.Millisecond)
	kill := func() int64 { // the pulse's connection, which comes a second later
		n, err := admin.Exec(t.Context(), `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'gate' and query like '%pg_is_in_recovery%'`)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for kill() == 0 {
		<-tick.C
	}
	if _, err := admin.Exec(t.Context(), `alter role gate connection limit 1`); err != nil {
		t.Fatal(err)
	}
	kill() // it may have come back meanwhile
	for range 60 {
		if _, err := d.Exec(t.Context(), `select 1`); err != nil {
			t.Fatal(err)
		}
		<-tick.C
	}
}

// follows returns how many tables a standby has got.
func follows(t *testing.T, url string) int {
	t.Helper()
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	n, err := db.Value[int](t.Context(), d, `select count(*) from pg_tables where tablename = 'parts'`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// recovers waits until a database takes writes.
func recovers(t *testing.T, d *db.DB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		_, err := d.Exec(ctx, `insert into things (id, name, at) values (1000, 'after', $1)`, db.Now())
		switch {
		case err == nil:
			return
		case ctx.Err() != nil:
			t.Fatalf("it does not recover: %v", err)
		case !db.IsUnavailable(err):
			t.Fatalf("meanwhile it says %v", err)
		}
		<-tick.C
	}
}
