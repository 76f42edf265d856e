package user_test

import (
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/user"
)

// Every route of the family is in openapi.yaml with all that its handler reads
// of the address, and nothing else is.
func TestRoutesAreDescribed(t *testing.T) {
	table := (&user.API{}).Table()
	apitest.CheckRoutes(t, user.Prefix, table)
	apitest.CheckParameters(t, user.Prefix, table, map[string]string{
		"GET /user/v1/users":  "sort",                                       // means sort[]
		"GET /user/v1/access": "sort email firstname lastname role group q", // only their length is looked at
	})
}
