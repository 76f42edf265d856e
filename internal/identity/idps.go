package identity

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// IDPs is the collection of identity providers. They are an admin's business.
type IDPs struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// maxIDPs bounds the list, which is never cut into pages.
const maxIDPs = 50

// Create adds an IdP. The first of a customer takes over the sso_connections
// that were made before it.
func (is *IDPs) Create(ctx context.Context, by actor.Actor, ch IDPChange) (i IDP, err error) {
	if err := mayChangeIDPs(by); err != nil {
		return IDP{}, err
	}
	p := fault.Problems{}
	p.Require(ch.Name != nil, "name", "must be set")
	p.Require(ch.Metadata != nil, "metadata", "must be set")
	if err := p.Err(); err != nil {
		return IDP{}, err
	}
	now := is.Now()
	draft := IDP{CustomerID: by.CustomerID, GUID: db.NewID(), IsEnabled: true, SignHashAlg: "sha256"}
	if err := ch.apply(&draft, now); err != nil {
		return IDP{}, err
	}
	err = is.edit(ctx, by, func(tx *db.Tx) error {
		others, err := fits(ctx, tx, draft)
		if err != nil {
			return err
		}
		if others >= maxIDPs {
			return fault.New(fault.Conflict, "A customer has at most %d IdPs: delete one first.", maxIDPs)
		}
		if err := is.insert(ctx, tx, by, draft, now); err != nil {
			return err
		}
		if others == 0 {
			_, err := tx.Exec(ctx, `
				update accesses set idp_guid = $2, version = version + 1
				where customer_id = $1 and type = 'sso_connection' and idp_guid = ''`, by.CustomerID, draft.GUID)
			if err != nil {
				return err
			}
		}
		record(ctx, tx, by, by.CustomerID, audit.Event{Action: "idp.create", Subject: draft.GUID, Details: draft.details(ch)})
		i, err = oneIDP(ctx, tx, by.CustomerID, draft.GUID)
		return err
	})
	return i, err
}

// mayChangeIDPs asks for the role too: an IdP says who is let in.
func mayChangeIDPs(by actor.Actor) error {
	if !by.IsAdmin() {
		return actor.Denied()
	}
	return by.Need(actor.SettingsRW)
}

// edit holds the customer: who adds an IdP or an sso_connection, or takes
// an IdP away, finds the others' work done or not begun.
func (is *IDPs) edit(ctx context.Context, by actor.Actor, change func(*db.Tx) error) error {
	return is.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if _, err := tenant.Hold(ctx, tx, by.CustomerID); err != nil {
			return err
		}
		return change(tx)
	})
}

// details are what the record keeps of an IdP: which it is, not its keys.
func (i *IDP) details(ch IDPChange) map[string]any {
	d := map[string]any{"entity_id": i.EntityID}
	note(d, "name", ch.Name)
	note(d, "enabled", ch.IsEnabled)
	note(d, "default_group", ch.DefaultGroup)
	note(d, "custom_saml_login_url", ch.CustomLoginURL)
	note(d, "logout_redirect_url", ch.LogoutRedirectURL)
	note(d, "sign_hash_alg", ch.SignHashAlg)
	note(d, "sso_url_suffix", ch.URLSuffix)
	if ch.Metadata != nil {
		d["metadata_sha256"], d["certificate_ends"] = hashOf(i.Metadata), i.CertificateEnds
	}
	return d
}

func (is *IDPs) insert(ctx context.Context, tx *db.Tx, by actor.Actor, i IDP, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into idps (customer_id, guid, name, name_lower, is_enabled, metadata, entity_id, sso_url, sso_binding,
			certificate_ends_at, default_group, custom_login_url, logout_redirect_url, sign_hash_alg, url_suffix,
			created_at, created_by, updated_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16)`,
		i.CustomerID, i.GUID, i.Name, strings.ToLower(i.Name), i.IsEnabled, i.Metadata, i.EntityID, i.SSOURL, i.SSOBinding,
		i.CertificateEnds, i.DefaultGroup, i.CustomLoginURL, i.LogoutRedirectURL, i.SignHashAlg, i.URLSuffix, now, nullable(by.UserGUID))
	return err
}

// Change changes an IdP. What leaves it as it was is no change.
func (is *IDPs) Change(ctx context.Context, by actor.Actor, guid string, ch IDPChange) (i IDP, err error) {
	if err := mayChangeIDPs(by); err != nil {
		return IDP{}, err
	}
	now := is.Now()
	// What is wrong is told before it is looked for; that metadata has expired only
	// if it is new.
	if err := ch.apply(&IDP{}, time.Time{}); err != nil {
		return IDP{}, err
	}
	err = is.edit(ctx, by, func(tx *db.Tx) error {
		before, err := oneIDP(ctx, tx, by.CustomerID, guid)
		if err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `idps where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		after := before
		if err := ch.apply(&after, now); err != nil {
			return err
		}
		if i = before; after == before {
			return nil
		}
		if err := is.update(ctx, tx, by, after, now); err != nil {
			return err
		}
		record(ctx, tx, by, by.CustomerID, audit.Event{Action: "idp.update", Subject: guid, Details: after.details(ch)})
		i, err = oneIDP(ctx, tx, by.CustomerID, guid)
		return err
	})
	return i, err
}

func (is *IDPs) update(ctx context.Context, tx *db.Tx, by actor.Actor, i IDP, now time.Time) error {
	if _, err := fits(ctx, tx, i); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		update idps set name = $3, name_lower = $4, is_enabled = $5, metadata = $6, entity_id = $7, sso_url = $8, sso_binding = $9,
			certificate_ends_at = $10, default_group = $11, custom_login_url = $12, logout_redirect_url = $13,
			sign_hash_alg = $14, url_suffix = $15, updated_at = $16, updated_by = $17, version = version + 1
		where customer_id = $1 and guid = $2`,
		i.CustomerID, i.GUID, i.Name, strings.ToLower(i.Name), i.IsEnabled, i.Metadata, i.EntityID, i.SSOURL, i.SSOBinding,
		i.CertificateEnds, i.DefaultGroup, i.CustomLoginURL, i.LogoutRedirectURL, i.SignHashAlg, i.URLSuffix, now, nullable(by.UserGUID))
	return err
}

// Delete removes an IdP that no sso_connection signs in at.
func (is *IDPs) Delete(ctx context.Context, by actor.Actor, guid string) error {
	if err := mayChangeIDPs(by); err != nil {
		return err
	}
	return is.edit(ctx, by, func(tx *db.Tx) error {
		i, err := oneIDP(ctx, tx, by.CustomerID, guid)
		if err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `idps where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		used, err := db.Value[int64](ctx, tx, `
			select count(*) from accesses where customer_id = $1 and idp_guid = $2 and type = 'sso_connection'`, i.CustomerID, i.GUID)
		if err != nil {
			return err
		}
		if used > 0 {
			return fault.New(fault.Conflict, "%d accesses sign in at this IdP: delete them, or disable the IdP.", used)
		}
		record(ctx, tx, by, by.CustomerID, audit.Event{Action: "idp.delete", Subject: i.GUID, Details: map[string]any{"name": i.Name}})
		_, err = tx.Exec(ctx, `delete from idps where customer_id = $1 and guid = $2`, i.CustomerID, i.GUID)
		return err
	})
}
