package mail

import (
	"context"
	"time"

	"gatehouse/internal/db"
)

// Forget removes mails of a customer that were written before a moment, at most
// so many, and says how many. What waits to be sent stays.
func Forget(ctx context.Context, tx *db.Tx, customerID int64, before time.Time, most int) (int64, error) {
	return tx.Exec(ctx, `
		delete from mails where customer_id = $1 and guid in (
			select guid from mails where customer_id = $1 and created_at < $2 and state <> 'queued'
			order by created_at limit $3)`, customerID, before, most)
}
