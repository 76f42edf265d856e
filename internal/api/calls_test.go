package api_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

func each(t *testing.T, f func(*testing.T, *apitest.Server)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { f(t, apitest.New(t, d)) })
}

// node is another node over the same database, with what it has in memory.
func node(s *apitest.Server, most int64) *apitest.Server {
	other := &apitest.Server{
		T: s.T, DB: s.DB, Log: s.Log, Users: s.Users, Accesses: s.Accesses, Tokens: s.Tokens, Roles: s.Roles, Doors: s.Doors,
		Common: s.Common, Calls: &identity.Calls{DB: s.DB, Now: s.Now, Most: most},
	}
	other.Mount()
	return other
}

// Two nodes together let a token make 600 calls in five minutes, but for what
// one of them took and did not use.
func TestCallsInFiveMinutes(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		nodes := []*apitest.Server{node(s, 600), node(s, 600)}
		ask := func(n *apitest.Server, token string) apitest.Answer {
			t.Helper()
			return n.Do(t, token, "GET", "/user/v1/roles", "")
		}
		let := func() (n int) {
			for i := range 700 {
				switch a := ask(nodes[i%3/2], s.A.Admin.Token); a.Status { // one gets twice as many
				case 200:
					n++
				case 429:
					seconds, err := strconv.Atoi(a.Header.Get("Retry-After"))
					if left := 300 - int(s.Now().Sub(s.Now().Truncate(5*time.Minute)).Seconds()); err != nil || seconds != left {
						t.Fatalf("Retry-After is %q, want %d", a.Header.Get("Retry-After"), left)
					}
					if !strings.HasPrefix(a.Body, `{"errors":[{"code":"too_many",`) {
						t.Fatal(a.Body)
					}
				default:
					t.Fatalf("%d %s", a.Status, a.Body)
				}
			}
			return n
		}
		s.Move(time.Minute)
		if n := let(); n > 600 || n < 551 {
			t.Errorf("%d calls of a period were let in", n)
		}
		if a := ask(nodes[0], s.A.Manager.Token); a.Status != 200 {
			t.Errorf("another token: %d", a.Status)
		}
		if a := ask(nodes[0], ""); a.Status != 401 {
			t.Errorf("without a token: %d", a.Status)
		}
		if a := nodes[0].Do(t, s.A.Admin.Token, "GET", "/user/v1/users?limit=x", ""); a.Status != 429 {
			t.Errorf("a wrong call beyond the limit: %d", a.Status)
		}
		s.Move(4*time.Minute - time.Second)
		if a := ask(nodes[1], s.A.Admin.Token); a.Status != 429 || a.Header.Get("Retry-After") != "1" {
			t.Errorf("a second before the end: %d, %q", a.Status, a.Header.Get("Retry-After"))
		}
		s.Move(time.Second)
		if n := let(); n > 600 || n < 551 {
			t.Errorf("%d calls of the next period were let in", n)
		}
	})
}

// A budget that is no multiple of a slice is used to its end.
func TestCallsOfAnySize(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for _, most := range []int{7, 70} {
			n, let := node(s, int64(most)), 0
			token := s.Person(t, s.A, "Of "+strconv.Itoa(most), actor.Admin, "", nil).Token
			for range most + 5 {
				if n.Do(t, token, "GET", "/user/v1/roles", "").Status == 200 {
					let++
				}
			}
			if let != most {
				t.Errorf("%d calls were let in, want %d", let, most)
			}
		}
	})
}

// held is a client that leaves an answer unread until it is told to go on.
type held struct {
	*httptest.ResponseRecorder
	begun, goOn chan struct{}
}

func (h *held) Write(b []byte) (int, error) {
	h.begun <- struct{}{}
	<-h.goOn
	return h.ResponseRecorder.Write(b)
}

// The 21st call at a time is refused, whoever else calls meanwhile, until one of
// the twenty is answered.
func TestCallsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		s.AtOnce = 20
		s.Mount()
		path := "/ratings/v1/folders"
		var calls []*held
		done := make(chan struct{}, 20)
		for range 20 {
			h := &held{httptest.NewRecorder(), make(chan struct{}), make(chan struct{})}
			calls = append(calls, h)
			r := httptest.NewRequestWithContext(actor.WithCall(t.Context(), "192.0.2.1", "test"), "GET", path, http.NoBody)
			r.SetBasicAuth(s.A.Admin.Token, "")
			go func() {
				s.ServeHTTP(h, r)
				done <- struct{}{}
			}()
			<-h.begun
		}
		a := s.Do(t, s.A.Admin.Token, "GET", path, "")
		if a.Status != 429 || a.Header.Get("Retry-After") != "1" || !strings.HasPrefix(a.Body, `{"detail":"A token may make 20 calls`) {
			t.Errorf("the 21st: %d, %q, %s", a.Status, a.Header.Get("Retry-After"), a.Body)
		}
		if a := s.Do(t, s.A.Manager.Token, "GET", path, ""); a.Status != 200 {
			t.Errorf("another token: %d", a.Status)
		}
		close(calls[0].goOn)
		<-done
		if a := s.Do(t, s.A.Admin.Token, "GET", path, ""); a.Status != 200 {
			t.Errorf("after one was answered: %d", a.Status)
		}
		for _, h := range calls[1:] {
			close(h.goOn)
			<-done
		}
	})
}

// A path is never answered with a redirect: clients follow without their token.
func TestPaths(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for path, want := range map[string]int{
			"/ratings/v1":             200,
			"/ratings/v1/":            200,
			"/ratings/v1//folders":    200,
			"//ratings///v1/folders/": 200,
			"/ratings/v1/folders//":   200,
			"//user/v1//roles":        200,
			"/user//v1/roles":         200,
			"/ratings/v1/./folders":   404,
			"/ratings/v1/x/../tiers":  404,
			"/user/v1/../v1/roles":    404,
			"/user/v1":                404,
			"/userx":                  404,
		} {
			r := httptest.NewRequestWithContext(t.Context(), "GET", "http://gatehouse.example"+path, http.NoBody)
			r.SetBasicAuth(s.A.Admin.Token, "")
			if a := s.Send(t, r); a.Status != want || a.Header.Get("Location") != "" {
				t.Errorf("%s: %d %s", path, a.Status, a.Header.Get("Location"))
			}
		}
	})
}

// OPTIONS says which methods there are, without a token.
func TestOptions(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	for path, want := range map[string]string{
		"/ratings/v1/folders":                   "GET, HEAD, POST, OPTIONS",
		"/ratings/v1/tiers/" + db.NewID() + "/": "DELETE, GET, HEAD, PATCH, PUT, OPTIONS",
		"/user/v1/roles":                        "GET, HEAD, POST, OPTIONS",
		"/v1/no-such-resource":                  "",
	} {
		a := s.Do(t, "", "OPTIONS", path, "")
		if status := map[bool]int{true: 204, false: 404}[want != ""]; a.Status != status || a.Header.Get("Allow") != want {
			t.Errorf("%s: %d, Allow %q, want %q", path, a.Status, a.Header.Get("Allow"), want)
		}
		if want != "" && a.Body != "" {
			t.Errorf("%s: a body: %s", path, a.Body)
		}
	}
	if a := s.Do(t, s.A.Admin.Token, "PURGE", "/ratings/v1/folders", ""); a.Status != 405 || a.Header.Get("Allow") != "GET, HEAD, POST, OPTIONS" {
		t.Errorf("another method: %d, Allow %q", a.Status, a.Header.Get("Allow"))
	}
}

// A browser lets the pages of a configured origin call, and no others.
func TestCORS(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	call := func(method, origin, token string, more ...string) apitest.Answer {
		r := httptest.NewRequestWithContext(t.Context(), method, "/ratings/v1/folders", http.NoBody)
		r.Header.Set("Origin", origin)
		for i := 0; i < len(more); i += 2 {
			r.Header.Set(more[i], more[i+1])
		}
		if token != "" {
			r.SetBasicAuth(token, "")
		}
		return s.Send(t, r)
	}
	for _, tt := range []struct {
		method, origin, token string
		status                int
		allowed               string
	}{
		{"OPTIONS", apitest.Origin, "", 204, apitest.Origin},
		{"GET", apitest.Origin, s.A.Admin.Token, 200, apitest.Origin},
		{"GET", apitest.Origin, "", 401, apitest.Origin}, // its script may read why
		{"PUT", apitest.Origin, "", 405, apitest.Origin},
		{"OPTIONS", "https://elsewhere.example", "", 204, ""},
		{"GET", "https://elsewhere.example", s.A.Admin.Token, 200, ""},
		{"GET", "https://portal.example.elsewhere.example", s.A.Admin.Token, 200, ""},
		{"GET", "null", s.A.Admin.Token, 200, ""},
		{"GET", "", s.A.Admin.Token, 200, ""},
	} {
		a := call(tt.method, tt.origin, tt.token, "Access-Control-Request-Method", "POST")
		h := a.Header
		if a.Status != tt.status || h.Get("Access-Control-Allow-Origin") != tt.allowed {
			t.Errorf("%s from %q: %d, allowed %q", tt.method, tt.origin, a.Status, h.Get("Access-Control-Allow-Origin"))
		}
		if !slices.Contains(strings.Split(strings.Join(h.Values("Vary"), ", "), ", "), "Origin") {
			t.Errorf("%s from %q: Vary is %q", tt.method, tt.origin, h.Values("Vary"))
		}
		if h.Get("Access-Control-Allow-Credentials") != "" {
			t.Error("cookies are let in")
		}
		methods, exposed := h.Get("Access-Control-Allow-Methods"), h.Get("Access-Control-Expose-Headers")
		if preflight := tt.method == "OPTIONS" && tt.allowed != ""; preflight != (methods == "GET, HEAD, POST") {
			t.Errorf("%s from %q: methods %q", tt.method, tt.origin, methods)
		}
		for _, name := range []string{"ETag", "Link", "Retry-After", "X-Request-Id", "X-Ignored-Fields", "Idempotency-Replayed"} {
			if tt.method != "OPTIONS" && (tt.allowed != "") != strings.Contains(exposed, name) {
				t.Errorf("%s from %q: exposed %q", tt.method, tt.origin, exposed)
			}
		}
	}
	s.Common.Origins = nil
	s.Mount()
	if a := call("GET", apitest.Origin, s.A.Admin.Token); a.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("an origin is let in that is not configured")
	}
}

// Fields that are not known are named, all of them, however many objects they
// are in.
func TestIgnoredFields(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	person := func(name, field string) string {
		return `{"requestee_company_guid":"` + s.A.Companies["Saperix"] + `","requestee_formal_name":"X","requestee_email":"` + name + `@saperix.example",` + field + `}`
	}
	body := `[` + person("a", `"odd":1`) + `,` + person("b", `"odd":2,"even":3`) + `,` + person("c", `"message":"x"`) + `]`
	a := s.Do(t, s.A.Admin.Token, "POST", "/ratings/v1/access-requests", body)
	if got := a.Header.Get("X-Ignored-Fields"); a.Status != 201 || got != "odd, even" {
		t.Errorf("%d, %q, %s", a.Status, got, a.Body)
	}
}

// There is no XML, and who asks for it reads what there is instead.
func TestNoXML(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	for _, path := range []string{
		"/ratings/v1/access-requests", "/ratings/v1/access-requests/counts", "/ratings/v1/access-requests/received", "/ratings/v1/access-groups",
		"/ratings/v1/access-groups/" + s.A.Group + "/companies/guids", "/ratings/v1/client-access-links", "/ratings/v1/folders", "/ratings/v1/tiers",
		"/ratings/v1/portfolio", "/ratings/v2/portfolio", "/user/v1/users", "/user/v1/access", "/user/v1/roles",
		"/ratings/v1", "/ratings/v2", "/ratings/v1/defaults", "/ratings/v1/collaboration/summary", "/ratings/v1/customers/current",
		"/ratings/v1/users/current", "/ratings/v2/users/current", "/ratings/v1/notifications", "/ratings/v1/notifications/1",
		"/ratings/v1/access-requests/received/" + db.NewID(),
	} {
		a := s.Do(t, s.A.Admin.Token, "GET", path+"?format=xml", "")
		if a.Status != 400 || !strings.Contains(a.Body, "json, csv, xlsx, ndjson, table") {
			t.Errorf("%s: %d %s", path, a.Status, a.Body)
		}
	}
}
