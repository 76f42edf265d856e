package identity_test

import (
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// without runs something while nothing can be added to the directory.
func (w *world) without(t *testing.T, do func()) {
	t.Helper()
	for i, q := range []string{`alter table directory rename to directory_away`, `alter table directory_away rename to directory`} {
		if _, err := w.db.Exec(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			do()
		}
	}
}

// A passkey that signs in and the ticket that it gives are one: where there is no
// ticket, the answer has not been used.
func TestPasskeyAndItsTicketAreOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		k := w.member(t, w.acme, actor.User).passkey(t)
		q := must(w.factors.AskToSignIn())(t)
		answer := k.answer(t, q)
		w.without(t, func() {
			if _, err := w.sessions.SignInPasskey(t.Context(), q.Sealed, answer, ip, ""); !fault.Is(err, fault.Internal) {
				t.Errorf("got %v", err)
			}
		})
		must(w.sessions.SignInPasskey(t.Context(), q.Sealed, answer, ip, ""))(t)
	})
}

// A proof and the session's new secret are one: the old secret is dead as soon as
// the proof counts, and the proof does not count without the new one.
func TestProofAndNewSecretAreOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, _ := m.app(t)
		w.now = w.now.Add(identity.FreshFor)
		by := must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)
		k := identity.NewRekey(m.cookie)
		h := m.holder(t).Rekeying(k)
		code := p.code(t)
		w.without(t, func() {
			if err := w.sessions.ProveCode(t.Context(), h, code); !fault.Is(err, fault.Internal) {
				t.Errorf("got %v", err)
			}
		})
		wants(t, w.sessions.Fresh(t.Context(), by), identity.ErrStale)
		must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)
		accepted(t, w.sessions.ProveCode(t.Context(), h, code))
		accepted(t, w.sessions.Fresh(t.Context(), by))
		_, err := w.sessions.Actor(t.Context(), m.cookie, ip)
		refused(t, err, fault.Unauthorized)
		must(w.sessions.Actor(t.Context(), k.Secret(), ip))(t)

		// Of two with one cookie, one gets the new secret; the proof of both counts.
		w.now = w.now.Add(30 * time.Second)
		late := identity.NewRekey(m.cookie)
		accepted(t, w.sessions.ProveCode(t.Context(), h.Rekeying(late), p.code(t)))
		if late.Secret() != "" {
			t.Error("a cookie that was none any more got a new secret")
		}
		must(w.sessions.Actor(t.Context(), k.Secret(), ip))(t)
	})
}

// A new factor, and a new password, replace the secret in the same way.
func TestNewFactorAndPasswordReplaceTheSecret(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		replaced := func(do func(k *identity.Rekey) error) {
			t.Helper()
			k := identity.NewRekey(m.cookie)
			accepted(t, do(k))
			_, err := w.sessions.Actor(t.Context(), m.cookie, ip)
			refused(t, err, fault.Unauthorized)
			m.cookie = k.Secret()
			must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)
		}
		replaced(func(k *identity.Rekey) error {
			by := must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)
			return w.passwords.ChangeOwn(t.Context(), by, k, password, "another horse")
		})
		accepted(t, w.factors.BeginTOTP(t.Context(), m.holder(t), ""))
		p := w.phone(t, m.holder(t))
		replaced(func(k *identity.Rekey) error {
			_, err := w.factors.ConfirmTOTP(t.Context(), m.holder(t).Rekeying(k), p.code(t))
			return err
		})
		replaced(func(k *identity.Rekey) error {
			_, err := w.key().enrol(t, m.holder(t).Rekeying(k))
			return err
		})
	})
}

// Who signed in with a passkey alone proves itself again with one that has
// verified its user: it is both factors. After a password it is the other one.
func TestPasskeyAloneVerifiesItsUserAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		k := m.passkey(t)
		byPassword := m.holder(t)
		accepted(t, m.open(t, must(k.signIn(t))(t)[0].Ticket))
		for _, tt := range []struct {
			name     string
			h        identity.Holder
			verified bool
			want     fault.Kind
		}{
			{"alone, touched only", m.holder(t), false, fault.Unauthorized},
			{"alone, verified", m.holder(t), true, ""},
			{"after a password, touched only", byPassword, false, ""},
		} {
			t.Run(tt.name, func(t *testing.T) {
				k.auth.Options.UserNotVerified = !tt.verified
				q := must(w.factors.AskToProve(t.Context(), tt.h))(t)
				err := w.sessions.ProvePasskey(t.Context(), tt.h, q.Sealed, k.answer(t, q))
				if tt.want == "" {
					accepted(t, err)
				} else {
					refused(t, err, tt.want)
				}
			})
		}
	})
}

// A try that is counted while another one is forgotten, because it was right, is
// counted, and breaks nothing.
func TestTriesAndProofsAtTheSameMoment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, _ := m.app(t)
		h, code := m.holder(t), p.other(t)
		var deleting, trying sync.WaitGroup
		stop := make(chan struct{})
		for range 3 {
			deleting.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
						if _, err := d.Exec(t.Context(), `delete from proof_tries`); err != nil {
							t.Error(err)
							return
						}
					}
				}
			})
			trying.Go(func() {
				for range 80 {
					err := w.sessions.ProveCode(t.Context(), h, code)
					if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.TooMany) {
						t.Errorf("got %v", err)
						return
					}
				}
			})
		}
		trying.Wait()
		close(stop)
		deleting.Wait()
	})
}
