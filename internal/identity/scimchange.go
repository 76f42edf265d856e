package identity

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Create makes a user with an sso_connection at by's IdP. Who has exactly this
// identity there already, and was not made by SCIM, is the one that is meant.
// Nobody is ever found by the e-mail address: one that somebody has is a Conflict.
func (ps *Provisioning) Create(ctx context.Context, by actor.Actor, d SCIMDraft) (u SCIMUser, err error) {
	if err := d.check(); err != nil {
		return SCIMUser{}, err
	}
	p := fault.Problems{}
	p.Require(d.UserName != nil, "userName", "must be set")
	p.Require(d.Email != nil, "emails", "must be set")
	if err := p.Err(); err != nil {
		return SCIMUser{}, err
	}
	err = ps.change(ctx, by, func(tx *db.Tx, idp IDP) error {
		subject, err := subjectOf(ctx, tx, by, d)
		if err != nil {
			return err
		}
		guid, err := db.Value[string](ctx, tx, `
			select user_guid from accesses
			where customer_id = $1 and type = 'sso_connection' and idp_guid = $2 and sso_id = $3`, by.CustomerID, by.SCIM, subject)
		switch {
		case errors.Is(err, db.ErrNone):
			guid, err = ps.make(ctx, tx, by, idp, d, subject)
		case err == nil:
			err = ps.adopt(ctx, tx, by, idp, guid, d)
		}
		if err != nil {
			return err
		}
		u, err = ownedUser(ctx, tx, by, guid)
		return err
	})
	return u, err
}

// subjectOf is what the IdP will call the person when it signs in: what the token
// was made to say. It is set once: a later change of userName or externalId does
// not make an identity another's.
func subjectOf(ctx context.Context, c db.Conn, by actor.Actor, d SCIMDraft) (string, error) {
	rule, err := db.Value[string](ctx, c, `select subject from scim_tokens where customer_id = $1 and guid = $2`, by.CustomerID, by.TokenGUID)
	if rule == ByExternalID && d.ExternalID != nil && *d.ExternalID != "" {
		return *d.ExternalID, err
	}
	return *d.UserName, err
}

func (ps *Provisioning) make(ctx context.Context, tx *db.Tx, by actor.Actor, idp IDP, d SCIMDraft, subject string) (guid string, err error) {
	if err := freeName(ctx, tx, by, "", *d.UserName); err != nil {
		return "", err
	}
	draft := d.user(idp)
	if err := draft.check(ps.Now()); err != nil {
		return "", err
	}
	made, err := ps.Users.create(ctx, tx, by, draft)
	if errors.Is(err, errTaken) {
		return "", errAddressInUse
	}
	if err != nil {
		return "", err
	}
	access := AccessDraft{Type: SSOConnection, CustomerID: by.CustomerID, Roles: actor.Usual(made.Role), SSOID: &subject, IDP: &idp.GUID}
	key, err := insertAccess(ctx, tx, by, made, access, ps.Now())
	if errors.Is(err, errSSOTaken) {
		return "", errIdentityInUse
	}
	if err != nil {
		return "", err
	}
	record(ctx, tx, by, key.customerID, audit.Event{Action: "access.create", Subject: key.text(), Details: map[string]any{
		"user": made.GUID, "type": access.Type, "roles": access.Roles, "idp": idp.GUID,
	}})
	if err := setNames(ctx, tx, by, made.GUID, *d.UserName, orEmpty(d.ExternalID)); err != nil {
		return "", err
	}
	if d.IsActive != nil && !*d.IsActive {
		if err := ps.Users.apply(ctx, tx, by, made, UserChange{IsActive: d.IsActive}); err != nil {
			return "", err
		}
	}
	return made.GUID, ps.within(ctx, tx, by, idp, made.GUID)
}

// adopt takes over somebody who has the identity, but whom the IdP has not called
// anything by SCIM: who came by signing in, or whom an admin made.
func (ps *Provisioning) adopt(ctx context.Context, tx *db.Tx, by actor.Actor, idp IDP, guid string, d SCIMDraft) error {
	u, err := lockOwned(ctx, tx, by, guid)
	if errors.Is(err, errNotFound) || err == nil && u.isNamed {
		return errIdentityInUse
	}
	if err != nil {
		return err
	}
	record(ctx, tx, by, by.CustomerID, audit.Event{Action: "scim_user.create", Subject: u.GUID, Details: map[string]any{"user_name": *d.UserName}})
	return ps.apply(ctx, tx, by, idp, u, d)
}

// Change changes a user of by's IdP. to is asked, once or more often, what it
// becomes: it may do nothing but compute.
func (ps *Provisioning) Change(ctx context.Context, by actor.Actor, guid string, to func(*SCIMUser) (SCIMDraft, error)) (u SCIMUser, err error) {
	err = ps.change(ctx, by, func(tx *db.Tx, idp IDP) error {
		before, err := lockOwned(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		d, err := to(&before)
		if err == nil {
			err = d.check()
		}
		if err != nil {
			return err
		}
		if err := matchUser(ctx, tx, before.User); err != nil {
			return err
		}
		if err := ps.apply(ctx, tx, by, idp, before, d); err != nil {
			return err
		}
		u, err = ownedUser(ctx, tx, by, guid)
		return err
	})
	return u, err
}

// apply brings a user to what a draft says, under the ceiling: to stop somebody
// only takes away.
func (ps *Provisioning) apply(ctx context.Context, tx *db.Tx, by actor.Actor, idp IDP, before SCIMUser, d SCIMDraft) error {
	ch := d.change(idp, &before)
	userName, externalID, isRenamed := d.called(&before)
	isRenamed = isRenamed || !before.isNamed && d.UserName != nil
	if ch.empty() && !isRenamed {
		return nil
	}
	if err := ch.check(); err != nil {
		return err
	}
	stops := !isRenamed && ch == UserChange{IsActive: ch.IsActive} && !*ch.IsActive
	if !stops {
		if err := ps.within(ctx, tx, by, idp, before.GUID); err != nil {
			return err
		}
	}
	if isRenamed {
		if err := ps.rename(ctx, tx, by, before, userName, externalID); err != nil {
			return err
		}
	}
	if !ch.empty() {
		err := keepAdmins(ctx, tx, ps.Now(), before.GUID, func() error { return ps.amend(ctx, tx, by, before, ch) })
		if err != nil {
			return err
		}
	}
	if stops {
		return nil
	}
	return ps.within(ctx, tx, by, idp, before.GUID)
}

func (ps *Provisioning) amend(ctx context.Context, tx *db.Tx, by actor.Actor, before SCIMUser, ch UserChange) error {
	err := ps.Users.apply(ctx, tx, by, before.User, ch)
	if errors.Is(err, errTaken) {
		return errAddressInUse
	}
	if err != nil || ch.Role == nil {
		return err
	}
	if err := setMembershipOf(ctx, tx, before.CustomerID, before.GUID, ch.Role, nil); err != nil {
		return err
	}
	return followRole(ctx, tx, by, before.User, *ch.Role)
}

func (ps *Provisioning) rename(ctx context.Context, tx *db.Tx, by actor.Actor, u SCIMUser, userName, externalID string) error {
	if err := freeName(ctx, tx, by, u.GUID, userName); err != nil {
		return err
	}
	if err := setNames(ctx, tx, by, u.GUID, userName, externalID); err != nil {
		return err
	}
	record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: "scim_user.update", Subject: u.GUID, Details: map[string]any{"user_name": userName, "external_id": externalID},
	})
	_, err := tx.Exec(ctx, `
		update users set version = version + 1, updated_at = $3 where customer_id = $1 and guid = $2`, u.CustomerID, u.GUID, ps.Now())
	return err
}

// freeName returns a conflict if another user of by's IdP is called so, or has
// the name as its address and is called nothing.
func freeName(ctx context.Context, tx *db.Tx, by actor.Actor, guid, userName string) error {
	var w db.Where
	owned(&w, by)
	w.And("u.guid <> ?", guid)
	w.And(scimUserAttributes["username"].sql+" = ?", strings.ToLower(userName))
	n, err := db.Value[int64](ctx, tx, `select count(*) from `+scimUserTables+w.String(), w.Args()...)
	if err == nil && n > 0 {
		return errNameInUse
	}
	return err
}

// setNames writes what an IdP calls a user. A name of somebody who has gone, or
// signs in elsewhere since, is free.
func setNames(ctx context.Context, tx *db.Tx, by actor.Actor, guid, userName, externalID string) error {
	lower := strings.ToLower(userName)
	_, err := tx.Exec(ctx, `
		delete from scim_users
		where customer_id = $1 and idp_guid = $2 and user_name_lower = $3 and user_guid <> $4 and not exists (
			select 1 from accesses a
			where a.customer_id = $1 and a.user_guid = scim_users.user_guid and a.type = 'sso_connection' and a.idp_guid = $2)`,
		by.CustomerID, by.SCIM, lower, guid)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into scim_users (customer_id, idp_guid, user_guid, user_name, user_name_lower, external_id)
		values ($1, $2, $3, $4, $5, $6)
		on conflict (customer_id, idp_guid, user_guid) do update set user_name = excluded.user_name,
			user_name_lower = excluded.user_name_lower, external_id = excluded.external_id`,
		by.CustomerID, by.SCIM, guid, userName, lower, externalID)
	if db.IsUnique(err) {
		return errNameInUse
	}
	return err
}

// Delete removes a user of by's IdP with all its ways in.
func (ps *Provisioning) Delete(ctx context.Context, by actor.Actor, guid string) error {
	return ps.change(ctx, by, func(tx *db.Tx, _ IDP) error {
		u, err := lockOwned(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := matchUser(ctx, tx, u.User); err != nil {
			return err
		}
		if err := touchHoldings(ctx, tx, u.User); err != nil {
			return err
		}
		record(ctx, tx, by, u.CustomerID, audit.Event{Action: "user.delete", Subject: u.GUID})
		_, err = tx.Exec(ctx, `delete from scim_users where customer_id = $1 and user_guid = $2`, u.CustomerID, u.GUID)
		if err != nil {
			return err
		}
		return keepAdmins(ctx, tx, ps.Now(), u.GUID, func() error { return ps.Users.remove(ctx, tx, by, u.User) })
	})
}
