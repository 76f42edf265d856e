package ratings_test

import (
	"sync/atomic"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db/dbtest"
)

// Durable creates from 16 writers of one customer at a time, without what the edge
// does before and after.
func BenchmarkCreate(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			s := apitest.New(b, dbtest.Open(b, engine))
			by := creator(b, s, 1_000_000)
			var n atomic.Int64
			b.SetParallelism(8)
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					draft := draftOf(s, int(n.Add(1)))
					if _, err := s.Requests.Create(b.Context(), by, []collab.Draft{draft}); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}
