package identity_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// profileIn gives a user a profile in a customer.
func (w *world) profileIn(t *testing.T, c tenant.Customer, u identity.User, name string) identity.Access {
	t.Helper()
	return must(w.accesses.Create(t.Context(), actor.System(u.CustomerID), u.GUID, identity.AccessDraft{
		Type: identity.Profile, Name: &name, CustomerID: c.ID, Roles: []string{"GATEHOUSE_REQUESTS_R"},
	}))(t)
}

// move gives a customer another parent, or none.
func (w *world) move(t *testing.T, c tenant.Customer, parent string) {
	t.Helper()
	must(w.customers.Set(t.Context(), actor.System(0), c.GUID, tenant.Change{ParentGUID: &parent}))(t)
}

// A customer that stops being a subsidiary lets nobody act in it who belongs to
// what was above: not by a profile, open or to be opened, and not by a token.
// What belongs to the customer itself goes on.
func TestDetachedSubsidiaryIsLeft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		m := w.member(t, w.acme, actor.Admin)
		profile := w.profileIn(t, w.sub, m.user, "South")
		open := must(w.sessions.Open(t.Context(), m.ticket(t), profile.ID, ip, ""))(t)
		acting := must(w.sessions.Actor(t.Context(), open, ip))(t)
		above := must(w.sessions.Actor(t.Context(), m.cookie, ip))(t)
		if !above.CanSwitch {
			t.Error("there is nothing to switch to")
		}
		draft := apiDraft("GATEHOUSE_REQUESTS_R")
		draft.CustomerID = w.sub.ID
		script := must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), m.user.GUID, draft))(t)
		_, secret, err := w.tokens.Create(t.Context(), actor.System(w.acme.ID), m.user.GUID, id(script), identity.TokenDraft{})
		if err != nil {
			t.Fatal(err)
		}
		calling := must(w.doors.Token(t.Context(), secret, ip))(t)
		ticket := m.ticket(t)

		w.move(t, w.sub, "")
		_, err = w.sessions.Actor(t.Context(), open, ip)
		refused(t, err, fault.Unauthorized)
		_, err = w.doors.Token(t.Context(), secret, ip)
		refused(t, err, fault.Unauthorized)
		for name, by := range map[string]actor.Actor{"session": acting, "token": calling} {
			err := d.Tx(t.Context(), func(tx *db.Tx) error { return tenant.Check(t.Context(), tx, by) })
			if !fault.Is(err, fault.Unauthorized) {
				t.Errorf("a %s that was in writes: %v", name, err)
			}
		}
		_, err = w.sessions.Open(t.Context(), ticket, profile.ID, ip, "")
		refused(t, err, fault.Unauthorized)
		_, err = w.sessions.Switch(t.Context(), above, profile.ID, "")
		refused(t, err, fault.NotFound)
		if ways := must(w.sessions.Ways(t.Context(), above))(t); len(ways) != 1 {
			t.Errorf("%d ways", len(ways))
		}
		if choices := must(w.sessions.SignIn(t.Context(), m.user.Email, password, ip, ""))(t); len(choices) != 1 {
			t.Errorf("%d choices", len(choices))
		}
		if all := must(w.sessions.Own(t.Context(), above))(t); len(all) != 1 {
			t.Errorf("%d sessions", len(all))
		}
		if by := must(w.sessions.Actor(t.Context(), m.cookie, ip))(t); by.CanSwitch {
			t.Error("offers to switch to nothing")
		}
		accepted(t, d.Tx(t.Context(), func(tx *db.Tx) error { return tenant.Check(t.Context(), tx, w.subAdmin) }))
	})
}

// A profile opens from a login in its customer or above it, at any depth: never
// up or sideways, though it belongs to the same user.
func TestProfilesOpenDownwards(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		deep := w.customer(t, "Acme South Pole", w.sub.GUID)
		north := w.customer(t, "Acme North", w.acme.GUID)
		u := w.user(t, w.acme, actor.User, "")
		must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), u.GUID, identity.AccessDraft{Type: identity.UIConnection, CustomerID: w.sub.ID}))(t)
		secret, code := w.mailed(t, u.Email)
		accepted(t, w.passwords.Set(t.Context(), secret, code, password))
		same, below := w.profileIn(t, w.sub, u, "same"), w.profileIn(t, deep, u, "below")
		up, sideways := w.profileIn(t, w.acme, u, "up"), w.profileIn(t, north, u, "sideways")
		if choices := must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t); len(choices) != 3 {
			t.Errorf("%+v", choices)
		}
		for _, tt := range []struct {
			access identity.Access
			opens  bool
		}{{same, true}, {below, true}, {up, false}, {sideways, false}} {
			choices := must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)
			cookie, err := w.sessions.Open(t.Context(), choices[0].Ticket, tt.access.ID, ip, "")
			if tt.opens {
				accepted(t, err)
				must(w.sessions.Actor(t.Context(), cookie, ip))(t)
			} else {
				refused(t, err, fault.Unauthorized)
			}
		}
		cookie := must(w.sessions.Open(t.Context(), must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)[0].Ticket, below.ID, ip, ""))(t)
		w.move(t, deep, w.acme.GUID) // below the user's customer still, and beside the login's
		_, err := w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
	})
}
