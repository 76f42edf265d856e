package tenant_test

import (
	"slices"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func check(t *testing.T, d *db.DB, by actor.Actor) error {
	t.Helper()
	return d.Tx(t.Context(), func(tx *db.Tx) error { return tenant.Check(t.Context(), tx, by) })
}

// TestCheck stops or narrows a principal in every way; each was fine before.
func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   string // $1 customer, $2 user, $3 access
		want fault.Kind
	}{
		{"nothing happened", `update customers set updated_at = updated_at where id = $1`, ""},
		{"customer inactive", `update customers set is_active = false where id = $1`, fault.Unauthorized},
		{"user inactive", `update users set is_active = false where customer_id = $1 and guid = $2`, fault.Unauthorized},
		{"access deleted", `delete from accesses where customer_id = $1 and id = $3`, fault.Unauthorized},
		{"token revoked", `update tokens set revoked_at = created_at where customer_id = $1 and access_id = $3`, fault.Unauthorized},
		{"token deleted", `delete from tokens where customer_id = $1 and access_id = $3`, fault.Unauthorized},
		{"role removed", `delete from access_roles where customer_id = $1 and access_id = $3 and role = 'GATEHOUSE_LINKS_RW'`, fault.Forbidden},
		{"role added", `insert into access_roles (customer_id, access_id, role, position) values ($1, $3, 'MORE', 99)`, ""},
		{"demoted", `update memberships set role = 'customer_user' where customer_id = $1 and user_guid = $2`, fault.Forbidden},
		{"put back to the default", `delete from memberships where customer_id = $1 and user_guid = $2`, fault.Forbidden},
		{"put into another group", `update memberships set group_guid = (select guid from groups where customer_id = $1 and not is_default)
			where customer_id = $1 and user_guid = $2`, fault.Forbidden},
		{"group sees less", `update groups set all_companies = false where customer_id = $1`, fault.Forbidden},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				w := newWorld(t, d, nil)
				_, err := w.groups.Create(t.Context(), w.admin, tenant.GroupDraft{Name: "Another", AllCompanies: true})
				ok(t, err)
				by := w.user(t, actor.GroupAdmin, w.group)
				by.TokenGUID = db.NewID()
				w.exec(t, `insert into tokens (customer_id, guid, access_id, hash, prefix, last4, created_at)
					values ($1, $2, $3, 'h', 'p', 'l', $4)`, w.c.ID, by.TokenGUID, by.AccessID, w.customers.Now())
				ok(t, check(t, d, by))
				w.exec(t, withArgs(tt.do), w.c.ID, by.UserGUID, by.AccessID)
				wants(t, check(t, d, by), tt.want)
				ok(t, check(t, d, actor.System(w.c.ID)))
			})
		})
	}
}

// withArgs makes a statement use all three arguments: PostgreSQL wants to know
// the type of each.
func withArgs(q string) string {
	return `with args (c, u, a) as (select cast($1 as bigint), cast($2 as text), cast($3 as bigint)) ` + q
}

func TestCheckSession(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		by := w.loner(t)
		by.SessionGUID = db.NewID()
		wants(t, check(t, d, by), fault.Unauthorized)
		w.exec(t, `insert into sessions (customer_id, guid, access_id, login_customer_id, login_access_id, is_open,
				hash, created_at, seen_at, expires_at)
			values ($1, $2, $3, $1, $3, false, 'h', $4, $4, $4)`, w.c.ID, by.SessionGUID, by.AccessID, w.customers.Now())
		wants(t, check(t, d, by), fault.Unauthorized)
		w.exec(t, `update sessions set is_open = true where customer_id = $1 and guid = $2`, w.c.ID, by.SessionGUID)
		ok(t, check(t, d, by))

		// Somebody else's access is not by's, nor is one of another customer.
		other := by
		other.AccessID = w.admin.AccessID
		wants(t, check(t, d, other), fault.Unauthorized)
		other = by
		other.CustomerID++
		wants(t, check(t, d, other), fault.Unauthorized)
		other = by
		other.Roles = append(slices.Clone(by.Roles), "GATEHOUSE_ALL_RW")
		wants(t, check(t, d, other), fault.Forbidden)
	})
}
