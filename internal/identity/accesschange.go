package identity

import (
	"context"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Change changes an access. Roles that it gains must be held by the actor; an
// admin may always take roles away, from anybody.
func (as *Accesses) Change(ctx context.Context, by actor.Actor, userRef, ref string, ch AccessChange) (a Access, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return Access{}, err
	}
	err = as.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		u, err := lockUser(ctx, tx, by, userRef)
		if err != nil {
			return err
		}
		before, err := findAccess(ctx, tx, by, u, ref)
		if err != nil {
			return err
		}
		if err := ch.check(before.Type); err != nil {
			return err
		}
		if err := as.apply(ctx, tx, by, u, before, ch); err != nil {
			return err
		}
		a, err = accessByKey(ctx, tx, before.key())
		return err
	})
	return a, err
}

func (as *Accesses) apply(ctx context.Context, tx *db.Tx, by actor.Actor, u User, before Access, ch AccessChange) error {
	after := before
	set(&after.Roles, ch.Roles)
	added := without(after.Roles, before.Roles)
	if err := grants(ctx, tx, by, before.CustomerID, added); err != nil {
		return err
	}
	takesOnly := ch.Roles != nil && len(added) == 0 && ch == AccessChange{Roles: ch.Roles}
	if !takesOnly || !by.IsAdmin() {
		if err := reaches(ctx, tx, by, u); err != nil {
			return err
		}
	}
	if err := matchAccess(ctx, tx, before.key()); err != nil {
		return err
	}
	set(&after.TwoFA, ch.TwoFA)
	setCopy(&after.SSOID, ch.SSOID)
	if ch.IDP != nil {
		var err error
		if after.IDP, err = chooseIDP(ctx, tx, before.CustomerID, ch.IDP); err != nil {
			return err
		}
	}
	setCopy(&after.Name, ch.Name)
	setCopy(&after.Language, ch.Language)
	return keepAdmins(ctx, tx, as.Now(), u.GUID, func() error { return as.store(ctx, tx, by, before, after, ch) })
}

func matchAccess(ctx context.Context, tx *db.Tx, k accessKey) error {
	return tenant.Match(ctx, tx, `accesses where customer_id = $1 and id = $2`, k.customerID, k.id)
}

func (as *Accesses) store(ctx context.Context, tx *db.Tx, by actor.Actor, before, after Access, ch AccessChange) error {
	key := after.key()
	if after.Type == SSOConnection && (*after.SSOID != *before.SSOID || after.IDP != before.IDP) { // somebody else, as far as we know
		if err := freeSSO(ctx, tx, after, *after.SSOID); err != nil {
			return err
		}
		if err := endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2", key.customerID, key.id); err != nil {
			return err
		}
	}
	if after.TwoFA && !before.TwoFA { // who is signed in has not shown a factor, or not since it must
		if err := endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2", key.customerID, key.id); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		update accesses set two_fa_enabled = $3, sso_id = $4, name = $5, language = $6, idp_guid = $7, version = version + 1
		where customer_id = $1 and id = $2`,
		key.customerID, key.id, after.TwoFA, after.SSOID, after.Name, after.Language, after.IDP)
	if db.IsUnique(err) {
		return errSSOTaken
	}
	if err != nil {
		return err
	}
	if ch.Roles != nil {
		if err := setRoles(ctx, tx, key, *ch.Roles); err != nil {
			return err
		}
	}
	d := make(map[string]any)
	note(d, "roles", ch.Roles)
	note(d, "two_fa_enabled", ch.TwoFA)
	note(d, "sso_id", ch.SSOID)
	if ch.IDP != nil {
		d["idp"] = after.IDP
	}
	note(d, "name", ch.Name)
	note(d, "language", ch.Language)
	record(ctx, tx, by, key.customerID, audit.Event{Action: "access.update", Subject: strconv.FormatInt(key.id, 10), Details: d})
	return nil
}

var errSSOTaken = fault.New(fault.Conflict, "Another access has this sso_id already.")

// freeSSO returns a Conflict if another access at the same IdP has the identity.
// Two that take it at the same time meet in the unique index.
func freeSSO(ctx context.Context, tx *db.Tx, a Access, ssoID string) error {
	n, err := db.Value[int64](ctx, tx, `
		select count(*) from accesses
		where customer_id = $1 and type = 'sso_connection' and sso_id = $2 and id <> $3 and idp_guid = $4`,
		a.CustomerID, ssoID, a.ID, a.IDP)
	if err == nil && n > 0 {
		return errSSOTaken
	}
	return err
}

func setCopy(at **string, to *string) {
	if to != nil {
		*at = to
	}
}

// Delete removes an access: its tokens, sessions and links stop at once.
func (as *Accesses) Delete(ctx context.Context, by actor.Actor, userRef, ref string) error {
	return as.edit(ctx, by, userRef, ref, func(tx *db.Tx, u User, a Access) error {
		record(ctx, tx, by, a.CustomerID, audit.Event{Action: "access.delete", Subject: strconv.FormatInt(a.ID, 10)})
		return keepAdmins(ctx, tx, as.Now(), u.GUID, func() error { return removeAccess(ctx, tx, as.Links, a.key()) })
	})
}

// SendLink mails a new link to set the password of a ui_connection.
func (as *Accesses) SendLink(ctx context.Context, by actor.Actor, userRef, ref string) error {
	return as.edit(ctx, by, userRef, ref, func(tx *db.Tx, u User, a Access) error {
		if a.Type != UIConnection {
			return fault.New(fault.Conflict, "Only a ui_connection has a password.")
		}
		record(ctx, tx, by, a.CustomerID, audit.Event{Action: "access.link", Subject: strconv.FormatInt(a.ID, 10)})
		return as.mailLink(ctx, tx, u, a.key())
	})
}

// edit finds an access under the ceiling and changes it.
func (as *Accesses) edit(ctx context.Context, by actor.Actor, userRef, ref string, change func(*db.Tx, User, Access) error) error {
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	return as.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		u, err := lockUser(ctx, tx, by, userRef)
		if err != nil {
			return err
		}
		a, err := findAccess(ctx, tx, by, u, ref)
		if err != nil {
			return err
		}
		if err := reaches(ctx, tx, by, u); err != nil {
			return err
		}
		if err := matchAccess(ctx, tx, a.key()); err != nil {
			return err
		}
		return change(tx, u, a)
	})
}
