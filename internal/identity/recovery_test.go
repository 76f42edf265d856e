package identity_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

// Each of the ten codes stands in once for what was lost, however it is typed;
// its owner is told, and how many are left.
func TestRecoveryCode(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		_, codes := m.app(t)
		if slices.Sort(codes); len(slices.Compact(slices.Clone(codes))) != 10 {
			t.Fatalf("%v", codes)
		}
		for _, code := range codes {
			if !regexp.MustCompile(`^([a-z2-7]{4}-){5}[a-z2-7]{4}$`).MatchString(code) { // 24 digits of 5 bits
				t.Errorf("%s has not 120 bits", code)
			}
		}
		mails := w.count(t, `select count(*) from mails`)
		ticket, h := m.waiting(t)
		accepted(t, w.sessions.ProveCode(t.Context(), h, strings.ToUpper(strings.ReplaceAll(codes[0], "-", " "))))
		accepted(t, m.open(t, ticket))
		if ring := must(w.factors.Of(t.Context(), m.holder(t)))(t); ring.CodesLeft != 9 {
			t.Errorf("%d left", ring.CodesLeft)
		}
		_, h = m.waiting(t)
		refused(t, w.sessions.ProveCode(t.Context(), h, codes[0]), fault.Invalid)
		if n := w.count(t, `select count(*) from mails where template = 'factor_changed' and recipient = $1 and args like '%"code_used"%' and args like '%"Left":9%'`, m.user.Email); n != 1 || w.count(t, `select count(*) from mails`) != mails+1 {
			t.Errorf("%d mails", n)
		}
		if n := w.count(t, `select count(*) from events where action = 'recovery_code.use'`); n != 1 {
			t.Errorf("%d events", n)
		}
	})
}

func TestRecoveryCodeRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		_, codes := m.app(t)
		raceCode(t, m, codes[5])
	})
}

// New codes end the old ones; without a factor there are none, and with the last
// factor they go.
func TestNewRecoveryCodes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		_, err := w.factors.NewCodes(t.Context(), m.holder(t))
		refused(t, err, fault.NotFound)
		_, old := m.app(t)
		fresh := must(w.factors.NewCodes(t.Context(), m.holder(t)))(t)
		_, h := m.waiting(t)
		refused(t, w.sessions.ProveCode(t.Context(), h, old[0]), fault.Invalid)
		accepted(t, w.sessions.ProveCode(t.Context(), h, fresh[0]))
		k := w.key()
		if more := must(k.enrol(t, m.holder(t)))(t); more != nil {
			t.Errorf("a second factor brings codes: %v", more)
		}
		for _, f := range must(w.factors.Of(t.Context(), m.holder(t)))(t).Factors {
			accepted(t, w.factors.Remove(t.Context(), m.holder(t), f.GUID))
		}
		if n := w.count(t, `select count(*) from recovery_codes`); n != 0 {
			t.Errorf("%d codes without a factor", n)
		}
	})
}
