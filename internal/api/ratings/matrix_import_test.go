package ratings_test

import (
	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

// A company that is not seen refuses its row, not the call.
func importRows() []apitest.Row {
	return []apitest.Row{{
		Route: "POST /access-requests/import", Need: needs(actor.RequestsRW), Make: toInvite, Hidden: unseenCompany, Blind: "company",
		Ask: "?import_id=$rank", Status: 200, Type: "text/csv",
		Body: "company,requestee_email,requestee_formal_name\n$company,$email,X\n",
	}}
}
