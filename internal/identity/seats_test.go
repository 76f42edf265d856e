package identity_test

import (
	"strconv"
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
