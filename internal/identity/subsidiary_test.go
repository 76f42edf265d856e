package identity_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// Rights go down to subsidiaries, never up or sideways.
func TestParentsActDownward(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		inSub, inAcme, inOther := w.user(t, w.sub, actor.User, ""), w.user(t, w.acme, actor.User, ""), w.user(t, w.other, actor.User, "")
		must(w.users.Change(t.Context(), w.admin, inSub.GUID, identity.UserChange{FirstName: new("Sue")}))(t)
		must(w.accesses.Create(t.Context(), w.admin, inSub.GUID, apiDraft("GATEHOUSE_REQUESTS_R")))(t)
		must(w.accesses.Create(t.Context(), w.admin, inAcme.GUID, identity.AccessDraft{Type: identity.Profile, Name: new("South"), CustomerID: w.sub.ID}))(t)
		must(w.users.Create(t.Context(), w.admin, identity.UserDraft{Email: "x@acme.example", FirstName: "X", CustomerID: w.sub.ID}))(t)
		for _, tt := range []struct {
			name     string
			by       actor.Actor
			user     identity.User
			customer int64
		}{
			{"sideways", w.admin, inOther, 0},
			{"up to a user", w.subAdmin, inAcme, 0},
			{"an access in another customer", w.admin, inAcme, w.other.ID},
			{"an access above", w.subAdmin, inSub, w.acme.ID},
			{"an access above the user", w.admin, inSub, w.acme.ID},
			{"an unknown customer", w.admin, inAcme, 1},
		} {
			t.Run(tt.name, func(t *testing.T) {
				before := w.state(t)
				draft := apiDraft()
				draft.CustomerID = tt.customer
				_, err := w.accesses.Create(t.Context(), tt.by, tt.user.GUID, draft)
				refused(t, err, fault.NotFound)
				if tt.customer != 0 {
					_, err = w.users.SetMembership(t.Context(), tt.by, tt.user.GUID, tt.customer, new(actor.Admin), nil)
					refused(t, err, fault.NotFound)
				} else {
					_, err = w.users.One(t.Context(), tt.by, tt.user.GUID)
					refused(t, err, fault.NotFound)
					_, err = w.users.One(t.Context(), tt.by, itoa(int(tt.user.ID)))
					refused(t, err, fault.NotFound)
					_, err = w.users.Change(t.Context(), tt.by, tt.user.GUID, identity.UserChange{FirstName: new("Eve")})
					refused(t, err, fault.NotFound)
					refused(t, w.users.Delete(t.Context(), tt.by, tt.user.GUID), fault.NotFound)
				}
				if after := w.state(t); after != before {
					t.Errorf("the database changed from %s to %s", before, after)
				}
			})
		}
		_, err := w.users.Create(t.Context(), w.subAdmin, identity.UserDraft{Email: "y@acme.example", FirstName: "Y", CustomerID: w.acme.ID})
		refused(t, err, fault.NotFound)
	})
}

// Somebody who acts in a subsidiary has there what it is there, and cannot
// reach its own user above with it.
func TestSubsidiaryAccessDoesNotReachUp(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		must(w.users.SetMembership(t.Context(), w.admin, u.GUID, w.sub.ID, new(actor.Admin), nil))(t)
		draft := apiDraft(actor.AllRights()...)
		draft.CustomerID = w.sub.ID
		a := must(w.accesses.Create(t.Context(), w.admin, u.GUID, draft))(t)
		_, secret, err := w.tokens.Create(t.Context(), w.admin, u.GUID, id(a), identity.TokenDraft{})
		if err != nil {
			t.Fatal(err)
		}
		by := must(w.doors.Token(t.Context(), secret, ip))(t)
		if by.CustomerID != w.sub.ID || by.UserCustomerID != w.acme.ID || by.Role != actor.Admin {
			t.Errorf("%+v", by)
		}
		_, err = w.users.Change(t.Context(), by, u.GUID, identity.UserChange{Role: new(actor.Admin)})
		refused(t, err, fault.NotFound)
		_, err = w.users.SetMembership(t.Context(), by, u.GUID, w.acme.ID, new(actor.Admin), nil)
		refused(t, err, fault.NotFound)
		// Its own token it may still look after.
		if all := must(w.tokens.List(t.Context(), by, u.GUID, id(a)))(t); len(all) != 1 {
			t.Errorf("%d tokens", len(all))
		}
		// But not those of its access above.
		above := w.api(t, u, "GATEHOUSE_REQUESTS_R")
		_, err = w.tokens.List(t.Context(), by, u.GUID, id(above))
		refused(t, err, fault.NotFound)
		_, _, err = w.tokens.Create(t.Context(), by, u.GUID, id(above), identity.TokenDraft{})
		refused(t, err, fault.NotFound)
		// And where it has no entry, it is a plain user of the default group.
		if own := must(w.users.One(t.Context(), w.admin, u.GUID))(t); own.Role != actor.User {
			t.Errorf("role %s in its own customer", own.Role)
		}
	})
}

// Of one's own accesses, one that sees companies which the calling one does not
// is above it too.
func TestNobodyWidensTheirViewThroughAnotherAccess(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		south := w.group(t, w.acme, "South")
		u := w.user(t, w.acme, actor.GroupAdmin, south)
		by := w.signIn(t, w.api(t, u, "GATEHOUSE_USERS_RW"))
		draft := apiDraft()
		draft.CustomerID = w.sub.ID
		below := must(w.accesses.Create(t.Context(), w.admin, u.GUID, draft))(t)
		try := func() error {
			_, _, err := w.tokens.Create(t.Context(), by, u.GUID, id(below), identity.TokenDraft{})
			return err
		}
		refused(t, try(), fault.Forbidden) // the default group sees all
		few := w.group(t, w.sub, "Few")
		must(w.users.SetMembership(t.Context(), w.admin, u.GUID, w.sub.ID, nil, &few))(t)
		accepted(t, try()) // no company at all
		w.company(t, w.sub, few)
		refused(t, try(), fault.Forbidden)
	})
}
