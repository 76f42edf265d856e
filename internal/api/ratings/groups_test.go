package ratings_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

const accessGroups = "/ratings/v1/access-groups"

// seedGroup is the example body of seeds/002, unchanged.
const seedGroup = `{ "name":"This Group", "can_set_tier_scope":false, "groups":[ { "all_companies":false, "is_default":false, "allow_bundled_companies":true, "subscription_types":{ "continuous_monitoring":{ "total_allocated_quota":2, "total_available_quota":0 } } } ] }`

type groupAnswer struct {
	GUID              string                       `json:"guid"`
	Name              string                       `json:"name"`
	AllCompanies      bool                         `json:"all_companies"`
	IsDefault         bool                         `json:"is_default"`
	Bundled           bool                         `json:"allow_bundled_companies"`
	SubscriptionTypes map[string]map[string]*int64 `json:"subscription_types"`
	UserCount         int64                        `json:"user_count"`
}

func (g groupAnswer) quota(t *testing.T, slug, field string) int64 {
	t.Helper()
	n, ok := g.SubscriptionTypes[slug][field]
	if !ok {
		t.Fatalf("%s has no %s: %v", slug, field, g.SubscriptionTypes)
	}
	if n == nil {
		return -1
	}
	return *n
}

func newGroup(t *testing.T, s *apitest.Server, body string) groupAnswer {
	t.Helper()
	a := s.Do(t, s.A.Admin.Token, "POST", accessGroups, body)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.JSON[groupAnswer](t, a)
}

// refused makes a call that must answer status and change nothing.
func refused(t *testing.T, s *apitest.Server, token, method, path, body string, status int) {
	t.Helper()
	before := s.Rows(t)
	a := s.Do(t, token, method, path, body)
	if a.Status != status {
		t.Errorf("%s %s %.80s: got %d %s, want %d", method, path, body, a.Status, a.Body, status)
	}
	if after := s.Rows(t); !maps.Equal(before, after) {
		t.Errorf("%s %s %.80s: rows were %v and are %v", method, path, body, before, after)
	}
	var detail map[string]any
	if err := json.Unmarshal([]byte(a.Body), &detail); err != nil || detail["detail"] == nil {
		t.Errorf("%s %s: no detail in %s", method, path, a.Body)
	}
}

func TestCreateGroupAsDocumented(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		a := s.Do(t, s.A.Admin.Token, "POST", accessGroups, seedGroup)
		if a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		fields := slices.Sorted(maps.Keys(apitest.JSON[map[string]any](t, a)))
		want := []string{
			"all_companies", "allow_bundled_companies", "can_set_tier_scope", "guid", "id", "is_default", "name",
			"subscription_types", "user_count",
		}
		if !slices.Equal(fields, want) {
			t.Errorf("fields %q, want %q", fields, want)
		}
		if ignored := a.Header.Get("X-Ignored-Fields"); ignored != "" {
			t.Errorf("ignored %q of the document's own fields", ignored)
		}
		g := apitest.JSON[groupAnswer](t, a)
		if g.Name != "This Group" || g.AllCompanies || g.IsDefault || !g.Bundled {
			t.Errorf("got %+v", g)
		}
		for field, want := range map[string]int64{
			"total_allocated_quota": 2, "total_available_quota": 2, "total_used_allocated_quota": 0, "total_used_quota": 0,
		} {
			if got := g.quota(t, "continuous_monitoring", field); got != want {
				t.Errorf("%s is %d, want %d", field, got, want)
			}
		}
		if got := g.quota(t, "countries", "total_allocated_quota"); got != -1 {
			t.Errorf("countries reserve %d", got)
		}
		refused(t, s, s.A.Admin.Token, "POST", accessGroups, seedGroup, 409)
		if a := s.Do(t, s.B.Admin.Token, "POST", accessGroups, seedGroup); a.Status != 201 {
			t.Errorf("a name of another customer: %d %s", a.Status, a.Body)
		}
	})
}

func TestFlatGroup(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		g := newGroup(t, s, `{"name":"Flat","all_companies":true,"subscription_types":{"countries":{"total_available_quota":0}},"colour":"red"}`)
		if !g.AllCompanies || g.quota(t, "countries", "total_allocated_quota") != 0 {
			t.Errorf("got %+v", g)
		}
		path := accessGroups + "/" + g.GUID
		a := s.Do(t, s.A.Admin.Token, "PATCH", path, `{"groups":[{"all_companies":false,"subscription_types":{"countries":{"total_allocated_quota":null}}}]}`)
		g = apitest.JSON[groupAnswer](t, a)
		if a.Status != 200 || g.AllCompanies || g.Name != "Flat" || g.quota(t, "countries", "total_allocated_quota") != -1 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		// What is read can be sent back.
		before := s.Do(t, s.A.Admin.Token, "GET", path, "").Body
		if a := s.Do(t, s.A.Admin.Token, "PATCH", path, before); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if after := s.Do(t, s.A.Admin.Token, "GET", path, "").Body; after != before {
			t.Errorf("got %s, want %s", after, before)
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", path+"/", ""); a.Status != 204 || a.Body != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		refused(t, s, s.A.Admin.Token, "DELETE", path, "", 404)
	})
}

func TestGroupCallsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		g := newGroup(t, s, `{"name":"One"}`)
		admin, company := s.A.Admin.Token, s.A.Companies["Saperix"]
		one, unknown, foreign := accessGroups+"/"+g.GUID, accessGroups+"/"+db.NewID(), accessGroups+"/"+s.B.Group
		own := accessGroups + "/" + s.A.Group
		guids := "/companies/guids"
		long := strings.Repeat("x", 256)
		for _, body := range []string{
			``, `{`, `[]`, `null`, `"x"`, `{}`, `{"name":null}`, `{"name":7}`, `{"name":" "}`, `{"name":"` + long + `"}`,
			`{"name":"a\u0000b"}`, `{"name":"a","groups":{}}`, `{"name":"a","groups":[{},{}]}`, `{"name":"a","groups":[7]}`,
			`{"name":"a","is_default":"yes"}`, `{"name":"a","all_companies":null}`, `{"name":"a","subscription_types":[]}`,
			`{"name":"a","subscription_types":{"total":{}}}`, `{"name":"a","subscription_types":{"countries":null}}`,
			`{"name":"a","groups":[{"subscription_types":{"countries":null}}]}`,
			`{"name":"a","subscription_types":{"countries":{"total_allocated_quota":"2"}}}`,
			`{"name":"a","subscription_types":{"countries":{"total_allocated_quota":2.5}}}`,
			`{"name":"a","subscription_types":{"countries":{"total_allocated_quota":-1}}}`,
			`{"name":"a","subscription_types":{"countries":{"total_allocated_quota":99999999999999999999}}}`,
		} {
			refused(t, s, admin, "POST", accessGroups, body, 400)
		}
		for _, tt := range []struct {
			token, method, path, body string
			status                    int
		}{
			{"", "GET", accessGroups, "", 401},
			{s.A.Reader.Token, "GET", accessGroups, "", 403},
			{s.A.Reader.Token, "POST", accessGroups, `{`, 403},
			{s.A.GroupAdmin.Token, "POST", accessGroups, `{`, 403},
			{s.A.GroupAdmin.Token, "PATCH", own, `{`, 403},
			{s.A.GroupAdmin.Token, "DELETE", own, "", 403},
			{s.A.GroupAdmin.Token, "GET", one, "", 404},
			{s.A.User.Token, "GET", one + guids, "", 404},
			{s.A.User.Token, "PUT", own + guids, `{`, 403},
			{s.A.Manager.Token, "PUT", accessGroups + "/companies", `{`, 403},
			{s.A.GroupAdmin.Token, "PUT", one + guids, `[]`, 404},
			{s.A.GroupAdmin.Token, "PUT", own + guids, `["` + company + `"]`, 404},
			{admin, "PATCH", one, `{"name":null}`, 400},
			{admin, "PATCH", one, `{"name":"` + long + `"}`, 400},
			{admin, "PATCH", one, `{"name":"VENDORS north"}`, 409},
			{admin, "PATCH", unknown, `{"name":7}`, 400},
			{admin, "PATCH", unknown, `{}`, 404},
			{admin, "PATCH", foreign, `{}`, 404},
			{admin, "GET", foreign, "", 404},
			{admin, "GET", accessGroups + "/1", "", 404},
			{admin, "GET", foreign + guids, "", 404},
			{admin, "GET", one + guids + "?subscribed-group=x", "", 400},
			{admin, "DELETE", foreign, "", 404},
			{admin, "DELETE", unknown, "", 404},
			{admin, "DELETE", own, "", 409},
			{admin, "PUT", one, `{}`, 405},
			{admin, "PUT", one + guids, `{}`, 400},
			{admin, "PUT", one + guids, `null`, 400},
			{admin, "PUT", one + guids, `[7]`, 400},
			{admin, "PUT", one + guids, `["x"]`, 400},
			{admin, "PUT", one + guids, `["` + db.NewID() + `"]`, 404},
			{admin, "PUT", one + guids, `["` + s.B.Companies["Saperix"] + `"]`, 404},
			{admin, "PUT", foreign + guids, `["` + company + `"]`, 404},
			{admin, "PUT", accessGroups + "/companies", `{"companies":[]}`, 400},
			{admin, "PUT", accessGroups + "/companies", `{"companies":["` + company + `"],"groups":["` + s.B.Group + `"]}`, 404},
			{admin, "POST", accessGroups + "/query", `{"guid":"x"}`, 400},
			{admin, "POST", accessGroups + "/query", `{"guid":["x"]}`, 400},
			{admin, "GET", accessGroups + "?format=pdf", "", 400},
			{admin, "GET", accessGroups + "/explain", "", 400},
			{admin, "GET", accessGroups + "/explain?user=" + s.B.User.GUID + "&company=" + company, "", 404},
		} {
			refused(t, s, tt.token, tt.method, tt.path, tt.body, tt.status)
		}
	})
}

func TestGroupLists(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		type list struct {
			Default *string       `json:"default_group"`
			Groups  []groupAnswer `json:"groups"`
		}
		names := func(l list) (names []string) {
			for _, g := range l.Groups {
				names = append(names, g.Name)
			}
			return names
		}
		admin, member := s.A.Admin.Token, s.A.User.Token
		all := apitest.JSON[list](t, s.Do(t, admin, "GET", accessGroups, ""))
		if got := names(all); !slices.Equal(got, []string{"All Companies", "Vendors North"}) || *all.Default != all.Groups[0].GUID {
			t.Errorf("got %q, default %s", got, *all.Default)
		}
		if got := all.Groups[1].UserCount; got != 4 {
			t.Errorf("%d users, want 4", got)
		}
		own := apitest.JSON[list](t, s.Do(t, member, "GET", accessGroups+"/", ""))
		if got := names(own); !slices.Equal(got, []string{"Vendors North"}) || own.Default == nil || *own.Default != "" {
			t.Errorf("a member sees %q", got)
		}
		query := func(token string, guids ...string) list {
			body, _ := json.Marshal(map[string]any{"guid": guids})
			return apitest.JSON[list](t, s.Do(t, token, "POST", accessGroups+"/query", string(body)))
		}
		if got := names(query(admin, s.A.Group, s.B.Group, db.NewID())); !slices.Equal(got, []string{"Vendors North"}) {
			t.Errorf("got %q", got)
		}
		if got := query(member, *all.Default); got.Groups == nil || len(got.Groups) != 0 {
			t.Errorf("got %+v", got)
		}
		a := s.Do(t, admin, "GET", accessGroups+"?format=csv&fields=name,subscription_types.countries,user_count", "")
		want := "name,subscription_types.countries.total_allocated_quota,subscription_types.countries.total_available_quota," +
			"subscription_types.countries.total_used_allocated_quota,subscription_types.countries.total_used_quota,user_count\n" +
			"All Companies,,,0,0,1\nVendors North,,,0,0,4\n"
		if a.Body != want {
			t.Errorf("got %s, want %s", a.Body, want)
		}
		if named := s.Do(t, admin, "POST", accessGroups+"/query?format=csv&fields=name,user_count", `{"guid":["`+s.A.Group+`"]}`); named.Body != "name,user_count\nVendors North,4\n" {
			t.Errorf("got %d %s", named.Status, named.Body)
		}
		refused(t, s, admin, "POST", accessGroups+"/query?format=xml", `{}`, 400)
		a = s.Do(t, admin, "GET", accessGroups+"?fields=name", "")
		if !strings.Contains(a.Body, `"groups":[{"name":"All Companies"},{"name":"Vendors North"}]`) {
			t.Errorf("got %s", a.Body)
		}
	})
}

func TestGroupDetail(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		type detail struct {
			CompanyCount int64 `json:"company_count"`
			Users        []struct {
				Email, Role string
			} `json:"users"`
		}
		path := accessGroups + "/" + s.A.Group
		d := apitest.JSON[detail](t, s.Do(t, s.A.User.Token, "GET", path, ""))
		if d.CompanyCount != 1 || d.Users != nil {
			t.Errorf("got %+v", d)
		}
		d = apitest.JSON[detail](t, s.Do(t, s.A.User.Token, "GET", path+"?expand=users", ""))
		if len(d.Users) != 4 || d.Users[0].Email != "gil.adair@blueseas.example" || d.Users[0].Role != string(actor.GroupAdmin) {
			t.Errorf("got %+v", d)
		}
		blind := s.Person(t, s.A, "Bea Lind", actor.User, s.A.Group, []string{"GATEHOUSE_GROUPS_R"})
		refused(t, s, blind.Token, "GET", path+"?expand=users", "", 403)
	})
}

func TestCompaniesOfAGroup(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		hills, saperix := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		path := accessGroups + "/" + s.A.Group + "/companies/guids"
		is := func(query string, want ...string) {
			t.Helper()
			got := apitest.JSON[[]string](t, s.Do(t, admin, "GET", path+query, ""))
			slices.Sort(want)
			if got == nil || !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		is("", hills)
		a := s.Do(t, admin, "PUT", path, `["`+saperix+`","`+strings.ToUpper(hills)+`","`+hills+`"]`)
		if got := apitest.JSON[[]string](t, a); a.Status != 200 || len(got) != 2 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		is("", hills, saperix)
		if err := s.Companies.Subscribe(t.Context(), actor.System(s.A.ID), hills, "countries", s.A.Group); err != nil {
			t.Fatal(err)
		}
		is("?subscribed-group="+s.A.Group, hills)
		is("?subscribed-group=" + db.NewID())
		first, last := min(hills, saperix), max(hills, saperix)
		is("?limit=1&offset=1", last)
		is("?sort=-guid&limit=1", last)
		is("?q="+last, last)
		if a := s.Do(t, admin, "GET", path+"?limit=1", ""); a.Header.Get("Link") != "<"+apitest.PublicURL+path+`?limit=1&offset=1>; rel="next"` {
			t.Errorf("it leads to %q", a.Header.Get("Link"))
		}
		if a := s.Do(t, admin, "GET", path+"?format=csv", ""); a.Body != "guid\n"+first+"\n"+last+"\n" {
			t.Errorf("got %d %q", a.Status, a.Body)
		}

		// Its own admin takes one away; then nobody in the group sees it.
		if a := s.Do(t, s.A.GroupAdmin.Token, "PUT", path, `["`+hills+`"]`); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		is("", hills)
		refused(t, s, s.A.GroupAdmin.Token, "PUT", accessGroups+"/companies", `{"companies":["`+saperix+`"],"groups":["`+s.A.Group+`"]}`, 404)
		body := `{"companies":["` + saperix + `"],"groups":["` + s.A.Group + `"]}`
		if a := s.Do(t, admin, "PUT", accessGroups+"/companies", body); a.Status != 200 || a.Body != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		is("", hills, saperix)
	})
}

func TestExplainOverHTTP(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ask := func(user, company string) string {
			t.Helper()
			return s.Do(t, s.A.Admin.Token, "GET", accessGroups+"/explain?user="+user+"&company="+s.A.Companies[company], "").Body
		}
		group := `"group":{"guid":"` + s.A.Group + `","name":"Vendors North"}`
		got := ask(s.A.User.GUID, "Saperix")
		for _, want := range []string{
			group, `"allowed":false,"through":null,"reasons":[]`, `"missing":["The company is not in the group Vendors North."]`,
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%s is not in %s", want, got)
			}
		}
		got = ask(s.A.User.GUID, "Black Hills Technologies")
		if want := `"allowed":true,"through":"group"`; !strings.Contains(got, want) || !strings.Contains(got, `"missing":[]`) {
			t.Errorf("%s is not in %s", want, got)
		}
	})
}
