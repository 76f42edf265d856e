package db_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func TestNewID(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	ids := make([][]string, 4)
	var wg sync.WaitGroup
	for i := range ids {
		wg.Go(func() {
			for range 5_000 {
				ids[i] = append(ids[i], db.NewID())
			}
		})
	}
	wg.Wait()
	for _, made := range ids {
		if !slices.IsSorted(made) {
			t.Error("not in the order of their making")
		}
		if !form.MatchString(made[0]) {
			t.Error(made[0])
		}
	}
	all := slices.Concat(ids...)
	slices.Sort(all)
	if len(slices.Compact(all)) != 20_000 {
		t.Error("one was made twice")
	}
}

// Not even a clock that stands still brings them out of order.
func TestNewIDAtOneMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		for range 100 {
			ids = append(ids, db.NewID())
		}
		if !slices.IsSorted(ids) {
			t.Error("not in the order of their making")
		}
	})
}

func TestNewIDAt(t *testing.T) {
	// From RFC 9562, appendix A.6; the rest is random.
	at := time.Date(2022, 2, 22, 19, 22, 22, 0, time.UTC)
	if id := db.NewIDAt(at); id[:15] != "017f22e2-79b0-7" {
		t.Error(id)
	}
	var ids []string
	for i := range 100 {
		ids = append(ids, db.NewIDAt(at.Add(time.Duration(i)*time.Microsecond)))
	}
	if !slices.IsSorted(ids) {
		t.Error("not in the order of their times")
	}
	if one, other := db.NewIDAt(at), db.NewIDAt(at); one == other {
		t.Error("nothing random in it")
	}
}

func TestNewNumber(t *testing.T) {
	seen := make(map[int64]bool)
	for range 200_000 {
		n := db.NewNumber()
		if n < 100_000 || n >= 1<<31 {
			t.Fatal(n)
		}
		seen[n] = true
	}
	if len(seen) < 199_900 {
		t.Error("only", len(seen), "different ones")
	}
}

func TestNow(t *testing.T) {
	now := db.Now()
	if now.Location() != time.UTC || now.Nanosecond()%1000 != 0 || time.Since(now).Abs() > time.Minute {
		t.Error(now)
	}
}

// The same source of random bits makes the same ids, whatever the clock says.
func TestSeeded(t *testing.T) {
	at := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		made := func(seed byte) (ids []string, numbers []int64) {
			err := d.Seeded(rand.NewChaCha8([32]byte{seed})).Tx(t.Context(), func(tx *db.Tx) error {
				for range 3 {
					ids, numbers = append(ids, tx.NewID(at)), append(numbers, tx.NewNumber())
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return ids, numbers
		}
		ids, numbers := made(1)
		again, numbersAgain := made(1)
		if !slices.Equal(ids, again) || !slices.Equal(numbers, numbersAgain) {
			t.Errorf("got %v %v, then %v %v", ids, numbers, again, numbersAgain)
		}
		if ids[0] == ids[1] || ids[0][:15] != db.NewIDAt(at)[:15] {
			t.Errorf("got %v", ids)
		}
		if others, _ := made(2); others[0] == ids[0] {
			t.Error("another seed makes the same")
		}
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			if id := tx.NewID(at); id == tx.NewID(at) {
				t.Error("made twice", id)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
