package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// TestDatabaseAway stops PostgreSQL under a running server, and later the
// network to it. Every call and every page is answered 503 and told when to
// come again, /healthz is content, and all goes on when the database is back.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	own := dbtest.Server(t)
	wire := dbtest.NewWire(t, own.Address())
	s := newSite(t, db.Postgres, "postgres://postgres@"+wire.Address+"/postgres?sslmode=disable")
	box := newMailbox(t)
	admin := s.found(t)
	s.importCompany(t)
	s.serve(t, "--smtp-url", box.url())
	company := s.company(t, admin.Token, "Black Hills Technologies")
	cookies := s.signIn(t)

	outages := []struct {
		name       string
		begin, end func()
	}{
		{"the server is stopped", func() {
			if err := own.Stop(t.Context(), "fast"); err != nil {
				t.Fatal(err)
			}
		}, func() {
			if err := own.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
		}},
		{"the network is gone", wire.Die, wire.Mend},
	}
	for i, o := range outages {
		o.begin()
		s.isAway(t, admin, company, cookies)
		o.end()
		begun := time.Now()
		eventually(t, "it is ready again: "+o.name, func() bool { return s.page(t, nil, "/readyz") == http.StatusOK })
		t.Logf("%s: ready again after %s", o.name, time.Since(begun).Round(time.Millisecond))
		s.get(t, admin.Token, requests)
		to := string(rune('a'+i)) + "@blackhills.example"
		s.call(t, admin.Token, "POST", requests, object{
			"requestee_company_guid": company, "requestee_email": to, "requestee_formal_name": "After " + o.name, "message": "m",
		}, http.StatusCreated)
		box.wait(t, to, "", 2) // the workers have found back, too
	}
	if n := strings.Count(s.log.String(), "the queue cannot be reached"); n > len(outages) {
		t.Errorf("the log tells %d times that the queue cannot be reached", n)
	}
	s.stop(t)
}

// isAway calls every family and a page.
func (s *site) isAway(t *testing.T, admin credentials, company string, cookies []*http.Cookie) {
	t.Helper()
	draft := jsonOf(t, object{
		"requestee_company_guid": company, "requestee_email": "nobody@blackhills.example", "requestee_formal_name": "N", "message": "m",
	})
	for _, c := range []struct{ method, path, body, in string }{
		{"GET", requests, "", "detail"},
		{"GET", requests + "?limit=3&format=csv", "", "detail"},
		{"POST", requests, draft, "detail"},
		{"GET", "/ratings/v2/portfolio", "", "detail"},
		{"GET", "/user/v1/users", "", "errors"},
		{"GET", "/scim/v2/Users", "", "schemas"},
		{"POST", "/oauth/token", fmt.Sprintf("grant_type=client_credentials&client_id=%d&client_secret=%s", admin.AccessID, admin.Token), "error"},
	} {
		got, err := s.away(admin.Token, c.method, c.path, c.body)
		if err != nil {
			t.Fatalf("%s %s: %v", c.method, c.path, err)
		}
		var body object
		if err := json.Unmarshal([]byte(got.body), &body); err != nil || body[c.in] == nil {
			t.Errorf("%s %s: %s is not of its family, %v", c.method, c.path, got.body, err)
		}
		if got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") != "5" {
			t.Errorf("%s %s: %d, Retry-After %q: %s", c.method, c.path, got.status, got.header.Get("Retry-After"), got.body)
		}
	}
	for path, want := range map[string]int{
		"/outbox": http.StatusServiceUnavailable, "/readyz": http.StatusServiceUnavailable, "/healthz": http.StatusOK, "/sign-in": http.StatusOK,
	} {
		request, err := http.NewRequest("GET", s.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		status, header := s.browse(t, cookies, request)
		if status != want || want == http.StatusServiceUnavailable && header.Get("Retry-After") == "" {
			t.Errorf("%s: %d, Retry-After %q", path, status, header.Get("Retry-After"))
		}
	}
}

// away calls with patience for an outage that is noticed only after a while.
func (s *site) away(token, method, path, body string) (answer, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, s.url+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	if strings.HasPrefix(path, "/oauth") {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return answered(http.DefaultClient, request)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	return answered(http.DefaultClient, request)
}
