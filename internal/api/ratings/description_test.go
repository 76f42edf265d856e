package ratings_test

import (
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/ratings"
)

// Every route of the family is in openapi.yaml with all that its handler reads
// of the address, and nothing else is.
func TestRoutesAreDescribed(t *testing.T) {
	for version, routes := range (&ratings.API{}).Table() {
		apitest.CheckRoutes(t, "/ratings/"+version, routes)
		apitest.CheckParameters(t, "/ratings/"+version, routes, map[string]string{
			"GET /ratings/v1/portfolio": "guid", // shares the reader of folder and tier
		})
	}
}
