package ratings_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

const subscriptions = "/ratings/v1/subscriptions"

// wantBody compares an answer with JSON, whatever the order of its keys.
func wantBody(t *testing.T, a apitest.Answer, status int, want string) {
	t.Helper()
	if a.Status != status || status != 204 && keyed(t, a.Body) != keyed(t, want) {
		t.Errorf("got %d\n%s\nwant %d\n%s", a.Status, a.Body, status, want)
	}
}

func licence(t *testing.T, s *apitest.Server, kind string, n *int64) {
	t.Helper()
	_, err := s.Customers.Set(t.Context(), actor.System(0), s.A.GUID, tenant.Change{Licences: map[string]*int64{kind: n}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSubscriptions(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, sap := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		licence(t, s, "continuous_monitoring", new(int64(1)))
		a := s.Do(t, admin, "POST", subscriptions+"/", `{"subscription_params":{"continuous_monitoring":{"companies":[{"guid":"`+hills+`"},`+
			`{"url":"https://www.saperix.example/about"},{"name":"Nobody Inc"}],"folder":"Watched"}}}`)
		wantBody(t, a, 200, `{"continuous_monitoring":{"added":1,"not_added":2,"switched":0,"not_switched":0,"companies":[`+
			`{"guid":"`+hills+`","name":"Black Hills Technologies","folder":"Watched","result":"sucess","reason":"The subscription was added."},`+
			`{"guid":"`+sap+`","name":"Saperix","folder":"Watched","result":"error_adding_company","reason":"The licence has 1 subscriptions of type `+
			`continuous_monitoring, of which groups have reserved 0 and use 1 of the rest: this is one too many."},`+
			`{"guid":"","name":"Nobody Inc","folder":"Watched","result":"no_matching_company","reason":"There is no such company in your portfolio."}]}}`)
		wantBody(t, s.Do(t, admin, "GET", subscriptions+"/?fields=continuous_monitoring,alerts-only,real_time_alerts,trial_end_date", ""), 200,
			`{"continuous_monitoring":{"companies":[{"guid":"`+hills+`","name":"Black Hills Technologies","start_date":"2026-03-02"}],`+
				`"name":"Continuous Monitoring","quota":1,"remaining":0},"alerts-only":{"companies":[],"name":"Alerts Only","quota":null,"remaining":null},`+
				`"real_time_alerts":false,"trial_end_date":null}`)
		all := apitest.JSON[map[string]any](t, s.Do(t, admin, "GET", subscriptions, ""))
		if len(all) != 8 || all["event_forensics"] != false || all["user_behavior_forensics"] != false {
			t.Errorf("got %v", all)
		}
		// A form, as the contract says; and it switches.
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		_ = form.WriteField("subscription_params", `{"alerts-only":{"companies":[{"guid":"`+hills+`"}]}}`)
		_ = form.Close()
		s.Move(24 * time.Hour)
		for kind, text := range map[string]string{
			form.FormDataContentType():          body.String(),
			"application/x-www-form-urlencoded": url.Values{"subscription_params": {`{"countries":{}}`}}.Encode(),
		} {
			r := httptest.NewRequest("POST", subscriptions, strings.NewReader(text))
			r.Header.Set("Content-Type", kind)
			r.SetBasicAuth(admin, "")
			if a := s.Send(t, r); a.Status != 200 || strings.Contains(kind, "multi") && !strings.Contains(a.Body, `"switched":1,"not_switched":0`) {
				t.Errorf("%s: %d %s", kind, a.Status, a.Body)
			}
		}
		page := `{"links":{"next":null,"previous":null},"count":1,"results":[{"guid":"` + hills + `","name":"Black Hills Technologies",`
		wantBody(t, s.Do(t, admin, "GET", subscriptions+"/companies", ""), 200, page+
			`"subscription_type":"Alerts Only","subscription_type_key":"alerts-only","start_date":"2026-03-03","end_date":null}]}`)
		wantBody(t, s.Do(t, admin, "GET", subscriptions+"/expired", ""), 200, page+
			`"subscription_type":"Continuous Monitoring","subscription_type_key":"continuous_monitoring","start_date":"2026-03-02","end_date":"2026-03-03"}]}`)
		if a := s.Do(t, admin, "GET", subscriptions+"/?format=csv&fields=name,end_date", ""); a.Body != "name,end_date\nBlack Hills Technologies,\n" {
			t.Errorf("got %s", a.Body)
		}
		wantBody(t, s.Do(t, admin, "DELETE", subscriptions+"/"+hills+"?subscription_type=countries", ""), 404,
			`{"detail":"Black Hills Technologies has no subscription of type countries."}`)
		wantBody(t, s.Do(t, admin, "DELETE", subscriptions+"/"+hills+"/", ""), 204, "")
		wantBody(t, s.Do(t, admin, "DELETE", subscriptions+"/"+hills, ""), 404, `{"detail":"Black Hills Technologies has no such subscription."}`)
	})
}

func TestBulkSubscriptions(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		hills, sap, foreign := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"], s.B.Companies["Saperix"]
		a := s.Do(t, s.A.Admin.Token, "POST", subscriptions+"/bulk", `{"add":[{"guid":"`+hills+`","type":"countries","folder":["A","B"]},`+
			`{"guid":"`+foreign+`","type":"countries"}],"delete":[{"guid":"`+sap+`"}]}`)
		wantBody(t, a, 200, `{"added":["`+hills+`"],"modified":[],"errors":[{"guid":"`+sap+`","message":"Saperix has no such subscription."},`+
			`{"guid":"`+foreign+`","message":"There is no such company."}]}`)
		a = s.Do(t, s.A.Admin.Token, "POST", subscriptions+"/bulk", `{"update":[{"subscribed_company_guid":"`+hills+`","new_company_guid":"`+sap+`"}]}`)
		wantBody(t, a, 200, `{"added":[],"modified":["`+sap+`"],"errors":[]}`)
		// Another group's is not for a group to take, and what it does not see is not there.
		s.Do(t, s.A.Admin.Token, "POST", subscriptions+"/bulk", `{"add":[{"guid":"`+hills+`","type":"countries"}]}`)
		a = s.Do(t, s.A.GroupAdmin.Token, "POST", subscriptions+"/bulk", `{"delete":[{"guid":"`+hills+`"},{"guid":"`+sap+`"}]}`)
		wantBody(t, a, 200, `{"added":[],"modified":[],"errors":[{"guid":"`+hills+`","message":"You do not have permission to perform this action."},`+
			`{"guid":"`+sap+`","message":"There is no such company."}]}`)
		refused(t, s, s.A.GroupAdmin.Token, "DELETE", subscriptions+"/"+hills, "", 403)
		refused(t, s, s.A.User.Token, "DELETE", subscriptions+"/"+hills, "", 403)
	})
}

// A group sees its companies and its numbers; another customer its own.
func TestSubscriptionsAreLimited(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		hills, sap := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		licence(t, s, "countries", new(int64(10)))
		a := s.Do(t, s.A.Admin.Token, "PATCH", "/ratings/v1/access-groups/"+s.A.Group, `{"subscription_types":{"countries":{"total_allocated_quota":3}}}`)
		if a.Status != 200 {
			t.Fatal(a.Body)
		}
		for token, guid := range map[string]string{s.A.Admin.Token: sap, s.A.GroupAdmin.Token: hills} {
			if a := s.Do(t, token, "POST", subscriptions, `{"countries":{"companies":[{"guid":"`+guid+`"}]}}`); !strings.Contains(a.Body, `"added":1`) {
				t.Fatal(a.Body)
			}
		}
		for token, want := range map[string]string{
			s.A.Admin.Token:      `{"license_usage":[{"name":"Countries","slug":"countries","total":10,"used":2,"remaining":8}]}`,
			s.A.GroupAdmin.Token: `{"license_usage":[{"name":"Countries","slug":"countries","total":3,"used":1,"remaining":2}]}`,
			s.A.User.Token:       `{"license_usage":[{"name":"Countries","slug":"countries","total":3,"used":1,"remaining":2}]}`,
			s.B.Admin.Token:      `{"license_usage":[{"name":"Countries","slug":"countries","total":null,"used":0,"remaining":null}]}`,
		} {
			wantBody(t, s.Do(t, token, "GET", "/v1/licenses/summaries?license_usage.slug=countries,nonsense", ""), 200, want)
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", "/v1/licenses/summaries?format=csv", ""); !strings.Contains(a.Body, "countries,Countries,10,2,8\n") {
			t.Errorf("got %s", a.Body)
		}
		wantBody(t, s.Do(t, s.A.GroupAdmin.Token, "GET", subscriptions+"?fields=countries", ""), 200,
			`{"countries":{"companies":[{"guid":"`+hills+`","name":"Black Hills Technologies","start_date":"2026-03-02"}],"name":"Countries","quota":3,"remaining":2}}`)
		s.Do(t, s.A.Admin.Token, "DELETE", subscriptions+"/"+sap, "")
		for path, n := range map[string]int{"/companies": 1, "/expired": 0, "/companies?subscription_type=alerts-only": 0, "/companies?company_guid=" + sap: 0, "/companies?q=black": 1} {
			if got := apitest.JSON[portfolioPage](t, s.Do(t, s.A.GroupAdmin.Token, "GET", subscriptions+path, "")); got.Count != n {
				t.Errorf("%s: got %+v", path, got)
			}
		}
		for _, path := range []string{"/companies", "/expired"} {
			if got := apitest.JSON[portfolioPage](t, s.Do(t, s.B.Admin.Token, "GET", subscriptions+path, "")); got.Count != 0 {
				t.Errorf("%s: got %+v", path, got)
			}
		}
	})
}

// A company with two subscriptions is two rows of a file.
func TestSubscriptionsAsAFile(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"]
		for _, kind := range []string{"countries", "alerts-only"} {
			if err := s.Companies.Subscribe(t.Context(), actor.System(s.A.ID), hills, kind, ""); err != nil {
				t.Fatal(err)
			}
		}
		for query, want := range map[string]string{
			"":                             "alerts-only\ncountries\n",
			"&sort=-subscription_type":     "countries\nalerts-only\n",
			"&limit=1":                     "alerts-only\n",
			"&limit=5&offset=1":            "countries\n",
			"&offset=3":                    "",
			"&subscription_type=countries": "countries\n",
		} {
			a := s.Do(t, admin, "GET", subscriptions+"/companies?format=csv&fields=subscription_type_key"+query, "")
			if a.Body != "subscription_type_key\n"+want {
				t.Errorf("%s: got %q", query, a.Body)
			}
		}
	})
}

func TestSubscriptionsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		for _, body := range []string{
			`[]`, `null`, `7`, `{"gold":{}}`, `{"countries":7}`, `{"countries":{"companies":[{"guid":"x"}]}}`, `{"countries":{"companies":["x"]}}`,
			`{"countries":{"companies":[` + strings.TrimSuffix(strings.Repeat(`{},`, 1001), ",") + `]}}`, `{"countries":{"folder":"a\u0007"}}`,
		} {
			refused(t, s, admin, "POST", subscriptions, body, 400)
		}
		refused(t, s, admin, "POST", subscriptions, `{"countries":{"folder":"`+db.NewID()+`"}}`, 404)
		hidden := unseenFolder(t, s)["guid"]
		refused(t, s, s.A.GroupAdmin.Token, "POST", subscriptions, `{"countries":{"folder":"`+hidden+`"}}`, 404)
		refused(t, s, admin, "GET", subscriptions+"/companies?sort=end_date", "", 400)
		refused(t, s, admin, "GET", subscriptions+"?format=xml", "", 400)
		for _, body := range []string{"", "subscription_params=x", "other=1", "%"} {
			r := httptest.NewRequest("POST", subscriptions, strings.NewReader(body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.SetBasicAuth(admin, "")
			if a := s.Send(t, r); a.Status != 400 {
				t.Errorf("%q: %d %s", body, a.Status, a.Body)
			}
		}
	})
}

func TestRelationshipsAndLifeCycles(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, sap := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		const rel, life = "/ratings/v1/company-relationships", "/ratings/v1/company-life-cycles"
		a := s.Do(t, admin, "PATCH", rel+"/bulk", `{"modifications":[{"company_guid":"`+hills+`","relationship_type":"vendor"},`+
			`{"company_guid":"`+s.B.Companies["Saperix"]+`","relationship_type":"vendor"},{"company_guid":"`+sap+`","relationship_type":null},`+
			`{"company_guid":"`+sap+`","relationship_type":"friend"}]}`)
		guid := apitest.JSON[struct {
			Updated []struct{ GUID string } `json:"updated_relationships"`
		}](t, a).Updated[0].GUID
		one := `{"guid":"` + guid + `","company_guid":"` + hills + `","company_name":"Black Hills Technologies","relationship_type":"vendor",` +
			`"creator":"Emma Waters","created_time":"2026-03-02T10:00:00Z","last_editor":"Emma Waters","last_edited_time":"2026-03-02T10:00:00Z"}`
		wantBody(t, a, 200, `{"updated_relationships":[`+one+`],"removed_relationships":[],"not_updated_relationships":[`+
			`{"company_guid":"`+s.B.Companies["Saperix"]+`","relationship_type":"vendor","errors":{"company_guid":["There is no such company."]}},`+
			`{"company_guid":"`+sap+`","relationship_type":"friend","errors":{"relationship_type":["must be one of vendor, strategic_partner, competitor, `+
			`fourth_party, subsidiary, other"]}}],"not_removed_relationships":[{"company_guid":"`+sap+`","errors":{"company_guid":["The company has no relationship."]}}]}`)
		wantBody(t, s.Do(t, admin, "GET", rel+"?relationship_type=vendor&company_guid="+hills, ""), 200,
			`{"links":{"next":null,"previous":null},"count":1,"results":[`+one+`]}`)
		s.Do(t, admin, "PATCH", rel+"/bulk", `{"modifications":[{"company_guid":"`+sap+`","relationship_type":"other"}]}`)
		// A page at a time, until there is no next.
		var seen []string
		for next := rel + "?limit=1&sort=-company_name"; next != ""; {
			page := apitest.JSON[portfolioPage](t, s.Do(t, admin, "GET", next, ""))
			seen, next = append(seen, fmt.Sprint(page.Results[0]["company_name"])), ""
			if page.Links.Next != nil {
				next = strings.TrimPrefix(*page.Links.Next, "https://gatehouse.example")
			}
		}
		if got := strings.Join(seen, ", "); got != "Saperix, Black Hills Technologies" {
			t.Errorf("got %s", got)
		}

		a = s.Do(t, admin, "POST", life, `{"company_guids":["`+hills+`","`+sap+`"],"next_life_cycle_type":"onboarding"}`)
		if a.Status != 200 {
			t.Fatal(a.Body)
		}
		s.Move(72 * time.Hour)
		a = s.Do(t, admin, "POST", life, `{"company_guids":["`+hills+`","`+db.NewID()+`"],"next_life_cycle_type":"re_assessment"}`)
		moved := apitest.JSON[struct {
			Added     []map[string]any `json:"added_life_cycles"`
			Completed []map[string]any `json:"completed_life_cycles"`
			Not       []map[string]any `json:"not_updated_life_cycles"`
		}](t, a)
		if len(moved.Added) != 1 || len(moved.Completed) != 1 || len(moved.Not) != 1 {
			t.Fatal(a.Body)
		}
		delete(moved.Completed[0], "guid")
		text, _ := json.Marshal(moved.Completed[0])
		wantBody(t, apitest.Answer{Status: 200, Body: string(text)}, 200, `{"api_name":"onboarding","display_name":"Onboarding","company":{"guid":"`+hills+
			`","name":"Black Hills Technologies"},"activities":[],"all_activities_completed":true,"is_completed":true,"created_time":"2026-03-02T10:00:00Z",`+
			`"completed_time":"2026-03-05T10:00:00Z","days_in_life_cycle":3,"creator":"Emma Waters","last_editor":"Emma Waters"}`)
		if moved.Added[0]["display_name"] != "Re-Assessment" || moved.Added[0]["completed_time"] != nil {
			t.Errorf("got %v", moved.Added)
		}
		for query, n := range map[string]int{"": 3, "?is_completed=True": 1, "?is_completed=false": 2, "?life_cycle_type=onboarding&company_guid=" + sap: 1, "?tier=" + db.NewID(): 0} {
			if got := apitest.JSON[portfolioPage](t, s.Do(t, admin, "GET", life+query, "")); got.Count != n || len(got.Results) != n {
				t.Errorf("%s: got %+v", query, got)
			}
		}
		for query, want := range map[string]string{
			"relationship.slug=vendor,subsidiary": "Black Hills Technologies", "life_cycle.slug=onboarding": "Saperix", "life_cycle.slug=monitoring": "",
			"sort=life_cycle.name":         "Saperix, Black Hills Technologies, Acme Paper",
			"sort=-relationship.name,name": "Black Hills Technologies, Saperix, Acme Paper",
		} {
			if got := apitest.JSON[portfolioPage](t, s.Do(t, admin, "GET", "/v2/portfolio?"+query, "")); got.names() != want {
				t.Errorf("%s: got %s", query, got.names())
			}
		}
		a = s.Do(t, admin, "GET", "/v2/portfolio?q=black&fields=relationship,life_cycle", "")
		if !strings.Contains(a.Body, `{"life_cycle":{"name":"Re-Assessment","slug":"re_assessment"},"relationship":{"name":"Vendor","slug":"vendor"}}`) {
			t.Errorf("got %s", a.Body)
		}
		a = s.Do(t, admin, "GET", "/v2/portfolio?format=csv&q=sap&fields=name,relationship,life_cycle", "")
		if a.Body != "name,relationship.name,relationship.slug,life_cycle.name,life_cycle.slug\nSaperix,Other,other,Onboarding,onboarding\n" {
			t.Errorf("got %s", a.Body)
		}
		for _, path := range []string{rel, life} {
			for _, format := range []string{"csv", "xlsx", "ndjson", "table"} {
				if a := s.Do(t, admin, "GET", path+"?format="+format, ""); a.Status != 200 || a.Body == "" {
					t.Errorf("%s as %s: %d %s", path, format, a.Status, a.Body)
				}
			}
			if got := apitest.JSON[portfolioPage](t, s.Do(t, s.A.User.Token, "GET", path+"?company_guid="+sap, "")); got.Count != 0 {
				t.Errorf("%s: who sees no Saperix got %+v", path, got)
			}
			if got := apitest.JSON[portfolioPage](t, s.Do(t, s.B.Admin.Token, "GET", path, "")); got.Count != 0 {
				t.Errorf("%s: another customer got %+v", path, got)
			}
		}
		refused(t, s, admin, "PATCH", rel+"/bulk", `{}`, 400)
		refused(t, s, admin, "PATCH", rel+"/bulk", `{"modifications":[{"company_guid":"`+hills+`","relationship_type":""}]}`, 400)
		refused(t, s, admin, "POST", life, `{"company_guids":["`+hills+`"]}`, 400)
		refused(t, s, admin, "POST", life, `{"company_guids":["`+hills+`"],"next_life_cycle_type":""}`, 400)
		refused(t, s, admin, "POST", life, `{"next_life_cycle_type":"onboarding"}`, 400)
		refused(t, s, admin, "GET", life+"?folder=x", "", 400)
	})
}

// Who repeats a call is told what became of each company the first time.
func TestRepeatedSubscriptions(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		hills, unknown := s.A.Companies["Black Hills Technologies"], db.NewID()
		for path, body := range map[string]string{
			subscriptions:                     `{"countries":{"companies":[{"guid":"` + hills + `"},{"guid":"` + unknown + `"}]}}`,
			subscriptions + "/bulk":           `{"add":[{"guid":"` + hills + `","type":"alerts-only"},{"guid":"` + unknown + `","type":"alerts-only"}]}`,
			"/ratings/v1/company-life-cycles": `{"company_guids":["` + hills + `","` + unknown + `"],"next_life_cycle_type":"monitoring"}`,
		} {
			first, again := withKey(t, s, s.A.Admin.Token, path, body, "k"), withKey(t, s, s.A.Admin.Token, path, body, "k")
			if first.Status != 200 || again.Body != first.Body || again.Header.Get("Idempotency-Replayed") != "true" || !strings.Contains(first.Body, unknown) {
				t.Errorf("%s: first %d %s, again %d %s", path, first.Status, first.Body, again.Status, again.Body)
			}
		}
	})
}
