package identity

import (
	"context"
	"reflect"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/fetch"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// IDPs is the collection of identity providers. They are an admin's business.
type IDPs struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
	Key mail.Key         // seals client secrets and the keys of customers

	Fetch *fetch.Client // gets metadata; nil fetches none
}

// maxIDPs bounds the list, which is never cut into pages.
const maxIDPs = 50

// Create adds an IdP. The first of a customer takes over the sso_connections
// that were made before it.
func (is *IDPs) Create(ctx context.Context, by actor.Actor, ch IDPChange) (i IDP, err error) {
	if err := mayChangeIDPs(by); err != nil {
		return IDP{}, err
	}
	if err := ch.needs(); err != nil {
		return IDP{}, err
	}
	if err := is.fetchFor(ctx, &ch); err != nil {
		return IDP{}, err
	}
	now := is.Now()
	draft := IDP{CustomerID: by.CustomerID, GUID: db.NewID(), IsEnabled: true, Protocol: ch.protocol(), SignHashAlg: "sha256"}
	if draft.Protocol == OIDC {
		draft.Scopes, draft.Mapping = usualScopes, Mapping{Email: "email", Name: "name"}
	}
	if err := ch.apply(&draft, now); err != nil {
		return IDP{}, err
	}
	if err := is.sealSecret(&draft, ch.ClientSecret); err != nil {
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
		if err := entrusts(ctx, tx, by, IDP{CustomerID: draft.CustomerID}, draft); err != nil {
			return err
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
	if err := fresh(ctx, is.DB, is.Now, by); err != nil {
		return err
	}
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
	d := map[string]any{"entity_id": i.EntityID, "protocol": i.Protocol}
	note(d, "name", ch.Name)
	note(d, "enabled", ch.IsEnabled)
	note(d, "default_group", ch.DefaultGroup)
	note(d, "custom_saml_login_url", ch.CustomLoginURL)
	note(d, "logout_redirect_url", ch.LogoutRedirectURL)
	note(d, "sign_hash_alg", ch.SignHashAlg)
	note(d, "sso_url_suffix", ch.URLSuffix)
	note(d, "metadata_url", ch.MetadataURL)
	note(d, "client_id", ch.ClientID)
	note(d, "scopes", ch.Scopes)
	note(d, "jit", ch.IsJIT)
	note(d, "mapping", ch.Mapping)
	note(d, "wants_encrypted", ch.WantsEncrypted)
	if ch.ClientSecret != nil {
		d["client_secret"] = "changed"
	}
	if orEmpty(ch.Metadata) != "" {
		d["metadata_sha256"], d["certificate_ends"] = hashOf(i.Metadata), i.CertificateEnds
	}
	return d
}

func (is *IDPs) insert(ctx context.Context, tx *db.Tx, by actor.Actor, i IDP, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into idps (customer_id, guid, name, name_lower, is_enabled, protocol, sign_hash_alg, metadata, entity_id, sso_url, sso_binding,
			created_at, created_by, updated_at)
		values ($1, $2, $3, $4, $5, $6, $7, '', $8, '', '', $9, $10, $9)`,
		i.CustomerID, i.GUID, i.Name, strings.ToLower(i.Name), i.IsEnabled, i.Protocol, i.SignHashAlg, i.EntityID, now, nullable(by.UserGUID))
	if err != nil {
		return err
	}
	return is.write(ctx, tx, i)
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
	if err := is.fetchNew(ctx, by, guid, &ch); err != nil {
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
		if err := is.sealSecret(&after, ch.ClientSecret); err != nil {
			return err
		}
		if i = before; reflect.DeepEqual(after, before) {
			return nil
		}
		if err := entrusts(ctx, tx, by, before, after); err != nil {
			return err
		}
		if err := is.update(ctx, tx, by, after, now); err != nil {
			return err
		}
		if before.IsEnabled && !after.IsEnabled || before.EntityID != after.EntityID {
			if err := endSessions(ctx, tx, `a.customer_id = $1 and a.type = 'sso_connection' and a.idp_guid = $2`, i.CustomerID, guid); err != nil {
				return err
			}
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
		update idps set name = $3, name_lower = $4, is_enabled = $5, entity_id = $6, sign_hash_alg = $7,
			updated_at = $8, updated_by = $9, version = version + 1
		where customer_id = $1 and guid = $2`,
		i.CustomerID, i.GUID, i.Name, strings.ToLower(i.Name), i.IsEnabled, i.EntityID, i.SignHashAlg, now, nullable(by.UserGUID))
	if err != nil {
		return err
	}
	return is.write(ctx, tx, i)
}

// write fills in what making and changing an IdP have in common.
func (is *IDPs) write(ctx context.Context, tx *db.Tx, i IDP) error {
	mapping, err := i.Mapping.text()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update idps set metadata = $3, metadata_url = $4, sso_url = $5, sso_binding = $6, slo_url = $7, slo_binding = $8,
			certificate_ends_at = $9, client_id = $10, client_secret = $11, scopes = $12, is_jit = $13, mapping = $14,
			wants_encrypted = $15, default_group = $16, custom_login_url = $17, logout_redirect_url = $18, url_suffix = $19
		where customer_id = $1 and guid = $2`,
		i.CustomerID, i.GUID, i.Metadata, i.MetadataURL, i.SSOURL, i.SSOBinding, i.SLOURL, i.SLOBinding,
		i.CertificateEnds, i.ClientID, i.clientSecret, i.Scopes, i.IsJIT, mapping,
		i.WantsEncrypted, i.DefaultGroup, i.CustomLoginURL, i.LogoutRedirectURL, i.URLSuffix)
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
		if err := forgetSCIM(ctx, tx, i.CustomerID, i.GUID); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `delete from idps where customer_id = $1 and guid = $2`, i.CustomerID, i.GUID)
		return err
	})
}
