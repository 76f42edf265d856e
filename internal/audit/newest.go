package audit

import (
	"context"
	"time"

	"gatehouse/internal/db"
)

// Newest returns the time of the newest event of all customers, or the zero
// time: a clock that is behind it has been turned back.
func Newest(ctx context.Context, c db.Conn) (newest time.Time, err error) {
	err = db.Each(ctx, c, func(at *time.Time) []any { return []any{at} }, func(at *time.Time) error {
		if at.After(newest) {
			newest = *at
		}
		return nil
	}, `select e.at from heads h join events e on e.customer_id = h.customer_id and e.seq = h.seq`)
	return newest, err
}
