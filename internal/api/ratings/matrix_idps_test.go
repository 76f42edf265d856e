package ratings_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

func idpRows() []apitest.Row {
	const all, one = "/idps", "/idps/{guid}"
	r, rw := needs(actor.SettingsR), needs(actor.SettingsRW)
	const fields = "name:string enabled:bool metadata:string default_group:string sign_hash_alg:string sso_url_suffix:string " +
		"custom_saml_login_url:string logout_redirect_url:string protocol:string metadata_url:string wants_encrypted:bool issuer:string " +
		"client_id:string client_secret:string scopes:string jit:bool mapping:object mapping.email:string mapping.name:string " +
		"mapping.subject:string mapping.first_name:string mapping.last_name:string mapping.role:string mapping.roles:object mapping.group:string mapping.groups:objects " +
		"mapping.groups.0.value:string mapping.groups.0.group:string"
	const mapping = `{"group":"groups","groups":[{"value":"europe","group":"$group"}]}`
	return []apitest.Row{
		{Route: "GET " + all, Need: r, Roles: admins, Status: 200},
		{
			Route: "POST " + all, Need: rw, Roles: admins, Make: anIDPBody, Refs: "group", Status: 201,
			Body: `{"name":"$name","metadata":"$metadata","default_group":"$group","mapping":` + mapping + `}`, Fields: fields,
		},
		{Route: "GET " + all + "/config", Need: r, Roles: admins, Status: 200},
		{
			Route: "PATCH " + one, Need: rw, Roles: admins, Make: anIDP, Refs: "group", Status: 200,
			Body: `{"name":"$name","default_group":"$group","mapping":` + mapping + `}`, Fields: fields,
		},
		{Route: "DELETE " + one, Need: rw, Roles: admins, Make: anIDP, Status: 204},
		{Route: "POST " + one + "/test", Need: rw, Roles: admins, Make: aFetchedIDP, Reads: true, Status: 200},
		{Route: "POST " + one + "/refresh", Need: rw, Roles: admins, Make: aFetchedIDP, Status: 200},
	}
}

// anIDPBody has metadata of an entity of its own, as it stands in a string of JSON.
func anIDPBody(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aName(t, s, c)
	text, err := json.Marshal(metadata(t, "https://idp.example/"+strconv.Itoa(made), nil))
	if err != nil {
		t.Fatal(err)
	}
	v["metadata"], v["group"] = string(text[1:len(text)-1]), c.Group
	return v
}

// aFetchedIDP has its metadata from an address.
func aFetchedIDP(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aName(t, s, c)
	a := s.Do(t, c.Admin.Token, "POST", "/ratings/v1/idps", `{"name":"`+v["name"]+`","metadata_url":"`+publish(t, s, metadata(t, "https://idp.example/"+strconv.Itoa(made), nil))+`"}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	v["guid"] = apitest.JSON[[]document](t, a)[0]["guid"].(string)
	return v
}

func anIDP(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := anIDPBody(t, s, c)
	a := s.Do(t, c.Admin.Token, "POST", "/ratings/v1/idps", `{"name":"`+v["name"]+`","metadata":"`+v["metadata"]+`"}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	v["guid"] = apitest.JSON[[]document](t, a)[0]["guid"].(string)
	v["name"] += " again"
	return v
}
