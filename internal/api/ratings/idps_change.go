package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

type idpBody struct {
	Name              api.Opt[string] `json:"name"`
	Enabled           api.Opt[bool]   `json:"enabled"`
	Metadata          api.Opt[string] `json:"metadata"`
	DefaultGroup      api.Opt[string] `json:"default_group"`
	SignHashAlg       api.Opt[string] `json:"sign_hash_alg"`
	SSOURLSuffix      api.Opt[string] `json:"sso_url_suffix"`
	CustomLoginURL    api.Opt[string] `json:"custom_saml_login_url"`
	LogoutRedirectURL api.Opt[string] `json:"logout_redirect_url"`

	Protocol       api.Opt[string]      `json:"protocol"`
	MetadataURL    api.Opt[string]      `json:"metadata_url"`
	WantsEncrypted api.Opt[bool]        `json:"wants_encrypted"`
	Issuer         api.Opt[string]      `json:"issuer"`
	ClientID       api.Opt[string]      `json:"client_id"`
	ClientSecret   api.Opt[string]      `json:"client_secret"` // never answered
	Scopes         api.Opt[string]      `json:"scopes"`
	JIT            api.Opt[bool]        `json:"jit"`
	Mapping        api.Opt[mappingBody] `json:"mapping"`
}

func readIDP(w http.ResponseWriter, r *http.Request) (ch identity.IDPChange, err error) {
	in, err := api.Body[idpBody](w, r, false, "idp", "body")
	if err != nil {
		return ch, err
	}
	p := fault.Problems{}
	for field, null := range map[string]bool{
		"name": in.Name.Null, "enabled": in.Enabled.Null, "metadata": in.Metadata.Null, "default_group": in.DefaultGroup.Null,
		"sign_hash_alg": in.SignHashAlg.Null, "sso_url_suffix": in.SSOURLSuffix.Null,
		"custom_saml_login_url": in.CustomLoginURL.Null, "logout_redirect_url": in.LogoutRedirectURL.Null,
		"protocol": in.Protocol.Null, "metadata_url": in.MetadataURL.Null, "wants_encrypted": in.WantsEncrypted.Null,
		"issuer": in.Issuer.Null, "client_id": in.ClientID.Null, "client_secret": in.ClientSecret.Null, "scopes": in.Scopes.Null,
		"jit": in.JIT.Null, "mapping": in.Mapping.Null,
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	ch = identity.IDPChange{
		Name: in.Name.Ptr(), IsEnabled: in.Enabled.Ptr(), Metadata: in.Metadata.Ptr(), DefaultGroup: in.DefaultGroup.Ptr(),
		SignHashAlg: in.SignHashAlg.Ptr(), URLSuffix: in.SSOURLSuffix.Ptr(),
		CustomLoginURL: in.CustomLoginURL.Ptr(), LogoutRedirectURL: in.LogoutRedirectURL.Ptr(),
		Protocol: in.Protocol.Ptr(), MetadataURL: in.MetadataURL.Ptr(), WantsEncrypted: in.WantsEncrypted.Ptr(),
		Issuer: in.Issuer.Ptr(), ClientID: in.ClientID.Ptr(), ClientSecret: in.ClientSecret.Ptr(), Scopes: in.Scopes.Ptr(), IsJIT: in.JIT.Ptr(),
	}
	if m := in.Mapping.Ptr(); m != nil {
		ch.Mapping = m.mapping(p)
	}
	return ch, p.Err()
}

// createIDP answers an array of the one, as the contract says.
func (a *API) createIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ch, err := readIDP(w, r)
	if err != nil {
		return err
	}
	i, err := a.IDPs.Create(r.Context(), by, ch)
	if err != nil {
		return err
	}
	return a.answerIDP(w, http.StatusCreated, &i, by)
}

func (a *API) answerIDP(w http.ResponseWriter, status int, i *identity.IDP, by actor.Actor) error {
	api.Version(w, i.Version)
	return api.JSON(w, status, []idp{a.toIDP(i, by)})
}

// madeIDP answers an IdP as the call did that made it.
func (a *API) madeIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	i, err := a.IDPs.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	return a.answerIDP(w, http.StatusOK, &i, by)
}

// refreshIDP fetches the metadata from its address now.
func (a *API) refreshIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	i, err := a.IDPs.Refresh(r.Context(), by, guid)
	if err != nil {
		return err
	}
	api.Version(w, i.Version)
	return api.JSON(w, http.StatusOK, a.toIDP(&i, by))
}

func (a *API) changeIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ch, err := readIDP(w, r)
	if err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	i, err := a.IDPs.Change(r.Context(), by, guid, ch)
	if err != nil {
		return err
	}
	api.Version(w, i.Version)
	return api.JSON(w, http.StatusOK, a.toIDP(&i, by))
}

func (a *API) deleteIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.IDPs.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}
