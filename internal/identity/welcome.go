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

// People who are new get a user when they arrive from an IdP that does so. The
// user is theirs by what the IdP calls them, and by nothing else: an address
// that somebody has already is refused, never linked.

var (
	errAddressTaken = fault.New(fault.Unauthorized,
		"Your identity provider has signed you in for the first time, but somebody here has your e-mail address already. Ask the administrator of your organisation to connect you.")
	errIncomplete = fault.New(fault.Unauthorized,
		"Your identity provider has signed you in, but does not say your name or your e-mail address. Ask the administrator of your organisation.")
	errNoSeat = fault.New(fault.Unauthorized,
		"Your organisation has as many users here as it may have. Ask its administrator.")
)

// welcome makes the user and the access of somebody who arrives for the first
// time. Of two who do so at once, one waits for the other and finds it.
func (ss *Sessions) welcome(ctx context.Context, tx *db.Tx, idp IDP, a Arrival) (principal, error) {
	if _, err := tenant.Hold(ctx, tx, idp.CustomerID); err != nil {
		return principal{}, err
	}
	if p, err := ss.identified(ctx, tx, a); !errors.Is(err, db.ErrNone) {
		return p, err
	}
	d, err := draftOf(idp, a)
	if err != nil {
		return principal{}, err
	}
	by, users := actor.System(idp.CustomerID), &Users{DB: ss.DB, Now: ss.Now}
	if err := d.check(ss.Now()); err != nil {
		return principal{}, &turnedAway{"no name or e-mail address that can be used", errIncomplete}
	}
	u, err := users.create(ctx, tx, by, d)
	switch {
	case errors.Is(err, errTaken):
		return principal{}, &turnedAway{"e-mail address taken", errAddressTaken}
	case fault.Is(err, fault.Exhausted):
		return principal{}, &turnedAway{"no seat left", errNoSeat}
	case err != nil:
		return principal{}, err
	}
	access := AccessDraft{Type: SSOConnection, CustomerID: idp.CustomerID, Roles: actor.Usual(u.Role), SSOID: &a.Subject, IDP: &idp.GUID}
	key, err := insertAccess(ctx, tx, by, u, access, ss.Now())
	if err != nil {
		return principal{}, err
	}
	record(ctx, tx, by, key.customerID, audit.Event{Action: "access.create", Subject: key.text(), Details: map[string]any{
		"user": u.GUID, "type": access.Type, "roles": access.Roles, "idp": idp.GUID, "jit": true,
	}})
	return ss.identified(ctx, tx, a)
}

// draftOf makes a draft of what an IdP says of somebody who is new.
func draftOf(idp IDP, a Arrival) (UserDraft, error) {
	is := idp.Mapping.of(a.Attributes, idp.DefaultGroup)
	if says := a.Attributes["email_verified"]; idp.Protocol == OIDC && len(says) > 0 && strings.EqualFold(says[0], "false") {
		return UserDraft{}, &turnedAway{"e-mail address not verified", errIncomplete}
	}
	d := UserDraft{
		CustomerID: idp.CustomerID, Email: is.email, FirstName: is.first, LastName: is.last, FormalName: is.formal,
		Role: is.role, GroupGUID: idp.DefaultGroup,
	}
	if is.group != nil {
		d.GroupGUID = *is.group
	}
	return d, nil
}

// follow brings what the mapping names up to date, of somebody who is known. A
// user of another customer, above this one, keeps its name: it is that one's.
func (ss *Sessions) follow(ctx context.Context, tx *db.Tx, idp IDP, who actor.Actor, a Arrival, withRole bool) error {
	is := idp.Mapping.of(a.Attributes, idp.DefaultGroup)
	by := actor.System(idp.CustomerID)
	if who.UserCustomerID == idp.CustomerID {
		if err := ss.rename(ctx, tx, by, who, is); err != nil {
			return err
		}
	}
	if is.role == "" && is.group == nil {
		return nil
	}
	u, err := lockUser(ctx, tx, actor.System(who.UserCustomerID), who.UserGUID)
	if err != nil {
		return err
	}
	if !withRole {
		record(ctx, tx, by, idp.CustomerID, audit.Event{
			Action: "user.kept", Subject: u.GUID, Details: map[string]any{"idp": idp.GUID, "role": who.Role, "mapped": is.role, "why": "last admin"},
		})
		is.role = ""
	}
	return ss.regroup(ctx, tx, by, u, who, idp, is)
}

// rename writes the name that the mapping names. One that is not given, or that
// cannot be used, changes nothing.
func (ss *Sessions) rename(ctx context.Context, tx *db.Tx, by, who actor.Actor, is mapped) error {
	var ch UserChange
	differs := func(at **string, to, from string) {
		if to != "" && to != from {
			*at = &to
		}
	}
	differs(&ch.FormalName, is.formal, who.FormalName)
	differs(&ch.FirstName, is.first, who.FirstName)
	differs(&ch.LastName, is.last, who.LastName)
	if ch.empty() || ch.check() != nil {
		return nil //nolint:nilerr // a name of the IdP that is none here is no reason to keep anybody out
	}
	u, err := lockUser(ctx, tx, by, who.UserGUID)
	if err != nil {
		return err
	}
	return (&Users{DB: ss.DB, Now: ss.Now}).apply(ctx, tx, by, u, ch)
}

// groupOf returns the guid of a group that a mapping leads to: "" is the default
// group, nil none.
func groupOf(ctx context.Context, tx *db.Tx, customerID int64, group *string) (guid string, err error) {
	switch {
	case group == nil:
		return "", nil
	case *group == "":
		guid, _, err = tenant.DefaultGroup(ctx, tx, customerID)
		return guid, err
	}
	return *group, nil
}

// regroup gives somebody the role and the group of the mapping, and the login the
// roles that the role begins with.
func (ss *Sessions) regroup(ctx context.Context, tx *db.Tx, by actor.Actor, u User, who actor.Actor, idp IDP, is mapped) error {
	var ch UserChange
	if is.role != "" && is.role != who.Role {
		ch.Role = &is.role
	}
	group, err := groupOf(ctx, tx, idp.CustomerID, is.group)
	if err != nil {
		return err
	}
	if group != "" && group != who.GroupGUID {
		ch.GroupGUID = &group
	}
	if ch.empty() {
		return nil
	}
	return keepAdmins(ctx, tx, ss.Now(), u.GUID, func() error {
		if err := setMembershipOf(ctx, tx, idp.CustomerID, u.GUID, ch.Role, ch.GroupGUID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update users set version = version + 1 where customer_id = $1 and guid = $2`, u.CustomerID, u.GUID); err != nil {
			return err
		}
		details := changed(ch)
		details["idp"] = idp.GUID
		record(ctx, tx, by, idp.CustomerID, audit.Event{Action: "user.update", Subject: u.GUID, Details: details})
		if ch.Role == nil {
			return nil
		}
		return followRole(ctx, tx, by, User{CustomerID: idp.CustomerID, GUID: u.GUID, Role: who.Role}, *ch.Role)
	})
}
