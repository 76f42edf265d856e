package ratings_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/metrics"
	"strings"
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

// So do the lists of what companies are to the customer.
func TestRelationsStreamInFlatMemory(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			s := apitest.New(t, dbtest.Open(t, engine))
			const rows = 40_000
			relate(t, s, rows)
			for _, path := range []string{"subscriptions", "subscriptions/companies", "subscriptions/expired", "company-relationships", "company-life-cycles"} {
				w := &drain{head: make(http.Header), count: []byte("\n")}
				r := httptest.NewRequest("GET", "/ratings/v1/"+path+"?format=ndjson&limit=39000&offset=500", http.NoBody)
				r.SetBasicAuth(s.A.Admin.Token, "")
				before := live()
				s.ServeHTTP(w, r.WithContext(actor.WithCall(t.Context(), "192.0.2.1", "test")))
				if w.counted != 39_000 {
					t.Errorf("%s: %d rows, want 39000", path, w.counted)
				}
				if grown := w.most - before; grown > 8<<20 {
					t.Errorf("%s: %d MiB more are in use", path, grown>>20)
				}
			}
		})
	}
}

// relate gives the customer n companies more, each with one of what a company
// can have.
func relate(t *testing.T, s *apitest.Server, n int) {
	t.Helper()
	licence(t, s, "countries", nil)
	name := strings.Repeat("x", 200)
	for _, row := range []struct{ columns, values string }{
		{`companies (customer_id, guid, name, name_lower, created_at, updated_at)`, `id, guid, '` + name + `', '` + name + `', at, at`},
		{
			`subscriptions (customer_id, company_guid, subscription_type, group_guid, started_at)`,
			`id, guid, 'countries', (select min(guid) from groups where customer_id = $1), at`,
		},
		{
			`ended_subscriptions (customer_id, guid, company_guid, subscription_type, group_guid, started_at, ended_at)`,
			`id, guid, guid, 'countries', '', at, at`,
		},
		{`relationships (customer_id, guid, company_guid, type, created_at, updated_at)`, `id, guid, guid, 'vendor', at, at`},
		{`life_cycles (customer_id, guid, company_guid, type, created_at, updated_at)`, `id, guid, guid, 'onboarding', at, at`},
	} {
		_, err := s.DB.Exec(t.Context(), `
			insert into `+row.columns+`
			with recursive n (i) as (select 1 union all select i + 1 from n where i < $2)
			select `+row.values+` from (
				select c.id as id, '01900000-0000-7000-8000-' || substr(cast(1000000000000 + i as text), 2) as guid, c.created_at as at
				from customers c cross join n where c.id = $1) as r`, s.A.ID, n)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// multiply makes n requests of one.
func multiply(t testing.TB, s *apitest.Server, n int) {
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
