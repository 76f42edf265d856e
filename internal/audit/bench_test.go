package audit_test

import (
	"testing"

	"gatehouse/internal/audit"
	"gatehouse/internal/db/dbtest"
)

// What a call pays for the versions of its customer, of sixteen at a time.
func BenchmarkHeads(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			d := dbtest.Open(b, engine)
			customers(b, d, 1)
			h := &audit.Heads{DB: d}
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if _, err := h.Read(b.Context(), 1); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
