package identity_test

import (
	"context"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// These tests stop one transaction in its tracks and let another meet it there.
// SQLite has one writer, and no such moment.

// What a session that is being ended wanted to change about the second factors is
// not changed: whoever ended it may have had a reason.
func TestFactorsAreNotChangedFromASessionThatIsEnding(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	w := newWorld(t, d)
	m := w.member(t, w.acme, actor.User)
	_, codes := m.app(t)
	h := m.holder(t)
	phc := must(identity.HashPassword(t.Context(), "another horse"))(t)
	changed := make(chan error, 1)
	accepted(t, d.Tx(t.Context(), func(tx *db.Tx) error {
		if err := w.accesses.SetPasswordIn(t.Context(), tx, m.access.CustomerID, m.access.ID, phc); err != nil {
			return err
		}
		go func() {
			_, err := w.factors.NewCodes(context.Background(), h)
			changed <- err
		}()
		waiters(t, d, 1)
		return nil
	}))
	refused(t, <-changed, fault.Unauthorized)
	m.password = "another horse"
	_, waiting := m.waiting(t)
	accepted(t, w.sessions.ProveCode(t.Context(), waiting, codes[0]))
}

// A session that switches while its owner ends it does not go on as another: it
// is ended, or its owner is told that it is not there any more.
func TestSwitchIsNoWayAroundAnEnd(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	w := newWorld(t, d)
	u, ui, cookie := w.person(t, w.acme, actor.User, password)
	profile := must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{
		Type: identity.Profile, Name: new("South"), CustomerID: w.acme.ID, Roles: []string{},
	}))(t)
	thief := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
	owner := must(w.sessions.Actor(t.Context(), w.enterAs(t, u, ui), ip))(t)
	switched, ended := make(chan error, 1), make(chan error, 1)
	accepted(t, d.Tx(t.Context(), func(tx *db.Tx) error {
		if _, err := db.Value[int64](t.Context(), tx, `select id from accesses where id = $1 for update`, profile.ID); err != nil {
			return err
		}
		go func() {
			_, err := w.sessions.Switch(context.Background(), thief, profile.ID, "")
			switched <- err
		}()
		waiters(t, d, 1)
		go func() { ended <- w.sessions.EndOne(context.Background(), owner, thief.SessionGUID) }()
		waiters(t, d, 2)
		return nil
	}))
	accepted(t, <-switched)
	refused(t, <-ended, fault.NotFound)
	if n := w.count(t, `select count(*) from events where action = 'session.end'`); n != 0 {
		t.Errorf("%d ends are recorded of a session that went on", n)
	}
	accepted(t, w.sessions.EndOthers(t.Context(), owner))
	if n := w.count(t, `select count(*) from sessions`); n != 1 {
		t.Errorf("%d sessions are left", n)
	}
}

// enterAs signs a person in through its own access.
func (w *world) enterAs(t *testing.T, u identity.User, a identity.Access) (cookie string) {
	t.Helper()
	choice := must(w.sessions.SignIn(t.Context(), u.Email, password, ip, "test"))(t)[0]
	return must(w.sessions.Open(t.Context(), choice.Ticket, a.ID, ip, "test"))(t)
}

// The secret that a session is given while it ends is forgotten with it.
func TestEndedSessionsLeaveNoSecrets(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	w := newWorld(t, d)
	u, ui, cookie := w.person(t, w.acme, actor.User, password)
	by := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
	owner := must(w.sessions.Actor(t.Context(), w.enterAs(t, u, ui), ip))(t)
	renewed, ended := make(chan error, 1), make(chan error, 1)
	accepted(t, d.Tx(t.Context(), func(tx *db.Tx) error {
		// Every change ends with the customer's head.
		if _, err := tx.Exec(t.Context(), `update heads set seq = seq where customer_id = $1`, w.acme.ID); err != nil {
			return err
		}
		go func() {
			_, err := w.sessions.Follow(context.Background(), by, cookie)
			renewed <- err
		}()
		waiters(t, d, 1)
		go func() { ended <- w.sessions.EndOne(context.Background(), owner, by.SessionGUID) }()
		waiters(t, d, 2)
		return nil
	}))
	accepted(t, <-renewed)
	accepted(t, <-ended)
	if n := w.count(t, `select count(*) from directory where kind = 'session'`); n != 1 {
		t.Errorf("%d secrets are left of one session", n)
	}
}

// Where somebody signs in may be another customer than where they act. When it is
// deactivated, what it has let in ends, and what it was about to let in as well.
func TestSessionEndsWithTheCustomerThatLetItIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		branch := w.customer(t, "Branch", w.sub.GUID)
		u := w.user(t, w.acme, actor.User, "")
		must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), u.GUID, identity.AccessDraft{Type: identity.UIConnection, CustomerID: w.sub.ID}))(t)
		profile := must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), u.GUID, identity.AccessDraft{
			Type: identity.Profile, Name: new("Branch"), CustomerID: branch.ID, Roles: []string{"GATEHOUSE_REQUESTS_RW"},
		}))(t)
		secret, code := w.mailed(t, u.Email)
		accepted(t, w.passwords.Set(t.Context(), secret, code, password))
		ticket := func() string { return must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)[0].Ticket }
		cookie := must(w.sessions.Open(t.Context(), ticket(), profile.ID, ip, ""))(t)
		by := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		waiting := ticket()

		must(w.customers.Set(t.Context(), actor.System(0), w.sub.GUID, tenant.Change{IsActive: new(false)}))(t)
		_, err := w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		refused(t, d.Tx(t.Context(), func(tx *db.Tx) error { return tenant.Check(t.Context(), tx, by) }), fault.Unauthorized)
		_, err = w.sessions.Open(t.Context(), waiting, profile.ID, ip, "")
		refused(t, err, fault.Unauthorized)
	})
}
