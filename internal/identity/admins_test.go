package identity_test

import (
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// Nothing takes the last live admin from a customer.
func TestLastAdminStays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		yesterday := w.now.Add(-24 * time.Hour).Format(time.DateOnly)
		for _, tt := range []struct {
			name string
			take func(u identity.User, a identity.Access) error
		}{
			{"delete", func(u identity.User, _ identity.Access) error { return w.users.Delete(t.Context(), w.admin, u.GUID) }},
			{"deactivate", func(u identity.User, _ identity.Access) error {
				_, err := w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{IsActive: new(false)})
				return err
			}},
			{"let expire", func(u identity.User, _ identity.Access) error {
				_, err := w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{ExpiresAt: &yesterday})
				return err
			}},
			{"demote", func(u identity.User, _ identity.Access) error {
				_, err := w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Role: new(actor.GroupAdmin)})
				return err
			}},
			{"delete the access", func(u identity.User, a identity.Access) error {
				return w.accesses.Delete(t.Context(), w.admin, u.GUID, id(a))
			}},
			{"take the access's roles", func(u identity.User, a identity.Access) error {
				_, err := w.accesses.Change(t.Context(), w.admin, u.GUID, id(a), identity.AccessChange{Roles: &[]string{}})
				return err
			}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				c := w.customer(t, "Shop", w.acme.GUID) // below Acme, whose admin tries
				u := w.user(t, c, actor.Admin, "")
				a := w.api(t, u, actor.AllRights()...)
				w.user(t, c, actor.Admin, "")                                    // has no access, so that it is no way back
				w.api(t, w.user(t, c, actor.Admin, ""), "GATEHOUSE_REQUESTS_RW") // cannot change users
				gone := w.user(t, c, actor.Admin, "")
				w.api(t, gone, actor.AllRights()...)
				must(w.users.Change(t.Context(), w.admin, gone.GUID, identity.UserChange{IsActive: new(false)}))(t)

				before := w.state(t)
				refused(t, tt.take(u, a), fault.Conflict)
				if after := w.state(t); after != before {
					t.Errorf("the database changed from %s to %s", before, after)
				}
				w.api(t, w.user(t, c, actor.Admin, ""), actor.AllRights()...)
				accepted(t, tt.take(u, a))
			})
		}
	})
}

// The only admin that never expires gets no date: the customer would be lost on
// that day.
func TestLastLastingAdminGetsNoDate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		later := identity.UserChange{ExpiresAt: new(w.now.AddDate(1, 0, 0).Format(time.DateOnly))}
		_, err := w.users.Change(t.Context(), w.admin, w.admin.UserGUID, later)
		refused(t, err, fault.Conflict)
		second := w.actor(t, w.acme, actor.Admin, "", actor.AllRights()...)
		must(w.users.Change(t.Context(), w.admin, second.UserGUID, later))(t)
		_, err = w.users.Change(t.Context(), w.admin, w.admin.UserGUID, later)
		refused(t, err, fault.Conflict)
		accepted(t, w.users.Delete(t.Context(), w.admin, second.UserGUID))
	})
}

// Of the last admins, all taken away at the same time, one stays.
func TestLastAdminStaysUnderConcurrency(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		c := w.customer(t, "Shop", w.acme.GUID)
		var admins []identity.User
		for range 8 {
			u := w.user(t, c, actor.Admin, "")
			w.api(t, u, actor.AllRights()...)
			admins = append(admins, u)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		kept := 0
		for i, u := range admins {
			wg.Go(func() {
				var err error
				if i%2 == 0 {
					err = w.users.Delete(t.Context(), w.admin, u.GUID)
				} else {
					_, err = w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Role: new(actor.User)})
				}
				if err != nil {
					refused(t, err, fault.Conflict)
					mu.Lock()
					defer mu.Unlock()
					kept++
				}
			})
		}
		wg.Wait()
		left := w.count(t, `select count(*) from memberships where customer_id = $1 and role = 'customer_admin'`, c.ID)
		if kept != 1 || left != 1 {
			t.Errorf("%d refused, %d admins left, want 1 and 1", kept, left)
		}
	})
}
