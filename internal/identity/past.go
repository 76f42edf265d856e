package identity

import (
	"context"
	"time"

	"gatehouse/internal/db"
)

// NotePastLogin writes that somebody signed in through an access in a past that
// nobody has lived: a demo's.
func (as *Accesses) NotePastLogin(ctx context.Context, tx *db.Tx, customerID, accessID int64, at time.Time) error {
	_, err := tx.Exec(ctx, `
		update accesses set last_login_at = $3
		where customer_id = $1 and id = $2 and (last_login_at is null or last_login_at < $3)`, customerID, accessID, at)
	return err
}
