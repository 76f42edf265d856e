package identity

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// The protocols that IdPs speak.
const (
	SAML = "saml" // SAML 2.0
	OIDC = "oidc" // OpenID Connect
)

// IDP is a customer's identity provider: where the people of its
// sso_connections prove who they are.
type IDP struct {
	CustomerID        int64
	GUID              string
	Name              string
	IsEnabled         bool
	Protocol          string // SAML, OIDC
	Metadata          string // SAML 2.0, XML
	MetadataURL       string // where newer metadata comes from; ""
	EntityID          string // from the metadata, as are the next five; of OIDC the issuer
	SSOURL            string
	SSOBinding        string
	SLOURL            string // "" if it ends no sessions
	SLOBinding        string
	CertificateEnds   *time.Time // the last of its signing certificates; nil of OIDC
	ClientID          string     // OIDC
	clientSecret      string     // sealed: see [IDPs.ClientSecret]
	Scopes            string     // besides openid, with blanks in between
	IsJIT             bool       // who is new here gets a user
	Mapping           Mapping
	WantsEncrypted    bool   // SAML: assertions in the clear are refused
	DefaultGroup      string // guid; "" is the customer's default group
	CustomLoginURL    string
	LogoutRedirectURL string
	SignHashAlg       string // of HashAlgs
	URLSuffix         string // of its address here; "" is the guid
	HasSignedIn       bool   // somebody, ever
	Version           int64
}

const (
	idpColumns = `i.customer_id, i.guid, i.name, i.is_enabled, i.protocol, i.metadata, i.metadata_url, i.entity_id,
		i.sso_url, i.sso_binding, i.slo_url, i.slo_binding, i.certificate_ends_at, i.client_id, i.client_secret, i.scopes,
		i.is_jit, i.mapping, i.wants_encrypted, coalesce(g.guid, ''), i.custom_login_url, i.logout_redirect_url, i.sign_hash_alg, i.url_suffix,
		i.has_signed_in, i.version`

	// idpTables leave out a default group that was deleted.
	idpTables = `idps i left join groups g on g.customer_id = i.customer_id and g.guid = i.default_group`
)

func (i *IDP) fields() []any {
	return []any{
		&i.CustomerID, &i.GUID, &i.Name, &i.IsEnabled, &i.Protocol, &i.Metadata, &i.MetadataURL, &i.EntityID,
		&i.SSOURL, &i.SSOBinding, &i.SLOURL, &i.SLOBinding, &i.CertificateEnds, &i.ClientID, &i.clientSecret, &i.Scopes,
		&i.IsJIT, &i.Mapping, &i.WantsEncrypted, &i.DefaultGroup, &i.CustomLoginURL, &i.LogoutRedirectURL, &i.SignHashAlg, &i.URLSuffix,
		&i.HasSignedIn, &i.Version,
	}
}

// fits checks what i is to be against the rest of its customer, and returns how
// many other IdPs there are. The customer is held: nobody comes in between. That
// no two are alike is in unique indexes, too, which would end the transaction.
func fits(ctx context.Context, tx *db.Tx, i IDP) (others int, err error) {
	if i.DefaultGroup != "" {
		if err := tenant.HoldGroup(ctx, tx, i.CustomerID, i.DefaultGroup); fault.Is(err, fault.NotFound) {
			return 0, fault.Field("default_group", "there is no such group")
		} else if err != nil {
			return 0, err
		}
	}
	if err := i.Mapping.holdGroups(ctx, tx, i.CustomerID); err != nil {
		return 0, err
	}
	type other struct {
		name, lower, suffix, protocol, entityID string
		isEnabled                               bool
	}
	all, err := db.All(ctx, tx, func(o *other) []any {
		return []any{&o.name, &o.lower, &o.suffix, &o.protocol, &o.entityID, &o.isEnabled}
	}, `
		select name, name_lower, url_suffix, protocol, entity_id, is_enabled from idps
		where customer_id = $1 and guid <> $2`, i.CustomerID, i.GUID)
	if err != nil {
		return 0, err
	}
	for _, o := range all {
		switch {
		case o.lower == strings.ToLower(i.Name):
			return 0, fault.New(fault.Conflict, "There is an IdP with this name already.")
		case i.URLSuffix != "" && o.suffix == i.URLSuffix:
			return 0, fault.New(fault.Conflict, "Another IdP has this sso_url_suffix already.")
		case i.IsEnabled && o.isEnabled && o.protocol == i.Protocol && o.entityID == i.EntityID:
			return 0, fault.New(fault.Conflict, "The IdP %s is enabled and has the same entityID.", o.name)
		}
	}
	return len(all), nil
}
