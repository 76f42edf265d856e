package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
)

// account is who somebody tried to be: a token of a customer, or whoever has an
// e-mail address.
type account struct {
	customerID int64  // 0 of an address
	ref        string // guid, or the hash of an address
}

// addressed is whoever has an e-mail address, if anybody has: that is looked up
// when the refusal is recorded, so that it takes no time before.
func addressed(email string) account { return account{ref: hashOf(email)} }

// countRefused counts a refused sign-in, per account, network and minute. How
// many a stranger can add is for the brakes to bound.
func countRefused(ctx context.Context, d *db.DB, now time.Time, network string, a account) error {
	return countReason(ctx, d, now, network, a, "")
}

// countReason is countRefused where the record says why: never with words that
// whoever was refused has chosen.
func countReason(ctx context.Context, d *db.DB, now time.Time, network string, a account, reason string) error {
	_, err := d.Exec(ctx, `
		insert into refused_sign_ins (customer_id, account, network, minute, reason, count) values ($1, $2, $3, $4, $5, 1)
		on conflict (customer_id, account, network, minute, reason) do update set count = refused_sign_ins.count + 1`,
		a.customerID, a.ref, wide(network), now.Truncate(time.Minute), reason)
	return err
}

// owners returns the users of all customers whom a refusal was about: those who
// sign in with a password under the address. A token is its own.
func (a account) owners(ctx context.Context, c db.Conn) ([]account, error) {
	if a.customerID != 0 {
		return []account{a}, nil
	}
	return db.All(ctx, c, (*account).fields, `
		select distinct a.customer_id, a.user_guid
		from directory d join accesses a on a.user_guid = d.ref and a.type = 'ui_connection'
		where d.kind = 'email' and d.hash = $1
		order by a.customer_id`, a.ref)
}

func (a *account) fields() []any { return []any{&a.customerID, &a.ref} }

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
	reason  string
	count   int64
}

func (r *refusal) fields() []any {
	return append(r.account.fields(), &r.network, &r.minute, &r.reason, &r.count)
}

// details are what the record says of a refusal.
func (r *refusal) details() map[string]any {
	d := map[string]any{"network": r.network, "minute": r.minute, "count": r.count}
	if r.reason != "" {
		d["reason"] = r.reason
	}
	return d
}

const (
	refusalsAtOnce = 500
	keepRefusals   = 24 * time.Hour
)

// RecordRefused writes one event for each account, network and minute that has
// passed. Refusals under an address that nobody has belong to no customer's record.
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
	_, err := ss.DB.Exec(ctx, `delete from refused_sign_ins where minute < $1 and is_recorded`,
		now.Add(-keepRefusals))
	return err
}

func (ss *Sessions) recordSome(ctx context.Context, before time.Time) (n int, err error) {
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		open, err := db.All(ctx, tx, (*refusal).fields, `
			select customer_id, account, network, minute, reason, count from refused_sign_ins
			where not is_recorded and minute < $1
			order by minute limit $2`, before, refusalsAtOnce)
		if err != nil {
			return err
		}
		for _, r := range open {
			owners, err := r.account.owners(ctx, tx)
			if err != nil {
				return err
			}
			if err := r.settle(ctx, tx, len(owners) > 0); err != nil {
				return err
			}
			for _, o := range owners {
				audit.Record(ctx, tx, actor.System(o.customerID), o.customerID, audit.Event{
					Action: "sign_in.refused", Subject: o.ref, Details: r.details(),
				})
			}
			if err := noteReuse(ctx, tx, ss.Now(), r); err != nil {
				return err
			}
		}
		n = len(open)
		return nil
	})
	return n, err
}

// settle marks a refusal as recorded. One that was about nobody is in nobody's
// record: it is forgotten, so that guessing fills nothing.
func (r *refusal) settle(ctx context.Context, tx *db.Tx, about bool) error {
	const of = ` where customer_id = $1 and account = $2 and network = $3 and minute = $4 and reason = $5`
	q := `update refused_sign_ins set is_recorded = true` + of
	if !about {
		q = `delete from refused_sign_ins` + of
	}
	_, err := tx.Exec(ctx, q, r.account.customerID, r.account.ref, r.network, r.minute, r.reason)
	return err
}

// Forget deletes the sessions whose time is over, tries that no longer count, and
// what was begun with factors and never ended.
func (ss *Sessions) Forget(ctx context.Context) error {
	type key struct {
		customerID int64
		guid       string
	}
	now := ss.Now()
	if _, err := ss.DB.Exec(ctx, `delete from spent_messages where expires_at < $1`, now); err != nil {
		return err
	}
	_, err := ss.DB.Exec(ctx, `delete from totps where not is_confirmed and created_at <= $1`, now.Add(-pendingLife))
	if err != nil {
		return err
	}
	if err := forgetTries(ctx, ss.DB, now); err != nil {
		return err
	}
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
