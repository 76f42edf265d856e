package ratings_test

import (
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// lists are those whose answers depend on versions, in their forms.
var lists = []string{
	requests, requests + "?limit=1", requests + "?limit=1&format=csv", requests + "?fields=guid,status&format=ndjson", requests + "?format=table",
	requests + "?status=Pending&q=rob", requests + "/counts", requests + "/received", "/ratings/v1/client-access-links", "/ratings/v1/folders", "/ratings/v1/tiers",
	"/ratings/v1/access-groups", "/ratings/v1/portfolio", "/ratings/v2/portfolio?limit=2&format=csv", "/ratings/v1/company-relationships",
	"/ratings/v1/subscriptions/companies",
}

// A list that has not changed is answered as it was, with all that was said of it:
// to GET and HEAD, and with 304 to who has it. SQLite is not asked for anything,
// PostgreSQL for the versions.
func TestAnswersAreGivenAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var asked atomic.Int64
		s := apitest.New(t, d.Watched(func(string) { asked.Add(1) }))
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": "ann@blackhills.example"}))
		free := map[db.Dialect]int64{db.SQLite: 0, db.Postgres: 1}[d.Dialect()]
		for _, token := range []string{s.A.Admin.Token, s.A.Manager.Token} {
			for _, path := range lists {
				first := s.Do(t, token, "GET", path, "")
				if first.Status == 403 {
					continue // a manager reads no links
				}
				for _, method := range []string{"GET", "HEAD"} {
					for least := int64(99); least > free; { // for ever, if it never costs so little
						asked.Store(0)
						again := s.Do(t, token, method, path, "")
						least = min(least, asked.Load())
						said := again.Header.Clone()
						said.Del("Content-Length")
						if diff := cmp.Diff(first.Header, said); diff != "" || again.Status != 200 || again.Body != first.Body {
							t.Fatalf("%s %s: %d %s, want %s; %s", method, path, again.Status, again.Body, first.Body, diff)
						}
					}
				}
				r := httptest.NewRequestWithContext(t.Context(), "GET", path, nil)
				r.SetBasicAuth(token, "")
				r.Header.Set("If-None-Match", first.Header.Get("ETag"))
				if a := s.Send(t, r); a.Status != 304 || a.Body != "" || a.Header.Get("Content-Length") != "" || a.Header.Get("Link") != "" {
					t.Errorf("%s: %d %q %v to who has it", path, a.Status, a.Body, a.Header)
				}
			}
		}
	})
}

// After every change, every list of everybody is on every node as a node answers it
// that keeps nothing: what was kept of before is gone, whatever was changed.
func TestAnswersAreNeverOld(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		far, plain := s.Another(t), s.Another(t)
		plain.Doors.Heads, plain.Common.Answers = nil, nil
		plain.Mount()
		k := &kept{s: s, plain: plain, far: far}
		k.compare(t, "at first")
		k.compare(t, "again")
		k.guid = create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		k.compare(t, "a request was made")
		for _, change := range []struct {
			name string
			make func(t *testing.T)
		}{
			{"another one", func(t *testing.T) {
				create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_company_guid": s.A.Companies["Saperix"], "requestee_email": "ann@saperix.example", "third_parties": nil}))
			}},
			{"notes", k.do("PATCH", requests+"/{guid}", `{"notes":"mine"}`)},
			{"resolved", k.do("PATCH", requests+"/{guid}", `{"status":"Resolved"}`)},
			{"a tier", k.do("POST", "/ratings/v1/tiers", `{"name":"One","description":"","rank":1}`)},
			{"a folder", k.do("POST", "/ratings/v1/folders", `{"name":"North"}`)},
			{"a form", k.do("POST", "/ratings/v1/client-access-links", `{"name":"Clients"}`)},
			{"a group", k.do("POST", "/ratings/v1/access-groups", `{"name":"Vendors South"}`)},
			{"a group that sees nothing", k.sees()},
			{"a group that sees another company", k.sees("Saperix")},
			{"a group that sees all", k.group(tenant.GroupChange{AllCompanies: new(true)})},
			{"a group that sees some", k.group(tenant.GroupChange{AllCompanies: new(false)})},
			{"a manager of another group", k.manager(identity.UserChange{GroupGUID: new(defaultGroup(t, s))})},
			{"a manager with less rights", k.manager(identity.UserChange{Role: new(actor.User)})},
			{"a manager with another name", k.manager(identity.UserChange{FirstName: new("Zoe")})},
			{"documents written anew", func(t *testing.T) { s.Drain(t) }},
			{"another day", func(*testing.T) {
				for _, node := range []*apitest.Server{s, far, plain} {
					node.Move(24 * time.Hour)
				}
			}},
			{"a manager who is stopped", k.manager(identity.UserChange{IsActive: new(false)})},
		} {
			change.make(t)
			k.compare(t, change.name)
		}
	})
}

// kept compares what nodes answer.
type kept struct {
	s, far, plain *apitest.Server
	guid          string
}

func (k *kept) compare(t *testing.T, when string) {
	t.Helper()
	for who, token := range map[string]string{"an admin": k.s.A.Admin.Token, "a manager": k.s.A.Manager.Token, "a user": k.s.A.User.Token} {
		for _, path := range lists {
			want := k.plain.Do(t, token, "GET", path, "")
			for name, node := range map[string]*apitest.Server{"this node": k.s, "another node": k.far} {
				got := node.Do(t, token, "GET", path, "")
				// Another process on the same file is noticed within a tenth of a second.
				isLate := name != "another node" || k.s.DB.Dialect() != db.SQLite
				for began := time.Now(); !isLate && (got.Status != want.Status || got.Body != want.Body); {
					isLate = time.Since(began) > 200*time.Millisecond
					got = node.Do(t, token, "GET", path, "")
				}
				if got.Status != want.Status || got.Body != want.Body {
					t.Errorf("%s, %s on %s: %s answers %d %s, want %d %s", when, who, name, path, got.Status, got.Body, want.Status, want.Body)
				}
			}
		}
	}
}

// do makes a call of the admin's.
func (k *kept) do(method, path, body string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		if a := k.s.Do(t, k.s.A.Admin.Token, method, strings.ReplaceAll(path, "{guid}", k.guid), body); a.Status >= 300 {
			t.Fatalf("%s %s: %d %s", method, path, a.Status, a.Body)
		}
	}
}

// sees gives the manager's group companies to see.
func (k *kept) sees(names ...string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		var guids []string
		for _, name := range names {
			guids = append(guids, k.s.A.Companies[name])
		}
		if _, err := k.s.Groups.SetCompanies(t.Context(), actor.System(k.s.A.ID), k.s.A.Group, guids); err != nil {
			t.Fatal(err)
		}
	}
}

func (k *kept) group(ch tenant.GroupChange) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		if _, err := k.s.Groups.Change(t.Context(), actor.System(k.s.A.ID), k.s.A.Group, ch); err != nil {
			t.Fatal(err)
		}
	}
}

func (k *kept) manager(ch identity.UserChange) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		if _, err := k.s.Users.Change(t.Context(), actor.System(k.s.A.ID), k.s.A.Manager.GUID, ch); err != nil {
			t.Fatal(err)
		}
	}
}

func defaultGroup(t *testing.T, s *apitest.Server) string {
	t.Helper()
	guid, _, err := tenant.DefaultGroup(t.Context(), s.DB, s.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}
