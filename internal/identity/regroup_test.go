package identity_test

import (
	"slices"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// Who was in no group of its own follows the mark of the default group again, when
// it is taken back, unless a role was given meanwhile that needs a group.
func TestRegroupIntoNone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		north, south := w.group(t, w.acme, "North"), w.group(t, w.acme, "South")
		everywhere := must(w.groups.Default(t.Context(), w.admin))(t)
		a, b := w.user(t, w.acme, "", ""), w.user(t, w.acme, "", "")
		before := must(w.users.Regroup(t.Context(), w.admin, []identity.Placing{{User: a.GUID, Group: north}, {User: b.GUID, Group: north}}))(t)
		must(w.users.Change(t.Context(), w.admin, b.GUID, identity.UserChange{Role: new(actor.PortfolioManager)}))(t)
		must(w.users.Regroup(t.Context(), w.admin, before))(t)
		must(w.groups.Change(t.Context(), w.admin, south, tenant.GroupChange{IsDefault: new(true)}))(t)
		for _, tt := range []struct {
			user  identity.User
			role  actor.Role
			group string
		}{{a, actor.User, south}, {b, actor.PortfolioManager, everywhere}} {
			if now := must(w.users.One(t.Context(), w.admin, tt.user.GUID))(t); now.GroupGUID != tt.group || now.Role != tt.role {
				t.Errorf("%s in %s, want %s in %s", now.Role, now.GroupName, tt.role, tt.group)
			}
		}
		if again := must(w.users.Regroup(t.Context(), w.admin, before))(t); len(again) != 1 || again[0].Group != everywhere {
			t.Errorf("taken back again: %+v", again)
		}
	})
}

// Several users are put into a group together, or none is; and each goes back to
// where it was.
func TestRegroup(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		north, south := w.group(t, w.acme, "North"), w.group(t, w.acme, "South")
		a, b, c := w.user(t, w.acme, actor.User, north), w.user(t, w.acme, actor.PortfolioManager, ""), w.user(t, w.acme, actor.User, south)
		below := w.user(t, w.sub, actor.User, "")
		into := func(group string, users ...identity.User) (all []identity.Placing) {
			for _, u := range users {
				all = append(all, identity.Placing{User: u.GUID, Group: group})
			}
			return all
		}
		groups := func() (all []string) {
			for _, u := range []identity.User{a, b, c} {
				now := must(w.users.One(t.Context(), w.admin, u.GUID))(t)
				if now.Role != u.Role {
					t.Errorf("the role is %s", now.Role)
				}
				all = append(all, now.GroupGUID)
			}
			return all
		}
		was := groups()
		before := must(w.users.Regroup(t.Context(), w.admin, into(south, a, b, c)))(t)
		if got := groups(); !slices.Equal(got, []string{south, south, south}) || len(before) != 2 {
			t.Errorf("they are in %q; %+v", got, before)
		}
		must(w.users.Regroup(t.Context(), w.admin, before))(t)
		if got := groups(); !slices.Equal(got, was) {
			t.Errorf("they are in %q, were in %q", got, was)
		}

		governor, reader := w.actor(t, w.acme, actor.GroupAdmin, north, actor.AllRights()...), w.admin
		reader.Roles = []string{string(actor.UsersR)}
		chief := w.user(t, w.acme, actor.Admin, "")
		for name, tt := range map[string]struct {
			by   actor.Actor
			all  []identity.Placing
			want fault.Kind
		}{
			"no right":                   {reader, into(south, a), fault.Forbidden},
			"nobody":                     {w.admin, nil, fault.Invalid},
			"too many":                   {w.admin, make([]identity.Placing, 101), fault.Invalid},
			"no group":                   {w.admin, into(db.NewID(), a), fault.Invalid},
			"one is unknown":             {w.admin, append(into(south, a), identity.Placing{User: db.NewID(), Group: south}), fault.NotFound},
			"one is in a subsidiary":     {w.admin, into(south, a, below), fault.NotFound},
			"another's group":            {governor, into(north, c), fault.NotFound},
			"out of one's own group":     {governor, into(south, a), fault.Forbidden},
			"an admin by a group admin":  {governor, into(north, chief), fault.NotFound},
			"another customer's, by one": {w.actor(t, w.other, actor.Admin, "", actor.AllRights()...), into(south, a), fault.NotFound},
		} {
			state := w.state(t)
			_, err := w.users.Regroup(t.Context(), tt.by, tt.all)
			refused(t, err, tt.want)
			if w.state(t) != state {
				t.Errorf("%s: something changed", name)
			}
		}
	})
}
