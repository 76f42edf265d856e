package dbtest

import (
	"testing"

	"gatehouse/internal/db"
)

// Past notes where the versions of a customer stand, and returns what brings them
// back there in another era, as a restore does. What was changed stays so.
func Past(t testing.TB, d *db.DB, customerID int64) (restore func()) {
	t.Helper()
	type head struct{ seq, requests, portfolio, identity int64 }
	was, err := db.One(t.Context(), d, func(h *head) []any { return []any{&h.seq, &h.requests, &h.portfolio, &h.identity} },
		`select seq, requests, portfolio, identity from heads where customer_id = $1`, customerID)
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			for _, q := range []struct {
				query string
				args  []any
			}{
				{
					`update heads set seq = $2, requests = $3, portfolio = $4, identity = $5 where customer_id = $1`,
					[]any{was.seq, was.requests, was.portfolio, was.identity},
				},
				{`delete from events where customer_id = $1 and seq > $2`, []any{was.seq}},
				{`delete from event_details where customer_id = $1 and seq > $2`, []any{was.seq}},
				{`delete from request_changes where customer_id = $1 and version > $2`, []any{was.requests}},
			} {
				if _, err := tx.Exec(t.Context(), q.query, append([]any{customerID}, q.args...)...); err != nil {
					return err
				}
			}
			return db.NewEra(t.Context(), tx)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
