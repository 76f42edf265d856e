package identity

import (
	"context"
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
