package ratings_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

const companies = "/ratings/v1/companies"

// companyContract is the contract's Company; what only a rating engine knows
// may be null besides.
var companyContract = map[string]string{
	"bulk_email_sender_status": "string", "confidence": "string null", "current_rating": "number null", "custom_id": "string null",
	"customer_monitoring_count": "number null", "date_added": "string", "delegated_security_control_tags": "array",
	"description": "string null", "display_url": "string null", "grade_date": "string null", "guid": "string", "has_company_tree": "bool",
	"has_delegated_security_controls": "bool", "has_delegated_security_controls_preview": "bool", "has_preferred_contact": "bool",
	"homepage": "string", "in_spm_portfolio": "bool", "industry": "string", "ipv4_count": "number null", "is_bundle": "bool", "is_csp": "bool",
	"is_primary": "bool", "logo": "string", "name": "string", "network_size_v4": "number null", "parent_company": "object null",
	"people_count": "number null", "permissions": "object", "primary_company": "object", "primary_domain": "string", "rating": "number null",
	"rating_date": "string null", "rating_details": "object", "ratings": "array", "related_companies": "array", "search_count": "number null",
	"security_grade": "string null", "service_provider": "bool", "shortname": "string", "sparkline": "string null",
	"subscription_end_date": "string null", "subscription_type": "string null", "subscription_type_key": "string null", "type": "string",
}

func TestCompanyHasTheContractsFields(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		a := s.Do(t, s.A.Admin.Token, "GET", companies+"/"+strings.ToUpper(s.A.Companies["Black Hills Technologies"])+"/?include_unrestricted=x", "")
		got := apitest.JSON[document](t, a)
		typed(t, got, companyContract, "tier")
		for field, want := range map[string]any{
			"name": "Black Hills Technologies", "guid": s.A.Companies["Black Hills Technologies"], "custom_id": "V-1", "people_count": 1200.0,
			"rating": 390.0, "current_rating": 390.0, "rating_date": "2020-03-03", "date_added": "2026-03-02", "industry": "Technology",
			"primary_domain": "blackhills.example", "subscription_type": "Continuous Monitoring", "subscription_type_key": "continuous_monitoring",
			"has_preferred_contact": false, "is_primary": true, "primary_company": document{}, "related_companies": []any{},
			"tier": tierOf(t, s, "Critical"), "sparkline": nil, "network_size_v4": nil, "confidence": nil,
			"ratings": []any{document{"range": "Basic", "rating": 390.0, "rating_color": "#b24053", "rating_date": "2020-03-03"}},
			"rating_details": document{
				"dkim": document{
					"beta": false, "category": "Diligence", "category_order": 2.0, "display_url": "", "grade": "F", "grade_color": "#b24053",
					"name": "DKIM", "order": 2.0, "percentile": nil, "rating": nil,
				},
				"open_ports": document{
					"beta": false, "category": "Diligence", "category_order": 2.0, "display_url": "", "grade": "B", "grade_color": "#5c8ac4",
					"name": "Open Ports", "order": 6.0, "percentile": nil, "rating": nil,
				},
			},
			"permissions": permissions(true, true),
		} {
			if diff := cmp.Diff(want, got[field]); diff != "" {
				t.Errorf("%s: %s", field, diff)
			}
		}
		one := companies + "/" + s.A.Companies["Black Hills Technologies"]
		if a := s.Do(t, s.A.User.Token, "GET", one+"?fields=permissions,rating_details.dkim", ""); a.Status != 200 ||
			cmp.Diff(permissions(true, false), apitest.JSON[document](t, a)["permissions"]) != "" || strings.Contains(a.Body, "open_ports") {
			t.Errorf("a user: %d %s", a.Status, a.Body)
		}
		reader := s.Person(t, s.A, "Only Reads", actor.Admin, "", []string{string(actor.PortfolioR)})
		if a := s.Do(t, reader.Token, "GET", one, ""); cmp.Diff(permissions(false, false), apitest.JSON[document](t, a)["permissions"]) != "" {
			t.Errorf("a reader: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", one+"?format=csv&fields=name,rating", ""); a.Body != "name,rating\nBlack Hills Technologies,390\n" {
			t.Errorf("got %s", a.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", one+"?format=xml", ""); a.Status != 400 || !strings.Contains(a.Body, "json, csv") {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", one+"/x", ""); a.Status != 404 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
	})
}

func permissions(invite, manage bool) document {
	return document{
		"can_download_company_report": false, "can_enable_vendor_access": invite, "can_manage_preferred_company": manage,
		"can_view_company_reports": false, "can_view_forensics": false, "can_view_infrastructure": false, "can_view_service_providers": false,
	}
}

func TestChangeCompany(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, hills, saperix := s.A.Admin.Token, s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]
		one := companies + "/" + hills
		change := func(body string) document {
			t.Helper()
			a := s.Do(t, admin, "PATCH", one, body)
			if a.Status != 200 {
				t.Fatalf("%s: %d %s", body, a.Status, a.Body)
			}
			return apitest.JSON[document](t, a)
		}
		got := change(`{"contents":{"custom_id":" V  7 ","primary_company":{"guid":"` + strings.ToUpper(saperix) + `"}}}`)
		primary := document{"guid": saperix, "name": "Saperix"}
		if got["custom_id"] != "V 7" || got["is_primary"] != false || cmp.Diff(document{"saperix": primary}, got["primary_company"]) != "" {
			t.Errorf("got %v %v", got["custom_id"], got["primary_company"])
		}
		if diff := cmp.Diff([]any{document{"guid": saperix, "name": "Saperix", "relation": "primary"}}, got["related_companies"]); diff != "" {
			t.Error(diff)
		}
		if all := s.Do(t, admin, "GET", "/ratings/v1/portfolio?fields=primary_company", ""); !strings.Contains(all.Body, `"primary_company":{"saperix":`) {
			t.Errorf("the portfolio does not know: %s", all.Body)
		}
		// Who does not see the other company does not learn its name.
		if a := s.Do(t, s.A.Manager.Token, "GET", one, ""); strings.Contains(a.Body, "Saperix") || strings.Contains(a.Body, saperix) {
			t.Errorf("the manager reads %s", a.Body)
		}
		if got := change(`{"primary_company":null}`); got["custom_id"] != "V 7" || cmp.Diff(document{}, got["primary_company"]) != "" {
			t.Errorf("got %v %v", got["custom_id"], got["primary_company"])
		}
		if got := change(`{"custom_id":null}`); got["custom_id"] != nil {
			t.Errorf("got %v", got["custom_id"])
		}
		before := s.Rows(t)["events"]
		if change(`{}`); s.Rows(t)["events"] != before {
			t.Error("nothing was changed, and there is an event")
		}
		for _, tt := range []refusal{
			{admin, "PATCH", one, `{"primary_company":{"guid":"` + hills + `"}}`, 400},
			{admin, "PATCH", one, `{"primary_company":{}}`, 400},
			{admin, "PATCH", one, `{"contents":null}`, 400},
			{admin, "PATCH", one, `{"custom_id":"` + strings.Repeat("x", 256) + `"}`, 400},
			{admin, "PATCH", one + "?format=xml", `{"custom_id":"x"}`, 400},
			{admin, "PATCH", one, `{"primary_company":{"guid":"` + s.B.Companies["Saperix"] + `"}}`, 404},
			{s.A.Manager.Token, "PATCH", one, `{"custom_id":"x","primary_company":{"guid":"` + saperix + `"}}`, 404},
			{s.A.User.Token, "PATCH", one, `{"custom_id":"x"}`, 403},
		} {
			refused(t, s, tt.token, tt.method, tt.path, tt.body, tt.status)
		}
		if got := apitest.JSON[document](t, s.Do(t, admin, "GET", one, "")); got["custom_id"] != nil {
			t.Errorf("a refused call left %v", got["custom_id"])
		}
	})
}

func TestSearchCompanies(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		file := "name,domains,industry\nAmazon.com Inc.,amazon.example aws.example,\"Retail, Online\"\n"
		if _, err := s.Companies.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(file), portfolio.ImportOptions{AllOrNothing: true}); err != nil {
			t.Fatal(err)
		}
		const acme, amazon, hills, sap = "Acme Paper", "Amazon.com Inc.", "Black Hills Technologies", "Saperix"
		guids := s.A.Companies
		for query, want := range map[string][]string{
			"":                                 {acme, amazon, hills, sap},
			"name=tech":                        {hills},
			"name=HILLS+bl":                    {hills},
			"name=aper":                        {}, // no word begins so
			"name=amazon.com,+inc":             {},
			"name=sap&name=acm":                {acme, sap},
			"name=%25":                         {},
			"domain=saperix.example":           {sap},
			"domain=https://www.AWS.example/x": {amazon},
			"domain=mail.eu.aws.example,acme.example": {acme, amazon},
			"domain=example":                                  {},
			"domain=nobody":                                   {},
			"name=a&domain=acme.example":                      {acme},
			"industry=technology":                             {hills, sap},
			"industry=Retail,+Online":                         {amazon},
			"industry_slug=manufacturing":                     {acme},
			"guids=" + guids[sap] + "," + s.B.Companies[acme]: {sap},
			"in_portfolio=False&use_db=True&scope=spm&include_non_sellable=true&name=acme": {acme},
			"sort=-rating&limit=1": {sap},
			"limit=1&offset=1":     {amazon},
		} {
			if got := names(getPage(t, s, s.A.Admin.Token, companies+"/search?"+query)); got != strings.Join(want, ", ") {
				t.Errorf("%s: got %s, want %v", query, got, want)
			}
		}
		if got := names(getPage(t, s, s.A.Manager.Token, companies+"/search?name=a&name=b")); got != hills {
			t.Errorf("the manager finds %s", got)
		}
		a := s.Do(t, s.A.Admin.Token, "POST", companies+"/search", `{"name":["amazon.com inc."],"domain":["aws.example"],"in_portfolio":true,"limit":1,"expand":"details.in_portfolio"}`)
		if p := apitest.JSON[page](t, a); a.Status != 200 || names(p) != amazon || cmp.Diff(any(document{"in_portfolio": true}), p.Results[0]["details"]) != "" {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		for _, bad := range []string{
			"guids=x", "in_portfolio=perhaps", "expand=details.nonsense", "expand=x", "limit=-1", "sort=x", "format=xml", "use_db=2",
			"name=" + strings.Repeat("a+", 9), strings.Repeat("name=a&", 21), "domain=" + strings.Repeat("a.example,", 21),
		} {
			if a := s.Do(t, s.A.Admin.Token, "GET", companies+"/search?"+bad, ""); a.Status != 400 {
				t.Errorf("%.60s: %d %s", bad, a.Status, a.Body)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", companies+"/search?format=csv&domain=aws.example", ""); a.Body !=
			"guid,name,primary_domain,industry,industry_slug,website\n"+guid(t, s, amazon)+",Amazon.com Inc.,amazon.example,\"Retail, Online\",retail_online,amazon.example\n" {
			t.Errorf("got %s", a.Body)
		}
	})
}

func TestFoundCompany(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		path := companies + "/search?name=black&expand=details"
		got := getPage(t, s, s.A.Admin.Token, path).Results[0]
		want := document{
			"guid": s.A.Companies["Black Hills Technologies"], "name": "Black Hills Technologies", "primary_domain": "blackhills.example",
			"website": "blackhills.example", "display_url": nil, "description": nil, "industry": "Technology", "industry_slug": "technology",
			"details": document{
				"can_unsubscribe": true, "confidence": nil, "customer_monitoring_count": nil, "employee_count": 1200.0,
				"has_delegated_security_controls": false, "has_company_tree": false, "in_portfolio": true, "is_bundled": false, "is_csp": false,
				"is_primary": true, "is_service_provider": false, "logo": "", "primary_company": nil, "related_csp_entity": nil,
				"self_published": false, "search_history_count": nil, "search_token": "", "subscription_type": "Continuous Monitoring",
			},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		// The default group owns the subscription: only an admin ends another group's.
		details := getPage(t, s, s.A.Manager.Token, path).Results[0]["details"]
		if details.(document)["can_unsubscribe"] != false {
			t.Errorf("the manager may end a subscription of another group: %v", details)
		}
		delete(want, "details")
		if diff := cmp.Diff(want, getPage(t, s, s.A.Admin.Token, companies+"/search?name=black").Results[0]); diff != "" {
			t.Error(diff)
		}
	})
}

func names(p page) string {
	var all []string
	for _, r := range p.Results {
		all = append(all, fmt.Sprint(r["name"]))
	}
	return strings.Join(all, ", ")
}

func guid(t *testing.T, s *apitest.Server, name string) string {
	t.Helper()
	guid, err := db.Value[string](t.Context(), s.DB, `select guid from companies where customer_id = $1 and name = $2`, s.A.ID, name)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

func TestCollaborationContacts(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		hills, saperix, path := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"], companies+"/collaboration-contacts/query"
		newContact(t, s, s.A.Admin.Token, `{"company_guid":"`+saperix+`","email":"a@saperix.example"}`)
		asked := `{"companies":["` + strings.ToUpper(saperix) + `","` + hills + `","` + s.B.Companies["Saperix"] + `","` + db.NewID() + `"]}`
		nobody := document{"contact_emails": []any{}, "guid": hills, "primary_domain": "blackhills.example"}
		for token, want := range map[string][]any{
			s.A.Manager.Token: {nobody},
			s.A.Admin.Token: {
				document{"contact_emails": []any{"richard.kuga@saperix.example", "a@saperix.example"}, "guid": saperix, "primary_domain": "saperix.example"},
				nobody,
			},
		} {
			a := s.Do(t, token, "POST", path, asked)
			if diff := cmp.Diff(document{"companies": want}, apitest.JSON[document](t, a)); diff != "" {
				t.Error(a.Status, diff)
			}
		}
		a := s.Do(t, s.A.Admin.Token, "POST", path, `{"companies":["`+hills+`","`+strings.ToUpper(hills)+`","`+hills+`"]}`)
		if diff := cmp.Diff(document{"companies": []any{nobody}}, apitest.JSON[document](t, a)); diff != "" {
			t.Error("one that is asked for three times:", diff)
		}
		twice := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "POST", path, `{"companies":["`+saperix+`","`+saperix+`"]}`))
		if all, _ := twice["companies"].([]any); len(all) != 1 || len(all[0].(document)["contact_emails"].([]any)) != 2 {
			t.Errorf("one that is asked for twice: %v", twice)
		}
		many, _ := json.Marshal(map[string]any{"companies": strings.Split(strings.Repeat(hills+" ", 5000)+hills, " ")})
		for body, status := range map[string]int{`{"companies":[]}`: 200, `{}`: 400, `{"companies":["x"]}`: 400, string(many): 400} {
			if a := s.Do(t, s.A.Admin.Token, "POST", path, body); a.Status != status {
				t.Errorf("%.40s: %d %s", body, a.Status, a.Body)
			}
		}
	})
}
