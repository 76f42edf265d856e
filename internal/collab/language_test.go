package collab_test

import (
	"strings"
	"testing"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// TestLanguageOfInvitations: what the sender chose, and else what the customer
// writes in. A copy and a later sending are in the same language.
func TestLanguageOfInvitations(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		company := k.company(t, "Quill", "quill.example")
		invite := func(email, language string) error {
			draft := collab.Draft{CompanyGUID: company, Email: email, FormalName: "Quentin Quill", Language: language, Message: "Hello"}
			h, err := k.requests.Rehearse(t.Context(), k.admin, draft)
			if err != nil {
				return err
			}
			if _, err := k.requests.Create(t.Context(), k.admin, []collab.Draft{draft}); err != nil {
				return err
			}
			k.drain(t)
			got := k.to(email)
			if len(got) != 2 || got[0].Language != h.Introduction.Language || got[1].Language != h.Invitation.Language {
				t.Errorf("%s: %d mails, not as in the preview", email, len(got))
			}
			return nil
		}
		check := func(email, want string) {
			t.Helper()
			for _, m := range k.to(email) {
				if m.Language != want {
					t.Errorf("%s gets %q in %s, want %s", email, m.Subject, m.Language, want)
				}
			}
		}
		if err := invite("a@quill.example", ""); err != nil {
			t.Fatal(err)
		}
		check("a@quill.example", "en")
		_, err := k.customers.SetSettings(t.Context(), k.admin, func(s *tenant.Settings) error { s.Language = "de"; return nil })
		if err != nil {
			t.Fatal(err)
		}
		for email, language := range map[string]string{"b@quill.example": "", "c@quill.example": "fr"} {
			if err := invite(email, language); err != nil {
				t.Fatal(err)
			}
		}
		check("b@quill.example", "de")
		check("c@quill.example", "fr")
		if err := invite("d@quill.example", "nl"); !fault.Is(err, fault.Invalid) || fault.Of(err).Fields["language"] == "" {
			t.Errorf("a language that there is not: %v", err)
		}
		k.now = k.now.AddDate(0, 0, 2)
		if _, err := k.requests.Resend(t.Context(), k.admin, k.text(t, `select guid from access_requests where email_lower = 'c@quill.example'`)); err != nil {
			t.Fatal(err)
		}
		k.drain(t)
		if n := len(k.to("c@quill.example")); n != 4 {
			t.Errorf("%d mails after it was sent again, want 4", n)
		}
		check("c@quill.example", "fr")
	})
}

// TestLanguageOfRegistrations: who fills in a form in French is written to in
// French, by the form, by who declines it and by who approves it; its admins in
// their own language.
func TestLanguageOfRegistrations(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		k.company(t, "Quill", "quill.example")
		k.exec(t, `update users set language = 'de' where guid = $1`, k.admin.UserGUID)
		form := k.form(t)
		register := func(email string) string {
			t.Helper()
			draft := filled(email)
			draft.Language = "fr"
			if err := k.regs.Register(t.Context(), form.GUID, draft, stranger, ""); err != nil {
				t.Fatal(err)
			}
			k.drain(t)
			if err := k.confirm(t, email); err != nil {
				t.Fatal(err)
			}
			k.drain(t)
			return k.text(t, `select guid from access_requests where email_lower = '`+email+`'`)
		}
		decide := func(guid string, how collab.Decision) {
			t.Helper()
			if _, err := k.requests.Change(t.Context(), k.admin, collab.Change{GUID: guid, Status: string(how)}); err != nil {
				t.Fatal(err)
			}
			k.drain(t)
		}
		decide(register("no@quill.example"), collab.Reject)
		decide(register("yes@quill.example"), collab.Approve)
		for email, want := range map[string]int{"no@quill.example": 2, "yes@quill.example": 3} {
			got := k.to(email)
			for _, m := range got {
				if m.Language != "fr" || !strings.Contains(m.Text, "Bonjour") {
					t.Errorf("%s gets %q in %s", email, m.Subject, m.Language)
				}
			}
			if len(got) != want {
				t.Errorf("%s got %d mails, want %d", email, len(got), want)
			}
		}
		told := k.to(k.admin.Email)
		if len(told) != 2 || told[0].Language != "de" || !strings.HasPrefix(told[0].Subject, "Neue Registrierung") {
			t.Errorf("the admin is told by %+v", told)
		}
	})
}
