package ratings_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// The lists that are measured ask the database as many questions of eighty
// requests as of two, and so do their counts. Nothing is kept meanwhile: neither
// answers nor who calls.
func TestStatementsDoNotGrow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var asked atomic.Int64
		s := apitest.New(t, d.Watched(func(string) { asked.Add(1) }))
		s.Doors.Heads, s.Common.Answers = nil, nil
		s.Mount()
		admin, manager, company := s.A.Admin.Token, s.A.Manager.Token, s.A.Companies["Black Hills Technologies"]
		shelf := func(kind, body string) string {
			guid := fmt.Sprint(apitest.JSON[document](t, s.Do(t, admin, "POST", "/ratings/v1/"+kind, body))["guid"])
			if a := s.Do(t, admin, "PATCH", "/ratings/v1/"+kind+"/"+guid+"/companies", `{"add_companies":["`+company+`"]}`); a.Status != 200 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
			return guid
		}
		folder, tier := shelf("folders", `{"name":"North"}`), shelf("tiers", `{"name":"One","description":"","rank":1}`)
		const list, vector = "?limit=2", "&context.risk_vectors.risk_vector.slug=open_ports"
		lists := []struct{ name, token, query string }{
			{"all", admin, list},
			{"the whole", admin, ""},
			{"the whole as CSV", admin, "?format=csv"},
			{"by status", admin, list + "&status=Pending"},
			{"by reason", admin, list + "&reason=other"},
			{"by company", admin, list + "&company_guid=" + company},
			{"by folder", admin, list + "&folder_guid=" + folder},
			{"by tier", admin, list + "&tier_guid=" + tier},
			{"by group", admin, list + "&group=" + s.A.Group},
			{"by requester", admin, list + "&requesterid=" + s.A.Admin.GUID},
			{"by vector", admin, list + vector},
			{"by vector and requester", admin, list + vector + "&requesterid=" + s.A.Admin.GUID},
			{"by word", admin, list + "&q=rob"},
			{"by company name", admin, list + "&sort=requestee_company_name"},
			{"deep in", admin, list + "&offset=1"},
			{"a manager's", manager, list},
			{"counts", admin, "/counts"},
			{"counts by tier", admin, "/counts?tier_guid=" + tier},
			{"a manager's counts", manager, "/counts"},
		}
		made := 0
		grow := func(to int) {
			for ; made < to; made++ {
				a := s.Do(t, admin, "POST", requests, fmt.Sprintf(`{"requestee_company_guid":%q,"requestee_formal_name":"Rob Tan",`+
					`"requestee_email":"p%d@blackhills.example","context":{"risk_vectors":[{"risk_vector":{"slug":"open_ports"}}]}}`, company, made))
				if a.Status != 201 {
					t.Fatalf("%d %s", a.Status, a.Body)
				}
			}
		}
		few := make(map[string]int64)
		for _, n := range []int{2, 80} {
			grow(n)
			for _, l := range lists {
				asked.Store(0)
				a := s.Do(t, l.token, "GET", requests+l.query, "")
				switch got := asked.Load(); {
				case a.Status != 200:
					t.Errorf("%s: %d %s", l.name, a.Status, a.Body)
				case n == 2:
					few[l.name] = got
				case got > few[l.name]:
					t.Errorf("%s: %d statements for %d requests, and %d for 2", l.name, got, n, few[l.name])
				}
			}
		}
	})
}
