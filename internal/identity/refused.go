package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
)

// account is who somebody tried to be: a user or a token of a customer. The
// zero value stands for everybody who does not exist.
type account struct {
	customerID int64
	ref        string // guid
}

// countRefused counts a refused sign-in, per account, network and minute. A
// stranger can add one row a minute for each account and network, and for all
// unknown accounts together one.
func countRefused(ctx context.Context, d *db.DB, now time.Time, network string, accounts ...account) error {
	return d.Tx(ctx, func(tx *db.Tx) error {
		for _, a := range accounts {
			_, err := tx.Exec(ctx, `
				insert into refused_sign_ins (customer_id, account, network, minute, count) values ($1, $2, $3, $4, 1)
				on conflict (customer_id, account, network, minute) do update set count = refused_sign_ins.count + 1`,
				a.customerID, a.ref, wide(network), now.Truncate(time.Minute))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Handle registers the jobs of sign-in: writing the events of what was refused,
// and forgetting sessions that have ended.
func (ss *Sessions) Handle(r *jobs.Runner) {
	jobs.Every(r, "identity.refused", time.Minute, ss.RecordRefused)
	jobs.Every(r, "identity.sessions", time.Hour, ss.Forget)
}

type refusal struct {
	account account
	network string
	minute  time.Time
	count   int64
}

func (r *refusal) fields() []any {
	return []any{&r.account.customerID, &r.account.ref, &r.network, &r.minute, &r.count}
}

const (
	refusalsAtOnce = 500
	keepRefusals   = 24 * time.Hour
)

// RecordRefused writes one event for each account, network and minute that has
// passed. Refusals of accounts that do not exist belong to no customer's record.
func (ss *Sessions) RecordRefused(ctx context.Context) error {
	now := ss.Now()
	for {
		n, err := ss.recordSome(ctx, now.Truncate(time.Minute))
		if err != nil {
			return err
		}
		if n < refusalsAtOnce {
			break
		}
	}
	_, err := ss.DB.Exec(ctx, `delete from refused_sign_ins where minute < $1 and (is_recorded or customer_id = 0)`,
		now.Add(-keepRefusals))
	return err
}

func (ss *Sessions) recordSome(ctx context.Context, before time.Time) (n int, err error) {
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		open, err := db.All(ctx, tx, (*refusal).fields, `
			select customer_id, account, network, minute, count from refused_sign_ins
			where customer_id <> 0 and not is_recorded and minute < $1
			order by minute limit $2`, before, refusalsAtOnce)
		if err != nil {
			return err
		}
		for _, r := range open {
			_, err := tx.Exec(ctx, `
				update refused_sign_ins set is_recorded = true
				where customer_id = $1 and account = $2 and network = $3 and minute = $4`,
				r.account.customerID, r.account.ref, r.network, r.minute)
			if err != nil {
				return err
			}
			audit.Record(ctx, tx, actor.System(r.account.customerID), r.account.customerID, audit.Event{
				Action: "sign_in.refused", Subject: r.account.ref,
				Details: map[string]any{"network": r.network, "minute": r.minute, "count": r.count},
			})
		}
		n = len(open)
		return nil
	})
	return n, err
}

// Forget deletes the sessions whose time is over.
func (ss *Sessions) Forget(ctx context.Context) error {
	type key struct {
		customerID int64
		guid       string
	}
	now := ss.Now()
	over, err := db.All(ctx, ss.DB, func(k *key) []any { return []any{&k.customerID, &k.guid} }, `
		select customer_id, guid from sessions where expires_at < $1 limit 10000`, now)
	if err != nil {
		return err
	}
	for _, s := range over {
		if err := ss.DB.Tx(ctx, func(tx *db.Tx) error { return endSession(ctx, tx, s.customerID, s.guid) }); err != nil {
			return err
		}
	}
	return nil
}
