package tenant_test

import (
	"context"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// during runs other while first is between its last statement and its commit,
// and has made other wait. SQLite has one writer at a time: there is nothing to
// wait for.
func during(t *testing.T, d *db.DB, first func(tx *db.Tx) error, other func() error) (firstErr, otherErr error) {
	t.Helper()
	var wg sync.WaitGroup
	firstErr = d.Tx(t.Context(), func(tx *db.Tx) error {
		if err := first(tx); err != nil {
			return err
		}
		wg.Go(func() { otherErr = other() })
		return waiting(t.Context(), d)
	})
	wg.Wait()
	return firstErr, otherErr
}

// waiting returns when somebody waits for a lock in d.
func waiting(ctx context.Context, d *db.DB) error {
	for {
		n, err := db.Value[int](ctx, d, `
			select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
		if err != nil || n > 0 {
			return err
		}
	}
}

// TestDeleteWaitsForWhoeverJoins: a user who is being put into a group keeps it.
func TestDeleteWaitsForWhoeverJoins(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Postgres)
	w := newWorld(t, d, nil)
	g, someone := w.newGroup(t, "One", nil), w.loner(t)
	joined, deleted := during(t, d, func(tx *db.Tx) error {
		if err := tenant.HoldGroup(t.Context(), tx, w.c.ID, g.GUID); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), `
			insert into memberships (customer_id, user_guid, role, group_guid) values ($1, $2, $3, $4)`,
			w.c.ID, someone.UserGUID, string(actor.User), g.GUID)
		return err
	}, func() error { return w.groups.Delete(t.Context(), w.admin, g.GUID) })
	ok(t, joined)
	wants(t, deleted, fault.Conflict)
}

// TestAllocationWaitsForATake: what is being taken of the rest moves over.
func TestAllocationWaitsForATake(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Postgres)
	w := newWorld(t, d, map[string]*int64{monitoring: new(int64(10))})
	g := w.newGroup(t, "One", nil)
	ok(t, w.take(t, g.GUID, 1))
	taken, allocated := during(t, d, func(tx *db.Tx) error {
		return tenant.Take(t.Context(), tx, w.c.ID, g.GUID, monitoring, 2)
	}, func() error { return w.allocate(t, g.GUID, tenant.QuotaDraft{Allocated: new(int64(5))}) })
	ok(t, taken)
	ok(t, allocated)
	if q := w.quota(t, g.GUID); q.UsedAllocated() != 3 {
		t.Errorf("got %+v", q)
	}
	w.sound(t)
}
