package scim_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// An IdP grants no role beyond what the admin who made its token holds at that
// moment, and touches nobody who holds more; to end them is always allowed.
func TestCeilingOfSCIMTokens(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.mapping(t, w.idp, identity.Mapping{Role: "role", Roles: map[string]actor.Role{
			"Admins": actor.Admin, "Managers": actor.PortfolioManager, "Readers": actor.User,
		}})
		maker := w.Person(t, w.A, "Token Maker", actor.Admin, "", actor.AllRights())
		token, _ := w.newToken(t, maker, w.idp, `{}`)
		lesser := w.Person(t, w.A, "Lesser Admin", actor.Admin, "", []string{"GATEHOUSE_SETTINGS_RW", "GATEHOUSE_REQUESTS_R"})
		narrow := ""
		role := func(values string) string { return `,"roles":[` + values + `]` }
		roleOf := func(id string) string {
			return count1(t, w, `select coalesce((select role from memberships where user_guid = $1), 'none')`, id)
		}
		boss := w.ask(t, token, "POST", users, person("boss@x.example", role(`{"value":"Managers"},{"value":"Admins"},{"value":"Unknown"}`)), 201)
		id := boss["id"].(string)
		if roleOf(id) != "customer_admin" || dotted(boss, "roles.0.value") != "Admins" {
			t.Errorf("the highest counts: %s, %v", roleOf(id), boss["roles"])
		}
		plain := w.ask(t, token, "POST", users, person("plain@x.example", role(`{"value":"Unknown"}`)), 201)["id"].(string)
		if r := roleOf(plain); r != "none" && r != "customer_user" {
			t.Errorf("a value that nobody mapped gives %s", r)
		}
		w.ask(t, token, "PATCH", users+"/"+plain, patchOp+`[{"op":"add","path":"roles","value":[{"value":"Managers"}]}]}`, 200)
		if r := roleOf(plain); r != "customer_portfolio_manager" {
			t.Errorf("patched: %s", r)
		}
		if roles := count1(t, w, `select string_agg(r.role, ' ' order by r.position) from access_roles r join accesses a on a.id = r.access_id where a.user_guid = $1`, plain); roles == "" || len(roles) == len(actor.Usual(actor.User)) {
			t.Errorf("the login's roles did not follow: %s", roles)
		}
		w.ask(t, token, "PUT", users+"/"+plain, person("plain@x.example", ``), 200)
		if r := roleOf(plain); r != "customer_portfolio_manager" {
			t.Errorf("a PUT that says nothing of roles made it %s", r)
		}
		w.ask(t, token, "PUT", users+"/"+plain, person("plain@x.example", role(``)), 200)
		if r := roleOf(plain); r != "customer_user" {
			t.Errorf("without any role it is %s", r)
		}

		// Another admin's token ends where that one does.
		ts, err := w.SCIMTokens.List(t.Context(), actor.System(w.A.ID), w.idp)
		if err != nil {
			t.Fatal(err)
		}
		for _, made := range ts {
			if err := w.SCIMTokens.Revoke(t.Context(), actor.System(w.A.ID), w.idp, made.GUID, ""); err != nil {
				t.Fatal(err)
			}
		}
		narrow, _ = w.newToken(t, lesser, w.idp, `{}`)
		token, _ = w.newToken(t, maker, w.idp, `{}`)
		before := w.Snapshot(t)
		w.refused(t, narrow, "POST", users, person("second@x.example", role(`{"value":"Admins"}`)), 403, "")
		w.refused(t, narrow, "PATCH", users+"/"+plain, patchOp+`[{"op":"add","path":"roles","value":[{"value":"Managers"}]}]}`, 403, "")
		for _, body := range []string{
			patchOp + `[{"op":"replace","path":"displayName","value":"X"}]}`, patchOp + `[{"op":"replace","path":"emails[type eq \"work\"].value","value":"x@x.example"}]}`,
			patchOp + `[{"op":"replace","path":"userName","value":"x"}]}`, patchOp + `[{"op":"replace","path":"roles","value":[]}]}`,
		} {
			w.refused(t, narrow, "PATCH", users+"/"+id, body, 403, "")
		}
		w.refused(t, narrow, "PATCH", groups+"/"+w.A.Group, adds(id), 403, "")
		after := w.Snapshot(t)
		for _, table := range []string{"users", "memberships", "accesses", "access_roles", "scim_users", "mails"} {
			if len(before[table]) != len(after[table]) {
				t.Errorf("a refusal changed %s", table)
			}
		}
		w.made(t, narrow, "third@x.example") // what everybody begins with

		// The maker is demoted, and its token with it, at once.
		if _, err := w.Users.Change(t.Context(), actor.System(w.A.ID), maker.GUID, identity.UserChange{Role: new(actor.User)}); err != nil {
			t.Fatal(err)
		}
		w.refused(t, token, "POST", users, person("fourth@x.example", role(`{"value":"Managers"}`)), 403, "")
		w.refused(t, token, "POST", groups, `{"displayName":"New"}`, 403, "")
		w.made(t, token, "fifth@x.example")
		if err := w.Users.Delete(t.Context(), actor.System(w.A.ID), maker.GUID); err != nil {
			t.Fatal(err)
		}
		w.made(t, token, "sixth@x.example")
		w.refused(t, token, "PATCH", users+"/"+id, patchOp+`[{"op":"replace","path":"active","value":true},{"op":"replace","path":"displayName","value":"X"}]}`, 403, "")
		w.ask(t, token, "PATCH", users+"/"+id, patchOp+`[{"op":"replace","path":"active","value":false}]}`, 200)
		w.refused(t, token, "PATCH", users+"/"+id, patchOp+`[{"op":"replace","path":"active","value":true}]}`, 403, "")
		w.ask(t, token, "DELETE", users+"/"+id, "", 204)
	})
}
