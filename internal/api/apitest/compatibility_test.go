package apitest

import "testing"

// Nothing is left out of what the two original services offer.
func TestContractsAreComplete(t *testing.T) {
	for _, route := range missingContracts() {
		t.Errorf("%s is in a contract, and not in openapi.yaml", route)
	}
}
