package identity_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// The time of an answer must not tell what the answer does not. These tests
// compare distributions: each case is measured many times, in turns with the one
// that it is compared with and in random order, and the Mann-Whitney statistic
// says how often one is slower than the other. 0.5 is no difference, 1 is always.
// It is blind to how long anything takes, and to the outliers of a busy machine.

// slower is how often a value of a is above one of b: the common language effect
// size of Mann and Whitney's U.
func slower(a, b []time.Duration) float64 {
	won := 0.0
	for _, x := range a {
		for _, y := range b {
			switch {
			case x > y:
				won++
			case x == y:
				won += 0.5
			}
		}
	}
	return won / float64(len(a)*len(b))
}

// tells is how far from 0.5 is more than noise: five standard deviations of U for
// two samples of n without a difference, so that chance alone fails one run in
// more than a million.
func tells(n int) float64 { return 5 * math.Sqrt(float64(2*n+1)/float64(12*n*n)) }

// race measures two actions n times each, in pairs whose order is random.
func race(n int, one, two func()) (a, b []time.Duration) {
	measure := func(f func()) time.Duration {
		start := time.Now()
		f()
		return time.Since(start)
	}
	for range n {
		if rand.N(2) == 0 {
			a, b = append(a, measure(one)), append(b, measure(two))
		} else {
			b, a = append(b, measure(two)), append(a, measure(one))
		}
	}
	return a, b
}

// alone runs f on every engine, on one after the other, and beside no other test
// of the package: they would share the turns at hashing, which costs here what it
// costs elsewhere.
func alone(t *testing.T, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	identity.AtFullCost(t)
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) { f(t, dbtest.Open(t, engine)) })
	}
}

// strangers are those whose sign-in is refused for different reasons.
func (w *world) strangers(t *testing.T) map[string]string {
	t.Helper()
	known, _, _ := w.person(t, w.acme, actor.User, password)
	off, _, _ := w.person(t, w.acme, actor.User, password)
	must(w.users.Change(t.Context(), w.admin, off.GUID, identity.UserChange{IsActive: new(false)}))(t)
	unset := w.user(t, w.acme, actor.User, "")
	must(w.accesses.Create(t.Context(), w.admin, unset.GUID, identity.AccessDraft{Type: "ui_connection"}))(t)
	sso := w.user(t, w.acme, actor.User, "")
	must(w.accesses.Create(t.Context(), w.admin, sso.GUID, identity.AccessDraft{Type: "sso_connection", SSOID: new("s-1")}))(t)
	return map[string]string{
		"wrong password": known.Email, "deactivated": off.Email, "no password yet": unset.Email, "single sign-on": sso.Email,
	}
}

// A sign-in that is refused takes as long for an unknown address as for a known
// one, whatever is wrong with it.
func TestSignInTakesTheSameTimeForUnknownAddresses(t *testing.T) {
	alone(t, func(t *testing.T, d *db.DB) {
		const n = 40
		w := newWorld(t, d)
		for name, email := range w.strangers(t) {
			pw := "wrong horse"
			if name == "deactivated" {
				pw = password // that it was right does not show either
			}
			try := func(email string) func() {
				return func() {
					w.now = w.now.Add(time.Hour) // nobody waits
					_, err := w.sessions.SignIn(t.Context(), email, pw, ip, "")
					refused(t, err, fault.Unauthorized)
				}
			}
			known, unknown := race(n, try(email), try("nobody@acme.example"))
			if got := slower(known, unknown); math.Abs(got-0.5) > tells(n) {
				t.Errorf("%s: slower than an unknown address in %.0f %% of pairs, more than chance", name, 100*got)
			}
		}
	})
}

// So does the question of somebody who has forgotten a password.
func TestForgottenPasswordTakesTheSameTimeForUnknownAddresses(t *testing.T) {
	alone(t, func(t *testing.T, d *db.DB) {
		const n = 150
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		try := func(email string) func() {
			return func() {
				w.now = w.now.Add(time.Hour)
				accepted(t, w.passwords.Forgot(t.Context(), email, ip, "nonce"))
			}
		}
		known, unknown := race(n, try(u.Email), try("nobody@acme.example"))
		if got := slower(known, unknown); math.Abs(got-0.5) > tells(n) {
			t.Errorf("slower than an unknown address in %.0f %% of pairs, more than chance", 100*got)
		}
	})
}

// What the clock cannot tell apart is the same work: as many hashes, and the same
// statements in the same order. This fails at once where the distributions above
// need a difference that shows.
func TestSignInDoesTheSameForUnknownAddresses(t *testing.T) {
	alone(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		strangers := w.strangers(t)
		strangers["unknown"], strangers["nothing at all"] = "nobody@acme.example", ""
		work := func(do func(ss *identity.Sessions, ps *identity.Passwords)) string {
			var mu sync.Mutex
			var said []string
			watched := d.Watched(func(q string) {
				mu.Lock()
				defer mu.Unlock()
				said = append(said, strings.Join(strings.Fields(q), " "))
			})
			now := func() time.Time { return w.now }
			before := identity.Hashes()
			do(&identity.Sessions{DB: watched, Now: now, Key: w.links.Key},
				&identity.Passwords{DB: watched, Now: now, Links: &mail.Links{DB: watched, Key: w.links.Key, Now: now}})
			return fmt.Sprintf("%d hashes\n%s", identity.Hashes()-before, strings.Join(said, "\n"))
		}
		var signIns, questions []string
		for name, email := range strangers {
			w.now = w.now.Add(time.Hour)
			signIns = append(signIns, work(func(ss *identity.Sessions, _ *identity.Passwords) {
				_, err := ss.SignIn(t.Context(), email, "wrong horse", ip, "")
				refused(t, err, fault.Unauthorized)
			}))
			if email == "" {
				continue // is no address to ask for
			}
			questions = append(questions, work(func(_ *identity.Sessions, ps *identity.Passwords) {
				accepted(t, ps.Forgot(t.Context(), email, ip, name))
			}))
		}
		for _, all := range [][]string{signIns, questions} {
			if slices.Sort(all); all[0] != all[len(all)-1] {
				t.Errorf("the work differs:\n%s\n--\n%s", all[0], all[len(all)-1])
			}
		}
		if !strings.HasPrefix(signIns[0], "2 hashes\n") || !strings.HasPrefix(questions[0], "0 hashes\n") {
			t.Errorf("got %.10s and %.10s", signIns[0], questions[0])
		}
	})
}

// An address that many customers know takes as many hashes as one that nobody
// knows, and each of its passwords opens what it is for.
func TestSignInHashesNoMoreForManyCustomers(t *testing.T) {
	alone(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		passwords := []string{"correct horse", "another horse", "a third horse", "a fourth horse"}
		var in []int64
		for i, pw := range passwords {
			c := w.customer(t, "C"+itoa(i), "")
			u := must(w.users.Create(t.Context(), actor.System(c.ID), identity.UserDraft{Email: "Many@acme.example", FirstName: "M"}))(t)
			must(w.accesses.Create(t.Context(), actor.System(c.ID), u.GUID, identity.AccessDraft{Type: identity.UIConnection}))(t)
			secret, code := w.mailed(t, u.Email)
			accepted(t, w.passwords.Set(t.Context(), secret, code, pw))
			in = append(in, c.ID)
		}
		hashes := func(pw string) (choices []identity.Choice, n int64) {
			w.now = w.now.Add(time.Hour)
			before := identity.Hashes()
			choices, err := w.sessions.SignIn(t.Context(), "many@acme.example", pw, ip, "")
			if err != nil {
				refused(t, err, fault.Unauthorized)
			}
			return choices, identity.Hashes() - before
		}
		if _, n := hashes("wrong horse"); n != 2 {
			t.Errorf("%d hashes, want 2", n)
		}
		for i, pw := range passwords {
			choices, n := hashes(pw)
			if len(choices) != 1 || choices[0].CustomerID != in[i] || n != 2 {
				t.Errorf("%q: %+v after %d hashes", pw, choices, n)
			}
		}

		// One that was set with a salt of its own is compared as well, and has the
		// address's after a sign-in.
		if _, err := d.Exec(t.Context(), `update passwords set phc = $1 where customer_id = $2`,
			must(identity.HashPassword(t.Context(), passwords[2]))(t), in[2]); err != nil {
			t.Fatal(err)
		}
		if choices, n := hashes(passwords[2]); len(choices) != 1 || n != 3 {
			t.Errorf("%+v after %d hashes, want 3: one more to write it anew", choices, n)
		}
		salts := must(db.Column[string](t.Context(), d, `select phc from passwords`))(t)
		for _, phc := range salts {
			if a, b := strings.Split(phc, "$"), strings.Split(salts[0], "$"); a[4] != b[4] {
				t.Errorf("salts %s and %s", a[4], b[4])
			}
		}
	})
}

// The statistic is none that cannot fail: it sees two milliseconds among fifty
// that vary by one, and nothing where there is nothing.
func TestSlower(t *testing.T) {
	const n = 60
	sample := func(shift time.Duration) (all []time.Duration) {
		for range n {
			all = append(all, 50*time.Millisecond+shift+time.Duration(rand.NormFloat64()*float64(time.Millisecond)))
		}
		return all
	}
	if got := slower(sample(2*time.Millisecond), sample(0)); got-0.5 < tells(n) {
		t.Errorf("%v", got)
	}
	if got := slower(sample(0), sample(0)); math.Abs(got-0.5) > tells(n) {
		t.Errorf("%v", got)
	}
}
