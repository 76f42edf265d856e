package web

import (
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// idpView is one identity provider: what it has to know of this server, and its settings.
type idpView struct {
	page
	Notice    phrase
	Name      string
	State     state
	Facts     []fact
	Addresses []fact // of this server
	SCIM      string // address of this server
	Tokens    []tokenRow
	CanChange bool
	MakeToken string // where one of SCIM is asked for; "" if there are as many as there can be
	Delete    string
	Form      idpForm
	Calls     []apiCall
}

func (idpView) file() string { return "idp.html" }

// newIDPView asks for a new one.
type newIDPView struct {
	page
	Form  idpForm
	Calls []apiCall
}

func (newIDPView) file() string { return "new_idp.html" }

// addressesFor are the addresses of this server that somebody has to enter at an IdP.
func (c *Web) addressesFor(by actor.Actor, i *identity.IDP) []fact {
	at := c.PublicURL + "/" + i.Protocol + "/" + by.CustomerGUID
	start := fact{say("Where people start"), plain(at + "/login/" + url.PathEscape(i.Ref()))}
	if i.Protocol == identity.OIDC {
		return []fact{
			{say("Redirect URI"), plain(at + "/callback/" + i.GUID)},
			{say("Back-channel logout URI"), plain(at + "/logout/" + i.GUID)},
			{say("Post-logout redirect URI"), plain(c.PublicURL + "/sign-in?done=out")},
			start,
		}
	}
	return []fact{
		{say("Entity ID (audience)"), plain(at)},
		{say("Reply URL (assertion consumer service)"), plain(at + "/acs")},
		{say("Metadata, with all of this and the certificate"), plain(at + "/metadata")},
		{say("Single logout"), plain(at + "/logout")},
		start,
	}
}

func (c *Web) newIDPPage(by actor.Actor, i *identity.IDP, tokens []identity.SCIMToken, form idpForm) idpView {
	base := idpsPath + "/" + i.GUID
	form.Action, form.Button = base, say("Save")
	v := idpView{
		page: console(by, plain(i.Name), "identity-providers").failed(form.Wrong), Name: i.Name, State: stateOfIDP(i, c.Now()), Facts: factsOfIDP(i), Addresses: c.addressesFor(by, i),
		SCIM: c.PublicURL + "/scim/v2", CanChange: canChangeIDPs(by), Form: form,
	}
	live := 0
	for _, t := range tokens {
		row := newTokenRow(&identity.Token{
			GUID: t.GUID, Prefix: t.Prefix, Last4: t.Last4, CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt, LastUsedAt: t.LastUsedAt, LastUsedIP: t.LastUsedIP,
			RevokedAt: t.RevokedAt, ReplacedBy: t.ReplacedBy,
		}, base+"/scim-tokens/"+t.GUID, c.Now())
		if t.Live(c.Now()) {
			live++
		}
		if !v.CanChange {
			row.Rotate, row.Revoke = "", ""
		}
		v.Tokens = append(v.Tokens, row)
	}
	if v.CanChange {
		v.Delete = base + "/delete"
		if live < identity.MaxSCIMTokens {
			v.MakeToken = base + "/scim-tokens"
		}
	}
	v.Calls = c.callsOfIDP(i, v)
	return v
}

const idpsCall = "/ratings/v1/idps"

// callsOfIDP are the calls of what the page offers.
func (c *Web) callsOfIDP(i *identity.IDP, v idpView) []apiCall {
	one := idpsCall + "/" + i.GUID
	calls := []apiCall{c.call(say("List its tokens for SCIM"), "GET", one+"/scim-tokens", nil)}
	if v.MakeToken != "" {
		calls = append(calls, c.call(say("Make a token for SCIM"), "POST", one+"/scim-tokens", map[string]any{}))
	}
	if v.CanChange {
		calls = append(calls, c.call(say("Change it"), "PATCH", one, map[string]any{"name": i.Name, "enabled": i.IsEnabled}),
			c.call(say("Test it"), "POST", one+"/test", nil),
			c.call(say("Delete it"), "DELETE", one, nil))
	}
	return calls
}

// makeSCIMToken shows a new one, to who has proven itself lately.
func (c *Web) makeSCIMToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	_, secret, err := c.SCIMTokens.Create(r.Context(), by, r.PathValue("guid"), identity.SCIMTokenDraft{TokenDraft: identity.TokenDraft{AllowedIPs: []string{}}})
	if err != nil {
		return err
	}
	v := newSecret(console(by, say("Your new token for SCIM"), "identity-providers"), secret)
	v.Heading, v.Lead = v.Title, say("Enter it at the identity provider. It is shown here and never again.")
	v.Foot = say("Whoever has this token can make and end users. If it gets into wrong hands, revoke it.")
	return render(w, r, http.StatusOK, v)
}

func (c *Web) changeSCIMToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	idp, guid := r.PathValue("guid"), r.PathValue("token")
	switch r.PathValue("action") {
	case "revoke": // it only takes away
		if err := c.SCIMTokens.Revoke(r.Context(), by, idp, guid, ""); err != nil {
			return err
		}
		return see(w, r, idpsPath+"/"+idp+"?done=revoked")
	case "rotate":
		if err := c.Sessions.Fresh(r.Context(), by); err != nil {
			return err
		}
		_, secret, err := c.SCIMTokens.Rotate(r.Context(), by, idp, guid, overlap)
		if err != nil {
			return err
		}
		v := newSecret(console(by, say("Your new token for SCIM"), "identity-providers"), secret)
		v.Heading, v.Lead = v.Title, say("Enter it at the identity provider in place of the old one. It is shown here and never again.")
		v.Foot = say("The old token works for one more day.")
		return render(w, r, http.StatusOK, v)
	}
	return fault.New(fault.NotFound, "That cannot be done to a token.")
}
