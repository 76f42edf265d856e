package web

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// register has somebody fill in a form of customer A and confirm, and returns the
// guid of the request.
func (s *site) register(t *testing.T, address, email, name string) string {
	t.Helper()
	sent := jonas()
	sent.Set("email", email)
	sent.Set("formal_name", name)
	guest := s.visitor()
	guest.post(t, address, sent).want(t, 303)
	s.Drain(t)
	path, _ := s.Link(t, email)
	guest.post(t, path, nil).leads(t, path)
	s.Drain(t)
	s.Move(time.Minute)
	guid, err := db.Value[string](t.Context(), s.DB, `select guid from access_requests where email_lower = $1 and status = 'Pending'`, email)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

func (s *site) statusOf(t *testing.T, guid string) string {
	t.Helper()
	status, err := db.Value[string](t.Context(), s.DB, `select status || ' ' || coalesce(awaiting, '-') from access_requests where guid = $1`, guid)
	if err != nil {
		t.Fatal(err)
	}
	return status
}

var personNames = regexp.MustCompile(`<h2 id="n-[^"]*"><a [^>]*>([^<]*)</a>`)

func whoCame(page reply) string {
	var all []string
	for _, m := range personNames.FindAllStringSubmatch(page.body, -1) {
		all = append(all, m[1])
	}
	return strings.Join(all, ", ")
}

func TestRegistrationsList(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/registrations").want(t, 200, "Nobody waits for a decision.")
		s.send(t, s.maria())
		form, other := s.form(t), s.form(t)
		s.register(t, form, "mcastro@saperix.example", "Maria Castro")
		no := s.register(t, form, "no@gmail.com", "Nora No")
		yes := s.register(t, other, "yes@blackhills.example", "Yara Yes")
		s.register(t, form, "anna@blackhills.example", "Anna Adams")
		v.post(t, "/registrations/"+no+"/reject", nil).leads(t, "/registrations?done=reject&n=1")
		v.post(t, "/registrations/"+yes+"/approve", url.Values{"back": {"/registrations?state=all"}}).leads(t, "/registrations?done=approve&n=1&state=all")
		guid := strings.TrimPrefix(other, formPath+"?token=")
		for _, tt := range []struct{ query, want string }{
			{"", "Anna Adams, Maria Castro"},
			{"?state=awaiting&sort=created_time", "Maria Castro, Anna Adams"},
			{"?state=approved", "Yara Yes"},
			{"?state=rejected", "Nora No"},
			{"?state=all", "Anna Adams, Yara Yes, Nora No, Maria Castro"},
			{"?state=all&form=" + guid, "Yara Yes"},
			{"?state=all&q=cas", "Maria Castro"},
			{"?q=yara", ""},
			{"?state=all&sort=requestee_email", "Anna Adams, Maria Castro, Nora No, Yara Yes"},
			{"?state=all&form=" + db.NewID(), ""},
		} {
			if got := whoCame(v.get(t, "/registrations"+tt.query).want(t, 200)); got != tt.want {
				t.Errorf("%s shows %s, want %s", tt.query, got, tt.want)
			}
		}
		page := v.get(t, "/registrations").want(t, 200,
			"To decide 2", "Approved 1", "Rejected 1", "All 4", "Client programme", "Let me in & out.",
			"Earlier requests to this person Not one", "Other requests to the company 2")
		if strings.Count(page.body, `name="request"`) != 2 {
			t.Error("not each can be checked")
		}
		v.get(t, "/registrations?state=rejected").want(t, 200, "Free mail: anybody can have such an address", "New company, as typed")
		v.get(t, "/registrations?done=approve&n=2").want(t, 200, "2 registrations are approved.")
		for _, wrong := range []string{"?state=x", "?form=x", "?sort=guid", "?after=x"} {
			v.get(t, "/registrations"+wrong).want(t, 400)
		}
	})
}

// Pages of the list hang together, whatever arrives meanwhile.
func TestRegistrationsPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		for i := range registrationsOnPage + 2 {
			if i%8 == 0 {
				s.Move(time.Hour) // strangers have budgets
			}
			s.register(t, form, fmt.Sprintf("p%d@x%d.example", i, i), fmt.Sprintf("Person %02d", i))
		}
		s.Move(time.Hour)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		page := v.get(t, "/registrations").want(t, 200, "25 registrations on this page", "Next page")
		next := regexp.MustCompile(`href="([^"]*after=[^"]*)" rel="next"`).FindStringSubmatch(page.body)
		if next == nil {
			t.Fatal("there is no next page")
		}
		s.register(t, form, "late@late.example", "Late")
		if got := whoCame(v.get(t, strings.ReplaceAll(next[1], "&amp;", "&")).want(t, 200, "First page")); got != "Person 01, Person 00" {
			t.Errorf("the next page shows %s", got)
		}
	})
}

// Several are decided after a look at what will happen; what cannot be decided is
// told beside what was.
func TestDecideSeveral(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		form := s.form(t)
		a, b := s.register(t, form, "a@saperix.example", "Anna Adams"), s.register(t, form, "b@gmail.com", "Ben Brown")
		before := s.state(t)
		ask := "/registrations/decide?" + url.Values{"request": {a, b, a, db.NewID()}, "verdict": {"approve"}, "back": {"/registrations?q=x"}}.Encode()
		page := v.get(t, ask).want(t, 200, "Approve 2 registrations?", "in your name", "Anna Adams", "Ben Brown", "New company, as typed", "Do nothing")
		if strings.Count(page.body, `name="request"`) != 2 || !strings.Contains(page.body, `value="/registrations?q=x"`) {
			t.Error("the page asks for something else")
		}
		if after := s.state(t); strings.Join(after, "\n") != strings.Join(before, "\n") {
			t.Error("the look has changed something")
		}
		v.get(t, "/registrations/decide?verdict=approve&back=https://evil.example/registrations").leads(t, "/registrations")
		v.get(t, "/registrations/decide?verdict=eat&request="+a).want(t, 400)

		v.post(t, "/registrations/decide", url.Values{"request": {a, b}, "verdict": {"approve"}, "back": {"/registrations?q=x"}}).leads(t, "/registrations?done=approve&n=2&q=x")
		if s.statusOf(t, a) != "Pending answer" || s.statusOf(t, b) != "Pending answer" {
			t.Errorf("they are %s, %s", s.statusOf(t, a), s.statusOf(t, b))
		}
		c := s.register(t, form, "c@saperix.example", "Cleo Clark")
		v.get(t, "/registrations/decide?"+url.Values{"request": {a, c}, "verdict": {"reject"}}.Encode()).want(t, 200, "Reject 1 registration?", "Not decided now", "It has been decided already.")
		v.post(t, "/registrations/decide", url.Values{"request": {a, c}, "verdict": {"reject"}}).want(t, 409, "1 registration could not be decided.", "Anna Adams", "1 was decided.")
		if s.statusOf(t, a) != "Pending answer" || s.statusOf(t, c) != "Rejected -" {
			t.Errorf("they are %s, %s", s.statusOf(t, a), s.statusOf(t, c))
		}
		d := s.register(t, form, "d@saperix.example", "Dora Dean")
		elsewhere := url.Values{"request": {d}, "verdict": {"approve"}, "company." + d: {s.A.Companies["Acme Paper"]}}
		v.post(t, "/registrations/decide", elsewhere).want(t, 409, "The registered address is unrelated to this company.")
		v.header.Set("Accept-Language", "de")
		v.post(t, "/registrations/decide", elsewhere).want(t, 409, "Die registrierte Adresse gehört nicht zu diesem Unternehmen.")
		v.header.Del("Accept-Language")
		v.post(t, "/registrations/"+a+"/reject", nil).want(t, 422, "Approved and Rejected are for registrations that await approval")
		v.post(t, "/registrations/"+a+"/eat", nil).want(t, 404)
		v.post(t, "/registrations/decide", url.Values{"request": {a}, "verdict": {"eat"}}).want(t, 400)
	})
}

// Where an address fits several companies, who approves picks one, in the list
// and among several.
func TestDeciderPicksTheCompany(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		second := s.twin(t, "blackhills.example")
		form := s.form(t)
		a, b := s.register(t, form, "a@blackhills.example", "Anna Adams"), s.register(t, form, "b@blackhills.example", "Ben Brown")
		v.get(t, "/registrations").want(t, 200, "The address fits several companies", "Black Hills Twin")
		v.post(t, "/registrations/"+a+"/approve", url.Values{"company." + a: {second}}).want(t, 303)
		ask := url.Values{"request": {b}, "verdict": {"approve"}, "company." + b: {second}}
		page := v.get(t, "/registrations/decide?"+ask.Encode()).want(t, 200, "Black Hills Twin")
		if !strings.Contains(page.body, `name="company.`+b+`" value="`+second+`"`) {
			t.Error("the choice is lost")
		}
		v.post(t, "/registrations/decide", ask).want(t, 303)
		n, err := db.Value[int](t.Context(), s.DB, `select count(*) from access_requests where company_guid = $1 and awaiting = 'answer'`, second)
		if n != 2 || err != nil {
			t.Errorf("%d went to the chosen company, %v", n, err)
		}
	})
}

// twin is another company of customer A that has a domain.
func (s *site) twin(t *testing.T, domain string) string {
	t.Helper()
	guid := db.NewID()
	err := s.DB.Tx(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), `
			insert into companies (customer_id, guid, name, name_lower, created_at, updated_at) values ($1, $2, 'Black Hills Twin', 'black hills twin', $3, $3)`,
			s.A.ID, guid, s.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), `insert into company_domains (customer_id, domain, company_guid) values ($1, $2, $3)`, s.A.ID, domain, guid)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

// What a group does not see is neither listed nor counted nor decided; who may
// only read is offered no decision.
func TestRegistrationsAreSeenByWhoMay(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		seen := s.register(t, form, "a@blackhills.example", "Anna Adams")
		unseen := s.register(t, form, "b@saperix.example", "Ben Brown")
		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		page := manager.get(t, "/registrations").want(t, 200, "To decide 1", "Anna Adams")
		if whoCame(page) != "Anna Adams" || strings.Contains(page.body, "Ben Brown") {
			t.Errorf("a manager sees %s", whoCame(page))
		}
		manager.post(t, "/registrations/"+unseen+"/reject", nil).want(t, 404)
		manager.get(t, "/registrations/decide?verdict=reject&request="+unseen).want(t, 200, "There is nothing left to decide")
		manager.post(t, "/registrations/decide", url.Values{"request": {unseen}, "verdict": {"reject"}}).want(t, 409)
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		if got := whoCame(foreign.get(t, "/registrations?state=all").want(t, 200)); got != "" {
			t.Errorf("a foreign admin sees %s", got)
		}
		foreign.post(t, "/registrations/"+seen+"/reject", nil).want(t, 404)
		reader := s.member(t, s.A, s.A.User, "GATEHOUSE_REQUESTS_R")
		page = reader.get(t, "/registrations").want(t, 200)
		if strings.Contains(page.body, "Approve and invite") || strings.Contains(page.body, `name="request"`) {
			t.Error("a reader is offered a decision")
		}
		reader.post(t, "/registrations/"+seen+"/reject", nil).want(t, 403)
		reader.get(t, "/registrations/decide?verdict=reject&request="+seen).want(t, 403)
		nobody := s.member(t, s.A, s.A.Reader)
		nobody.get(t, "/registrations").want(t, 403)
		s.visitor().get(t, "/registrations").leads(t, "/sign-in?next=%2Fregistrations")
		for _, guid := range []string{seen, unseen} {
			if got := s.statusOf(t, guid); got != "Pending approval" {
				t.Errorf("%s is %s", guid, got)
			}
		}
	})
}

// What is known stands beside who registered: earlier requests, contacts, rating.
func TestKnownBesideARegistration(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		by := s.actor(t)
		r := s.send(t, s.maria())[0]
		if _, err := s.Requests.Change(t.Context(), by, collab.Change{GUID: r.GUID, Status: "Resolved"}); err != nil {
			t.Fatal(err)
		}
		guid := s.register(t, s.form(t), "mcastro@blackhills.example", "Maria Castro")
		k, err := s.Registrations.Known(t.Context(), by, []string{guid, r.GUID, db.NewID()})
		if err != nil || len(k) != 1 || k[guid] == nil {
			t.Fatal(k, err)
		}
		got := k[guid]
		if got.Before.N != 1 || got.LastState == nil || *got.LastState != collab.Resolved || got.OfCompany.N != 1 || got.FreeMail || got.IsNewCompany ||
			got.CompanyName != "Black Hills Technologies" || got.FormName != "Client programme" || len(got.Typed) != 1 || len(got.Fits) != 1 {
			t.Errorf("known is %+v", got)
		}
	})
}

// Who made a form sees who registered through it, and of a company that they do
// not see no more than what was typed.
func TestUnseenCompanyBesideARegistration(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		guid := s.register(t, s.form(t), "richard.kuga@saperix.example", "Richard Kuga")
		s.exec(t, `update access_requests set requester_guid = $2 where guid = $1`, guid, s.A.Manager.GUID)
		s.exec(t, `update companies set rating = 710, rating_date = '2026-01-02' where guid = $1`, s.A.Companies["Saperix"])
		inside := []string{"710", "Domain of the company", "this person among them", `href="/companies/` + s.A.Companies["Saperix"] + `"`}
		page := s.member(t, s.A, s.A.Admin, actor.AllRights()...).get(t, "/registrations").want(t, 200, "Richard Kuga", "Saperix")
		for _, what := range inside {
			if !strings.Contains(page.body, what) {
				t.Errorf("an admin is not told %q", what)
			}
		}
		page = s.member(t, s.A, s.A.Manager, actor.AllRights()...).get(t, "/registrations").want(t, 200, "Richard Kuga", "Saperix")
		for _, what := range append(inside, "The address fits") {
			if strings.Contains(page.body, what) {
				t.Errorf("who does not see the company is told %q", what)
			}
		}
	})
}
