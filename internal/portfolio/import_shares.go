package portfolio

import (
	"context"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// reserve takes the subscriptions that rows may need in one go for each group
// and type. What is left over goes back after the last row.
func (run *companyRun) reserve(ctx context.Context, tx *db.Tx, ix *index, rows []row) error {
	need := make(map[share]int64)
	for _, r := range rows {
		if r.err != nil || len(r.subscriptions) == 0 {
			continue
		}
		owner, err := run.groupOf(ctx, tx, r.group)
		if err != nil {
			if fault.Of(err).Kind == fault.Internal {
				return err
			}
			continue // the row will be refused
		}
		t, _, _ := ix.find(r)
		for _, kind := range r.subscriptions {
			if run.types[kind] && (t == nil || !t.types[kind]) {
				need[share{owner.guid, kind}]++
			}
		}
	}
	return run.shares.reserve(ctx, tx, need)
}

// share is a group's part of a subscription type.
type share struct{ group, kind string }

// shares hands out what a stage has reserved of quotas.
type shares struct {
	customerID int64
	left       map[share]int64
	refused    map[share]error // in this stage; the next asks again
}

func (sh *shares) reserve(ctx context.Context, tx *db.Tx, need map[share]int64) error {
	for s, n := range need {
		err := tenant.Take(ctx, tx, sh.customerID, s.group, s.kind, n)
		switch {
		case err == nil:
			sh.left[s] = n
		case !fault.Is(err, fault.Exhausted): // if so, one by one
			return err
		}
	}
	return nil
}

// take takes all of what a row needs, or nothing.
func (sh *shares) take(ctx context.Context, tx *db.Tx, needed []Subscription) error {
	for i, n := range needed {
		if err := sh.one(ctx, tx, share{n.GroupGUID, n.Type}); err != nil {
			for _, taken := range needed[:i] {
				sh.left[share{taken.GroupGUID, taken.Type}]++
			}
			return err
		}
	}
	return nil
}

func (sh *shares) one(ctx context.Context, tx *db.Tx, s share) error {
	if sh.left[s] > 0 {
		sh.left[s]--
		return nil
	}
	if err := sh.refused[s]; err != nil {
		return err
	}
	err := tenant.Take(ctx, tx, sh.customerID, s.group, s.kind, 1)
	if fault.Is(err, fault.Exhausted) {
		err = fault.Field("subscription_type", "%s", fault.Of(err).Text(""))
		sh.refused[s] = err
	}
	return err
}

func (sh *shares) giveBack(ctx context.Context, tx *db.Tx) error {
	for s, n := range sh.left {
		if n == 0 {
			continue
		}
		if err := tenant.GiveBack(ctx, tx, sh.customerID, s.group, s.kind, n); err != nil {
			return err
		}
	}
	return nil
}
