package identity_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// A passkey is the second factor after a password.
func TestPasskeyAsSecondFactor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		k := w.key()
		codes := must(k.enrol(t, m.holder(t)))(t)
		if len(codes) != 10 {
			t.Errorf("%d recovery codes", len(codes))
		}
		k.auth.Options.UserNotVerified = true // the password was the other factor
		ticket, h := m.waiting(t)
		wants(t, m.open(t, ticket), identity.ErrFactor)
		q := must(w.factors.AskToProve(t.Context(), h))(t)
		accepted(t, w.sessions.ProvePasskey(t.Context(), h, q.Sealed, k.answer(t, q)))
		accepted(t, m.open(t, ticket))
		ring := must(w.factors.Of(t.Context(), m.holder(t)))(t)
		if at := ring.Factors[0].LastUsedAt; at == nil || !at.Equal(w.now) || !ring.Has("passkey") {
			t.Errorf("%+v", ring)
		}
	})
}

// A passkey that has verified its user is enough alone.
func TestPasskeyAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		k := m.passkey(t)
		choices := must(k.signIn(t))(t)
		if len(choices) != 1 || choices[0].AccessID != m.access.ID {
			t.Fatalf("%+v", choices)
		}
		accepted(t, m.open(t, choices[0].Ticket))
		if by := must(w.sessions.Actor(t.Context(), m.cookie, ip))(t); by.UserGUID != m.user.GUID {
			t.Errorf("%+v", by)
		}
		if n := w.count(t, `select count(*) from event_details where body like '%"method":"passkey"%' and body like '%"factor":"passkey"%'`); n != 1 {
			t.Errorf("%d sign-ins by passkey in the record", n)
		}
	})
}

// What a passkey says is refused unless it is the answer to this question, here,
// by whom it belongs to.
func TestPasskeyAttacks(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		k := m.passkey(t)
		eve := w.member(t, w.other, actor.User)
		evil := eve.passkey(t)
		ask := func(t *testing.T) identity.Question { return must(w.factors.AskToSignIn())(t) }
		in := func(t *testing.T, q identity.Question, answer string) error {
			_, err := w.sessions.SignInPasskey(t.Context(), q.Sealed, answer, ip, "")
			return err
		}
		for name, attack := range map[string]func(t *testing.T) error{
			"user not verified": func(t *testing.T) error {
				lazy := *k
				lazy.auth.Options.UserNotVerified = true
				q := ask(t)
				return in(t, q, lazy.answer(t, q))
			},
			"user not present": func(t *testing.T) error {
				lazy := *k
				lazy.auth.Options.UserNotPresent = true
				q := ask(t)
				return in(t, q, lazy.answer(t, q))
			},
			"wrong origin": func(t *testing.T) error {
				phished := *k
				phished.rp.Origin = "https://gatehouse.example.evil.test"
				q := ask(t)
				return in(t, q, phished.answer(t, q))
			},
			"another port": func(t *testing.T) error {
				phished := *k
				phished.rp.Origin = origin + ":8443"
				q := ask(t)
				return in(t, q, phished.answer(t, q))
			},
			"of another site": func(t *testing.T) error {
				phished := *k
				phished.rp.ID = "evil.test"
				q := ask(t)
				return in(t, q, phished.answer(t, q))
			},
			"another question": func(t *testing.T) error { return in(t, ask(t), k.answer(t, ask(t))) },
			"too late": func(t *testing.T) error {
				q := ask(t)
				answer := k.answer(t, q)
				w.now = w.now.Add(identity.QuestionLife)
				return in(t, q, answer)
			},
			"not sealed by us": func(t *testing.T) error {
				foreign := &identity.Factors{DB: d, Now: w.factors.Now, PublicURL: w.factors.PublicURL}
				q := must(foreign.AskToSignIn())(t)
				return in(t, q, k.answer(t, q))
			},
			"replayed": func(t *testing.T) error {
				q := ask(t)
				answer := k.answer(t, q)
				accepted(t, in(t, q, answer))
				return in(t, q, answer)
			},
			"another's user handle": func(t *testing.T) error {
				forged := *evil
				forged.auth.Options.UserHandle = k.auth.Options.UserHandle
				q := ask(t)
				return in(t, q, forged.answer(t, q))
			},
			"another's credential id": func(t *testing.T) error {
				forged := *evil
				forged.auth.Options.UserHandle, forged.cred.ID = k.auth.Options.UserHandle, k.cred.ID
				q := ask(t)
				return in(t, q, forged.answer(t, q))
			},
			"no user handle": func(t *testing.T) error {
				forged := *k
				forged.auth.Options.UserHandle = nil
				q := ask(t)
				return in(t, q, forged.answer(t, q))
			},
			"asked as a second factor": func(t *testing.T) error {
				_, h := m.waiting(t)
				q := must(w.factors.AskToProve(t.Context(), h))(t)
				return in(t, q, k.answer(t, q))
			},
			"no JSON":   func(t *testing.T) error { return in(t, ask(t), "{") },
			"too long":  func(t *testing.T) error { return in(t, ask(t), strings.Repeat(" ", 40<<10)) },
			"an answer": func(t *testing.T) error { return in(t, ask(t), "") },
		} {
			t.Run(name, func(t *testing.T) { refused(t, attack(t), fault.Unauthorized) })
		}
		q := ask(t)
		accepted(t, in(t, q, k.answer(t, q))) // what is right still works
	})
}

// A second factor is that of the ticket's own access, asked by that ticket.
func TestPasskeyOfAnotherTicket(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m, eve := w.member(t, w.acme, actor.User), w.member(t, w.other, actor.User)
		k, evil := m.passkey(t), eve.passkey(t)
		ticket, h := m.waiting(t)
		_, other := m.waiting(t)
		_, hers := eve.waiting(t)

		q := must(w.factors.AskToProve(t.Context(), h))(t)
		refused(t, w.sessions.ProvePasskey(t.Context(), h, q.Sealed, evil.answer(t, q)), fault.Unauthorized)
		q = must(w.factors.AskToProve(t.Context(), hers))(t)
		refused(t, w.sessions.ProvePasskey(t.Context(), h, q.Sealed, evil.answer(t, q)), fault.Unauthorized)
		q = must(w.factors.AskToProve(t.Context(), other))(t)
		refused(t, w.sessions.ProvePasskey(t.Context(), h, q.Sealed, k.answer(t, q)), fault.Unauthorized)
		q = must(w.factors.AskToSignIn())(t)
		refused(t, w.sessions.ProvePasskey(t.Context(), h, q.Sealed, k.answer(t, q)), fault.Unauthorized)
		wants(t, m.open(t, ticket), identity.ErrFactor)

		q = must(w.factors.AskToProve(t.Context(), h))(t)
		answer := k.answer(t, q)
		accepted(t, w.sessions.ProvePasskey(t.Context(), h, q.Sealed, answer))
		refused(t, w.sessions.ProvePasskey(t.Context(), h, q.Sealed, answer), fault.Unauthorized)
		accepted(t, m.open(t, ticket))
	})
}

// A counter that did not move on is that of a copy: it is refused and recorded.
func TestPasskeyClone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		k := m.passkey(t)
		must(k.signIn(t))(t)
		must(k.signIn(t))(t)
		copied := *k
		copied.cred.Counter = 0
		_, err := copied.signIn(t)
		refused(t, err, fault.Unauthorized)
		if !strings.Contains(err.Error(), "copy") {
			t.Error(err)
		}
		if n := w.count(t, `select count(*) from events where action = 'factor.cloned' and subject = $1`, id(m.access)); n != 1 {
			t.Errorf("%d events", n)
		}
		if n := w.count(t, `select count(*) from event_details where body like '%"answered":1,%' and body like '%"stored":[2]%'`); n != 1 {
			t.Error("the record does not say which counter was known, and which one came")
		}
		must(k.signIn(t))(t)
	})
}

// Authenticators that keep their passkeys in sync count nothing.
func TestPasskeyWithoutCounter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		k := w.key()
		k.auth.Options.BackupEligible, k.auth.Options.BackupState = true, true
		must(k.enrol(t, m.holder(t)))(t)
		for range 3 {
			q := must(w.factors.AskToSignIn())(t)
			must(w.sessions.SignInPasskey(t.Context(), q.Sealed, k.again(t, q), ip, ""))(t)
		}
	})
}

// Whoever may not sign in by a password may not by a passkey either.
func TestPasskeyOfWhoIsStopped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		for name, change := range map[string]identity.UserChange{
			"disabled": {IsActive: new(false)}, "expired": {ExpiresAt: new("2020-01-01")},
		} {
			t.Run(name, func(t *testing.T) {
				m := w.member(t, w.acme, actor.User)
				k := m.passkey(t)
				p, _ := m.app(t)
				_, h := m.waiting(t)
				must(w.users.Change(t.Context(), actor.System(w.acme.ID), m.user.GUID, change))(t)
				_, err := k.signIn(t)
				refused(t, err, fault.Unauthorized)
				refused(t, w.sessions.ProveCode(t.Context(), h, p.code(t)), fault.Unauthorized)
			})
		}
		m := w.member(t, w.acme, actor.User)
		k := m.passkey(t)
		accepted(t, w.accesses.Delete(t.Context(), actor.System(w.acme.ID), m.user.GUID, id(m.access)))
		_, err := k.signIn(t)
		refused(t, err, fault.Unauthorized)
	})
}

// What is enrolled answers this question, by this session, once.
func TestPasskeyEnrolment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m, eve := w.member(t, w.acme, actor.User), w.member(t, w.other, actor.User)
		k := w.key()
		h := m.holder(t)
		q := must(w.factors.AskToEnrol(t.Context(), h))(t)
		made := k.make(t, q)
		for name, wrong := range map[string]func() error{
			"another session": func() error {
				_, err := w.factors.AddPasskey(t.Context(), eve.holder(t), q.Sealed, "", made)
				return err
			},
			"another purpose": func() error {
				other := must(w.factors.AskToSignIn())(t)
				_, err := w.factors.AddPasskey(t.Context(), h, other.Sealed, "", made)
				return err
			},
			"another origin": func() error {
				phished := *k
				phished.rp.Origin = "https://evil.test"
				_, err := w.factors.AddPasskey(t.Context(), h, q.Sealed, "", phished.make(t, q))
				return err
			},
			"no JSON": func() error {
				_, err := w.factors.AddPasskey(t.Context(), h, q.Sealed, "", "x")
				return err
			},
		} {
			t.Run(name, func(t *testing.T) { refused(t, wrong(), fault.Unauthorized) })
		}
		must(w.factors.AddPasskey(t.Context(), h, q.Sealed, "", made))(t)
		h = m.holder(t)
		_, err := w.factors.AddPasskey(t.Context(), h, q.Sealed, "", made)
		refused(t, err, fault.Unauthorized)
		again := must(w.factors.AskToEnrol(t.Context(), h))(t)
		_, err = w.factors.AddPasskey(t.Context(), h, again.Sealed, "", k.make(t, again))
		refused(t, err, fault.Conflict)
		w.now = w.now.Add(identity.FreshFor)
		_, err = w.factors.AskToEnrol(t.Context(), m.holder(t))
		wants(t, err, identity.ErrStale)
	})
}

// Nobody is asked for a passkey where browsers would make none.
func TestPasskeysNeedAName(t *testing.T) {
	for address, want := range map[string]bool{
		"https://gatehouse.example": true, "https://gatehouse.example:8443": true, "http://localhost:8080": true,
		"http://gatehouse.example": false, "https://192.0.2.1": false, "http://127.0.0.1:8080": false, "https://[::1]": false, "": false,
	} {
		fs := &identity.Factors{Now: time.Now, PublicURL: address}
		if got := fs.HasPasskeys(); got != want {
			t.Errorf("%q: %t", address, got)
		}
		if _, err := fs.AskToSignIn(); (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// A network whose passkeys are refused again and again is slowed down, and writes
// nothing meanwhile; another is not.
func TestRefusedPasskeysSlowDown(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		k := m.passkey(t)
		try := func(where, from string) error {
			q := must(w.factors.AskToSignIn())(t)
			k.rp.Origin = where
			_, err := w.sessions.SignInPasskey(t.Context(), q.Sealed, k.answer(t, q), from, "")
			return err
		}
		for range 100 {
			refused(t, try("https://evil.test", ip), fault.Unauthorized)
		}
		before := w.count(t, `select sum(count) from refused_sign_ins`)
		refused(t, try("https://evil.test", ip), fault.TooMany)
		refused(t, try(origin, ip), fault.TooMany)
		if after := w.count(t, `select sum(count) from refused_sign_ins`); after != before {
			t.Errorf("%d refusals became %d", before, after)
		}
		accepted(t, try(origin, "203.0.113.5"))
		w.now = w.now.Add(time.Second)
		accepted(t, try(origin, ip))
	})
}
