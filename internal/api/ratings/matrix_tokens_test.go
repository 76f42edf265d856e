package ratings_test

import (
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/mail"
)

var admins = actor.Ranks[:1]

func tokenRows() []apitest.Row {
	const all = "/customers/{customer}/api-tokens"
	rw := needs(actor.TokensRW)
	return []apitest.Row{
		{Route: "GET " + all, Need: rw, Roles: admins, Make: aCompanyToken, Status: 200},
		{
			Route: "POST " + all, Need: rw, Roles: admins, Make: aCompanyToken, Refs: "group", Status: 201,
			Body:   `{"description":"$name","email":"$email","group":"$group"}`,
			Fields: "description:string email:string? group:string? role:string? send_token_retrieval_email:bool",
		},
		{Route: "DELETE " + all + "/{guid}", Need: rw, Roles: admins, Make: aCompanyToken, Status: 204},
		{
			Route: "POST /api-tokens/retrieve", Public: true, Make: aRetrieval, Status: 200,
			Body: `{"auth_token":"$ticket","email":"$email","user_guid":"$guid"}`, Fields: "auth_token:string email:string user_guid:string",
		},
	}
}

func aCompanyToken(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := post(t, s, c, "/customers/current/api-tokens", `{"description":"$name"}`)
	v["customer"], v["group"] = c.GUID, c.Group
	return v
}

// aRetrieval is a company token that waits to be fetched.
func aRetrieval(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := post(t, s, c, "/customers/current/api-tokens", `{"description":"$name","email":"$email","send_token_retrieval_email":true}`)
	v["ticket"] = ticket(t, s, v["email"])
	return v
}

// ticket is the auth_token in the last mail to an address.
func ticket(t testing.TB, s *apitest.Server, email string) string {
	t.Helper()
	path, code := s.Link(t, email)
	return mail.Ticket(strings.TrimPrefix(path, "/retrieve-token/"), code)
}
