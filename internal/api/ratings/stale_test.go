package ratings_test

import (
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/tenant"
)

// A job writes documents anew because a name has changed, and on another node
// somebody changes one of the requests: the change stays in the document.
func TestRefreshLosesNoChange(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.Postgres)) // SQLite has one writer at a time
	ctx := t.Context()
	guid := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
	s.Drain(t)
	err := s.DB.Tx(ctx, func(tx *db.Tx) error {
		return tenant.Refresh.Add(ctx, tx, tenant.Stale{CustomerID: s.A.ID})
	})
	if err != nil {
		t.Fatal(err)
	}
	refreshed := make(chan error, 1)
	err = s.DB.Tx(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			update access_requests set notes = 'new', document = replace(document, '"notes":null', '"notes":"new"')
			where customer_id = $1 and guid = $2`, s.A.ID, guid)
		if err != nil {
			return err
		}
		go func() { refreshed <- s.Runner.Drain(ctx) }()
		for waiting := 0; waiting == 0 && err == nil; {
			waiting, err = db.Value[int](ctx, s.DB, `
				select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-refreshed; err != nil {
		t.Fatal(err)
	}
	if got := one(t, s, guid)["notes"]; got != "new" {
		t.Errorf("notes: %v", got)
	}
}
