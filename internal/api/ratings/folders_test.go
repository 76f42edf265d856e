package ratings_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

const folders, tiers = "/ratings/v1/folders", "/ratings/v1/tiers"

func newFolder(t *testing.T, s *apitest.Server, token, body string) map[string]any {
	t.Helper()
	a := s.Do(t, token, "POST", folders, body)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.JSON[map[string]any](t, a)
}

func TestFolders(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, sap := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		f := newFolder(t, s, admin, `{"folder":{"name":"Suppliers","description":"All of them","content_expiry_days":30}}`)
		guid := fmt.Sprint(f["guid"])
		want := `{"can_edit_properties":true,"companies":[],"companies_count":0,"contains_all_companies":false,"content_expiry_days":30,` +
			`"customer_global":true,"description":"All of them","email_enabled":false,"guid":"` + guid + `","is_deletable":true,` +
			`"is_my_company":false,"is_selected":false,"name":"Suppliers","order":1,"owner":"emma.waters@blueseas.example",` +
			`"owner_guid":"` + s.A.Admin.GUID + `","owner_name":"Emma Waters","shared_options":{"group_can_edit_contents":false,` +
			`"group_can_edit_properties":false,"is_shared":true,"shared_with":[],"shared_with_all_users":true,` +
			`"user_can_edit_contents":true,"user_can_share":true},"subscription_type":null}`
		if got, _ := json.Marshal(f); string(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		a := s.Do(t, admin, "PATCH", folders+"/"+guid+"/companies", `{"add_companies":["`+hills+`","`+sap+`","`+s.B.Companies["Saperix"]+`"],"remove_companies":[]}`)
		want = `{"added":["` + hills + `","` + sap + `"],"not_added":["` + s.B.Companies["Saperix"] + `"],"removed":[],"not_removed":[],` +
			`"companies":["` + hills + `","` + sap + `"],"detail":"1 not added: in it already, or not in your portfolio."}`
		if a.Status != 200 || keyed(t, a.Body) != keyed(t, want) {
			t.Errorf("got %d %s\nwant %s", a.Status, a.Body, want)
		}
		// The group sees one of the two, in the list and in the single answer.
		for _, path := range []string{folders + "/" + guid, folders + "/"} {
			a := s.Do(t, s.A.Manager.Token, "GET", path, "")
			if a.Status != 200 || !strings.Contains(a.Body, `"companies":["`+hills+`"],"companies_count":1`) || strings.Contains(a.Body, sap) ||
				!strings.Contains(a.Body, `"is_deletable":false`) {
				t.Errorf("%s: %d %s", path, a.Status, a.Body)
			}
		}
		a = s.Do(t, admin, "PATCH", folders+"/"+guid, `{"name":"Suppliers EU","content_expiry_days":null,"guid":"x","owner":"me",`+
			`"shared_options":{"is_shared":true,"shared_with":[{"email":"paul.mason@blueseas.example","can_edit_folder_contents":true}]}}`)
		f = apitest.JSON[map[string]any](t, a)
		if a.Status != 200 || f["name"] != "Suppliers EU" || f["content_expiry_days"] != nil || f["description"] != "All of them" || f["guid"] != guid ||
			!strings.Contains(a.Body, `"email":"paul.mason@blueseas.example"`) {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if got := a.Header.Get("X-Ignored-Fields"); got != "guid, owner" {
			t.Errorf("ignored %q", got)
		}
		a = s.Do(t, admin, "PATCH", folders+"/"+guid+"/companies", `{"remove_companies":["`+sap+`"]}`)
		if moved := apitest.JSON[map[string][]string](t, strip(a, "detail")); len(moved["companies"]) != 1 || len(moved["removed"]) != 1 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "GET", folders+"?format=csv&fields=name", ""); a.Body != "name\nSuppliers EU\n" {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "DELETE", folders+"/"+guid, ""); a.Status != 204 || a.Body != "" {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, admin, "GET", folders, ""); a.Body != "[]\n" {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
	})
}

// keyed returns JSON with its keys in order.
func keyed(t *testing.T, text string) string {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	out, _ := json.Marshal(all)
	return string(out)
}

// strip takes a field off an answer.
func strip(a apitest.Answer, field string) apitest.Answer {
	var all map[string]json.RawMessage
	if json.Unmarshal([]byte(a.Body), &all) == nil {
		delete(all, field)
		text, _ := json.Marshal(all)
		a.Body = string(text)
	}
	return a
}

type refusal struct {
	token, method, path, body string
	status                    int
}

func TestFolderCallsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, long := s.A.Admin.Token, strings.Repeat("x", 256)
		one := folders + "/" + fmt.Sprint(newFolder(t, s, admin, `{"name":"One"}`)["guid"])
		newFolder(t, s, admin, `{"name":"Two"}`)
		foreign, unknown := folders+"/"+fmt.Sprint(newFolder(t, s, s.B.Admin.Token, `{"name":"One"}`)["guid"]), folders+"/"+db.NewID()
		calls := []refusal{
			{"", "POST", folders, `{}`, 401},
			{s.A.Reader.Token, "POST", folders, `{`, 403},
			{s.A.User.Token, "POST", folders, `{"name":"x"}`, 403},
			{s.A.User.Token, "DELETE", one, "", 403},
			{s.A.User.Token, "PATCH", one + "/companies", `{}`, 403},
			{s.A.Manager.Token, "DELETE", one, "", 403},
			{admin, "POST", folders, `{"name":"ONE"}`, 409},
			{admin, "PATCH", one, `{"name":"two"}`, 409},
			{admin, "PATCH", one, `{"name":null}`, 400},
			{admin, "PATCH", one, `{"name":"` + long + `"}`, 400},
			{admin, "PATCH", one, `{"shared_options":{"is_shared":1}}`, 400},
			{admin, "PATCH", one, `{"shared_options":{"shared_with":[{"email":"` + long + `"}]}}`, 400},
			{admin, "PATCH", one, `{"content_expiry_days":4000}`, 400},
			{admin, "PATCH", unknown, `{"name":7}`, 400},
			{admin, "PATCH", one + "/companies", `{"add_companies":"x"}`, 400},
			{admin, "PATCH", one + "/companies", `{"add_companies":["x"]}`, 400},
			{admin, "PATCH", one + "/companies", `{"add_companies":[1]}`, 400},
			{admin, "PATCH", one + "/companies", `[]`, 400},
			{admin, "PUT", one, `{}`, 405},
		}
		for _, body := range []string{
			``, `{`, `[]`, `null`, `7`, `{}`, `{"name":null}`, `{"name":1}`, `{"name":"  "}`, `{"name":"` + long + `"}`, `{"name":"a\u0000"}`,
			`{"name":"a\u0007"}`, `{"name":"a","description":"` + long + `"}`, `{"name":"a","content_expiry_days":"7"}`, `{"name":"a","content_expiry_days":0}`,
		} {
			calls = append(calls, refusal{admin, "POST", folders, body, 400})
		}
		for _, path := range []string{foreign, unknown, folders + "/x"} {
			calls = append(calls, refusal{admin, "GET", path, "", 404}, refusal{admin, "PATCH", path, `{}`, 404}, refusal{admin, "DELETE", path, "", 404},
				refusal{admin, "PATCH", path + "/companies", `{"add_companies":["` + s.A.Companies["Saperix"] + `"]}`, 404})
		}
		for _, c := range calls {
			refused(t, s, c.token, c.method, c.path, c.body, c.status)
		}
	})
}
