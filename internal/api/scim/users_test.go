package scim_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

// A user that an IdP makes has an sso_connection there, and reads back exactly.
func TestUserLife(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		a := w.call(t, w.token, "POST", users, person("Emma@Idp.example", `,"externalId":"00u1","displayName":"Emma W","nickName":"Em",
			"name":{"givenName":"Emma","familyName":"Waters","middleName":"X"},"title":"Engineer","active":true,"locale":"fr-CA",
			"emails":[{"value":"home@x.example","type":"home"},{"value":"emma.waters@x.example","type":"work"}],
			"phoneNumbers":[{"value":"+1 555 0100","type":"mobile"}],
			"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Risk"}`))
		if a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		got := apitest.JSON[document](t, a)
		id := got["id"].(string)
		location := apitest.PublicURL + users + "/" + id
		group := count1(t, w, `select guid from groups where customer_id = $1 and is_default`, w.A.ID)
		meta := got["meta"].(document)
		want := document{
			"schemas": []any{"urn:ietf:params:scim:schemas:core:2.0:User"}, "id": id, "externalId": "00u1", "userName": "Emma@Idp.example",
			"name":        document{"formatted": "Emma W", "givenName": "Emma", "familyName": "Waters"},
			"displayName": "Emma W", "nickName": "Em", "preferredLanguage": "fr", "active": true,
			"emails":       []any{document{"value": "emma.waters@x.example", "type": "work", "primary": true}},
			"phoneNumbers": []any{document{"value": "+1 555 0100", "type": "work"}},
			"groups":       []any{document{"value": group, "display": "All Companies", "type": "direct", "$ref": apitest.PublicURL + groups + "/" + group}},
			"meta": document{
				"resourceType": "User", "created": "2026-03-02T10:00:00.000Z", "lastModified": "2026-03-02T10:00:00.000Z",
				"location": location, "version": meta["version"],
			},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if a.Header.Get("Location") != location || a.Header.Get("ETag") != meta["version"] || !strings.HasPrefix(a.Header.Get("ETag"), `W/"1-`) {
			t.Errorf("headers %v", a.Header)
		}
		if diff := cmp.Diff(got, w.ask(t, w.token, "GET", users+"/"+strings.ToUpper(id), "", 200)); diff != "" {
			t.Error("read again:", diff)
		}
		type row struct{ kind, sso, idp, roles, email string }
		var r row
		for into, column := range map[*string]string{
			&r.kind: "a.type", &r.sso: "a.sso_id", &r.idp: "a.idp_guid", &r.email: "u.email",
			&r.roles: "(select string_agg(r.role, ' ' order by r.position) from access_roles r where r.access_id = a.id)",
		} {
			*into = count1(t, w, `select `+column+` from accesses a join users u on u.guid = a.user_guid where u.guid = $1`, id)
		}
		if want := (row{"sso_connection", "00u1", w.idp, strings.Join(actor.Usual(actor.User), " "), "emma.waters@x.example"}); r != want {
			t.Errorf("got %+v, want %+v", r, want)
		}
		if n := w.count(t, `select count(*) from mails`); n != 0 {
			t.Errorf("%d mails: the IdP knows the person", n)
		}
		if n := w.count(t, `select count(*) from events where actor_user = $1 and action in ('user.create', 'access.create')`, "SCIM of IdP "+w.idp); n != 2 {
			t.Errorf("%d events name the IdP", n)
		}

		w.ask(t, w.token, "DELETE", users+"/"+id, "", 204)
		w.refused(t, w.token, "GET", users+"/"+id, "", 404, "")
		w.refused(t, w.token, "DELETE", users+"/"+id, "", 404, "")
		if n := w.count(t, `select count(*) from accesses where user_guid = $1`, id); n != 0 {
			t.Error("its access is still there")
		}
		again := w.ask(t, w.token, "POST", users, person("emma@idp.example", `,"externalId":"00u1","emails":[{"value":"emma.waters@x.example"}]`), 201)
		if again["id"] == id || again["displayName"] != "emma@idp.example" {
			t.Errorf("made anew: %v", again)
		}
	})
}

func count1(t testing.TB, w *world, query string, args ...any) string {
	t.Helper()
	s, err := value(t, w, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What the IdP will call a person is set once, and by the token's rule.
func TestSubjectOfNewUsers(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		other := w.newIDP(t, w.A, "Entra")
		byName, _ := w.newToken(t, w.A.Admin, other, `{"subject":"user_name"}`)
		for name, tt := range map[string]struct{ token, body, want string }{
			"externalId":              {w.token, person("a@x.example", `,"externalId":"ID-a"`), "ID-a"},
			"userName without it":     {w.token, person("B@x.example", ``), "B@x.example"},
			"an empty externalId":     {w.token, person("c@x.example", `,"externalId":""`), "c@x.example"},
			"the token says userName": {byName, person("D@x.example", `,"externalId":"ID-d"`), "D@x.example"},
		} {
			id := w.ask(t, tt.token, "POST", users, tt.body, 201)["id"].(string)
			sso := func() string { return count1(t, w, `select sso_id from accesses where user_guid = $1`, id) }
			if sso() != tt.want {
				t.Errorf("%s: sso_id is %q, want %q", name, sso(), tt.want)
			}
			w.ask(t, tt.token, "PATCH", users+"/"+id, `{"Operations":[{"op":"replace","value":{"userName":"new-`+id+`","externalId":"new"}}]}`, 200)
			if sso() != tt.want {
				t.Errorf("%s: renamed, the identity is another's: %q", name, sso())
			}
		}
	})
}

// An address is never an identity: whoever has it stays apart, and is told from
// nobody. Who has exactly the identity is the one that is meant.
func TestUsersAreNeverLinkedByAddress(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		victim := w.A.User.Email
		before := w.Snapshot(t)
		for _, body := range []string{
			person(victim, ``), person(strings.ToUpper(victim), ``), person("other", `,"emails":[{"value":"`+victim+`"}]`),
			person(w.A.Admin.Email, `,"externalId":"x","active":false`),
		} {
			w.refused(t, w.token, "POST", users, body, 409, "uniqueness")
		}
		if diff := cmp.Diff(before["users"], w.Snapshot(t)["users"]); diff != "" {
			t.Errorf("a refusal changed users:\n%s", diff)
		}
		if n := w.count(t, `select count(*) from accesses where type = 'sso_connection'`); n != 0 {
			t.Errorf("%d sso_connections were made", n)
		}
		w.made(t, w.token, w.B.User.Email) // another customer's is nobody here

		// Somebody whom an admin gave this identity, before SCIM came.
		made, err := w.Users.Create(t.Context(), actor.System(w.A.ID), identity.UserDraft{Email: "known@x.example", FormalName: "Known One"})
		if err != nil {
			t.Fatal(err)
		}
		subject := "known-id"
		if _, err := w.Accesses.Create(t.Context(), actor.System(w.A.ID), made.GUID, identity.AccessDraft{Type: "sso_connection", SSOID: &subject, IDP: &w.idp}); err != nil {
			t.Fatal(err)
		}
		if l := w.ask(t, w.token, "GET", users+`?filter=userName+eq+%22known@x.example%22`, "", 200); l["totalResults"] != 1.0 {
			t.Errorf("who signs in here is not seen: %v", l)
		}
		w.refused(t, w.token, "POST", users, person("known@x.example", `,"externalId":"another"`), 409, "uniqueness")
		got := w.ask(t, w.token, "POST", users, person("known", `,"externalId":"known-id","displayName":"Known Two","emails":[{"value":"known@x.example"}]`), 201)
		if got["id"] != made.GUID || got["displayName"] != "Known Two" || got["userName"] != "known" {
			t.Errorf("got %v", got)
		}
		w.refused(t, w.token, "POST", users, person("known2", `,"externalId":"known-id","emails":[{"value":"known2@x.example"}]`), 409, "uniqueness")
	})
}

// An IdP sees the people of its own and nobody else.
func TestWhomAnIdPSees(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		mine, theirs := w.made(t, w.token, "mine@x.example"), w.made(t, w.tokenB, "theirs@x.example")
		other, _ := w.newToken(t, w.A.Admin, w.newIDP(t, w.A, "Entra"), `{}`)
		beside := w.made(t, other, "beside@x.example")
		for token, want := range map[string]string{w.token: mine, w.tokenB: theirs, other: beside} {
			l := w.ask(t, token, "GET", users, "", 200)
			if all := l["Resources"].([]any); len(all) != 1 || all[0].(document)["id"] != want || l["totalResults"] != 1.0 {
				t.Errorf("it sees %v", l)
			}
		}
		before := w.Snapshot(t)
		for what, id := range map[string]string{
			"another customer's": theirs, "another IdP's": beside, "nobody's": "0198f3a1-6f1c-7c55-9a53-3f3a8f2a9d11",
			"who has a password": w.A.User.GUID, "no id": "x", "an admin": w.A.Admin.GUID,
		} {
			for method, body := range map[string]string{
				"GET": "", "DELETE": "", "PUT": person("x@x.example", ""), "PATCH": `{"Operations":[{"op":"replace","path":"active","value":false}]}`,
			} {
				if d := w.refused(t, w.token, method, users+"/"+id, body, 404, ""); d["detail"] != "Not found." {
					t.Errorf("%s, %s: %v", what, method, d)
				}
			}
			w.ask(t, w.token, "PATCH", groups+"/"+w.A.Group, `{"Operations":[{"op":"remove","path":"members[value eq \"`+id+`\"]"}]}`, 204)
			w.refused(t, w.token, "PATCH", groups+"/"+w.A.Group, `{"Operations":[{"op":"add","path":"members","value":[{"value":"`+id+`"}]}]}`, 400, "invalidValue")
		}
		if diff := cmp.Diff(before, w.Snapshot(t)); diff != "" {
			t.Errorf("something was written:\n%s", diff)
		}
		// A user of a parent who signs in at a subsidiary's IdP is the parent's.
		for filter, want := range map[string]float64{
			`userName eq "theirs@x.example"`: 0, `id eq "` + theirs + `"`: 0, `emails.value co "@"`: 1, `not (userName eq "mine@x.example")`: 0,
			`id eq "` + w.A.User.GUID + `"`: 0, `active eq true or active eq false`: 1,
		} {
			if l := w.ask(t, w.token, "GET", users+"?filter="+escaped(filter), "", 200); l["totalResults"] != want {
				t.Errorf("%s finds %v", filter, l["totalResults"])
			}
		}
	})
}

// Of racing creations of one person one succeeds, and nothing is left of others.
func TestRacingCreations(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		for what, body := range map[string]func(i int) string{
			"one userName":   func(int) string { return person("one@x.example", "") },
			"one address":    func(i int) string { return person(string(rune('a'+i)), `,"emails":[{"value":"two@x.example"}]`) },
			"one externalId": func(i int) string { return person(string(rune('a'+i))+"@three.example", `,"externalId":"three"`) },
		} {
			before := w.count(t, `select count(*) from users`)
			var wg sync.WaitGroup
			statuses := make([]int, 6)
			for i := range statuses {
				wg.Go(func() { statuses[i] = w.call(t, w.token, "POST", users, body(i)).Status })
			}
			wg.Wait()
			made := 0
			for _, status := range statuses {
				switch status {
				case 201:
					made++
				case 409:
				default:
					t.Errorf("%s: %v", what, statuses)
				}
			}
			if after := w.count(t, `select count(*) from users`); made != 1 || after != before+1 {
				t.Errorf("%s: %v, %d users more", what, statuses, after-before)
			}
		}
	})
}
