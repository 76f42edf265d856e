package ratings_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/portfolio"
)

// more gives customer A a portfolio with everything in it.
func more(t testing.TB, s *apitest.Server) {
	t.Helper()
	_, err := s.Companies.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(
		`name,domain,tier,folder,subscription_type,employees,custom_id
Black Hills Technologies,blackhills.example,Critical,Suppliers|Cloud,alerts-only continuous_monitoring,1200,V-1
Saperix,saperix.example,Critical,Suppliers,,,
Acme Paper,acme.example,,,alerts-only,,
`), portfolio.ImportOptions{AllOrNothing: true})
	if err != nil {
		t.Fatal(err)
	}
}

type portfolioPage struct {
	Links struct {
		Next, Previous *string
	}
	Count     int
	Results   []map[string]any
	Summaries map[string]string
}

func (p portfolioPage) names() string {
	var all []string
	for _, c := range p.Results {
		all = append(all, fmt.Sprint(c["name"]))
	}
	return strings.Join(all, ", ")
}

func TestPortfolioV2(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		a := s.Do(t, s.A.Admin.Token, "GET", "/ratings/v2/portfolio/?limit=1&sort=name&offset=1", "")
		page := apitest.JSON[portfolioPage](t, a)
		want := `{"added_date":"2026-03-02","compliance_claim":null,"custom_id":"V-1","display_url":null,"guid":"` +
			s.A.Companies["Black Hills Technologies"] + `","industry":{"name":"Technology","slug":"technology"},` +
			`"life_cycle":{"name":null,"slug":null},"logo":"","name":"Black Hills Technologies","network_size_v4":null,` +
			`"primary_domain":"blackhills.example","rating":390,"rating_date":"2020-03-03","relationship":{"name":null,"slug":null},` +
			`"shortname":"","sparkline":"","sub_industry":{"name":null,"slug":null},` +
			`"subscription_type":{"name":"Continuous Monitoring","slug":"continuous_monitoring"},` +
			`"tier":"` + tierOf(t, s, "Critical") + `","tier_name":"Critical","tier_order":1,"type":[]}`
		if len(page.Results) != 1 || page.Count != 3 || page.Summaries["my-company"] != s.A.CompanyGUID {
			t.Fatalf("got %d %s", a.Status, a.Body)
		}
		if got, _ := json.Marshal(page.Results[0]); string(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		next, previous := "https://gatehouse.example/ratings/v2/portfolio/?limit=1&offset=2&sort=name", "https://gatehouse.example/ratings/v2/portfolio/?limit=1&offset=0&sort=name"
		if page.Links.Next == nil || *page.Links.Next != next || page.Links.Previous == nil || *page.Links.Previous != previous {
			t.Errorf("links %s", a.Body)
		}
	})
}

func tierOf(t *testing.T, s *apitest.Server, name string) string {
	t.Helper()
	guid, err := db.Value[string](t.Context(), s.DB, `select guid from tiers where customer_id = $1 and name = $2`, s.A.ID, name)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

func TestPortfolioV2Filters(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		guids, tier := s.A.Companies, tierOf(t, s, "Critical")
		folders, err := s.Folders.List(t.Context(), actor.System(s.A.ID))
		if err != nil {
			t.Fatal(err)
		}
		const acme, hills, sap = "Acme Paper", "Black Hills Technologies", "Saperix"
		invited := s.Do(t, s.A.Admin.Token, "POST", "/ratings/v1/access-requests",
			`{"requestee_company_guid":"`+guids[acme]+`","requestee_email":"ann@acme.example","requestee_formal_name":"Ann"}`)
		if invited.Status != 201 {
			t.Fatal(invited)
		}
		for query, want := range map[string][]string{
			"":                   {acme, hills, sap},
			"q=hills+tech":       {hills},
			"name_q=PER":         {acme, sap},
			"guid=" + guids[sap]: {sap},
			"guid=" + guids[sap] + "," + strings.ToUpper(guids[acme]): {acme, sap},
			"guid=" + s.B.Companies[sap]:                              {},
			"guid=" + db.NewID():                                      {},
			"rating=390,640":                                          {hills, sap},
			"rating_lt=640":                                           {hills},
			"rating_lte=640&rating_gt=390":                            {sap},
			"rating_gte=391":                                          {sap},
			"tier=" + tier:                                            {hills, sap},
			"folder=" + folders[0].GUID + "," + folders[1].GUID:       {hills, sap},
			"folder=" + db.NewID():                                    {},
			"industry.slug=manufacturing":                             {acme},
			"industry.name=Technology":                                {hills, sap},
			"subscription_type.slug=alerts-only":                      {acme, hills},
			"exclude_subscription_type.slug=continuous_monitoring":    {acme, sap},
			"exclude_subscription_type=alerts-only":                   {sap},
			"risk_vectors.slug=dkim&risk_vectors.grade=F":             {hills},
			"life_cycle.slug=monitoring":                              {},
			"vulnerabilities=CVE-2014-0160":                           {},
			"is_self_published=True":                                  {},
			"is_self_published=false&show_ips=False":                  {acme, hills, sap},
			"has_preferred_contact=true":                              {sap},
			"has_preferred_contact=False&sort=-name":                  {hills, acme},
			"invited=true":                                            {acme},
			"invited=false&has_preferred_contact=":                    {hills, sap},
			"sort=-rating":                                            {sap, hills, acme},
			"sort=tier,-name":                                         {sap, hills, acme},
			"sort=subscription_type.name,rating":                      {acme, hills, sap},
			"limit=2":                                                 {acme, hills},
			"limit=2&offset=2":                                        {sap},
			"offset=5":                                                {},
			"unknown=1&industry.name=&guid=&rating_lt=":               {acme, hills, sap},
		} {
			for _, method := range []string{"GET", "POST"} {
				a := s.Do(t, s.A.Admin.Token, method, "/ratings/v2/portfolio?"+query, "")
				if got := apitest.JSON[portfolioPage](t, a); a.Status != 200 || got.names() != strings.Join(want, ", ") {
					t.Errorf("%s %s: %d, got %s, want %v", method, query, a.Status, got.names(), want)
				}
			}
		}
		for query, field := range map[string]string{
			"guid=x": "guid", "tier=1": "tier", "folder=north": "folder", "rating=high": "rating", "rating_lt=x": "rating_lt", "limit=x": "limit",
			"limit=-1": "limit", "offset=-1": "offset", "sort=guid": "sort", "format=xml": "format", "is_self_published=maybe": "is_self_published",
			"has_preferred_contact=maybe": "has_preferred_contact", "invited=maybe": "invited",
			"show_ips=maybe": "show_ips", "show_event_evidence=2": "show_event_evidence",
			"q=" + strings.Repeat("x", 201): "q", "name_q=" + strings.Repeat("x", 201): "name_q", "q=%00": "q",
		} {
			a := s.Do(t, s.A.Admin.Token, "GET", "/ratings/v2/portfolio?"+query, "")
			if a.Status != 400 || !strings.Contains(a.Body, `"`+field+`":[`) {
				t.Errorf("%.40s: %d %s", query, a.Status, a.Body)
			}
		}
	})
}

// Who was invited is told to nobody who may not read requests.
func TestPortfolioTellsNothingOfRequests(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		p := s.Person(t, s.A, "Rita Reader", actor.Admin, "", []string{string(actor.PortfolioR)})
		for query, want := range map[string]int{"?invited=true": 403, "?invited=false&format=csv": 403, "?has_preferred_contact=true": 200} {
			if a := s.Do(t, p.Token, "GET", "/ratings/v2/portfolio"+query, ""); a.Status != want {
				t.Errorf("%s: %d, want %d", query, a.Status, want)
			}
		}
	})
}

func TestQueryPortfolio(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		guid := s.A.Companies["Saperix"]
		for body, want := range map[string]string{
			`{"guid":["` + guid + `","` + db.NewID() + `"]}`:           "Saperix",
			`{"body":{"guid":"` + guid + `"}}`:                         "Saperix",
			`{"rating_gte":600,"is_self_published":false,"tier":null}`: "Saperix",
			`{}`: "Acme Paper, Black Hills Technologies, Saperix",
		} {
			a := s.Do(t, s.A.Admin.Token, "POST", "/ratings/v2/portfolio", body)
			if got := apitest.JSON[portfolioPage](t, a); a.Status != 200 || got.names() != want {
				t.Errorf("%s: %d %s", body, a.Status, a.Body)
			}
		}
		for body, status := range map[string]int{
			`{"guid":["x"]}`: 400, `{"guid":[["x"]]}`: 400, `{"guid":{"a":1}}`: 400, `[1]`: 400, `{`: 400, `null`: 400, `{"q":"\u0000"}`: 400,
			`{"rating":true}`: 400, `"` + strings.Repeat("x", 1<<20) + `"`: 413,
		} {
			if a := s.Do(t, s.A.Admin.Token, "POST", "/ratings/v2/portfolio", body); a.Status != status {
				t.Errorf("%.40s: %d %s", body, a.Status, a.Body)
			}
		}
		r := httptest.NewRequest("POST", "/v2/portfolio", strings.NewReader(url.Values{"guid": {guid}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.SetBasicAuth(s.A.Admin.Token, "")
		if a := s.Send(t, r); apitest.JSON[portfolioPage](t, a).names() != "Saperix" {
			t.Errorf("a form: %d %s", a.Status, a.Body)
		}
	})
}

func TestPortfolioFields(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		a := s.Do(t, s.A.Admin.Token, "GET", "/ratings/v2/portfolio?q=saperix&fields=name,industry.slug,tier,nonsense", "")
		got, _ := json.Marshal(apitest.JSON[portfolioPage](t, a).Results)
		if want := `[{"industry":{"slug":"technology"},"name":"Saperix","tier":"` + tierOf(t, s, "Critical") + `"}]`; string(got) != want {
			t.Errorf("got %s", got)
		}
		a = s.Do(t, s.A.Admin.Token, "GET", "/ratings/v2/portfolio?format=csv&fields=name,rating&sort=-rating", "")
		if want := "name,rating\nSaperix,640\nBlack Hills Technologies,390\nAcme Paper,\n"; a.Body != want {
			t.Errorf("got %s", a.Body)
		}
		a = s.Do(t, s.A.Admin.Token, "GET", "/ratings/v1/portfolio?format=csv", "")
		rows, err := csv.NewReader(strings.NewReader(a.Body)).ReadAll()
		if err != nil || len(rows) != 4 || rows[0][0] != "guid" {
			t.Errorf("got %v, %v", rows, err)
		}
		for _, format := range []string{"xlsx", "ndjson", "table"} {
			for _, v := range []string{"v1", "v2"} {
				if a := s.Do(t, s.A.Admin.Token, "GET", "/ratings/"+v+"/portfolio?format="+format, ""); a.Status != 200 || a.Body == "" {
					t.Errorf("%s %s: %d", v, format, a.Status)
				}
			}
		}
	})
}

type wholePortfolio struct {
	Companies  []map[string]any
	Countries  []any
	Created    string
	MyCompany  map[string]string `json:"my_company"`
	RatingDate *string           `json:"rating_date"`
}

func TestPortfolioV1(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		get := func(token, query string) wholePortfolio {
			t.Helper()
			a := s.Do(t, token, "GET", "/ratings/v1/portfolio"+query, "")
			if a.Status != 200 || a.Header.Get("Content-Type") != "application/json" {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
			return apitest.JSON[wholePortfolio](t, a)
		}
		all := get(s.A.Admin.Token, "")
		if len(all.Companies) != 3 || all.Countries == nil || all.Created != "2026-03-02" || all.MyCompany["guid"] != s.A.CompanyGUID || *all.RatingDate != "2020-03-03" {
			t.Errorf("got %+v", all)
		}
		got, _ := json.Marshal(all.Companies[1])
		want := `{"bulk_email_sender_status":"","confidence":null,"current_rating":390,"custom_id":"V-1","customer_monitoring_count":null,` +
			`"date_added":"2026-03-02","delegated_security_control_tags":[],"description":null,"display_url":null,"grade_date":null,"guid":"` +
			s.A.Companies["Black Hills Technologies"] + `","has_company_tree":false,"has_delegated_security_controls":false,` +
			`"has_delegated_security_controls_preview":false,"has_preferred_contact":false,"homepage":"","in_spm_portfolio":false,` +
			`"industry":"Technology","ipv4_count":null,"is_bundle":false,"is_csp":false,"is_primary":true,"logo":"",` +
			`"name":"Black Hills Technologies","network_size_v4":null,"parent_company":null,"people_count":1200,"permissions":{` +
			`"can_download_company_report":false,"can_enable_vendor_access":true,"can_manage_preferred_company":true,` +
			`"can_view_company_reports":false,"can_view_forensics":false,"can_view_infrastructure":false,"can_view_service_providers":false},` +
			`"primary_company":{},"primary_domain":"blackhills.example","rating":390,"rating_date":"2020-03-03","rating_details":{` +
			`"dkim":{"beta":false,"category":"Diligence","category_order":2,"display_url":"","grade":"F","grade_color":"#b24053","name":"DKIM",` +
			`"order":2,"percentile":null,"rating":null},"open_ports":{"beta":false,"category":"Diligence","category_order":2,"display_url":"",` +
			`"grade":"B","grade_color":"#5c8ac4","name":"Open Ports","order":6,"percentile":null,"rating":null}},` +
			`"ratings":[{"range":"Basic","rating":390,"rating_color":"#b24053","rating_date":"2020-03-03"}],"related_companies":[],` +
			`"search_count":null,"security_grade":null,"service_provider":false,"shortname":"","sparkline":null,` +
			`"subscription_end_date":null,"subscription_type":"Continuous Monitoring","subscription_type_key":"continuous_monitoring","tier":"` +
			tierOf(t, s, "Critical") + `","type":""}`
		if string(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		for query, n := range map[string]int{
			"?exclude_alerts_only=True": 1, "?tier=" + tierOf(t, s, "Critical"): 2, "?folder=" + db.NewID(): 0, "?fields=name": 3, "?quarters_back=2": 3,
		} {
			if got := get(s.A.Admin.Token, query); len(got.Companies) != n {
				t.Errorf("%s: %d companies, want %d", query, len(got.Companies), n)
			}
		}
		// There was no rating that one knows of before the one that one knows.
		if old := get(s.A.Admin.Token, "?rating_date=2020-03-02"); old.Companies[1]["rating"] != nil || old.RatingDate != nil {
			t.Errorf("got %v", old)
		}
		if empty := get(s.A.Admin.Token, "?tier="+db.NewID()); empty.Companies == nil || empty.RatingDate != nil {
			t.Errorf("got %v", empty)
		}
		for _, query := range []string{"?tier=x", "?folder=1", "?rating_date=soon", "?quarters_back=x", "?exclude_alerts_only=2", "?show_ips=2", "?format=xml"} {
			if a := s.Do(t, s.A.Admin.Token, "GET", "/ratings/v1/portfolio"+query, ""); a.Status != 400 {
				t.Errorf("%s: %d %s", query, a.Status, a.Body)
			}
		}
	})
}

// Who sees one company sees one everywhere; who lacks the right sees nothing.
func TestPortfolioIsLimited(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		more(t, s)
		for _, who := range []*apitest.Person{s.A.Manager, s.A.GroupAdmin, s.A.User} {
			a := s.Do(t, who.Token, "GET", "/v2/portfolio", "")
			if page := apitest.JSON[portfolioPage](t, a); page.Count != 1 || page.names() != "Black Hills Technologies" {
				t.Errorf("%s: %s", who.FormalName, a.Body)
			}
			a = s.Do(t, who.Token, "GET", "/v1/portfolio", "")
			if whole := apitest.JSON[wholePortfolio](t, a); len(whole.Companies) != 1 {
				t.Errorf("%s: %s", who.FormalName, a.Body)
			}
			hidden := s.A.Companies["Saperix"]
			a = s.Do(t, who.Token, "GET", "/v2/portfolio?guid="+hidden, "")
			if page := apitest.JSON[portfolioPage](t, a); page.Count != 0 || strings.Contains(a.Body, "Saperix") {
				t.Errorf("%s: %s", who.FormalName, a.Body)
			}
		}
		a := s.Do(t, s.B.Admin.Token, "GET", "/v2/portfolio", "")
		for _, c := range apitest.JSON[portfolioPage](t, a).Results {
			if guid := fmt.Sprint(c["guid"]); !slices.Contains(slices.Collect(maps.Values(s.B.Companies)), guid) {
				t.Errorf("customer B sees %s", guid)
			}
		}
		for _, path := range []string{"/v1/portfolio", "/v2/portfolio", "/v1/folders", "/v1/tiers"} {
			if a := s.Do(t, s.A.Reader.Token, "GET", path+"?limit=x", ""); a.Status != 403 {
				t.Errorf("%s without the right: %d", path, a.Status)
			}
			if a := s.Do(t, "", "GET", path, ""); a.Status != 401 {
				t.Errorf("%s without a token: %d", path, a.Status)
			}
			if a := s.Do(t, s.A.Admin.Token, "DELETE", path, ""); a.Status != 405 {
				t.Errorf("DELETE %s: %d", path, a.Status)
			}
		}
	})
}

// FuzzPortfolioFilters sends anything as filters, in the address and as a body.
func FuzzPortfolioFilters(f *testing.F) {
	s := apitest.New(f, dbtest.Open(f, db.SQLite))
	more(f, s)
	for _, query := range []string{
		"q=%25_'&sort=-rating,tier", "guid=" + s.A.Companies["Saperix"] + "&rating_lt=700", "risk_vectors.slug=dkim&risk_vectors.grade=A%22",
		"subscription_type.slug=a,b&exclude_subscription_type=c&industry.name=Food,%20Drink", "limit=1&offset=2&fields=a.b,name", "format=table", "rating=1e9",
	} {
		f.Add(query, `{"q":"a","guid":[null,1,true]}`)
	}
	f.Fuzz(func(t *testing.T, query, body string) {
		if _, err := url.ParseQuery(query); err != nil || !ascii(query) || strings.Contains(query, "#") {
			return // no client can send this
		}
		for method, body := range map[string]string{"GET": "", "POST": body} {
			a := s.Do(t, s.A.Admin.Token, method, "/v2/portfolio?"+query, body)
			if a.Status != 200 && a.Status != 400 {
				t.Errorf("%s %s %s: %d %s", method, query, body, a.Status, a.Body)
			}
		}
	})
}
