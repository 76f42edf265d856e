package collab

import (
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// What organisations keep of somebody is counted by indexes, customer by customer.
func TestKeptIsFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if d.Dialect() == db.Postgres {
			return // which plans by how much there is
		}
		for query, index := range map[string]string{keptContacts: "contacts_email_begins", keptInvitations: "access_requests_email"} {
			steps := dbtest.Steps(t, d, query, "maria@blackhills.example")
			if len(steps) != 2 || !strings.Contains(steps[1], index+" (customer_id=? AND email_lower=?") {
				t.Errorf("%v%s", steps, query)
			}
		}
	})
}
