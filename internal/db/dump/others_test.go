package dump_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// What empties a table as a whole, or writes it anew as an upgrade may, waits for a
// copy: PostgreSQL would show the table without rows to a transaction from before.
func TestSnapshotHoldsItsTables(t *testing.T) {
	t.Parallel()
	address := filled(t, db.Postgres)
	d := opened(t, address)
	err := db.Snapshot(t.Context(), address, func(tx *db.Tx) error {
		err := d.Tx(t.Context(), func(other *db.Tx) error {
			if _, err := other.Exec(t.Context(), `set local lock_timeout = '100ms'`); err != nil {
				return err
			}
			_, err := other.Exec(t.Context(), `truncate limits`)
			return err
		})
		if err == nil {
			t.Error("a table is emptied meanwhile")
		}
		n, err := db.Value[int64](t.Context(), tx, `select count(*) from limits`)
		if n == 0 {
			t.Error("the copy has none of its rows")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Who is there counts also if it is another role, of whose connections ours is told
// nothing but that they are.
func TestStandstillSeesOtherRoles(t *testing.T) {
	t.Parallel()
	address := dbtest.Migrated(t, db.Postgres)
	d := opened(t, address)
	role := "mover_" + strings.ReplaceAll(db.NewID(), "-", "")
	run := func(q string) {
		t.Helper()
		if _, err := d.Exec(context.WithoutCancel(t.Context()), q); err != nil {
			t.Error(err)
		}
	}
	run(`create role ` + role + ` login`)
	t.Cleanup(func() {
		run(`drop owned by ` + role)
		run(`drop role ` + role)
	})
	run(`grant all on all tables in schema public to ` + role)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.User(role)
	err = db.Standstill(t.Context(), u.String(), func(*db.Tx, func(context.Context) error) error { return nil })
	if !errors.Is(err, db.ErrInUse) {
		t.Error(err)
	}
}

func opened(t *testing.T, address string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}
