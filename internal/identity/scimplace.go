package identity

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// SCIMPlace is a user who comes into a group, or goes.
type SCIMPlace struct {
	User string
	In   bool
}

// move brings users into a group and out of it, in their order.
func (ps *Provisioning) move(ctx context.Context, tx *db.Tx, by actor.Actor, idp IDP, g SCIMGroup, ch SCIMGroupChange) (moved int, err error) {
	if len(ch.Members) == 0 && !ch.Whole {
		return 0, nil
	}
	o, err := orderOf(ctx, tx, idp)
	if err != nil {
		return 0, err
	}
	places := ch.Members
	if ch.Whole {
		places = append(othersOf(g.Members, ch.Members), ch.Members...)
	}
	for _, place := range places {
		did, err := ps.place(ctx, tx, by, idp, o, g, place)
		if err != nil {
			return 0, err
		}
		if did {
			moved++
		}
	}
	return moved, nil
}

// othersOf are those who are in a group and not among who is to be.
func othersOf(members []SCIMMember, wanted []SCIMPlace) (out []SCIMPlace) {
	stays := make(map[string]bool, len(wanted))
	for _, p := range wanted {
		stays[p.User] = true
	}
	for _, m := range members {
		if !stays[m.GUID] {
			out = append(out, SCIMPlace{User: m.GUID})
		}
	}
	return out
}

// order is that of an IdP's groups: where its people begin, and which group comes
// before which.
type order struct {
	home  string // of who is in no other
	start map[string]bool
	rank  map[string]int
}

func orderOf(ctx context.Context, c db.Conn, idp IDP) (*order, error) {
	guid, _, err := tenant.DefaultGroup(ctx, c, idp.CustomerID)
	o := &order{home: guid, start: map[string]bool{guid: true}, rank: make(map[string]int)}
	if idp.DefaultGroup != "" {
		o.home, o.start[idp.DefaultGroup] = idp.DefaultGroup, true
	}
	for i, g := range idp.Mapping.Groups {
		if _, ok := o.rank[g.GroupGUID]; !ok {
			o.rank[g.GroupGUID] = i
		}
	}
	return o, err
}

// before reports whether a group comes before another: those of the mapping, in
// its order, before all that it does not name.
func (o *order) before(group, other string) bool {
	rank, named := o.rank[group]
	than, isNamed := o.rank[other]
	return named && (!isNamed || rank < than)
}

// place brings a user into a group, or out of it to where the IdP's people begin.
// Of several groups that an IdP puts somebody into, the first in its order wins:
// into another the user does not come (409).
func (ps *Provisioning) place(ctx context.Context, tx *db.Tx, by actor.Actor, idp IDP, o *order, g SCIMGroup, place SCIMPlace) (did bool, err error) {
	u, err := lockOwned(ctx, tx, by, place.User)
	if errors.Is(err, errNotFound) {
		if place.In {
			err = fault.Field("members", "there is no such user: %s", place.User)
		} else {
			err = nil // nobody to take out
		}
		return false, err
	}
	if err != nil {
		return false, err
	}
	to := g.GUID
	if !place.In {
		to = o.home
	}
	switch {
	case !place.In && u.GroupGUID != g.GUID, u.GroupGUID == to:
		return false, nil
	case place.In && !o.start[u.GroupGUID] && !o.before(to, u.GroupGUID):
		return false, fault.New(fault.Conflict, "%s is in the access group %s: a user is in one, and this one does not come before it.", u.FormalName, u.GroupName)
	}
	if err := ps.within(ctx, tx, by, idp, u.GUID); err != nil {
		return false, err
	}
	if err := ps.regroup(ctx, tx, by, u.User, to); err != nil {
		return false, err
	}
	return true, ps.within(ctx, tx, by, idp, u.GUID)
}

func (ps *Provisioning) regroup(ctx context.Context, tx *db.Tx, by actor.Actor, u User, group string) error {
	if err := setMembershipOf(ctx, tx, u.CustomerID, u.GUID, nil, &group); err != nil {
		return err
	}
	record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.update", Subject: u.GUID, Details: map[string]any{"group": group}})
	_, err := tx.Exec(ctx, `
		update users set version = version + 1, updated_at = $3 where customer_id = $1 and guid = $2`, u.CustomerID, u.GUID, ps.Now())
	return err
}
