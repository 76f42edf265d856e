package web

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// fill puts companies of customer A into tiers and folders.
func (s *site) fill(t *testing.T) {
	t.Helper()
	_, err := s.Companies.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(
		"name,primary_domain,tier,folder,subscription_type\n"+
			"Black Hills Technologies,blackhills.example,Critical,North,continuous_monitoring\n"+
			"Saperix,saperix.example,Standard,North;South,\n"), portfolio.ImportOptions{AllOrNothing: true})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *site) tierCalled(t *testing.T, name string) string {
	t.Helper()
	all, err := s.Tiers.Outlines(t.Context(), actor.System(s.A.ID))
	if err != nil {
		t.Fatal(err)
	}
	for _, tier := range all {
		if tier.Name == name {
			return tier.GUID
		}
	}
	t.Fatalf("no tier %s among %+v", name, all)
	return ""
}

func (s *site) folderCalled(t *testing.T, name string) string {
	t.Helper()
	all, err := s.Folders.Outlines(t.Context(), actor.System(s.A.ID))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Name == name {
			return f.GUID
		}
	}
	t.Fatalf("no folder %s among %+v", name, all)
	return ""
}

// main is what a page says below its bar.
func (a reply) main() string {
	_, body, _ := strings.Cut(a.body, `<main id="main">`)
	return text(body)
}

func TestPortfolioPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.fill(t)
		s.send(t, s.maria())
		north, critical, hills := s.folderCalled(t, "North"), s.tierCalled(t, "Critical"), s.A.Companies["Black Hills Technologies"]
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/portfolio").want(t, 200, "Black Hills Technologies", "blackhills.example", "390", "Critical", "North", "Continuous Monitoring",
			"Saperix", "Standard", "North , South", "Richard Kuga", "richard.kuga@saperix.example", "All 3", "Invited 1", "Not invited 2", "Without a preferred contact 2", "3 companies")
		if !strings.Contains(a.body, `href="/outbox?company=`+hills+`&amp;status=Pending,Active">1</a>`) {
			t.Error("the open request is not told")
		}
		const all = "Acme Black Saperix"
		names := regexp.MustCompile(`<a class="name" href="/companies/[^"]*">([A-Z][a-z]+)`)
		for query, want := range map[string]string{
			"":                                   all,
			"?q=SAPER":                           "Saperix",
			"?q=example+black":                   "Black",
			"?folder=" + north:                   "Black Saperix",
			"?tier=" + strings.ToUpper(critical): "Black",
			"?subscription_type.slug=continuous_monitoring": "Black",
			"?rating_gte=400":             "Saperix",
			"?rating_lte=400":             "Black",
			"?has_preferred_contact=true": "Saperix",
			"?invited=true":               "Black",
			"?invited=false&q=a":          "Acme Saperix",
			"?sort=-name":                 "Saperix Black Acme",
			"?sort=-rating&limit=1":       "Saperix",
			"?sort=tier&limit=2":          "Black Saperix",
			"?limit=2&offset=2":           "Saperix",
			"?q=zzz":                      "",
			"?folder=" + s.A.Group:        "",
		} {
			a := v.get(t, "/portfolio"+query).want(t, 200)
			var got []string
			for _, m := range names.FindAllStringSubmatch(a.body, -1) {
				got = append(got, m[1])
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s shows %v, want %s", query, got, want)
			}
		}
		v.get(t, "/portfolio?q=zzz").want(t, 200, "Nothing matches")
		v.get(t, "/portfolio?offset=50").want(t, 200, "The list ends before this page")
		for _, bad := range []string{"folder=x", "tier=1", "rating_gte=high", "invited=maybe", "sort=guid", "limit=0", "limit=x", "offset=-1", "q=" + strings.Repeat("x", 201)} {
			v.get(t, "/portfolio?"+bad).want(t, 400)
		}
		a = v.get(t, "/portfolio?limit=1&offset=1&invited=false").want(t, 200, "2 to 2 of 2 companies")
		b := v.get(t, "/portfolio?limit=1&invited=false").want(t, 200, "1 to 1 of 2 companies")
		for link, page := range map[string]string{
			`href="/portfolio?invited=false&amp;limit=1" rel="prev"`: a.body, `href="/portfolio?invited=false&amp;limit=1&amp;offset=1" rel="next"`: b.body,
			`href="/portfolio.csv?invited=false"`: a.body,
		} {
			if !strings.Contains(page, link) {
				t.Errorf("no %s", link)
			}
		}
	})
}

// The file has what the page shows, in all its pages.
func TestPortfolioExport(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.fill(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		got := v.get(t, "/portfolio.csv?has_preferred_contact=false&sort=-name&limit=1&offset=1").want(t, 200).body
		if lines := strings.Split(strings.TrimSpace(got), "\n"); len(lines) != 3 || !strings.Contains(lines[1], "Black Hills") || strings.Contains(got, "Saperix") {
			t.Errorf("exported %s", got)
		}
		if a := v.get(t, "/portfolio.xlsx?q=saperix").want(t, 200); !strings.HasPrefix(a.body, "PK") {
			t.Errorf("no spreadsheet: %.20q", a.body)
		}
	})
}

// Who sees one company finds no other: on pages, in files, as choices.
func TestPortfolioOfAGroup(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.fill(t)
		hills, sap := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		v := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		for _, path := range []string{"/portfolio", "/portfolio?folder=" + s.folderCalled(t, "North"), "/portfolio/folders/" + s.folderCalled(t, "North"), "/portfolio.csv", "/companies.json?q=e"} {
			if a := v.get(t, path).want(t, 200); !strings.Contains(a.body, "Black Hills") || strings.Contains(a.body, "Saperix") {
				t.Errorf("%s: %s", path, text(a.body))
			}
		}
		v.get(t, "/portfolio/folders").want(t, 200, "North", "South")
		if a := v.get(t, "/portfolio/folders"); !regexp.MustCompile(`North .*1.*South .*0`).MatchString(a.main()) {
			t.Errorf("folders count what is not seen: %s", a.main())
		}
		v.get(t, "/companies/"+hills).want(t, 200)
		v.get(t, "/companies/"+sap).want(t, 404)
		v.post(t, "/companies/"+sap+"/tier", url.Values{"tier": {"none"}}).want(t, 404)
		v.get(t, "/portfolio/contacts").want(t, 200, "The book is empty")
		v.post(t, "/portfolio/bulk", url.Values{"do": {"tier"}, "tier": {"none"}, "company": {sap}}).leads(t, "/portfolio?done=unmoved")

		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		foreign.get(t, "/companies/"+hills).want(t, 404)
		foreign.get(t, "/portfolio/folders/"+s.folderCalled(t, "North")).want(t, 404)
		foreign.get(t, "/portfolio/tiers/"+s.tierCalled(t, "Critical")).want(t, 404)
		foreign.get(t, "/portfolio/folders").want(t, 200, "There is no folder yet")
		if a := foreign.get(t, "/companies.json?q=hills"); strings.Contains(a.body, hills) {
			t.Errorf("another customer chooses from %s", a.body)
		}
	})
}

func TestCompanyChoices(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a := v.get(t, "/companies.json?q=saperix.ex").want(t, 200)
		var got []map[string]any
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || len(got) != 1 || len(got[0]) != 4 || got[0]["guid"] != s.A.Companies["Saperix"] ||
			got[0]["name"] != "Saperix" || got[0]["domain"] != "saperix.example" || got[0]["has_contact"] != true {
			t.Errorf("got %s, %v", a.body, err)
		}
		if a := v.get(t, "/companies.json?q=nobody").want(t, 200); strings.TrimSpace(a.body) != "[]" {
			t.Errorf("nobody is %s", a.body)
		}
		v.get(t, "/companies.json?q="+strings.Repeat("x", 201)).want(t, 400)
		s.visitor().get(t, "/companies.json?q=a").want(t, 303)
		s.member(t, s.A, s.A.Reader).get(t, "/companies.json?q=a").want(t, 403)
	})
}

// undoOf is the form that takes back what a page says was done.
var undoOf = regexp.MustCompile(`action="(/(?:portfolio|groups)/undo/[^"]+)"><input type="hidden" name="back" value="([^"]*)"`)

// takesBack presses the undo of a page.
func (v *visitor) takesBack(t *testing.T, a reply) string {
	t.Helper()
	at := a.header.Get("Location")
	m := undoOf.FindStringSubmatch(v.get(t, at).want(t, 200).body)
	if m == nil {
		t.Fatalf("%s offers no undo", at)
	}
	back := strings.ReplaceAll(m[2], "&amp;", "&")
	undone := v.post(t, m[1], url.Values{"back": {back}})
	v.get(t, undone.header.Get("Location")).want(t, 200, "It is as it was before.")
	return undone.header.Get("Location")
}

// Several companies are moved at once, back to the page with its filters, and
// where they were.
func TestChosenCompanies(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.fill(t)
		hills, sap, acme := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"], s.A.Companies["Acme Paper"]
		north, critical := s.folderCalled(t, "North"), s.tierCalled(t, "Critical")
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		chosen := func(do string, more url.Values, companies ...string) url.Values {
			more.Set("do", do)
			more.Set("back", "/portfolio?q=a&done=placed&n=9")
			more["company"] = companies
			return more
		}
		placed := v.post(t, "/portfolio/bulk", chosen("tier", url.Values{"tier": {critical}}, hills, sap, acme))
		if at := placed.header.Get("Location"); !strings.HasPrefix(at, "/portfolio?q=a&done=placed&n=2&undo=") {
			t.Fatalf("led to %s", at)
		}
		v.get(t, placed.header.Get("Location")).want(t, 200, "2 companies have another tier now.", "Undo")
		v.get(t, "/portfolio/tiers/"+critical).want(t, 200, "3 companies")
		if at := v.takesBack(t, placed); at != "/portfolio?q=a&done=undone" {
			t.Errorf("undone at %s", at)
		}
		v.get(t, "/portfolio/tiers/"+critical).want(t, 200, "1 company")

		filled := v.post(t, "/portfolio/bulk", chosen("add", url.Values{"folder": {north}}, hills, acme))
		v.get(t, filled.header.Get("Location")).want(t, 200, "1 company was put into the folder.")
		v.takesBack(t, filled)
		emptied := v.post(t, "/portfolio/bulk", chosen("remove", url.Values{"folder": {north}}, hills, sap))
		v.get(t, emptied.header.Get("Location")).want(t, 200, "2 companies were taken out of the folder.")
		v.get(t, "/portfolio/folders/"+north).want(t, 200, "There is no company in it yet")
		v.takesBack(t, emptied)
		v.get(t, "/portfolio/folders/"+north).want(t, 200, "2 companies")

		for _, tt := range []struct {
			do   string
			form url.Values
			say  string
		}{
			{"tier", url.Values{"tier": {critical}}, "Must be chosen: tick the companies that you mean."},
			{"add", url.Values{}, "Must be chosen."},
			{"tier", url.Values{"tier": {""}}, "Must be chosen."},
		} {
			var companies []string
			if len(tt.form) != 1 || tt.form.Get("tier") == "" {
				companies = []string{acme}
			}
			a := v.post(t, "/portfolio/bulk", chosen(tt.do, tt.form, companies...)).want(t, 422, tt.say, "Acme Paper")
			if companies != nil && !strings.Contains(a.body, `value="`+acme+`" checked`) {
				t.Error("what was ticked is lost")
			}
		}
		v.post(t, "/portfolio/bulk", chosen("eat", url.Values{}, acme)).want(t, 404)
		v.post(t, "/portfolio/bulk", chosen("tier", url.Values{"tier": {north}}, acme)).want(t, 404)
		v.post(t, "/portfolio/bulk", chosen("tier", url.Values{"tier": {critical}, "x": {"y"}}, "x")).want(t, 422)

		private := v.post(t, "/portfolio/bulk", url.Values{"do": {"tier"}, "tier": {"none"}, "company": {hills}, "back": {"//evil.example"}})
		if at := private.header.Get("Location"); !strings.HasPrefix(at, "/portfolio?done=placed") {
			t.Errorf("leads to %s", at)
		}
		other := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		undo := private.header.Get("Location")
		other.post(t, "/portfolio/undo/"+undo[strings.LastIndex(undo, "=")+1:], nil).want(t, 404)
	})
}

// Who may only read sees no buttons, and is refused without them; who may not
// read requests is told nothing of them.
func TestPortfolioRights(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.fill(t)
		s.send(t, s.maria())
		hills, north := s.A.Companies["Black Hills Technologies"], s.folderCalled(t, "North")
		contact := s.preferred(t, "Saperix")
		v := s.member(t, s.A, s.A.Admin, string(actor.PortfolioR))
		for _, path := range []string{"/portfolio", "/companies/" + hills, "/portfolio/folders", "/portfolio/folders/" + north, "/portfolio/tiers", "/portfolio/contacts", "/portfolio/contacts/" + contact} {
			a := v.get(t, path).want(t, 200)
			_, main, _ := strings.Cut(a.body, `<main id="main">`)
			for _, leak := range []string{`method="post"`, "/invite", "Maria", "Invited", "Open requests", "/portfolio/import"} {
				if strings.Contains(main, leak) {
					t.Errorf("%s offers %q", path, leak)
				}
			}
		}
		v.get(t, "/portfolio?invited=true").want(t, 403)
		for _, path := range []string{"/portfolio/import", "/portfolio/import/" + north, "/portfolio/import/" + north + "/refused.csv"} {
			v.get(t, path).want(t, 403)
		}
		for _, path := range []string{
			"/portfolio/bulk", "/companies/" + hills + "/tier", "/companies/" + hills + "/folders", "/companies/" + hills + "/contacts", "/companies/" + hills + "/relationship",
			"/companies/" + hills + "/life-cycle", "/portfolio/folders/" + north + "/delete", "/portfolio/tiers/" + s.tierCalled(t, "Critical") + "/delete",
			"/portfolio/contacts/" + contact + "/remove", "/portfolio/contacts/" + contact + "/prefer", "/portfolio/undo/" + north, "/portfolio/import/" + north,
		} {
			v.post(t, path, url.Values{"do": {"tier"}, "tier": {"none"}, "company": {hills}, "email": {"a@blackhills.example"}}).want(t, 403)
		}
		for _, path := range []string{"/portfolio/folders", "/portfolio/folders/" + north, "/portfolio/tiers", "/portfolio/contacts/" + contact} {
			v.post(t, path, url.Values{"name": {"x"}, "rank": {"1"}, "email": {"a@saperix.example"}}).want(t, 403)
		}
		v.upload(t, "/portfolio/import", "file", "suppliers.csv", "name\nx\n", "kind", "companies").want(t, 403)

		none := s.member(t, s.A, s.A.Reader)
		for _, path := range []string{"/portfolio", "/portfolio.csv", "/companies/" + hills, "/portfolio/folders", "/portfolio/tiers", "/portfolio/contacts"} {
			none.get(t, path).want(t, 403)
		}
		s.visitor().upload(t, "/portfolio/import", "file", "suppliers.csv", "name\nx\n", "kind", "companies").want(t, 401)

		user := s.member(t, s.A, s.A.User, actor.AllRights()...) // reads, and sends requests
		user.get(t, "/companies/"+hills).want(t, 200, "Invite somebody", "Maria Castro")
		user.post(t, "/companies/"+hills+"/tier", url.Values{"tier": {"none"}}).want(t, 403)
	})
}

// preferred is the guid of the preferred contact of a company of customer A.
func (s *site) preferred(t *testing.T, company string) string {
	t.Helper()
	c, err := s.Contacts.Preferred(t.Context(), s.DB, s.A.ID, s.A.Companies[company])
	if err != nil {
		t.Fatal(err)
	}
	return c.GUID
}

func TestCompanyPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.fill(t)
		hills := s.A.Companies["Black Hills Technologies"]
		_, err := s.Findings.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(
			"id,company,risk_vector,severity,title,evidence,last_seen\n1,blackhills.example,open_ports,severe,Telnet <open>,192.0.2.7:23,2026-03-01\n"), portfolio.ImportOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			s.send(t, collab.Draft{CompanyGUID: hills, Email: "ann" + strconv.FormatInt(s.Now().Unix(), 10) + "@blackhills.example", FormalName: "Ann Bold"})
			s.Move(1e9)
		}
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		path := "/companies/" + hills
		a := v.get(t, path).want(t, 200, "Black Hills Technologies", "blackhills.example", "390", "rated 3 Mar 2020", "Technology", "DKIM F", "Continuous Monitoring",
			"Telnet <open>", "Open ports, severe, last seen 1 Mar 2026", "Ann Bold", "All of them in the outbox", "There is nobody to write to yet.",
			"Vendors North", "The company is in the group.", "All Companies", "The group sees all companies.", "1 admin", "Invite somebody")
		if !strings.Contains(a.body, `href="/invite?company=`+hills+`"`) || strings.Contains(a.body, "<open>") {
			t.Error("no way to invite, or what is text is markup")
		}
		v.get(t, "/companies/"+strings.ToUpper(hills)).want(t, 200)
		v.get(t, "/companies/nonsense").want(t, 404)
		v.header.Set("Accept-Language", "de")
		v.get(t, path).want(t, 200, "Offene Ports, schwer, ")
		v.header.Del("Accept-Language")
		v.post(t, path+"/explode", nil).want(t, 404)

		tier := v.post(t, path+"/tier", url.Values{"tier": {s.tierCalled(t, "Standard")}})
		v.get(t, tier.header.Get("Location")).want(t, 200, "1 company has another tier now.")
		v.takesBack(t, tier)
		left := v.post(t, path+"/folders", url.Values{"leave": {s.folderCalled(t, "North")}})
		v.get(t, left.header.Get("Location")).want(t, 200, "It is in no folder.")
		if at := v.takesBack(t, left); at != path+"?done=undone" {
			t.Errorf("undone at %s", at)
		}
		put := v.post(t, path+"/folders", url.Values{"folder": {s.folderCalled(t, "South")}})
		v.get(t, put.header.Get("Location")).want(t, 200, "1 company was put into the folder.")
		v.post(t, path+"/folders", url.Values{"folder": {s.A.Group}}).want(t, 404)

		v.post(t, path+"/relationship", url.Values{"relationship": {"strategic_partner"}}).leads(t, path+"?done=saved")
		v.post(t, path+"/life-cycle", url.Values{"life_cycle": {"onboarding"}}).leads(t, path+"?done=saved")
		v.post(t, path+"/life-cycle", url.Values{"life_cycle": {"onboarding"}}).leads(t, path+"?done=unmoved")
		v.post(t, path+"/relationship", url.Values{"relationship": {"friend"}}).want(t, 422, "Must be one of")
		v.post(t, path+"/life-cycle", url.Values{"life_cycle": {"death"}}).want(t, 422)
		a = v.get(t, path)
		for _, chosen := range []string{`value="strategic_partner" selected`, `value="onboarding" selected`, `value="` + s.tierCalled(t, "Critical") + `" selected`} {
			if !strings.Contains(a.body, chosen) {
				t.Errorf("not %s", chosen)
			}
		}
		v.post(t, path+"/relationship", url.Values{"relationship": {""}}).leads(t, path+"?done=saved")
	})
}

// The pages speak the languages of their readers.
func TestPortfolioSpeaks(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.fill(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		north, sap := s.folderCalled(t, "North"), s.A.Companies["Saperix"]
		for lang, pages := range map[string]map[string]string{
			"fr": {
				"/portfolio": "3 entreprises", "/portfolio/folders": "Nouveau dossier", "/portfolio/folders/" + north: "Modifier le dossier", "/portfolio/tiers": "Nouveau niveau",
				"/portfolio/contacts": "Contacts", "/companies/" + sap: "Son classement", "/portfolio/contacts/" + s.preferred(t, "Saperix"): "Modifier le contact",
				"/portfolio/import": "Vérifier d’abord", v.sends(t, "companies", supplierFile).header.Get("Location"): "Importer 2 lignes",
			},
			"de": {
				"/portfolio": "3 Unternehmen", "/portfolio/folders": "Neuer Ordner", "/portfolio/folders/" + north: "Ordner bearbeiten", "/portfolio/tiers": "Neue Stufe",
				"/portfolio/contacts": "Kontakte", "/companies/" + sap: "Wohin es gehört", "/portfolio/contacts/" + s.preferred(t, "Saperix"): "Kontakt bearbeiten",
				"/portfolio/import": "Zuerst ansehen", v.sends(t, "companies", supplierFile).header.Get("Location"): "2 Zeilen importieren",
			},
		} {
			v.header.Set("Accept-Language", lang)
			for path, says := range pages {
				v.get(t, path).want(t, 200, says).speaks(t, lang)
			}
		}
	})
}
