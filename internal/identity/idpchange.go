package identity

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity/saml"
)

// HashAlgs are the hashes with which requests to an IdP may be signed.
var HashAlgs = []string{"sha1", "sha256"}

// IDPChange says what becomes different about an IdP; nil leaves it as it is. A
// new one needs a name, and metadata or an address of it; with OpenID Connect an
// issuer and a client id.
type IDPChange struct {
	Name              *string
	Protocol          *string // of a new one: "" is SAML
	IsEnabled         *bool
	Metadata          *string
	MetadataURL       *string // "" stops fetching
	Issuer            *string
	ClientID          *string
	ClientSecret      *string // "" makes it a public client
	Scopes            *string
	IsJIT             *bool
	Mapping           *Mapping
	WantsEncrypted    *bool
	DefaultGroup      *string // "" is the customer's default group
	CustomLoginURL    *string
	LogoutRedirectURL *string
	SignHashAlg       *string
	URLSuffix         *string
}

// suffixForm keeps a suffix shorter than a guid, which stands in its place.
var suffixForm = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$`)

const (
	maxIDPName      = 255
	maxClientID     = 255
	maxClientSecret = 1024
	maxScopes       = 500
)

// usualScopes are asked for unless somebody says otherwise.
const usualScopes = "profile email"

// needs finds what is missing to make an IdP.
func (ch *IDPChange) needs() error {
	p := fault.Problems{}
	p.Require(ch.Name != nil, "name", "must be set")
	if ch.protocol() == OIDC {
		p.Require(ch.Issuer != nil, "issuer", "must be set")
		p.Require(ch.ClientID != nil, "client_id", "must be set")
	} else {
		p.Require(ch.Metadata != nil || orEmpty(ch.MetadataURL) != "", "metadata", "must be set, or metadata_url")
	}
	return p.Err()
}

func (ch *IDPChange) protocol() string {
	if orEmpty(ch.Protocol) == "" {
		return SAML
	}
	return *ch.Protocol
}

// apply changes i and checks what it becomes. An i without a protocol is none:
// what depends on that is not checked.
func (ch *IDPChange) apply(i *IDP, now time.Time) error {
	p := fault.Problems{}
	if ch.Protocol != nil {
		p.Require(*ch.Protocol == SAML || *ch.Protocol == OIDC, "protocol", "must be one of saml, oidc")
		p.Require(i.Protocol == "" || *ch.Protocol == i.Protocol, "protocol", "cannot be changed: make another IdP")
	}
	if ch.Name != nil {
		i.Name = strings.TrimSpace(*ch.Name)
		p.Require(i.Name != "", "name", "must not be empty")
		checkText(p, "name", i.Name, maxIDPName)
	}
	set(&i.IsEnabled, ch.IsEnabled)
	ch.applySAML(p, i, now)
	ch.applyOIDC(p, i)
	if ch.DefaultGroup != nil {
		i.DefaultGroup = strings.ToLower(*ch.DefaultGroup)
	}
	address(p, "custom_saml_login_url", &i.CustomLoginURL, ch.CustomLoginURL)
	address(p, "logout_redirect_url", &i.LogoutRedirectURL, ch.LogoutRedirectURL)
	if ch.SignHashAlg != nil {
		i.SignHashAlg = *ch.SignHashAlg
		p.Require(slices.Contains(HashAlgs, i.SignHashAlg), "sign_hash_alg", "must be one of sha1, sha256")
	}
	if ch.URLSuffix != nil {
		i.URLSuffix = *ch.URLSuffix
		p.Require(i.URLSuffix == "" || suffixForm.MatchString(i.URLSuffix), "sso_url_suffix",
			"must have at most 32 small letters, digits and dashes, without a dash at either end")
	}
	ch.applyMapping(p, i)
	return p.Err()
}

// before reports that text is what an IdP of the other protocol has, and that it
// is not known yet which one this is.
func (ch *IDPChange) before(i *IDP, text string) bool { return i.Protocol == "" && text == "" }

// address changes an address that a browser is sent to, or that we fetch.
func address(p fault.Problems, field string, at, to *string) {
	if to != nil {
		*at = *to
		p.Require(*to == "" || isHTTPS(*to), field, "must be an https address of at most 2048 characters, or empty")
		checkText(p, field, *to, maxURL)
	}
}

func (ch *IDPChange) applySAML(p fault.Problems, i *IDP, now time.Time) {
	const other = "is for SAML"
	p.Require(i.Protocol != OIDC || orEmpty(ch.Metadata) == "", "metadata", other)
	p.Require(i.Protocol != OIDC || orEmpty(ch.MetadataURL) == "", "metadata_url", other)
	p.Require(i.Protocol != OIDC || ch.WantsEncrypted == nil || !*ch.WantsEncrypted, "wants_encrypted", other)
	if i.Protocol == OIDC {
		return
	}
	if ch.Metadata != nil && (*ch.Metadata != i.Metadata || i.EntityID == "") && !ch.before(i, *ch.Metadata) {
		m, err := saml.ParseMetadata(*ch.Metadata, now)
		if err != nil {
			p.Require(false, "metadata", "cannot be used: it %s", fault.Why(err))
		}
		i.Metadata, i.EntityID, i.SSOURL, i.SSOBinding = *ch.Metadata, m.EntityID, m.SSOURL, m.SSOBinding
		ends := m.CertificateEnds()
		i.SLOURL, i.SLOBinding, i.CertificateEnds = m.SLOURL, m.SLOBinding, &ends
	}
	address(p, "metadata_url", &i.MetadataURL, ch.MetadataURL)
	set(&i.WantsEncrypted, ch.WantsEncrypted)
}

func (ch *IDPChange) applyOIDC(p fault.Problems, i *IDP) {
	for field, s := range map[string]*string{
		"issuer": ch.Issuer, "client_id": ch.ClientID, "client_secret": ch.ClientSecret, "scopes": ch.Scopes,
	} {
		p.Require(i.Protocol != SAML || orEmpty(s) == "", field, "is for OpenID Connect")
	}
	if i.Protocol == SAML {
		return
	}
	if ch.Issuer != nil && !ch.before(i, *ch.Issuer) {
		// Another provider would be sent the secret that only this one may know.
		p.Require(*ch.Issuer == i.EntityID || i.clientSecret == "" || ch.ClientSecret != nil, "client_secret",
			"must be given anew with another issuer: the one that is kept is for the one before")
		i.EntityID = *ch.Issuer
		p.Require(isIssuer(i.EntityID), "issuer", "must be an https address of at most 1024 characters, as the IdP calls itself")
	}
	if ch.ClientID != nil && !ch.before(i, *ch.ClientID) {
		i.ClientID = *ch.ClientID
		p.Require(i.ClientID != "" && strings.TrimSpace(i.ClientID) == i.ClientID, "client_id", "must be what the IdP calls this server")
		checkText(p, "client_id", i.ClientID, maxClientID)
	}
	if ch.ClientSecret != nil {
		checkText(p, "client_secret", *ch.ClientSecret, maxClientSecret)
	}
	if ch.Scopes != nil {
		words := slices.DeleteFunc(strings.Fields(*ch.Scopes), func(s string) bool { return s == "openid" })
		i.Scopes = strings.Join(words, " ")
		p.Require(len(i.Scopes) <= maxScopes && !strings.ContainsFunc(i.Scopes, isNoScope), "scopes", "must be names of scopes with blanks in between")
	}
}

// isIssuer reports whether s is the name of an OpenID provider: discovery adds a
// path to it.
func isIssuer(s string) bool {
	u, err := url.Parse(s)
	return err == nil && isHTTPS(s) && len(s) <= maxEntityID && u.RawQuery == "" && u.Fragment == "" && !strings.ContainsAny(s, "?#")
}

// isNoScope is of what RFC 6749 does not allow in a scope, but for the blank.
func isNoScope(c rune) bool { return c < ' ' || c > '~' || c == '"' || c == '\\' }

func (ch *IDPChange) applyMapping(p fault.Problems, i *IDP) {
	if ch.Mapping != nil {
		i.Mapping = *ch.Mapping
		i.Mapping.check(p, i.Protocol)
	}
	set(&i.IsJIT, ch.IsJIT)
	p.Require(i.Protocol == "" || !i.IsJIT || i.Mapping.Email != "" && i.Mapping.names(), "jit",
		"needs a mapping with email, and name or first_name and last_name")
}
