package ratings_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/metrics"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// A list of any length goes out in flat memory. This test runs alone: what
// others keep would count.
func TestListsStreamInFlatMemory(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			s := apitest.New(t, dbtest.Open(t, engine))
			const rows = 20_000 // of 1.6 kB
			multiply(t, s, rows)
			for query, count := range map[string]string{
				"": `"ccs":`, "?format=csv": "\n", "?sort=created_time": `"ccs":`,
			} {
				w := &drain{head: make(http.Header), count: []byte(count)}
				r := httptest.NewRequest("GET", "/ratings/v1/access-requests"+query, http.NoBody)
				r.SetBasicAuth(s.A.Admin.Token, "")
				before := live()
				s.ServeHTTP(w, r.WithContext(actor.WithCall(t.Context(), "192.0.2.1", "test")))
				if w.counted < rows-50 { // a mark that is cut in two is not seen
					t.Errorf("%q: %d rows, want %d", query, w.counted, rows)
				}
				if grown := w.most - before; grown > 8<<20 {
					t.Errorf("%q: %d MiB more are in use", query, grown>>20)
				}
			}
		})
	}
}

// multiply makes n requests of one.
func multiply(t *testing.T, s *apitest.Server, n int) {
	t.Helper()
	body := `{"requestee_company_guid":"` + s.A.Companies["Saperix"] + `","requestee_formal_name":"Rob Tan","requestee_email":"rob@saperix.example"}`
	if a := s.Do(t, s.A.Admin.Token, "POST", "/ratings/v1/access-requests", body); a.Status != http.StatusCreated {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	const columns = `created_at, reason, requester_guid, company_guid, email, email_lower, trial_days, is_real, hubspot_status, document`
	_, err := s.DB.Exec(t.Context(), `
		insert into access_requests (customer_id, guid, status, `+columns+`)
		with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
		select customer_id, substr(guid, 1, 24) || substr(cast(1000000000000 + i as text), 2), 'Resolved', `+columns+`
		from access_requests cross join n`, n)
	if err != nil {
		t.Fatal(err)
	}
	if s.DB.Dialect() == db.Postgres {
		if _, err := s.DB.Exec(t.Context(), `analyze access_requests`); err != nil {
			t.Fatal(err)
		}
	}
}

// drain is a client that counts, keeps nothing, and looks at the memory now and
// then.
type drain struct {
	head    http.Header
	count   []byte
	counted int
	bytes   int
	looked  int
	most    int64
}

func (d *drain) Header() http.Header { return d.head }
func (d *drain) WriteHeader(int)     {}

func (d *drain) Write(b []byte) (int, error) {
	d.counted += bytes.Count(b, d.count)
	d.bytes += len(b)
	if d.bytes-d.looked > 8<<20 {
		d.looked = d.bytes
		d.most = max(d.most, live())
	}
	return len(b), nil
}

// live returns the bytes that are reachable.
func live() int64 {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
