package ratings_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

const clientAccessLinks = "/ratings/v1/client-access-links"

// seedLink is the example body of seeds/000, unchanged.
const seedLink = `{ "name": "Example name", "description": "Example description", "is_active": true, "scope": "tprm" }`

func newLink(t *testing.T, s *apitest.Server, body string) (guid string) {
	t.Helper()
	a := s.Do(t, s.A.Admin.Token, "POST", clientAccessLinks, body)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.JSON[map[string]any](t, a)["guid"].(string)
}

func TestCreateLinkAsDocumented(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		a := s.Do(t, s.A.Admin.Token, "POST", clientAccessLinks, seedLink)
		if a.Status != 201 || a.Header.Get("X-Ignored-Fields") != "" {
			t.Fatalf("%d %v %s", a.Status, a.Header, a.Body)
		}
		got := apitest.JSON[map[string]any](t, a)
		guid, _ := got["guid"].(string)
		want := map[string]any{
			"guid": guid, "link": apitest.PublicURL + "/app/static/pages/access-request?token=" + guid,
			"name": "Example name", "scope": "tprm", "description": "Example description", "is_active": true,
			"created_time": got["created_time"], "updated_time": got["updated_time"], "updated_by": nil,
			"created_by": map[string]any{
				"guid": s.A.Admin.GUID, "formal_name": "Emma Waters", "email": "emma.waters@blueseas.example",
			},
			"own_fields": []any{}, "allowed_domains": []any{}, "refused_domains": []any{}, "expires_at": nil,
			"max_registrations": nil, "registered_count": 0.0, "language": "auto", "logo": nil, "state": "open",
			"wording": map[string]any{"heading": "", "intro": "", "button": "", "thanks": ""},
		}
		if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w || len(guid) != 36 {
			t.Errorf("got  %s\nwant %s", g, w)
		}
		seedTime := regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$`) // 2024-01-29T17:37:54.968848Z
		for _, field := range []string{"created_time", "updated_time"} {
			if !seedTime.MatchString(got[field].(string)) {
				t.Errorf("%s is %v", field, got[field])
			}
		}
		order := regexp.MustCompile(`"(\w+)":`).FindAllStringSubmatch(a.Body, -1)
		var fields []string
		for _, m := range order {
			fields = append(fields, m[1])
		}
		if want := "guid link name scope description is_active created_time updated_time created_by guid formal_name email updated_by " +
			"own_fields allowed_domains refused_domains expires_at max_registrations registered_count wording heading intro button thanks language logo state"; strings.Join(fields, " ") != want {
			t.Errorf("fields %v, want %s", fields, want)
		}
	})
}

func TestLinkDefaults(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for _, body := range []string{`{}`, `{"body":{}}`, `{"guid":"x","colour":"red"}`} {
			a := s.Do(t, s.A.Admin.Token, "POST", clientAccessLinks, body)
			got := apitest.JSON[map[string]any](t, a)
			if a.Status != 201 || got["name"] != "" || got["description"] != "" || got["is_active"] != true || got["scope"] != "tprm" {
				t.Errorf("%s: %d %s", body, a.Status, a.Body)
			}
			if ignored := a.Header.Get("X-Ignored-Fields"); strings.Contains(body, "colour") != (ignored == "colour, guid") {
				t.Errorf("%s: ignored %q", body, ignored)
			}
		}
		a := s.Do(t, s.A.Admin.Token, "POST", clientAccessLinks, `{"is_active":false,"scope":"insurance"}`)
		if got := apitest.JSON[map[string]any](t, a); got["is_active"] != false || got["scope"] != "insurance" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

func TestChangeAndDeleteLink(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		path := clientAccessLinks + "/" + newLink(t, s, seedLink)
		s.Move(time.Minute)
		a := s.Do(t, s.A.Admin.Token, "PATCH", path, `{}`)
		if got := apitest.JSON[map[string]any](t, a); a.Status != 200 || got["updated_by"] != nil {
			t.Errorf("nothing changed: %d %s", a.Status, a.Body)
		}
		a = s.Do(t, s.A.Admin.Token, "PATCH", path, `{"name":"New","is_active":false}`)
		got := apitest.JSON[map[string]any](t, a)
		by, _ := got["updated_by"].(map[string]any)
		if a.Status != 200 || got["name"] != "New" || got["is_active"] != false || got["description"] != "Example description" ||
			by["guid"] != s.A.Admin.GUID || got["updated_time"].(string) <= got["created_time"].(string) {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		// What is read can be sent back.
		read := s.Do(t, s.A.Admin.Token, "GET", path, "")
		if again := s.Do(t, s.A.Admin.Token, "PATCH", path, read.Body); again.Status != 200 || again.Body != read.Body {
			t.Errorf("%d %s, was %s", again.Status, again.Body, read.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", path, ""); a.Status != 204 || a.Body != "" {
			t.Errorf("%d %q", a.Status, a.Body)
		}
		for _, method := range []string{"GET", "PATCH", "DELETE"} {
			refused(t, s, s.A.Admin.Token, method, path, `{}`, 404)
		}
	})
}

func TestListLinks(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for _, name := range []string{"One", "Two", "=3"} {
			newLink(t, s, fmt.Sprintf(`{"name":%q}`, name))
			s.Move(time.Second)
		}
		type page struct {
			Links   struct{ Next, Previous *string }
			Count   int
			Results []map[string]any
		}
		walk := func(path string) (names []string) {
			for path != "" {
				a := s.Do(t, s.A.Admin.Token, "GET", path, "")
				p := apitest.JSON[page](t, a)
				if a.Status != 200 || p.Count != 3 {
					t.Fatalf("%s: %d %s", path, a.Status, a.Body)
				}
				for _, r := range p.Results {
					names = append(names, r["name"].(string))
				}
				path = ""
				if p.Links.Next != nil {
					next, ours := strings.CutPrefix(*p.Links.Next, apitest.PublicURL)
					if !ours {
						t.Fatalf("next is %s", *p.Links.Next)
					}
					path = next
				}
			}
			return names
		}
		for path, want := range map[string]string{
			clientAccessLinks:                               "=3 Two One",
			clientAccessLinks + "?limit=2":                  "=3 Two One",
			clientAccessLinks + "?limit=1&sort=name":        "=3 One Two",
			clientAccessLinks + "?offset=1":                 "Two One",
			clientAccessLinks + "?limit=0":                  "=3 Two One",
			"/v1/client-access-links?sort=created_time":     "One Two =3",
			"/customer-api/v1/client-access-links/?limit=2": "=3 Two One",
		} {
			if got := strings.Join(walk(path), " "); got != want {
				t.Errorf("%s: %s, want %s", path, got, want)
			}
		}
		a := s.Do(t, s.B.Admin.Token, "GET", clientAccessLinks, "")
		if want := `{"links":{"next":null,"previous":null},"count":0,"results":[]}` + "\n"; a.Body != want {
			t.Errorf("the other customer sees %s", a.Body)
		}
		a = s.Do(t, s.A.Admin.Token, "GET", clientAccessLinks+"?q=tw&fields=name,scope", "")
		if !strings.Contains(a.Body, `"results":[{"name":"Two","scope":"tprm"}]`) {
			t.Errorf("fields: %s", a.Body)
		}
		a = s.Do(t, s.A.Admin.Token, "GET", clientAccessLinks+"?format=csv&fields=name,scope&sort=name", "")
		if want := "name,scope\n'=3,tprm\nOne,tprm\nTwo,tprm\n"; a.Body != want || a.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
			t.Errorf("csv: %q", a.Body)
		}
		for _, format := range []string{"ndjson", "table", "xlsx"} {
			if a := s.Do(t, s.A.Admin.Token, "GET", clientAccessLinks+"?format="+format, ""); a.Status != 200 || a.Body == "" {
				t.Errorf("%s: %d", format, a.Status)
			}
		}
	})
}

// Every refusal has the documented status, and changes nothing.
func TestLinkRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		one := clientAccessLinks + "/" + newLink(t, s, seedLink)
		unknown := clientAccessLinks + "/" + db.NewID()
		long := `"` + strings.Repeat("é", 256) + `"`
		admin := s.A.Admin.Token
		for _, tt := range []struct {
			name, token, method, path, body string
			status                          int
		}{
			{"no token", "", "POST", clientAccessLinks, seedLink, 401},
			{"no token, no right, nothing there", "", "DELETE", unknown, "", 401},
			{"group admin", s.A.GroupAdmin.Token, "POST", clientAccessLinks, seedLink, 403},
			{"manager", s.A.Manager.Token, "GET", one, "", 403},
			{"user", s.A.User.Token, "GET", clientAccessLinks, "", 403},
			{"access without roles", s.A.Reader.Token, "PATCH", one, "{", 403},
			{"right before a look-up", s.A.User.Token, "DELETE", unknown, "", 403},
			{"foreign get", s.B.Admin.Token, "GET", one, "", 404},
			{"foreign patch", s.B.Admin.Token, "PATCH", one, `{"name":"x"}`, 404},
			{"foreign delete", s.B.Admin.Token, "DELETE", one, "", 404},
			{"unknown guid", admin, "PATCH", unknown, `{"name":"x"}`, 404},
			{"no guid", admin, "GET", clientAccessLinks + "/1'--", "", 404},
			{"zero in the path", admin, "DELETE", clientAccessLinks + "/%00", "", 404},
			{"no JSON", admin, "POST", clientAccessLinks, `{"name":`, 400},
			{"empty", admin, "PATCH", one, " ", 400},
			{"array", admin, "POST", clientAccessLinks, `[]`, 400},
			{"null", admin, "POST", clientAccessLinks, `null`, 400},
			{"wrong type of name", admin, "POST", clientAccessLinks, `{"name":1}`, 400},
			{"wrong type of is_active", admin, "PATCH", one, `{"is_active":"yes"}`, 400},
			{"object for a string", admin, "PATCH", one, `{"scope":{}}`, 400},
			{"null name", admin, "PATCH", one, `{"name":null}`, 400},
			{"name too long", admin, "POST", clientAccessLinks, `{"name":` + long + `}`, 400},
			{"description too long", admin, "PATCH", one, `{"description":` + long + `}`, 400},
			{"unknown scope", admin, "POST", clientAccessLinks, `{"scope":"other"}`, 400},
			{"zero character", admin, "POST", clientAccessLinks, `{"name":"a\u0000b"}`, 400},
			{"control character", admin, "POST", clientAccessLinks, `{"name":"a\u0007b"}`, 400},
			{"bad before not found", admin, "PATCH", unknown, `{"name":1}`, 400},
			{"limit", admin, "GET", clientAccessLinks + "?limit=x", "", 400},
			{"no limit", admin, "GET", clientAccessLinks + "?limit=-1", "", 400},
			{"offset", admin, "GET", clientAccessLinks + "?offset=-1", "", 400},
			{"sort", admin, "GET", clientAccessLinks + "?sort=guid", "", 400},
			{"format", admin, "GET", clientAccessLinks + "?format=pdf", "", 400},
			{"method", admin, "PUT", one, `{}`, 405},
			{"too much", admin, "POST", clientAccessLinks, `{"name":"` + strings.Repeat("x", 1<<20) + `"}`, 413},
		} {
			t.Run(tt.name, func(t *testing.T) {
				before := s.Rows(t)
				a := s.Do(t, tt.token, tt.method, tt.path, tt.body)
				if a.Status != tt.status {
					t.Errorf("got %d %s", a.Status, a.Body)
				}
				if after := s.Rows(t); !maps.Equal(before, after) {
					t.Errorf("rows were %v and are %v", before, after)
				}
				checkLinkError(t, a)
			})
		}
		if a := s.Do(t, admin, "GET", one, ""); !strings.Contains(a.Body, `"name":"Example name"`) || !strings.Contains(a.Body, `"updated_by":null`) {
			t.Errorf("the link is now %s", a.Body)
		}
		r := httptest.NewRequestWithContext(t.Context(), "POST", clientAccessLinks, strings.NewReader(`<name/>`))
		r.Header.Set("Content-Type", "application/xml")
		r.SetBasicAuth(admin, "")
		if a := s.Send(t, r); a.Status != 415 {
			t.Errorf("XML: %d %s", a.Status, a.Body)
		}
	})
}

// checkLinkError compares the body of a failure with its shape: errors of
// validation have one of their own.
func checkLinkError(t *testing.T, a apitest.Answer) {
	t.Helper()
	var body struct {
		Detail string
		Errors []struct{ Detail string }
	}
	if err := json.Unmarshal([]byte(a.Body), &body); err != nil {
		t.Fatalf("%s: %v", a.Body, err)
	}
	listed := len(body.Errors) > 0 && body.Errors[0].Detail != ""
	if listed != (a.Status == 400) || (body.Detail != "") == listed {
		t.Errorf("%d has the body %s", a.Status, a.Body)
	}
}

func TestValidateToken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		open := newLink(t, s, `{"scope":"insurance"}`)
		closed := newLink(t, s, `{"is_active":false}`)
		form := func(name, value string) string {
			return "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n" +
				"--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n--b--\r\n"
		}
		const valid, invalid = `{"valid":true,"scope":"insurance"}`, `{"valid":false,"scope":null}`
		const multipart, urlencoded, asJSON = "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "application/json"
		for _, tt := range []struct {
			name, kind, body string
			status           int
			want             string
		}{
			{"multipart", multipart, form("token", open), 200, valid},
			{"JSON", asJSON, `{"token":"` + open + `"}`, 200, valid},
			{"curl -d of a form", urlencoded, "token=" + open, 200, valid},
			{"curl -d of JSON", urlencoded, `{"token":"` + open + `"}`, 200, valid},
			{"upper case", asJSON, `{"token":"` + strings.ToUpper(open) + `"}`, 200, valid},
			{"closed", multipart, form("token", closed), 200, invalid},
			{"unknown", asJSON, `{"token":"` + db.NewID() + `"}`, 200, invalid},
			{"no guid", multipart, form("token", "'; drop"), 200, invalid},
			{"no text", multipart, form("token", "\x00\xff"), 200, invalid},
			{"empty", asJSON, `{"token":""}`, 200, invalid},
			{"without token", multipart, form("guid", open), 400, "token"},
			{"null", asJSON, `{"token":null}`, 400, "token"},
			{"number", asJSON, `{"token":1}`, 400, "token"},
			{"empty form", urlencoded, "", 400, "token"},
			{"no boundary", "multipart/form-data", form("token", open), 400, "detail"},
			{"cut off", multipart, form("token", open)[:80], 400, "detail"},
			{"no JSON", asJSON, `{`, 400, "detail"},
			{"XML", "text/xml", `<x/>`, 415, "detail"},
			{"too much", multipart, form("token", strings.Repeat("x", 1<<20)), 413, "detail"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				before := s.Rows(t)
				r := httptest.NewRequestWithContext(t.Context(), "POST", "/ratings/v1/access-requests/self-access/validate-token", strings.NewReader(tt.body))
				r.Header.Set("Content-Type", tt.kind)
				a := s.Send(t, r)
				if a.Status != tt.status || !strings.Contains(a.Body, strings.Trim(tt.want, "{}")) {
					t.Errorf("got %d %s, want %d %s", a.Status, a.Body, tt.status, tt.want)
				}
				if after := s.Rows(t); !maps.Equal(before, after) {
					t.Errorf("rows were %v and are %v", before, after)
				}
			})
		}
		if a := s.Do(t, "gth_nonsense", "POST", "/v1/access-requests/self-access/validate-token/", `{"token":"`+open+`"}`); a.Status != 200 {
			t.Errorf("a token that nobody asked for: %d %s", a.Status, a.Body)
		}
		s.Do(t, s.A.Admin.Token, "DELETE", clientAccessLinks+"/"+open, "")
		if a := s.Do(t, "", "POST", "/v1/access-requests/self-access/validate-token", `{"token":"`+open+`"}`); strings.TrimSpace(a.Body) != invalid {
			t.Errorf("after it was deleted: %s", a.Body)
		}
	})
}

// A form, filled in and confirmed, is in the outbox; the admin decides.
func TestRegistrationReachesTheOutbox(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := newLink(t, s, seedLink)
		register := func(email string) string {
			t.Helper()
			err := s.Registrations.Register(t.Context(), guid, collab.RegistrationDraft{
				FormalName: "Maria Castro", Email: email, CompanyName: "Typed", Website: "typed.example", Terms: true,
			}, "192.0.2.9", "")
			if err != nil {
				t.Fatal(err)
			}
			s.Drain(t)
			if n := len(outboxOf(t, s, "?q="+email)); n != 0 {
				t.Fatalf("%d requests before the address was confirmed", n)
			}
			path, code := s.Link(t, email)
			if _, err := s.Registrations.Confirm(t.Context(), strings.TrimPrefix(path, "/registrations/"), code, ""); err != nil {
				t.Fatal(err)
			}
			s.Drain(t)
			all := outboxOf(t, s, "?reason=self_requested&status=Pending&q="+email)
			if len(all) != 1 {
				t.Fatalf("the outbox has %v", all)
			}
			got := all[0]
			if got["requestee_company_name"] != "Black Hills Technologies" || got["awaiting"] != "approval" || got["email_sent_date"] != nil ||
				got["requester_guid"] != s.A.Admin.GUID || got["requestee_formal_name"] != "Maria Castro" {
				t.Errorf("the request is %v", got)
			}
			return got["guid"].(string)
		}
		yes, no := register("yes@blackhills.example"), register("no@blackhills.example")
		s.Mails.Take()
		for request, status := range map[string]string{yes: "Approved", no: "Rejected"} {
			a := s.Do(t, s.A.Admin.Token, "PATCH", "/ratings/v1/access-requests/"+request, `{"status":"`+status+`"}`)
			if a.Status != 200 {
				t.Errorf("%s: %d %s", status, a.Status, a.Body)
			}
		}
		s.Drain(t)
		mails := make(map[string]int)
		for _, m := range s.Mails.Take() {
			mails[m.To.Email]++
		}
		if mails["yes@blackhills.example"] != 2 || mails["no@blackhills.example"] != 1 {
			t.Errorf("mails went to %v", mails)
		}
		if path, _ := s.Link(t, "yes@blackhills.example"); !strings.HasPrefix(path, "/invitations/") {
			t.Errorf("the approved one got %s", path)
		}
	})
}

func outboxOf(t *testing.T, s *apitest.Server, query string) []map[string]any {
	t.Helper()
	a := s.Do(t, s.A.Admin.Token, "GET", "/ratings/v1/access-requests"+query, "")
	if a.Status != http.StatusOK {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return slices.Clip(apitest.JSON[[]map[string]any](t, a))
}
