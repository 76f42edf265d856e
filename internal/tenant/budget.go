package tenant

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/db"
)

// Budget says how often something may happen: so many times in each period,
// which are counted from midnight UTC.
type Budget struct {
	Name   string
	Most   int64
	Per    time.Duration
	Credit time.Duration // how far ahead what can wait may book: whole periods
}

// Take uses n of the budget of key as part of tx. What the present period cannot
// hold is booked in one that comes: wait says how long that is. If there is no
// place, it takes nothing, and wait says when there will be one.
//
// A row counts what was booked from its period on, so that it shrinks by most
// with every period that passes, and one statement decides between many at the
// same moment.
func (b Budget) Take(ctx context.Context, tx *db.Tx, now time.Time, key string, n int64) (wait time.Duration, ok bool, err error) {
	key = b.Name + " " + key
	period := b.Period(now)
	places := b.Most * int64(1+b.Credit/b.Per)
	begin := func(ahead int64) time.Duration { return b.begin(period + ahead).Sub(now) }
	if n > places {
		return begin(1), false, nil
	}
	used, err := db.Value[int64](ctx, tx, `
		insert into limits (key, period, used, void_at) values ($1, $2, $3, $6)
		on conflict (key) do update set used = `+left+` + $3, period = $2, void_at = $6
		where `+left+` + $3 <= $5
		returning used`, key, period, n, b.Most, places, now.Add(begin(1)+b.Credit))
	if err == nil {
		return max(0, begin((used-1)/b.Most)), true, nil
	}
	if !errors.Is(err, db.ErrNone) {
		return 0, false, err
	}
	used, err = db.Value[int64](ctx, tx, `select used - ($2 - period) * $3 from limits where key = $1`, key, period, b.Most)
	return begin((used + n - places + b.Most - 1) / b.Most), false, err
}

// Spend is [Budget.Take] for a budget without credit, of which nobody waits for the
// answer: if there is no place, tx fails with refused. The row refuses to hold
// nothing.
func (b Budget) Spend(ctx context.Context, tx *db.Tx, now time.Time, key string, n int64, refused error) error {
	if n > b.Most {
		return refused
	}
	period := b.Period(now)
	return tx.Insist(ctx, db.Refusal{Is: db.IsNull, Err: refused}, `
		insert into limits (key, period, used, void_at) values ($1, $2, $3, $5)
		on conflict (key) do update set used = case when `+left+` + $3 <= $4 then `+left+` + $3 end, period = $2, void_at = $5`,
		b.Name+" "+key, period, n, b.Most, b.begin(period+1))
}

// left is what a row has booked in the period $2 and later, at $4 a period.
const left = `case when limits.used > ($2 - limits.period) * $4 then limits.used - ($2 - limits.period) * $4 else 0 end`

// Slice uses up to n of what the present period has left of the budget of key,
// as part of tx, and returns how many it got. Credit does not count. The row may
// say more than Most: what is beyond it nobody got.
func (b Budget) Slice(ctx context.Context, tx *db.Tx, now time.Time, key string, n int64) (got int64, err error) {
	period := b.Period(now)
	used, err := db.Value[int64](ctx, tx, `
		insert into limits (key, period, used, void_at) values ($1, $2, $3, $5)
		on conflict (key) do update set
			used = case when limits.period < $2 then 0 else limits.used end + $3,
			period = case when limits.period < $2 then $2 else limits.period end, void_at = $5
		where limits.period < $2 or limits.used < $4
		returning used`, b.Name+" "+key, period, n, b.Most, b.begin(period+1))
	if errors.Is(err, db.ErrNone) {
		return 0, nil
	}
	return max(0, n-max(0, used-b.Most)), err
}

// Used returns how much of what the present period holds is used.
func (b Budget) Used(ctx context.Context, c db.Conn, now time.Time, key string) (int64, error) {
	used, err := db.Value[int64](ctx, c, `select used - ($2 - period) * $3 from limits where key = $1`,
		b.Name+" "+key, b.Period(now), b.Most)
	if errors.Is(err, db.ErrNone) {
		return 0, nil
	}
	return min(max(0, used), b.Most), err
}

// Period is the number of the period in which now is.
func (b Budget) Period(now time.Time) int64 { return now.UnixMicro() / b.Per.Microseconds() }

// Left is how long the period lasts in which now is.
func (b Budget) Left(now time.Time) time.Duration { return b.begin(b.Period(now) + 1).Sub(now) }

func (b Budget) begin(period int64) time.Time { return time.UnixMicro(period * b.Per.Microseconds()) }

// ForgetBudgets removes the rows that say nothing any more.
func ForgetBudgets(ctx context.Context, d *db.DB, now time.Time) error {
	_, err := d.Exec(ctx, `delete from limits where void_at <= $1`, now)
	return err
}
