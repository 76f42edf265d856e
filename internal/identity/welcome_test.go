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
	"gatehouse/internal/tenant"
)

// jit lets an IdP make users.
func jit(ch *identity.IDPChange) { ch.IsJIT = new(true) }

// says adds what an IdP says of somebody.
func says(a identity.Arrival, pairs ...string) identity.Arrival {
	a.Attributes = map[string][]string{"email": {"una@acme.example"}, "name": {"Una Stone"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		a.Attributes[pairs[i]] = strings.Fields(pairs[i+1])
	}
	return a
}

func (w *world) people(t *testing.T) int {
	t.Helper()
	return w.count(t, `select count(*) from users where customer_id = $1`, w.acme.ID)
}

func TestNewPeopleGetAUserWhereTheIdPMakesThem(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		group := w.group(t, w.acme, "Europe")
		off := w.idp(t, w.acme, nil)
		refused(t, must2(w.sessions.Arrive(t.Context(), chrome, says(w.arrival(off, "sub")))), fault.Unauthorized)
		idp := w.idp(t, w.acme, func(ch *identity.IDPChange) { ch.IsJIT, ch.DefaultGroup = new(true), &group })
		_, by := w.arrive(t, says(w.arrival(idp, "sub")))
		if by.Email != "una@acme.example" || by.FormalName != "Una Stone" || by.FirstName != "Una" || by.Role != actor.User || by.GroupGUID != group ||
			strings.Join(by.Roles, " ") != strings.Join(actor.Usual(actor.User), " ") {
			t.Errorf("got %+v", by)
		}
		_, again := w.arrive(t, says(w.arrival(idp, "sub")))
		if again.UserGUID != by.UserGUID || again.AccessID != by.AccessID {
			t.Errorf("somebody else came: %+v", again)
		}
	})
}

// Two arrivals of one identity at once make one user, and both get in.
func TestFirstArrivalsAtOnceMakeOneUser(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, jit)
		w.arrive(t, says(w.arrival(idp, "first of all"), "email", "first@acme.example"))
		before := w.people(t)
		var wg sync.WaitGroup
		for range 6 {
			a := says(w.arrival(idp, "sub"))
			wg.Go(func() { accepted(t, must2(w.sessions.Arrive(t.Context(), chrome, a))) })
		}
		wg.Wait()
		if n := w.people(t); n != before+1 {
			t.Errorf("%d users were made", n-before)
		}
		if n := w.count(t, `select count(*) from accesses where idp_guid = $1`, idp.GUID); n != 2 {
			t.Errorf("%d accesses", n)
		}
	})
}

// An e-mail address is nobody's identity: who has it already is not linked.
func TestTakenAddressIsNotLinked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, jit)
		u := w.user(t, w.acme, actor.Admin, "")
		before := w.people(t)
		err := must2(w.sessions.Arrive(t.Context(), chrome, says(w.arrival(idp, "sub"), "email", strings.ToUpper(u.Email))))
		refused(t, err, fault.Unauthorized)
		if !strings.Contains(fault.Of(err).Detail, "has your e-mail address already") {
			t.Errorf("it says %v", err)
		}
		if n := w.people(t); n != before {
			t.Errorf("%d users were made", n-before)
		}
		if n := w.count(t, `select count(*) from accesses where type = 'sso_connection'`); n != 0 {
			t.Errorf("%d accesses", n)
		}
		// The same address in another customer is somebody else.
		theirs := w.user(t, w.other, actor.User, "")
		w.arrive(t, says(w.arrival(idp, "sub"), "email", theirs.Email))
	})
}

func TestNewPeopleNeedNameAddressAndSeat(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, jit)
		before := w.people(t)
		for name, a := range map[string]identity.Arrival{
			"nothing said":      w.arrival(idp, "sub"),
			"no address":        says(w.arrival(idp, "sub"), "email", ""),
			"no address at all": says(w.arrival(idp, "sub"), "email", "una"),
			"no name":           says(w.arrival(idp, "sub"), "name", ""),
			"not verified":      says(w.arrival(idp, "sub"), "email_verified", "false"),
		} {
			if err := must2(w.sessions.Arrive(t.Context(), chrome, a)); !fault.Is(err, fault.Unauthorized) {
				t.Errorf("%s: %v", name, err)
			}
		}
		seats := before
		most := &seats
		must(w.customers.Set(t.Context(), actor.System(0), w.acme.GUID, tenant.Change{ActiveUsers: &most}))(t)
		err := must2(w.sessions.Arrive(t.Context(), chrome, says(w.arrival(idp, "sub"))))
		if !fault.Is(err, fault.Unauthorized) || !strings.Contains(fault.Of(err).Detail, "as many users") {
			t.Errorf("no seat: %v", err)
		}
		if n := w.people(t); n != before {
			t.Errorf("%d users were made", n-before)
		}
		w.now = w.now.Add(time.Minute)
		accepted(t, w.sessions.RecordRefused(t.Context()))
		for _, reason := range []string{"no seat left", "e-mail address not verified", "no name or e-mail address that can be used"} {
			if n := w.count(t, `select count(*) from event_details d where d.body like '%' || $1 || '%'`, reason); n == 0 {
				t.Errorf("no event says %q", reason)
			}
		}
	})
}

// mapsRoles maps roles and groups of claims.
func mapsRoles(europe, asia string) func(*identity.IDPChange) {
	return func(ch *identity.IDPChange) {
		ch.IsJIT = new(true)
		ch.Mapping = &identity.Mapping{
			Email: "email", Name: "name", Role: "roles", Group: "groups",
			Roles:  map[string]actor.Role{"boss": actor.Admin, "manager": actor.PortfolioManager, "team": actor.GroupAdmin},
			Groups: []identity.MappedGroup{{Value: "eu", GroupGUID: europe}, {Value: "as", GroupGUID: asia}},
		}
	}
}

func TestMappingIsFollowedAtEverySignIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		europe, asia := w.group(t, w.acme, "Europe"), w.group(t, w.acme, "Asia")
		idp := w.idp(t, w.acme, mapsRoles(europe, asia))
		for _, tt := range []struct {
			roles, groups, name string
			role                actor.Role
			group               string
		}{
			{"manager nobody", "as other", "Una", actor.PortfolioManager, asia},
			{"manager team", "as eu", "Una", actor.GroupAdmin, europe},
			{"boss", "eu", "Una", actor.Admin, europe},
			{"Boss", "EU", "Una", actor.User, w.acmeDefault(t)},
			{"manager", "", "Uma", actor.PortfolioManager, w.acmeDefault(t)},
			{"", "", "", actor.User, w.acmeDefault(t)},
		} {
			_, by := w.arrive(t, says(w.arrival(idp, "sub"), "roles", tt.roles, "groups", tt.groups, "name", tt.name))
			name := tt.name
			if name == "" {
				name = "Uma"
			}
			if by.Role != tt.role || by.GroupGUID != tt.group || by.FormalName != name ||
				strings.Join(by.Roles, " ") != strings.Join(actor.Usual(tt.role), " ") {
				t.Errorf("%+v: got %s in %s, %s with %v", tt, by.Role, by.GroupGUID, by.FormalName, by.Roles)
			}
		}
	})
}

// What a mapping does not name is left as it is.
func TestMappingLeavesTheRest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp, group := w.idp(t, w.acme, nil), w.group(t, w.acme, "Europe")
		u := w.user(t, w.acme, actor.PortfolioManager, group)
		w.sso(t, u, idp, "sub", "GATEHOUSE_PORTFOLIO_R")
		_, by := w.arrive(t, says(w.arrival(idp, "sub"), "email", "other@acme.example", "roles", "boss", "groups", "as"))
		if by.Role != actor.PortfolioManager || by.GroupGUID != group || by.Email != u.Email || strings.Join(by.Roles, " ") != "GATEHOUSE_PORTFOLIO_R" {
			t.Errorf("got %+v", by)
		}
	})
}

// A mapping that would demote the last admin lets it in as it is, and says so.
func TestMappingKeepsTheLastAdmin(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		lonely := must(w.customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: "Lonely"}))(t)
		group := w.group(t, lonely, "Europe")
		idp := w.idp(t, lonely, mapsRoles(group, group))
		w.arrive(t, says(w.arrival(idp, "sub"), "roles", "boss"))
		_, by := w.arrive(t, says(w.arrival(idp, "sub"), "roles", "manager", "groups", "eu"))
		if by.Role != actor.Admin || by.GroupGUID != group {
			t.Errorf("got %s in %s", by.Role, by.GroupGUID)
		}
		if n := w.count(t, `select count(*) from events where action = 'user.kept' and subject = $1`, by.UserGUID); n != 1 {
			t.Errorf("%d events", n)
		}
		w.arrive(t, says(w.arrival(idp, "second"), "roles", "boss", "email", "second@acme.example"))
		_, by = w.arrive(t, says(w.arrival(idp, "sub"), "roles", "manager"))
		if by.Role != actor.PortfolioManager {
			t.Errorf("there is another admin, and got %s", by.Role)
		}
	})
}

// A group that was deleted since is as if it was not mapped.
func TestDeletedGroupIsNotMapped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		europe, asia := w.group(t, w.acme, "Europe"), w.group(t, w.acme, "Asia")
		idp := w.idp(t, w.acme, mapsRoles(europe, asia))
		accepted(t, w.groups.Delete(t.Context(), actor.System(w.acme.ID), europe))
		_, by := w.arrive(t, says(w.arrival(idp, "sub"), "groups", "eu as"))
		if by.GroupGUID != asia {
			t.Errorf("got %s", by.GroupGUID)
		}
	})
}

// A user from above keeps its name: it is not this customer's.
func TestIdPOfASubsidiaryRenamesNobodyAbove(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		group := w.group(t, w.sub, "Europe")
		idp := w.idp(t, w.sub, mapsRoles(group, group))
		u := w.user(t, w.acme, actor.User, "")
		w.sso(t, u, idp, "sub", "GATEHOUSE_REQUESTS_R")
		_, by := w.arrive(t, says(w.arrival(idp, "sub"), "roles", "boss", "groups", "eu", "name", "Eve"))
		if by.FormalName != u.FormalName || by.CustomerID != w.sub.ID || by.Role != actor.Admin || by.GroupGUID != group {
			t.Errorf("got %+v", by)
		}
		if above := must(w.users.One(t.Context(), actor.System(w.acme.ID), u.GUID))(t); above.Role != actor.User || above.FormalName != u.FormalName {
			t.Errorf("above: %+v", above)
		}
	})
}
