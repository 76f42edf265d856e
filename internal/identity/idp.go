package identity

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// IDP is a customer's identity provider: where the people of its
// sso_connections prove who they are.
type IDP struct {
	CustomerID        int64
	GUID              string
	Name              string
	IsEnabled         bool
	Metadata          string // SAML 2.0, XML
	EntityID          string // from the metadata, as is what follows
	SSOURL            string
	SSOBinding        string
	CertificateEnds   time.Time // the last of its signing certificates
	DefaultGroup      string    // guid; "" is the customer's default group
	CustomLoginURL    string
	LogoutRedirectURL string
	SignHashAlg       string // of HashAlgs
	URLSuffix         string // of its address here; "" is the guid
	HasSignedIn       bool   // somebody, ever
	Version           int64
}

const (
	idpColumns = `i.customer_id, i.guid, i.name, i.is_enabled, i.metadata, i.entity_id, i.sso_url, i.sso_binding,
		i.certificate_ends_at, coalesce(g.guid, ''), i.custom_login_url, i.logout_redirect_url, i.sign_hash_alg, i.url_suffix,
		i.has_signed_in, i.version`

	// idpTables leave out a default group that was deleted.
	idpTables = `idps i left join groups g on g.customer_id = i.customer_id and g.guid = i.default_group`
)

func (i *IDP) fields() []any {
	return []any{
		&i.CustomerID, &i.GUID, &i.Name, &i.IsEnabled, &i.Metadata, &i.EntityID, &i.SSOURL, &i.SSOBinding,
		&i.CertificateEnds, &i.DefaultGroup, &i.CustomLoginURL, &i.LogoutRedirectURL, &i.SignHashAlg, &i.URLSuffix,
		&i.HasSignedIn, &i.Version,
	}
}

// HashAlgs are the hashes with which requests to an IdP may be signed.
var HashAlgs = []string{"sha1", "sha256"}

// IDPChange says what becomes different about an IdP; nil leaves it as it is.
// A new one needs a name and metadata.
type IDPChange struct {
	Name              *string
	IsEnabled         *bool
	Metadata          *string
	DefaultGroup      *string // "" is the customer's default group
	CustomLoginURL    *string
	LogoutRedirectURL *string
	SignHashAlg       *string
	URLSuffix         *string
}

// suffixForm keeps a suffix shorter than a guid, which stands in its place.
var suffixForm = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$`)

const maxIDPName = 255

// apply changes i and checks what it becomes.
func (ch *IDPChange) apply(i *IDP, now time.Time) error {
	p := fault.Problems{}
	if ch.Name != nil {
		i.Name = strings.TrimSpace(*ch.Name)
		p.Require(i.Name != "", "name", "must not be empty")
		checkText(p, "name", i.Name, maxIDPName)
	}
	set(&i.IsEnabled, ch.IsEnabled)
	if ch.Metadata != nil && (*ch.Metadata != i.Metadata || i.EntityID == "") {
		m, err := parseMetadata(*ch.Metadata, now)
		if err != nil {
			p.Require(false, "metadata", "cannot be used: it %s", err)
		}
		i.Metadata, i.EntityID, i.SSOURL, i.SSOBinding = *ch.Metadata, m.entityID, m.ssoURL, m.ssoBinding
		i.CertificateEnds = m.certificateEnds
	}
	if ch.DefaultGroup != nil {
		i.DefaultGroup = strings.ToLower(*ch.DefaultGroup)
	}
	address := func(field string, at, to *string) {
		if to != nil {
			*at = *to
			p.Require(*to == "" || isHTTPS(*to), field, "must be an https address of at most 2048 characters, or empty")
			checkText(p, field, *to, maxURL)
		}
	}
	address("custom_saml_login_url", &i.CustomLoginURL, ch.CustomLoginURL)
	address("logout_redirect_url", &i.LogoutRedirectURL, ch.LogoutRedirectURL)
	if ch.SignHashAlg != nil {
		i.SignHashAlg = *ch.SignHashAlg
		p.Require(slices.Contains(HashAlgs, i.SignHashAlg), "sign_hash_alg", "must be one of sha1, sha256")
	}
	if ch.URLSuffix != nil {
		i.URLSuffix = *ch.URLSuffix
		p.Require(i.URLSuffix == "" || suffixForm.MatchString(i.URLSuffix), "sso_url_suffix",
			"must have at most 32 small letters, digits and dashes, without a dash at either end")
	}
	return p.Err()
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
	type other struct {
		name, lower, suffix, entityID string
		isEnabled                     bool
	}
	all, err := db.All(ctx, tx, func(o *other) []any { return []any{&o.name, &o.lower, &o.suffix, &o.entityID, &o.isEnabled} }, `
		select name, name_lower, url_suffix, entity_id, is_enabled from idps
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
		case i.IsEnabled && o.isEnabled && o.entityID == i.EntityID:
			return 0, fault.New(fault.Conflict, "The IdP %s is enabled and has the same entityID.", o.name)
		}
	}
	return len(all), nil
}
