package identity_test

import (
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// world is a database with two customers of the same name, one of which has a
// subsidiary, and a clock that a test moves.
type world struct {
	db        *db.DB
	now       time.Time
	links     *mail.Links
	customers *tenant.Customers
	groups    *tenant.Groups
	users     *identity.Users
	accesses  *identity.Accesses
	tokens    *identity.Tokens
	roles     *identity.Roles
	sessions  *identity.Sessions
	factors   *identity.Factors
	passwords *identity.Passwords
	doors     *identity.Doors
	idps      *identity.IDPs

	acme, sub, other tenant.Customer
	admin            actor.Actor // of acme, with every right
	subAdmin         actor.Actor
	otherAdmin       actor.Actor
}

const ip = "192.0.2.7"

func newWorld(t *testing.T, d *db.DB) *world {
	t.Helper()
	w := &world{db: d, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	now := func() time.Time { return w.now }
	w.links = &mail.Links{DB: d, Key: mail.Key{1, 2, 3}, Now: now}
	w.customers = &tenant.Customers{DB: d, Now: now}
	w.groups = &tenant.Groups{DB: d, Now: now}
	w.users = &identity.Users{DB: d, Now: now, Links: w.links}
	w.accesses = &identity.Accesses{DB: d, Now: now, Links: w.links}
	w.tokens = &identity.Tokens{DB: d, Now: now, Links: w.links}
	w.roles = &identity.Roles{DB: d, Now: now}
	w.factors = &identity.Factors{DB: d, Now: now, Key: mail.Key{1, 2, 3}, PublicURL: "https://gatehouse.example"}
	w.sessions = &identity.Sessions{DB: d, Now: now, Key: w.links.Key, Factors: w.factors}
	w.passwords = &identity.Passwords{DB: d, Now: now, Links: w.links}
	w.doors = &identity.Doors{DB: d, Heads: &audit.Heads{DB: d}, Now: now}
	w.idps = &identity.IDPs{DB: d, Now: now, Key: w.links.Key}
	w.acme = w.customer(t, "Acme", "")
	w.sub = w.customer(t, "Acme South", w.acme.GUID)
	w.other = w.customer(t, "Acme", "")
	w.admin = w.actor(t, w.acme, actor.Admin, "", actor.AllRights()...)
	w.subAdmin = w.actor(t, w.sub, actor.Admin, "", actor.AllRights()...)
	w.otherAdmin = w.actor(t, w.other, actor.Admin, "", actor.AllRights()...)
	return w
}

func (w *world) customer(t *testing.T, name, parent string) tenant.Customer {
	t.Helper()
	return must(w.customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: name, ParentGUID: parent}))(t)
}

var serial atomic.Int64

// user makes a user of a customer, as the server itself.
func (w *world) user(t *testing.T, c tenant.Customer, role actor.Role, group string) identity.User {
	t.Helper()
	n := serial.Add(1)
	return must(w.users.Create(t.Context(), actor.System(c.ID), identity.UserDraft{
		Email: fmt.Sprintf("Person%d@acme.example", n), FirstName: "Person", LastName: strconv.FormatInt(n, 10),
		Role: role, GroupGUID: group,
	}))(t)
}

// api gives a user an api_connection, as the server itself.
func (w *world) api(t *testing.T, u identity.User, roles ...string) identity.Access {
	t.Helper()
	return must(w.accesses.Create(t.Context(), actor.System(u.CustomerID), u.GUID, identity.AccessDraft{
		Type: identity.APIConnection, Name: new("script"), Roles: roles,
	}))(t)
}

// token makes a token of an access and returns it with its secret.
func (w *world) token(t *testing.T, a identity.Access, d identity.TokenDraft) (identity.Token, string) {
	t.Helper()
	tok, secret, err := w.tokens.Create(t.Context(), actor.System(a.CustomerID), a.UserGUID, strconv.FormatInt(a.ID, 10), d)
	if err != nil {
		t.Fatal(err)
	}
	return tok, secret
}

// signIn returns who calls with a token of the access.
func (w *world) signIn(t *testing.T, a identity.Access) actor.Actor {
	t.Helper()
	_, secret := w.token(t, a, identity.TokenDraft{})
	return must(w.doors.Token(t.Context(), secret, ip))(t)
}

// actor makes a user with an api_connection and returns it, signed in.
func (w *world) actor(t *testing.T, c tenant.Customer, role actor.Role, group string, roles ...string) actor.Actor {
	t.Helper()
	return w.signIn(t, w.api(t, w.user(t, c, role, group), roles...))
}

// group makes a group that sees only the named companies.
func (w *world) group(t *testing.T, c tenant.Customer, name string) string {
	t.Helper()
	return must(w.groups.Create(t.Context(), actor.System(c.ID), tenant.GroupDraft{Name: name}))(t).GUID
}

func (w *world) count(t *testing.T, q string, args ...any) int {
	t.Helper()
	return must(db.Value[int](t.Context(), w.db, q, args...))(t)
}

// refused fails the test unless err is a fault of the kind.
func refused(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if !fault.Is(err, want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

func accepted(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func id(a identity.Access) string { return strconv.FormatInt(a.ID, 10) }

func itoa(n int) string { return strconv.Itoa(n) }

// company puts a company into a group.
func (w *world) company(t *testing.T, c tenant.Customer, group string) {
	t.Helper()
	guid := db.NewID()
	_, err := w.db.Exec(t.Context(), `
		insert into companies (customer_id, guid, name, name_lower, created_at, updated_at)
		values ($1, $2, 'Saperix', 'saperix', $3, $3)`, c.ID, guid, w.now)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.db.Exec(t.Context(), `insert into group_companies (customer_id, group_guid, company_guid) values ($1, $2, $3)`, c.ID, group, guid)
	if err != nil {
		t.Fatal(err)
	}
}

// acmeDefault is the group of Acme that sees all companies.
func (w *world) acmeDefault(t *testing.T) string {
	t.Helper()
	guid, _, err := tenant.DefaultGroup(t.Context(), w.db, w.acme.ID)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

// person makes a user with a ui_connection, sets its password through the
// mailed link, and signs it in.
func (w *world) person(t *testing.T, c tenant.Customer, role actor.Role, password string, roles ...string) (identity.User, identity.Access, string) {
	t.Helper()
	u := w.user(t, c, role, "")
	ui := must(w.accesses.Create(t.Context(), actor.System(c.ID), u.GUID, identity.AccessDraft{Type: identity.UIConnection, Roles: roles}))(t)
	secret, code := w.mailed(t, u.Email)
	if err := w.passwords.Set(t.Context(), secret, code, password); err != nil {
		t.Fatal(err)
	}
	return u, ui, w.enter(t, u.Email, password)
}

// mailed returns secret and code of the last link that was mailed to an address.
func (w *world) mailed(t *testing.T, email string) (secret, code string) {
	t.Helper()
	type row struct {
		guid    string
		sending int64
	}
	l := must(db.One(t.Context(), w.db, func(r *row) []any { return []any{&r.guid, &r.sending} }, `
		select link_guid, sending from mails
		where recipient = $1 and link_guid is not null order by guid desc limit 1`, email))(t)
	return w.links.Secret(l.guid, l.sending)
}

// enter signs in by password, through the first choice.
func (w *world) enter(t *testing.T, email, password string) (cookie string) {
	t.Helper()
	choices := must(w.sessions.SignIn(t.Context(), email, password, ip, "test"))(t)
	return must(w.sessions.Open(t.Context(), choices[0].Ticket, choices[0].AccessID, ip, "test"))(t)
}

// refresh signs an actor in again, with the roles that it has by now.
func (w *world) refresh(t *testing.T, by actor.Actor) actor.Actor {
	t.Helper()
	return w.signIn(t, must(w.accesses.One(t.Context(), actor.System(by.CustomerID), by.UserGUID, strconv.FormatInt(by.AccessID, 10)))(t))
}
