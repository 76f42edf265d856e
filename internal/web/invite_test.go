package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

// requests are the recipients of customer A's requests, as they are kept.
func (s *site) requests(t *testing.T) []string {
	t.Helper()
	all, err := db.Column[string](t.Context(), s.DB, `
		select email || ' ' || formal_name || ' ' || reason || ' ' || trial_days || ' ' || findings_count || ' ' || coalesce(notes, '-')
		from access_requests where customer_id = $1 order by email_lower`, s.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// findings gives Black Hills Technologies twelve findings.
func (s *site) findings(t *testing.T) {
	t.Helper()
	var file strings.Builder
	file.WriteString("id,company,risk_vector,severity,title,last_seen\nbh-13,blackhills.example,open_ports,severe,Telnet open,\n")
	for n := 1; n <= 12; n++ {
		fmt.Fprintf(&file, "bh-%02d,blackhills.example,dkim,minor,Weak key %02d,2026-02-%02d\n", n, n, n)
	}
	if _, err := s.Findings.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(file.String()), portfolio.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
}

var hiddenInput = regexp.MustCompile(`name="(nonce)" value="([^"]+)"`)

// nonce is that of the form on a page.
func (a reply) nonce(t *testing.T) string {
	t.Helper()
	found := hiddenInput.FindStringSubmatch(a.body)
	if found == nil {
		t.Fatalf("the page has no form with a nonce: %s", text(a.body))
	}
	return found[2]
}

func TestInvite(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.findings(t)
		blackHills := s.A.Companies["Black Hills Technologies"]
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/invite").want(t, 200, "They have a contact, and no open request", "Saperix saperix.example Has a contact")
		v.get(t, "/invite?q=a").want(t, 200, "Acme Paper", "Black Hills Technologies", "Saperix")
		v.get(t, "/invite?q=nobody").want(t, 200, "No company matches")
		v.get(t, "/invite?q=black").leads(t, "/invite?company="+blackHills)
		form := v.get(t, "/invite?company="+strings.ToUpper(blackHills)).want(t, 200, "Invite Black Hills Technologies", "At a domain of the company: blackhills.example",
			"DKIM F", "Telnet open Open ports, severe", "Weak key 12", "100,000 of 100,000 mails")
		if strings.Index(form.body, "Telnet open") > strings.Index(form.body, "Weak key 12") || !strings.Contains(form.body, `name="trial_duration" type="text" value="30"`) {
			t.Error("the worst finding is not first, or the days are not those of the settings")
		}

		in := url.Values{
			"company": {blackHills}, "nonce": {form.nonce(t)}, "to": {"typed"}, "requestee_email": {" mcastro@blackhills.example"}, "requestee_formal_name": {"Maria Castro"},
			"reason": {"remediation"}, "message": {"Please\r\nlook at <this>."}, "trial_duration": {"45"}, "ccs": {"it@blackhills.example, boss@blueseas.example"},
			"third_parties": {"Richard Kuga <rk@sub.blackhills.example>\r\n"}, "notes": {"Renews in June."},
			"context.risk_vectors": {"dkim", "open_ports"}, "rolledup_observation_ids": {"bh-13", "bh-01"}, "do": {"preview"},
		}
		before := s.state(t)
		preview := v.post(t, "/invite", in)
		path := preview.header.Get("Location")
		if preview.status != http.StatusSeeOther || !strings.HasPrefix(path, "/invite/preview/") {
			t.Fatalf("%d %s %s", preview.status, path, text(preview.body))
		}
		page := v.get(t, path).want(t, 200, "Nothing has been sent yet.", "Send 5 mails", "45 days", "2 findings", "Renews in June.", "Maria Castro <mcastro@blackhills.example>",
			"it@blackhills.example, boss@blueseas.example, rk@sub.blackhills.example", "> Please > look at <this>.",
			"Introduction: Blue Seas International invites Black Hills Technologies to work on security together", "Invitation: Your invitation from Blue Seas International",
			"https://gatehouse.example/invitations/personal-link Your code: 000000")
		if csp := page.header.Get("Content-Security-Policy"); csp != framePolicy {
			t.Errorf("the page's policy is %q", csp)
		}
		mail := v.get(t, path+"/invitation").want(t, 200, "Hello Maria Castro", "Open the invitation", "000000")
		if csp := mail.header.Get("Content-Security-Policy"); csp != mailPolicy || mail.header.Get("Cross-Origin-Opener-Policy") != "" || strings.Contains(mail.body, "<this>") {
			t.Errorf("the mail's page has the policy %q", csp)
		}
		v.get(t, path+"/introduction").want(t, 200, "gets a second mail")
		v.get(t, path+"/else").want(t, 404)
		v.get(t, "/invite?draft="+strings.TrimPrefix(path, "/invite/preview/")).want(t, 200, "Please look at <this>.", "Renews in June.")
		if after := s.state(t); len(s.requests(t)) != 0 || len(after) != len(before) {
			t.Errorf("a preview changes something: %v, %v", before, after)
		}

		sent := v.post(t, path, nil)
		where := sent.header.Get("Location")
		if sent.status != http.StatusSeeOther || !strings.HasPrefix(where, "/outbox/") {
			t.Fatalf("%d %s", sent.status, text(sent.body))
		}
		v.post(t, path, nil).leads(t, where) // a second click
		in.Set("do", "send")
		v.post(t, "/invite", in).leads(t, where) // and the form itself, by a browser that went back
		if got := s.requests(t); !slices.Equal(got, []string{"mcastro@blackhills.example Maria Castro remediation 45 2 Renews in June."}) {
			t.Errorf("it sent %q", got)
		}
		v.get(t, where).want(t, 200, "The invitation is on its way.", "Telnet open", "DKIM F", "Richard Kuga")
		s.Mails.Take()
		s.Drain(t)
		mails := s.Mails.Take()
		if len(mails) != 5 {
			t.Errorf("%d mails were sent", len(mails))
		}
		in.Set("nonce", "another")
		v.post(t, "/invite", in).want(t, 409, "This person has an open request at this company already.", "Please look at <this>.")
		in.Set("do", "preview")
		v.post(t, "/invite", in).want(t, 409, "This person has an open request at this company already.")
		v.get(t, path).want(t, 409, "This person has an open request at this company already.")
	})
}

// Two clicks at the same moment make one invitation, and lead to it.
func TestInviteOnceAtATime(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		in := url.Values{
			"company": {s.A.Companies["Acme Paper"]}, "nonce": {"n"}, "requestee_email": {"ann@acme.example"}, "requestee_formal_name": {"Ann"}, "trial_duration": {"30"}, "do": {"send"},
		}
		const clicks = 4
		led := make(chan string, clicks)
		for range clicks {
			other := s.visitor()
			maps.Copy(other.cookies, v.cookies)
			go func() { led <- other.post(t, "/invite", in).header.Get("Location") }()
		}
		first := <-led
		for range clicks - 1 {
			if next := <-led; next != first || !strings.HasPrefix(first, "/outbox/") {
				t.Errorf("one click leads to %q, another to %q", first, next)
			}
		}
		if n := len(s.requests(t)); n != 1 {
			t.Errorf("%d were sent", n)
		}
	})
}

// A contact takes one click; whom the actor may not see stays hidden until the
// invitation is accepted, also in the preview.
func TestInviteAContact(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		saperix := s.A.Companies["Saperix"]
		_, err := s.Contacts.Create(t.Context(), actor.System(s.A.ID), portfolio.ContactDraft{CompanyGUID: saperix, Email: new("nameless@saperix.example")})
		if err != nil {
			t.Fatal(err)
		}
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		form := v.get(t, "/invite?company="+saperix).want(t, 200, "Richard Kuga richard.kuga@saperix.example Preferred contact", "Somebody else")
		guids := regexp.MustCompile(`name="to" value="([0-9a-f-]{36})"`).FindAllStringSubmatch(form.body, -1)
		if len(guids) != 2 {
			t.Fatalf("there are %d contacts", len(guids))
		}
		in := url.Values{"company": {saperix}, "nonce": {form.nonce(t)}, "to": {guids[1][1]}, "reason": {"other"}, "trial_duration": {"30"}, "do": {"send"}}
		v.post(t, "/invite", in).want(t, 422, "Name: This field is required.", "nameless@saperix.example")
		in.Set("to", guids[0][1])
		v.post(t, "/invite", in)
		in.Set("company", s.A.Companies["Black Hills Technologies"])
		v.post(t, "/invite", in).want(t, 404) // the contact is at another company
		if got := s.requests(t); !slices.Equal(got, []string{"richard.kuga@saperix.example Richard Kuga other 30 0 -"}) {
			t.Errorf("it sent %q", got)
		}
		v.get(t, "/outbox").want(t, 200, "Richard Kuga")
	})
	each(t, func(t *testing.T, s *site) {
		saperix := s.A.Companies["Saperix"]
		v := s.member(t, s.A, s.A.Admin, string(actor.RequestsRW))
		a := v.get(t, "/invite").want(t, 200, "Its name, a domain of it or its guid, in full: you may not list the portfolio.")
		v.get(t, "/invite?q=sap").want(t, 422, "Is not in your portfolio.")
		v.get(t, "/invite?q=saperix.example").leads(t, "/invite?company="+saperix)
		form := v.get(t, "/invite?company="+saperix).want(t, 200, "The preferred contact", "There are no findings about this company to share.")
		sent := v.post(t, "/invite", url.Values{"company": {saperix}, "nonce": {form.nonce(t)}, "to": {"preferred"}, "reason": {"other"}, "trial_duration": {"30"}, "do": {"preview"}})
		path := sent.header.Get("Location")
		pages := []reply{a, form, v.get(t, path).want(t, 200, "Send 2 mails"), v.get(t, path+"/invitation").want(t, 200, "Hello,"), v.get(t, path+"/introduction").want(t, 200)}
		done := v.post(t, path, nil)
		pages = append(pages, v.get(t, done.header.Get("Location")).want(t, 200, "Preferred contact"))
		for _, page := range pages {
			if body := strings.ToLower(page.body); strings.Contains(body, "richard") || strings.Contains(body, "kuga") {
				t.Errorf("a page shows whom the company prefers: %s", text(page.body))
			}
		}
		if got := s.requests(t); !slices.Equal(got, []string{"richard.kuga@saperix.example Richard Kuga other 30 0 -"}) {
			t.Errorf("it sent %q", got)
		}
		v.get(t, "/invite/many?reachable=yes").want(t, 200, "You may not list the portfolio")
	})
}

func TestInviteSaysWhatIsWrong(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.findings(t)
		blackHills := s.A.Companies["Black Hills Technologies"]
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		good := url.Values{
			"company": {blackHills}, "to": {"typed"}, "requestee_email": {"ann@blackhills.example"}, "requestee_formal_name": {"Ann Bold"},
			"reason": {"validation"}, "message": {"A message that stays"}, "trial_duration": {"30"},
		}
		for _, tt := range []struct {
			field string
			value []string
			says  string
		}{
			{"requestee_email", []string{"ann"}, "E-mail: Enter a valid email address."},
			{"requestee_email", []string{""}, "E-mail: This field is required."},
			{"requestee_email", []string{"ann@gmail.com"}, "E-mail: Email is unrelated to this company."},
			{"requestee_formal_name", []string{" "}, "Name: This field is required."},
			{"trial_duration", []string{"366"}, "Days of access after acceptance: Must be between 1 and 365."},
			{"trial_duration", []string{"x"}, "Days of access after acceptance: Must be between 1 and 365."},
			{"ccs", []string{"x@elsewhere.example"}, "Copies of the introduction to: Must be at the recipient's or your own domain."},
			{"third_parties", []string{"Ann, Bea"}, "Third parties: Must be written as Name <address>, one in a line."},
			{"rolledup_observation_ids", strings.Split("bh-01 bh-02 bh-03 bh-04 bh-05 bh-06 bh-07 bh-08 bh-09 bh-10 bh-11", " "), "Findings: Must be at most 10."},
			{"rolledup_observation_ids", []string{"of another"}, "Findings: Has one that is not a finding of this company."},
			{"context.risk_vectors", []string{"luck"}, "Risk vectors: Has an unknown risk vector."},
			{"notes", []string{strings.Repeat("é", 5001)}, "Notes: Ensure this field has no more than 5,000 characters."},
		} {
			for _, do := range []string{"preview", "send"} {
				in := maps.Clone(good)
				in["do"], in[tt.field] = []string{do}, tt.value
				a := v.post(t, "/invite", in).want(t, 422, "One thing needs another look.", tt.says, "A message that stays")
				if !strings.Contains(a.body, "<title>Problem: ") {
					t.Error("the title does not say that there is a problem")
				}
			}
		}
		good.Set("company", s.B.Companies["Saperix"])
		v.post(t, "/invite", good).want(t, 404)
		if n := len(s.requests(t)); n != 0 {
			t.Errorf("%d were sent", n)
		}
	})
}

// What somebody has not the right to, or is another's, is not there.
func TestInviteIsLimited(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		blackHills, saperix := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		reader := s.member(t, s.A, s.A.Reader, string(actor.RequestsR), string(actor.PortfolioR))
		for _, path := range []string{"/invite", "/invite?company=" + blackHills, "/invite/many", "/invite/csv", "/invite/check?company=" + blackHills} {
			reader.get(t, path).want(t, 403, "Inviting is not among your rights")
		}
		reader.post(t, "/invite", url.Values{"company": {blackHills}, "do": {"send"}}).want(t, 403)
		reader.post(t, "/invite/many", nil).want(t, 403)

		manager := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		manager.get(t, "/invite?company="+blackHills).want(t, 200)
		manager.get(t, "/invite?company="+saperix).want(t, 404)
		manager.get(t, "/invite?q=saperix").want(t, 200, "No company matches")
		manager.get(t, "/invite/check?email=x@saperix.example&company="+saperix).want(t, 404)
		manager.get(t, "/invite?company=x").want(t, 404)

		in := url.Values{
			"company": {blackHills}, "to": {"typed"}, "requestee_email": {"ann@blackhills.example"}, "requestee_formal_name": {"Ann Bold"}, "reason": {"other"}, "trial_duration": {"30"}, "do": {"preview"},
		}
		path := manager.post(t, "/invite", in).header.Get("Location")
		manager.get(t, path).want(t, 200)
		admin, foreign := s.member(t, s.A, s.A.Admin, actor.AllRights()...), s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		for name, other := range map[string]*visitor{"a colleague": admin, "another customer": foreign} {
			for _, page := range []string{path, path + "/invitation", "/invite?draft=" + strings.TrimPrefix(path, "/invite/preview/")} {
				if a := other.get(t, page); a.status != http.StatusNotFound {
					t.Errorf("%s gets %s: %d", name, page, a.status)
				}
			}
			other.post(t, path, nil).want(t, 404)
		}
		foreign.get(t, "/invite?company="+blackHills).want(t, 404)
		if n := len(s.requests(t)); n != 0 {
			t.Errorf("%d were sent", n)
		}
	})
}

func TestInviteChecksAddresses(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		hidden := s.send(t, collab.Draft{CompanyGUID: s.A.Companies["Saperix"]})[0]
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		check := func(company, email, ccs string) map[string]verdict {
			t.Helper()
			a := v.get(t, "/invite/check?"+url.Values{"company": {s.A.Companies[company]}, "email": {email}, "ccs": {ccs}}.Encode())
			var found map[string]verdict
			if err := json.Unmarshal([]byte(a.body), &found); err != nil || a.status != http.StatusOK {
				t.Fatalf("%d %s: %v", a.status, a.body, err)
			}
			return found
		}
		const open = "This person has an open request at this company already."
		for _, tt := range []struct {
			company, email, ccs string
			ok                  bool
			says, href, cc      string
		}{
			{"Black Hills Technologies", "ann@mail.blackhills.example", "", true, "An invitation can go there.", "", ""},
			{"Black Hills Technologies", "ann@", "a@blackhills.example b@blueseas.example", false, "Enter a valid email address.", "", ""},
			{"Black Hills Technologies", "ann@gmail.com", "", false, "Email belongs to a public email provider.", "", ""},
			{"Black Hills Technologies", "ann@saperix.example", "x@saperix.example", false, "Email is unrelated to this company.", "", "Must be at the recipient's or your own domain."},
			{"Black Hills Technologies", "MCastro@blackhills.example", "x", false, open, "/outbox/" + maria.GUID, "Must be email addresses."},
			{"Saperix", "richard.kuga@saperix.example", "", false, open, "", ""}, // the page of that request hides whom it is to
			{"Black Hills Technologies", "richard.kuga@saperix.example", "", false, "Email is unrelated to this company.", "", ""},
		} {
			found := check(tt.company, tt.email, tt.ccs)
			email, ccs := found["requestee_email"], found["ccs"]
			if email.OK != tt.ok || email.Text != tt.says || email.Href != tt.href || ccs.OK != (tt.cc == "") || tt.cc != "" && ccs.Text != tt.cc {
				t.Errorf("%s at %s: %+v", tt.email, tt.company, found)
			}
		}
		if hidden.EmailHidden != true {
			t.Fatal("the contact is not hidden: this test shows nothing")
		}
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		a := foreign.get(t, "/invite/check?email=mcastro@blackhills.example&company="+s.B.Companies["Black Hills Technologies"]).want(t, 200)
		if !strings.Contains(a.body, `"ok":true,"text":"An invitation can go there."`) {
			t.Errorf("what another customer sent shows: %s", a.body)
		}
		v.header.Set("Accept-Language", "de")
		if found := check("Black Hills Technologies", "ann@blackhills.example", ""); !strings.HasPrefix(found["requestee_email"].Text, "Eine Einladung kann dorthin") {
			t.Errorf("it does not speak German: %+v", found)
		}
	})
}

func TestInviteSpeaks(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		file := v.handed(t, "company,email,contact name\nblackhills.example,ann@blackhills.example,Ann\n")
		draft := v.post(t, "/invite", url.Values{"company": {s.A.Companies["Saperix"]}, "requestee_email": {"ann@saperix.example"}, "requestee_formal_name": {"Ann"}, "trial_duration": {"30"}}).header.Get("Location")
		for path, says := range map[string][2]string{
			"/invite": {"Elles ont un contact et aucune demande ouverte", "Sie haben einen Kontakt und keine offene Anfrage"},
			"/invite?company=" + s.A.Companies["Saperix"]: {"Quelqu’un d’autre", "Jemand anderes"},
			"/invite/many?reachable=yes":                  {"1 entreprise est cochée.", "1 Unternehmen ist angehakt."},
			"/invite/csv":                                 {"au plus 1\u00a0000 lignes", "höchstens 1.000 Zeilen"},
			file:                                          {"Envoyer 1 invitation", "1 Einladung senden"},
			draft:                                         {"Envoyer 2 e-mails", "2 E-Mails senden"},
		} {
			for i, lang := range []string{"fr", "de"} {
				v.header.Set("Accept-Language", lang)
				a := v.get(t, path)
				a.speaks(t, lang)
				if !strings.Contains(a.body, says[i]) {
					t.Errorf("%s in %s does not say %q: %s", path, lang, says[i], text(a.body))
				}
			}
		}
	})
}
