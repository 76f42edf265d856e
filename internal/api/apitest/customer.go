package apitest

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Customer is one of the two customers. Everything in them has the same name,
// so that what crosses over between them shows.
type Customer struct {
	tenant.Customer
	Admin, GroupAdmin, Manager, User, Reader *Person

	Group     string            // the guid of "Vendors North", which sees Black Hills Technologies
	Companies map[string]string // name -> guid: Black Hills Technologies, Saperix, Acme Paper
}

// Person is a user with an api_connection and its token. The API of every
// person but Reader has all rights; Reader's has none.
type Person struct {
	identity.User
	Access int64
	Token  string
}

// Path returns the path of the person's access.
func (p *Person) Path() string {
	return "/user/v1/users/" + p.GUID + "/access/" + strconv.FormatInt(p.Access, 10)
}

const companies = `name,primary_domain,industry,rating,rating_date,dkim,open_ports,contact_name,contact_email
Black Hills Technologies,blackhills.example,Technology,390,2020-03-03,F,B,,
Saperix,saperix.example,Technology,640,2020-03-03,A,C,Richard Kuga,richard.kuga@saperix.example
Acme Paper,acme.example,Manufacturing,,,,,,
`

func (s *Server) customer(t testing.TB, domain string) *Customer {
	t.Helper()
	ctx := t.Context()
	made, err := s.Customers.Create(ctx, actor.System(0), tenant.NewCustomer{Name: "Blue Seas", CompanyName: "Blue Seas International", CompanyDomain: domain})
	if err != nil {
		t.Fatal(err)
	}
	c := &Customer{Customer: made, Companies: make(map[string]string)}
	by := actor.System(made.ID)
	_, err = s.Companies.Import(ctx, by, strings.NewReader(companies), portfolio.ImportOptions{AllOrNothing: true})
	if err != nil {
		t.Fatal(err)
	}
	type pair struct{ name, guid string }
	all, err := db.All(ctx, s.DB, func(p *pair) []any { return []any{&p.name, &p.guid} },
		`select name, guid from companies where customer_id = $1`, made.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		c.Companies[p.name] = p.guid
	}
	group, err := s.Groups.Create(ctx, by, tenant.GroupDraft{Name: "Vendors North"})
	if err != nil {
		t.Fatal(err)
	}
	c.Group = group.GUID
	if _, err := s.Groups.SetCompanies(ctx, by, c.Group, []string{c.Companies["Black Hills Technologies"]}); err != nil {
		t.Fatal(err)
	}
	c.Admin = s.Person(t, c, "Emma Waters", actor.Admin, "", actor.AllRights())
	c.GroupAdmin = s.Person(t, c, "Gil Adair", actor.GroupAdmin, c.Group, actor.AllRights())
	c.Manager = s.Person(t, c, "Paul Mason", actor.PortfolioManager, c.Group, actor.AllRights())
	c.User = s.Person(t, c, "Una Stone", actor.User, c.Group, actor.AllRights())
	c.Reader = s.Person(t, c, "Rae Dover", actor.User, c.Group, nil)
	return c
}

var spaces = regexp.MustCompile(`\s+`)

// Person makes a user of the customer with an api_connection and a token.
func (s *Server) Person(t testing.TB, c *Customer, name string, role actor.Role, group string, roles []string) *Person {
	t.Helper()
	ctx, by := t.Context(), actor.System(c.ID)
	email := strings.ToLower(spaces.ReplaceAllString(name, ".")) + "@" + c.CompanyDomain
	u, err := s.Users.Create(ctx, by, identity.UserDraft{Email: email, FormalName: name, Role: role, GroupGUID: group})
	if err != nil {
		t.Fatal(err)
	}
	api := "API"
	a, err := s.Accesses.Create(ctx, by, u.GUID, identity.AccessDraft{Type: "api_connection", Name: &api, Roles: roles})
	if err != nil {
		t.Fatal(err)
	}
	_, secret, err := s.Tokens.Create(ctx, by, u.GUID, strconv.FormatInt(a.ID, 10), identity.TokenDraft{Forever: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Doors.Token(ctx, secret, callerIP); err != nil { // the first use from an address is an event
		t.Fatal(err)
	}
	return &Person{User: u, Access: a.ID, Token: secret}
}

// JSON reads the answer's body into a T.
func JSON[T any](t testing.TB, a Answer) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.Body), &v); err != nil {
		t.Fatalf("%d %s: %v", a.Status, a.Body, err)
	}
	return v
}

// Rows counts the rows of every table that a refused call must leave alone.
func (s *Server) Rows(t testing.TB) map[string]int {
	t.Helper()
	rows := make(map[string]int)
	for _, table := range []string{
		"customers", "groups", "group_companies", "quotas", "users", "memberships", "roles", "accesses", "access_roles", "tokens",
		"companies", "company_domains", "subscriptions", "folders", "folder_companies", "folder_shares", "tiers",
		"ended_subscriptions", "relationships", "life_cycles", "contacts", "findings",
		"client_access_links", "access_requests", "received", "registrations", "refusals", "mails", "links", "events",
		"request_messages", "message_reads", "message_notices", "notifications",
		"request_files", "file_budgets", "blobs", "blob_parts", "blob_strays", "time_asks",
	} {
		n, err := db.Value[int](t.Context(), s.DB, `select count(*) from `+table)
		if err != nil {
			t.Fatal(err)
		}
		rows[table] = n
	}
	return rows
}

// Link returns the path and the code of the link in the last mail to an address
// that has one.
func (s *Server) Link(t testing.TB, email string) (path, code string) {
	t.Helper()
	type row struct {
		guid, kind string
		sending    int64
	}
	l, err := db.One(t.Context(), s.DB, func(r *row) []any { return []any{&r.guid, &r.kind, &r.sending} }, `
		select l.guid, l.kind, l.sending from mails m join links l on l.customer_id = m.customer_id and l.guid = m.link_guid
		where lower(m.recipient) = lower($1) order by m.created_at desc, m.guid desc limit 1`, email)
	if err != nil {
		t.Fatalf("no mail with a link to %s: %v", email, err)
	}
	token, code := s.Links.Secret(l.guid, l.sending)
	return mail.Path(l.kind, token), code
}
