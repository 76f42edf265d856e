package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

// relationRows are the routes of subscriptions, relationships and life cycles.
func relationRows() []apitest.Row {
	const subs = "/subscriptions"
	r, rw := needs(actor.PortfolioR), needs(actor.PortfolioRW)
	return []apitest.Row{
		{Route: "GET " + subs, Need: r, Query: "q company_guid subscription_type", Status: 200},
		{
			Route: "POST " + subs, Need: rw, Make: aName, Hidden: unseenCompany, Blind: "company", Status: 200,
			Body: `{"countries":{"companies":[{"guid":"$company","name":"x","url":"x.example"}],"folder":"$name"}}`,
			Fields: "countries:object countries.companies:objects? countries.companies.0.guid:string? " +
				"countries.companies.0.name:string? countries.companies.0.url:string? countries.folder:string?",
		},
		{
			Route: "POST " + subs + "/bulk", Need: rw, Make: aName, Hidden: unseenCompany, Blind: "company", Status: 200,
			Body: `{"add":[{"guid":"$company","type":"countries","folder":["$name"],"tier":"x"}],"delete":[{"guid":"$company"}],` +
				`"update":[{"new_company_guid":"$company","subscribed_company_guid":"$company"}]}`,
			Fields: "add:objects? add.0.guid:string add.0.type:string add.0.folder:strings? add.0.tier:string? delete:objects? " +
				"delete.0.guid:string update:objects? update.0.new_company_guid:string update.0.subscribed_company_guid:string",
		},
		{Route: "GET " + subs + "/companies", Need: r, Query: "q company_guid subscription_type", Status: 200},
		{Route: "GET " + subs + "/expired", Need: r, Query: "q company_guid subscription_type", Status: 200},
		{Route: "DELETE " + subs + "/{company_guid}", Need: rw, Make: aSubscription, Hidden: unseenSubscription, Status: 204},
		{Route: "GET /licenses/summaries", Need: r, Query: "license_usage.slug", Status: 200},
		{Route: "GET /company-relationships", Need: r, Query: "q company_guid relationship_type", Status: 200},
		{
			Route: "PATCH /company-relationships/bulk", Need: rw, Make: aName, Hidden: unseenCompany, Blind: "company", Status: 200,
			Body:   `{"modifications":[{"company_guid":"$company","relationship_type":"vendor"}]}`,
			Fields: "modifications:objects modifications.0.company_guid:string modifications.0.relationship_type:string?",
		},
		{Route: "GET /company-life-cycles", Need: r, Query: "q company_guid life_cycle_type is_completed folder tier", Status: 200},
		{
			Route: "POST /company-life-cycles", Need: rw, Make: aName, Hidden: unseenCompany, Blind: "company", Status: 200,
			Body: `{"company_guids":["$company"],"next_life_cycle_type":"monitoring"}`, Fields: "company_guids:strings next_life_cycle_type:string?",
		},
	}
}

// aSubscription is on a company that others are made on, too.
func aSubscription(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	by, company := actor.System(c.ID), c.Companies["Saperix"]
	_ = s.Companies.Unsubscribe(t.Context(), by, company, "countries") // of the last call, if there was one
	if err := s.Companies.Subscribe(t.Context(), by, company, "countries", ""); err != nil {
		t.Fatal(err)
	}
	return apitest.Vars{"company_guid": company}
}

func unseenSubscription(t testing.TB, s *apitest.Server) apitest.Vars {
	return apitest.Vars{"company_guid": s.A.Companies["Saperix"], "caller": s.A.GroupAdmin.Token}
}

func unseenFolder(t testing.TB, s *apitest.Server) apitest.Vars {
	v := post(t, s, s.A, "/folders", `{"name":"$name","shared_options":{"is_shared":false}}`)
	v["caller"] = s.A.GroupAdmin.Token
	return v
}

// unseenForFolder is a company that who made the folder does not see.
func unseenForFolder(t testing.TB, s *apitest.Server) apitest.Vars {
	t.Helper()
	v := unseenCompany(t, s)
	a := s.Do(t, v["caller"], "POST", "/ratings/v1/folders", `{"name":"`+v["name"]+`"}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	v["guid"] = apitest.JSON[document](t, a)["guid"].(string)
	return v
}

func unseenForTier(t testing.TB, s *apitest.Server) apitest.Vars {
	v := unseenCompany(t, s)
	v["guid"] = aTier(t, s, s.A)["guid"]
	return v
}
