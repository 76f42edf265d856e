package identity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// What leads to the pages of a request goes, of one customer, and nothing else is
// read for it.
func TestForgetAbout(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var ids []int64
		for _, name := range []string{"Acme", "Globex"} {
			c, err := (&tenant.Customers{DB: d, Now: db.Now}).Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: name})
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, c.ID)
		}
		for _, id := range ids {
			for n := range 1500 {
				_, err := d.Exec(t.Context(), `
					insert into notifications (customer_id, user_guid, id, type, status, subject, text, path, created_at)
					values ($1, 'u', $2, 'Collaboration', 'Success', 'Maria Castro has accepted', '', $3, $4)`,
					id, n, fmt.Sprintf("/%s/r-%d", []string{"outbox", "inbox", "more-time"}[n%3], n/3), db.Now())
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		if d.Dialect() == db.Postgres {
			if _, err := d.Exec(t.Context(), `analyze`); err != nil {
				t.Fatal(err)
			}
		}
		pages := []string{"/outbox/r-7", "/inbox/r-7", "/more-time/r-7"}
		query, args := identity.Leading(ids[0], pages)
		if d.Dialect() == db.Postgres {
			plan := dbtest.Explain(t, d, query, args...)
			if read, wrong := plan.Read(); read > 6 || wrong == "Seq Scan" { // the index, and the rows
				t.Errorf("reads %d rows: %+v", read, plan)
			}
		} else if steps := dbtest.Steps(t, d, query, args...); !slices.ContainsFunc(steps, func(s string) bool {
			return strings.Contains(s, "INDEX notifications_path (customer_id=? AND path=?)")
		}) {
			t.Errorf("reads by %v", steps)
		}
		left := func(want int) {
			t.Helper()
			got, err := db.Value[int](t.Context(), d, `select count(*) from notifications`)
			if err != nil || got != want {
				t.Errorf("%d notifications are left, want %d: %v", got, want, err)
			}
		}
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			n, err := identity.ForgetAbout(t.Context(), tx, ids[0], pages)
			if n != 3 {
				t.Errorf("%d were deleted", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		left(2997)
		for name, want := range map[string]int64{"Anna Castro": 0, "Maria Castro": 1} {
			err := d.Tx(t.Context(), func(tx *db.Tx) error {
				n, err := identity.ForgetNamed(t.Context(), tx, ids[1], audit.Person{Names: []string{name}}, []string{"/inbox/r-7"})
				if n != want {
					t.Errorf("%d of %s were deleted, want %d", n, name, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		left(2996)
	})
}
