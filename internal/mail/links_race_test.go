package mail

import (
	"sync"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

// TestTwoSpends: of many who click at once, one wins.
func TestTwoSpends(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		token, code := h.links.Secret(h.link(t, week(h, InvitationLink, "r-1")), 1)
		errs := atOnce(8, func() error {
			l, err := h.links.Check(t.Context(), token, code, "")
			if err != nil {
				return err
			}
			return d.Tx(t.Context(), func(tx *db.Tx) error { return h.links.Spend(t.Context(), tx, l) })
		})
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				wantKind(t, err, fault.NotFound)
			}
		}
		if won != 1 {
			t.Errorf("%d won, want 1", won)
		}
	})
}

// TestManyGuesses: no number of guesses at once gets past five.
func TestManyGuesses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		token, code := h.links.Secret(h.link(t, week(h, InvitationLink, "r-1")), 1)
		invalid := 0
		for _, err := range atOnce(20, func() error {
			_, err := h.links.Check(t.Context(), token, other(code), "")
			return err
		}) {
			if fault.Is(err, fault.Invalid) {
				invalid++
			}
		}
		l, err := h.links.Look(t.Context(), token)
		if err != nil || l.WrongCodes != maxWrongCodes || l.State != Locked || invalid >= maxWrongCodes {
			t.Errorf("%d wrong codes, %q, %d were told to try again, %v", l.WrongCodes, l.State, invalid, err)
		}
	})
}

// TestManyMake: of links made at once for one subject, one is live.
func TestManyMake(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		for _, err := range atOnce(4, func() error {
			return d.Tx(t.Context(), func(tx *db.Tx) error {
				_, err := h.links.Make(t.Context(), tx, week(h, SetPasswordLink, "17"))
				return err
			})
		}) {
			wantKind(t, err, "")
		}
		live, err := db.Value[int64](t.Context(), d, `select count(*) from links where used_at is null and ended = ''`)
		if err != nil || live != 1 || h.count(t, "links") != 4 {
			t.Errorf("%d live of %d, %v", live, h.count(t, "links"), err)
		}
	})
}

// atOnce calls f n times in parallel.
func atOnce(n int, f func() error) []error {
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = f() })
	}
	wg.Wait()
	return errs
}
