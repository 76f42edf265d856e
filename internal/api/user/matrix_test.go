package user_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/user"
)

// What every route of the family refuses.
func TestMatrix(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		m := apitest.Matrix{Section: "user", Rows: rows(), Shape: wrongShape}
		for _, r := range (&user.API{}).Table() {
			m.Routes = append(m.Routes, r.Method+" "+user.Prefix+r.Path)
		}
		m.Run(t, s)
	})
}

// Who is stopped or demoted while a call runs changes nothing any more.
func TestWritesCheckAgain(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		table := (&user.API{Log: s.Log, Doors: s.Doors, Users: s.Users, Accesses: s.Accesses, Tokens: s.Tokens, Roles: s.Roles, Sessions: s.Sessions}).Table()
		handlers := make(map[string]api.Handler)
		for _, r := range table {
			handlers[r.Method+" "+user.Prefix+r.Path] = r.Handle
		}
		m := apitest.Matrix{Rows: rows()}
		m.Stale(t, s, handlers)
	})
}

// wrongShape says in what a refusal has not the family's shape.
func wrongShape(_ string, a apitest.Answer) string {
	var got map[string][]struct {
		Code    string            `json:"code"`
		Message string            `json:"message"`
		Details map[string]string `json:"details"`
	}
	if err := json.Unmarshal([]byte(a.Body), &got); err != nil {
		return err.Error()
	}
	if e := got["errors"]; len(got) != 1 || len(e) != 1 || e[0].Code == "" || e[0].Message == "" {
		return "another shape"
	}
	return ""
}

func rows() []apitest.Row {
	const (
		one    = "/user/v1/users/{user}"
		access = one + "/access/{access}"
		tokens = access + "/tokens"
	)
	const userFields = ` firstname:string lastname:string email:string expires_at:string? phone:string? language:string role:string group:string?`
	const accessFields = ` type:string customer_id:int roles:strings sso_id:string name:string language:string two_fa_enabled:bool`
	const listed = "customer_id include_subsidiaries sort[] user type email firstname lastname role group is_active"
	const kept = " status holds second_factor provisioned expires_before"
	reads, writes := []actor.Right{actor.UsersR}, []actor.Right{actor.UsersRW}
	manages := []actor.Right{actor.UsersRW, actor.TokensRW}
	return append(peopleRows(one), []apitest.Row{
		{Route: "GET /user/v1/users", Need: reads, Query: listed + kept, Status: 200},
		{
			Route: "POST /user/v1/users", Need: writes, Make: nobody, Refs: "group", Status: 201,
			Body: `{"email":"$name@blueseas.example","firstname":"X","group":"$group"}`, Fields: userFields + ` customer_id:int is_active:bool`,
		},
		{Route: "GET /user/v1/users/current/data", Status: 200},
		{Route: "GET " + one, Need: reads, Make: somebody, Hidden: unseen, Status: 200},
		{
			Route: "PATCH " + one, Need: writes, Make: somebody, Hidden: unseen, Refs: "group", Status: 200,
			Body: `{"firstname":"X","group":"$group"}`, Fields: userFields + ` is_active:bool`, Query: "customer_id",
		},
		{Route: "DELETE " + one, Need: writes, Make: somebody, Hidden: unseen, Status: 204},

		{Route: "GET /user/v1/access", Need: reads, Query: listed, Status: 200},
		{Route: "GET " + one + "/access", Need: reads, Make: somebody, Hidden: unseen, Status: 200},
		{
			Route: "POST " + one + "/access", Need: writes, Make: somebody, Hidden: unseen, Status: 201,
			Body: `{"type":"api_connection","name":"x"}`, Fields: accessFields, Query: "replace",
		},
		{Route: "GET " + access, Need: reads, Make: somebody, Hidden: unseen, Status: 200},
		{
			Route: "PATCH " + access, Need: writes, Make: somebody, Hidden: unseen, Status: 200,
			Body: `{"name":"x"}`, Fields: accessFields,
		},
		{Route: "DELETE " + access, Need: writes, Make: somebody, Hidden: unseen, Status: 204},

		{Route: "GET " + tokens, Need: manages, Make: somebody, Hidden: unseen, Status: 200},
		{
			Route: "POST " + tokens, Need: manages, Make: somebody, Hidden: unseen, Status: 201,
			Body: `{"allowed_ips":["192.0.2.0/24"]}`, Fields: "expires_at:string? allowed_ips:strings?",
		},
		{
			Route: "POST " + tokens + "/{token}/rotate", Need: manages, Make: somebody, Hidden: unseen, Status: 201,
			Body: `{"overlap_hours":0}`, Fields: "overlap_hours:int?",
		},
		{Route: "DELETE " + tokens + "/{token}", Need: manages, Make: somebody, Hidden: unseen, Status: 204},

		{
			Route: "POST " + tokens + "/retrieval", Need: manages, Make: somebody, Hidden: unseen, Status: 201,
			Body: `{"allowed_ips":["192.0.2.0/24"]}`, Fields: "expires_at:string? allowed_ips:strings?",
		},

		{Route: "GET /user/v1/roles", Status: 200},
		{
			Route: "POST /user/v1/roles", Need: writes, Roles: admins, Make: nobody, Status: 201,
			Body: `{"id":"EVENTS_$name","description":"x"}`, Fields: "id:string description:string",
		},
		{
			Route: "PATCH /user/v1/roles/{role}", Need: writes, Roles: admins, Make: aRole, Status: 200,
			Body: `{"description":"y"}`, Fields: "id:string description:string",
		},
		{Route: "DELETE /user/v1/roles/{role}", Need: writes, Roles: admins, Make: aRole, Status: 204},

		{
			Route: "POST /user/v1/introspect", Need: []actor.Right{actor.IntrospectR}, Roles: actor.Ranks, Make: aToken, Reads: true, Status: 200,
			Body: `{"token":"$secret","token_type_hint":"access_token"}`, Fields: "token:secret token_type_hint:string?",
		},
	}...)
}

var (
	made   int
	admins = actor.Ranks[:1]
)

// aRole is one that the customer's admin added.
func aRole(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	made++
	id := "ROLE_" + strconv.Itoa(made)
	if a := s.Do(t, c.Admin.Token, "POST", "/user/v1/roles", `{"id":"`+id+`"}`); a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.Vars{"role": id}
}

func aToken(_ testing.TB, _ *apitest.Server, c *apitest.Customer) apitest.Vars {
	return apitest.Vars{"secret": c.User.Token}
}

func nobody(_ testing.TB, _ *apitest.Server, c *apitest.Customer) apitest.Vars {
	made++
	return apitest.Vars{"name": "n" + strconv.Itoa(made), "group": c.Group}
}

// somebody is a user with an access and a token of it.
func somebody(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	made++
	p := s.Person(t, c, "Some Body"+strconv.Itoa(made), actor.User, c.Group, nil)
	return subject(t, s, c, p)
}

func subject(t testing.TB, s *apitest.Server, c *apitest.Customer, p *apitest.Person) apitest.Vars {
	t.Helper()
	access := strconv.FormatInt(p.Access, 10)
	all, err := s.Tokens.List(t.Context(), actor.System(c.ID), p.GUID, access)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return apitest.Vars{"user": p.GUID, "access": access, "token": all[0].GUID, "group": c.Group}
}

// unseen is somebody of the same name outside the group of a group admin.
func unseen(t testing.TB, s *apitest.Server) apitest.Vars {
	t.Helper()
	made++
	p := s.Person(t, s.A, "Un Seen"+strconv.Itoa(made), actor.User, "", nil)
	v := subject(t, s, s.A, p)
	v["caller"], v["group"] = s.A.GroupAdmin.Token, s.A.Group
	return v
}
