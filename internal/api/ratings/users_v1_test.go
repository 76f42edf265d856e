package ratings_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

const v1Users = "/ratings/v1/users"

var detailShape = map[string]string{
	"date_joined": "string", "email": "string", "first_name": "string", "formal_name": "string", "friendly_name": "string",
	"group": "object", "guid": "string", "is_active": "bool", "is_available_for_contact": "bool", "is_customer_api_token": "bool",
	"last_login": "string null", "last_name": "string", "owner": "string", "roles": "array",
	"status": "string",
}

func locals(t *testing.T, s *apitest.Server, token, query string) []string {
	t.Helper()
	a := s.Do(t, token, "GET", v1Users+query, "")
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", query, a.Status, a.Body)
	}
	got := []string{}
	for _, u := range apitest.JSON[[]document](t, a) {
		local, _, _ := strings.Cut(u["email"].(string), "@")
		got = append(got, local)
	}
	return got
}

func TestUsersOfTheFirstVersion(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		staff(t, s)
		gone := aUser(t, s, s.A)["user_guid"]
		call(t, s, s.A.Admin.Token, "DELETE", v2Users+"/"+gone, "", 204)
		admin := s.A.Admin.Token
		u := apitest.JSON[[]document](t, s.Do(t, admin, "GET", v1Users+"?guid="+s.A.User.GUID, ""))[0]
		exactly(t, u, detailShape)
		want := document{
			"name": "customer_user", "presentation": "Customer User",
			"permissions": []any{"GATEHOUSE_REQUESTS_RW", "GATEHOUSE_GROUPS_R", "GATEHOUSE_PORTFOLIO_R", "GATEHOUSE_USERS_R", "GATEHOUSE_INTROSPECT_R"},
		}
		role := u["roles"].([]any)[0].(document)
		slices.SortFunc(role["permissions"].([]any), byText)
		slices.SortFunc(want["permissions"].([]any), byText)
		if diff := cmp.Diff(want, role); diff != "" {
			t.Error(diff)
		}
		if u["first_name"] != "Una" || u["owner"] != "" || u["group"].(document)["name"] != "Vendors North" {
			t.Errorf("got %v", u)
		}
		detailed := call(t, s, admin, "GET", v1Users+"/"+s.A.User.GUID, "", 200)
		if detailed["phone_number"] != "" || detailed["language"] != "en" {
			t.Errorf("details: %v", detailed)
		}
		black, saperix := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		for query, want := range map[string]string{
			"?sort=email":                               "emma.waters gil.adair rae.dover robot una.stone zoe",
			"?sort=email&show_all=True":                 " emma.waters gil.adair paul.mason rae.dover robot una.stone zoe",
			"?view_company=" + saperix + "&sort=email":  "emma.waters robot zoe",
			"?view_company=" + black + "&sort=email":    "emma.waters gil.adair rae.dover robot una.stone zoe",
			"?view_company=" + db.NewID():               "",
			"?view_company=" + s.B.Companies["Saperix"]: "",
			"?sort=-email&limit=2":                      "zoe una.stone",
			"?q=una":                                    "una.stone",
		} {
			if got := strings.Join(locals(t, s, admin, query), " "); got != want {
				t.Errorf("%s: got %q, want %q", query, got, want)
			}
		}
		for query, want := range map[string]string{
			"?sort=email&show_all=true":              "gil.adair paul.mason rae.dover una.stone", // nobody deleted
			"?view_company=" + saperix:               "",                                         // which it does not see
			"?view_company=" + black + "&sort=email": "gil.adair rae.dover una.stone",
		} {
			if got := strings.Join(locals(t, s, s.A.GroupAdmin.Token, query), " "); got != want {
				t.Errorf("%s: the group got %q, want %q", query, got, want)
			}
		}
		a := apitest.JSON[[]document](t, s.Do(t, admin, "GET", v1Users+"?show_all=true&include_details=true&guid="+gone, ""))
		if len(a) != 1 || a[0]["status"] != "Deleted" || a[0]["is_active"] != false || a[0]["formal_name"] != "New Person" {
			t.Errorf("deleted: %v", a)
		}
		if csv := s.Do(t, admin, "GET", v1Users+"?format=csv&fields=email,roles&q=una", "").Body; csv != "email,roles\nuna.stone@blueseas.example,customer_user\n" {
			t.Errorf("csv: %q", csv)
		}
	})
}

func TestCurrentUserOfTheFirstVersion(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		u := call(t, s, s.A.Reader.Token, "GET", v1Users+"/current", "", 200)
		exactly(t, u, map[string]string{
			"customer": "object", "email": "string", "formal_name": "string", "friendly_name": "string", "guid": "string",
			"is_active": "bool", "joined_date": "string", "last_login_date": "string null", "phone_number": "string null", "status": "string",
		})
		exactly(t, u["customer"].(document), map[string]string{
			"guid": "string", "my_company_guid": "string", "my_company_subsidiaries": "array", "name": "string", "type": "string",
		})
		c := u["customer"].(document)
		if u["guid"] != s.A.Reader.GUID || c["guid"] != s.A.GUID || c["type"] != "Live" || c["my_company_guid"] != s.A.CompanyGUID {
			t.Errorf("got %v", u)
		}
		got := call(t, s, s.A.Reader.Token, "GET", v1Users+"/current?fields=email,customer,status&exclude_fields=status,customer.guid", "", 200)
		delete(c, "guid")
		if diff := cmp.Diff(document{"email": u["email"], "customer": c}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestUsersQuota(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		staff(t, s)
		quota := func(token string) document {
			q := call(t, s, token, "GET", v1Users+"/quota", "", 200)
			exactly(t, q, map[string]string{
				"active_user_count": "number", "inactive_user_count": "number", "remaining_active_quota": "number null",
				"total_active_quota": "number null", "total_user_count": "number",
			})
			return q
		}
		want := document{
			"active_user_count": 5.0, "inactive_user_count": 1.0, "total_user_count": 6.0,
			"remaining_active_quota": nil, "total_active_quota": nil,
		}
		if diff := cmp.Diff(want, quota(s.A.Admin.Token)); diff != "" {
			t.Error(diff)
		}
		limit := func(n int) error {
			most := &n
			_, err := s.Customers.Set(t.Context(), actor.System(s.A.ID), s.A.GUID, tenant.Change{ActiveUsers: &most})
			return err
		}
		if err := limit(4); err == nil {
			t.Error("a quota below what is used was taken")
		}
		if err := limit(6); err != nil {
			t.Fatal(err)
		}
		want["remaining_active_quota"], want["total_active_quota"] = 1.0, 6.0
		if diff := cmp.Diff(want, quota(s.A.Admin.Token)); diff != "" {
			t.Error(diff)
		}
		if got := quota(s.A.GroupAdmin.Token); got["total_user_count"] != 4.0 || got["remaining_active_quota"] != 1.0 {
			t.Errorf("the group counts %v", got)
		}
		if got := quota(s.B.Admin.Token); got["total_active_quota"] != nil || got["active_user_count"] != 5.0 {
			t.Errorf("another customer: %v", got)
		}
		last := aUser(t, s, s.A)["user_guid"]
		refused(t, s, s.A.Admin.Token, "POST", v2Users, `{"email":"x@blueseas.example","formal_name":"X"}`, 409)
		refused(t, s, s.A.Admin.Token, "PATCH", v2Users+"/"+s.A.Manager.GUID, `{"is_active":true}`, 409)
		call(t, s, s.A.Admin.Token, "PATCH", v2Users+"/"+last, `{"is_active":false}`, 200)
		call(t, s, s.A.Admin.Token, "PATCH", v2Users+"/"+s.A.Manager.GUID, `{"is_active":true}`, 200)
	})
}

// Who sees a company does so as an admin, or by a group; and nobody is told who
// sees one that they do not see themselves.
func TestWhoSeesACompany(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		black, saperix := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		south := call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/access-groups", `{"name":"Vendors South"}`, 201)["guid"].(string)
		call(t, s, s.A.Admin.Token, "PUT", "/ratings/v1/access-groups/companies", `{"groups":["`+south+`"],"companies":["`+saperix+`"]}`, 200)
		s.Person(t, s.A, "Ada Noon", actor.Admin, s.A.Group, nil)
		s.Person(t, s.A, "Sue South", actor.User, south, nil)
		const all = "ada.noon emma.waters gil.adair paul.mason rae.dover una.stone"
		for _, tt := range []struct{ token, company, want string }{
			{s.A.Admin.Token, saperix, "ada.noon emma.waters sue.south"},
			{s.A.Admin.Token, strings.ToUpper(saperix), "ada.noon emma.waters sue.south"},
			{s.A.Admin.Token, black, all},
			{s.A.Admin.Token, s.B.Companies["Saperix"], ""},
			{s.A.GroupAdmin.Token, black, "ada.noon gil.adair paul.mason rae.dover una.stone"},
			{s.A.GroupAdmin.Token, saperix, ""},
			{s.A.GroupAdmin.Token, db.NewID(), ""},
			{s.B.Admin.Token, saperix, ""},
		} {
			if got := strings.Join(locals(t, s, tt.token, "?sort=email&view_company="+tt.company), " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			lines := strings.Fields(s.Do(t, tt.token, "GET", v1Users+"?sort=email&format=csv&fields=email&view_company="+tt.company, "").Body)
			if got := strings.Join(lines[1:], " "); strings.ReplaceAll(got, "@blueseas.example", "") != tt.want {
				t.Errorf("as a file: got %q, want %q", got, tt.want)
			}
		}
	})
}
