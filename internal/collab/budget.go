package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/db"
)

// budget says how often something may happen: so many times in each period,
// which are counted from midnight UTC.
type budget struct {
	name   string
	most   int64
	per    time.Duration
	credit time.Duration // how far ahead what can wait may book: whole periods
}

// take uses n of the budget of key as part of tx. What the present period cannot
// hold is booked in one that comes: wait says how long that is. If there is no
// place, it takes nothing, and wait says when there will be one.
//
// A row counts what was booked from its period on, so that it shrinks by most
// with every period that passes, and one statement decides between many at the
// same moment.
func (b budget) take(ctx context.Context, tx *db.Tx, now time.Time, key string, n int64) (wait time.Duration, ok bool, err error) {
	key = b.name + " " + key
	period := now.UnixMicro() / b.per.Microseconds()
	places := b.most * int64(1+b.credit/b.per)
	begin := func(ahead int64) time.Duration {
		return time.UnixMicro((period + ahead) * b.per.Microseconds()).Sub(now)
	}
	if n > places {
		return begin(1), false, nil
	}
	const left = `case when limits.used > ($2 - limits.period) * $4 then limits.used - ($2 - limits.period) * $4 else 0 end`
	used, err := db.Value[int64](ctx, tx, `
		insert into limits (key, period, used, void_at) values ($1, $2, $3, $6)
		on conflict (key) do update set used = `+left+` + $3, period = $2, void_at = $6
		where `+left+` + $3 <= $5
		returning used`, key, period, n, b.most, places, now.Add(begin(1)+b.credit))
	if err == nil {
		return max(0, begin((used-1)/b.most)), true, nil
	}
	if !errors.Is(err, db.ErrNone) {
		return 0, false, err
	}
	used, err = db.Value[int64](ctx, tx, `select used - ($2 - period) * $3 from limits where key = $1`, key, period, b.most)
	return begin((used + n - places + b.most - 1) / b.most), false, err
}

// forgetBudgets removes the rows that say nothing any more.
func forgetBudgets(ctx context.Context, d *db.DB, now time.Time) error {
	_, err := d.Exec(ctx, `delete from limits where void_at <= $1`, now)
	return err
}
