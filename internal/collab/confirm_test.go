package collab_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func TestConfirm(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		company := k.company(t, "Quill", "quill.example")
		f := k.form(t)
		k.register(t, f, "Quentin@quill.example")
		secret, code := k.letter(t, "Quentin@quill.example")
		for range 3 { // a scanner
			if c, err := k.regs.Look(t.Context(), secret); err != nil || c.State != mail.Live || c.Name != f.Name || !c.Asks("") {
				t.Fatalf("looked at %+v, %v", c, err)
			}
		}
		got, err := k.regs.Confirm(t.Context(), secret, code, "")
		if err != nil || got.GUID != f.GUID {
			t.Fatal(got, err)
		}
		type row struct{ status, awaiting, reason, requester, company, email, name, phone, message, form string }
		r, err := db.One(t.Context(), k.DB, func(r *row) []any {
			return []any{&r.status, &r.awaiting, &r.reason, &r.requester, &r.company, &r.email, &r.name, &r.phone, &r.message, &r.form}
		}, `select status, awaiting, reason, requester_guid, company_guid, email, formal_name, phone, message, form_guid from access_requests`)
		want := row{
			"Pending", "approval", "self_requested", k.admin.UserGUID, company, "Quentin@quill.example", "Quentin Quill",
			"+44 20 7946 0000", "We would like to see our rating.", f.GUID,
		}
		if err != nil || r != want {
			t.Errorf("got  %+v, %v\nwant %+v", r, err, want)
		}
		k.drain(t)
		if mails := k.to(k.admin.Email); len(mails) != 1 || !strings.Contains(mails[0].Text, "Quentin Quill") {
			t.Errorf("the admin got %+v", mails)
		}
		if len(k.to(k.reader.Email)) != 0 {
			t.Error("somebody who is no admin got a mail")
		}
		if n := k.count(t, `select count(*) from mails where customer_id = $1`, k.foreign.CustomerID); n != 0 {
			t.Error("another customer got a mail")
		}
		request := k.text(t, `select guid from access_requests`)
		typed, err := k.regs.OfRequest(t.Context(), k.admin, request)
		if err != nil || len(typed) != 1 || typed[0].CompanyName != "Quill & Sons" || typed[0].ConfirmedAt == nil {
			t.Errorf("typed was %+v, %v", typed, err)
		}
		if _, err := k.regs.OfRequest(t.Context(), k.foreign, request); !fault.Is(err, fault.NotFound) {
			t.Errorf("another customer reads what was typed: %v", err)
		}
	})
}

func TestConfirmAsksForTheCodeOrTheBrowser(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		nonce := mail.NewNonce()
		if err := k.regs.Register(t.Context(), f.GUID, filled("a@quill.example"), stranger, nonce); err != nil {
			t.Fatal(err)
		}
		k.drain(t)
		secret, code := k.letter(t, "a@quill.example")
		wrong := map[bool]string{true: "111111", false: "222222"}[code != "111111"]
		for name, try := range map[string][3]string{
			"no code":         {secret, "", ""},
			"wrong code":      {secret, wrong, ""},
			"another browser": {secret, "", mail.NewNonce()},
		} {
			if _, err := k.regs.Confirm(t.Context(), try[0], try[1], try[2]); fault.Of(err).Fields["code"] == "" {
				t.Errorf("%s: %v", name, err)
			}
		}
		other := map[bool]string{true: "x", false: "y"}[secret[0] != 'x'] + secret[1:]
		for name, s := range map[string]string{"another secret": other, "nothing": "", "code alone": code} {
			if _, err := k.regs.Confirm(t.Context(), s, code, nonce); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := k.count(t, `select count(*) from access_requests`); n != 0 {
			t.Fatal("registered all the same")
		}
		if c, err := k.regs.Look(t.Context(), secret); err != nil || c.Asks(nonce) {
			t.Errorf("this browser is asked for the code: %v", err)
		}
		if _, err := k.regs.Confirm(t.Context(), secret, "", nonce); err != nil {
			t.Errorf("the browser that filled the form in: %v", err)
		}
		if f, err := k.regs.Confirm(t.Context(), secret, "", ""); err != nil || f.Name == "" {
			t.Errorf("the second click: %+v, %v", f, err)
		}
		if n := k.count(t, `select count(*) from access_requests`); n != 1 {
			t.Errorf("%d requests", n)
		}
	})
}

// A link of another kind is nothing here, and stays as it was.
func TestConfirmTakesNoOtherLink(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		var guid string
		err := k.Tx(t.Context(), func(tx *db.Tx) (err error) {
			guid, err = k.regs.Links.Make(t.Context(), tx, mail.NewLink{
				CustomerID: k.admin.CustomerID, Kind: mail.SetPasswordLink, Subject: "1", ExpiresAt: k.now.Add(time.Hour),
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		secret, code := k.regs.Links.Secret(guid, 1)
		if _, err := k.regs.Confirm(t.Context(), secret, code, ""); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v", err)
		}
		if l, err := k.regs.Links.Look(t.Context(), secret); err != nil || l.OpenedAt != nil || !l.Live() {
			t.Errorf("the link is %+v, %v", l, err)
		}
	})
}

func TestConfirmChoosesTheCompany(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.company(t, "Quill", "quill.example")
		k.company(t, "Zeta", "twins.example")
		k.company(t, "alpha", "twins.example")
		k.company(t, "Mailer", "gmail.com")
		for _, tt := range []struct{ email, company, domain, source string }{
			{"a@quill.example", "Quill", "", "import"},
			{"a@eu.quill.example", "Quill", "", "import"},
			{"a@twins.example", "alpha", "", "import"},
			{"a@mail.new.co.uk", "Quill & Sons", "new.co.uk", "form"},
			{"b@new.co.uk", "Quill & Sons", "new.co.uk", "form"},
			{"a@gmail.com", "Quill & Sons", "", "form"},
			{"a@co.uk", "Quill & Sons", "", "form"},
			{"a@notquill.example", "Quill & Sons", "notquill.example", "form"},
		} {
			t.Run(tt.email, func(t *testing.T) {
				k.now = k.now.Add(time.Hour)
				k.register(t, f, tt.email)
				if err := k.confirm(t, tt.email); err != nil {
					t.Fatal(err)
				}
				type row struct{ name, domain, source string }
				got, err := db.One(t.Context(), k.DB, func(r *row) []any { return []any{&r.name, &r.domain, &r.source} }, `
					select c.name, c.primary_domain, c.source from access_requests r
					join companies c on c.customer_id = r.customer_id and c.guid = r.company_guid
					where r.email = $1`, tt.email)
				if want := (row{tt.company, tt.domain, tt.source}); err != nil || got != want {
					t.Errorf("got %+v, %v, want %+v", got, err, want)
				}
			})
		}
		for _, table := range []string{"subscriptions", "group_companies"} {
			if n := k.count(t, `select count(*) from `+table); n != 0 {
				t.Errorf("a registration made %d rows of %s", n, table)
			}
		}
		if n := k.count(t, `select count(*) from companies where source = 'form' and primary_domain = 'new.co.uk'`); n != 1 {
			t.Errorf("%d companies of one domain", n)
		}
	})
}

// Whoever has an open request joins it: no second request, no mail, no other
// answer, whatever was typed now.
func TestAnOpenRequestIsJoinedSilently(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.register(t, f, "a@gmail.com") // each such registration would make a company
		if err := k.confirm(t, "a@gmail.com"); err != nil {
			t.Fatal(err)
		}
		before := k.text(t, `select document from access_requests`)
		k.now = k.now.Add(time.Hour)
		k.register(t, f, "A@gmail.com")
		if err := k.confirm(t, "A@gmail.com"); err != nil {
			t.Fatal(err)
		}
		k.drain(t)
		for q, want := range map[string]int{
			`select count(*) from access_requests`:                                                   1,
			`select count(*) from companies`:                                                         1,
			`select count(*) from mails where template = 'registration_received'`:                    1,
			`select count(*) from registrations g join access_requests r on r.guid = g.request_guid`: 2,
		} {
			if got := k.count(t, q); got != want {
				t.Errorf("%s: %d, want %d", q, got, want)
			}
		}
		if after := k.text(t, `select document from access_requests`); after != before {
			t.Errorf("the request changed from\n%s\nto\n%s", before, after)
		}
		k.exec(t, `update access_requests set status = 'Resolved', awaiting = null`)
		k.register(t, f, "a@gmail.com")
		if err := k.confirm(t, "a@gmail.com"); err != nil {
			t.Fatal(err)
		}
		if n := k.count(t, `select count(*) from access_requests`); n != 2 {
			t.Errorf("%d requests after the first was closed, want 2", n)
		}
	})
}

func TestClicksRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.register(t, f, "a@quill.example")
		secret, code := k.letter(t, "a@quill.example")
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if got, err := k.regs.Confirm(t.Context(), secret, code, ""); err != nil || got.Name != f.Name {
					t.Errorf("got %+v, %v", got, err)
				}
			})
		}
		wg.Wait()
		k.drain(t)
		if n := k.count(t, `select count(*) from access_requests`); n != 1 || len(k.to(k.admin.Email)) != 1 {
			t.Errorf("%d requests, %d mails to the admin", n, len(k.to(k.admin.Email)))
		}
	})
}

// One person who filled in several forms, and clicks in every mail at once,
// registers once; so does a company that nobody knows.
func TestRegistrationsOfOnePersonRace(t *testing.T) {
	for name, email := range map[string]func(int) string{
		"one person": func(int) string { return "a@gmail.com" },
		"one domain": func(i int) string { return fmt.Sprintf("p%d@quill.example", i) },
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				k := newDesk(t, d)
				type mailed struct{ secret, code string }
				var all []mailed
				for i := range 5 {
					k.register(t, k.form(t), email(i))
					secret, code := k.letter(t, email(i))
					all = append(all, mailed{secret, code})
				}
				var wg sync.WaitGroup
				for _, m := range all {
					wg.Go(func() {
						if _, err := k.regs.Confirm(t.Context(), m.secret, m.code, ""); err != nil {
							t.Error(err)
						}
					})
				}
				wg.Wait()
				want := map[bool]int{true: 1, false: 5}[name == "one person"]
				if n := k.count(t, `select count(*) from access_requests`); n != want {
					t.Errorf("%d requests, want %d", n, want)
				}
				if n := k.count(t, `select count(*) from companies`); n != 1 {
					t.Errorf("%d companies", n)
				}
			})
		})
	}
}

func TestAClosedFormConfirmsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.register(t, f, "a@quill.example")
		set := func(open bool) {
			t.Helper()
			if _, err := k.forms.Change(t.Context(), k.admin, f.GUID, collab.FormChange{IsActive: &open}); err != nil {
				t.Fatal(err)
			}
		}
		set(false)
		secret, _ := k.letter(t, "a@quill.example")
		if _, err := k.regs.Look(t.Context(), secret); !fault.Is(err, fault.NotFound) {
			t.Errorf("the page of a closed form: %v", err)
		}
		if err := k.confirm(t, "a@quill.example"); !fault.Is(err, fault.NotFound) {
			t.Errorf("a closed form: %v", err)
		}
		set(true)
		if err := k.confirm(t, "a@quill.example"); err != nil {
			t.Errorf("open again: %v", err)
		}
	})
}

func TestALinkConfirmsForTwoDays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		k.register(t, f, "a@quill.example")
		k.register(t, f, "b@quill.example")
		k.now = k.now.Add(48*time.Hour - time.Second)
		if err := k.confirm(t, "a@quill.example"); err != nil {
			t.Errorf("in time: %v", err)
		}
		k.now = k.now.Add(time.Second)
		if err := k.confirm(t, "b@quill.example"); !fault.Is(err, fault.NotFound) {
			t.Errorf("too late: %v", err)
		}
	})
}

// Only admins who can sign in today are told.
func TestAdminsAreTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		customer, err := k.customers.One(t.Context(), k.admin.CustomerID)
		if err != nil {
			t.Fatal(err)
		}
		for email, set := range map[string]string{
			"gone@acme.example":    `deleted_at = created_at`,
			"stopped@acme.example": `is_active = not is_active`,
			"expired@acme.example": `expires_at = '2026-03-01'`,
			"today@acme.example":   `expires_at = '2026-03-02'`,
			"robot@acme.example":   `is_service = not is_service`,
		} {
			a := k.hire(t, customer, email, actor.Admin)
			k.exec(t, `update users set `+set+` where guid = $1`, a.UserGUID)
		}
		k.register(t, k.form(t), "a@quill.example")
		k.sent = k.sent[:1]
		if err := k.confirm(t, "a@quill.example"); err != nil {
			t.Fatal(err)
		}
		k.drain(t)
		var told []string
		for _, m := range k.sent[1:] {
			told = append(told, m.To.Email)
		}
		if len(told) != 2 || len(k.to("today@acme.example")) != 1 || len(k.to(k.admin.Email)) != 1 {
			t.Errorf("told are %v", told)
		}
	})
}
