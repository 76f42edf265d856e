package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

const (
	v2Users    = "/ratings/v2/users"
	userFields = " email:string formal_name:string friendly_name:string group:object? group.guid:string roles:objects " +
		"roles.0.slug:string landing_page:string is_available_for_contact:bool is_active:bool " +
		"preferred_contact_for_entities:strings email_preferences:object email_preferences.compromised_system_alerts:bool? " +
		"email_preferences.notifications:object? email_preferences.notifications.folder:bool? " +
		"email_preferences.real_time_alerts:object? email_preferences.real_time_alerts.alerts_period:int? "
	userFilters = "guid email formal_name_q email_q status roles.slug group.guid is_company_api_token " +
		"is_available_for_contact is_preferred_contact "
)

func userRows() []apitest.Row {
	const one = v2Users + "/{user_guid}"
	r, rw := needs(actor.UsersR), needs(actor.UsersRW)
	const body = `{"email":"$email","formal_name":"X","group":{"guid":"$group"},"roles":[{"slug":"customer_user"}],` +
		`"preferred_contact_for_entities":["$company"]}`
	rows := []apitest.Row{
		{Route: "GET /users", Need: r, Query: userFilters + "include_details show_all view_company", Status: 200},
		{Route: "GET /users/current", Query: "exclude_fields", Status: 200},
		{Route: "GET /users/quota", Need: r, Status: 200},
		{Route: "GET /users/{user_guid}", Need: r, Make: aUser, Hidden: unseenUser, Status: 200},
		{Route: "GET " + v2Users, Need: r, Query: userFilters, Status: 200},
		{Route: "POST " + v2Users, Need: rw, Make: toEnrol, Refs: "group company", Body: body, Fields: userFields, Status: 201},
		{Route: "POST " + v2Users + "/query", Need: r, Reads: true, Make: aUser, Hidden: unseenUser, Blind: "user_guid", Body: `{"guid":["$user_guid"]}`, Fields: "guid:strings?", Status: 200},
		{Route: "GET " + v2Users + "/current", Status: 200},
		{Route: "PATCH " + v2Users + "/current", Body: `{"landing_page":"TPRM","roles":[{"slug":"customer_admin"}]}`, Fields: userFields, Status: 200},
		{Route: "GET " + one, Need: r, Make: aUser, Hidden: unseenUser, Status: 200},
		{
			Route: "PATCH " + one, Need: rw, Make: aUser, Hidden: unseenUser, Refs: "group company", Fields: userFields, Status: 200,
			Body: `{"formal_name":"Y","group":{"guid":"$group"},"roles":[{"slug":"customer_user"}],"preferred_contact_for_entities":["$company"]}`,
		},
		{Route: "DELETE " + one, Need: rw, Make: aUser, Hidden: unseenUser, Status: 204},
	}
	for _, verb := range []string{"require-mfa", "resend-activation-email", "reset-mfa", "reset-pending-mfa"} {
		rows = append(rows, apitest.Row{Route: "POST " + one + "/" + verb, Need: rw, Make: aUser, Hidden: unseenUser, Status: 200})
	}
	return rows
}

func customerRows() []apitest.Row {
	return []apitest.Row{
		{Route: "GET /customers/current", Status: 200},
		{
			Route: "PATCH /customers/current", Need: needs(actor.SettingsRW), Status: 200,
			Body:   `{"customer_settings":{"auto_approve_invited_users":false,"max_token_days":3650}}`,
			Fields: "customer_settings:object customer_settings.auto_approve_invited_users:bool customer_settings.max_token_days:int?",
		},
	}
}

func toEnrol(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	v := aName(t, s, c)
	v["group"] = c.Group
	return v
}

// aUser is a user who was made by the customer's admin and has not come in yet.
func aUser(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	v := toEnrol(t, s, c)
	a := s.Do(t, c.Admin.Token, "POST", v2Users, `{"email":"`+v["email"]+`","formal_name":"New Person","group":{"guid":"`+c.Group+`"}}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	v["user_guid"] = apitest.JSON[document](t, a)["guid"].(string)
	return v
}

// unseenUser is in a group that the group admin is not in.
func unseenUser(t testing.TB, s *apitest.Server) apitest.Vars {
	v := toEnrol(t, s, s.A)
	v["user_guid"], v["caller"] = s.A.Admin.GUID, s.A.GroupAdmin.Token
	return v
}
