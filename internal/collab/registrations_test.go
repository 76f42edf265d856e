package collab_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func TestRegistrationDraft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		for _, tt := range []struct {
			name, field string
			change      func(*collab.RegistrationDraft)
		}{
			{"whole", "", func(*collab.RegistrationDraft) {}},
			{"without phone and message", "", func(d *collab.RegistrationDraft) { d.Phone, d.Message = "", "" }},
			{"bare domain as website", "", func(d *collab.RegistrationDraft) { d.Website = "quill.example" }},
			{"name of another script", "", func(d *collab.RegistrationDraft) { d.FormalName = "Ζωή Παπαδοπούλου" }},
			{"no name", "formal_name", func(d *collab.RegistrationDraft) { d.FormalName = " \t" }},
			{"name that is a link", "formal_name", func(d *collab.RegistrationDraft) { d.FormalName = "https://bad.example/x" }},
			{"name too long", "formal_name", func(d *collab.RegistrationDraft) { d.FormalName = strings.Repeat("n", 256) }},
			{"no address", "email", func(d *collab.RegistrationDraft) { d.Email = "" }},
			{"two addresses", "email", func(d *collab.RegistrationDraft) { d.Email = "a@quill.example, b@quill.example" }},
			{"header in the address", "email", func(d *collab.RegistrationDraft) { d.Email = "a@quill.example\r\nBcc: b@x.example" }},
			{"address without a domain", "email", func(d *collab.RegistrationDraft) { d.Email = "a@localhost" }},
			{"address at a number", "email", func(d *collab.RegistrationDraft) { d.Email = "a@[127.0.0.1]" }},
			{"no company", "company_name", func(d *collab.RegistrationDraft) { d.CompanyName = "" }},
			{"no website", "website", func(d *collab.RegistrationDraft) { d.Website = "" }},
			{"website that is none", "website", func(d *collab.RegistrationDraft) { d.Website = "javascript:alert(1)" }},
			{"phone too long", "phone", func(d *collab.RegistrationDraft) { d.Phone = strings.Repeat("1", 51) }},
			{"message too long", "message", func(d *collab.RegistrationDraft) { d.Message = strings.Repeat("m", 2001) }},
			{"terms not accepted", "terms", func(d *collab.RegistrationDraft) { d.Terms = false }},
			{"zeros and broken UTF-8", "", func(d *collab.RegistrationDraft) {
				d.FormalName, d.CompanyName, d.Message, d.Phone = "A\x00b", "C\xff", "a\x00\xff", "1\x002"
			}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				k.now = k.now.Add(time.Hour)
				before := k.count(t, `select count(*) from registrations`)
				draft := filled("quentin@quill.example")
				tt.change(&draft)
				err := k.regs.Register(t.Context(), f.GUID, draft, stranger, "")
				if tt.field == "" && err != nil || tt.field != "" && fault.Of(err).Fields[tt.field] == "" {
					t.Errorf("got %v, want a problem with %q", err, tt.field)
				}
				kept := k.count(t, `select count(*) from registrations`) - before
				if (kept == 1) != (tt.field == "") {
					t.Errorf("%d registrations were kept", kept)
				}
			})
		}
	})
}

func TestARegistrationIsNothingBeforeItIsConfirmed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		events := k.count(t, `select count(*) from events`)
		f := k.form(t)
		k.register(t, f, "quentin@quill.example")
		for q, want := range map[string]int{
			`select count(*) from registrations where confirmed_at is null`:    1,
			`select count(*) from access_requests`:                             0,
			`select count(*) from companies`:                                   0,
			`select count(*) from mails`:                                       1,
			`select count(*) from events`:                                      events + 1, // the form's
			`select count(*) from users where email = 'quentin@quill.example'`: 0,
		} {
			if got := k.count(t, q); got != want {
				t.Errorf("%s: %d, want %d", q, got, want)
			}
		}
		for _, guid := range []string{db.NewID(), "", "no guid"} {
			if err := k.regs.Register(t.Context(), guid, filled("a@quill.example"), stranger, ""); !fault.Is(err, fault.NotFound) {
				t.Errorf("form %q: %v", guid, err)
			}
		}
	})
}

// Nothing that a stranger typed may reach an address that nobody has proven.
func TestNothingTypedIsMailed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		draft := collab.RegistrationDraft{
			FormalName: "Typed0 Name", CompanyName: "Typed1 Inc", Website: "typed2.example", Phone: "+1 (555) 0003",
			Message: "Typed4 message http://typed5.example/", Email: "victim@quill.example", Terms: true,
		}
		if err := k.regs.Register(t.Context(), f.GUID, draft, stranger, ""); err != nil {
			t.Fatal(err)
		}
		k.drain(t)
		got := k.to(draft.Email)
		if len(got) != 1 || len(k.sent) != 1 {
			t.Fatalf("%d mails, %d of them to the address", len(k.sent), len(got))
		}
		all := strings.ToLower(fmt.Sprintf("%+v", got[0]))
		for _, typed := range []string{"typed", "(555)"} {
			if strings.Contains(all, typed) {
				t.Errorf("the mail has %q:\n%s", typed, got[0].Text)
			}
		}
		if got[0].To.Name != "" || !strings.Contains(got[0].Text, f.Name) {
			t.Errorf("to %q:\n%s", got[0].To.Name, got[0].Text)
		}
		if n := k.count(t, `select count(*) from mails where args like '%yped%' or name <> ''`); n != 0 {
			t.Error("the outbox keeps what was typed")
		}
	})
}

// A stranger learns nothing about an address from the answer or from what the
// server does.
func TestKnownAndUnknownAddressesLookAlike(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.register(t, f, "open@quill.example")
		if err := k.confirm(t, "open@quill.example"); err != nil {
			t.Fatal(err)
		}
		k.hire(t, tenant.Customer{ID: k.admin.CustomerID, Name: "Acme"}, "user@quill.example", actor.User)
		k.drain(t)
		for _, email := range []string{"nobody@quill.example", "open@quill.example", "user@quill.example"} {
			before := [2]int{k.count(t, `select count(*) from registrations`), len(k.sent)}
			k.register(t, f, email)
			after := [2]int{k.count(t, `select count(*) from registrations`), len(k.sent)}
			if after != [2]int{before[0] + 1, before[1] + 1} {
				t.Errorf("%s: registrations and mails were %v, are %v", email, before, after)
			}
		}
	})
}

func TestFreeMailIsRefusedByASetting(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		for _, tt := range []struct {
			email  string
			refuse bool
			want   string
		}{
			{"a@gmail.com", false, ""},
			{"a@gmail.com", true, "email"},
			{"a@MAIL.Yahoo.com", true, "email"},
			{"a@mailinator.com", true, "email"},
			{"a@quill.example", true, ""},
		} {
			if _, err := k.customers.SetSettings(t.Context(), k.admin, func(s *tenant.Settings) error {
				s.RefuseFreeMail = tt.refuse
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			err := k.regs.Register(t.Context(), f.GUID, filled(tt.email), stranger, "")
			if tt.want == "" && err != nil || tt.want != "" && fault.Of(err).Fields[tt.want] == "" {
				t.Errorf("%s, refused %v: %v", tt.email, tt.refuse, err)
			}
		}
	})
}

func TestAStrangersFloodIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		n := 0
		register := func(ip string) error {
			n++
			return k.regs.Register(t.Context(), f.GUID, filled(fmt.Sprintf("p%d@quill%d.example", n, n)), ip, "")
		}
		until := func(ip func(int) string, most int) error {
			t.Helper()
			for i := range most {
				if err := register(ip(i)); err != nil {
					t.Fatalf("number %d: %v", i+1, err)
				}
			}
			return register(ip(most))
		}
		err := until(func(int) string { return stranger }, 10)
		wait := fault.Of(err).RetryAfter
		if !fault.Is(err, fault.TooMany) || wait <= 0 || wait > time.Hour {
			t.Fatalf("number 11 gets %v after %v", err, wait)
		}
		bad := filled("no address")
		if err := k.regs.Register(t.Context(), f.GUID, bad, "203.0.113.1", ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("a mistake: %v", err)
		}
		if err := register("203.0.113.1"); err != nil {
			t.Errorf("somebody else: %v", err)
		}
		k.now = k.now.Add(wait - time.Microsecond)
		if err := register(stranger); !fault.Is(err, fault.TooMany) {
			t.Errorf("a moment too early: %v", err)
		}
		k.now = k.now.Add(time.Microsecond)
		err = until(func(int) string { return stranger }, 10)
		if !fault.Is(err, fault.TooMany) {
			t.Errorf("number 11 after the wait: %v", err)
		}
		err = until(func(i int) string { return fmt.Sprintf("192.0.2.%d", i/6) }, 60)
		if !fault.Is(err, fault.TooMany) {
			t.Errorf("number 61 of a network: %v", err)
		}
		err = until(func(i int) string { return fmt.Sprintf("2001:db8:1:2::%x", i) }, 10)
		if !fault.Is(err, fault.TooMany) {
			t.Errorf("number 11 of an IPv6 /64: %v", err)
		}
		if err := register("2001:db8:1:3::1"); err != nil {
			t.Errorf("its neighbour: %v", err)
		}
		if err := register("::ffff:" + stranger); !fault.Is(err, fault.TooMany) {
			t.Errorf("the stranger as IPv6: %v", err)
		}
	})
}

// Budgets of a form, a domain and a mailbox make mails wait for the next
// period. Nobody is refused.
func TestAFloodDelaysMail(t *testing.T) {
	for _, tt := range []struct {
		name  string
		email func(int) string
		most  int
		next  time.Time
	}{
		{"of a form", func(i int) string { return fmt.Sprintf("p@quill%d.example", i) }, 120, at("10:00")},
		{"of a domain", func(i int) string { return fmt.Sprintf("p%d@sub%d.quill.co.uk", i, i) }, 60, at("10:00")},
		{"of a mailbox", func(int) string { return "P@quill.example" }, 3, at("16:00")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				k := newDesk(t, d)
				f := k.form(t)
				total := tt.most + 2
				for i := range total {
					if err := k.regs.Register(t.Context(), f.GUID, filled(tt.email(i)), fmt.Sprintf("10.0.%d.1", i), ""); err != nil {
						t.Fatalf("number %d: %v", i+1, err)
					}
				}
				for _, step := range []struct {
					at   time.Time
					want int
				}{{k.now, tt.most}, {tt.next.Add(-time.Microsecond), tt.most}, {tt.next, total}} {
					k.now = step.at
					k.drain(t)
					if len(k.sent) != step.want {
						t.Errorf("at %v %d mails have gone, want %d", step.at, len(k.sent), step.want)
					}
				}
				k.now = k.now.Add(47 * time.Hour) // from when the mail went
				if err := k.confirm(t, tt.email(total-1)); err != nil {
					t.Errorf("who waited cannot confirm: %v", err)
				}
			})
		})
	}
}

func at(clock string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", "2026-03-02 "+clock)
	if err != nil {
		panic(err)
	}
	return t
}

// Nobody can fill a mailbox: what would wait for a day is dropped,
// and the stranger cannot tell.
func TestAMailboxIsNotFilled(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		for i := range 30 {
			if err := k.regs.Register(t.Context(), f.GUID, filled("victim@quill.example"), fmt.Sprintf("10.0.%d.1", i), ""); err != nil {
				t.Fatal(err)
			}
		}
		for range 10 {
			k.drain(t)
			k.now = k.now.Add(5 * time.Hour)
		}
		if len(k.sent) != 9 {
			t.Errorf("the mailbox got %d mails in two days, want 9", len(k.sent))
		}
	})
}

func TestAFormClosedMeanwhileMailsNobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		if err := k.regs.Register(t.Context(), f.GUID, filled("a@quill.example"), stranger, ""); err != nil {
			t.Fatal(err)
		}
		closed := false
		if _, err := k.forms.Change(t.Context(), k.admin, f.GUID, collab.FormChange{IsActive: &closed}); err != nil {
			t.Fatal(err)
		}
		k.drain(t)
		if len(k.sent) != 0 {
			t.Errorf("%d mails for a closed form", len(k.sent))
		}
	})
}

func TestWhoWantsNoMailGetsNone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		// SHA-256 of never@quill.example: refused for the whole server.
		k.exec(t, `insert into refusals (customer_id, email_hash, created_at) values (0, $1, $2)`, sha("never@quill.example"), k.now)
		k.register(t, f, "Never@quill.example")
		if len(k.sent) != 0 {
			t.Errorf("%d mails", len(k.sent))
		}
	})
}

func TestForget(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.register(t, f, "in@quill.example")
		if err := k.confirm(t, "in@quill.example"); err != nil {
			t.Fatal(err)
		}
		k.register(t, f, "late@quill.example")
		forget := func(want string) {
			t.Helper()
			if err := k.regs.Forget(t.Context()); err != nil {
				t.Fatal(err)
			}
			got, err := db.Column[string](t.Context(), k.DB, `select email from registrations order by email`)
			if err != nil || strings.Join(got, " ") != want {
				t.Errorf("left are %v, %v, want %s", got, err, want)
			}
		}
		k.now = k.now.Add(47 * time.Hour)
		forget("in@quill.example late@quill.example")
		k.now = k.now.Add(2 * time.Hour)
		forget("in@quill.example")
		if n := k.count(t, `select count(*) from limits`); n != 0 {
			t.Errorf("%d budgets are kept that are whole again", n)
		}
		if err := k.confirm(t, "late@quill.example"); !fault.Is(err, fault.NotFound) {
			t.Errorf("confirmed after 49 hours: %v", err)
		}
	})
}
