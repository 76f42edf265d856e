package identity_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// Somebody who governs a group of the parent sees no company of a subsidiary,
// and makes no way into one: neither for itself nor for its group.
func TestGroupAdminMakesNoWayIntoASubsidiary(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		by := w.actor(t, w.acme, actor.GroupAdmin, "", actor.AllRights()...)
		mate := w.user(t, w.acme, actor.User, "")
		for _, guid := range []string{by.UserGUID, mate.GUID} {
			draft := apiDraft("GATEHOUSE_REQUESTS_RW")
			draft.CustomerID = w.sub.ID
			_, err := w.accesses.Create(t.Context(), by, guid, draft)
			refused(t, err, fault.Forbidden)
			_, err = w.users.SetMembership(t.Context(), by, guid, w.sub.ID, new(actor.GroupAdmin), nil)
			refused(t, err, fault.Forbidden)
		}
		must(w.users.SetMembership(t.Context(), w.admin, mate.GUID, w.sub.ID, new(actor.GroupAdmin), nil))(t)
	})
}

// What a caller may not make is refused before anybody looks whether it is
// there: a conflict would tell who works in a subsidiary, or in another group.
func TestRefusalComesBeforeConflict(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		south := w.group(t, w.acme, "South")
		by := w.actor(t, w.acme, actor.GroupAdmin, south, actor.AllRights()...)
		all := w.acmeDefault(t)
		there, here := w.user(t, w.sub, actor.User, ""), w.user(t, w.acme, actor.User, "")
		for name, draft := range map[string]identity.UserDraft{
			"a subsidiary":  {Email: there.Email, FirstName: "A", CustomerID: w.sub.ID},
			"a higher role": {Email: here.Email, FirstName: "A", Role: actor.Admin},
			"another group": {Email: here.Email, FirstName: "A", GroupGUID: all},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := w.users.Create(t.Context(), by, draft)
				refused(t, err, fault.Forbidden)
			})
		}
	})
}
