package ratings_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Durable creates from 16 writers of one customer at a time, without what the edge
// does before and after.
func BenchmarkCreate(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			s := apitest.New(b, dbtest.Open(b, engine))
			createAll(b, s)
		})
	}
}

// The same with all that follows: the mails are sent while more is created, and the
// last of them before the end.
func BenchmarkCreateAndSend(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			s := apitest.New(b, dbtest.Open(b, engine))
			ctx, stop := context.WithCancel(b.Context())
			var working sync.WaitGroup
			working.Go(func() { s.Runner.Run(ctx, 4, 10*time.Millisecond) })
			createAll(b, s)
			created := b.Elapsed()
			for queued := int64(1); queued > 0; time.Sleep(time.Millisecond) {
				var err error
				if queued, err = db.Value[int64](ctx, s.DB, `select count(*) from mails where state = 'queued'`); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(created.Nanoseconds())/float64(b.N), "ns/create")
			stop()
			working.Wait()
		})
	}
}

func createAll(b *testing.B, s *apitest.Server) {
	b.Helper()
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
}
