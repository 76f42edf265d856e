package identity_test

import (
	"fmt"
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

// guess tries a password that is wrong and returns how long the next try has to
// wait, if it was not even compared.
func (w *world) guess(t *testing.T, from identity.Browser, email string) time.Duration {
	t.Helper()
	_, err := w.sessions.SignInFrom(t.Context(), from, email, "wrong horse")
	if f := fault.Of(err); f.Kind == fault.TooMany {
		if f.RetryAfter <= 0 {
			t.Errorf("too early, without saying how long: %v", err)
		}
		return f.RetryAfter
	}
	refused(t, err, fault.Unauthorized)
	return 0
}

// Of one account and network five tries are free; then delays double up to a
// quarter of an hour. A known address and an unknown one are held up alike.
func TestDelaysDouble(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		start := w.now
		for _, email := range []string{u.Email, "nobody@acme.example"} {
			w.now = start // the clock is set back: what was tried later holds nobody up
			here := identity.Browser{IP: "198.51.100.1"}
			for n := range 5 {
				if wait := w.guess(t, here, email); wait != 0 {
					t.Fatalf("%s: try %d waits %v", email, n+1, wait)
				}
			}
			want := time.Second
			for n := range 12 {
				if wait := w.guess(t, here, email); wait != want {
					t.Fatalf("%s: after %d delays, %v, want %v", email, n, wait, want)
				}
				w.now = w.now.Add(want - time.Microsecond)
				if wait := w.guess(t, here, email); wait != time.Microsecond {
					t.Errorf("%s: a microsecond early waits %v", email, wait)
				}
				w.now = w.now.Add(time.Microsecond)
				if wait := w.guess(t, here, email); wait != 0 {
					t.Errorf("%s: waits %v after its delay", email, wait)
				}
				want = min(2*want, 15*time.Minute)
			}
		}
	})
}

// While it has to wait, the right password opens nothing and nothing is written;
// once it opens, all is forgotten. From another network nobody waits.
func TestDelayIsNotALock(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		for range 5 {
			w.guess(t, identity.Browser{IP: ip}, u.Email)
		}
		state := func() string {
			return must(db.Value[string](t.Context(), d, `
				select count(*) || ' ' || sum(tries) || ' ' || max(tried_at) || ' ' || (select sum(count) from refused_sign_ins) from sign_in_tries`))(t)
		}
		before := state()
		for range 20 {
			_, err := w.sessions.SignIn(t.Context(), u.Email, password, ip, "")
			refused(t, err, fault.TooMany)
		}
		if after := state(); after != before {
			t.Errorf("%s became %s", before, after)
		}
		w.now = w.now.Add(900 * time.Millisecond)
		must(w.sessions.SignIn(t.Context(), u.Email, password, "203.0.113.5", ""))(t)
		w.now = w.now.Add(100 * time.Millisecond)
		must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)
		for n := range 5 {
			if wait := w.guess(t, identity.Browser{IP: ip}, u.Email); wait != 0 {
				t.Errorf("try %d after it was right waits %v", n, wait)
			}
		}
	})
}

// Many guesses at the same moment are no more than one after the other would be.
func TestGuessesAtTheSameMoment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		var wg sync.WaitGroup
		errs := make([]error, 40)
		for i := range errs {
			wg.Go(func() { _, errs[i] = w.sessions.SignIn(t.Context(), u.Email, "wrong horse", ip, "") })
		}
		wg.Wait()
		compared := 0
		for _, err := range errs {
			if fault.Is(err, fault.Unauthorized) {
				compared++
			} else {
				refused(t, err, fault.TooMany)
			}
		}
		if compared != 5 {
			t.Errorf("%d compared", compared)
		}
	})
}

// Many networks together get no further with one account than a minute apart
// each, and hold up no browser in which its owner signed in before.
func TestManyNetworksAtOneAccount(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		bystander, _, _ := w.person(t, w.acme, actor.User, password)
		own := identity.Browser{IP: ip, Mark: w.sessions.Mark("", u.Email)}
		next := 0
		elsewhere := func() identity.Browser {
			next++
			return identity.Browser{IP: fmt.Sprintf("10.%d.%d.1", next/250, next%250)}
		}
		for n := range 20 {
			if wait := w.guess(t, elsewhere(), u.Email); wait != 0 {
				t.Fatalf("network %d waits %v", n+1, wait)
			}
		}
		for range 10 {
			wait := w.guess(t, elsewhere(), u.Email)
			if wait <= 0 || wait > time.Minute {
				t.Fatalf("waits %v", wait)
			}
			w.now = w.now.Add(wait)
			w.guess(t, elsewhere(), u.Email)
		}
		if wait := w.guess(t, elsewhere(), u.Email); wait != time.Minute {
			t.Errorf("waits %v", wait)
		}
		must(w.sessions.SignInFrom(t.Context(), own, u.Email, password))(t)
		must(w.sessions.SignIn(t.Context(), bystander.Email, password, "10.0.1.1", ""))(t)
		stranger := own
		stranger.Mark = w.sessions.Mark("", bystander.Email) // known to somebody else
		_, err := w.sessions.SignInFrom(t.Context(), stranger, u.Email, password)
		refused(t, err, fault.TooMany)
	})
}

// One network that tries one account after the other is slowed down as a whole.
// Who shares it and is known to their account is not.
func TestOneNetworkAtManyAccounts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		for n := range 100 {
			w.now = w.now.Add(time.Millisecond)
			from := identity.Browser{IP: fmt.Sprintf("192.0.2.%d", n)}
			if wait := w.guess(t, from, fmt.Sprintf("person%d@nowhere.example", n)); wait != 0 {
				t.Fatalf("try %d waits %v", n+1, wait)
			}
		}
		_, err := w.sessions.SignIn(t.Context(), u.Email, password, ip, "")
		refused(t, err, fault.TooMany)
		must(w.sessions.SignInFrom(t.Context(), identity.Browser{IP: ip, Mark: w.sessions.Mark("", u.Email)}, u.Email, password))(t)
		must(w.sessions.SignIn(t.Context(), u.Email, password, "203.0.113.5", ""))(t)
		w.now = w.now.Add(2 * time.Minute) // two are forgotten
		must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)
		w.now = w.now.Add(8 * time.Hour)
		accepted(t, w.sessions.Forget(t.Context()))
		if n := w.count(t, `select count(*) from sign_in_tries`); n != 0 {
			t.Errorf("%d rows are kept", n)
		}
	})
}

// A mark counts for the addresses that it was made for, until its time is over,
// and for nobody else; a forged one counts for nobody.
func TestMarks(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	w := newWorld(t, d)
	// A browser that is known has tries of its own, which follow it to another network.
	isKnown := func(mark, email string) bool {
		for range 5 {
			w.guess(t, identity.Browser{IP: ip, Mark: mark}, email)
		}
		return w.guess(t, identity.Browser{IP: "203.0.113.9", Mark: mark}, email) > 0
	}
	emmas := w.sessions.Mark("", " Emma@acme.example")
	both := w.sessions.Mark(emmas, "tom@acme.example")
	if !isKnown(emmas, "emma@acme.example") || !isKnown(both, "TOM@acme.example") || !isKnown(w.sessions.Mark(both, "x@acme.example"), "x@acme.example") {
		t.Error("a mark does not count")
	}
	if isKnown(emmas, "tom2@acme.example") {
		t.Error("a mark counts for somebody else")
	}
	for n, forged := range []string{"", "x", emmas + "x", emmas[:30], "x" + emmas[1:], strings.Repeat("x", 27) + emmas[27:], emmas + ".99999-a"} {
		name := fmt.Sprintf("emma%d@acme.example", n)
		if mark := w.sessions.Mark("", name); isKnown(strings.Replace(forged, emmas[28:], mark[28:], 1), name) {
			t.Errorf("%q counts", forged) // the signature is of another browser
		}
	}
	many := emmas
	for n := range 30 {
		many = w.sessions.Mark(many, fmt.Sprintf("p%d@acme.example", n))
	}
	if len(many) > 500 || !isKnown(many, "p29@acme.example") || !isKnown(many, "p22@acme.example") || isKnown(many, "p21@acme.example") {
		t.Errorf("%d bytes", len(many))
	}
	w.now = w.now.Add(identity.MarkLife + 24*time.Hour)
	if isKnown(both, "tom@acme.example") {
		t.Error("a mark counts after its time")
	}
}

// The password of an invitation's page is guessed no faster.
func TestRecipientsPasswordIsNotGuessed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.recipient(t, "kuga@saperix.example", must(identity.HashPassword(t.Context(), password))(t))
		w.request(t, u, w.now.Add(time.Hour))
		ctx := actor.WithCall(t.Context(), ip, "")
		for range 5 {
			_, err := w.users.ProveRecipient(ctx, "saperix.example", "Kuga@saperix.example", identity.Answering{Password: "wrong horse"})
			refused(t, err, fault.Unauthorized)
		}
		_, err := w.users.ProveRecipient(ctx, "saperix.example", "kuga@saperix.example", identity.Answering{Password: password})
		refused(t, err, fault.TooMany)
		_, err = w.sessions.SignIn(t.Context(), "kuga@saperix.example", password, ip, "")
		refused(t, err, fault.TooMany) // they share the brake
		w.now = w.now.Add(time.Second)
		if has := must(w.users.ProveRecipient(ctx, "saperix.example", "kuga@saperix.example", identity.Answering{Password: password}))(t); !has {
			t.Error("not proven")
		}

		// What strangers do does not hold up the browser in which it signed in before.
		known := identity.Browser{IP: "198.51.100.9", Mark: w.sessions.Mark("", "kuga@saperix.example")}
		for i := range 21 {
			w.guess(t, identity.Browser{IP: "10." + itoa(i) + ".0.1"}, "kuga@saperix.example")
		}
		answer := identity.Answering{From: identity.Browser{IP: known.IP}, Password: password}
		_, err = w.users.ProveRecipient(t.Context(), "saperix.example", "kuga@saperix.example", answer)
		refused(t, err, fault.TooMany)
		answer.From = known
		if has := must(w.users.ProveRecipient(t.Context(), "saperix.example", "Kuga@saperix.example", answer))(t); !has {
			t.Error("not proven in a known browser")
		}
	})
}
