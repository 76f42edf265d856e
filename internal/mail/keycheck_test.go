package mail

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Of nodes that come at once with different keys one decides, and the others are
// refused until theirs is adopted.
func TestDatabaseHasOneKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var all sync.WaitGroup
		var first atomic.Int32
		for n := range byte(8) {
			all.Go(func() {
				switch err := (Key{n}).Belongs(t.Context(), d); {
				case err == nil:
					first.Add(int32(n) + 100)
				case !errors.Is(err, ErrOtherKey):
					t.Error(err)
				}
			})
		}
		all.Wait()
		n := byte(first.Load() - 100)
		if n >= 8 {
			t.Fatalf("%d: not exactly one was let in", first.Load())
		}
		one, other := Key{n}, Key{n + 1}
		if err := errors.Join(one.Belongs(t.Context(), d), other.Adopt(t.Context(), d), other.Belongs(t.Context(), d)); err != nil {
			t.Error(err)
		}
		if err := one.Belongs(t.Context(), d); !errors.Is(err, ErrOtherKey) {
			t.Errorf("the key of before: %v", err)
		}
	})
}
