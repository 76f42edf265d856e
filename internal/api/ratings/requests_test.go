package ratings_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

const requests = "/ratings/v1/access-requests"

// each runs f on a server over each engine.
func each(t *testing.T, f func(t *testing.T, s *apitest.Server)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { f(t, apitest.New(t, d)) })
}

// newRequest is a body for POST access-requests with the given fields changed.
func newRequest(c *apitest.Customer, changes map[string]any) string {
	body := map[string]any{
		"requestee_company_guid": c.Companies["Black Hills Technologies"],
		"requestee_email":        "mcastro@blackhills.example",
		"requestee_formal_name":  "Maria Castro",
		"message":                "Please address these concerns - from Emma",
		"reason":                 "informational",
		"trial_duration":         45,
		"context":                map[string]any{"risk_vectors": []any{map[string]any{"risk_vector": map[string]any{"slug": "dkim"}}}},
		"third_parties":          []any{map[string]any{"name": "Richard Kuga", "email": "richard.kuga@blackhills.example"}},
	}
	for k, v := range changes {
		if v == nil {
			delete(body, k)
			continue
		}
		body[k] = v
	}
	text, _ := json.Marshal(body)
	return string(text)
}

type document = map[string]any

func create(t *testing.T, s *apitest.Server, token, body string) document {
	t.Helper()
	a := s.Do(t, token, "POST", requests, body)
	if a.Status != 201 {
		t.Fatalf("create: %d %s", a.Status, a.Body)
	}
	return apitest.JSON[document](t, a)
}

func list(t *testing.T, s *apitest.Server, token, query string) []document {
	t.Helper()
	a := s.Do(t, token, "GET", requests+query, "")
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", query, a.Status, a.Body)
	}
	return apitest.JSON[[]document](t, a)
}

// documented are the fields of the document "GET: Collaboration Outbox", each
// with the types that its example and description allow.
var documented = map[string]string{
	"guid": "string", "ccs": "string null", "requester_guid": "string", "requester_email": "string",
	"requestee_first_name": "string", "requestee_last_name": "string", "requester_first_name": "string",
	"requester_last_name": "string", "requester_friendly_name": "string", "requester_formal_name": "string",
	"requester_company_guid": "string", "requester_company_name": "string", "requester_customer_guid": "string",
	"requester_customer_name": "string", "requestee_friendly_name": "string", "requestee_formal_name": "string",
	"requestee_email": "string", "requestee_phone": "string", "requestee_company_guid": "string",
	"requestee_company_name": "string", "requestee_tos_date": "string null", "requestee_last_login": "string null",
	"message": "string", "notes": "string null", "created_date": "string", "created_time": "string",
	"email_sent_date": "string null", "can_resend_email": "bool", "hubspot_status": "string", "status": "string",
	"is_real": "bool", "has_shared_observations": "bool", "has_preferred_contact": "bool",
	"shared_observations_count": "number", "invitation_duration": "number", "trial_duration": "number",
	"reason": "string", "context": "object", "resolved_by": "object null", "resolved_date": "string null",
	"recipient_customer_access": "string", "third_parties": "array",
}

// additive are the fields that Gatehouse answers beyond the document.
var additive = []string{
	"has_preferred_contacts", "awaiting", "expires_date", "access_end_date", "sent_count", "mail_status", "link",
}

func TestOutboxHasTheDocumentedFields(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		all := list(t, s, s.A.Admin.Token, "")
		if len(all) != 1 {
			t.Fatalf("%d requests", len(all))
		}
		d := all[0]
		for field, types := range documented {
			v, ok := d[field]
			if !ok {
				t.Errorf("%s is missing", field)
			} else if !slices.Contains(strings.Fields(types), typeName(v)) {
				t.Errorf("%s is %v, want %s", field, v, types)
			}
		}
		for field := range d {
			if _, ok := documented[field]; !ok && !slices.Contains(additive, field) {
				t.Errorf("%s is in no document", field)
			}
		}
		want := document{
			"requester_formal_name": "Emma Waters", "requester_first_name": "Emma", "requester_last_name": "Waters",
			"requestee_first_name": "Maria", "requestee_last_name": "Castro", "requestee_company_name": "Black Hills Technologies",
			"created_time": "2026-03-02T10:00:00Z", "created_date": "2026-03-02", "email_sent_date": "2026-03-02",
			"status": "Pending", "awaiting": "answer", "expires_date": "2026-03-16", "invitation_duration": 14.0,
			"trial_duration": 45.0, "hubspot_status": "CREATED", "recipient_customer_access": "inactive", "is_real": true,
			"requester_company_name": "Blue Seas International", "requester_customer_name": "Blue Seas", "notes": nil,
			"can_resend_email": false,
			"context": document{"date": "2020-03-03", "rating": 390.0, "risk_vectors": []any{
				document{"risk_vector": document{"slug": "dkim"}, "grade": "F"},
			}},
		}
		for field, v := range want {
			if diff := cmp.Diff(v, d[field]); diff != "" {
				t.Errorf("%s: %s", field, diff)
			}
		}
	})
}

func typeName(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "bool"
	case float64:
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	default:
		return "object"
	}
}

func TestCreateRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		before := s.Rows(t)
		for _, tt := range []struct {
			name, token, body string
			status            int
			field             string
		}{
			{"no token", "", newRequest(s.A, nil), 401, "detail"},
			{"no right", s.A.Reader.Token, newRequest(s.A, nil), 403, "detail"},
			{"no right comes before the body", s.A.Reader.Token, `{`, 403, "detail"},
			{"not JSON", s.A.Admin.Token, `{"requestee`, 400, "detail"},
			{"no object", s.A.Admin.Token, `"text"`, 400, "detail"},
			{"null", s.A.Admin.Token, `null`, 400, "detail"},
			{"array of texts", s.A.Admin.Token, `["x"]`, 400, "detail"},
			{"NUL", s.A.Admin.Token, newRequest(s.A, map[string]any{"message": "a\x00b"}), 400, "detail"},
			{"no company", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_company_guid": nil}), 400, "requestee_company_guid"},
			{"malformed company", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_company_guid": "x"}), 400, "requestee_company_guid"},
			{"wrong type", s.A.Admin.Token, newRequest(s.A, map[string]any{"trial_duration": "long"}), 400, "trial_duration"},
			{"trial of 0", s.A.Admin.Token, newRequest(s.A, map[string]any{"trial_duration": 0}), 400, "trial_duration"},
			{"trial of 366", s.A.Admin.Token, newRequest(s.A, map[string]any{"trial_duration": 366}), 400, "trial_duration"},
			{"unknown company", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_company_guid": db.NewID()}), 404, "detail"},
			{"another customer's company", s.A.Admin.Token, newRequest(s.B, nil), 404, "detail"},
			{"invisible company", s.A.User.Token, newRequest(s.A, map[string]any{"requestee_company_guid": s.A.Companies["Saperix"]}), 404, "detail"},
			{"no e-mail and no contact", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": nil}), 400, "requestee_email"},
			{"no name and no contact", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_formal_name": nil}), 400, "requestee_formal_name"},
			{"e-mail of nobody", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": "maria"}), 400, "requestee_email"},
			{"e-mail elsewhere", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": "m@other.example"}), 400, "requestee_email"},
			{"over-long name", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_formal_name": strings.Repeat("ä", 256)}), 400, "requestee_formal_name"},
			{"over-long message", s.A.Admin.Token, newRequest(s.A, map[string]any{"message": strings.Repeat("x", 5001)}), 400, "message"},
			{"self_requested", s.A.Admin.Token, newRequest(s.A, map[string]any{"reason": "self_requested"}), 400, "reason"},
			{"unknown reason", s.A.Admin.Token, newRequest(s.A, map[string]any{"reason": "curious"}), 400, "reason"},
			{"unknown finding", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": "new@blackhills.example", "rolledup_observation_ids": []string{"x"}}), 400, "rolledup_observation_ids"},
			{"CC elsewhere", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": "new@blackhills.example", "ccs": "a@other.example"}), 400, "ccs"},
			{"same person", s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": "MCastro@BlackHills.example"}), 409, "detail"},
			{"one of two is bad", s.A.Admin.Token, "[" + newRequest(s.A, map[string]any{"requestee_email": "x@blackhills.example"}) + "," + newRequest(s.A, nil) + "]", 409, "detail"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				a := s.Do(t, tt.token, "POST", requests, tt.body)
				got := apitest.JSON[document](t, a)
				if _, ok := got[tt.field]; a.Status != tt.status || !ok {
					t.Errorf("got %d %s, want %d about %s", a.Status, a.Body, tt.status, tt.field)
				}
			})
		}
		if diff := cmp.Diff(before, s.Rows(t)); diff != "" {
			t.Errorf("refused calls left traces: %s", diff)
		}
	})
}

// Every form of the body that clients send is understood and answered in kind.
func TestCreateForms(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		mail := 0
		one := func() string {
			mail++
			return newRequest(s.A, map[string]any{"requestee_email": fmt.Sprintf("p%d@sub.blackhills.example", mail), "unknown": 1})
		}
		a := s.Do(t, s.A.Admin.Token, "POST", requests, `{"vendor_access_request":`+one()+`}`)
		if a.Status != 201 || a.Header.Get("X-Ignored-Fields") != "unknown" || !strings.HasPrefix(a.Body, "{") {
			t.Errorf("wrapped object: %d %v %s", a.Status, a.Header, a.Body)
		}
		a = s.Do(t, s.A.Admin.Token, "POST", requests, "["+one()+","+one()+"]")
		if a.Status != 201 || len(apitest.JSON[[]document](t, a)) != 2 {
			t.Errorf("array: %d %s", a.Status, a.Body)
		}
		a = s.Do(t, s.A.Admin.Token, "POST", requests, `{"vendor_access_request":[`+one()+`]}`)
		if a.Status != 201 || len(apitest.JSON[[]document](t, a)) != 1 {
			t.Errorf("wrapped array: %d %s", a.Status, a.Body)
		}
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_email": "cc@blackhills.example", "ccs": []string{"x@blackhills.example", "y@blueseas.example"},
		}))
		if d["ccs"] != "x@blackhills.example,y@blueseas.example" {
			t.Errorf("ccs %v", d["ccs"])
		}
	})
}

// The sender may choose what the mails are written in.
func TestCreateInALanguage(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": "fr@blackhills.example", "language": "FR"}))
		s.Drain(t)
		mails := s.Mails.Take()
		for _, m := range mails {
			if m.Language != "fr" {
				t.Errorf("%q is in %s", m.Subject, m.Language)
			}
		}
		if len(mails) != 3 { // one of them a copy
			t.Errorf("%d mails, want 3", len(mails))
		}
		a := s.Do(t, s.A.Admin.Token, "POST", requests, newRequest(s.A, map[string]any{"requestee_email": "nl@blackhills.example", "language": "nl"}))
		if a.Status != 400 || !strings.Contains(a.Body, `"language":["must be one of en, fr, de"]`) {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// What the sender did not type about a preferred contact stays blank until the
// contact accepts, in every list and format.
func TestPreferredContactStaysHidden(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_company_guid": s.A.Companies["Saperix"], "requestee_email": nil, "requestee_formal_name": nil, "third_parties": nil,
		}))
		if d["requestee_email"] != "" || d["requestee_formal_name"] != "" || d["has_preferred_contact"] != true {
			t.Errorf("got %v", d)
		}
		for _, query := range []string{"", "?format=csv", "?format=table", "?q=richard", "?sort=requestee_email"} {
			if a := s.Do(t, s.A.Admin.Token, "GET", requests+query, ""); strings.Contains(strings.ToLower(a.Body), "richard") {
				t.Errorf("%s shows the contact: %s", query, a.Body)
			}
		}
		s.Drain(t)
		accept(t, s, "richard.kuga@saperix.example")
		if d := list(t, s, s.A.Admin.Token, "")[0]; d["requestee_formal_name"] != "Richard Kuga" || d["requestee_email"] != "richard.kuga@saperix.example" {
			t.Errorf("after acceptance: %v", d)
		}
	})
}

func TestOutboxFilters(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		first := create(t, s, admin, newRequest(s.A, nil))
		s.Move(time.Hour)
		second := create(t, s, s.A.User.Token, newRequest(s.A, map[string]any{
			"requestee_email": "o'brien@blackhills.example", "requestee_formal_name": "Pat O'Brien", "reason": "other",
			"context": document{"risk_vectors": []any{
				document{"risk_vector": document{"slug": "open_ports"}}, document{"risk_vector": document{"slug": "spf"}},
			}},
		}))
		s.Move(time.Hour)
		third := create(t, s, admin, newRequest(s.A, map[string]any{
			"requestee_company_guid": s.A.Companies["Saperix"], "requestee_email": "zoe@saperix.example", "requestee_formal_name": "Zoë Saper",
			"third_parties": nil, "context": nil, "reason": "remediation",
		}))
		s.Do(t, admin, "PATCH", requests+"/"+third["guid"].(string), `{"status":"Resolved"}`)
		create(t, s, s.B.Admin.Token, newRequest(s.B, nil)) // must never show
		folder := apitest.JSON[document](t, s.Do(t, admin, "POST", "/ratings/v1/folders", `{"name":"North"}`))["guid"].(string)
		s.Do(t, admin, "PATCH", "/ratings/v1/folders/"+folder+"/companies", `{"add_companies":["`+s.A.Companies["Saperix"]+`"]}`)
		tier := apitest.JSON[document](t, s.Do(t, admin, "POST", "/ratings/v1/tiers", `{"name":"One","description":"","rank":1}`))["guid"].(string)
		s.Do(t, admin, "PATCH", "/ratings/v1/tiers/"+tier+"/companies", `{"add_companies":["`+s.A.Companies["Black Hills Technologies"]+`"]}`)
		names := map[any]string{first["guid"]: "1", second["guid"]: "2", third["guid"]: "3"}
		blackHills, saperix := s.A.Companies["Black Hills Technologies"], s.A.Companies["Saperix"]

		for query, want := range map[string]string{
			"":                            "321",
			"?company_guid=" + blackHills: "21",
			"?company_guid=" + blackHills + "," + saperix:                      "321",
			"?company_guid=" + blackHills + "&company_guid=" + saperix:         "321",
			"?company_guid=" + strings.ToUpper(saperix):                        "3",
			"?company_guid=" + s.B.Companies["Saperix"]:                        "",
			"?company_guid=" + db.NewID():                                      "",
			"?folder_guid=" + folder:                                           "3",
			"?tier_guid=" + tier:                                               "21",
			"?tier_guid=" + tier + "," + folder:                                "21",
			"?folder_guid=" + db.NewID():                                       "",
			"?group=" + s.A.Group:                                              "2",
			"?group=" + s.B.Group:                                              "",
			"?requesterid=" + s.A.User.GUID:                                    "2",
			"?requesterid=" + s.A.User.GUID + "," + s.A.Admin.GUID:             "321",
			"?exclude_requesterid=" + s.A.User.GUID:                            "31",
			"?requesterid=" + s.A.Admin.GUID + "&company_guid=" + blackHills:   "1",
			"?status=pending":                                                  "21",
			"?status=Pending,RESOLVED":                                         "321",
			"?status=nonsense":                                                 "",
			"?status=nonsense,resolved":                                        "3",
			"?reason=other,remediation":                                        "32",
			"?reason=informational":                                            "1",
			"?context.risk_vectors.risk_vector.slug=dkim":                      "1",
			"?context.risk_vectors.risk_vector.slug=dkim%2Copen_ports":         "21",
			"?context.risk_vectors.risk_vector.slug=open_ports&status=pending": "2",
			"?context.risk_vectors.risk_vector.slug=ssl_configurations":        "",
			"?q=mar":                     "1",
			"?q=castro+black":            "1",
			"?q=astro":                   "",
			"?q=o'br":                    "2",
			"?q=zo%C3%AB":                "3",
			"?q=zoe@saperix.example":     "3",
			"?q=%25":                     "",
			"?sort=requestee_email":      "123",
			"?sort=-requestee_email":     "321",
			"?sort=created_time":         "123",
			"?sort=-created_time":        "321",
			"?sort=status,-created_time": "213",
			"?limit=2":                   "32",
			"?limit=2&offset=1":          "21",
			"?limit=1&offset=2&company_guid=" + blackHills + "," + saperix: "1",
			"?status=Pending,Resolved&limit=2&offset=1":                    "21",
		} {
			var found strings.Builder
			for _, d := range list(t, s, admin, query) {
				found.WriteString(names[d["guid"]])
			}
			if got := found.String(); got != want {
				t.Errorf("%s: got %q, want %q", query, got, want)
			}
		}
		for _, query := range []string{
			"?company_guid=x", "?requesterid=1", "?folder_guid=%00", "?group=x", "?sort=rating", "?limit=x", "?limit=-1",
			"?after=x", "?format=xml", "?q=" + strings.Repeat("x", 201),
		} {
			if a := s.Do(t, admin, "GET", requests+query, ""); a.Status != 400 {
				t.Errorf("%s: %d %s", query, a.Status, a.Body)
			}
		}
	})
}

// A member of a group sees requests to the companies of the group and those it
// sent, in the list, alone, in counts and exports; the rest does not exist.
func TestOutboxVisibility(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		seen := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		hidden := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_company_guid": s.A.Companies["Saperix"], "requestee_email": "zoe@saperix.example", "third_parties": nil,
		}))
		for _, p := range []*apitest.Person{s.A.GroupAdmin, s.A.Manager, s.A.User} {
			if all := list(t, s, p.Token, ""); len(all) != 1 || all[0]["guid"] != seen["guid"] {
				t.Errorf("%s sees %v", p.Role, all)
			}
			a := s.Do(t, p.Token, "GET", requests+"?format=csv", "")
			if strings.Contains(a.Body, "zoe@saperix.example") || !strings.Contains(a.Body, "mcastro@") {
				t.Errorf("%s exports %s", p.Role, a.Body)
			}
			counts := apitest.JSON[document](t, s.Do(t, p.Token, "GET", requests+"/counts", ""))
			if counts["total"] != 1.0 || counts["company_count"] != 1.0 {
				t.Errorf("%s counts %v", p.Role, counts)
			}
		}
		before := s.Rows(t)
		for _, token := range []string{s.A.User.Token, s.B.Admin.Token} {
			path := requests + "/" + hidden["guid"].(string)
			for _, call := range [][3]string{
				{"GET", path, ""},
				{"PATCH", path, `{"status":"Resolved"}`},
				{"PATCH", path, `{"notes":"x"}`},
				{"POST", path + "/resend", ""},
				{"POST", path + "/revoke", `{"reason":"x"}`},
				{"GET", requests + "/received/" + hidden["guid"].(string), ""},
			} {
				if a := s.Do(t, token, call[0], call[1], call[2]); a.Status != 404 {
					t.Errorf("%s %s: %d %s", call[0], call[1], a.Status, a.Body)
				}
			}
			a := s.Do(t, token, "POST", requests+"/bulk", `[{"guid":"`+hidden["guid"].(string)+`","status":"Resolved"}]`)
			if a.Status != 200 || !strings.Contains(a.Body, `"modified":[]`) {
				t.Errorf("bulk: %d %s", a.Status, a.Body)
			}
		}
		if diff := cmp.Diff(before, s.Rows(t)); diff != "" {
			t.Error(diff)
		}
	})
}

// One person at one company gets one open request, whoever races for it.
func TestOneOpenRequest(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		statuses := make(map[int]int)
		for range 12 {
			wg.Go(func() {
				r := httptest.NewRequest("POST", requests, strings.NewReader(newRequest(s.A, nil)))
				r.SetBasicAuth(s.A.Admin.Token, "")
				a := s.Send(t, r)
				mu.Lock()
				defer mu.Unlock()
				statuses[a.Status]++
			})
		}
		wg.Wait()
		if !maps.Equal(statuses, map[int]int{201: 1, 409: 11}) {
			t.Errorf("got %v", statuses)
		}
	})
}

func TestFormats(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_formal_name": "=cmd()", "message": "two\nlines"}))
		for _, tt := range []struct{ query, accept, kind, has string }{
			{"?format=json", "", "application/json", `"requestee_formal_name":"=cmd()"`},
			{"?format=csv", "", "text/csv; charset=utf-8", `'=cmd()`},
			{"", "text/csv", "text/csv; charset=utf-8", `'=cmd()`},
			{"?format=ndjson", "", "application/x-ndjson", "}\n"},
			{"?format=table", "", "text/plain; charset=utf-8", "STATUS"},
			{"?format=xlsx", "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"},
			{"?format=csv&fields=guid,context.rating", "", "text/csv; charset=utf-8", "guid,context.rating\n"},
			{"?fields=guid,status", "", "application/json", `"status":"Pending"`},
		} {
			r := httptest.NewRequest("GET", requests+tt.query, nil)
			r.SetBasicAuth(s.A.Admin.Token, "")
			r.Header.Set("Accept", tt.accept)
			a := s.Send(t, r)
			if a.Status != 200 || a.Header.Get("Content-Type") != tt.kind || !strings.Contains(a.Body, tt.has) {
				t.Errorf("%s %s: %d %s %.300s", tt.query, tt.accept, a.Status, a.Header.Get("Content-Type"), a.Body)
			}
		}
	})
}
