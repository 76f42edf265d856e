package identity_test

import (
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

func apiDraft(roles ...string) identity.AccessDraft {
	return identity.AccessDraft{Type: identity.APIConnection, Name: new("script"), Roles: roles}
}

// Nobody gives a role that the calling access does not hold, and what nobody
// knows is another answer than what one may not give.
func TestNobodyGrantsARoleTheyLack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		accepted(t, w.roles.Add(t.Context(), actor.System(w.acme.ID), identity.Role{ID: "CLIENTNMS_WEBSERVICE_EVENT_R"}))
		accepted(t, w.roles.Add(t.Context(), w.otherAdmin, identity.Role{ID: "FOREIGN_R"}))
		by := w.actor(t, w.acme, actor.Admin, "", "GATEHOUSE_USERS_RW", "GATEHOUSE_REQUESTS_RW")
		target := w.user(t, w.acme, actor.User, "")
		for _, tt := range []struct {
			name, role string
			want       fault.Kind
		}{
			{"held", "GATEHOUSE_REQUESTS_RW", ""},
			{"the R of a held RW", "GATEHOUSE_REQUESTS_R", ""},
			{"known but not held", "GATEHOUSE_LINKS_R", fault.Forbidden},
			{"in the catalogue but not held", "CLIENTNMS_WEBSERVICE_EVENT_R", fault.Forbidden},
			{"unknown", "GATEHOUSE_NONSENSE_R", fault.Invalid},
			{"a wildcard", "GATEHOUSE_*", fault.Invalid},
			{"in another customer's catalogue", "FOREIGN_R", fault.Invalid},
			{"a comma, which separates roles", "GATEHOUSE_REQUESTS_R,GATEHOUSE_LINKS_RW", fault.Invalid},
		} {
			t.Run(tt.name, func(t *testing.T) {
				before := w.count(t, `select count(*) from access_roles`)
				_, err := w.accesses.Create(t.Context(), by, target.GUID, apiDraft(tt.role))
				check(t, err, tt.want)
				if tt.want != "" && w.count(t, `select count(*) from access_roles`) != before {
					t.Error("a refused grant left a role behind")
				}
				a := w.api(t, w.user(t, w.acme, actor.User, ""))
				_, err = w.accesses.Change(t.Context(), by, a.UserGUID, id(a), identity.AccessChange{Roles: &[]string{tt.role}})
				check(t, err, tt.want)
			})
		}
	})
}

func check(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if want == "" {
		accepted(t, err)
		return
	}
	refused(t, err, want)
}

// A right that the ratings role takes away is not held, though the access
// carries its role.
func TestNobodyGrantsARightTheirRatingsRoleTakesAway(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		group := w.group(t, w.acme, "South")
		by := w.actor(t, w.acme, actor.GroupAdmin, group, actor.AllRights()...)
		target := w.user(t, w.acme, actor.User, group)
		_, err := w.accesses.Create(t.Context(), by, target.GUID, apiDraft("GATEHOUSE_SETTINGS_RW"))
		refused(t, err, fault.Forbidden)
		must(w.accesses.Create(t.Context(), by, target.GUID, apiDraft("GATEHOUSE_REQUESTS_RW")))(t)
	})
}

// Whoever holds more than the caller is out of its reach: every verb that
// changes a user, or makes an access, a token or a link for one.
func TestNobodyReachesAboveThemselves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		accepted(t, w.roles.Add(t.Context(), w.admin, identity.Role{ID: "EVENTS_R"}))
		narrow, wide := w.group(t, w.acme, "South"), w.group(t, w.acme, "North")
		w.company(t, w.acme, wide)
		rights := []string{"GATEHOUSE_USERS_RW", "GATEHOUSE_TOKENS_RW"}
		admin := w.actor(t, w.acme, actor.Admin, "", rights...)
		groupAdmin := w.actor(t, w.acme, actor.GroupAdmin, narrow, rights...)
		for _, tt := range []struct {
			name   string
			by     actor.Actor
			target identity.User
			roles  []string
		}{
			{"a right", admin, w.user(t, w.acme, actor.Admin, ""), []string{"GATEHOUSE_LINKS_R"}},
			{"a role for other programs", admin, w.user(t, w.acme, actor.User, ""), []string{"EVENTS_R"}},
			{"a ratings role", groupAdmin, w.user(t, w.acme, actor.Admin, narrow), nil},
			{"a user of another group", groupAdmin, w.user(t, w.acme, actor.User, narrow), nil},
		} {
			t.Run(tt.name, func(t *testing.T) {
				u := tt.target
				a := w.api(t, u, tt.roles...)
				tok, _ := w.token(t, a, identity.TokenDraft{})
				ui := must(w.accesses.Create(t.Context(), actor.System(u.CustomerID), u.GUID, identity.AccessDraft{Type: identity.UIConnection}))(t)
				if tt.name == "a user of another group" {
					must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{GroupGUID: &wide}))(t)
				}
				want := fault.Forbidden
				if tt.name == "a user of another group" {
					want = fault.NotFound // who governs a group sees nobody else
				}
				before := w.state(t)
				for verb, err := range w.everyVerb(t, tt.by, u, a, ui, tok) {
					if !fault.Is(err, want) {
						t.Errorf("%s: got %v, want %s", verb, err, want)
					}
				}
				if after := w.state(t); after != before {
					t.Errorf("the database changed from %s to %s", before, after)
				}
			})
		}
	})
}

// everyVerb tries all that may be done to a user.
func (w *world) everyVerb(t *testing.T, by actor.Actor, u identity.User, a, ui identity.Access, tok identity.Token) map[string]error {
	t.Helper()
	results := make(map[string]error)
	_, results["rename"] = w.users.Change(t.Context(), by, u.GUID, identity.UserChange{FirstName: new("Eve")})
	_, results["e-mail"] = w.users.Change(t.Context(), by, u.GUID, identity.UserChange{Email: new("eve@evil.example")})
	_, results["deactivate"] = w.users.Change(t.Context(), by, u.GUID, identity.UserChange{IsActive: new(false)})
	_, results["demote"] = w.users.Change(t.Context(), by, u.GUID, identity.UserChange{Role: new(actor.User)})
	_, results["membership"] = w.users.SetMembership(t.Context(), by, u.GUID, u.CustomerID, new(actor.User), nil)
	results["delete"] = w.users.Delete(t.Context(), by, u.GUID)
	_, results["new access"] = w.accesses.Create(t.Context(), by, u.GUID, apiDraft())
	_, results["replace"] = w.accesses.Create(t.Context(), by, u.GUID, identity.AccessDraft{Type: identity.SSOConnection, SSOID: new("eve"), Replace: true})
	_, results["change access"] = w.accesses.Change(t.Context(), by, u.GUID, id(a), identity.AccessChange{Name: new("mine")})
	results["delete access"] = w.accesses.Delete(t.Context(), by, u.GUID, id(a))
	results["new link"] = w.accesses.SendLink(t.Context(), by, u.GUID, id(ui))
	_, _, results["new token"] = w.tokens.Create(t.Context(), by, u.GUID, id(a), identity.TokenDraft{})
	_, _, results["rotate"] = w.tokens.Rotate(t.Context(), by, u.GUID, id(a), tok.GUID, 0)
	return results
}

// state is what a refused verb must leave alone.
func (w *world) state(t *testing.T) string {
	t.Helper()
	var counts []string
	for _, table := range []string{"users", "memberships", "accesses", "access_roles", "tokens", "links", "mails", "events", "directory", "sessions", "passwords"} {
		n := w.count(t, `select count(*) from `+table)
		counts = append(counts, table+" "+itoa(n))
	}
	counts = append(counts,
		"revoked "+itoa(w.count(t, `select count(*) from tokens where revoked_at is not null or replaced_by is not null`)),
		"versions "+itoa(w.count(t, `select coalesce(sum(version), 0) from users`))+" "+itoa(w.count(t, `select coalesce(sum(version), 0) from accesses`)))
	return strings.Join(counts, ", ")
}

// A token of a user that has a mightier access besides cannot take that one over.
func TestNobodyRaisesThemselves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.Admin, "")
		weak, strong := w.api(t, u, "GATEHOUSE_USERS_RW"), w.api(t, u, actor.AllRights()...)
		strongToken, _ := w.token(t, strong, identity.TokenDraft{})
		by := w.signIn(t, weak)
		_, _, err := w.tokens.Create(t.Context(), by, u.GUID, id(strong), identity.TokenDraft{})
		refused(t, err, fault.Forbidden)
		_, _, err = w.tokens.Rotate(t.Context(), by, u.GUID, id(strong), strongToken.GUID, 0)
		refused(t, err, fault.Forbidden)
		_, err = w.accesses.Change(t.Context(), by, u.GUID, id(weak), identity.AccessChange{Roles: &[]string{"GATEHOUSE_USERS_RW", "GATEHOUSE_SETTINGS_RW"}})
		refused(t, err, fault.Forbidden)
		_, err = w.accesses.Create(t.Context(), by, u.GUID, identity.AccessDraft{Type: identity.UIConnection})
		refused(t, err, fault.Forbidden)
		_, _, err = w.tokens.Create(t.Context(), by, u.GUID, id(weak), identity.TokenDraft{}) // its own kind it may renew
		accepted(t, err)
	})
}

// A ratings role and a group are granted like a right: not above one's own.
func TestNobodyGrantsARatingsRoleOrGroupAboveTheirs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		south, north := w.group(t, w.acme, "South"), w.group(t, w.acme, "North")
		w.company(t, w.acme, north)
		all := w.acmeDefault(t)
		by := w.actor(t, w.acme, actor.GroupAdmin, south, actor.AllRights()...)
		mate := w.user(t, w.acme, actor.User, south)
		for _, tt := range []struct {
			name string
			ch   identity.UserChange
			want fault.Kind
		}{
			{"a group admin makes a group admin", identity.UserChange{Role: new(actor.GroupAdmin)}, ""},
			{"but no admin", identity.UserChange{Role: new(actor.Admin)}, fault.Forbidden},
			{"nor moves somebody to a group with other companies", identity.UserChange{GroupGUID: &north}, fault.Forbidden},
			{"nor to the one that sees all", identity.UserChange{GroupGUID: &all}, fault.Forbidden},
			{"nor to none at all", identity.UserChange{GroupGUID: new("")}, fault.Forbidden},
		} {
			t.Run(tt.name, func(t *testing.T) {
				_, err := w.users.Change(t.Context(), by, mate.GUID, tt.ch)
				check(t, err, tt.want)
			})
		}
		_, err := w.users.Change(t.Context(), by, by.UserGUID, identity.UserChange{Role: new(actor.Admin)})
		refused(t, err, fault.Forbidden)
		_, err = w.users.Create(t.Context(), by, identity.UserDraft{Email: "a@acme.example", FirstName: "A", Role: actor.Admin})
		refused(t, err, fault.Forbidden)
		_, err = w.users.Create(t.Context(), by, identity.UserDraft{Email: "a@acme.example", FirstName: "A", GroupGUID: all})
		refused(t, err, fault.Forbidden)
		made := must(w.users.Create(t.Context(), by, identity.UserDraft{Email: "a@acme.example", FirstName: "A"}))(t)
		if made.GroupGUID != south {
			t.Errorf("a group admin made a user of group %s", made.GroupName)
		}
	})
}

// A role that would come to life with a promotion counts as granted by it.
func TestPromotionDoesNotWakeRolesTheCallerLacks(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		w.api(t, u, "GATEHOUSE_SETTINGS_RW")
		by := w.actor(t, w.acme, actor.Admin, "", "GATEHOUSE_USERS_RW")
		_, err := w.users.Change(t.Context(), by, u.GUID, identity.UserChange{Role: new(actor.Admin)})
		refused(t, err, fault.Forbidden)
		must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Role: new(actor.Admin)}))(t)
	})
}

// An admin may always take away, even what it does not hold itself.
func TestAdminAlwaysTakesRolesAway(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.Admin, ""), "GATEHOUSE_LINKS_RW", "GATEHOUSE_REQUESTS_RW")
		tok, secret := w.token(t, a, identity.TokenDraft{})
		by := w.actor(t, w.acme, actor.Admin, "", "GATEHOUSE_USERS_RW")
		got := must(w.accesses.Change(t.Context(), by, a.UserGUID, id(a), identity.AccessChange{Roles: &[]string{"GATEHOUSE_LINKS_RW"}}))(t)
		if !slices.Equal(got.Roles, []string{"GATEHOUSE_LINKS_RW"}) {
			t.Errorf("got %v", got.Roles)
		}
		_, err := w.accesses.Change(t.Context(), by, a.UserGUID, id(a), identity.AccessChange{Roles: &[]string{}, Name: new("mine")})
		refused(t, err, fault.Forbidden) // and changes nothing else with it
		accepted(t, w.tokens.Revoke(t.Context(), by, a.UserGUID, id(a), tok.GUID, "leaked"))
		_, err = w.doors.Token(t.Context(), secret, ip)
		refused(t, err, fault.Unauthorized)
	})
}

// A new role id is held by the access that brought it in, and by no other.
func TestNewRoleIsHeldByItsMaker(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		accepted(t, w.roles.Add(t.Context(), w.admin, identity.Role{ID: "EVENTS_R", Description: "Read events."}))
		by := w.refresh(t, w.admin)
		u := w.user(t, w.acme, actor.User, "")
		must(w.accesses.Create(t.Context(), by, u.GUID, apiDraft("EVENTS_R")))(t)
		second := w.actor(t, w.acme, actor.Admin, "", actor.AllRights()...)
		_, err := w.accesses.Create(t.Context(), second, w.user(t, w.acme, actor.User, "").GUID, apiDraft("EVENTS_R"))
		refused(t, err, fault.Forbidden)
		refused(t, w.roles.Add(t.Context(), second, identity.Role{ID: "EVENTS_R"}), fault.Conflict) // nor taken by adding it again
		for _, bad := range []string{"", "GATEHOUSE_NEW_RW", "gatehouse_x", "A,B", "A B", "1A", strings.Repeat("A", 101)} {
			refused(t, w.roles.Add(t.Context(), by, identity.Role{ID: bad}), fault.Invalid)
		}
		held := must(w.roles.Held(t.Context(), by))(t)
		if last := held[len(held)-1]; last != (identity.Role{ID: "EVENTS_R", Description: "Read events."}) || len(held) != len(actor.Catalogue())+1 {
			t.Errorf("%v", held)
		}
		reader := w.actor(t, w.acme, actor.User, "", "GATEHOUSE_USERS_R", "GATEHOUSE_SETTINGS_RW")
		if held := must(w.roles.Held(t.Context(), reader))(t); len(held) != 1 || held[0].ID != "GATEHOUSE_USERS_R" {
			t.Errorf("a reader holds %v", held)
		}
	})
}

// Rights that change between the call's authentication and its write count.
func TestWriteChecksTheActorAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		by := w.actor(t, w.acme, actor.Admin, "", actor.AllRights()...)
		must(w.users.Change(t.Context(), w.admin, by.UserGUID, identity.UserChange{Role: new(actor.GroupAdmin)}))(t)
		_, err := w.users.Create(t.Context(), by, identity.UserDraft{Email: "a@acme.example", FirstName: "A"})
		refused(t, err, fault.Forbidden)
		must(w.users.Change(t.Context(), w.admin, by.UserGUID, identity.UserChange{IsActive: new(false)}))(t)
		_, err = w.users.Create(t.Context(), by, identity.UserDraft{Email: "a@acme.example", FirstName: "A"})
		refused(t, err, fault.Unauthorized)
	})
}

// Who takes somebody's password away for an identity of its own choice takes
// over what the password opened: the ceiling counts before the swap.
func TestReplaceDoesNotReachAbove(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, _ := w.person(t, w.acme, actor.Admin, password, "GATEHOUSE_LINKS_RW")
		by := w.actor(t, w.acme, actor.Admin, "", "GATEHOUSE_USERS_RW")
		_, err := w.accesses.Create(t.Context(), by, u.GUID, identity.AccessDraft{Type: "sso_connection", SSOID: new("eve"), Replace: true})
		refused(t, err, fault.Forbidden)
		must(w.accesses.One(t.Context(), by, u.GUID, id(ui)))(t)
	})
}

// A group admin governs the users of its group, and only sees the others, even
// if its group sees all companies.
func TestGroupAdminGovernsItsGroupOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		south := w.group(t, w.acme, "South")
		by := w.actor(t, w.acme, actor.GroupAdmin, "", actor.AllRights()...)
		mate, other := w.user(t, w.acme, actor.User, ""), w.user(t, w.acme, actor.User, south)
		below := w.user(t, w.sub, actor.User, "")
		must(w.users.Change(t.Context(), by, mate.GUID, identity.UserChange{FirstName: new("Ann")}))(t)
		for _, u := range []identity.User{other, below} {
			must(w.users.One(t.Context(), by, u.GUID))(t)
			_, err := w.users.Change(t.Context(), by, u.GUID, identity.UserChange{FirstName: new("Ann")})
			refused(t, err, fault.Forbidden)
		}
		_, err := w.users.Change(t.Context(), by, mate.GUID, identity.UserChange{GroupGUID: &south})
		refused(t, err, fault.Forbidden)
	})
}
