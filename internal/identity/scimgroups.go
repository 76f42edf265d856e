package identity

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// SCIMGroupChange says what becomes different about a group; nil leaves it as it
// is.
type SCIMGroupChange struct {
	Name       *string
	ExternalID *string
	Members    []SCIMPlace
	Whole      bool // Members are all that the IdP has in it
}

// SCIMPlace is a user who comes into a group, or goes.
type SCIMPlace struct {
	User string
	In   bool
}

// maxSCIMMembers is how many users one call moves.
const maxSCIMMembers = 1000

func (ch *SCIMGroupChange) check() error {
	p := fault.Problems{}
	if ch.ExternalID != nil {
		checkText(p, "externalId", *ch.ExternalID, maxSSOID)
	}
	p.Require(len(ch.Members) <= maxSCIMMembers, "members", "must not be more than %d in a call", maxSCIMMembers)
	return p.Err()
}

// CreateGroup makes an access group that sees no company.
func (ps *Provisioning) CreateGroup(ctx context.Context, by actor.Actor, ch SCIMGroupChange) (g SCIMGroup, err error) {
	if err := ch.check(); err != nil {
		return SCIMGroup{}, err
	}
	if ch.Name == nil {
		return SCIMGroup{}, fault.Field("displayName", "must be set")
	}
	err = ps.change(ctx, by, func(tx *db.Tx, idp IDP) error {
		if err := needGroups(by); err != nil {
			return err
		}
		made, err := ps.Groups.CreateIn(ctx, tx, by, *ch.Name)
		if fault.Is(err, fault.Conflict) {
			return &ErrUnique{err}
		}
		if err != nil {
			return err
		}
		ch.Name = nil
		if err := ps.changeGroup(ctx, tx, by, idp, SCIMGroup{GUID: made.GUID}, ch); err != nil {
			return err
		}
		g, err = ps.filled(ctx, tx, by, made.GUID)
		return err
	})
	return g, err
}

// needGroups asks whether the maker of the token may make and change groups now.
func needGroups(by actor.Actor) error {
	if by.Maker == nil || !by.Maker.Has(actor.GroupsRW) {
		return fault.New(fault.Forbidden, "The admin who made this SCIM token may not change access groups now.")
	}
	return nil
}

func (ps *Provisioning) filled(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) (SCIMGroup, error) {
	g, err := scimGroup(ctx, tx, by, guid)
	if err != nil {
		return g, err
	}
	one := []SCIMGroup{g}
	err = fillMembers(ctx, tx, by, one)
	return one[0], err
}

// ChangeGroup changes a group, and moves users of the IdP into it and out of it.
// A user is in one access group: see [Provisioning.enter].
func (ps *Provisioning) ChangeGroup(ctx context.Context, by actor.Actor, guid string, ch SCIMGroupChange) (g SCIMGroup, err error) {
	if err := ch.check(); err != nil {
		return SCIMGroup{}, err
	}
	err = ps.change(ctx, by, func(tx *db.Tx, idp IDP) error {
		before, err := ps.filled(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := matchGroup(ctx, tx, by, guid); err != nil {
			return err
		}
		if err := ps.changeGroup(ctx, tx, by, idp, before, ch); err != nil {
			return err
		}
		g, err = ps.filled(ctx, tx, by, guid)
		return err
	})
	return g, err
}

func matchGroup(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) error {
	return tenant.Match(ctx, tx, `groups where customer_id = $1 and guid = $2`, by.CustomerID, guid)
}

func (ps *Provisioning) changeGroup(ctx context.Context, tx *db.Tx, by actor.Actor, idp IDP, before SCIMGroup, ch SCIMGroupChange) error {
	if ch.Name != nil && strings.TrimSpace(*ch.Name) != before.Name {
		if err := needGroups(by); err != nil {
			return err
		}
		err := ps.Groups.RenameIn(ctx, tx, by, before.GUID, *ch.Name)
		if fault.Is(err, fault.Conflict) {
			return &ErrUnique{err}
		}
		if err != nil {
			return err
		}
	}
	moved, err := ps.move(ctx, tx, by, idp, before, ch)
	if err != nil {
		return err
	}
	isRenamed := ch.ExternalID != nil && *ch.ExternalID != before.ExternalID
	if isRenamed {
		if err := setGroupName(ctx, tx, by, before.GUID, *ch.ExternalID); err != nil {
			return err
		}
	}
	if moved == 0 && !isRenamed {
		return nil
	}
	_, err = tx.Exec(ctx, `
		update groups set version = version + 1, updated_at = $3 where customer_id = $1 and guid = $2`, by.CustomerID, before.GUID, ps.Now())
	return err
}

func setGroupName(ctx context.Context, tx *db.Tx, by actor.Actor, guid, externalID string) error {
	record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: "scim_group.update", Subject: guid, Details: map[string]any{"external_id": externalID},
	})
	_, err := tx.Exec(ctx, `
		insert into scim_groups (customer_id, idp_guid, group_guid, external_id) values ($1, $2, $3, $4)
		on conflict (customer_id, idp_guid, group_guid) do update set external_id = excluded.external_id`,
		by.CustomerID, by.SCIM, guid, externalID)
	return err
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

// DeleteGroup removes a group, after the IdP's own people were taken out of it.
// One that is the default, has other users or owns subscriptions stays (409).
func (ps *Provisioning) DeleteGroup(ctx context.Context, by actor.Actor, guid string) error {
	return ps.change(ctx, by, func(tx *db.Tx, idp IDP) error {
		g, err := ps.filled(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := needGroups(by); err != nil {
			return err
		}
		if err := matchGroup(ctx, tx, by, guid); err != nil {
			return err
		}
		if _, err := ps.move(ctx, tx, by, idp, g, SCIMGroupChange{Whole: true}); err != nil {
			return err
		}
		return ps.Groups.DeleteIn(ctx, tx, by, guid)
	})
}
