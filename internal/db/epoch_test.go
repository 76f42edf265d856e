package db_test

import (
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func epoch(t *testing.T, d *db.DB) int64 {
	t.Helper()
	e, err := db.Value[int64](t.Context(), d, `select `+d.Dialect().Epoch())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// All who use a database are in one epoch, until there is another era.
func TestNewEraIsAnotherEpoch(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		far := dbtest.Another(t, d)
		before := epoch(t, d)
		for range 3 {
			if here, there := epoch(t, d), epoch(t, far); here != before || there != before {
				t.Fatalf("epochs %d and %d, want %d", here, there, before)
			}
		}
		if err := d.Tx(t.Context(), func(tx *db.Tx) error { return db.NewEra(t.Context(), tx) }); err != nil {
			t.Fatal(err)
		}
		if here, there := epoch(t, d), epoch(t, far); here == before || there != here {
			t.Errorf("epochs %d and %d after %d", here, there, before)
		}
	})
}

// A server on a copy of another's files is of another epoch, though nothing in them
// says so; and of no two servers does a node read at the same time, if both are there.
func TestConnectionsLeadToOneServer(t *testing.T) {
	t.Parallel()
	server := dbtest.Server(t)
	wire := dbtest.NewWire(t, server.Address())
	d := dbtest.Connect(t, "postgres://postgres@"+wire.Address+"/postgres?sslmode=disable")
	restored := dbtest.Copy(t, server)
	first := epoch(t, d)
	err := d.Tx(t.Context(), func(tx *db.Tx) error { // has the only connection
		if _, err := tx.Exec(t.Context(), `update house set era = era`); err != nil {
			return err
		}
		wire.Lead(restored.Address())
		if second := epoch(t, d); second == first || second != epoch(t, d) {
			t.Errorf("epoch %d after %d", second, first)
		}
		_, err := tx.Exec(t.Context(), `update house set era = era`)
		return err
	})
	if !db.IsUnavailable(err) {
		t.Errorf("on a connection to the server before it says %v", err)
	}
}

// A connection that was ended while nobody used it is closed without a word.
func TestConnectionsThatWereEnded(t *testing.T) {
	t.Parallel()
	server := dbtest.Server(t)
	wire := dbtest.NewWire(t, server.Address())
	d := dbtest.Connect(t, "postgres://postgres@"+wire.Address+"/postgres?sslmode=disable&application_name=node")
	epoch(t, d)
	before, err := db.Open(t.Context(), server.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	wire.Lead(dbtest.Copy(t, server).Address())
	for left := int64(1); left > 0; { // until the pulse has met the other
		_, err := before.Exec(t.Context(), `
			select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'node' and query like '%pg_is_in_recovery%'`)
		if err != nil {
			t.Fatal(err)
		}
		left, err = db.Value[int64](t.Context(), before, `
			select count(*) from pg_stat_activity, pg_sleep(0.05) where application_name = 'node'`)
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}
