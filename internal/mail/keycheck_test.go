package mail

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

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
				switch err := (Key{n}).Own(t.Context(), d); {
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
		if err := errors.Join(one.Own(t.Context(), d), other.Adopt(t.Context(), d), other.Own(t.Context(), d)); err != nil {
			t.Error(err)
		}
		if err := one.Own(t.Context(), d); !errors.Is(err, ErrOtherKey) {
			t.Errorf("the key of before: %v", err)
		}
	})
}

// A database that was used before it kept a check of its key, or was restored from a
// backup of that time, does not take the first key that comes: its links tell.
func TestLinksTellTheKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, nil)
		has := func() bool {
			t.Helper()
			has, err := HasKey(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			return has
		}
		other := &Links{DB: d, Key: Key{9}, Now: h.Now}
		for name, err := range map[string]error{"own": h.links.Key.Belongs(t.Context(), d), "other": other.Key.Belongs(t.Context(), d)} {
			if err != nil || has() {
				t.Errorf("%s, without a link: %v, %v", name, has(), err)
			}
		}
		h.make(t, h.links, "first")
		if err := other.Key.Own(t.Context(), d); !errors.Is(err, ErrOtherKey) || !has() {
			t.Errorf("%v, %v", has(), err)
		}
		h.pass(time.Minute)
		h.make(t, other, "second") // a command's beside the servers
		if err := h.links.Key.Own(t.Context(), d); err != nil {
			t.Error(err)
		}
		if err := other.Key.Belongs(t.Context(), d); !errors.Is(err, ErrOtherKey) {
			t.Error(err)
		}
	})
}

// make makes a link to set a password.
func (h *house) make(t *testing.T, ls *Links, subject string) {
	t.Helper()
	err := h.db.Tx(t.Context(), func(tx *db.Tx) error {
		_, err := ls.Make(t.Context(), tx, NewLink{CustomerID: customer, Kind: SetPasswordLink, Subject: subject, ExpiresAt: start.Add(time.Hour)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
