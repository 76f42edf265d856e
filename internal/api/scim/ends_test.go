package scim_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// deactivate are the ways in which an IdP ends somebody.
var deactivate = map[string][2]string{
	"PATCH as Okta":     {"PATCH", patchOp + `[{"op":"replace","value":{"active":false}}]}`},
	"PATCH as Entra ID": {"PATCH", patchOp + `[{"op":"Replace","path":"active","value":"False"}]}`},
	"PUT":               {"PUT", `{"userName":"$name","active":false}`},
	"DELETE":            {"DELETE", ""},
}

// A user whom the IdP ends can do nothing from that moment on: its session ends
// and its tokens work no more, on every node.
func TestDeprovisionedUserStopsAtOnce(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		for way, call := range deactivate {
			name := strings.ToLower(strings.ReplaceAll(way, " ", "-")) + "@x.example"
			id := w.made(t, w.token, name)
			api := "API"
			a, err := w.Accesses.Create(t.Context(), actor.System(w.A.ID), id, identity.AccessDraft{Type: "api_connection", Name: &api, Roles: actor.AllRights()})
			if err != nil {
				t.Fatal(err)
			}
			_, secret, err := w.Tokens.Create(t.Context(), actor.System(w.A.ID), id, fmtInt(a.ID), identity.TokenDraft{})
			if err != nil {
				t.Fatal(err)
			}
			session := w.signIn(t, name)
			works := func() (token, page bool) {
				_, err := w.Sessions.Actor(context.WithoutCancel(t.Context()), session, "192.0.2.1")
				return w.Do(t, secret, "GET", "/user/v1/users/"+id, "").Status != 401, err == nil
			}
			if token, page := works(); !token || !page {
				t.Fatalf("%s: before, the token works %t, the session %t", way, token, page)
			}
			want := 200
			if call[0] == "DELETE" {
				want = 204
			}
			w.ask(t, w.token, call[0], users+"/"+id, strings.ReplaceAll(call[1], "$name", name), want)
			if token, page := works(); token || page {
				t.Errorf("%s: the token works %t, the session %t", way, token, page)
			}
			if n := w.count(t, `select count(*) from sessions s join accesses a on a.id = s.access_id where a.user_guid = $1`, id); n != 0 {
				t.Errorf("%s: %d sessions are left", way, n)
			}
		}
	})
}

// The last admin of a customer is neither stopped nor removed nor demoted.
func TestLastAdminStaysBySCIM(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.mapping(t, w.idp, identity.Mapping{Role: "role", Roles: map[string]actor.Role{"Admins": actor.Admin}})
		id := w.ask(t, w.token, "POST", users, person("boss@x.example", `,"roles":[{"value":"Admins"}]`), 201)["id"].(string)
		if err := w.Users.Delete(t.Context(), actor.System(w.A.ID), w.A.Admin.GUID); err != nil {
			t.Fatal(err)
		}
		before := w.Snapshot(t)
		for method, body := range map[string]string{
			"DELETE": "", "PATCH": patchOp + `[{"op":"replace","path":"active","value":false}]}`, "PUT": person("boss@x.example", `,"active":false`),
		} {
			if d := w.refused(t, w.token, method, users+"/"+id, body, 409, ""); !strings.Contains(d["detail"].(string), "last admin") {
				t.Errorf("%s: %v", method, d)
			}
		}
		// Its maker is gone: what it holds cannot be given any more, and the demotion is refused by the ceiling before.
		w.refused(t, w.token, "PATCH", users+"/"+id, patchOp+`[{"op":"remove","path":"roles"}]}`, 403, "")
		if a, b := before["users"], w.Snapshot(t)["users"]; strings.Join(a, "\n") != strings.Join(b, "\n") {
			t.Error("a refusal changed users")
		}
		w.Person(t, w.A, "Second Admin", actor.Admin, "", actor.AllRights())
		w.ask(t, w.token, "DELETE", users+"/"+id, "", 204)
	})
}

// An IdP that is disabled, a customer that is stopped and a token that has ended
// open nothing; nor does a token of another kind, in either direction.
func TestSCIMTokensAreApart(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		out := func(what, token string) {
			t.Helper()
			a := w.call(t, token, "GET", users, "")
			if a.Status != 401 || a.Header.Get("WWW-Authenticate") != `Bearer realm="gatehouse"` || !strings.Contains(a.Body, `"status":"401"`) {
				t.Errorf("%s: %d %v %s", what, a.Status, a.Header, a.Body)
			}
		}
		unknown, _, _, _ := identity.NewToken()
		for what, token := range map[string]string{
			"none": "", "nonsense": "x", "unknown": unknown, "an admin's API token": w.A.Admin.Token,
		} {
			out(what, token)
		}
		for _, path := range []string{"/ratings/v1/idps", "/user/v1/users", "/ratings/v1"} {
			if a := w.Do(t, w.token, "GET", path, ""); a.Status != 401 {
				t.Errorf("a SCIM token at %s: %d", path, a.Status)
			}
		}
		if a := w.Do(t, w.A.Admin.Token, "POST", "/user/v1/introspect", `{"token":"`+w.token+`"}`); strings.TrimSpace(a.Body) != `{"active":false}` {
			t.Errorf("introspected: %s", a.Body)
		}
		if a := w.Do(t, w.token, "GET", users, ""); a.Status != 200 { // by Basic, as all tokens
			t.Errorf("by Basic: %d", a.Status)
		}
		path := "/ratings/v1/idps/" + w.idp
		w.Do(t, w.A.Admin.Token, "PATCH", path, `{"enabled":false}`)
		out("the IdP is disabled", w.token)
		w.Do(t, w.A.Admin.Token, "PATCH", path, `{"enabled":true}`)
		w.ask(t, w.token, "GET", users, "", 200)

		far, _ := w.newToken(t, w.A.Admin, w.idp, `{"allowed_ips":["198.51.100.0/24"]}`)
		out("from elsewhere", far)
		w.Move(366 * 24 * 3600 * 1e9)
		out("a year later", w.token)
	})
}

func fmtInt(n int64) string { return strconv.FormatInt(n, 10) }
