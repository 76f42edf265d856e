package ratings_test

import (
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

const (
	contactFields = " company_guid:string email:string formal_name:string friendly_name:string? nickname:string? phone_number:string " +
		"role:string relation_type:string? relation_active:bool? source:string platform_id:string "
	searchParameters = "domain name expand industry industry_slug scope in_portfolio guids use_db include_non_sellable include_provisional"
)

func contactRows() []apitest.Row {
	const all, one = "/contacts", "/contacts/{contact_guid}"
	r, rw := needs(actor.PortfolioR), needs(actor.PortfolioRW)
	const body = `{"company_guid":"$company","email":"$email","formal_name":"X"}`
	return []apitest.Row{
		{Route: "GET " + all, Need: r, Query: "companies", Status: 200},
		{Route: "GET " + all + "/latest", Need: r, Query: "companies", Status: 200},
		{
			Route: "POST " + all, Need: rw, Make: aName, Hidden: unseenCompany, Refs: "company", Status: 200,
			Body: body, Fields: contactFields,
		},
		{
			Route: "POST " + all + "/query", Need: r, Reads: true, Make: aName, Hidden: unseenCompany, Blind: "company", Status: 200,
			Body: `{"companies":["$company"]}`, Fields: "companies:strings?",
		},
		{
			Route: "PUT " + all + "/bulk", Need: rw, Make: aContact, Hidden: unseenContact, Refs: "company contact_guid", Status: 201,
			Body: `[` + body + `,{"guid":"$contact_guid","role":"x"}]`, Fields: ".:objects 1.guid:string 1.role:string 0.email:string 0.company_guid:string",
		},
		{Route: "GET " + one, Need: r, Make: aContact, Hidden: unseenContact, Status: 200},
		{
			Route: "PATCH " + one, Need: rw, Make: aContact, Hidden: unseenContact, Status: 200,
			Body: `{"formal_name":"Y"}`, Fields: contactFields,
		},
		{Route: "DELETE " + one, Need: rw, Make: aContact, Hidden: unseenContact, Status: 200},
	}
}

func companyRows() []apitest.Row {
	const all, one = "/companies", "/companies/{guid}"
	r, rw := needs(actor.PortfolioR), needs(actor.PortfolioRW)
	return []apitest.Row{
		{Route: "GET /defaults", Status: 200},
		{Route: "GET /ratings/v2", Status: 200},
		{Route: "GET " + all + "/search", Need: r, Query: searchParameters, Status: 200},
		{
			Route: "POST " + all + "/search", Need: r, Reads: true, Make: aName, Hidden: unseenCompany, Blind: "company", Status: 200, Body: `{"guids":["$company"]}`,
			Fields: "name:text? domain:text? guids:strings? limit:text? in_portfolio:text?",
		},
		{Route: "GET " + one, Need: r, Make: aCompany, Hidden: hiddenCompany, Query: "include_unrestricted", Status: 200},
		{
			Route: "PATCH " + one, Need: rw, Make: aCompany, Hidden: hiddenCompany, Refs: "primary", Status: 200,
			Body:   `{"contents":{"custom_id":"x","primary_company":{"guid":"$primary"}}}`,
			Fields: "contents:object contents.custom_id:string? contents.primary_company:object? contents.primary_company.guid:string",
		},
		{
			Route: "POST " + all + "/validate-recipient-emails", Need: r, Reads: true, Make: aName, Hidden: unseenCompany, Refs: "company", Status: 200,
			Body: `{"email_validations":[{"company_guid":"$company","email":"$email"}]}`,
			Fields: "email_validations:objects email_validations.0.company_guid:string email_validations.0.email:secret " +
				"check_deliverability:bool? exclude_public_provider_domains:bool?",
		},
		{
			Route: "POST " + all + "/collaboration-contacts/query", Need: r, Reads: true, Make: aName, Hidden: unseenCompany, Blind: "company", Status: 200,
			Body: `{"companies":["$company"]}`, Fields: "companies:strings",
		},
	}
}

// aContact is one at Black Hills Technologies.
func aContact(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	v := aName(t, s, c)
	v["contact_guid"] = newContact(t, s, c.Admin.Token, `{"company_guid":"`+v["company"]+`","email":"a`+v["email"]+`"}`)["guid"].(string)
	return v
}

func unseenContact(t testing.TB, s *apitest.Server) apitest.Vars {
	t.Helper()
	v := aName(t, s, s.A)
	body := `{"company_guid":"` + s.A.Companies["Saperix"] + `","email":"` + strings.ReplaceAll(v["email"], "blackhills", "saperix") + `"}`
	v["contact_guid"], v["caller"] = newContact(t, s, s.A.Admin.Token, body)["guid"].(string), s.A.GroupAdmin.Token
	return v
}

func aCompany(_ testing.TB, _ *apitest.Server, c *apitest.Customer) apitest.Vars {
	return apitest.Vars{"guid": c.Companies["Saperix"], "primary": c.Companies["Acme Paper"]}
}

func hiddenCompany(_ testing.TB, s *apitest.Server) apitest.Vars {
	return apitest.Vars{"guid": s.A.Companies["Saperix"], "primary": s.A.Companies["Black Hills Technologies"], "caller": s.A.GroupAdmin.Token}
}
