package ratings_test

import (
	"encoding/json"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func setParent(guid *string) tenant.Change { return tenant.Change{ParentGUID: guid} }

// staff changes the users of A so that every filter tells some of them apart.
func staff(t *testing.T, s *apitest.Server) {
	t.Helper()
	admin := s.A.Admin.Token
	call(t, s, admin, "POST", v2Users, `{"email":"zoe@blueseas.example","formal_name":"Zoé Stonewall","preferred_contact_for_entities":["`+s.A.Companies["Saperix"]+`"]}`, 201)
	call(t, s, admin, "PATCH", v2Users+"/"+s.A.Manager.GUID, `{"is_active":false,"is_available_for_contact":true}`, 200)
	_, err := s.Users.Create(t.Context(), actor.System(s.A.ID), identity.UserDraft{Email: "robot@blueseas.example", FormalName: "Robot", IsService: true})
	if err != nil {
		t.Fatal(err)
	}
}

func TestUserList(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		staff(t, s)
		const all = "emma.waters gil.adair paul.mason rae.dover una.stone zoe"
		for query, want := range map[string]string{
			"?sort=email":                                          all,
			"?sort=-email":                                         "zoe una.stone rae.dover paul.mason gil.adair emma.waters",
			"?sort=formal_name":                                    all,
			"?sort=joined_time,guid":                               "emma.waters gil.adair paul.mason una.stone rae.dover zoe",
			"?sort=group.name,email":                               "emma.waters zoe gil.adair paul.mason rae.dover una.stone",
			"?sort=status,-email":                                  "una.stone rae.dover gil.adair emma.waters zoe paul.mason",
			"?sort=last_login_time,email":                          all,
			"?sort=-last_login_time,email":                         all,
			"?limit=2&offset=1&sort=email":                         "gil.adair paul.mason",
			"?offset=9":                                            "",
			"?q=sto&sort=email":                                    "una.stone zoe",
			"?q=una+st":                                            "una.stone",
			"?q=blueseas.example+emm":                              "emma.waters",
			"?guid=" + s.A.User.GUID + "," + s.B.User.GUID:         "una.stone",
			"?guid=" + s.B.User.GUID:                               "",
			"?email=Una.Stone@blueseas.example,zoe@x.example":      "una.stone",
			"?formal_name_q=stone&sort=email":                      "una.stone zoe",
			"?formal_name_q=zoÉ":                                   "zoe",
			"?formal_name_q=blueseas":                              "",
			"?formal_name_q=tone":                                  "",
			"?email_q=A.ST":                                        "una.stone",
			"?email_q=%25":                                         "",
			"?status=created":                                      "zoe",
			"?status=Created,Deactivated&sort=email":               "paul.mason zoe",
			"?status=Activated&status=Created&sort=email":          "emma.waters gil.adair rae.dover una.stone zoe",
			"?status=Deleted":                                      "",
			"?roles.slug=customer_admin,customer_user&sort=email":  "emma.waters rae.dover una.stone zoe",
			"?roles.slug=vrm_admin":                                "",
			"?group.guid=" + s.A.Group + "&sort=email":             "gil.adair paul.mason rae.dover una.stone",
			"?group.guid=" + s.B.Group:                             "",
			"?is_company_api_token=True":                           "robot",
			"?is_company_api_token=False&sort=email":               all,
			"?is_available_for_contact=True":                       "paul.mason",
			"?is_available_for_contact=false&sort=email":           "emma.waters gil.adair rae.dover una.stone zoe",
			"?is_preferred_contact=true":                           "zoe",
			"?is_preferred_contact=False&sort=email":               "emma.waters gil.adair paul.mason rae.dover una.stone",
			"?status=Activated&group.guid=" + s.A.Group + "&q=una": "una.stone",
		} {
			if got := strings.Join(emails(t, s, s.A.Admin.Token, query), " "); got != want {
				t.Errorf("%s: got %q, want %q", query, got, want)
			}
		}
		if got := emails(t, s, s.A.GroupAdmin.Token, "?sort=email"); strings.Join(got, " ") != "gil.adair paul.mason rae.dover una.stone" {
			t.Errorf("the group sees %v", got)
		}
		if got := emails(t, s, s.A.GroupAdmin.Token, "?is_preferred_contact=true"); len(got) != 0 {
			t.Errorf("found by what the group does not see: %v", got)
		}
	})
}

func TestUserPages(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		staff(t, s)
		p := call(t, s, s.A.Admin.Token, "GET", v2Users+"?sort=email&limit=4", "", 200)
		exactly(t, p, map[string]string{"count": "number", "links": "object", "results": "array"})
		exactly(t, p["results"].([]any)[0].(document), userShape)
		next := apitest.PublicURL + v2Users + "?limit=4&offset=4&sort=email"
		if links := p["links"].(document); p["count"] != 6.0 || links["next"] != next || links["previous"] != nil {
			t.Errorf("%v %v", p["count"], links)
		}
		for format, want := range map[string]string{
			"csv":    "guid,formal_name,email,status,roles.slug",
			"ndjson": `"email":"zoe@blueseas.example"`,
			"table":  "Zoé Stonewall",
			"xlsx":   "PK",
		} {
			a := s.Do(t, s.A.Admin.Token, "GET", v2Users+"?format="+format, "")
			if a.Status != 200 || !strings.Contains(a.Body, want) {
				t.Errorf("%s: %d %.300s", format, a.Status, a.Body)
			}
		}
		a := s.Do(t, s.A.Admin.Token, "GET", v2Users+"?format=csv&fields=email,status&sort=email&offset=4", "")
		if want := "email,status\nuna.stone@blueseas.example,Activated\nzoe@blueseas.example,Created\n"; a.Body != want {
			t.Errorf("got %q, want %q", a.Body, want)
		}
		if got := s.Do(t, s.A.Admin.Token, "GET", v2Users+"/"+s.A.User.GUID+"?fields=email", "").Body; got != `{"email":"una.stone@blueseas.example"}`+"\n" {
			t.Errorf("got %s", got)
		}
	})
}

func TestUserQuery(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		staff(t, s)
		for body, want := range map[string]int{
			`{"guid":["` + strings.ToUpper(s.A.User.GUID) + `","` + s.A.Admin.GUID + `","` + s.B.Admin.GUID + `"]}`: 2,
			`{"guid":["` + s.B.Admin.GUID + `"]}`: 0,
			`{"guid":[]}`:                         7,
			`{}`:                                  7,
		} {
			p := call(t, s, s.A.Admin.Token, "POST", v2Users+"/query", body, 200)
			if p["count"] != float64(want) || len(p["results"].([]any)) != want || p["links"].(document)["next"] != nil {
				t.Errorf("%s: %v", body, p)
			}
		}
		p := call(t, s, s.A.GroupAdmin.Token, "POST", v2Users+"/query", `{"guid":["`+s.A.User.GUID+`","`+s.A.Admin.GUID+`"]}`, 200)
		if results := p["results"].([]any); len(results) != 1 || results[0].(document)["guid"] != s.A.User.GUID {
			t.Errorf("the group sees %v", results)
		}
	})
}
