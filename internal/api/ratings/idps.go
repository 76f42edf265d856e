package ratings

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/saml"
)

func (a *API) idpRoutes() []api.Route {
	const one = "/idps/{guid}"
	return []api.Route{
		{Method: "GET", Path: "/idps", Need: actor.SettingsR, Handle: a.listIDPs},
		{Method: "POST", Path: "/idps", Need: actor.SettingsRW, Handle: a.createIDP, Repeat: api.Made("guid", a.madeIDP)},
		{Method: "GET", Path: "/idps/config", Need: actor.SettingsR, Handle: a.idpConfig},
		{Method: "PATCH", Path: one, Need: actor.SettingsRW, Handle: a.changeIDP},
		{Method: "DELETE", Path: one, Need: actor.SettingsRW, Handle: a.deleteIDP},
		{Method: "POST", Path: one + "/test", Need: actor.SettingsRW, Handle: a.testIDP, Asks: true},
		{Method: "POST", Path: one + "/refresh", Need: actor.SettingsRW, Handle: a.refreshIDP, Repeat: api.Changed(a.showIDP)},
	}
}

// idp is the contract's SamlIdp, with what this server adds after
// successful_login. That is for OpenID Connect, too: the entityID is its issuer.
type idp struct {
	GUID               string  `json:"guid"`
	Name               string  `json:"name"`
	Enabled            bool    `json:"enabled"`
	Metadata           string  `json:"metadata"`
	DefaultGroup       string  `json:"default_group"`
	SignHashAlg        string  `json:"sign_hash_alg"`
	SSOURLSuffix       string  `json:"sso_url_suffix"`
	CustomLoginURL     string  `json:"custom_saml_login_url"`
	LogoutRedirectURL  string  `json:"logout_redirect_url"`
	LoginURL           string  `json:"saml_login_url"`
	PostLogoutURL      string  `json:"post_single_logout_url"`
	HasOwnEntityID     bool    `json:"customer_specific_entityid"`
	HasSignedIn        bool    `json:"successful_login"`
	EntityID           string  `json:"entityid"`
	SSOURL             string  `json:"sso_url"`
	CertificateExpires *string `json:"certificate_expires_date"`

	Protocol          string     `json:"protocol"`
	MetadataURL       string     `json:"metadata_url"`
	SLOURL            string     `json:"slo_url"`
	WantsEncrypted    bool       `json:"wants_encrypted"`
	Issuer            string     `json:"issuer"`
	ClientID          string     `json:"client_id"`
	HasClientSecret   bool       `json:"has_client_secret"`
	Scopes            string     `json:"scopes"`
	RedirectURI       string     `json:"redirect_uri"`
	BackchannelLogout string     `json:"backchannel_logout_uri"`
	AfterLogout       string     `json:"post_logout_redirect_uri"`
	IsJIT             bool       `json:"jit"`
	Mapping           idpMapping `json:"mapping"`
}

// spConfig is the contract's SamlIdpConfig: what an IdP has to know of this
// server.
type spConfig struct {
	EntityID      string   `json:"entityid"`
	MetadataURL   string   `json:"metadata_url"`
	ACSURL        string   `json:"acs_url"`
	LogoutURL     string   `json:"logout_service_url"`
	PostLogoutURL string   `json:"logout_service_post_url"`
	Bindings      []string `json:"bindings"`
	SAMLVersion   string   `json:"saml_version"`
}

// saml is where a customer's IdPs find this server: two customers may use the
// same IdP, so each is a service provider of its own.
func (a *API) saml(customerGUID string) spConfig {
	base := identity.EntityID(a.PublicURL, customerGUID)
	return spConfig{
		EntityID: base, MetadataURL: base + "/metadata", ACSURL: base + "/acs", LogoutURL: base + "/logout",
		PostLogoutURL: base + "/logout-post", Bindings: []string{saml.BindingPOST, saml.BindingRedirect}, SAMLVersion: "2.0",
	}
}

func (a *API) toIDP(i *identity.IDP, by actor.Actor) idp {
	here := a.saml(by.CustomerGUID)
	out := idp{
		GUID: i.GUID, Name: i.Name, Enabled: i.IsEnabled, Metadata: i.Metadata, DefaultGroup: i.DefaultGroup,
		SignHashAlg: i.SignHashAlg, SSOURLSuffix: i.URLSuffix, CustomLoginURL: i.CustomLoginURL, LogoutRedirectURL: i.LogoutRedirectURL,
		LoginURL: here.EntityID + "/login/" + i.Ref(), PostLogoutURL: here.PostLogoutURL, HasOwnEntityID: true, HasSignedIn: i.HasSignedIn,
		EntityID: i.EntityID, SSOURL: i.SSOURL, CertificateExpires: maybeTime(i.CertificateEnds),

		Protocol: i.Protocol, MetadataURL: i.MetadataURL, SLOURL: i.SLOURL, WantsEncrypted: i.WantsEncrypted,
		ClientID: i.ClientID, HasClientSecret: i.HasClientSecret(), Scopes: i.Scopes, IsJIT: i.IsJIT, Mapping: toMapping(i.Mapping),
	}
	if i.Protocol == identity.OIDC {
		base := a.PublicURL + "/oidc/" + by.CustomerGUID
		out.LoginURL, out.PostLogoutURL, out.HasOwnEntityID = base+"/login/"+i.Ref(), base+"/logout/"+i.GUID, false
		out.Issuer, out.RedirectURI, out.BackchannelLogout = i.EntityID, base+"/callback/"+i.GUID, out.PostLogoutURL
		out.AfterLogout = a.PublicURL + "/sign-in?done=out"
	}
	return out
}

var idpColumns = []api.Column[idp]{
	{Name: "guid", Width: 36, Cell: func(i *idp) any { return i.GUID }},
	{Name: "name", Width: 24, Cell: func(i *idp) any { return i.Name }},
	{Name: "enabled", Width: 7, Cell: func(i *idp) any { return i.Enabled }},
	{Name: "entityid", Width: 40, Cell: func(i *idp) any { return i.EntityID }},
	{Name: "certificate_expires_date", Width: 24, Cell: func(i *idp) any { return i.CertificateExpires }},
	{Name: "default_group", Cell: func(i *idp) any { return i.DefaultGroup }},
	{Name: "sign_hash_alg", Cell: func(i *idp) any { return i.SignHashAlg }},
	{Name: "sso_url_suffix", Cell: func(i *idp) any { return i.SSOURLSuffix }},
	{Name: "saml_login_url", Cell: func(i *idp) any { return i.LoginURL }},
	{Name: "successful_login", Cell: func(i *idp) any { return i.HasSignedIn }},
	{Name: "protocol", Cell: func(i *idp) any { return i.Protocol }},
	{Name: "jit", Cell: func(i *idp) any { return i.IsJIT }},
}

func (a *API) listIDPs(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	idps, err := a.IDPs.List(r.Context(), by)
	if err != nil {
		return err
	}
	all, err := api.Narrow(w, r, a.PublicURL, idpColumns, wires(idps, func(i *identity.IDP) idp { return a.toIDP(i, by) }))
	if err != nil {
		return err
	}
	return writeArray(w, r, "idps", idpColumns, all)
}

func (a *API) idpConfig(w http.ResponseWriter, _ *http.Request, by actor.Actor) error {
	return api.JSON(w, http.StatusOK, a.saml(by.CustomerGUID))
}

// showIDP answers a repeated refresh.
func (a *API) showIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	i, err := a.IDPs.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	api.Version(w, i.Version)
	return api.JSON(w, http.StatusOK, a.toIDP(&i, by))
}
