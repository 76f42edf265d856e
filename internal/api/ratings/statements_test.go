package ratings_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// A call asks the database a number of questions that does not grow with what
// is there: one for the token and the versions of what a list depends on, and what
// is counted here. A list that the caller has costs that one.
func TestStatementsOfACall(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var asked atomic.Int64
		s := apitest.New(t, d.Watched(func(string) { asked.Add(1) }))
		company := s.A.Companies["Black Hills Technologies"]
		made := 0
		person := func() string {
			made++
			return fmt.Sprintf(`{"requestee_company_guid":%q,"requestee_formal_name":"Rob Tan","requestee_email":"rob%d@blackhills.example"}`, company, made)
		}
		calls := []struct {
			name, token, method, query string
			body                       func() string
			status                     int
			most                       int64
		}{
			{"all", s.A.Admin.Token, "GET", "", nil, 200, 3},
			{"a page", s.A.Admin.Token, "GET", "?limit=10", nil, 200, 3},
			{"by status", s.A.Admin.Token, "GET", "?limit=10&status=Pending", nil, 200, 3},
			{"by company", s.A.Admin.Token, "GET", "?limit=10&company_guid=" + company, nil, 200, 3},
			{"by vector", s.A.Admin.Token, "GET", "?limit=10&context.risk_vectors.risk_vector.slug=spf", nil, 200, 3},
			{"by group", s.A.Admin.Token, "GET", "?limit=10&group=" + s.A.Group, nil, 200, 4},
			{"by folder", s.A.Admin.Token, "GET", "?limit=10&folder_guid=" + company, nil, 200, 4},
			{"a manager's", s.A.Manager.Token, "GET", "?limit=10", nil, 200, 4},
			{"create", s.A.Admin.Token, "POST", "", person, 201, 16},
		}
		s.Do(t, s.A.Admin.Token, "GET", "/ratings/v1/access-requests?limit=10", "") // reads once what lists are filtered by
		for _, n := range []int{1, 40} {
			for range n {
				if a := s.Do(t, s.A.Admin.Token, "POST", "/ratings/v1/access-requests", person()); a.Status != 201 {
					t.Fatalf("%d %s", a.Status, a.Body)
				}
			}
			for _, call := range calls {
				body := ""
				if call.body != nil {
					body = call.body()
				}
				asked.Store(0)
				a := s.Do(t, call.token, call.method, "/ratings/v1/access-requests"+call.query, body)
				if got := asked.Load(); a.Status != call.status || got > call.most {
					t.Errorf("%s after %d: %d statements, want at most %d; %d %.300s", call.name, made, got, call.most, a.Status, a.Body)
				}
			}
		}
		known := s.Do(t, s.A.Admin.Token, "GET", "/ratings/v1/access-requests", "").Header.Get("ETag")
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/ratings/v1/access-requests", http.NoBody)
		r.SetBasicAuth(s.A.Admin.Token, "")
		r.Header.Set("If-None-Match", known)
		asked.Store(0)
		if a := s.Send(t, r); a.Status != 304 || asked.Load() > 1 {
			t.Errorf("a list that is known: %d statements, %d", asked.Load(), a.Status)
		}
	})
}
