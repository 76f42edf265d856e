package dbtest

import (
	"context"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/postgres"
)

// Server starts a PostgreSQL of the test's own, which it may stop. It skips the
// test where the other tests of PostgreSQL are skipped.
func Server(t testing.TB) *postgres.Server {
	t.Helper()
	needs(t, db.Postgres)
	s, err := postgres.New(t.Context(), settings...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// Standby starts one that follows another.
func Standby(t testing.TB, of *postgres.Server) *postgres.Server {
	t.Helper()
	s, err := of.Standby(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// Copy starts one on a copy of another as it is now.
func Copy(t testing.TB, of *postgres.Server) *postgres.Server {
	t.Helper()
	s, err := of.Copy(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// settings save time: nobody takes these servers' power away.
var settings = []string{"fsync=off", "full_page_writes=off", "shared_buffers=32MB"}
