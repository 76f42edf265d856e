package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// Who has something to do here begins at home; who has but an inbox, there.
func TestStartLeadsHome(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, string(actor.LinksR))
		v.get(t, "/").leads(t, "/home")
		v.get(t, "/home").want(t, 200, "What waits for you", "Nothing waits for you.")
		guest := s.member(t, s.B, s.B.Admin)
		guest.get(t, "/").leads(t, "/inbox")
		guest.get(t, "/home").leads(t, "/inbox")
		s.visitor().get(t, "/home").leads(t, "/sign-in?next=%2Fhome")
	})
}

// An organisation that has invited nobody is told how to begin, as far as its
// reader may.
func TestHomeBegins(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/home").want(t, 200, "Welcome. Here is how to begin.", "Import companies", "Send an invitation", "Make a form")
		for _, href := range []string{"/portfolio/import", "/invite", "/forms/new"} {
			if !strings.Contains(a.body, `href="`+href+`"`) {
				t.Errorf("no way to %s", href)
			}
		}
		reader := s.member(t, s.B, s.B.Admin, string(actor.RequestsR))
		if a := reader.get(t, "/home").want(t, 200, "Nothing waits for you."); strings.Contains(a.body, "/invite") {
			t.Error("offers what would be refused")
		}
	})
}

// answer clicks the invitation that was mailed to an address.
func (s *site) answer(t *testing.T, email string, form url.Values) {
	t.Helper()
	path, code := s.Link(t, email)
	form.Set("code", code)
	if a := s.visitor().post(t, path, form); a.status != 303 && a.status != 422 {
		t.Fatalf("answering as %s: %d %s", email, a.status, text(a.body))
	}
}

func TestHome(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		acme := s.A.Companies["Acme Paper"]
		s.send(t, s.maria(),
			collab.Draft{CompanyGUID: acme, Email: "ann@acme.example", FormalName: "Ann Bold", Reason: "validation"},
			collab.Draft{CompanyGUID: acme, Email: "bea@acme.example", FormalName: "Bea Cook", Reason: "validation"})
		s.answer(t, "mcastro@blackhills.example", url.Values{"answer": {"accept"}, "terms": {"yes"}, "password": {password}})
		s.answer(t, "ann@acme.example", url.Values{"answer": {"decline"}, "why": {"No time."}})
		s.answer(t, "bea@acme.example", url.Values{"answer": {"accept"}, "terms": {"yes"}, "password": {"x"}}) // opened, and no more
		s.Drain(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/home").want(t, 200, "1 invitation was accepted", "1 invitation was declined", "Maria Castro, Black Hills Technologies",
			"Maria Castro accepted", "Ann Bold declined", "Emma Waters invited", "and 2 others",
			"Invited 3", "Opened 3 100% of the invited", "Accepted 1 33% of the invited", "Resolved 0", "Validation 2 2 0 0", "Remediation 1 1 1 0")
		if strings.Contains(text(a.body), "Welcome") || !strings.Contains(a.body, `class="s3"`) || !strings.Contains(a.body, `aria-current="true">Any reason`) {
			t.Errorf("the funnel is not drawn, or one is told to begin: %s", text(a.body))
		}
		v.get(t, "/home?reason=validation").want(t, 200, "Invited 2", "Accepted 0 0% of the invited")
		v.get(t, "/home?reason=nonsense").want(t, 200, "Invited 3")

		// What was seen is not counted again; what comes after it is.
		_, upTo, _ := strings.Cut(a.body, `name="up_to" value="`)
		upTo, _, _ = strings.Cut(upTo, `"`)
		v.post(t, "/home/seen", url.Values{"up_to": {upTo}}).leads(t, "/home?done=seen")
		a = v.get(t, "/home?done=seen").want(t, 200, "Noted.")
		if strings.Contains(text(a.body), "invitation was accepted") || strings.Contains(a.body, "up_to") {
			t.Errorf("what was seen is counted: %s", text(a.body))
		}
		v.post(t, "/home/seen", url.Values{"up_to": {"x"}}).want(t, 400)
		s.Move(time.Minute)
		s.send(t, collab.Draft{CompanyGUID: acme, Email: "cid@acme.example", FormalName: "Cid Dunn"})
		s.answer(t, "cid@acme.example", url.Values{"answer": {"decline"}, "why": {"No time."}})
		v.get(t, "/home").want(t, 200, "1 invitation was declined", "Cid Dunn, Acme Paper")

		// A group that sees one company is told of its requests alone; another
		// customer of none.
		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		a = manager.get(t, "/home").want(t, 200, "Maria Castro accepted", "Invited 1", "1 invitation was accepted")
		for _, hidden := range []string{"Ann Bold", "Cid Dunn", "was declined"} {
			if strings.Contains(a.body, hidden) {
				t.Errorf("a group that does not see it is told of %q", hidden)
			}
		}
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		if a := foreign.get(t, "/home").want(t, 200, "Welcome."); strings.Contains(a.body, "Maria") {
			t.Error("another customer is told of Maria")
		}
	})
}

// What ends soon, was refused, or waits for a decision is told with the way to it.
func TestHomeTellsWhatWaits(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		acme := s.A.Companies["Acme Paper"]
		bea := s.send(t, collab.Draft{CompanyGUID: acme, Email: "bea@acme.example", FormalName: "Bea Cook"})[0]
		s.answer(t, "mcastro@blackhills.example", url.Values{"answer": {"accept"}, "terms": {"yes"}, "password": {password}})
		s.exec(t, `update access_requests set mail_status = 'refused' where guid = $1`, bea.GUID)
		s.exec(t, `update access_requests set access_ends_at = $2 where guid = $1`, maria.GUID, s.Now().AddDate(0, 0, 10))
		s.exec(t, `update access_requests set window_ends_at = $2 where guid = $1`, bea.GUID, s.Now().AddDate(0, 0, 2))
		s.exec(t, `update tokens set expires_at = $1`, s.Now().AddDate(0, 0, 5))
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/home").want(t, 200, "1 access ends within two weeks", "1 invitation ends within three days", "1 invitation could not be delivered",
			"API token of yours expires within two weeks")
		for _, href := range []string{"/outbox/" + maria.GUID, "/outbox/" + bea.GUID, "/outbox?status=Active", "/account/tokens"} {
			if !strings.Contains(a.body, `href="`+href+`"`) {
				t.Errorf("no way to %s", href)
			}
		}
		s.exec(t, `update access_requests set status = 'Pending', awaiting = 'approval' where guid = $1`, bea.GUID)
		v.get(t, "/home").want(t, 200, "1 registration waits for a decision", "The oldest is of")
	})
}

// Who sees many companies, but of the newest requests none, is neither told that
// nothing waits nor how to begin.
func TestHomeOfWhoSeesNotAll(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		var past []*collab.Past
		for i := range 2001 {
			past = append(past, &collab.Past{Request: collab.Request{
				GUID: db.NewID(), CreatedAt: s.Now().Add(-time.Duration(i+1) * time.Minute).Truncate(time.Microsecond), Status: collab.Never, Reason: collab.Other,
				RequesterGUID: s.A.Admin.GUID, CompanyGUID: s.A.Companies["Acme Paper"], Email: fmt.Sprintf("p%d@acme.example", i), FormalName: "Pat", TrialDays: 30,
				HubspotStatus: "CREATED",
			}})
		}
		if _, err := s.Requests.Backfill(t.Context(), actor.System(s.A.ID), slices.Values(past)); err != nil {
			t.Fatal(err)
		}
		for i := range 70 { // more than are asked about one by one
			s.exec(t, `insert into group_companies (customer_id, group_guid, company_guid) values ($1, $2, $3)`, s.A.ID, s.A.Group, fmt.Sprint("c", i))
		}
		v := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		v.get(t, "/home").want(t, 200, "Welcome.")
		s.exec(t, `update access_requests set requester_guid = $2 where guid = $1`, past[2000].GUID, s.A.Manager.GUID)
		page := v.get(t, "/home").want(t, 200, "Nothing waits for you.", "Invited 1")
		if strings.Contains(page.body, "Welcome.") {
			t.Error("who has invited is told how to begin")
		}
		s.exec(t, `update access_requests set status = 'Pending', awaiting = 'approval' where requester_guid = $1`, s.A.Admin.GUID)
		page = v.get(t, "/home").want(t, 200, "More may wait for you", "Invited 1")
		if strings.Contains(page.body, "Nothing waits") {
			t.Error("nothing waits, though not all was looked at")
		}
	})
}

func TestHomeSpeaksLanguages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.send(t, s.maria())
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for lang, texts := range map[string][]string{
			"fr": {"Accueil", "Ce qui vous attend", "Emma Waters a invité Maria Castro", "Rien ne vous attend"},
			"de": {"Was auf Sie wartet", "Emma Waters hat Maria Castro eingeladen", "Nichts wartet auf Sie"},
		} {
			v.header.Set("Accept-Language", lang)
			v.get(t, "/home").want(t, 200, texts...)
			v.get(t, "/search?q=zz").speaks(t, lang)
			v.get(t, "/help/keyboard").speaks(t, lang)
		}
	})
}

func (s *site) exec(t *testing.T, q string, args ...any) {
	t.Helper()
	if _, err := s.DB.Exec(t.Context(), q, args...); err != nil {
		t.Fatal(err)
	}
}
