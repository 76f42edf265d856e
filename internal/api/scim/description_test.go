package scim_test

import (
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/scim"
)

// Every route is in openapi.yaml, and nothing else is.
func TestRoutesAreDescribed(t *testing.T) {
	apitest.CheckRoutes(t, scim.Prefix, scim.Table())
}
