package ratings_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

func newTier(t *testing.T, s *apitest.Server, token, body string) map[string]any {
	t.Helper()
	a := s.Do(t, token, "POST", tiers, body)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.JSON[map[string]any](t, a)
}

func TestTiers(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, sap := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		low := newTier(t, s, admin, `{"name":"Low","description":"","rank":2}`)
		high := newTier(t, s, admin, `{"tier":{"name":"Critical","description":"We stop without them","rank":1,"email_enabled":true}}`)
		want := `{"companies":[],"description":"We stop without them","email_enabled":true,"guid":"` + fmt.Sprint(high["guid"]) + `","name":"Critical","rank":1}`
		if got, _ := json.Marshal(high); string(got) != want {
			t.Errorf("got %s", got)
		}
		one, two := tiers+"/"+fmt.Sprint(high["guid"]), tiers+"/"+fmt.Sprint(low["guid"])
		a := s.Do(t, admin, "PATCH", one+"/companies", `{"add_companies":["`+hills+`","`+sap+`"]}`)
		if a.Status != 200 || len(apitest.JSON[map[string][]string](t, strip(a, "detail"))["added"]) != 2 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		a = s.Do(t, admin, "PATCH", two+"/companies", `{"company_actions":{"add_companies":["`+sap+`"]}}`)
		if a.Status != 200 || !strings.Contains(a.Body, `"added":["`+sap+`"]`) {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		a = s.Do(t, admin, "GET", tiers, "")
		all := apitest.JSON[[]map[string]any](t, a)
		if len(all) != 2 || all[0]["name"] != "Critical" || fmt.Sprint(all[0]["companies"], all[1]["companies"]) != "["+hills+"] ["+sap+"]" {
			t.Errorf("got %s", a.Body)
		}
		a = s.Do(t, s.A.Manager.Token, "GET", two, "")
		if a.Status != 200 || !strings.Contains(a.Body, `"companies":[]`) {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		a = s.Do(t, admin, "PATCH", one, `{"rank":3}`)
		if tier := apitest.JSON[map[string]any](t, a); a.Status != 200 || tier["rank"] != 3.0 || tier["name"] != "Critical" || tier["email_enabled"] != true {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		a = s.Do(t, admin, "PUT", one, `{"name":"Top","description":"x","rank":1}`)
		if tier := apitest.JSON[map[string]any](t, a); a.Status != 200 || tier["name"] != "Top" || tier["email_enabled"] != false {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "GET", tiers+"?format=csv", ""); !strings.HasPrefix(a.Body, "guid,name,rank,companies_count,email_enabled,description\n") {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "DELETE", one, ""); a.Status != 204 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if n := count(t, s, `select count(*) from companies where tier_guid is not null`); n != 1 {
			t.Errorf("%d companies have a tier", n)
		}
	})
}

func TestTierCallsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, long := s.A.Admin.Token, strings.Repeat("x", 256)
		const body = `{"name":"One","description":"","rank":1}`
		one := tiers + "/" + fmt.Sprint(newTier(t, s, admin, body)["guid"])
		newTier(t, s, admin, `{"name":"Two","description":"","rank":1}`)
		foreign, unknown := tiers+"/"+fmt.Sprint(newTier(t, s, s.B.Admin.Token, body)["guid"]), tiers+"/"+db.NewID()
		calls := []refusal{
			{"", "POST", tiers, `{}`, 401},
			{s.A.Reader.Token, "GET", one, "", 403},
			{s.A.Reader.Token, "POST", tiers, `{`, 403},
			{s.A.User.Token, "POST", tiers, body, 403},
			{s.A.User.Token, "PUT", one, body, 403},
			{s.A.User.Token, "PATCH", one + "/companies", `{}`, 403},
			{s.A.Manager.Token, "DELETE", one, "", 403},
			{s.A.Manager.Token, "DELETE", unknown, "", 404},
			{admin, "POST", tiers, body, 409},
			{admin, "PATCH", one, `{"name":"TWO"}`, 409},
			{admin, "PUT", one, `{"name":"Two","description":"","rank":1}`, 409},
			{admin, "PUT", one, `{"name":"Three"}`, 400},
			{admin, "PATCH", one, `{"rank":null}`, 400},
			{admin, "PATCH", one, `{"email_enabled":"yes"}`, 400},
			{admin, "PATCH", unknown, `{"rank":"x"}`, 400},
			{admin, "PATCH", one + "/companies", `{"add_companies":["x"]}`, 400},
			{admin, "PATCH", one + "/companies", `{"remove_companies":{}}`, 400},
		}
		for _, body := range []string{
			``, `{`, `[]`, `null`, `{}`, `{"name":"a","rank":1}`, `{"name":"a","description":"x"}`, `{"description":"x","rank":1}`,
			`{"name":"","description":"","rank":1}`, `{"name":"` + long + `","description":"","rank":1}`, `{"name":"a","description":"` + long + `","rank":1}`,
			`{"name":"a","description":"","rank":"1"}`, `{"name":"a","description":"","rank":1.5}`, `{"name":"a","description":"","rank":-1}`,
			`{"name":"a","description":"","rank":99999999999999999999}`, `{"name":"a\u0000","description":"","rank":1}`,
		} {
			calls = append(calls, refusal{admin, "POST", tiers, body, 400})
		}
		for _, path := range []string{foreign, unknown, tiers + "/x"} {
			calls = append(calls, refusal{admin, "GET", path, "", 404}, refusal{admin, "PATCH", path, `{}`, 404}, refusal{admin, "PUT", path, body, 404},
				refusal{admin, "DELETE", path, "", 404}, refusal{admin, "PATCH", path + "/companies", `{}`, 404})
		}
		for _, c := range calls {
			refused(t, s, c.token, c.method, c.path, c.body, c.status)
		}
	})
}
