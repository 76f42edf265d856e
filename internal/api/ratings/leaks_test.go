package ratings_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// A filter that names what the caller does not see matches nothing, and counts
// count only what it sees.
func TestFiltersDoNotTell(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		seen := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		v := unseenRequest(t, s)
		defaultGroup := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", "/ratings/v1/access-groups", ""))["default_group"].(string)
		for _, query := range []string{
			"?company_guid=" + s.A.Companies["Saperix"], "?group=" + defaultGroup, "?group=" + s.B.Group,
			"?q=saperix", "?q=" + v["email"], "?sort=requestee_email&company_guid=" + s.A.Companies["Saperix"],
		} {
			for _, token := range []string{s.A.GroupAdmin.Token, s.A.User.Token} {
				if all := list(t, s, token, query); len(all) != 0 {
					t.Errorf("%s finds %v", query, all)
				}
				counts := apitest.JSON[document](t, s.Do(t, token, "GET", requests+"/counts"+query, ""))
				if counts["total"] != 0.0 {
					t.Errorf("%s counts %v", query, counts)
				}
			}
		}
		byCompany := apitest.JSON[document](t, s.Do(t, s.A.User.Token, "GET", requests+"/counts?group_by=company", ""))
		if len(byCompany) != 1 || byCompany[s.A.Companies["Black Hills Technologies"]] == nil {
			t.Errorf("counted by company: %v", byCompany)
		}
		counts := apitest.JSON[document](t, s.Do(t, s.A.User.Token, "GET", requests+"/counts", ""))
		if n := counts["eligible_eva_portfolio_companies"].(float64); n > 1 {
			t.Errorf("%v companies are eligible, of one that is seen", n)
		}
		if all := list(t, s, s.A.User.Token, "?requesterid="+s.A.Admin.GUID); len(all) != 1 || all[0]["guid"] != seen["guid"] {
			t.Errorf("by requester: %v", all)
		}
	})
}

// The inbox lists by bound user, never by e-mail, and what happens at one sender
// shows to nobody else.
func TestSendersDoNotLearnOfEachOther(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		accept(t, s, maria)
		pending := create(t, s, s.B.Admin.Token, newRequest(s.B, nil))
		var docs []string
		err := s.Inbox.List(t.Context(), recipient(t, s, maria), func(r *collab.Row) error { docs = append(docs, string(r.Document)); return nil })
		if err != nil || len(docs) != 1 || strings.Contains(docs[0], pending["guid"].(string)) {
			t.Errorf("before it was accepted: %v, %v", docs, err)
		}
		s.Move(time.Hour)
		choices, err := s.Sessions.SignIn(t.Context(), maria, password, "192.0.2.1", "")
		if err != nil || len(choices) != 1 {
			t.Fatal(choices, err)
		}
		if _, err := s.Sessions.Open(t.Context(), choices[0].Ticket, choices[0].AccessID, "192.0.2.1", ""); err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		if a := list(t, s, s.A.Admin.Token, "")[0]; a["requestee_last_login"] == nil || a["requestee_tos_date"] == nil {
			t.Errorf("A, whom it accepted, reads %v", a)
		}
		b := list(t, s, s.B.Admin.Token, "")[0]
		for field, want := range map[string]any{
			"requestee_last_login": nil, "requestee_tos_date": nil, "recipient_customer_access": "inactive", "status": "Pending",
			"hubspot_status": "CREATED", "access_end_date": nil,
		} {
			if b[field] != want {
				t.Errorf("B, whom it did not, reads %s %v", field, b[field])
			}
		}
		// Inviting again is known to who did.
		s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+list(t, s, s.A.Admin.Token, "")[0]["guid"].(string), `{"status":"Resolved"}`)
		if d := create(t, s, s.A.Admin.Token, newRequest(s.A, nil)); d["hubspot_status"] != "EXISTING" {
			t.Errorf("A invites again: %v", d["hubspot_status"])
		}
	})
}

// What the outbox hides of a preferred contact is in no mail to anybody but the
// contact: neither in the copies, which the sender may send to itself, nor in
// what it is told afterwards.
func TestMailsHideTheContact(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		contact := "richard.kuga@saperix.example"
		body := newRequest(s.A, map[string]any{
			"requestee_company_guid": s.A.Companies["Saperix"], "requestee_email": nil, "requestee_formal_name": nil,
			"third_parties": nil, "ccs": []string{s.A.Admin.Email},
		})
		told := func(after string, atLeast int) {
			t.Helper()
			s.Drain(t)
			n := 0
			for _, m := range s.Mails.Take() {
				text := strings.ToLower(m.Subject + m.To.Name + m.Text + m.HTML)
				if m.To.Email == contact {
					continue
				}
				n++
				if strings.Contains(text, "richard") || strings.Contains(text, "kuga") {
					t.Errorf("%s, %s reads %s\n%s", after, m.To.Email, m.Subject, m.Text)
				}
				if strings.Contains(m.Subject, "to  ") || strings.Contains(m.Text, "to  of") || strings.HasPrefix(m.Subject, " ") {
					t.Errorf("%s: a gap where the name was: %q", after, m.Subject)
				}
			}
			if n < atLeast {
				t.Errorf("%s: %d mails", after, n)
			}
		}
		create(t, s, s.A.Admin.Token, body)
		told("invited", 1)
		if err := decline(s, t, contact, collab.NoStop); err != nil {
			t.Fatal(err)
		}
		told("declined", 1)
		create(t, s, s.A.Admin.Token, body)
		s.Move(15 * 24 * time.Hour)
		told("not answered", 1)
		create(t, s, s.A.Admin.Token, body)
		s.Mails.Fail, s.Mails.To = &mail.Refusal{Answer: "550 no such user <" + contact + ">"}, contact
		told("refused", 1)
		if all := list(t, s, s.A.Admin.Token, ""); all[0]["mail_status"] != "refused" || all[0]["requestee_email"] != "" {
			t.Errorf("refused: %v", all[0])
		}
	})
}

// Who wants no mail from this server looks, to who invites, like anybody who
// does not answer.
func TestNobodySeesWhoWantsNoMail(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		if err := decline(s, t, maria, collab.StopServer); err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		blocked := create(t, s, s.B.Admin.Token, newRequest(s.B, nil))["guid"].(string)
		open := create(t, s, s.B.Admin.Token, newRequest(s.B, map[string]any{"requestee_email": "pat@blackhills.example"}))["guid"].(string)
		look := func(guid string) document {
			d := apitest.JSON[document](t, s.Do(t, s.B.Admin.Token, "GET", requests+"/"+guid, ""))
			maps.DeleteFunc(d, func(field string, _ any) bool {
				return field == "guid" || field == "link" || field == "requestee_email"
			})
			return d
		}
		same := func(when string) {
			t.Helper()
			if diff := cmp.Diff(look(open), look(blocked)); diff != "" {
				t.Errorf("%s, it shows (-) and would not (+):\n%s", when, diff)
			}
		}
		same("at once")
		s.Drain(t)
		same("when the mail was sent")
		s.Move(25 * time.Hour)
		s.Drain(t)
		same("a day later")
		for _, guid := range []string{open, blocked} {
			if a := s.Do(t, s.B.Admin.Token, "POST", requests+"/"+guid+"/resend", ""); a.Status != 200 {
				t.Errorf("sent again: %d %s", a.Status, a.Body)
			}
		}
		s.Drain(t)
		same("sent again")
		s.Move(15 * 24 * time.Hour)
		s.Drain(t)
		same("when the window closed")
		// Not even by what is left of the mails of a day.
		if _, err := s.Customers.SetSettings(t.Context(), actor.System(s.B.ID), func(set *tenant.Settings) error {
			set.InvitationMailsPerDay = 2
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, email := range []string{maria, "pat@blackhills.example"} {
			if a := s.Do(t, s.B.Admin.Token, "POST", requests, newRequest(s.B, map[string]any{"requestee_email": email})); a.Status != 429 {
				t.Errorf("three mails of two to %s: %d %s", email, a.Status, a.Body)
			}
		}
	})
}

// Whoever is in a group that sees no company reads what they sent themselves: so
// far, nothing.
func TestGroupThatSeesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		group, err := s.Groups.Create(t.Context(), actor.System(s.A.ID), tenant.GroupDraft{Name: "Nobody's"})
		if err != nil {
			t.Fatal(err)
		}
		p := s.Person(t, s.A, "Ned Empty", actor.User, group.GUID, actor.AllRights())
		for _, query := range []string{"", "?limit=1", "?limit=1&offset=2", "?status=Pending", "?sort=status"} {
			if all := list(t, s, p.Token, query); len(all) != 0 {
				t.Errorf("%s: %v", query, all)
			}
		}
	})
}
