package collab_test

import (
	"context"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// desk is a server without its edges, where forms are made and filled in. Two
// customers have the same names, and one admin each.
type desk struct {
	*db.DB
	now       time.Time
	customers *tenant.Customers
	companies *portfolio.Companies
	forms     *collab.Forms
	requests  *collab.Requests
	regs      *collab.Registrations
	runner    *jobs.Runner

	mu   sync.Mutex
	sent []mail.Rendered

	admin, reader, foreign actor.Actor
}

const stranger = "198.51.100.7"

func newDesk(t testing.TB, d *db.DB) *desk {
	t.Helper()
	k := &desk{DB: d, now: time.Date(2026, 3, 2, 9, 0, 0, 123456000, time.UTC)}
	now := func() time.Time { return k.now }
	links := &mail.Links{DB: d, Key: mail.Key{1, 2, 3}, Now: now}
	k.customers = &tenant.Customers{DB: d, Now: now}
	k.companies = &portfolio.Companies{DB: d, Now: now}
	k.forms = &collab.Forms{DB: d, Now: now, PublicURL: "https://gate.example"}
	k.requests = &collab.Requests{
		DB: d, Now: now, Links: links, PublicURL: "https://gate.example", Customers: k.customers, Companies: k.companies,
		Contacts: &portfolio.Contacts{DB: d}, Findings: &portfolio.Findings{DB: d, Now: now}, Index: newIndex(t, d),
	}
	k.regs = &collab.Registrations{DB: d, Now: now, Links: links, Requests: k.requests, Companies: k.companies}
	k.runner = jobs.NewRunner(d, slog.New(slog.DiscardHandler), now)
	k.regs.Work(k.runner)
	mail.Deliver(k.runner, &mail.Post{DB: d, Links: links, Transport: k, PublicURL: "https://gate.example", Now: now})

	k.admin = k.hire(t, k.customer(t, "Acme"), "ada@acme.example", actor.Admin)
	k.reader = k.hire(t, tenant.Customer{ID: k.admin.CustomerID, Name: "Acme"}, "rita@acme.example", actor.User)
	k.foreign = k.hire(t, k.customer(t, "Acme"), "ada@acme.example", actor.Admin)
	return k
}

func (k *desk) customer(t testing.TB, name string) tenant.Customer {
	t.Helper()
	c, err := k.customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// hire makes a user with an access that carries every right.
func (k *desk) hire(t testing.TB, c tenant.Customer, email string, role actor.Role) actor.Actor {
	t.Helper()
	group, _, err := tenant.DefaultGroup(t.Context(), k.DB, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	a := actor.Actor{
		CustomerID: c.ID, CustomerName: c.Name, UserGUID: db.NewID(), UserID: db.NewNumber(), AccessID: db.NewNumber(),
		Email: email, FormalName: "Boss of " + c.Name, Role: role, Roles: actor.AllRights(), GroupGUID: group, AllCompanies: true,
	}
	k.exec(t, `insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
		values ($1, $2, $3, $4, $4, $5, $6, $6)`, c.ID, a.UserGUID, a.UserID, email, a.FormalName, k.now)
	k.exec(t, `insert into accesses (customer_id, id, user_guid, type, created_at) values ($1, $2, $3, 'ui_connection', $4)`,
		c.ID, a.AccessID, a.UserGUID, k.now)
	k.exec(t, `insert into memberships (customer_id, user_guid, role, group_guid) values ($1, $2, $3, $4)`,
		c.ID, a.UserGUID, string(role), group)
	for i, r := range a.Roles {
		k.exec(t, `insert into access_roles (customer_id, access_id, role, position) values ($1, $2, $3, $4)`, c.ID, a.AccessID, r, i)
	}
	return a
}

// company puts a company into the admin's portfolio.
func (k *desk) company(t testing.TB, name string, domains ...string) string {
	t.Helper()
	guid := db.NewID()
	k.exec(t, `insert into companies (customer_id, guid, name, name_lower, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)`,
		k.admin.CustomerID, guid, name, strings.ToLower(name), k.now)
	for _, d := range domains {
		k.exec(t, `insert into company_domains (customer_id, domain, company_guid) values ($1, $2, $3)`, k.admin.CustomerID, d, guid)
	}
	return guid
}

func (k *desk) form(t testing.TB) collab.Form {
	t.Helper()
	f, err := k.forms.Create(t.Context(), k.admin, collab.FormDraft{Name: "Clients of Acme"})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func filled(email string) collab.RegistrationDraft {
	return collab.RegistrationDraft{
		FormalName: "Quentin Quill", Email: email, CompanyName: "Quill & Sons", Website: "https://quill.example/about",
		Phone: "+44 20 7946 0000", Message: "We would like to see our rating.", Terms: true,
	}
}

// register fills a form in and lets the mail go out.
func (k *desk) register(t testing.TB, f collab.Form, email string) {
	t.Helper()
	if err := k.regs.Register(t.Context(), f.GUID, filled(email), stranger, ""); err != nil {
		t.Fatal(err)
	}
	k.drain(t)
}

func (k *desk) drain(t testing.TB) {
	t.Helper()
	if err := k.runner.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// Send makes the desk the transport of its own mail.
func (k *desk) Send(_ context.Context, r mail.Rendered) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sent = append(k.sent, r)
	return nil
}

// to returns the mails that an address got.
func (k *desk) to(email string) (got []mail.Rendered) {
	for _, m := range k.sent {
		if m.To.Email == email {
			got = append(got, m)
		}
	}
	return got
}

var (
	linkForm = regexp.MustCompile(`https://gate\.example/registrations/(\S+)`)
	codeForm = regexp.MustCompile(`\b(\d{3})[ -]?(\d{3})\b`)
)

// letter returns link and code of the newest mail to an address.
func (k *desk) letter(t testing.TB, email string) (secret, code string) {
	t.Helper()
	mails := k.to(email)
	if len(mails) == 0 {
		t.Fatalf("%s got no mail", email)
	}
	text := mails[len(mails)-1].Text
	link, digits := linkForm.FindStringSubmatch(text), codeForm.FindStringSubmatch(linkForm.ReplaceAllString(text, ""))
	if link == nil || digits == nil {
		t.Fatalf("no link or no code in\n%s", text)
	}
	return link[1], digits[1] + digits[2]
}

// confirm clicks the newest link that was mailed to an address.
func (k *desk) confirm(t testing.TB, email string) error {
	t.Helper()
	secret, code := k.letter(t, email)
	_, err := k.regs.Confirm(t.Context(), secret, code, "")
	return err
}

func (k *desk) exec(t testing.TB, q string, args ...any) {
	t.Helper()
	if _, err := k.Exec(t.Context(), q, args...); err != nil {
		t.Fatal(err)
	}
}

func (k *desk) count(t testing.TB, q string, args ...any) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), k.DB, q, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (k *desk) text(t testing.TB, q string, args ...any) string {
	t.Helper()
	s, err := db.Value[string](t.Context(), k.DB, q, args...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
