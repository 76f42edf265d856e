package e2e

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// document is one of the four that Gatehouse starts from: its example request
// and its example answer, word for word. Only host, token and the ids in the
// request are names here.
type document struct {
	title   string // the heading in docs/examples.md
	request string // the whole command, or of document 003 its body
	answer  string
	tolerance
}

var documents = []document{
	{
		title: "Create a Collaboration Registration Form",
		request: `curl -H "Content-Type: application/json" -X POST -i $GATEHOUSE/ratings/v1/client-access-links -u $TOKEN: ` +
			`-d '{ "name": "Example name", "description": "Example description", "is_active": true, "scope": "tprm" }'`,
		answer: `{ "guid": "19caa9ab-0560-4661-9d02-3364b13714ec",
			"link": "https://gatehouse.example.com/app/static/pages/access-request?token=19caa9ab-0560-4661-9d02-3364b13714ec",
			"name": "Example name", "scope": "tprm", "description": "Example description", "is_active": true,
			"created_time": "2024-01-29T17:37:54.968848Z", "updated_time": "2024-01-29T17:37:54.968893Z",
			"created_by": { "guid": "de5750f0-f60b-4478-9bfc-08m20e71f4b2", "formal_name": "User One" }, "updated_by": null }`,
		tolerance: tolerance{isStrict: true, additive: set("created_by.email", "own_fields", "allowed_domains", "refused_domains",
			"expires_at", "max_registrations", "registered_count", "wording", "language", "logo", "state")},
	},
	{
		title: "Create an Access Control Group",
		request: `curl -X POST --data-ascii '{ "name":"This Group", "can_set_tier_scope":false, "groups":[ { "all_companies":false, ` +
			`"is_default":false, "allow_bundled_companies":true, "subscription_types":{ "continuous_monitoring":{ ` +
			`"total_allocated_quota":2, "total_available_quota":0 } } } ] }' $GATEHOUSE/ratings/v1/access-groups -u $TOKEN: ` +
			`--header "Content-Type:application/json"`,
		// The document names fields and no answer: these are the fields, flat.
		answer: `{ "guid": "", "name": "This Group", "can_set_tier_scope": false, "all_companies": false, "is_default": false,
			"allow_bundled_companies": true, "user_count": 0, "subscription_types": { "continuous_monitoring": {
			"total_allocated_quota": 2, "total_available_quota": 2, "total_used_allocated_quota": 0, "total_used_quota": 0 } } }`,
		tolerance: tolerance{isStrict: true, additive: set("id",
			"subscription_types.alerts-only", "subscription_types.countries", "subscription_types.vendor-selection")},
	},
	{
		title: "Create access",
		request: `{ "type": "api_connection", "name": "New application API access",
			"roles": [ "CLIENTNMS_WEBSERVICE_EVENT_R", "CLIENTNMS_WEBSERVICE_DNS_RW" ], "customer_id": $CUSTOMER_ID, "language": "en" }`,
		answer: `{ "message": "OK", "data": { "id": 433514, "user": "c0b48140-34cb-4187-acd7-aaa830dc97f9", "type": "api_connection",
			"customer_id": 1234, "roles": [ "CLIENTNMS_WEBSERVICE_EVENT_R", "CLIENTNMS_WEBSERVICE_DNS_RW" ], "last_login_at": null,
			"language": "en", "name": "New application API access", "created_at": "2023-01-01T00:00:00+00:00",
			"created_by": { "id": "7a1506b9-9ce4-43f9-a6f0-e94ef4252277", "firstname": "Company", "lastname": "Administrator" } } }`,
		tolerance: tolerance{isStrict: true},
	},
	{
		title:   "Collaboration Outbox",
		request: `curl $GATEHOUSE/ratings/v1/access-requests -u $TOKEN:`,
		answer:  outboxAnswer,
		tolerance: tolerance{isStrict: true, nullable: outboxNullable, additive: set("has_preferred_contacts", "awaiting",
			"expires_date", "access_end_date", "sent_count", "mail_status", "link", "context.risk_vectors")},
	},
}

const outboxAnswer = `[ { "guid":"11111111-eeee-1111-eeee-111111111111", "ccs":null,
	"requester_guid":"eeeeeeee-8888-eeee-8888-eeeeeeeeeeee", "requester_email":"emma@blueseas.com",
	"requestee_first_name":"Maria", "requestee_last_name":"Castro", "requester_first_name":"Emma", "requester_last_name":"Waters",
	"requester_friendly_name":"Emma", "requester_formal_name":"Emma Waters",
	"requester_company_guid":"feeccea4-e062-4cf5-9a3d-7034addb12d1", "requester_company_name":"Blue Seas International",
	"requester_customer_guid":"c940bb61-33c4-42c9-9231-c8194c305db3", "requester_customer_name":"My Company",
	"requestee_friendly_name":"Maria Castro", "requestee_formal_name":"Maria Castro", "requestee_email":"mcastro@blackhills.com",
	"requestee_phone":" ", "requestee_company_guid":"a5e23bf0-38d4-4cea-aa50-19ee75da481d",
	"requestee_company_name":"Black Hills Technologies", "requestee_tos_date":null, "requestee_last_login":"2021-03-21",
	"message":"Please address these concerns - from Emma", "notes":null, "created_date":"2021-04-17",
	"created_time":"2021-04-17T12:26:21Z", "email_sent_date":"2021-04-24", "can_resend_email":true, "hubspot_status":"CREATED",
	"status":"Resolved", "is_real":true, "has_shared_observations":true, "has_preferred_contact":false,
	"shared_observations_count":3, "invitation_duration":14, "trial_duration":45, "reason":"informational",
	"context":{ "date":"2020-03-03", "rating":390 },
	"resolved_by":{ "guid":"eeeeeeee-8888-eeee-8888-eeeeeeeeeeee", "formal_name":"Emma Waters" }, "resolved_date":"2021-06-21",
	"recipient_customer_access":"inactive", "third_parties":[ { "name":"Richard Kuga", "email":"richard.kuga@saperix.com" } ] } ]`

// outboxNullable are fields that the example has and that a request need not
// have yet: nobody signed in, nobody resolved it, nothing was sent, no rating.
var outboxNullable = set("requestee_last_login", "resolved_by", "resolved_date", "email_sent_date", "context.date", "context.rating",
	"context.risk_vectors.grade", "mail_status")

func set(names ...string) map[string]bool {
	all := make(map[string]bool, len(names))
	for _, name := range names {
		all[name] = true
	}
	return all
}

// TestExamplesAreTheDocuments: of the documents' requests nothing is changed.
func TestExamplesAreTheDocuments(t *testing.T) {
	t.Parallel()
	examples := readExamples(t, "examples.md")
	for _, d := range documents {
		e := exampleOf(examples, d.title)
		if e == nil {
			t.Errorf("there is no example %q", d.title)
			continue
		}
		command := strings.Join(strings.Fields(e.command), " ")
		want := strings.Join(strings.Fields(d.request), " ")
		if strings.HasPrefix(want, "curl") && command != want || !strings.Contains(command, want) {
			t.Errorf("the request is\n%s\nwant\n%s", command, want)
		}
	}
}

func exampleOf(examples []*example, title string) *example {
	i := slices.IndexFunc(examples, func(e *example) bool { return e.heading == title })
	if i < 0 {
		return nil
	}
	return examples[i]
}

// compareDocument checks the answer to a document's request: exactly its fields
// and types, but for those that are added on purpose. In a list every element
// has them, and what may be null is not so in all of them.
func compareDocument(t *testing.T, e *example, got string) {
	t.Helper()
	for _, d := range documents {
		if d.title != e.heading {
			continue
		}
		want, is := read[any](t, d.answer), read[any](t, got)
		for _, difference := range differences("", want, is, d.tolerance) {
			t.Errorf("%s: %s", d.title, difference)
		}
		list, ok := is.([]any)
		if !ok {
			continue
		}
		for _, field := range slices.Sorted(maps.Keys(d.nullable)) {
			if !slices.ContainsFunc(list, func(row any) bool { return at(row, field) != nil }) {
				t.Errorf("%s: %s is null in all %d elements", d.title, field, len(list))
			}
		}
	}
}

// at returns what is at a path; of a list, of the first element.
func at(v any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		if list, ok := v.([]any); ok && len(list) > 0 {
			v = list[0]
		}
		o, ok := v.(object)
		if !ok {
			return nil
		}
		v = o[step]
	}
	return v
}
