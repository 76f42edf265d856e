package portfolio_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const monitoring = "continuous_monitoring"

// world is a customer with its portfolio and an admin.
type world struct {
	db        *db.DB
	now       time.Time
	c         tenant.Customer
	groups    *tenant.Groups
	companies *portfolio.Companies
	folders   *portfolio.Folders
	tiers     *portfolio.Tiers
	contacts  *portfolio.Contacts
	findings  *portfolio.Findings
	relations *portfolio.Relationships
	lives     *portfolio.LifeCycles
	admin     actor.Actor
}

func newWorld(t *testing.T, d *db.DB, licences map[string]*int64) *world {
	t.Helper()
	w := &world{db: d, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	now := func() time.Time { return w.now }
	w.groups = &tenant.Groups{DB: d, Now: now}
	w.companies = &portfolio.Companies{DB: d, Now: now}
	w.folders = &portfolio.Folders{DB: d, Now: now}
	w.tiers = &portfolio.Tiers{DB: d, Now: now}
	w.contacts = &portfolio.Contacts{DB: d, Now: now}
	w.findings = &portfolio.Findings{DB: d, Now: now}
	w.relations = &portfolio.Relationships{DB: d, Now: now}
	w.lives = &portfolio.LifeCycles{DB: d, Now: now}
	customers := &tenant.Customers{DB: d, Now: now}
	var err error
	w.c, err = customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: "Blue Seas International", Licences: licences})
	ok(t, err)
	group, _, err := tenant.DefaultGroup(t.Context(), d, w.c.ID)
	ok(t, err)
	w.admin = w.user(t, actor.Admin, tenant.Group{GUID: group, AllCompanies: true})
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
		t.Errorf("got %v, want %q", err, k)
	}
}

func (w *world) exec(t *testing.T, q string, args ...any) {
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
func (w *world) user(t *testing.T, role actor.Role, g tenant.Group) actor.Actor {
	t.Helper()
	id := serial.Add(1)
	a := actor.Actor{
		CustomerID: w.c.ID, CustomerGUID: w.c.GUID, UserGUID: db.NewID(), UserID: id, UserCustomerID: w.c.ID,
		AccessID: id, Role: role, Roles: actor.AllRights(), GroupGUID: g.GUID, AllCompanies: g.AllCompanies,
	}
	w.exec(t, `insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
		values ($1, $2, $3, $4, $4, 'Emma Waters', $5, $5)`, w.c.ID, a.UserGUID, id, fmt.Sprintf("u%d@x.example", id), w.now)
	w.exec(t, `insert into accesses (customer_id, id, user_guid, type, created_at) values ($1, $2, $3, 'api_connection', $4)`,
		w.c.ID, id, a.UserGUID, w.now)
	for i, r := range a.Roles {
		w.exec(t, `insert into access_roles (customer_id, access_id, role, position) values ($1, $2, $3, $4)`, w.c.ID, id, r, i)
	}
	w.exec(t, `insert into memberships (customer_id, user_guid, role, group_guid) values ($1, $2, $3, $4)`,
		w.c.ID, a.UserGUID, string(role), g.GUID)
	return a
}

// group makes a group that sees companies and may own so many subscriptions.
func (w *world) group(t *testing.T, name string, allocated *int64, companies ...string) tenant.Group {
	t.Helper()
	g, err := w.groups.Create(t.Context(), w.admin, tenant.GroupDraft{
		Name: name, Quotas: map[string]tenant.QuotaDraft{monitoring: {Allocated: allocated}},
	})
	ok(t, err)
	if len(companies) > 0 {
		_, err = w.groups.SetCompanies(t.Context(), w.admin, g.GUID, companies)
		ok(t, err)
	}
	return g
}

// imports imports a file as the admin and returns the report.
func (w *world) imports(t *testing.T, file string, opts portfolio.ImportOptions) portfolio.Report {
	t.Helper()
	report, err := w.companies.Import(t.Context(), w.admin, strings.NewReader(file), opts)
	ok(t, err)
	return report
}

// company returns the one company of a name.
func (w *world) company(t *testing.T, name string) portfolio.Listed {
	t.Helper()
	found, _, err := w.companies.List(t.Context(), w.admin, portfolio.Filter{Name: name})
	ok(t, err)
	if len(found) != 1 {
		t.Fatalf("%d companies match %s", len(found), name)
	}
	return found[0]
}

// tally is a report in one line.
func tally(r portfolio.Report) string {
	return fmt.Sprintf("%d added, %d updated, %d unchanged, %d refused", r.Added, r.Updated, r.Unchanged, r.Refused)
}

func wantTally(t *testing.T, r portfolio.Report, want string) {
	t.Helper()
	if got := tally(r); got != want {
		t.Errorf("got %s, want %s\n%v", got, want, r.Rows)
	}
}
