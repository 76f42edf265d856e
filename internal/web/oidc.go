package web

import (
	"errors"
	"net/http"
	"strings"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/oidc"
)

// Each IdP has an address of its own to come back to, so that no provider's
// answer is taken for another's.
func (c *Web) mountOIDC(stranger func(string, handler)) {
	stranger("GET /oidc/{customer}/callback/{idp}", c.backFromOIDC)
	stranger("POST /oidc/{customer}/logout/{idp}", c.endedAtOIDC)
}

// oidcClient is this server as the provider of an IdP knows it.
func (c *Web) oidcClient(p identity.Party) (oidc.Client, error) {
	secret, err := c.IDPs.ClientSecret(p.IDP)
	return oidc.Client{
		Issuer: p.EntityID, ID: p.ClientID, Secret: secret, Scopes: strings.Fields(p.Scopes),
		RedirectURI: c.PublicURL + "/oidc/" + p.CustomerGUID + "/callback/" + p.GUID,
	}, err
}

func (f *flow) atOIDC() oidc.Flow {
	return oidc.Flow{State: f.ID, Nonce: f.Nonce, Verifier: f.Verifier, Begun: f.Begun, IsProof: f.Session != ""}
}

var (
	errOIDC = fault.New(fault.Unauthorized,
		"The answer of your identity provider cannot be trusted, or is too old. Start again; if that does not help, ask the administrator of your organisation.")
	errOIDCDown = fault.New(fault.Unavailable,
		"Your identity provider cannot be reached, or is not set up as it should be. Try again later, or ask the administrator of your organisation.")
)

// beginOIDC sends a browser to a provider.
func (c *Web) beginOIDC(w http.ResponseWriter, r *http.Request, p identity.Party, f flow) error {
	client, err := c.oidcClient(p)
	if err != nil {
		return err
	}
	ask := f.atOIDC()
	if !ask.IsProof {
		ask.Hint = c.whoCame(r)
	}
	address, err := c.OIDC.Begin(r.Context(), client, ask)
	if err != nil {
		return c.refuseOIDC(r, p, err, errOIDCDown)
	}
	return see(w, r, address)
}

// refuseOIDC records why a provider, or what came in its name, is not believed.
func (c *Web) refuseOIDC(r *http.Request, p identity.Party, err, tell error) error {
	no, is := errors.AsType[*oidc.Refused](err)
	if !is {
		return err
	}
	c.Log.WarnContext(r.Context(), "identity provider refused", "idp", p.GUID, "err", err)
	if err := c.Sessions.RefuseArrival(r.Context(), c.browser(r), p.CustomerID, p.GUID, no.Reason); err != nil {
		return err
	}
	return tell
}

// oidcParty returns the IdP of an address, if it speaks OpenID Connect.
func (c *Web) oidcParty(r *http.Request) (identity.Party, error) {
	p, err := c.IDPs.Party(r.Context(), r.PathValue("customer"), r.PathValue("idp"))
	if err == nil && p.Protocol != identity.OIDC {
		err = fault.New(fault.NotFound, "There is no such identity provider here.")
	}
	return p, err
}

// backFromOIDC takes what a browser brings back from a provider: only the browser
// that set out, from the provider that it set out to.
func (c *Web) backFromOIDC(w http.ResponseWriter, r *http.Request) error {
	p, err := c.oidcParty(r)
	if err != nil {
		return err
	}
	f, ok := c.readFlow(r)
	if !ok || f.CustomerID != p.CustomerID || f.IDP != p.GUID {
		return c.refuseOIDC(r, p, &oidc.Refused{Reason: "not begun in this browser"}, errElsewhere)
	}
	client, err := c.oidcClient(p)
	if err != nil {
		return err
	}
	m := p.Mapping
	id, err := c.OIDC.Finish(r.Context(), client, f.atOIDC(), r.URL.Query(), []string{m.Email, m.Name, m.FirstName, m.LastName, m.Role, m.Group})
	if err != nil {
		c.dropCookie(w, ssoCookie)
		return c.refuseOIDC(r, p, err, errOIDC)
	}
	ways, err := c.Sessions.Arrive(r.Context(), c.browser(r), identity.Arrival{
		CustomerID: p.CustomerID, IDP: p.GUID, Subject: id.Subject, Session: id.Session, Hint: id.Hint(),
		Message: identity.Message{ID: id.Message, Ends: id.Ends}, ProvedAt: id.ProvedAt, Flow: f.ID, Attributes: id.Claims,
	})
	if err != nil {
		c.dropCookie(w, ssoCookie)
		return err
	}
	return c.landed(w, r, ways)
}

// leaveOIDC sends a browser that has signed out here to the provider's logout, and
// from there to the front page.
func (c *Web) leaveOIDC(w http.ResponseWriter, r *http.Request, p identity.Party, hint string) (bool, error) {
	client, err := c.oidcClient(p)
	if err != nil {
		return false, err
	}
	address, err := c.OIDC.EndSession(r.Context(), client, hint, c.PublicURL+"/sign-in?done=out")
	if err != nil || address == "" {
		return false, err
	}
	return true, onward(w, r, onwardView{
		Heading: say("You are signed out here"), Button: say("Sign out there, too"), Href: address,
		Lead: say("Your identity provider, %s, is told, too. If nothing happens, go on by yourself.", p.Name),
	})
}

// endedAtOIDC ends the sessions that a provider names: from server to server, by
// a token that proves itself (OpenID Connect Back-Channel Logout 1.0).
func (c *Web) endedAtOIDC(w http.ResponseWriter, r *http.Request) error {
	p, err := c.oidcParty(r)
	if err != nil {
		return err
	}
	client, err := c.oidcClient(p)
	if err != nil {
		return err
	}
	end, err := c.OIDC.Logout(r.Context(), client, r.PostFormValue("logout_token"))
	if err != nil {
		return c.refuseOIDC(r, p, err, fault.New(fault.Invalid, "This is no logout token that can be trusted."))
	}
	farewell := identity.Farewell{
		CustomerID: p.CustomerID, IDP: p.GUID, Name: end.Subject, Message: identity.Message{ID: end.Message, Ends: end.Ends},
	}
	if end.Session != "" {
		farewell.Sessions = []string{end.Session}
	}
	_, err = c.Sessions.EndAtIDP(r.Context(), farewell)
	if fault.Is(err, fault.Unauthorized) {
		return c.refuseOIDC(r, p, &oidc.Refused{Reason: "a logout token that was used before"}, fault.New(fault.Invalid, "This logout token was used before."))
	}
	return err // nothing more to say is 200
}
