package identity_test

import (
	"encoding/base32"
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
	"gatehouse/internal/tenant"
)

func seedBytes(t *testing.T, seed string) []byte {
	t.Helper()
	return must(base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(seed))(t)
}

// dump returns every row of every table as text.
func (w *world) dump(t *testing.T) map[string][]string {
	t.Helper()
	tables := `select table_name from information_schema.tables where table_schema = current_schema()`
	row := `select cast(t.* as text) from %s t`
	if w.db.Dialect() == db.SQLite {
		tables = `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
		row = ""
	}
	all := make(map[string][]string)
	for _, table := range must(db.Column[string](t.Context(), w.db, tables))(t) {
		q := fmt.Sprintf(row, table)
		if row == "" {
			columns := must(db.Column[string](t.Context(), w.db, `select 'coalesce(cast(' || name || ' as text), '''')' from pragma_table_info($1)`, table))(t)
			q = "select " + strings.Join(columns, " || ' ' || ") + " from " + table
		}
		all[table] = must(db.Column[string](t.Context(), w.db, q))(t)
	}
	return all
}

// two_fa_enabled ends what is open and lets nobody in who has no factor, until
// one is set up at the ticket, before a session exists.
func TestRequiredFactor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		for name, require := range map[string]func(m *member) error{
			"change": func(m *member) error {
				_, err := w.accesses.Change(t.Context(), w.admin, m.user.GUID, id(m.access), identity.AccessChange{TwoFA: new(true)})
				return err
			},
			"require-mfa": func(m *member) error { return w.users.RequireFactor(t.Context(), w.admin, m.user.GUID) },
		} {
			t.Run(name, func(t *testing.T) {
				m := w.member(t, w.acme, actor.User)
				before := m.ticket(t)
				accepted(t, require(m))
				_, err := w.sessions.Actor(t.Context(), m.cookie, ip)
				refused(t, err, fault.Unauthorized)
				refused(t, m.open(t, before), fault.Unauthorized)

				ticket, h := m.waiting(t)
				wants(t, m.open(t, ticket), identity.ErrEnrol)
				accepted(t, w.factors.BeginTOTP(t.Context(), h, ""))
				wants(t, m.open(t, ticket), identity.ErrEnrol)
				p := w.phone(t, h)
				if codes := must(w.factors.ConfirmTOTP(t.Context(), h, p.code(t)))(t); len(codes) != 10 {
					t.Errorf("%d codes", len(codes))
				}
				accepted(t, m.open(t, ticket))
				accepted(t, require(m)) // it is so already: nothing ends
				must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)
			})
		}
		// With a passkey, too.
		m := w.member(t, w.acme, actor.User)
		accepted(t, w.users.RequireFactor(t.Context(), w.admin, m.user.GUID))
		ticket, h := m.waiting(t)
		must(w.key().enrol(t, h))(t)
		accepted(t, m.open(t, ticket))
	})
}

// A customer has nobody in who signed in there by a password alone, through
// whatever profile, from the moment when it says so. Others are not asked.
func TestCustomerRequiresFactor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m, other := w.member(t, w.acme, actor.User), w.member(t, w.other, actor.User)
		safe := w.member(t, w.acme, actor.User)
		safe.app(t)
		profile := must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), m.user.GUID, identity.AccessDraft{
			Type: identity.Profile, Name: new("South"), CustomerID: w.sub.ID,
		}))(t)
		south := must(w.sessions.Open(t.Context(), m.ticket(t), profile.ID, ip, ""))(t)
		before := m.ticket(t)
		must(w.customers.SetSettings(t.Context(), w.admin, func(s *tenant.Settings) error { s.SecondFactor = true; return nil }))(t)
		for _, cookie := range []string{m.cookie, south} {
			_, err := w.sessions.Actor(t.Context(), cookie, ip)
			refused(t, err, fault.Unauthorized)
		}
		must(w.sessions.Actor(t.Context(), other.cookie, ip))(t)
		if by := must(w.sessions.Actor(t.Context(), safe.cookie, ip))(t); len(must(w.sessions.Own(t.Context(), by))(t)) != 1 {
			t.Error("a session with a factor is not listed")
		}
		wants(t, m.open(t, before), identity.ErrEnrol)
		_, err := w.sessions.Open(t.Context(), m.ticket(t), profile.ID, ip, "")
		wants(t, err, identity.ErrEnrol)

		ticket, h := m.waiting(t)
		accepted(t, w.factors.BeginTOTP(t.Context(), h, ""))
		must(w.factors.ConfirmTOTP(t.Context(), h, w.phone(t, h).code(t)))(t)
		accepted(t, m.open(t, ticket))
		if n := len(must(w.sessions.Own(t.Context(), must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)))(t)); n != 1 {
			t.Errorf("%d sessions are listed", n)
		}
		ring := must(w.factors.Of(t.Context(), m.holder(t)))(t)
		if !ring.IsRequired {
			t.Error("nobody says that it is required")
		}
		refused(t, w.factors.Remove(t.Context(), m.holder(t), ring.Factors[0].GUID), fault.Conflict)
	})
}

// A ticket without its factor sets up no other: that would be a way past it.
func TestTicketEnrolsNothingPastAFactor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		accepted(t, w.users.RequireFactor(t.Context(), w.admin, m.user.GUID))
		ticket, h := m.waiting(t)
		must(w.key().enrol(t, h))(t)
		accepted(t, m.open(t, ticket))

		ticket, h = m.waiting(t)
		wants(t, w.factors.BeginTOTP(t.Context(), h, ""), identity.ErrFactor)
		_, err := w.key().enrol(t, h)
		wants(t, err, identity.ErrFactor)
		_, err = w.factors.NewCodes(t.Context(), h)
		wants(t, err, identity.ErrFactor)
		guid := must(w.factors.Of(t.Context(), h))(t).Factors[0].GUID
		wants(t, w.factors.Remove(t.Context(), h, guid), identity.ErrFactor)
		refused(t, w.sessions.ProvePassword(t.Context(), h, password), fault.Unauthorized)
		wants(t, m.open(t, ticket), identity.ErrFactor)
	})
}

// A new password takes no factor away, and is no way past one.
func TestPasswordLeavesFactors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		p, _ := m.app(t)
		accepted(t, w.accesses.SendLink(t.Context(), w.admin, m.user.GUID, id(m.access)))
		secret, code := w.mailed(t, m.user.Email)
		accepted(t, w.passwords.Set(t.Context(), secret, code, "another horse"))
		m.password = "another horse"
		ticket, h := m.waiting(t)
		wants(t, m.open(t, ticket), identity.ErrFactor)
		accepted(t, w.sessions.ProveCode(t.Context(), h, p.code(t)))
		accepted(t, m.open(t, ticket))
	})
}

// An admin resets: all is gone, sessions too, and the person is told. Nobody
// resets who holds more, is elsewhere, or is oneself.
func TestResetFactors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.Admin, "GATEHOUSE_USERS_RW", "GATEHOUSE_REQUESTS_RW")
		m.app(t)
		must(w.key().enrol(t, m.holder(t)))(t)
		accepted(t, w.factors.BeginTOTP(t.Context(), m.holder(t), "pending"))

		foreign := w.otherAdmin
		refused(t, w.users.ResetFactors(t.Context(), foreign, m.user.GUID), fault.NotFound)
		refused(t, w.users.ResetFactors(t.Context(), w.subAdmin, m.user.GUID), fault.NotFound)
		lesser := w.actor(t, w.acme, actor.GroupAdmin, "", "GATEHOUSE_USERS_RW")
		refused(t, w.users.ResetFactors(t.Context(), lesser, m.user.GUID), fault.Forbidden)
		weaker := w.actor(t, w.acme, actor.Admin, "", "GATEHOUSE_USERS_RW")
		refused(t, w.users.ResetFactors(t.Context(), weaker, m.user.GUID), fault.Forbidden)
		reader := w.actor(t, w.acme, actor.Admin, "", "GATEHOUSE_USERS_R")
		refused(t, w.users.ResetFactors(t.Context(), reader, m.user.GUID), fault.Forbidden)
		own := w.signIn(t, w.api(t, m.user, "GATEHOUSE_USERS_RW", "GATEHOUSE_REQUESTS_RW"))
		refused(t, w.users.ResetFactors(t.Context(), own, m.user.GUID), fault.Forbidden)
		wants(t, m.open(t, m.ticket(t)), identity.ErrFactor)

		accepted(t, w.users.ResetPendingFactors(t.Context(), w.admin, m.user.GUID))
		if n := w.count(t, `select count(*) from totps`); n != 1 {
			t.Errorf("%d apps after the pending one went", n)
		}
		must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)

		accepted(t, w.users.ResetFactors(t.Context(), w.admin, m.user.GUID))
		for _, table := range []string{"totps", "passkeys", "recovery_codes", "proof_tries"} {
			if n := w.count(t, `select count(*) from `+table); n != 0 {
				t.Errorf("%d rows of %s", n, table)
			}
		}
		_, err := w.sessions.Actor(t.Context(), m.cookie, ip)
		refused(t, err, fault.Unauthorized)
		if n := w.count(t, `select count(*) from mails where template = 'factor_changed' and recipient = $1 and args like '%"reset"%'`, m.user.Email); n != 1 {
			t.Errorf("%d mails", n)
		}
		accepted(t, m.open(t, m.ticket(t)))
	})
}

// The last factor stays while one is required, whoever of two removes first.
func TestLastFactorStays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		_, err := d.Exec(t.Context(), `update accesses set two_fa_enabled = $2 where id = $1`, m.access.ID, true)
		accepted(t, err)
		m.app(t)
		must(w.key().enrol(t, m.holder(t)))(t)
		both := must(w.factors.Of(t.Context(), m.holder(t)))(t).Factors
		h := m.holder(t)
		var wg sync.WaitGroup
		errs := make([]error, len(both))
		for i, f := range both {
			wg.Go(func() { errs[i] = w.factors.Remove(t.Context(), h, f.GUID) })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("%v, %v", errs[0], errs[1])
		}
		left := must(w.factors.Of(t.Context(), h))(t).Factors
		if len(left) != 1 {
			t.Fatalf("%+v", left)
		}
		refused(t, w.factors.Remove(t.Context(), h, left[0].GUID), fault.Conflict)
		refused(t, w.factors.Remove(t.Context(), h, "x"), fault.NotFound)
	})
}

// To change factors one has to have proven oneself within ten minutes: with a
// factor if there is one, else with the password. Removing ends other sessions.
func TestFreshProof(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		by := must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)
		accepted(t, w.sessions.Fresh(t.Context(), by))
		accepted(t, w.sessions.Fresh(t.Context(), w.admin)) // a program
		w.now = w.now.Add(identity.FreshFor)
		wants(t, w.sessions.Fresh(t.Context(), by), identity.ErrStale)
		wants(t, w.factors.BeginTOTP(t.Context(), m.holder(t), ""), identity.ErrStale)
		for range 5 {
			refused(t, w.sessions.ProvePassword(t.Context(), m.holder(t), "wrong horse"), fault.Invalid)
		}
		refused(t, w.sessions.ProvePassword(t.Context(), m.holder(t), password), fault.TooMany)
		w.now = w.now.Add(time.Minute)
		accepted(t, w.sessions.ProvePassword(t.Context(), m.holder(t), password))
		accepted(t, w.sessions.Fresh(t.Context(), by))

		p, _ := m.app(t)
		w.now = w.now.Add(identity.FreshFor)
		guid := must(w.factors.Of(t.Context(), m.holder(t)))(t).Factors[0].GUID
		wants(t, w.factors.Remove(t.Context(), m.holder(t), guid), identity.ErrStale)
		_, err := w.factors.NewCodes(t.Context(), m.holder(t))
		wants(t, err, identity.ErrStale)
		wants(t, w.sessions.ProvePassword(t.Context(), m.holder(t), password), identity.ErrFactor)
		wants(t, w.sessions.Fresh(t.Context(), by), identity.ErrStale)
		accepted(t, w.sessions.ProveCode(t.Context(), m.holder(t), p.code(t)))

		mine := m.cookie
		w.now = w.now.Add(30 * time.Second)
		ticket, h := m.waiting(t)
		accepted(t, w.sessions.ProveCode(t.Context(), h, p.code(t)))
		accepted(t, m.open(t, ticket))
		other := m.cookie
		m.cookie = mine
		accepted(t, w.factors.Remove(t.Context(), m.holder(t), guid))
		must(w.sessions.Actor(t.Context(), mine, ip))(t)
		_, err = w.sessions.Actor(t.Context(), other, ip)
		refused(t, err, fault.Unauthorized)
		for what, n := range map[string]int{"added": 1, "removed": 1} {
			if got := w.count(t, `select count(*) from mails where template = 'factor_changed' and args like $1`, `%"What":"`+what+`"%`); got != n {
				t.Errorf("%d mails that one was %s", got, what)
			}
		}
		for action, n := range map[string]int{"factor.add": 1, "factor.remove": 1, "recovery_codes.create": 1, "session.prove": 2} {
			if got := w.count(t, `select count(*) from events where action = $1`, action); got != n {
				t.Errorf("%d events %s", got, action)
			}
		}
	})
}

// Who signs in at an IdP has its factors there.
func TestOnlyPasswordsHaveFactors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		_, err := d.Exec(t.Context(), `update accesses set type = 'sso_connection', sso_id = 'x' where id = $1`, m.access.ID)
		accepted(t, err)
		refused(t, w.factors.BeginTOTP(t.Context(), m.holder(t), ""), fault.Forbidden)
	})
}

// A password that was stolen before a factor was set up is no proof afterwards:
// the session that it has opened takes the factor away no more than it adds one.
func TestProofByPasswordEndsWithAFactor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.User)
		thief := *m
		accepted(t, thief.open(t, thief.ticket(t)))
		p, _ := m.app(t)
		accepted(t, w.sessions.Fresh(t.Context(), must(w.sessions.Actor(t.Context(), m.cookie, ip))(t))) // it has shown the app
		guid := must(w.factors.Of(t.Context(), m.holder(t)))(t).Factors[0].GUID
		h := thief.holder(t)
		wants(t, w.sessions.Fresh(t.Context(), must(w.sessions.Actor(t.Context(), thief.cookie, ip))(t)), identity.ErrStale)
		wants(t, w.factors.Remove(t.Context(), h, guid), identity.ErrStale)
		wants(t, w.factors.BeginTOTP(t.Context(), h, "Other"), identity.ErrStale)
		_, err := w.factors.AskToEnrol(t.Context(), h)
		wants(t, err, identity.ErrStale)
		accepted(t, w.sessions.ProveCode(t.Context(), h, p.code(t)))
		accepted(t, w.factors.BeginTOTP(t.Context(), thief.holder(t), "Other"))
	})
}
