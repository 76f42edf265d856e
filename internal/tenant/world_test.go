package tenant_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// world is a customer with an admin, to be tested by itself and from another.
type world struct {
	db        *db.DB
	customers *tenant.Customers
	groups    *tenant.Groups
	c         tenant.Customer
	group     string // the default
	admin     actor.Actor
}

func newWorld(t testing.TB, d *db.DB, licences map[string]*int64) *world {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }
	w := &world{db: d, customers: &tenant.Customers{DB: d, Now: now}, groups: &tenant.Groups{DB: d, Now: now}}
	var err error
	w.c, err = w.customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{
		Name: "Blue Seas International", CompanyName: "Blue Seas", CompanyDomain: "Blueseas.example", Licences: licences,
	})
	ok(t, err)
	w.group, _, err = tenant.DefaultGroup(t.Context(), d, w.c.ID)
	ok(t, err)
	w.admin = w.user(t, actor.Admin, w.group)
	return w
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wants fails the test unless err is of kind k; "" is none at all.
func wants(t *testing.T, err error, k fault.Kind) {
	t.Helper()
	if k == "" && err != nil || k != "" && !fault.Is(err, k) {
		t.Fatalf("got %v, want %q", err, k)
	}
}

func (w *world) exec(t testing.TB, q string, args ...any) {
	t.Helper()
	_, err := w.db.Exec(t.Context(), q, args...)
	ok(t, err)
}

func (w *world) count(t *testing.T, q string, args ...any) int64 {
	t.Helper()
	n, err := db.Value[int64](t.Context(), w.db, q, args...)
	ok(t, err)
	return n
}

var serial atomic.Int64

// user makes a user in a group, with an access that carries all rights.
func (w *world) user(t testing.TB, role actor.Role, group string) actor.Actor {
	t.Helper()
	a := w.loner(t)
	a.Role, a.GroupGUID = role, group
	w.exec(t, `insert into memberships (customer_id, user_guid, role, group_guid) values ($1, $2, $3, $4)`,
		w.c.ID, a.UserGUID, string(role), group)
	all, err := db.Value[bool](t.Context(), w.db, `select all_companies from groups where customer_id = $1 and guid = $2`,
		w.c.ID, group)
	ok(t, err)
	a.AllCompanies = all
	return a
}

// loner makes a user who was put into no group.
func (w *world) loner(t testing.TB) actor.Actor {
	t.Helper()
	id, now := serial.Add(1), w.customers.Now()
	a := actor.Actor{
		CustomerID: w.c.ID, CustomerGUID: w.c.GUID, UserGUID: db.NewID(), UserID: id, UserCustomerID: w.c.ID,
		AccessID: id, Role: actor.User, Roles: actor.AllRights(), GroupGUID: w.group, AllCompanies: true,
	}
	w.exec(t, `insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
		values ($1, $2, $3, $4, $4, 'Someone', $5, $5)`, w.c.ID, a.UserGUID, id, fmt.Sprintf("u%d@x.example", id), now)
	w.exec(t, `insert into accesses (customer_id, id, user_guid, type, created_at) values ($1, $2, $3, 'api_connection', $4)`,
		w.c.ID, id, a.UserGUID, now)
	for i, r := range a.Roles {
		w.exec(t, `insert into access_roles (customer_id, access_id, role, position) values ($1, $2, $3, $4)`, w.c.ID, id, r, i)
	}
	return a
}

func (w *world) company(t testing.TB, name string) string {
	t.Helper()
	guid, now := db.NewID(), w.customers.Now()
	w.exec(t, `insert into companies (customer_id, guid, name, name_lower, created_at, updated_at)
		values ($1, $2, $3, $3, $4, $4)`, w.c.ID, guid, name, now)
	return guid
}

// newGroup makes a group that reserves an allocation of monitoring; nil is none.
func (w *world) newGroup(t *testing.T, name string, allocated *int64) tenant.Group {
	t.Helper()
	g, err := w.groups.Create(t.Context(), w.admin, tenant.GroupDraft{
		Name: name, Quotas: map[string]tenant.QuotaDraft{monitoring: {Allocated: allocated}},
	})
	ok(t, err)
	return g
}

const monitoring = "continuous_monitoring"

func (w *world) take(t *testing.T, group string, n int64) error {
	t.Helper()
	return w.db.Tx(t.Context(), func(tx *db.Tx) error {
		return tenant.Take(t.Context(), tx, w.c.ID, group, monitoring, n)
	})
}

func (w *world) giveBack(t *testing.T, group string, n int64) error {
	t.Helper()
	return w.db.Tx(t.Context(), func(tx *db.Tx) error {
		return tenant.GiveBack(t.Context(), tx, w.c.ID, group, monitoring, n)
	})
}

// quota returns what a group answers for monitoring.
func (w *world) quota(t *testing.T, group string) tenant.Quota {
	t.Helper()
	g, err := w.groups.One(t.Context(), w.admin, group)
	ok(t, err)
	for _, q := range g.Quotas {
		if q.Type == monitoring {
			return q
		}
	}
	t.Fatal("no quota")
	return tenant.Quota{}
}

// sound fails the test unless what licences and quotas count agrees.
func (w *world) sound(t *testing.T) {
	t.Helper()
	for what, q := range map[string]string{
		"allocated": `select count(*) from licences l where l.allocated <> coalesce((select sum(q.allocated) from quotas q
			where q.customer_id = l.customer_id and q.subscription_type = l.subscription_type), 0)`,
		"shared use": `select count(*) from licences l where l.shared_used <> coalesce((select sum(q.used) from quotas q
			where q.customer_id = l.customer_id and q.subscription_type = l.subscription_type and q.allocated is null), 0)`,
		"licence":    `select count(*) from licences where licence < allocated + shared_used`,
		"allocation": `select count(*) from quotas where allocated < used`,
	} {
		if n := w.count(t, q); n != 0 {
			t.Errorf("%d rows with a wrong %s", n, what)
		}
	}
}
