package user_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

type call struct {
	name, token, method, path, body string
	status                          int
	code                            string
}

// refuse makes the calls; each must fail in the family's shape and change nothing.
func refuse(t *testing.T, s *apitest.Server, calls []call) {
	t.Helper()
	for _, c := range calls {
		before := s.Rows(t)
		a := s.Do(t, c.token, c.method, c.path, c.body)
		if a.Status != c.status {
			t.Errorf("%s: %s %s %.200s: got %d %.300s, want %d", c.name, c.method, c.path, c.body, a.Status, a.Body, c.status)
			continue
		}
		type failure struct {
			Code    string            `json:"code"`
			Message string            `json:"message"`
			Details map[string]string `json:"details"`
		}
		got := apitest.JSON[map[string][]failure](t, a)
		if len(got) != 1 || len(got["errors"]) != 1 || got["errors"][0].Code == "" || got["errors"][0].Message == "" {
			t.Errorf("%s: %s", c.name, a.Body)
		} else if c.code != "" {
			if _, told := got["errors"][0].Details[c.code]; !told {
				t.Errorf("%s: %s does not name %s", c.name, a.Body, c.code)
			}
		}
		if after := s.Rows(t); !maps.Equal(before, after) {
			t.Errorf("%s: the database changed: %v, %v", c.name, before, after)
		}
	}
}

// endpoints are all of the family, for a user, an access and a token of it.
func endpoints(p *apitest.Person, token string) []call {
	one, access := "/user/v1/users/"+p.GUID, p.Path()
	return []call{
		{method: "GET", path: "/user/v1/users"},
		{method: "POST", path: "/user/v1/users", body: `{"email":"x@blueseas.example","firstname":"X"}`},
		{method: "GET", path: one},
		{method: "PATCH", path: one, body: `{"firstname":"X"}`},
		{method: "DELETE", path: one},
		{method: "GET", path: "/user/v1/access"},
		{method: "GET", path: one + "/access"},
		{method: "POST", path: one + "/access", body: `{"type":"api_connection","name":"x"}`},
		{method: "GET", path: access},
		{method: "PATCH", path: access, body: `{"name":"x"}`},
		{method: "DELETE", path: access},
		{method: "GET", path: access + "/tokens"},
		{method: "POST", path: access + "/tokens", body: `{}`},
		{method: "POST", path: access + "/tokens/" + token + "/rotate", body: `{}`},
		{method: "DELETE", path: access + "/tokens/" + token},
	}
}

func isList(c call) bool { return c.path == "/user/v1/users" || c.path == "/user/v1/access" }

func tokenOf(t *testing.T, s *apitest.Server, p *apitest.Person) string {
	t.Helper()
	guid, err := db.Value[string](t.Context(), s.DB, `select guid from tokens where access_id = $1`, p.Access)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

// Nobody without a token, without the right, or of another customer.
func TestEndpointsAreClosed(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		s.Drain(t)
		var calls []call
		for _, c := range endpoints(s.A.Manager, tokenOf(t, s, s.A.Manager)) {
			closed := func(name, token string, status int) {
				c.name, c.token, c.status = name, token, status
				calls = append(calls, c)
			}
			closed("no token", "", 401)
			closed("a token with a wrong checksum", s.A.Admin.Token[:36]+"_", 401)
			closed("an access without roles", s.A.Reader.Token, 403)
			if c.method != "GET" {
				closed("a ratings role that only reads", s.A.User.Token, 403)
			}
			if !isList(c) {
				closed("another customer's admin", s.B.Admin.Token, 404)
			}
		}
		refuse(t, s, calls)
	})
}

// What does not exist, or has not the form of what exists, is 404 everywhere.
func TestUnknownIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		guid, number, token := s.A.Manager.GUID, str(s.A.Manager.Access), tokenOf(t, s, s.A.Manager)
		var calls []call
		for _, c := range endpoints(s.A.Manager, token) {
			if isList(c) {
				continue
			}
			for _, unknown := range []string{db.NewID(), "1", "x", "99999999999999999999", "%25", "..%2f", strings.Repeat("a", 5000)} {
				replace := func(what, part string) {
					calls = append(calls, call{"unknown " + what, admin, c.method, strings.Replace(c.path, part, unknown, 1), c.body, 404, ""})
				}
				replace("user", guid)
				if strings.Contains(c.path, "/access/") {
					replace("access", number)
				}
				if strings.Contains(c.path, token) {
					replace("token", token)
				}
			}
			// An access of another user, a token of another access.
			if strings.Contains(c.path, "/access/") {
				calls = append(calls, call{"another user's access", admin, c.method, strings.Replace(c.path, number, str(s.A.Reader.Access), 1), c.body, 404, ""})
			}
			if strings.Contains(c.path, token) {
				calls = append(calls, call{"another access's token", admin, c.method, strings.Replace(c.path, token, tokenOf(t, s, s.A.Reader), 1), c.body, 404, ""})
			}
		}
		calls = append(calls,
			call{"no such path", admin, "GET", "/user/v1/nothing", "", 404, ""},
			call{"another method", admin, "PUT", "/user/v1/users", "{}", 405, ""},
			call{"another method", admin, "PUT", "/user/v1/roles", "{}", 405, ""})
		refuse(t, s, calls)
	})
}

// Bodies that are wrong in form, type, length or field are 400 and name the field.
func TestBodiesAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, long := s.A.Admin.Token, strings.Repeat("x", 300)
		users, one := "/user/v1/users", "/user/v1/users/"+s.A.Manager.GUID
		accesses, access := one+"/access", s.A.Manager.Path()
		tokens := access + "/tokens"
		rotate := tokens + "/" + tokenOf(t, s, s.A.Manager) + "/rotate"
		var calls []call
		for _, c := range [][2]string{{"POST", users}, {"PATCH", one}, {"POST", accesses}, {"PATCH", access}, {"POST", tokens}, {"POST", rotate}} {
			for name, body := range map[string]string{
				"malformed": `{"name":`, "a list": `[]`, "a string": `"x"`, "null": `null`, "a number": `7`, "two values": `{} {}`,
				"an unknown field": `{"nonsense":1}`, "a NUL": `{"name":"a\u0000"}`,
			} {
				calls = append(calls, call{name, admin, c[0], c[1], body, 400, map[bool]string{true: "nonsense"}[name == "an unknown field"]})
			}
			calls = append(calls, call{"a large body", admin, c[0], c[1], `{"name":"` + strings.Repeat("x", 1<<20) + `"}`, 413, ""})
		}
		bad := func(method, path, body, field string) {
			calls = append(calls, call{"field", admin, method, path, body, 400, field})
		}
		bad("POST", users, `{"firstname":"X"}`, "email")
		bad("POST", users, `{"email":7}`, "email")
		bad("POST", users, `{"email":"x@blueseas.example","firstname":"X","is_active":false}`, "is_active")
		bad("POST", users, `{"email":"x@blueseas.example","firstname":"X","customer_id":-1}`, "customer_id")
		bad("POST", users, `{"email":"x@blueseas.example","firstname":"`+long+`"}`, "firstname")
		bad("POST", users, `{"email":"x@blueseas.example","firstname":"X","group":"x"}`, "group")
		bad("POST", users, `{"email":"x@blueseas.example","firstname":"X","group":"`+s.B.Group+`"}`, "group")
		bad("POST", users, `{"email":"x@blueseas.example","firstname":"X","role":"root"}`, "role")
		bad("PATCH", one, `{"firstname":null}`, "firstname")
		bad("PATCH", one, `{"customer_id":1}`, "customer_id")
		bad("PATCH", one, `{"expires_at":"tomorrow"}`, "expires_at")
		bad("PATCH", one, `{"is_active":"no"}`, "is_active")
		bad("PATCH", one, `{"email":"`+long+`@x.example"}`, "email")
		bad("POST", accesses, `{}`, "type")
		bad("POST", accesses, `{"type":"x"}`, "type")
		bad("POST", accesses, `{"type":["profile"]}`, "type")
		bad("POST", accesses, `{"type":"api_connection"}`, "name")
		bad("POST", accesses, `{"type":"api_connection","name":null}`, "name")
		bad("POST", accesses, `{"type":"api_connection","name":"`+long+`"}`, "name")
		bad("POST", accesses, `{"type":"api_connection","name":"x","sso_id":"x"}`, "sso_id")
		bad("POST", accesses, `{"type":"api_connection","name":"x","two_fa_enabled":true}`, "two_fa_enabled")
		bad("POST", accesses, `{"type":"ui_connection","two_fa_enabled":"yes"}`, "two_fa_enabled")
		bad("POST", accesses, `{"type":"ui_connection","name":"x"}`, "name")
		bad("POST", accesses, `{"type":"sso_connection"}`, "sso_id")
		bad("POST", accesses, `{"type":"profile","name":"x","language":"en"}`, "language")
		bad("POST", accesses, `{"type":"api_connection","name":"x","language":"xx"}`, "language")
		bad("POST", accesses, `{"type":"api_connection","name":"x","roles":"GATEHOUSE_USERS_R"}`, "roles")
		bad("POST", accesses, `{"type":"api_connection","name":"x","roles":[7]}`, "roles")
		bad("POST", accesses, `{"type":"api_connection","name":"x","roles":null}`, "roles")
		bad("POST", accesses, `{"type":"api_connection","name":"x","roles":["NOBODY_KNOWS_IT"]}`, "roles")
		bad("POST", accesses, `{"type":"api_connection","name":"x","roles":["`+long+`"]}`, "roles")
		bad("POST", accesses, `{"type":"api_connection","name":"x","customer_id":"1"}`, "customer_id")
		bad("POST", accesses, `{"type":"api_connection","name":"x","customer_id":1.5}`, "customer_id")
		bad("POST", accesses, `{"type":"api_connection","name":"x","customer_id":0}`, "customer_id")
		bad("POST", accesses+"?replace=true", `{"type":"api_connection","name":"x"}`, "replace")
		bad("POST", accesses+"?replace=perhaps", `{"type":"sso_connection","sso_id":"x"}`, "replace")
		bad("PATCH", access, `{"type":"profile"}`, "type")
		bad("PATCH", access, `{"type":"api_connection"}`, "type")
		bad("PATCH", access, `{"customer_id":1}`, "customer_id")
		bad("PATCH", access, `{"sso_id":"x"}`, "sso_id")
		bad("PATCH", access, `{"roles":["NOBODY_KNOWS_IT"]}`, "roles")
		bad("POST", tokens, `{"expires_at":"soon"}`, "expires_at")
		bad("POST", tokens, `{"expires_at":"2020-01-01T00:00:00Z"}`, "expires_at")
		bad("POST", tokens, `{"allowed_ips":["everywhere"]}`, "allowed_ips")
		bad("POST", tokens, `{"allowed_ips":"10.0.0.0/8"}`, "allowed_ips")
		bad("POST", rotate, `{"overlap_hours":169}`, "overlap_hours")
		bad("POST", rotate, `{"overlap_hours":"1"}`, "overlap_hours")
		calls = append(calls,
			call{"a customer that is not there", admin, "POST", accesses, `{"type":"api_connection","name":"x","customer_id":1}`, 404, ""},
			call{"another customer", admin, "POST", accesses, `{"type":"api_connection","name":"x","customer_id":` + str(s.B.ID) + `}`, 404, ""},
			call{"another customer", admin, "POST", users, `{"email":"x@blueseas.example","firstname":"X","customer_id":` + str(s.B.ID) + `}`, 404, ""},
			call{"the e-mail of a user", admin, "POST", users, `{"email":"EMMA.waters@blueseas.example","firstname":"X"}`, 409, ""})
		refuse(t, s, calls)
	})
}

// State and ceiling through the edge.
func TestForbiddenAndConflict(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		weak := s.Person(t, s.A, "Wes Weak", actor.Admin, "", []string{"GATEHOUSE_USERS_RW"})
		admin, weakling := s.A.Admin, weak.Token
		access := "/user/v1/users/" + s.A.Reader.GUID + "/access"
		refuse(t, s, []call{
			{"a role not held", weakling, "POST", access, `{"type":"api_connection","name":"x","roles":["GATEHOUSE_LINKS_R"]}`, 403, ""},
			{"somebody mightier", weakling, "PATCH", "/user/v1/users/" + admin.GUID, `{"firstname":"X"}`, 403, ""},
			{"a token for somebody mightier", weakling, "POST", admin.Path() + "/tokens", `{}`, 403, ""},
			{"a group admin makes an admin", s.A.GroupAdmin.Token, "PATCH", "/user/v1/users/" + s.A.User.GUID, `{"role":"customer_admin"}`, 403, ""},
			{"a user out of the group", s.A.GroupAdmin.Token, "GET", "/user/v1/users/" + admin.GUID, "", 404, ""},
		})
		if err := s.Users.Delete(t.Context(), actor.System(s.A.ID), weak.GUID); err != nil {
			t.Fatal(err)
		}
		ui := data(t, s.Do(t, admin.Token, "POST", access, `{"type":"ui_connection"}`), 201)
		refuse(t, s, []call{
			{"the last admin", admin.Token, "DELETE", "/user/v1/users/" + admin.GUID, "", 409, ""},
			{"the last admin", admin.Token, "PATCH", "/user/v1/users/" + admin.GUID, `{"is_active":false}`, 409, ""},
			{"a second interactive access", admin.Token, "POST", access, `{"type":"ui_connection"}`, 409, ""},
			{"a token of an access with a password", admin.Token, "POST", access + "/" + str(int64(ui["id"].(float64))) + "/tokens", "", 409, ""},
		})
	})
}

// FuzzAccessBody posts anything as an access: it is made or refused, but never
// our failure.
func FuzzAccessBody(f *testing.F) {
	f.Add(seedBody(1))
	f.Add(`{"type":"ui_connection","two_fa_enabled":true}`)
	f.Add(`{"type":"sso_connection","sso_id":"emma"}`)
	f.Add(`{"type":"profile","name":"x","roles":[]}`)
	f.Add(`{"type":null,"roles":[null],"customer_id":1e3}`)
	f.Add(`{"TYPE":"profile","Name":"\ud800"}`)
	s := apitest.New(f, fuzzDB(f))
	u, err := s.Users.Create(f.Context(), actor.System(s.A.ID), identity.UserDraft{Email: "fuzz@blueseas.example", FirstName: "Fuzz"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		a := s.Do(t, s.A.Admin.Token, "POST", "/user/v1/users/"+u.GUID+"/access", body)
		if !slices.Contains([]int{201, 400, 403, 404, 409}, a.Status) {
			t.Errorf("%q: %d %s", body, a.Status, a.Body)
		}
	})
}

func fuzzDB(f *testing.F) *db.DB {
	f.Helper()
	return dbtest.Open(f, db.SQLite)
}
