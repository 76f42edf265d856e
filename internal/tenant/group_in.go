package tenant

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// What follows is part of a change that its caller answers for: the caller has
// checked the actor, its rights, and the version that If-Match names.

// CreateIn makes a group that sees no company.
func (gs *Groups) CreateIn(ctx context.Context, tx *db.Tx, by actor.Actor, name string) (Group, error) {
	d := GroupDraft{Name: name}
	if err := d.check(); err != nil {
		return Group{}, err
	}
	if _, err := Hold(ctx, tx, by.CustomerID); err != nil {
		return Group{}, err
	}
	return gs.create(ctx, tx, by, d)
}

// RenameIn gives a group another name.
func (gs *Groups) RenameIn(ctx context.Context, tx *db.Tx, by actor.Actor, guid, name string) error {
	ch := GroupChange{Name: &name}
	if err := ch.check(); err != nil {
		return err
	}
	if _, err := Hold(ctx, tx, by.CustomerID); err != nil {
		return err
	}
	g, err := readOne(ctx, tx, by, guid)
	if err != nil {
		return err
	}
	_, err = gs.change(ctx, tx, by, g, ch)
	return err
}

// DeleteIn removes a group that nobody needs, as [Groups.Delete] does.
func (gs *Groups) DeleteIn(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) error {
	if _, err := Hold(ctx, tx, by.CustomerID); err != nil {
		return err
	}
	return deleteGroup(ctx, tx, by, guid)
}
