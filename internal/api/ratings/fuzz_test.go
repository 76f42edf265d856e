package ratings_test

import (
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// FuzzRequestBody sends anything as the body of an invitation: it is kept or
// refused, and never our failure.
func FuzzRequestBody(f *testing.F) {
	s := apitest.New(f, dbtest.Open(f, db.SQLite))
	for _, body := range []string{
		newRequest(s.A, nil),
		newRequest(s.A, map[string]any{"ccs": "a@blackhills.example, b@blackhills.example", "third_parties": nil}),
		newRequest(s.A, map[string]any{"trial_duration": -1, "rolledup_observation_ids": []string{"a"}}),
		"[" + newRequest(s.A, nil) + "]",
		`{"vendor_access_request":{"context":{"risk_vectors":[{"risk_vector":{"slug":null}}]}}}`,
		`{"requestee_email":"\ud800@x.y","message":"\u0000"}`, `[]`, `{}`, `null`, `[[]]`, `1e999`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		a := s.Do(t, s.A.Admin.Token, "POST", requests, body)
		if a.Status != 201 && (a.Status < 400 || a.Status >= 500) {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if a.Status >= 400 && !strings.Contains(a.Body, `"detail"`) {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// FuzzOutboxFilters sends anything as filters.
func FuzzOutboxFilters(f *testing.F) {
	s := apitest.New(f, dbtest.Open(f, db.SQLite))
	if a := s.Do(f, s.A.Admin.Token, "POST", requests, newRequest(s.A, nil)); a.Status != 201 {
		f.Fatal(a.Body)
	}
	for _, query := range []string{
		"status=Pending,Active&reason=other", "company_guid=" + s.A.Companies["Saperix"], "q=%25_'&sort=-status", "limit=1&after=x",
		"group=1,2&context.risk_vectors.risk_vector.slug=dkim,spf", "format=csv&fields=guid", "format=table&offset=3&limit=2", "q=%00",
		"fields=&fields=guid", "fields=,&limit=&limit=x",
		"company_guid=00000000000000000000000000000000",
	} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if _, err := url.ParseQuery(query); err != nil || strings.ContainsAny(query, " \r\n#\x7f") || !ascii(query) {
			return // no client can send this
		}
		a := s.Do(t, s.A.Admin.Token, "GET", requests+"?"+query, "")
		if a.Status != 200 && a.Status != 400 {
			t.Errorf("%s: %d %s", query, a.Status, a.Body)
		}
	})
}

func ascii(s string) bool {
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}
