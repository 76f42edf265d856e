package ratings_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db/dbtest"
)

// nowhere takes an answer and keeps nothing of it.
type nowhere struct {
	head  http.Header
	bytes int64
}

func (n *nowhere) Header() http.Header { return n.head }
func (n *nowhere) WriteHeader(int)     {}
func (n *nowhere) Write(b []byte) (int, error) {
	n.bytes += int64(len(b))
	return len(b), nil
}

// The whole list of 100,000 requests, up to where the network begins.
func BenchmarkExport(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			s := apitest.New(b, dbtest.Open(b, engine))
			const rows = 100_000
			multiply(b, s, rows)
			for _, format := range []string{"json", "csv", "ndjson"} {
				b.Run(format, func(b *testing.B) {
					for b.Loop() {
						w := &nowhere{head: make(http.Header)}
						r := httptest.NewRequestWithContext(b.Context(), "GET", "/ratings/v1/access-requests?format="+format, http.NoBody)
						r.SetBasicAuth(s.A.Admin.Token, "")
						s.Ratings.Handler().ServeHTTP(w, r.WithContext(actor.WithCall(b.Context(), "192.0.2.1", "bench")))
						b.SetBytes(w.bytes)
					}
					b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
				})
			}
		})
	}
}
