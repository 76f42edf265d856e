package identity

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Provisioning is what an IdP does by SCIM: it makes, changes and ends the users
// of its own, and puts them into access groups.
//
// An IdP sees the users of its customer that have an sso_connection at it, and
// nobody else: no company tokens, nobody who signs in elsewhere, nobody who
// comes from the customer above. Every verb takes the actor that [Doors.SCIM]
// returned.
//
// Its grants stand under a ceiling: what a user holds after a change, and held
// before it, must be what the maker of the token holds now, or no more than
// everybody gets who comes from the IdP. To stop or to remove somebody only
// takes away, and is always allowed, but for the last admin.
type Provisioning struct {
	DB     *db.DB
	Now    func() time.Time // db.Now but in tests
	Users  *Users
	Groups *tenant.Groups
}

// ErrUnique is the refusal of what somebody else has already.
type ErrUnique struct{ error }

// Unwrap returns the fault.
func (e *ErrUnique) Unwrap() error { return e.error }

// What an IdP gives a user that somebody has already.
var (
	errAddressInUse  = &ErrUnique{fault.New(fault.Conflict, "Another user has this e-mail address already.")}
	errIdentityInUse = &ErrUnique{fault.New(fault.Conflict, "Another user has this identity already.")}
	errNameInUse     = &ErrUnique{fault.New(fault.Conflict, "Another user has this userName already.")}
)

// needSCIM refuses whoever is no IdP.
func needSCIM(by actor.Actor) error {
	if by.SCIM == "" {
		return actor.Denied()
	}
	return nil
}

// change is the frame of every change: it checks the actor, and holds the
// customer, so that what an IdP asks for at the same time comes one by one: its
// names are unique, and groups are full or empty.
func (ps *Provisioning) change(ctx context.Context, by actor.Actor, change func(tx *db.Tx, idp IDP) error) error {
	if err := needSCIM(by); err != nil {
		return err
	}
	return ps.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if _, err := tenant.Hold(ctx, tx, by.CustomerID); err != nil {
			return err
		}
		idp, err := oneIDP(ctx, tx, by.CustomerID, by.SCIM)
		if err != nil {
			return err
		}
		if err := idp.Mapping.forget(ctx, tx, by.CustomerID); err != nil {
			return err
		}
		return change(tx, idp)
	})
}

var errCeiling = fault.New(fault.Forbidden,
	"This user holds, or would hold, a right, a role or a view of companies that the admin who made this SCIM token does not have now.")

// within returns a Forbidden error if a user holds more than an IdP may give.
func (ps *Provisioning) within(ctx context.Context, c db.Conn, by actor.Actor, idp IDP, userGUID string) error {
	held, err := holdings(ctx, c, userGUID)
	if err != nil {
		return err
	}
	start, err := startGroups(ctx, c, idp)
	if err != nil {
		return err
	}
	for _, h := range held {
		usual := h.role == actor.User && len(without(h.roles, actor.Usual(actor.User))) == 0
		if h.customerID == by.CustomerID && usual && slices.Contains(start, h.groupGUID) {
			continue
		}
		if by.Maker == nil {
			return errCeiling
		}
		if err := covers(ctx, c, *by.Maker, h); fault.Is(err, fault.Forbidden) {
			return errCeiling
		} else if err != nil {
			return err
		}
	}
	return nil
}

// startGroups are the groups that an admin opened to the people of an IdP.
func startGroups(ctx context.Context, c db.Conn, idp IDP) ([]string, error) {
	guid, _, err := tenant.DefaultGroup(ctx, c, idp.CustomerID)
	groups := []string{guid, idp.DefaultGroup}
	for _, g := range idp.Mapping.Groups {
		groups = append(groups, g.GroupGUID)
	}
	return groups, err
}
