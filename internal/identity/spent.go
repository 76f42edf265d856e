package identity

import (
	"context"
	"time"

	"gatehouse/internal/db"
)

// spend notes that what somebody has shown counts no second time, and reports
// whether this was the first. It is kept until nobody would take it any more.
func spend(ctx context.Context, tx *db.Tx, customerID int64, message string, until time.Time) (first bool, err error) {
	n, err := tx.Exec(ctx, `
		insert into spent_messages (customer_id, hash, expires_at) values ($1, $2, $3)
		on conflict (customer_id, hash) do nothing`, customerID, hashOf(message), until)
	return n == 1, err
}
