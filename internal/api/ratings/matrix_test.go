package ratings_test

import (
	"encoding/json"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/ratings"
)

// What every route of the family refuses.
func TestMatrix(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		m := apitest.Matrix{Section: "ratings", Rows: matrixRows(), Shape: wrongShape}
		for version, routes := range (&ratings.API{}).Table() {
			for _, r := range routes {
				m.Routes = append(m.Routes, r.Method+" /ratings/"+version+r.Path)
			}
		}
		m.Run(t, s)
	})
}

// wrongShape says in what a refusal has not the family's shape.
func wrongShape(path string, a apitest.Answer) string {
	var got map[string]any
	if err := json.Unmarshal([]byte(a.Body), &got); err != nil {
		return err.Error()
	}
	if a.Status != 400 || !strings.Contains(path, "/client-access-links") {
		detail, _ := got["detail"].(string)
		for field, v := range got {
			if list, ok := v.([]any); field != "detail" && (!ok || len(list) != 1) {
				return field + " is no list of one sentence"
			}
		}
		return map[bool]string{true: "no detail"}[detail == ""]
	}
	errs, _ := got["errors"].([]any)
	if len(got) != 1 || len(errs) == 0 {
		return "no errors"
	}
	for _, e := range errs {
		if one, _ := e.(document); len(one) != 1 || one["detail"] == nil {
			return "an error that is not a detail"
		}
	}
	return ""
}

const (
	filters = "company_guid folder_guid tier_guid requesterid exclude_requesterid group status reason " +
		"context.risk_vectors.risk_vector.slug start_date end_date group_by "
	companyFilters = "name_q guid tier folder rating rating_lt rating_gte industry.slug industry.name subscription_type.slug " +
		"relationship.slug life_cycle.slug risk_vectors.slug risk_vectors.grade is_self_published countries folder_guid tier_guid type "
	requestFields = " requestee_company_guid:string? requestee_email:string? requestee_formal_name:string? " +
		"requestee_friendly_name:string? requestee_phone:string? message:string? notes:string? ccs:joined? " +
		"third_parties:objects? third_parties.0.name:string? third_parties.0.email:string reason:string? trial_duration:int? " +
		"context:object? context.risk_vectors:objects? context.risk_vectors.0.risk_vector:object " +
		"context.risk_vectors.0.risk_vector.slug:string rolledup_observation_ids:strings? language:string? "
	groupFields = " name:string can_set_tier_scope:bool all_companies:bool is_default:bool allow_bundled_companies:bool " +
		"subscription_types:object subscription_types.countries.total_allocated_quota:int? groups:objects? "
	folderFields = " name:string description:string? content_expiry_days:int? shared_options:object? "
	tierFields   = " name:string description:string rank:int email_enabled:bool "
	linkFields   = " name:string description:string is_active:bool scope:string own_fields:objects own_fields.0.label:string " +
		"own_fields.0.kind:string own_fields.0.key:string own_fields.0.required:bool own_fields.0.help:string own_fields.0.options:strings " +
		"allowed_domains:strings refused_domains:strings expires_at:string? max_registrations:int? language:string " +
		"wording:object wording.heading:string wording.intro:string wording.button:string wording.thanks:string "
	moveFields = " add_companies:strings? remove_companies:strings? "
)

func matrixRows() (rows []apitest.Row) {
	for _, more := range [][]apitest.Row{
		requestRows(), importRows(), inboxRows(), linkRows(), groupRows(), groupMoveRows(), portfolioRows(), tierRows(), contactRows(), companyRows(),
		messageRows(), colleagueRows(), letterRows(), sharedFindingRows(), notificationRows(),
		userRows(), customerRows(),
		relationRows(),
		eventRows(),
		tokenRows(), idpRows(), scimTokenRows(), mailRows(), webhookRows(),
	} {
		rows = append(rows, more...)
	}
	for i := range rows {
		method, path, _ := strings.Cut(rows[i].Route, " ")
		if !strings.HasPrefix(path, "/ratings/") {
			rows[i].Route = method + " /ratings/v1" + path
		}
	}
	return rows
}

// governors are whom a group admin's own group lets in without GROUPS_RW.
var governors = []actor.Role{actor.Admin, actor.GroupAdmin}

func needs(r ...actor.Right) []actor.Right { return r }

func requestRows() []apitest.Row {
	const all, one = "/access-requests", "/access-requests/{guid}"
	r, rw := needs(actor.RequestsR), needs(actor.RequestsRW)
	return []apitest.Row{
		{Route: "GET ", Status: 200},
		{Route: "GET " + all, Need: r, Query: filters, Status: 200},
		{
			Route: "POST " + all, Need: rw, Make: toInvite, Hidden: unseenCompany, Refs: "company", Status: 201, Fields: requestFields,
			Body: `{"requestee_company_guid":"$company","requestee_email":"$email","requestee_formal_name":"X",` +
				`"third_parties":[{"name":"Y","email":"y@blackhills.example"}],"context":{"risk_vectors":[{"risk_vector":{"slug":"dkim"}}]}}`,
		},
		{
			Route: "POST " + all + "/bulk", Need: rw, Make: aRequest, Hidden: unseenRequest, Blind: "guid", Status: 200,
			Body: `{"modify":[{"guid":"$guid","status":"Resolved"}]}`, Fields: "modify:objects modify.0.guid:string modify.0.status:string",
		},
		{Route: "GET " + all + "/config", Need: r, Status: 200},
		{
			Route: "PATCH " + all + "/config", Need: needs(actor.SettingsRW), Status: 200,
			Body: `{"trial_duration":31}`, Fields: "trial_duration:int",
		},
		{Route: "GET " + all + "/counts", Need: r, Query: filters, Status: 200},
		{Route: "GET " + one, Need: r, Make: aRequest, Hidden: unseenRequest, Status: 200},
		{
			Route: "PATCH " + one, Need: rw, Make: aRequest, Hidden: unseenRequest, Status: 200,
			Body: `{"status":"Resolved","notes":"x"}`, Fields: "status:string? notes:string? requestee_company_guid:string?",
		},
		{Route: "POST " + one + "/resend", Need: rw, Make: anOldRequest, Hidden: unseenRequest, Status: 200},
		{
			Route: "POST " + one + "/revoke", Need: rw, Make: anAcceptedRequest, Hidden: unseenRequest, Status: 200,
			Body: `{"reason":"over"}`, Fields: "reason:string",
		},
		{
			Route: "POST " + all + "/self-access/validate-token", Public: true, Make: aForm, Status: 200,
			Body: `{"token":"$guid"}`, Fields: "token:secret",
		},
	}
}

func inboxRows() []apitest.Row {
	const all, one = "/access-requests/received", "/access-requests/received/{guid}"
	return []apitest.Row{
		{Route: "GET " + all, Make: aReceived, Status: 200},
		{Route: "POST " + all + "/mark-all-as-read", Make: aReceived, Status: 204},
		{Route: "GET " + one, Make: aReceived, Hidden: sendersView, Status: 200},
		{Route: "PATCH " + one, Make: aReceived, Hidden: sendersView, Status: 200, Body: `{"read":true}`, Fields: "read:bool"},
	}
}

func linkRows() []apitest.Row {
	const all, one = "/client-access-links", "/client-access-links/{guid}"
	const body = `{"name":"x","own_fields":[{"label":"x","kind":"text"}],"wording":{}}`
	r, rw := needs(actor.LinksR), needs(actor.LinksRW)
	return []apitest.Row{
		{Route: "GET " + all, Need: r, Status: 200},
		{Route: "POST " + all, Need: rw, Body: body, Fields: linkFields, Status: 201},
		{Route: "GET " + one, Need: r, Make: aForm, Status: 200},
		{Route: "PATCH " + one, Need: rw, Make: aForm, Body: body, Fields: linkFields, Status: 200},
		{Route: "DELETE " + one, Need: rw, Make: aForm, Status: 204},
	}
}

func groupRows() []apitest.Row {
	const all, one = "/access-groups", "/access-groups/{guid}"
	const companies = one + "/companies/guids"
	r, rw := needs(actor.GroupsR), needs(actor.GroupsRW)
	return []apitest.Row{
		{Route: "GET " + all, Need: r, Status: 200},
		{
			Route: "POST " + all, Need: rw, Make: aName, Body: `{"name":"$name","subscription_types":{"countries":{"total_allocated_quota":1}}}`,
			Fields: groupFields, Status: 201,
		},
		{Route: "POST " + all + "/query", Need: r, Reads: true, Make: aGroup, Hidden: unseenGroup, Blind: "guid", Body: `{"guid":["$guid"]}`, Fields: "guid:strings?", Status: 200},
		{Route: "GET " + all + "/explain", Need: r, Make: aUserAndCompany, Ask: "?user=$user&company=$company", Refs: "user company", Query: "user company", Status: 200},
		{Route: "GET " + one, Need: r, Make: aGroup, Hidden: unseenGroup, Query: "expand", Status: 200},
		{
			Route: "PATCH " + one, Need: rw, Make: aGroup, Status: 200, Fields: groupFields,
			Body: `{"name":"$name","subscription_types":{"countries":{"total_allocated_quota":1}}}`,
		},
		{Route: "DELETE " + one, Need: rw, Make: aGroup, Status: 204},
		{
			Route: "PUT " + all + "/companies", Need: rw, Roles: governors, Make: aGroup, Hidden: unseenGroup, Refs: "company guid", Status: 200,
			Body: `{"companies":["$company"],"groups":["$guid"]}`, Fields: "companies:strings groups:strings",
		},
		{Route: "GET " + companies, Need: r, Make: aGroup, Hidden: unseenGroup, Query: "subscribed-group", Status: 200},
		{
			Route: "PUT " + companies, Need: rw, Roles: governors, Make: aGroup, Hidden: unseenGroup, Refs: "company", Status: 200,
			Body: `["$company"]`, Fields: ".:strings",
		},
	}
}

func portfolioRows() []apitest.Row {
	const all, one = "/folders", "/folders/{guid}"
	r, rw := needs(actor.PortfolioR), needs(actor.PortfolioRW)
	return []apitest.Row{
		{Route: "GET /portfolio", Need: r, Query: companyFilters, Status: 200},
		{Route: "GET /ratings/v2/portfolio", Need: r, Query: companyFilters, Status: 200},
		{Route: "POST /ratings/v2/portfolio", Need: r, Reads: true, Query: companyFilters, Make: aName, Hidden: unseenCompany, Blind: "company", Body: `{"guid":"$company"}`, Fields: "name_q:text? rating:text?", Status: 200},
		{Route: "GET " + all, Need: r, Query: "exclude_subscription_folders", Status: 200},
		{Route: "POST " + all, Need: rw, Make: aName, Body: `{"name":"$name"}`, Fields: folderFields, Status: 201},
		{Route: "GET " + one, Need: r, Make: aFolder, Hidden: unseenFolder, Status: 200},
		{
			Route: "PATCH " + one, Need: rw, Make: aFolder, Hidden: unseenFolder, Body: `{"name":"$name"}`, Status: 200,
			Fields: " name:string description:string content_expiry_days:int? shared_options:object " +
				"shared_options.is_shared:bool? shared_options.shared_with:objects? ",
		},
		{Route: "DELETE " + one, Need: rw, Make: aFolder, Hidden: unseenFolder, Status: 204},
		{
			Route: "PATCH " + one + "/companies", Need: rw, Make: aFolder, Hidden: unseenFolder, Aside: unseenForFolder, Blind: "company",
			Body: `{"add_companies":["$company"]}`, Fields: moveFields, Status: 200,
		},
	}
}

func tierRows() []apitest.Row {
	const all, one = "/tiers", "/tiers/{guid}"
	r, rw := needs(actor.PortfolioR), needs(actor.PortfolioRW)
	const whole = `{"name":"$name","description":"x","rank":$rank}`
	return []apitest.Row{
		{Route: "GET " + all, Need: r, Status: 200},
		{Route: "POST " + all, Need: rw, Make: aName, Body: whole, Fields: tierFields, Status: 201},
		{Route: "GET " + one, Need: r, Make: aTier, Status: 200},
		{Route: "PUT " + one, Need: rw, Make: aTier, Body: whole, Fields: tierFields, Status: 200},
		{Route: "PATCH " + one, Need: rw, Make: aTier, Body: `{"name":"$name"}`, Fields: tierFields, Status: 200},
		{Route: "DELETE " + one, Need: rw, Make: aTier, Status: 204},
		{
			Route: "PATCH " + one + "/companies", Need: rw, Make: aTier, Aside: unseenForTier, Blind: "company",
			Body: `{"add_companies":["$company"]}`, Fields: moveFields, Status: 200,
		},
	}
}
