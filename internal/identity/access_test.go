package identity_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

func TestAccessTypes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		long := strings.Repeat("é", 255)
		for _, tt := range []struct {
			name  string
			draft identity.AccessDraft
			field string // that is refused
		}{
			{"ui", identity.AccessDraft{Type: "ui_connection", TwoFA: new(true)}, ""},
			{"ui without anything", identity.AccessDraft{Type: "ui_connection"}, ""},
			{"sso", identity.AccessDraft{Type: "sso_connection", SSOID: &long}, ""},
			{"api", identity.AccessDraft{Type: "api_connection", Name: &long, Language: new("fr")}, ""},
			{"profile", identity.AccessDraft{Type: "profile", Name: new("x")}, ""},
			{"no type", identity.AccessDraft{}, "type"},
			{"unknown type", identity.AccessDraft{Type: "UI_CONNECTION"}, "type"},
			{"ui with a name", identity.AccessDraft{Type: "ui_connection", Name: new("x")}, "name"},
			{"ui with sso_id", identity.AccessDraft{Type: "ui_connection", SSOID: new("x")}, "sso_id"},
			{"ui with language", identity.AccessDraft{Type: "ui_connection", Language: new("en")}, "language"},
			{"sso without sso_id", identity.AccessDraft{Type: "sso_connection"}, "sso_id"},
			{"sso with an empty sso_id", identity.AccessDraft{Type: "sso_connection", SSOID: new("")}, "sso_id"},
			{"sso with two_fa_enabled", identity.AccessDraft{Type: "sso_connection", SSOID: new("x"), TwoFA: new(false)}, "two_fa_enabled"},
			{"api without name", identity.AccessDraft{Type: "api_connection"}, "name"},
			{"api with a blank name", identity.AccessDraft{Type: "api_connection", Name: new(" ")}, "name"},
			{"api with an overlong name", identity.AccessDraft{Type: "api_connection", Name: new(long + "é")}, "name"},
			{"api with an unknown language", identity.AccessDraft{Type: "api_connection", Name: new("x"), Language: new("es")}, "language"},
			{"profile without name", identity.AccessDraft{Type: "profile"}, "name"},
			{"profile with language", identity.AccessDraft{Type: "profile", Name: new("x"), Language: new("en")}, "language"},
			{"control characters", identity.AccessDraft{Type: "profile", Name: new("a\x00b")}, "name"},
			{"an overlong role", identity.AccessDraft{Type: "profile", Name: new("x"), Roles: []string{strings.Repeat("A", 101)}}, "roles"},
			{"too many roles", identity.AccessDraft{Type: "profile", Name: new("x"), Roles: make([]string, 101)}, "roles"},
			{"replace on another type", identity.AccessDraft{Type: "profile", Name: new("x"), Replace: true}, "replace"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				u := w.user(t, w.acme, actor.User, "")
				before := w.state(t)
				a, err := w.accesses.Create(t.Context(), w.admin, u.GUID, tt.draft)
				if tt.field == "" {
					accepted(t, err)
					if a.Type != tt.draft.Type || a.CustomerID != w.acme.ID || a.UserGUID != u.GUID || a.CreatedBy.GUID != w.admin.UserGUID ||
						len(a.Roles) != 0 || a.Roles == nil || a.LastLoginAt != nil {
						t.Errorf("%+v", a)
					}
					return
				}
				if _, told := fault.Of(err).Fields[tt.field]; !told {
					t.Errorf("got %v, want a problem with %s", err, tt.field)
				}
				if after := w.state(t); after != before {
					t.Errorf("the database changed from %s to %s", before, after)
				}
			})
		}
	})
}

// An access has one customer, one user and its roles in the order given, each once.
func TestAccessKeepsRolesInOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		want := []string{"GATEHOUSE_USERS_R", "GATEHOUSE_AUDIT_R", "GATEHOUSE_LINKS_RW"}
		a := must(w.accesses.Create(t.Context(), w.admin, u.GUID, apiDraft(append(want, "GATEHOUSE_AUDIT_R")...)))(t)
		if !slices.Equal(a.Roles, want) {
			t.Errorf("got %v", a.Roles)
		}
		if *a.Language != u.Language {
			t.Errorf("language %s, want the user's", *a.Language)
		}
		slices.Reverse(want)
		a = must(w.accesses.Change(t.Context(), w.admin, u.GUID, id(a), identity.AccessChange{Roles: &want, Name: new("renamed"), Language: new("de")}))(t)
		if !slices.Equal(a.Roles, want) || *a.Name != "renamed" || *a.Language != "de" {
			t.Errorf("%+v", a)
		}
		_, err := w.accesses.Change(t.Context(), w.admin, u.GUID, id(a), identity.AccessChange{TwoFA: new(true)})
		refused(t, err, fault.Invalid)
		all := must(w.accesses.List(t.Context(), w.admin, itoa(int(u.ID))))(t)
		if len(all) != 1 || all[0].ID != a.ID {
			t.Errorf("%v", all)
		}
	})
}

// A user has one interactive access in a customer, however many ask at once,
// and another in a subsidiary.
func TestOneInteractiveAccess(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		drafts := []identity.AccessDraft{{Type: "ui_connection"}, {Type: "sso_connection", SSOID: new("u")}}
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() { _, errs[i] = w.accesses.Create(t.Context(), w.admin, u.GUID, drafts[i%2]) })
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			if err == nil {
				made++
			} else {
				refused(t, err, fault.Conflict)
			}
		}
		if made != 1 || w.count(t, `select count(*) from accesses where user_guid = $1`, u.GUID) != 1 {
			t.Errorf("%d made", made)
		}
		must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: "ui_connection", CustomerID: w.sub.ID}))(t)
	})
}

// An identity at an IdP is one person's, compared exactly, in one customer.
func TestSSOIDIsUnique(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		sso := func(by actor.Actor, u identity.User, ssoID string) (identity.Access, error) {
			return w.accesses.Create(t.Context(), by, u.GUID, identity.AccessDraft{Type: "sso_connection", SSOID: &ssoID})
		}
		must(sso(w.admin, w.user(t, w.acme, actor.User, ""), "emma"))(t)
		_, err := sso(w.admin, w.user(t, w.acme, actor.User, ""), "emma")
		refused(t, err, fault.Conflict)
		other := must(sso(w.admin, w.user(t, w.acme, actor.User, ""), "Emma"))(t)
		must(sso(w.otherAdmin, w.user(t, w.other, actor.User, ""), "emma"))(t)
		_, err = w.accesses.Change(t.Context(), w.admin, other.UserGUID, id(other), identity.AccessChange{SSOID: new("emma")})
		refused(t, err, fault.Conflict)
		got := must(w.accesses.Change(t.Context(), w.admin, other.UserGUID, id(other), identity.AccessChange{SSOID: new("emma2")}))(t)
		if *got.SSOID != "emma2" {
			t.Errorf("%s", *got.SSOID)
		}
	})
}

// And back: the identity at the IdP and its sessions end, and a link to set a
// password is mailed. The roles go along, unless others are given.
func TestReplaceSSOWithUI(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp, u := w.idp(t, w.acme, nil), w.user(t, w.acme, actor.PortfolioManager, "")
		w.sso(t, u, idp, "Sub-1", "GATEHOUSE_REQUESTS_RW", "GATEHOUSE_PORTFOLIO_R")
		cookie, _ := w.arrive(t, w.arrival(idp, "Sub-1"))
		_, err := w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: identity.UIConnection})
		refused(t, err, fault.Conflict)
		ui := must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: identity.UIConnection, Replace: true}))(t)
		if got := strings.Join(ui.Roles, " "); got != "GATEHOUSE_REQUESTS_RW GATEHOUSE_PORTFOLIO_R" {
			t.Errorf("roles %s", got)
		}
		_, err = w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		refused(t, must2(w.sessions.Arrive(t.Context(), chrome, w.arrival(idp, "Sub-1"))), fault.Unauthorized)
		secret, code := w.mailed(t, u.Email)
		accepted(t, w.passwords.Set(t.Context(), secret, code, "correct horse"))
		w.enter(t, u.Email, "correct horse")
		sso := must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{
			Type: identity.SSOConnection, SSOID: new("Sub-2"), IDP: &idp.GUID, Roles: []string{}, Replace: true,
		}))(t)
		if len(sso.Roles) != 0 {
			t.Errorf("roles %v, and none were given", sso.Roles)
		}
		w.arrive(t, w.arrival(idp, "Sub-2"))
		refused(t, must2(w.sessions.SignIn(t.Context(), u.Email, "correct horse", ip, "")), fault.Unauthorized)
	})
}

// Another identity, or the same one at another IdP, is somebody else: sessions end.
func TestAnotherIdentityEndsSessions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		first, second, foreign := w.idp(t, w.acme, nil), w.idp(t, w.acme, nil), w.idp(t, w.other, nil)
		a := w.sso(t, w.user(t, w.acme, actor.User, ""), first, "Sub-1")
		w.sso(t, w.user(t, w.acme, actor.User, ""), second, "Sub-2")
		change := func(ch identity.AccessChange) error {
			_, err := w.accesses.Change(t.Context(), w.admin, a.UserGUID, id(a), ch)
			return err
		}
		cookie, _ := w.arrive(t, w.arrival(first, "Sub-1"))
		refused(t, change(identity.AccessChange{IDP: &foreign.GUID}), fault.Invalid)
		refused(t, change(identity.AccessChange{IDP: &second.GUID, SSOID: new("Sub-2")}), fault.Conflict)
		accepted(t, change(identity.AccessChange{IDP: &first.GUID, SSOID: new("Sub-1")}))
		must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		accepted(t, change(identity.AccessChange{IDP: &second.GUID}))
		_, err := w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		refused(t, must2(w.sessions.Arrive(t.Context(), chrome, w.arrival(first, "Sub-1"))), fault.Unauthorized)
		cookie, _ = w.arrive(t, w.arrival(second, "Sub-1"))
		accepted(t, change(identity.AccessChange{SSOID: new("sub-1")}))
		_, err = w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
	})
}

// ?replace=true swaps the password for an identity at an IdP: password and
// sessions end, in one transaction.
func TestReplaceUIWithSSO(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, cookie := w.person(t, w.acme, actor.User, "correct horse")
		must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		_, err := w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: "sso_connection", SSOID: new("u")})
		refused(t, err, fault.Conflict)
		sso := must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{Type: "sso_connection", SSOID: new("u"), Replace: true}))(t)
		if all := must(w.accesses.List(t.Context(), w.admin, u.GUID))(t); len(all) != 1 || all[0].ID != sso.ID || sso.ID == ui.ID {
			t.Errorf("%v", all)
		}
		_, err = w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		_, err = w.sessions.SignIn(t.Context(), u.Email, "correct horse", ip, "")
		refused(t, err, fault.Unauthorized)
		for _, table := range []string{"passwords", "sessions"} {
			if n := w.count(t, `select count(*) from `+table+` where access_id = $1`, ui.ID); n != 0 {
				t.Errorf("%d rows left in %s", n, table)
			}
		}
	})
}

func TestDeletedAccessLeavesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, cookie := w.person(t, w.acme, actor.User, "correct horse")
		api := w.api(t, u, "GATEHOUSE_USERS_R")
		_, secret := w.token(t, api, identity.TokenDraft{})
		must(w.doors.Token(t.Context(), secret, ip))(t)
		for _, a := range []identity.Access{ui, api} {
			accepted(t, w.accesses.Delete(t.Context(), w.admin, u.GUID, id(a)))
			refused(t, w.accesses.Delete(t.Context(), w.admin, u.GUID, id(a)), fault.NotFound)
		}
		_, err := w.doors.Token(t.Context(), secret, ip)
		refused(t, err, fault.Unauthorized)
		_, err = w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		for _, q := range []string{
			`select count(*) from tokens where access_id in ($1, $2)`,
			`select count(*) from sessions where access_id in ($1, $2)`,
			`select count(*) from passwords where access_id in ($1, $2)`,
			`select count(*) from access_roles where access_id in ($1, $2)`,
		} {
			if n := w.count(t, q, ui.ID, api.ID); n != 0 {
				t.Errorf("%s = %d", q, n)
			}
		}
		if n := w.count(t, `
			select count(*) from directory d where d.kind in ('token', 'session')
				and not exists (select 1 from tokens t where t.guid = d.ref)
				and not exists (select 1 from sessions s where s.guid = d.ref)`); n != 0 {
			t.Errorf("%d entries of the directory lead nowhere", n)
		}
	})
}

// A guid, a number, an access of somebody else, an access above: what does not
// belong together does not exist.
func TestAccessIsFoundOnlyThroughItsUser(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		mine, theirs := w.api(t, w.user(t, w.acme, actor.User, "")), w.api(t, w.user(t, w.acme, actor.User, ""))
		must(w.accesses.One(t.Context(), w.admin, strings.ToUpper(mine.UserGUID), id(mine)))(t)
		for _, tt := range [][2]string{
			{mine.UserGUID, id(theirs)},
			{mine.UserGUID, "1"},
			{mine.UserGUID, "x"},
			{mine.UserGUID, ""},
			{mine.UserGUID, "99999999999999999999"},
			{"", id(mine)},
			{"x", id(mine)},
			{"0", id(mine)},
			{db.NewID(), id(mine)},
		} {
			_, err := w.accesses.One(t.Context(), w.admin, tt[0], tt[1])
			refused(t, err, fault.NotFound)
		}
		_, err := w.accesses.One(t.Context(), w.otherAdmin, mine.UserGUID, id(mine))
		refused(t, err, fault.NotFound)
	})
}
