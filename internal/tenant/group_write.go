package tenant

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Create makes a group.
func (gs *Groups) Create(ctx context.Context, by actor.Actor, d GroupDraft) (g Group, err error) {
	if err := by.Need(actor.GroupsRW); err != nil {
		return g, err
	}
	if err := d.check(); err != nil {
		return g, err
	}
	if err := checkTypes(ctx, gs.DB, by.CustomerID, d.Quotas); err != nil {
		return g, err
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		g, err = gs.create(ctx, tx, by, d)
		return err
	})
	return g, err
}

func (gs *Groups) create(ctx context.Context, tx *db.Tx, by actor.Actor, d GroupDraft) (Group, error) {
	topics := audit.Identity
	if d.IsDefault {
		topics = everything
		if err := unmark(ctx, tx, by.CustomerID); err != nil {
			return Group{}, err
		}
	}
	guid, err := insertGroup(ctx, tx, by.CustomerID, gs.Now(), d)
	if err != nil {
		return Group{}, err
	}
	if err := allocateAll(ctx, tx, by.CustomerID, guid, nil, d.Quotas); err != nil {
		return Group{}, err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "access_group.create", Subject: guid, Details: d})
	audit.Touch(ctx, tx, by.CustomerID, topics)
	return readOne(ctx, tx, by, guid)
}

// begin checks the actor and lets one transaction at a time change the groups
// of a customer, so that the mark of the default has one holder throughout.
func (gs *Groups) begin(ctx context.Context, tx *db.Tx, by actor.Actor) error {
	if err := Check(ctx, tx, by); err != nil {
		return err
	}
	_, err := Hold(ctx, tx, by.CustomerID)
	return err
}

func unmark(ctx context.Context, tx *db.Tx, customerID int64) error {
	_, err := tx.Exec(ctx, `
		update groups set is_default = false, version = version + 1
		where customer_id = $1 and is_default`, customerID)
	return err
}

func insertGroup(ctx context.Context, tx *db.Tx, customerID int64, now time.Time, d GroupDraft) (guid string, err error) {
	guid = tx.NewID(now)
	for range 8 {
		n, err := tx.Exec(ctx, `
			insert into groups (customer_id, name_lower, `+groupColumns+`)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10)
			on conflict (customer_id, id) do nothing`,
			customerID, strings.ToLower(d.Name), tx.NewNumber(), guid, d.Name, d.AllCompanies, d.IsDefault,
			d.AllowBundledCompanies, d.CanSetTierScope, now)
		if db.IsUnique(err) {
			return "", taken(d.Name)
		}
		if err != nil || n == 1 {
			return guid, err
		}
	}
	return "", errors.New("no free id for a group")
}

func taken(name string) error {
	return fault.New(fault.Conflict, "There is an access group called %s already.", name)
}

// Change changes a group. Making it the default takes the mark from the
// present one; the mark cannot be put down.
func (gs *Groups) Change(ctx context.Context, by actor.Actor, guid string, ch GroupChange) (g Group, err error) {
	if err := by.Need(actor.GroupsRW); err != nil {
		return g, err
	}
	if err := ch.check(); err != nil {
		return g, err
	}
	if err := checkTypes(ctx, gs.DB, by.CustomerID, ch.Quotas); err != nil {
		return g, err
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		if g, err = readOne(ctx, tx, by, guid); err != nil {
			return err
		}
		if err := Match(ctx, tx, `groups where customer_id = $1 and guid = $2`, by.CustomerID, g.GUID); err != nil {
			return err
		}
		g, err = gs.change(ctx, tx, by, g, ch)
		return err
	})
	return g, err
}

func (gs *Groups) change(ctx context.Context, tx *db.Tx, by actor.Actor, g Group, ch GroupChange) (Group, error) {
	if err := gs.store(ctx, tx, by, g, ch); err != nil {
		return Group{}, err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "access_group.update", Subject: g.GUID, Details: ch})
	audit.Touch(ctx, tx, by.CustomerID, everything)
	return readOne(ctx, tx, by, g.GUID)
}

func (gs *Groups) store(ctx context.Context, tx *db.Tx, by actor.Actor, g Group, ch GroupChange) error {
	if ch.IsDefault != nil && *ch.IsDefault != g.IsDefault {
		if g.IsDefault {
			return fault.New(fault.Conflict, "There must be a default group. Make another one the default.")
		}
		if err := unmark(ctx, tx, by.CustomerID); err != nil {
			return err
		}
		g.IsDefault = true
	}
	ch.apply(&g)
	_, err := tx.Exec(ctx, `
		update groups set name = $3, name_lower = $4, all_companies = $5, is_default = $6,
			allow_bundled_companies = $7, can_set_tier_scope = $8, version = version + 1, updated_at = $9
		where customer_id = $1 and guid = $2`,
		by.CustomerID, g.GUID, g.Name, strings.ToLower(g.Name), g.AllCompanies, g.IsDefault,
		g.AllowBundledCompanies, g.CanSetTierScope, gs.Now())
	if db.IsUnique(err) {
		return taken(g.Name)
	}
	if err != nil {
		return err
	}
	return allocateAll(ctx, tx, by.CustomerID, g.GUID, g.Quotas, ch.Quotas)
}
