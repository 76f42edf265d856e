package identity_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

func TestPassword(t *testing.T) {
	identity.AtFullCost(t)
	phc := must(identity.HashPassword(t.Context(), password))(t)
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%s", phc)
	}
	if again := must(identity.HashPassword(t.Context(), password))(t); again == phc {
		t.Error("two hashes with the same salt")
	}
	for pw, want := range map[string]bool{password: true, "": false, password + " ": false, strings.Repeat("x", 1<<20): false} {
		if got, err := identity.VerifyPassword(t.Context(), phc, pw); got != want || err != nil {
			t.Errorf("%.20q: %v, %v", pw, got, err)
		}
	}
	long := strings.Repeat("é", 512)
	phc = must(identity.HashPassword(t.Context(), long))(t)
	for pw, want := range map[string]bool{long: true, long[:72]: false, long[:len(long)-2]: false, long[:len(long)-2] + "è": false} {
		if got := must(identity.VerifyPassword(t.Context(), phc, pw))(t); got != want {
			t.Errorf("%d bytes: %v", len(pw), got)
		}
	}
	for _, bad := range []string{"", "short", "ninechars", strings.Repeat("é", 513), "with a \x00 inside", "broken \xff text"} {
		_, err := identity.HashPassword(t.Context(), bad)
		refused(t, err, fault.Invalid)
	}
	for _, bad := range []string{
		"", "x", strings.Replace(phc, "argon2id", "argon2i", 1), strings.Replace(phc, "m=19456", "m=0", 1),
		strings.Replace(phc, "p=1", "p=256", 1), strings.Replace(phc, "v=19", "v=18", 1), phc + "$", phc[:len(phc)-40], phc[:40] + "!" + phc[41:],
	} {
		if ok, err := identity.VerifyPassword(t.Context(), bad, password); ok || err == nil {
			t.Errorf("%s passes", bad)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if ok, _ := identity.VerifyPassword(ended, phc, "wrong horse"); ok {
		t.Error("an ended call proves nothing")
	}
}

// What a password consists of is its owner's business, as long as nobody else
// would think of it.
func TestPasswordThatEverybodyKnows(t *testing.T) {
	about := []string{"Blue Seas International", "emma.waters@blueseas.example", "Emma Waters"}
	for _, bad := range []string{
		"1234567890", "Password123", "qwertyuiop", "Sunshine2026!", // of the list
		"gatehouse1", "GateHouse-2026", "BlueSeas2026!", "blue-seas-1", "emmawaters", "Emma.Waters99", "waters+emma",
		"emma.waters@blueseas.example", "International1",
	} {
		refused(t, identity.CheckPassword(bad, about...), fault.Invalid)
	}
	for _, good := range []string{
		"correct horse", "          ", "aaaaaaaaab", "emma on the bluest of seas", "watersports 4 me", "пароль на море", "🐎🔋📎✅🐎🔋📎✅🐎🔋",
		strings.Repeat("é", 512), "emma and her seven horses",
	} {
		accepted(t, identity.CheckPassword(good, about...))
	}
	// Unicode is compared as it was typed: neither cut, nor folded, nor normalised.
	phc := must(identity.HashPassword(t.Context(), "caf\u00e9 on the quay"))(t)
	for pw, want := range map[string]bool{"caf\u00e9 on the quay": true, "cafe\u0301 on the quay": false, "Caf\u00e9 on the quay": false, "caf\u00e9 on the quay ": false} {
		if got := must(identity.VerifyPassword(t.Context(), phc, pw))(t); got != want {
			t.Errorf("%q: %v", pw, got)
		}
	}
}

func TestSetPassword(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		ui := must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: "ui_connection"}))(t)
		if n := w.count(t, `select count(*) from mails where template = 'set_password' and recipient = $1`, u.Email); n != 1 {
			t.Fatalf("%d mails", n)
		}
		old, oldCode := w.mailed(t, u.Email)
		if got := must(w.passwords.Look(t.Context(), old))(t); got.CustomerName != "Acme" {
			t.Errorf("%+v", got)
		}
		accepted(t, w.accesses.SendLink(t.Context(), w.admin, u.GUID, id(ui)))
		secret, code := w.mailed(t, u.Email)
		refused(t, w.passwords.Set(t.Context(), old, oldCode, password), fault.NotFound) // died when the newer was sent
		refused(t, w.passwords.Set(t.Context(), secret, "x", "short"), fault.Invalid)
		refused(t, w.passwords.Set(t.Context(), secret, "abcdef", password), fault.Invalid)
		if n := w.count(t, `select count(*) from passwords`); n != 0 {
			t.Fatal("a wrong code set a password")
		}
		accepted(t, w.passwords.Set(t.Context(), secret, code, password))
		refused(t, w.passwords.Set(t.Context(), secret, code, "another horse"), fault.NotFound) // works once
		w.enter(t, u.Email, password)
		if n := w.count(t, `select count(*) from events where action = 'password.set' and actor_user = $1`, u.GUID); n != 1 {
			t.Errorf("%d events", n)
		}
		accepted(t, w.accesses.SendLink(t.Context(), w.admin, u.GUID, id(ui)))
		secret, code = w.mailed(t, u.Email)
		w.now = w.now.Add(7 * 24 * time.Hour)
		refused(t, w.passwords.Set(t.Context(), secret, code, password), fault.NotFound)
		api := w.api(t, u)
		refused(t, w.accesses.SendLink(t.Context(), w.admin, u.GUID, id(api)), fault.Conflict)
	})
}

// Nobody has to change a password because time has passed.
func TestPasswordsDoNotExpire(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		w.now = w.now.AddDate(7, 0, 0)
		by := must(w.sessions.Actor(t.Context(), w.enter(t, u.Email, password), ip))(t)
		if by.UserGUID != u.GUID {
			t.Errorf("%+v", by)
		}
	})
}

// A link that is for something else sets no password.
func TestOtherLinksSetNoPassword(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Email: new("new@acme.example")}))(t)
		secret, code := w.mailed(t, "new@acme.example")
		refused(t, w.passwords.Set(t.Context(), secret, code, "another horse"), fault.NotFound)
		_, err := w.passwords.Look(t.Context(), secret)
		refused(t, err, fault.NotFound)
	})
}

// A hash with other costs is made anew when its password is proven.
func TestPasswordIsHashedAgain(t *testing.T) {
	identity.AtFullCost(t)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, _ := w.person(t, w.acme, actor.User, password)
		set := func(phc string) {
			if _, err := d.Exec(t.Context(), `update passwords set phc = $2 where access_id = $1`, ui.ID, phc); err != nil {
				t.Fatal(err)
			}
		}
		now := func() string {
			return must(db.Value[string](t.Context(), d, `select phc from passwords where access_id = $1`, ui.ID))(t)
		}
		set(identity.CheapHash(password))
		_, err := w.sessions.SignIn(t.Context(), u.Email, "wrong horse", ip, "")
		refused(t, err, fault.Unauthorized)
		if !strings.Contains(now(), "m=64,t=1,p=1") {
			t.Error("hashed again without proof")
		}
		w.enter(t, u.Email, password)
		if !strings.Contains(now(), "m=19456,t=2,p=1") {
			t.Errorf("still %s", now())
		}
		w.enter(t, u.Email, password)
	})
}

// Two that sign in at the same moment both get in, and leave one hash that works.
// A hash with higher costs than today's is brought to today's, too.
func TestPasswordIsHashedAgainOnce(t *testing.T) {
	identity.AtFullCost(t)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, _ := w.person(t, w.acme, actor.User, password)
		for _, old := range []string{identity.CheapHash(password), identity.DearHash(password)} {
			if _, err := d.Exec(t.Context(), `update passwords set phc = $2 where access_id = $1`, ui.ID, old); err != nil {
				t.Fatal(err)
			}
			var wg sync.WaitGroup
			errs := make([]error, 4)
			for i := range errs {
				wg.Go(func() { _, errs[i] = w.sessions.SignIn(t.Context(), u.Email, password, ip, "") })
			}
			wg.Wait()
			for _, err := range errs {
				accepted(t, err)
			}
			now := must(db.Value[string](t.Context(), d, `select phc from passwords where access_id = $1`, ui.ID))(t)
			if !strings.HasPrefix(now, "$argon2id$v=19$m=19456,t=2,p=1$") {
				t.Errorf("still %s", now)
			}
			w.enter(t, u.Email, password)
		}
	})
}
