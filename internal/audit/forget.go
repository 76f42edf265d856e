package audit

import (
	"context"
	"math"
	"time"

	"gatehouse/internal/db"
)

// ForgetDetails erases the details of events of a customer before a moment, at
// most so many, and says how many: of the oldest that still have some. The events
// stay, and so does the chain: it holds hashes of their details.
func ForgetDetails(ctx context.Context, tx *db.Tx, customerID int64, before time.Time, most int) (int64, error) {
	n, err := tx.Exec(ctx, `
		delete from event_details where customer_id = $1 and seq in (
			select p.seq
			from (select customer_id, seq from event_details where customer_id = $1 order by seq limit $3) p
			join events e on e.customer_id = p.customer_id and e.seq = p.seq
			where e.at < $2)`, customerID, before, most)
	if err != nil || n == 0 {
		return n, err
	}
	// What they were found by, if somebody noted it meanwhile, too.
	_, err = tx.Exec(ctx, `
		delete from event_addresses where customer_id = $1
			and seq < coalesce((select min(d.seq) from event_details d where d.customer_id = $1), $2)`, customerID, int64(math.MaxInt64))
	return n, err
}
