package identity

import (
	"context"
	"time"

	"gatehouse/internal/db"
)

// ForgetNotifications removes notifications of a customer's people that are from
// before a moment, at most so many, and says how many.
func ForgetNotifications(ctx context.Context, tx *db.Tx, customerID int64, before time.Time, most int) (int64, error) {
	return tx.Exec(ctx, `
		delete from notifications where customer_id = $1 and (user_guid, id) in (
			select user_guid, id from notifications where customer_id = $1 and created_at < $2
			order by created_at limit $3)`, customerID, before, most)
}
