package ratings_test

import (
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

// TestMails: the list by state, mail and recipient, page by page; one with what it
// said, without the way in; and sending it again.
func TestMails(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		token := s.A.Admin.Token
		create(t, s, token, newRequest(s.A, map[string]any{"requestee_email": "maria@blackhills.example", "ccs": []string{}}))
		s.Drain(t)
		s.Mails.Take()
		guid := aRefusedMail(t, s, s.A)["guid"]
		aRefusedMail(t, s, s.B)
		_, err := s.DB.Exec(t.Context(), `insert into mails (customer_id, guid, template, recipient, recipient_lower, args, state, created_at)
			values ($1, 'd0000000-0000-7000-8000-000000000001', 'password_changed', 'maria.z@a.example', 'maria.z@a.example', '{}', 'dropped', $2)`, s.A.ID, s.Now())
		if err != nil {
			t.Fatal(err)
		}
		list := func(query string) []document {
			t.Helper()
			a := s.Do(t, token, "GET", "/ratings/v1/mails"+query, "")
			if a.Status != 200 {
				t.Fatalf("%s: %d %s", query, a.Status, a.Body)
			}
			return apitest.JSON[[]document](t, a)
		}
		for query, want := range map[string]int{
			"": 5, "?state=refused": 1, "?q=maria.": 1, "?q=maria": 4, "?state=dropped": 1, "?state=sent": 3, "?state=sent,refused": 4, "?state=lost": 0, "?template=invitation": 1, "?template=password_changed": 2,
			"?q=MARIA@": 3, "?q=nobody": 0, "?q=maria&state=refused": 1,
		} {
			if got := list(query); len(got) != want {
				t.Errorf("%s: %d mails, want %d", query, len(got), want)
			}
		}
		for query, want := range map[string]int{"?limit=1": 5, "?limit=1&q=maria": 4} {
			seen := map[any]bool{}
			for next := query; next != ""; {
				a := s.Do(t, token, "GET", "/ratings/v1/mails"+next, "")
				for _, m := range apitest.JSON[[]document](t, a) {
					seen[m["guid"]] = true
				}
				next = ""
				if link := a.Header.Get("Link"); link != "" {
					u, err := url.Parse(strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`))
					if err != nil {
						t.Fatal(err)
					}
					next = "?" + u.RawQuery
				}
			}
			if len(seen) != want {
				t.Errorf("%s: %d mails in all pages, want %d", query, len(seen), want)
			}
		}
		for _, m := range list("?template=invitation") {
			one := apitest.JSON[document](t, s.Do(t, token, "GET", "/ratings/v1/mails/"+m["guid"].(string), ""))
			text := one["text"].(string)
			if one["subject"] != "Your invitation from Blue Seas International" || !strings.Contains(text, "/invitations/personal-link") || !strings.Contains(text, "000000") {
				t.Errorf("%v", one)
			}
			if a := s.Do(t, token, "POST", "/ratings/v1/mails/"+m["guid"].(string)+"/resend", ""); a.Status != 409 {
				t.Errorf("an invitation is sent again: %d %s", a.Status, a.Body)
			}
		}
		again := apitest.JSON[document](t, s.Do(t, token, "POST", "/ratings/v1/mails/"+guid+"/resend", ""))
		if again["guid"] != guid || again["state"] != "queued" || again["error"] != nil {
			t.Errorf("%v", again)
		}
		if a := s.Do(t, token, "POST", "/ratings/v1/mails/"+guid+"/resend", ""); a.Status != 409 {
			t.Errorf("one that waits: %d %s", a.Status, a.Body)
		}
		s.Drain(t)
		if got := s.Mails.Take(); len(got) != 1 || got[0].GUID != guid {
			t.Errorf("sent %+v", got)
		}
		copied := apitest.JSON[document](t, s.Do(t, token, "POST", "/ratings/v1/mails/"+guid+"/resend", ""))
		if copied["guid"] == guid || copied["state"] != "queued" {
			t.Errorf("%v", copied)
		}
		if a := s.Do(t, s.B.Admin.Token, "GET", "/ratings/v1/mails/"+guid, ""); a.Status != 404 {
			t.Errorf("another customer: %d", a.Status)
		}
	})
}

// TestMailsHideContacts: what the outbox hides, the mails hide, and no search
// finds it.
func TestMailsHideContacts(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		token := s.A.Admin.Token
		if _, err := s.DB.Exec(t.Context(), `insert into contacts (customer_id, guid, company_guid, email, email_lower, formal_name, is_preferred, created_at, updated_at)
			values ($1, 'c0000000-0000-7000-8000-000000000001', $2, 'hidden@blackhills.example', 'hidden@blackhills.example', 'Hilda Hidden', $3, $4, $4)`,
			s.A.ID, s.A.Companies["Black Hills Technologies"], true, s.Now()); err != nil {
			t.Fatal(err)
		}
		create(t, s, token, `{"requestee_company_guid":"`+s.A.Companies["Black Hills Technologies"]+`"}`)
		s.Drain(t)
		all := s.Do(t, token, "GET", "/ratings/v1/mails", "")
		if strings.Contains(strings.ToLower(all.Body), "hidden@") || strings.Contains(all.Body, "Hilda") {
			t.Error(all.Body)
		}
		if found := apitest.JSON[[]document](t, s.Do(t, token, "GET", "/ratings/v1/mails?q=hidden", "")); len(found) != 0 {
			t.Errorf("a search finds %d", len(found))
		}
		for _, m := range apitest.JSON[[]document](t, all) {
			if one := s.Do(t, token, "GET", "/ratings/v1/mails/"+m["guid"].(string), ""); strings.Contains(one.Body, "Hilda") || strings.Contains(one.Body, "hidden@") {
				t.Error(one.Body)
			}
		}
	})
}

// TestWordingsByAPI: read, changed, tried and reset; parts that say what the
// original does are the original's.
func TestWordingsByAPI(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		token, path := s.A.Admin.Token, "/ratings/v1/mail-wordings/invitation/fr"
		before := apitest.JSON[document](t, s.Do(t, token, "GET", path, ""))
		original := before["original"].(document)
		if before["is_own"] != false || before["subject"] != nil || original["subject"] != "Votre invitation de {{organisation}}" {
			t.Errorf("%v", before)
		}
		put := func(body string) apitest.Answer { return s.Do(t, token, "PUT", path, body) }
		for body, field := range map[string]string{
			`{"opening":"{{code}}"}`: "opening", `{"closing":"see http://evil.example"}`: "closing", `{"subject":"` + strings.Repeat("x", 201) + `"}`: "subject",
		} {
			if a := put(body); a.Status != 400 || !strings.Contains(a.Body, `"`+field+`":[`) {
				t.Errorf("%s: %d %s", body, a.Status, a.Body)
			}
		}
		got := apitest.JSON[document](t, put(`{"subject":"Votre invitation de {{organisation}}","opening":"Chère {{recipient}},","closing":"Bien à vous"}`))
		if got["is_own"] != true || got["subject"] != nil || got["opening"] != "Chère {{recipient}}," || got["closing"] != "Bien à vous" {
			t.Errorf("%v", got)
		}
		if a := s.Do(t, token, "POST", path+"/test", ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		create(t, s, token, newRequest(s.A, map[string]any{"requestee_email": "fr@blackhills.example", "language": "fr"}))
		create(t, s, s.B.Admin.Token, newRequest(s.B, map[string]any{"requestee_email": "fr@blackhills.example", "language": "fr"}))
		s.Drain(t)
		tests, own := 0, 0
		for _, m := range s.Mails.Take() {
			if m.To.Email == s.A.Admin.Email && strings.HasPrefix(m.Subject, "Essai : Votre invitation") {
				tests++
			}
			if strings.Contains(m.Text, "Bien à vous") {
				own++
			}
		}
		if tests != 1 || own != 2 {
			t.Errorf("%d tests, %d mails in the customer's own words, want 1 and 2", tests, own)
		}
		for range 9 {
			s.Do(t, token, "POST", path+"/test", "")
		}
		if a := s.Do(t, token, "POST", path+"/test", ""); a.Status != 429 || a.Header.Get("Retry-After") == "" {
			t.Errorf("the eleventh test: %d", a.Status)
		}
		if a := s.Do(t, token, "DELETE", path, ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if after := apitest.JSON[document](t, s.Do(t, token, "GET", path, "")); after["is_own"] != false {
			t.Errorf("%v", after)
		}
		for _, path := range []string{"/ratings/v1/mail-wordings/invitation/nl", "/ratings/v1/mail-wordings/nothing/fr"} {
			if a := s.Do(t, token, "GET", path, ""); a.Status != 404 {
				t.Errorf("%s: %d", path, a.Status)
			}
		}
		if n := len(apitest.JSON[[]document](t, s.Do(t, token, "GET", "/ratings/v1/mail-wordings?q=invitation", ""))); n < 6 {
			t.Errorf("%d wordings with invitation in them", n)
		}
		group := s.Person(t, s.A, "Gus", actor.GroupAdmin, s.A.Group, []string{"GATEHOUSE_SETTINGS_RW"})
		if a := s.Do(t, group.Token, "GET", path, ""); a.Status != 403 {
			t.Errorf("a group admin: %d", a.Status)
		}
	})
}
