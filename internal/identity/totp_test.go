package identity_test

import (
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

// Where an app is enrolled, a password alone opens nothing; with the app's code
// the ticket opens one session.
func TestTOTPIsAskedFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.Admin)
		p, codes := m.app(t)
		if len(codes) != 10 {
			t.Fatalf("%d recovery codes", len(codes))
		}
		ring := must(w.factors.Of(t.Context(), m.holder(t)))(t)
		if len(ring.Factors) != 1 || ring.Factors[0].Name != "Phone" || ring.Factors[0].Kind != "totp" || ring.CodesLeft != 10 || ring.IsRequired {
			t.Errorf("%+v", ring)
		}
		ticket, h := m.waiting(t)
		wants(t, m.open(t, ticket), identity.ErrFactor)
		refused(t, w.sessions.ProveCode(t.Context(), h, p.other(t)), fault.Invalid)
		wants(t, m.open(t, ticket), identity.ErrFactor)
		accepted(t, w.sessions.ProveCode(t.Context(), h, " "+p.code(t)[:3]+" "+p.code(t)[3:]))
		accepted(t, m.open(t, ticket))
		refused(t, m.open(t, ticket), fault.Unauthorized)
		if n := w.count(t, `select count(*) from event_details where body like '%"factor":"totp"%' and body like '%"method":"password"%'`); n != 1 {
			t.Errorf("%d sign-ins with an app in the record", n)
		}
	})
}

// A profile, and every other choice of a sign-in, asks for the factor too.
func TestProfileAsksForFactor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.Admin)
		profile := must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), m.user.GUID, identity.AccessDraft{
			Type: "profile", Name: new("South"), CustomerID: w.sub.ID,
		}))(t)
		p, _ := m.app(t)
		ticket, h := m.waiting(t)
		_, err := w.sessions.Open(t.Context(), ticket, profile.ID, ip, "")
		wants(t, err, identity.ErrFactor)
		accepted(t, w.sessions.ProveCode(t.Context(), h, p.code(t)))
		cookie := must(w.sessions.Open(t.Context(), ticket, profile.ID, ip, ""))(t)
		by := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		ring := must(w.factors.Of(t.Context(), must(w.sessions.Holder(t.Context(), by))(t)))(t)
		if len(ring.Factors) != 1 {
			t.Errorf("in a profile one looks after the factors of the login: %+v", ring)
		}
	})
}

// A code counts once, and none counts that is not later than the last.
func TestTOTPReplay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, _ := m.app(t)
		used := p.code(t)
		_, h := m.waiting(t)
		accepted(t, w.sessions.ProveCode(t.Context(), h, used))
		_, h = m.waiting(t)
		refused(t, w.sessions.ProveCode(t.Context(), h, used), fault.Invalid)
		w.now = w.now.Add(30 * time.Second)
		refused(t, w.sessions.ProveCode(t.Context(), h, used), fault.Invalid) // still within a step, and still used
		later := p.code(t)
		accepted(t, w.sessions.ProveCode(t.Context(), h, later))
	})
}

// The clock of a phone may be a step off, and no more.
func TestTOTPWindow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, _ := m.app(t)
		for _, tt := range []struct {
			off  time.Duration
			good bool
		}{{-time.Minute, false}, {-30 * time.Second, true}, {0, true}, {30 * time.Second, true}, {time.Minute, false}} {
			w.now = w.now.Add(10 * time.Minute)
			_, h := m.waiting(t)
			at := w.now
			w.now = at.Add(tt.off)
			code := p.code(t)
			w.now = at
			if err := w.sessions.ProveCode(t.Context(), h, code); (err == nil) != tt.good {
				t.Errorf("%v off: %v", tt.off, err)
			}
		}
	})
}

// Of many who come with one code at once, one gets in.
func TestTOTPRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, _ := m.app(t)
		raceCode(t, m, p.code(t))
	})
}

// raceCode proves a code by four tickets at once and checks that it counted once.
func raceCode(t *testing.T, m *member, code string) {
	t.Helper()
	var wg sync.WaitGroup
	errs := make([]error, 4)
	holders := make([]identity.Holder, len(errs))
	for i := range errs {
		_, holders[i] = m.waiting(t)
	}
	for i, h := range holders {
		wg.Go(func() { errs[i] = m.w.sessions.ProveCode(t.Context(), h, code) })
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else {
			refused(t, err, fault.Invalid)
		}
	}
	if won != 1 {
		t.Errorf("%d got in with one code", won)
	}
}

// The app of one access is worth nothing at the ticket of another.
func TestTOTPOfAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m, eve := w.member(t, w.acme, actor.User), w.member(t, w.other, actor.User)
		m.app(t)
		p, codes := eve.app(t)
		ticket, h := m.waiting(t)
		refused(t, w.sessions.ProveCode(t.Context(), h, p.code(t)), fault.Invalid)
		refused(t, w.sessions.ProveCode(t.Context(), h, codes[0]), fault.Invalid)
		wants(t, m.open(t, ticket), identity.ErrFactor)
		// Nor does a seed in another row open anything: it is sealed to its own.
		_, err := d.Exec(t.Context(), `update totps set seed = (select o.seed from totps o where o.access_id = $2) where access_id = $1`, m.access.ID, eve.access.ID)
		accepted(t, err)
		if err := w.sessions.ProveCode(t.Context(), h, p.code(t)); err == nil {
			t.Error("a seed that was moved opens")
		}
	})
}

// Five wrong codes end the ticket, and make the next wait; the waits grow. Nobody
// who lacks the password can make anybody wait, and passkeys and recovery codes
// go on working.
func TestWrongCodes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, codes := m.app(t)
		ticket, h := m.waiting(t)
		for _, nothing := range []string{"", "12345", "1234567", "abc def", strings.Repeat("1", 24)} {
			refused(t, w.sessions.ProveCode(t.Context(), h, nothing), fault.Invalid) // costs no try
		}
		for range 5 {
			refused(t, w.sessions.ProveCode(t.Context(), h, p.other(t)), fault.Invalid)
		}
		refused(t, m.open(t, ticket), fault.Unauthorized)
		_, err := w.sessions.Waiting(t.Context(), ticket, ip)
		refused(t, err, fault.Unauthorized)
		_, h = m.waiting(t)
		for _, wait := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute} {
			w.now = w.now.Add(wait - time.Second)
			_, h = m.waiting(t)
			err := w.sessions.ProveCode(t.Context(), h, p.code(t))
			refused(t, err, fault.TooMany)
			if left := fault.Of(err).RetryAfter; left != time.Second {
				t.Errorf("after %v: %v left", wait, left)
			}
			w.now = w.now.Add(time.Second)
			refused(t, w.sessions.ProveCode(t.Context(), h, p.other(t)), fault.Invalid)
		}
		accepted(t, w.sessions.ProveCode(t.Context(), h, codes[0])) // without a wait, and it ends the wait
		_, h = m.waiting(t)
		accepted(t, w.sessions.ProveCode(t.Context(), h, p.code(t)))
		accepted(t, w.sessions.RecordRefused(t.Context()))
		if n := w.count(t, `select sum(count) from refused_sign_ins where account = $1`, m.user.GUID); n != 8 {
			t.Errorf("%d refusals are counted, want 8", n)
		}
	})
}

// What was begun and not confirmed is no factor; it ends after an hour, by
// beginning again, and by an admin.
func TestTOTPPending(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		h := m.holder(t)
		_, err := w.factors.ConfirmTOTP(t.Context(), h, "123456")
		refused(t, err, fault.NotFound)
		accepted(t, w.factors.BeginTOTP(t.Context(), h, strings.Repeat("x", 60)))
		refused(t, w.factors.BeginTOTP(t.Context(), h, strings.Repeat("x", 61)), fault.Invalid)
		first := w.phone(t, h)
		accepted(t, w.factors.BeginTOTP(t.Context(), h, ""))
		second := w.phone(t, h)
		if first.seed == second.seed {
			t.Error("the same seed again")
		}
		accepted(t, m.open(t, m.ticket(t))) // nothing is enrolled yet
		_, err = w.factors.ConfirmTOTP(t.Context(), h, first.code(t))
		refused(t, err, fault.Invalid)
		accepted(t, w.users.ResetPendingFactors(t.Context(), w.admin, m.user.GUID))
		_, err = w.factors.ConfirmTOTP(t.Context(), h, second.code(t))
		refused(t, err, fault.NotFound)
		accepted(t, w.factors.BeginTOTP(t.Context(), h, ""))
		w.now = w.now.Add(time.Hour)
		accepted(t, w.sessions.Forget(t.Context()))
		if n := w.count(t, `select count(*) from totps`); n != 0 {
			t.Errorf("%d left", n)
		}
	})
}

// Seeds, codes and cookies are nowhere as they are: not in any row of any
// table, the record and the mails among them.
func TestFactorSecretsAreNotStored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, codes := m.app(t)
		ticket, h := m.waiting(t)
		code := p.code(t)
		accepted(t, w.sessions.ProveCode(t.Context(), h, code))
		_, other := m.waiting(t)
		accepted(t, w.sessions.ProveCode(t.Context(), other, codes[3]))
		secrets := []string{p.seed, ticket, m.cookie, codes[3], codes[4], strings.ReplaceAll(codes[3], "-", ""), strings.ReplaceAll(codes[4], "-", ""), string(seedBytes(t, p.seed))}
		for table, rows := range w.dump(t) {
			for _, row := range rows {
				for _, s := range secrets {
					if strings.Contains(row, s) {
						t.Errorf("%s holds a secret: %s", table, row)
					}
				}
			}
		}
	})
}

// The seed that somebody is setting up is shown to the session or ticket that
// began, and to nobody else who knows the password.
func TestTOTPPendingIsSeenByWhoBegan(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		thief := *m
		accepted(t, thief.open(t, thief.ticket(t)))
		_, ticket := thief.waiting(t)
		for _, name := range []string{"first", "second"} { // without a factor, and with one
			accepted(t, w.factors.BeginTOTP(t.Context(), m.holder(t), name))
			p := w.phone(t, m.holder(t))
			for _, other := range []identity.Holder{ticket, thief.holder(t)} {
				_, err := w.factors.PendingTOTP(t.Context(), other)
				refused(t, err, fault.NotFound)
			}
			must(w.factors.ConfirmTOTP(t.Context(), m.holder(t), p.code(t)))(t)
		}
	})
}
