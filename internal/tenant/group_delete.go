package tenant

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Delete removes a group that nobody needs: not the default, without users and
// without subscriptions. What it had reserved is free again.
func (gs *Groups) Delete(ctx context.Context, by actor.Actor, guid string) error {
	if err := by.Need(actor.GroupsRW); err != nil {
		return err
	}
	return gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		g, err := readOne(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		return deleteGroup(ctx, tx, by, g.GUID)
	})
}

func deleteGroup(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) error {
	// Whoever is putting something into the group commits first: look again then.
	if err := lockGroup(ctx, tx, by.CustomerID, guid, "update"); err != nil {
		return err
	}
	g, err := readOne(ctx, tx, by, guid)
	if err != nil {
		return err
	}
	if err := Match(ctx, tx, `groups where customer_id = $1 and guid = $2`, by.CustomerID, g.GUID); err != nil {
		return err
	}
	if err := deletable(g); err != nil {
		return err
	}
	if err := remove(ctx, tx, by.CustomerID, g); err != nil {
		return err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: "access_group.delete", Subject: g.GUID, Details: map[string]any{"name": g.Name},
	})
	audit.Touch(ctx, tx, by.CustomerID, everything)
	return nil
}

func deletable(g Group) error {
	if all := hurdles(g); all != nil {
		return all[0]
	}
	return nil
}

// Hurdle is a fault that stands in the way of a deletion, and what it is about.
type Hurdle struct {
	About HurdleKind
	error
}

// Unwrap returns the fault.
func (h *Hurdle) Unwrap() error { return h.error }

// HurdleKind says where a [Hurdle] is cleared.
type HurdleKind int

// The kinds of hurdles.
const (
	IsTheDefault HurdleKind = iota + 1
	OwnsSubscriptions
	HasUsers
)

// hurdles are what stands in the way of deleting a group: the first is what a
// refusal says.
func hurdles(g Group) (all []error) {
	if g.IsDefault {
		all = append(all, &Hurdle{IsTheDefault, fault.New(fault.Conflict, "The default group cannot be deleted. Make another one the default first.")})
	}
	var owned []string
	for _, q := range g.Quotas {
		if q.Used > 0 {
			owned = append(owned, q.Type)
		}
	}
	if owned != nil {
		all = append(all, &Hurdle{OwnsSubscriptions, fault.New(fault.Conflict,
			"The group %s owns subscriptions (%s). End them, or give them to another group, first.", g.Name, strings.Join(owned, ", "))})
	}
	if g.UserCount > 0 {
		all = append(all, &Hurdle{HasUsers, fault.New(fault.Conflict, "The group %s has %d users. Put them into another one first.", g.Name, g.UserCount)})
	}
	return all
}

func remove(ctx context.Context, tx *db.Tx, customerID int64, g Group) error {
	for _, q := range g.Quotas {
		if q.Allocated == nil {
			continue
		}
		if err := allocate(ctx, tx, customerID, g.GUID, q.Type, nil); err != nil {
			return err
		}
	}
	for _, q := range []string{
		`delete from group_companies where customer_id = $1 and group_guid = $2`,
		`delete from quotas where customer_id = $1 and group_guid = $2`,
		`delete from groups where customer_id = $1 and guid = $2 and not is_default`,
	} {
		if _, err := tx.Exec(ctx, q, customerID, g.GUID); err != nil {
			return err
		}
	}
	return nil
}
