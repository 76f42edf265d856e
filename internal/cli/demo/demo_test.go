package demo

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

var today = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

const publicURL = "https://gatehouse.example"

func fill(t *testing.T, d *db.DB, seed uint64) Made {
	t.Helper()
	made, err := Fill(t.Context(), d, mail.Key{1}, Options{Seed: seed, Now: today.Add(9 * time.Hour), PublicURL: publicURL})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestFill(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		made := fill(t, d, 1)
		for _, c := range []struct {
			name  string
			check func(*testing.T, *db.DB, Made)
		}{
			{"counts", counts},
			{"lives", lives},
			{"contradictions", contradictions},
			{"findings are shared as they were", seenThen},
			{"nothing is due", nothingIsDue},
			{"nobody was told", nobodyWasTold},
			{"filled once", filledOnce},
			// The others write.
			{"documents", documents},
			{"people get in", peopleGetIn},
			{"example of the document", example},
			{"record", record},
		} {
			t.Run(c.name, func(t *testing.T) { c.check(t, d, made) })
		}
	})
}

func count(t *testing.T, d *db.DB, q string, args ...any) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), d, q, args...)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return n
}

// nothingIsDue: the clock of requests finds nothing to do at the demo's present.
func nothingIsDue(t *testing.T, d *db.DB, _ Made) {
	h := newHouse(d, mail.Key{1}, Options{Now: today, PublicURL: publicURL})
	h.now = today
	before := count(t, d, `select sum(version) from access_requests`)
	if err := h.requests.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := count(t, d, `select sum(version) from access_requests`); after != before {
		t.Errorf("%d requests changed", after-before)
	}
}

// nobodyWasTold: the demo's webhook leads nowhere, and shows what waits and what has
// failed.
func nobodyWasTold(t *testing.T, d *db.DB, made Made) {
	for what, n := range map[string]int{
		`webhooks where customer_id = $1 and not is_on and rests_until is null`: 1, `heads where customer_id = $1 and listeners = 0`: 1,
		`webhook_deliveries where customer_id = $1 and state = 'queued'`: 4, `webhook_deliveries where customer_id = $1 and state = 'failed'`: 1,
		`webhook_deliveries where customer_id = $1 and tries > 0 and error not like '%leads into a network that nothing is fetched%'`: 0,
	} {
		if got := count(t, d, `select count(*) from `+what, made.Customer.ID); got != n {
			t.Errorf("%d of %s, want %d", got, what, n)
		}
	}
}

func peopleGetIn(t *testing.T, d *db.DB, made Made) {
	morning := func() time.Time { return today.Add(9 * time.Hour) }
	sessions := &identity.Sessions{DB: d, Now: morning}
	for email, inbox := range map[string]int{made.Admin.Email: 0, made.Others[0]: 0, made.Guest.Email: 3} {
		choices, err := sessions.SignIn(t.Context(), email, made.Password, "192.0.2.1", "")
		if err != nil {
			t.Fatalf("%s: %v", email, err)
		}
		cookie, err := sessions.Open(t.Context(), choices[0].Ticket, choices[0].AccessID, "192.0.2.1", "")
		if err != nil {
			t.Fatalf("%s: %v", email, err)
		}
		by, err := sessions.Actor(t.Context(), cookie, "192.0.2.1")
		if err != nil {
			t.Fatalf("%s: %v", email, err)
		}
		n := 0
		err = (&collab.Inbox{DB: d, Now: morning}).List(t.Context(), by, func(*collab.Row) error {
			n++
			return nil
		})
		if err != nil || n < inbox {
			t.Errorf("%s has received %d, %v", email, n, err)
		}
	}
	if _, err := sessions.SignIn(t.Context(), made.Admin.Email, "another password", "192.0.2.1", ""); err == nil {
		t.Error("any password will do")
	}
}

// example: the body of the document "Create access", as it stands.
func example(t *testing.T, d *db.DB, made Made) {
	by, err := (&identity.Doors{DB: d, Now: db.Now}).Token(t.Context(), made.Secret, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	name, language := "New application API access", "en"
	accesses := &identity.Accesses{DB: d, Now: db.Now}
	a, err := accesses.Create(t.Context(), by, ExampleUser, identity.AccessDraft{
		Type: identity.APIConnection, CustomerID: ExampleCustomer, Name: &name, Language: &language,
		Roles: []string{"CLIENTNMS_WEBSERVICE_EVENT_R", "CLIENTNMS_WEBSERVICE_DNS_RW"},
	})
	if err != nil || len(a.Roles) != 2 {
		t.Errorf("got %+v, %v", a, err)
	}
}

func record(t *testing.T, d *db.DB, _ Made) {
	if err := audit.Seal(t.Context(), d); err != nil { // what other checks have written
		t.Fatal(err)
	}
	events, wrong, err := audit.Verify(t.Context(), d, nil)
	if err != nil || len(wrong) > 0 || events < 500 {
		t.Errorf("%d events, %v, %v", events, wrong, err)
	}
}

func filledOnce(t *testing.T, d *db.DB, _ Made) {
	if _, err := Fill(t.Context(), d, mail.Key{1}, Options{Seed: 2, Now: today}); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}

type document struct{ guid, outbox, company, email, search, inbox string }

func (x *document) fields() []any {
	return []any{&x.guid, &x.outbox, &x.company, &x.email, &x.search, &x.inbox}
}

// documents: to write them again changes none.
func documents(t *testing.T, d *db.DB, made Made) {
	all := func() []document {
		all, err := db.All(t.Context(), d, (*document).fields, `
			select r.guid, r.document, r.company_name, r.shown_email, r.search, coalesce(i.document, '')
			from access_requests r left join received i on i.request_guid = r.guid order by r.guid`)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := all()
	h := newHouse(d, mail.Key{1}, Options{Now: today, PublicURL: publicURL})
	h.now = today
	runner := jobs.NewRunner(d, slog.New(slog.DiscardHandler), h.clock)
	h.requests.Register(runner)
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		return tenant.Refresh.Add(t.Context(), tx, tenant.Stale{CustomerID: made.Customer.ID})
	})
	if err == nil {
		err = runner.Drain(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, d, `select count(*) from access_requests where version < 2`); n > 0 {
		t.Fatalf("%d were not written again", n)
	}
	for i, after := range all() {
		if before[i] != after {
			t.Fatalf("%s is not what was written at first:\n%s\n%s", after.guid, before[i].outbox, after.outbox)
		}
	}
}

// What the demo makes up about words must be what it can be.
func TestWords(t *testing.T) {
	for _, slug := range portfolio.Vectors {
		if len(titles[slug]) == 0 {
			t.Errorf("no finding is about %s", slug)
		}
	}
	for slug := range titles {
		if !slices.Contains(portfolio.Vectors, slug) {
			t.Errorf("%s is no risk vector", slug)
		}
	}
	if n := len(newStaff()); n != 8 {
		t.Errorf("%d users", n)
	}
	for _, m := range newStaff() {
		if m.work > 0 && len(m.accesses) > 0 && !slices.ContainsFunc(m.accesses, func(a identity.AccessDraft) bool {
			return slices.Contains(a.Roles, string(actor.RequestsRW))
		}) {
			t.Errorf("%s sends without the right", m.name)
		}
	}
}
