package web

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

var callsShown = regexp.MustCompile(`(?s)<b class="verb">([A-Z]+)</b> ([^<]+)</code>.*?<code id="[^"]+">(.*?)</code>`)

// callsStand sends what a page shows as the same by API: what reads, as it stands;
// of the rest the address, without a token.
func (s *site) callsStand(t *testing.T, a reply) {
	t.Helper()
	all := callsShown.FindAllStringSubmatch(a.body, -1)
	if len(all) == 0 {
		t.Errorf("no call is shown: %s", a.main())
	}
	for _, m := range all {
		method, curl := m[1], html.UnescapeString(m[3])
		path := regexp.MustCompile(`'` + regexp.QuoteMeta(s.web.PublicURL) + `([^']+)'`).FindStringSubmatch(curl)
		if path == nil {
			t.Fatalf("no address in %s", curl)
		}
		_, body, _ := strings.Cut(curl, "<<'BODY'\n")
		body = strings.TrimSuffix(body, "BODY")
		if method == "GET" || strings.Contains(path[1], "what-if") || strings.Contains(body, `"dry_run": true`) {
			if got := s.Do(t, s.A.Admin.Token, method, path[1], body); got.Status != 200 {
				t.Errorf("%s %s: %d %s", method, path[1], got.Status, got.Body)
			}
		} else if got := s.Do(t, "", method, path[1], body); got.Status != 401 {
			t.Errorf("%s %s is no route: %d", method, path[1], got.Status)
		}
	}
}

// hiddenForm is the form of a page that carries on what was looked at.
func hiddenForm(a reply, action string) url.Values {
	_, form, _ := strings.Cut(a.body, `action="`+action+`"`)
	form, _, _ = strings.Cut(form, "</form>")
	v := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`).FindAllStringSubmatch(form, -1) {
		v.Add(m[1], html.UnescapeString(m[2]))
	}
	return v
}

// does looks at a change and does it, as a browser without scripts would.
func (v *visitor) does(t *testing.T, form url.Values, foretold ...string) reply {
	t.Helper()
	looked := v.post(t, "/groups/preview", form).want(t, 200, foretold...)
	v.site.callsStand(t, looked)
	return v.post(t, "/groups/do", hiddenForm(looked, "/groups/do"))
}

func (s *site) sees(t *testing.T, group string) string {
	t.Helper()
	a := s.Do(t, s.A.Admin.Token, "GET", "/ratings/v1/access-groups/"+group+"/companies/guids", "")
	var names []string
	for name, guid := range s.A.Companies {
		if strings.Contains(a.Body, guid) {
			names = append(names, name)
		}
	}
	return strings.Join(slices.Sorted(slices.Values(names)), ", ")
}

// A group is made, gets companies, gives them to another, and is deleted; each
// step is looked at before, and taken back where it can be.
func TestGroups(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		north, bht, sap, acme := s.A.Group, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"], s.A.Companies["Acme Paper"]
		s.callsStand(t, v.get(t, "/groups").want(t, 200, "Groups", "Vendors North 1 4", "All Companies", "Default", "2 groups", "Licence", "Unlimited"))
		v.get(t, "/groups?q=NORTH&sort=-users").want(t, 200, "Vendors North", "1 group")
		v.get(t, "/groups?q=nowhere").want(t, 200, "Nothing matches")
		v.post(t, "/groups", url.Values{"name": {" "}, "quota.countries": {"many"}}).want(t, 422, "Name: Must", "Must be a number from 0 to 1,000,000,000")
		v.post(t, "/groups", url.Values{"name": {"vendors north"}}).want(t, 409, "already")
		made := v.post(t, "/groups", url.Values{"name": {"South"}, "quota.countries": {"3"}})
		south := strings.TrimSuffix(strings.TrimPrefix(made.header.Get("Location"), "/groups/"), "?done=made")
		v.get(t, made.header.Get("Location")).want(t, 200, "The group is there.", "There is no company in the group", "0 companies")

		s.callsStand(t, v.get(t, "/groups/"+south+"/add?q=sap").want(t, 200, "Saperix", "1 company"))
		back := "/groups/" + south + "/add"
		v.post(t, "/groups/preview", url.Values{"do": {"add"}, "to": {south}, "back": {back}}).want(t, 422, "Must be chosen", "Saperix")
		v.post(t, "/groups/preview", url.Values{"do": {"add"}, "to": {south}, "back": {back}, "listed": {"Acme Paper\nnobody.example"}}).want(t, 422, `There is no company "nobody.example"`, "Acme Paper nobody.example")
		s.exec(t, `update companies set name_lower = 'acme paper' where guid = $1`, sap)
		v.post(t, "/groups/preview", url.Values{"do": {"add"}, "to": {south}, "back": {back}, "listed": {"Acme Paper"}}).want(t, 422, `There are several companies "Acme Paper": write the domain`)
		s.exec(t, `update companies set name_lower = 'saperix' where guid = $1`, sap)
		done := v.does(t, url.Values{"do": {"add"}, "to": {south}, "back": {back}, "listed": {"acme.example\r\n"}, "company": {sap}}, "Put 2 companies into South?", "Nobody gains or loses")
		v.get(t, done.header.Get("Location")).want(t, 200, "2 companies were put into the group.", "Acme Paper", "Saperix")
		if got := s.sees(t, south); got != "Acme Paper, Saperix" {
			t.Errorf("it sees %s", got)
		}
		v.takesBack(t, done)
		if got := s.sees(t, south); got != "" {
			t.Errorf("taken back, it sees %s", got)
		}

		done = v.does(t, url.Values{"do": {"move"}, "group": {north}, "to": {south}, "company": {bht}, "back": {"/groups/" + north}},
			"Move 1 company from Vendors North to South?", "4 users lose sight of companies: 4 pairs of a user and a company.", "Gil Adair", "Black Hills Technologies")
		done.leads(t, "/groups/"+north+"?"+mustQuery(done))
		if s.sees(t, north) != "" || s.sees(t, south) != "Black Hills Technologies" {
			t.Errorf("they see %q and %q", s.sees(t, north), s.sees(t, south))
		}
		v.takesBack(t, done)
		if s.sees(t, north) != "Black Hills Technologies" || s.sees(t, south) != "" {
			t.Errorf("taken back, they see %q and %q", s.sees(t, north), s.sees(t, south))
		}

		// From the portfolio.
		v.get(t, "/portfolio").want(t, 200, "Put into the group …")
		v.post(t, "/groups/preview", url.Values{"do": {"add"}, "to": {north}, "back": {"/portfolio?q=a"}}).want(t, 422, "Must be chosen", "Portfolio", "Saperix")
		v.does(t, url.Values{"do": {"add"}, "to": {north}, "company": {acme}, "back": {"/portfolio?q=a"}}, "4 users come to see companies: 4 pairs")
		v.does(t, url.Values{"do": {"take"}, "group": {north}, "company": {acme}, "back": {"/groups/" + north}}, "Take 1 company out of Vendors North?")

		// What it sees, and the default.
		done = v.does(t, url.Values{"do": {"see-all"}, "group": {north}, "back": {"/groups/" + north + "/settings"}}, "4 users come to see companies: 8 pairs")
		v.get(t, "/groups/"+north).want(t, 200, "Sees all companies", "3 companies")
		v.takesBack(t, done)
		v.get(t, "/groups/"+north).want(t, 200, "1 company")
		done = v.does(t, url.Values{"do": {"default"}, "group": {south}, "back": {"/groups/" + south + "/settings"}}, "Make South the default group?")
		v.get(t, "/groups/"+south+"/settings").want(t, 200, "Who was put into no group is in this one.")
		v.takesBack(t, done)

		// Its name.
		s.callsStand(t, v.get(t, "/groups/"+south+"/settings").want(t, 200, "Delete the group …"))
		v.post(t, "/groups/"+south, url.Values{"name": {""}}).want(t, 422, "Name: Must")
		v.post(t, "/groups/"+south, url.Values{"name": {"All companies"}}).want(t, 409, "already")
		if a := v.post(t, "/groups/"+south, url.Values{"name": {"Far South"}, "version": {"1"}}).want(t, 409, "has changed since"); !strings.Contains(a.body, `value="Far South"`) {
			t.Error("what was typed is lost")
		}
		done = v.post(t, "/groups/"+south, url.Values{"name": {"Far South"}, "can_set_tier_scope": {"yes"}})
		v.get(t, done.header.Get("Location")).want(t, 200, "Your changes are saved.", "Far South")
		v.takesBack(t, done)

		// Deleted.
		a := v.post(t, "/groups/preview", url.Values{"do": {"delete"}, "group": {north}, "back": {"/groups/" + north + "/settings"}}).
			want(t, 200, "What stands in the way", "has 4 users", "4 users come to see companies: 8 pairs")
		if strings.Contains(a.body, `action="/groups/do"`) || !strings.Contains(a.body, `href="/groups/`+north+`/users"`) {
			t.Error("it can be deleted, or nothing leads to its users")
		}
		v.post(t, "/groups/do", url.Values{"do": {"delete"}, "group": {north}, "back": {"/groups/" + north + "/settings"}}).want(t, 409, "has 4 users", "Vendors North")
		v.does(t, url.Values{"do": {"delete"}, "group": {south}, "back": {"/groups/" + south + "/settings"}}, "Delete South?", "Nobody gains or loses").leads(t, "/groups?done=deleted")
		v.get(t, "/groups/"+south).want(t, 404)
	})
}

func mustQuery(a reply) string {
	_, q, _ := strings.Cut(a.header.Get("Location"), "?")
	return q
}

// Users are put into a group and back.
func TestUsersOfGroups(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		north := s.A.Group
		all, err := s.Groups.Default(t.Context(), actor.System(s.A.ID))
		if err != nil {
			t.Fatal(err)
		}
		s.callsStand(t, v.get(t, "/groups/"+north+"/users").want(t, 200, "Gil Adair", "Group admin", "4 users"))
		v.get(t, "/groups/"+north+"/users?q=una").want(t, 200, "Una Stone", "1 user")
		v.get(t, "/groups/"+all+"/users/add?q=una").want(t, 200, "Una Stone", "Vendors North")
		back := "/groups/" + all + "/users/add"
		v.post(t, "/groups/preview", url.Values{"do": {"regroup"}, "to": {all}, "back": {back}}).want(t, 422, "Must be chosen", "Una Stone")
		done := v.does(t, url.Values{"do": {"regroup"}, "to": {all}, "user": {s.A.User.GUID}, "back": {back}},
			"Put 1 user into All Companies?", "1 user comes to see companies: 2 pairs", "Una Stone")
		v.get(t, done.header.Get("Location")).want(t, 200, "1 user is in another group now.", "Una Stone")
		v.get(t, "/groups/"+north+"/users").want(t, 200, "3 users")
		v.takesBack(t, done)
		v.get(t, "/groups/"+north+"/users").want(t, 200, "4 users")

		s.Move(11 * time.Minute) // the proof is too old, and nothing that was ticked is lost
		looked := v.post(t, "/groups/preview", url.Values{"do": {"regroup"}, "to": {all}, "user": {s.A.User.GUID}, "back": {back}}).want(t, 200)
		late := v.post(t, "/groups/do", hiddenForm(looked, "/groups/do")).want(t, 422, "Show it in another tab", "Una Stone")
		v.get(t, "/groups/"+north+"/users").want(t, 200, "4 users")
		v.post(t, "/account/prove", url.Values{"password": {password}, "next": {"/account"}}).leads(t, "/account")
		v.get(t, v.post(t, "/groups/do", hiddenForm(late, "/groups/do")).header.Get("Location")).want(t, 200, "1 user is in another group now.")
	})
}

// What is reserved moves with its arithmetic shown.
func TestQuotasOfGroups(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		licensed := int64(10)
		if _, err := s.Customers.Set(t.Context(), actor.System(0), s.A.GUID, tenant.Change{Licences: map[string]*int64{"countries": &licensed}}); err != nil {
			t.Fatal(err)
		}
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		north := s.A.Group
		made := v.post(t, "/groups", url.Values{"name": {"South"}, "quota.countries": {"6"}})
		south := strings.TrimSuffix(strings.TrimPrefix(made.header.Get("Location"), "/groups/"), "?done=made")
		v.post(t, "/groups", url.Values{"name": {"Greedy"}, "quota.countries": {"60"}}).want(t, 409, "The licence has 10 subscriptions")
		v.get(t, "/groups").want(t, 200, "Licence 10", "Reserved by groups 6", "Left 4")
		s.callsStand(t, v.get(t, "/groups/"+south+"/quotas").want(t, 200, "Reserved 6", "Available 6", "Reserve nothing"))

		v.get(t, "/groups/quotas?type=countries&to="+north).want(t, 200, "Move an allocation", "What is left of the licence")
		s.callsStand(t, v.get(t, "/groups/quotas?type=countries&from="+south+"&to="+north+"&count=2").
			want(t, 200, "South 6 4", "Vendors North Nothing 2", "Left of the licence 4 4", "Move 2 subscriptions"))
		v.get(t, "/groups/quotas?type=countries&to="+south+"&count=5").want(t, 200, "this is one too many", "cannot be moved like this")
		v.get(t, "/groups/quotas?type=countries&to="+south+"&count=x").want(t, 422, "Must be a number")
		v.get(t, "/groups/quotas?type=countries&from="+south+"&to="+south+"&count=1").want(t, 422, "Must be another one")

		form := url.Values{"type": {"countries"}, "to": {south}, "count": {"4"}}
		done := v.post(t, "/groups/quotas", form)
		v.get(t, done.header.Get("Location")).want(t, 200, "4 subscriptions were moved.", "Reserved 10")
		v.post(t, "/groups/quotas", form).want(t, 409, "this is 4 too many")
		v.takesBack(t, done)
		v.get(t, "/groups/"+south+"/quotas").want(t, 200, "Reserved 6")

		done = v.post(t, "/groups/quotas/release", url.Values{"group": {south}, "type": {"countries"}})
		v.get(t, done.header.Get("Location")).want(t, 200, "The group has nothing reserved any more", "Left for all that share 10")
		v.takesBack(t, done)
		v.get(t, "/groups/"+south+"/quotas").want(t, 200, "Reserved 6")
	})
}

// Who may see what, and who sees it.
func TestExplainedOnPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		bht, sap, una := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"], s.A.User.GUID
		v.get(t, "/groups/explain").want(t, 200, "Who may see what?")
		s.callsStand(t, v.get(t, "/groups/explain?who=una&what=saper").want(t, 200, "Una Stone does not see Saperix.", "The company is not in the group Vendors North.", "Put the company into the group"))
		v.get(t, "/groups/explain?user="+una+"&company="+bht).want(t, 200, "Una Stone sees Black Hills Technologies.", "The company is in the group Vendors North.", "The user was put into it.")
		v.get(t, "/groups/explain?who=a&what=p").want(t, 200, "Which person?", "Which company?", "Acme Paper")
		v.get(t, "/groups/explain?who=nobody&what=nothing").want(t, 200, "Nobody is found", "No company is found")

		v.get(t, "/companies/"+bht).want(t, 200, "All of them by name")
		s.callsStand(t, v.get(t, "/companies/"+bht+"/audience").want(t, 200, "Who sees Black Hills Technologies?", "1 admin", "Vendors North", "Una Stone", "Emma Waters", "5 users"))
		v.get(t, "/companies/"+sap+"/audience?q=una").want(t, 200, "Nothing matches")

		french := s.member(t, s.A, s.A.Manager, actor.AllRights()...)
		french.header.Set("Accept-Language", "fr")
		french.get(t, "/groups").want(t, 200, "Groupes", "1 groupe", "Vendors North")
		french.header.Set("Accept-Language", "de")
		french.get(t, "/groups/explain?user="+una+"&company="+bht).want(t, 200, "Una Stone sieht Black Hills Technologies.", "Das Unternehmen ist in der Gruppe Vendors North.")
	})
}

// Who has no right is offered nothing and refused; nobody sees what is not theirs.
func TestGroupsOfOthers(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		north, bht, sap := s.A.Group, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		all, err := s.Groups.Default(t.Context(), actor.System(s.A.ID))
		if err != nil {
			t.Fatal(err)
		}
		governor := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		a := governor.get(t, "/groups").want(t, 200, "Vendors North", "1 group")
		for _, secret := range []string{"All Companies", "What you are licensed for", "New group", "Move an allocation"} {
			if strings.Contains(a.main(), secret) {
				t.Errorf("a group admin reads %s", secret)
			}
		}
		governor.get(t, "/groups/"+all).want(t, 404)
		governor.get(t, "/groups/"+all+"/users").want(t, 404)
		governor.get(t, "/groups/quotas").want(t, 403)
		governor.get(t, "/companies/"+sap+"/audience").want(t, 404)
		governor.get(t, "/groups/explain?user="+s.A.Admin.GUID+"&company="+bht).want(t, 200, "Nobody is found")
		governor.get(t, "/groups/explain?user="+s.A.User.GUID+"&company="+sap).want(t, 200, "No company is found")
		governor.post(t, "/groups/preview", url.Values{"do": {"delete"}, "group": {north}, "back": {"/groups/" + north}}).want(t, 403)
		governor.post(t, "/groups/do", url.Values{"do": {"move"}, "group": {north}, "to": {all}, "company": {bht}, "back": {"/groups/" + north}}).want(t, 404)
		governor.post(t, "/groups/preview", url.Values{"do": {"regroup"}, "to": {all}, "user": {s.A.User.GUID}, "back": {"/groups/" + north + "/users"}}).want(t, 404)
		governor.post(t, "/groups", url.Values{"name": {"Mine"}}).want(t, 403)
		governor.post(t, "/groups/"+north, url.Values{"name": {"Mine"}}).want(t, 403)
		governor.post(t, "/groups/quotas/release", url.Values{"group": {north}, "type": {"countries"}}).want(t, 403)
		governor.post(t, "/groups/quotas", url.Values{"type": {"countries"}, "to": {north}, "count": {"1"}}).want(t, 403)
		done := governor.post(t, "/groups/do", url.Values{"do": {"take"}, "group": {north}, "company": {bht}, "back": {"/groups/" + north}})
		if s.sees(t, north) != "" {
			t.Error("its own company stays")
		}
		undo, _ := url.ParseQuery(mustQuery(done))
		governor.post(t, "/groups/undo/"+undo.Get("undo"), nil).want(t, 404) // it does not see the company any more

		nobody := s.member(t, s.A, s.A.User, string(actor.PortfolioR))
		for _, path := range []string{"/groups", "/groups/explain", "/groups/quotas", "/groups/" + north, "/companies/" + bht + "/audience"} {
			nobody.get(t, path).want(t, 403)
		}
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		for _, path := range []string{"/groups/" + north, "/groups/" + north + "/users", "/groups/" + north + "/quotas", "/groups/" + north + "/settings", "/groups/" + db.NewID(), "/groups/x", "/companies/" + bht + "/audience"} {
			foreign.get(t, path).want(t, 404)
		}
		for _, do := range []string{"take", "delete", "see-all", "default"} {
			foreign.post(t, "/groups/do", url.Values{"do": {do}, "group": {north}, "company": {s.B.Companies["Saperix"]}, "back": {"/groups"}}).want(t, 404)
		}
		foreign.post(t, "/groups/do", url.Values{"do": {"eat"}, "group": {north}}).want(t, 404)
		foreign.post(t, "/groups/undo/"+undo.Get("undo"), nil).want(t, 404)
	})
}
