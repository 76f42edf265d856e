package scim_test

import (
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

func (w *world) newGroup(t testing.TB, name string) string {
	t.Helper()
	g, err := w.Groups.Create(t.Context(), actor.System(w.A.ID), tenant.GroupDraft{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return g.GUID
}

func adds(user string) string {
	return patchOp + `[{"op":"add","path":"members","value":[{"value":"` + user + `"}]}]}`
}

func removes(user string) string {
	return patchOp + `[{"op":"remove","path":"members[value eq \"` + user + `\"]"}]}`
}

// A user is in one access group: of several the first in the IdP's order wins, and
// the others are answered 409. Taken out, it is in the IdP's default group.
func TestOneGroupOfSeveral(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		home, first, second, unnamed, other := w.newGroup(t, "Home"), w.newGroup(t, "First"), w.newGroup(t, "Second"), w.newGroup(t, "Unnamed"), w.newGroup(t, "Other")
		w.mapping(t, w.idp, identity.Mapping{Group: "groups", Groups: []identity.MappedGroup{{Value: "1", GroupGUID: first}, {Value: "2", GroupGUID: second}}})
		if _, err := w.IDPs.Change(t.Context(), actor.System(w.A.ID), w.idp, identity.IDPChange{DefaultGroup: &home}); err != nil {
			t.Fatal(err)
		}
		id := w.made(t, w.token, "member@x.example")
		is := func(what, want string) {
			t.Helper()
			got := w.ask(t, w.token, "GET", users+"/"+id, "", 200)
			if g := dotted(got, "groups.0.value"); g != want || len(got["groups"].([]any)) != 1 {
				t.Errorf("%s: it is in %v, want %s", what, got["groups"], want)
			}
			for _, g := range []string{home, first, second, unnamed, other} {
				members := w.ask(t, w.token, "GET", groups+"/"+g, "", 200)["members"].([]any)
				if (len(members) == 1) != (g == want) {
					t.Errorf("%s: the group %s has %v", what, g, members)
				}
			}
		}
		is("at first", home)
		for _, tt := range []struct {
			what, group, body string
			status            int
			want              string
		}{
			{"from home into an unnamed one", unnamed, adds(id), 204, unnamed},
			{"into it again", unnamed, adds(id), 204, unnamed},
			{"into another unnamed one", other, adds(id), 409, unnamed},
			{"into a named one", second, adds(id), 204, second},
			{"back into an unnamed one", unnamed, adds(id), 409, second},
			{"into the first", first, adds(id), 204, first},
			{"into the second", second, adds(id), 409, first},
			{"out of another", second, removes(id), 204, first},
			{"home, by being added there", home, adds(id), 409, first},
			{"out", first, removes(id), 204, home},
			{"out of home", home, removes(id), 204, home},
			{"by replacing", second, patchOp + `[{"op":"replace","path":"members","value":[{"value":"` + id + `"}]}]}`, 204, second},
			{"out and in again", second, patchOp + `[{"op":"remove","path":"members"},{"op":"add","path":"members","value":{"value":"` + strings.ToUpper(id) + `"}}]}`, 204, second},
			{"out by removing all", second, patchOp + `[{"op":"remove","path":"members"}]}`, 204, home},
		} {
			if a := w.call(t, w.token, "PATCH", groups+"/"+tt.group, tt.body); a.Status != tt.status {
				t.Errorf("%s: %d %s, want %d", tt.what, a.Status, a.Body, tt.status)
			}
			is(tt.what, tt.want)
		}
		// Of a call nothing is done if one of it is refused.
		free := w.made(t, w.token, "free@x.example")
		w.ask(t, w.token, "PATCH", groups+"/"+first, adds(id), 204)
		w.refused(t, w.token, "PATCH", groups+"/"+second, patchOp+`[{"op":"add","path":"members","value":[{"value":"`+free+`"},{"value":"`+id+`"}]}]}`, 409, "")
		if g := dotted(w.ask(t, w.token, "GET", users+"/"+free, "", 200), "groups.0.value"); g != home {
			t.Errorf("half a call was done: %s", g)
		}
	})
}

// What an IdP does to groups follows the rules of groups, and needs a maker who
// may change them.
func TestGroupRules(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		standard := count1(t, w, `select guid from groups where customer_id = $1 and is_default`, w.A.ID)
		foreign := count1(t, w, `select guid from groups where customer_id = $1 and is_default`, w.B.ID)
		group := func(name string) string { return `{"displayName":"` + name + `"}` }
		w.refused(t, w.token, "POST", groups, group("vendors north"), 409, "uniqueness")
		w.refused(t, w.token, "POST", groups, `{"externalId":"x"}`, 400, "invalidValue")
		w.refused(t, w.token, "POST", groups, group(strings.Repeat("x", 300)), 400, "invalidValue")
		w.refused(t, w.token, "DELETE", groups+"/"+standard, "", 409, "")
		w.refused(t, w.token, "DELETE", groups+"/"+w.A.Group, "", 409, "") // has users who are not the IdP's
		for method, body := range map[string]string{"GET": "", "DELETE": "", "PUT": group("x"), "PATCH": patchOp + `[{"op":"replace","path":"displayName","value":"x"}]}`} {
			w.refused(t, w.token, method, groups+"/"+foreign, body, 404, "")
			w.refused(t, w.token, method, groups+"/nonsense", body, 404, "")
		}
		made := w.ask(t, w.token, "POST", groups, `{"displayName":"Made","externalId":"g1"}`, 201)
		id := made["id"].(string)
		if n := w.count(t, `select count(*) from group_companies where group_guid = $1`, id); n != 0 || w.count(t, `select count(*) from groups where guid = $1 and all_companies`, id) != 0 {
			t.Error("a new group sees companies")
		}
		w.refused(t, w.token, "PATCH", groups+"/"+id, patchOp+`[{"op":"replace","path":"displayName","value":"Vendors North"}]}`, 409, "uniqueness")
		if n := w.count(t, `select count(*) from events where actor_user = $1 and action = 'access_group.create' and subject = $2`, "SCIM of IdP "+w.idp, id); n != 1 {
			t.Errorf("%d events of its making", n)
		}
		// An admin who may not change groups makes a token that may not, either.
		lesser := w.Person(t, w.A, "Lesser Admin", actor.Admin, "", []string{"GATEHOUSE_SETTINGS_RW"})
		token, _ := w.newToken(t, lesser, w.idp, `{}`)
		w.refused(t, token, "POST", groups, group("New"), 403, "")
		w.refused(t, token, "PUT", groups+"/"+id, group("Renamed"), 403, "")
		w.refused(t, token, "DELETE", groups+"/"+id, "", 403, "")
		w.ask(t, token, "GET", groups+"/"+id, "", 200)
		w.ask(t, w.token, "DELETE", groups+"/"+id, "", 204)
	})
}
