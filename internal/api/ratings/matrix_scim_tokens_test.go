package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

func scimTokenRows() []apitest.Row {
	const all, one = "/idps/{guid}/scim-tokens", "/idps/{guid}/scim-tokens/{token}"
	r, rw := needs(actor.SettingsR), needs(actor.SettingsRW)
	return []apitest.Row{
		{Route: "GET " + all, Need: r, Roles: admins, Make: aSCIMToken, Status: 200},
		{
			Route: "POST " + all, Need: rw, Roles: admins, Make: anIDP, Status: 201,
			Body: `{"subject":"user_name","allowed_ips":["192.0.2.0/24"],"expires_date":"2026-12-31"}`, Fields: "subject:string allowed_ips:strings expires_date:string?",
		},
		{
			Route: "POST " + one + "/rotate", Need: rw, Roles: admins, Make: aSCIMToken, Status: 201,
			Body: `{"overlap_hours":1}`, Fields: "overlap_hours:int",
		},
		{Route: "DELETE " + one, Need: rw, Roles: admins, Make: aSCIMToken, Query: "reason", Status: 204},
	}
}

func aSCIMToken(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := anIDP(t, s, c)
	a := s.Do(t, c.Admin.Token, "POST", "/ratings/v1/idps/"+v["guid"]+"/scim-tokens", `{}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	v["token"] = apitest.JSON[document](t, a)["guid"].(string)
	return v
}
