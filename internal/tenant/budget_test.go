package tenant_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/tenant"
)

func TestBudget(t *testing.T) {
	plain := tenant.Budget{Name: "plain", Most: 4, Per: time.Hour}
	credit := tenant.Budget{Name: "credit", Most: 2, Per: time.Hour, Credit: 2 * time.Hour}
	type step struct {
		at   string // 15:04
		n    int64
		wait time.Duration
		ok   bool
	}
	for _, tt := range []struct {
		name   string
		budget tenant.Budget
		steps  []step
	}{
		{"refuses until the next period", plain, []step{
			{"09:45", 3, 0, true},
			{"09:45", 2, 15 * time.Minute, false},
			{"09:50", 1, 0, true},
			{"09:50", 1, 10 * time.Minute, false},
			{"10:00", 4, 0, true},
			{"10:00", 1, time.Hour, false},
		}},
		{"saves nothing up", plain, []step{
			{"09:00", 1, 0, true},
			{"20:00", 5, time.Hour, false},
			{"20:00", 4, 0, true},
		}},
		{"books ahead", credit, []step{
			{"09:30", 2, 0, true},
			{"09:30", 1, 30 * time.Minute, true}, // 10:00
			{"09:30", 1, 30 * time.Minute, true},
			{"09:30", 2, 90 * time.Minute, true}, // 11:00
			{"09:30", 1, 30 * time.Minute, false},
			{"10:30", 1, 90 * time.Minute, true}, // 12:00: two of 10:00 and two of 11:00 are booked
			{"10:30", 1, 90 * time.Minute, true},
			{"10:30", 1, 30 * time.Minute, false},
			{"12:10", 1, 50 * time.Minute, true}, // 12:00 is full
			{"15:00", 2, 0, true},
		}},
		{"bears a clock that goes back", plain, []step{
			{"10:05", 2, 0, true},
			{"09:55", 1, 5 * time.Minute, false},
			{"10:06", 2, 0, true},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				for i, s := range tt.steps {
					at, err := time.Parse("2006-01-02 15:04", "2026-03-02 "+s.at)
					if err != nil {
						t.Fatal(err)
					}
					if wait, ok := bookOne(t, d, tt.budget, at, s.n); wait != s.wait || ok != s.ok {
						t.Errorf("step %d: wait %v, ok %v, want %v, %v", i, wait, ok, s.wait, s.ok)
					}
					if tt.budget.Credit > 0 {
						continue
					}
					// Nobody waits for the answer, and it is the same.
					refused := errors.New("refused")
					err = d.Tx(t.Context(), func(tx *db.Tx) error {
						return tt.budget.Spend(t.Context(), tx, at, "spent", s.n, refused)
					})
					if err != nil && !errors.Is(err, refused) || (err == nil) != s.ok {
						t.Errorf("step %d: spent %v, want %v", i, err, s.ok)
					}
				}
			})
		})
	}
}

func bookOne(t *testing.T, d *db.DB, b tenant.Budget, now time.Time, n int64) (wait time.Duration, ok bool) {
	t.Helper()
	err := d.Tx(t.Context(), func(tx *db.Tx) (err error) {
		wait, ok, err = b.Take(t.Context(), tx, now, "k", n)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return wait, ok
}

func TestBudgetRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := tenant.Budget{Name: "race", Most: 10, Per: time.Hour, Credit: time.Hour}
		now := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
		var now10, later10 atomic.Int64
		var wg sync.WaitGroup
		for range 40 {
			wg.Go(func() {
				wait, ok := bookOne(t, d, b, now, 1)
				switch {
				case ok && wait == 0:
					now10.Add(1)
				case ok:
					later10.Add(1)
				}
			})
		}
		wg.Wait()
		if now10.Load() != 10 || later10.Load() != 10 {
			t.Errorf("of 40, %d got through and %d wait, want 10 and 10", now10.Load(), later10.Load())
		}
	})
}

func TestForgetBudgets(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := tenant.Budget{Name: "b", Most: 1, Per: time.Hour, Credit: time.Hour}
		now := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
		bookOne(t, d, b, now, 2)
		for _, tt := range []struct {
			after time.Duration
			rows  int
		}{{89 * time.Minute, 1}, {90 * time.Minute, 0}} {
			if err := tenant.ForgetBudgets(t.Context(), d, now.Add(tt.after)); err != nil {
				t.Fatal(err)
			}
			if n, err := db.Value[int](t.Context(), d, `select count(*) from limits`); n != tt.rows || err != nil {
				t.Errorf("after %v there are %d rows, %v, want %d", tt.after, n, err, tt.rows)
			}
		}
	})
}
