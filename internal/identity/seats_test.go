package identity_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// Of many who become active at once, as many do as there are seats.
func TestSeatsUnderRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		c := w.customer(t, "Shop", w.acme.GUID)
		stopped := w.user(t, c, actor.User, "")
		must(w.users.Change(t.Context(), w.admin, stopped.GUID, identity.UserChange{IsActive: new(false)}))(t)
		most := new(3)
		must(w.customers.Set(t.Context(), actor.System(c.ID), c.GUID, tenant.Change{ActiveUsers: &most}))(t)
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				var err error
				if i == 0 {
					_, err = w.users.Change(t.Context(), w.admin, stopped.GUID, identity.UserChange{IsActive: new(true)})
				} else {
					_, err = w.users.Create(t.Context(), w.admin, identity.UserDraft{CustomerID: c.ID, Email: "x" + strconv.Itoa(i) + "@acme.example", FormalName: "X"})
				}
				if err != nil {
					refused(t, err, fault.Exhausted)
				}
			})
		}
		wg.Wait()
		if n := w.count(t, `select count(*) from users where customer_id = $1 and is_active`, c.ID); n != 3 {
			t.Errorf("%d are active, want 3", n)
		}
		// Who has expired has left a seat; a company token takes none.
		_, err := w.users.Create(t.Context(), w.admin, identity.UserDraft{CustomerID: c.ID, Email: "robot@acme.example", FormalName: "Robot", IsService: true})
		accepted(t, err)
		_, err = d.Exec(t.Context(), `update users set expires_at = $2 where customer_id = $1 and is_active and not is_service`,
			c.ID, w.now.Add(-24*time.Hour).Format(time.DateOnly))
		accepted(t, err)
		_, err = w.users.Create(t.Context(), w.admin, identity.UserDraft{CustomerID: c.ID, Email: "next@acme.example", FormalName: "Next"})
		accepted(t, err)
	})
}

// The operator and who takes a seat stand in line: each finds the other's work
// done. SQLite has one writer at a time: there is nothing to wait for.
func TestSeatsWaitForTheirNumber(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Postgres)
	w := newWorld(t, d)
	c := w.customer(t, "Shop", w.acme.GUID)
	most := new(1)
	limit := func() error {
		_, err := w.customers.Set(t.Context(), actor.System(0), c.GUID, tenant.Change{ActiveUsers: &most})
		return err
	}
	taken := during(t, d, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `update customers set settings = $2 where id = $1`, c.ID, `{"active_users":0}`)
		return err
	}, func() error {
		_, err := w.users.Create(t.Context(), w.admin, identity.UserDraft{CustomerID: c.ID, Email: "a@acme.example", FormalName: "A"})
		return err
	})
	refused(t, taken, fault.Exhausted)
	two := new(2)
	must(w.customers.Set(t.Context(), actor.System(0), c.GUID, tenant.Change{ActiveUsers: &two}))(t)
	w.user(t, c, actor.User, "")
	limited := during(t, d, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
			values ($1, $2, 999999999, 'b@acme.example', 'b@acme.example', 'B', $3, $3)`, c.ID, db.NewID(), w.now)
		if err != nil {
			return err
		}
		return identity.TakeSeat(t.Context(), tx, c.ID, w.now)
	}, limit)
	refused(t, limited, fault.Conflict)
}

// during runs other while first is between its last statement and its commit,
// and waits until other waits for it or has ended.
func during(t *testing.T, d *db.DB, first func(tx *db.Tx) error, other func() error) (otherErr error) {
	t.Helper()
	ended := make(chan struct{})
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		if err := first(tx); err != nil {
			close(ended)
			return err
		}
		go func() {
			defer close(ended)
			otherErr = other()
		}()
		for {
			n, err := db.Value[int](t.Context(), d, `
				select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
			if err != nil || n > 0 {
				return err
			}
			select {
			case <-ended:
				return nil
			default:
			}
		}
	})
	<-ended
	accepted(t, err)
	return otherErr
}

// Heads are moved at the end of a transaction, in order, and by nobody before:
// who held one of them earlier could wait for somebody who waits for it.
func TestHeadsComeLast(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		var said []string
		watched := d.Watched(func(query string) { said = append(said, strings.TrimSpace(query)) })
		w.users.DB, w.accesses.DB = watched, watched
		idps := &identity.IDPs{DB: watched, Now: w.users.Now}
		most := new(1000)
		must(w.customers.Set(t.Context(), actor.System(0), w.acme.GUID, tenant.Change{ActiveUsers: &most}))(t)
		admin := w.user(t, w.acme, actor.Admin, "")
		must(w.users.Change(t.Context(), w.admin, admin.GUID, identity.UserChange{FirstName: new("A")}))(t)
		must(w.accesses.Create(t.Context(), w.admin, admin.GUID, identity.AccessDraft{Type: identity.SSOConnection, SSOID: new("a")}))(t)
		refused(t, idps.Delete(t.Context(), w.admin, db.NewID()), fault.NotFound)
		moved := 0
		for _, q := range said {
			if strings.HasPrefix(q, "update heads") {
				moved++
				if !strings.HasPrefix(q, "update heads set seq = seq +") {
					t.Errorf("%s", q)
				}
			}
		}
		if moved < 3 {
			t.Errorf("%d heads were moved in %q", moved, said)
		}
	})
}
