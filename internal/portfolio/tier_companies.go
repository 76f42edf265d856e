package portfolio

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Move puts companies into a tier, out of the one that they were in, and takes
// others out.
func (ts *Tiers) Move(ctx context.Context, by actor.Actor, guid string, m Members) (moved Moved, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return moved, err
	}
	if err := m.check(); err != nil {
		return moved, err
	}
	guid = strings.ToLower(guid)
	return moved, ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `tiers where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		if err := holdTier(ctx, tx, by.CustomerID, guid); err != nil {
			return err
		}
		seen, err := visibleOf(ctx, tx, by, append(m.Add, m.Remove...))
		if err != nil {
			return err
		}
		removed, err := db.Column[string](ctx, tx, `
			update companies set tier_guid = null, version = version + 1, updated_at = $3
			where customer_id = $1 and tier_guid = $2 and guid in (`+texts(tx, "$4")+`)
			returning guid`, by.CustomerID, guid, ts.Now(), list(both(m.Remove, seen)))
		if err != nil {
			return err
		}
		added, err := db.Column[string](ctx, tx, `
			update companies set tier_guid = $2, version = version + 1, updated_at = $3
			where customer_id = $1 and (tier_guid is null or tier_guid <> $2) and guid in (`+texts(tx, "$4")+`)
			returning guid`, by.CustomerID, guid, ts.Now(), list(both(m.Add, seen)))
		if err != nil {
			return err
		}
		if len(added)+len(removed) > 0 {
			if err := updateTier(ctx, tx, by.CustomerID, guid, TierChange{}); err != nil {
				return err
			}
		}
		t, err := ts.one(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		moved = m.settle(added, removed, t.Companies)
		recordMove(ctx, tx, by, "tier.companies", guid, moved)
		return nil
	})
}

// Delete deletes a tier and leaves its companies without one: all of them, so
// only who sees all may.
func (ts *Tiers) Delete(ctx context.Context, by actor.Actor, guid string) error {
	_, err := ts.Remove(ctx, by, guid)
	return err
}

// Remove is [Tiers.Delete] for who may want it back.
func (ts *Tiers) Remove(ctx context.Context, by actor.Actor, guid string) (was *GoneTier, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return nil, err
	}
	return was, ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		guid := strings.ToLower(guid)
		t, err := ts.one(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if !seesAll(by) {
			return actor.Denied()
		}
		if err := tenant.Match(ctx, tx, `tiers where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		// The tier goes first: who moves companies into it holds its row.
		n, err := tx.Exec(ctx, `delete from tiers where customer_id = $1 and guid = $2`, by.CustomerID, guid)
		if err != nil {
			return err
		}
		if n == 0 {
			return noTier()
		}
		was = &GoneTier{t}
		was.Companies, err = db.Column[string](ctx, tx, `
			update companies set tier_guid = null, version = version + 1, updated_at = $3
			where customer_id = $1 and tier_guid = $2
			returning guid`, by.CustomerID, guid, ts.Now())
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "tier.delete", Subject: guid, Details: map[string]string{"name": t.Name},
		})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		return nil
	})
}
