package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// People who sign in at an IdP set out from here (signInAt), come back to the
// address of its protocol, which checks the message and makes a ticket (see
// identity.Sessions.Arrive), and go on to /sso/arrived. That compares the ticket
// with what the browser kept when it set out, and lets in nobody who did not.

// protocol is how this server speaks to IdPs of one kind.
type protocol struct {
	// begin sends a browser to the IdP. Where f.Session is set, the IdP is to ask
	// the person anew.
	begin func(w http.ResponseWriter, r *http.Request, p identity.Party, f flow) error

	// leave sends a browser that has signed out here to the IdP, to sign out there.
	// It reports false, and has answered nothing, where the IdP has no such address.
	leave func(w http.ResponseWriter, r *http.Request, p identity.Party, hint string) (bool, error)
}

// protocols are those that IdPs here may speak.
func (c *Web) protocols() map[string]protocol {
	return map[string]protocol{
		identity.SAML: {begin: c.beginSAML, leave: c.leaveSAML},
		identity.OIDC: {begin: c.beginOIDC, leave: c.leaveOIDC},
	}
}

// mountSSO adds the pages on the way to IdPs and back. What other sites make a
// browser post has a line in [Web.sameOrigin], too.
func (c *Web) mountSSO(stranger func(string, handler), member func(string, memberHandler)) {
	stranger("GET /saml/{customer}/login/{idp}", c.signInAt)
	stranger("GET /oidc/{customer}/login/{idp}", c.signInAt)
	stranger("GET /sso/arrived", c.arrived)
	stranger("POST /sso/arrived", c.confirmArrival)
	member("GET /account/prove/idp", c.proveAtIDP)
	stranger("GET /saml/{customer}", c.describeSAML) // the entityID, which some IdPs take for its address
	stranger("GET /saml/{customer}/metadata", c.describeSAML)
	stranger("GET /saml/{customer}/logout", c.logoutByRedirect)
}

const ssoCookie = "gatehouse-sso"

// flow is what a browser keeps, sealed, that has set out to an IdP.
type flow struct {
	ID         string    `json:"id"` // of the request: InResponseTo, state
	CustomerID int64     `json:"customer"`
	IDP        string    `json:"idp"`
	Next       string    `json:"next"`
	Session    string    `json:"session"`  // guid of the one whose person is to prove itself again; "" signs in
	Nonce      string    `json:"nonce"`    // of OpenID Connect, as is
	Verifier   string    `json:"verifier"` // of PKCE
	Begun      time.Time `json:"begun"`
}

const forSSO = "sso"

// beginFlow makes a flow to an IdP and lets the browser keep it.
func (c *Web) beginFlow(w http.ResponseWriter, p identity.Party, next, session string) (flow, error) {
	f := flow{
		ID: c.Sessions.NewFlow(p.CustomerID, p.GUID), CustomerID: p.CustomerID, IDP: p.GUID, Next: local(next), Session: session,
		Nonce: mail.NewNonce(), Verifier: mail.NewNonce() + mail.NewNonce(), Begun: c.Now(),
	}
	plain, err := json.Marshal(f)
	if err != nil {
		return f, err
	}
	sealed, err := c.Sessions.Key.Seal(forSSO, ssoCookie, plain)
	if err == nil {
		c.setCookie(w, ssoCookie, sealed, identity.FlowLife)
	}
	return f, err
}

// readFlow returns the flow that a browser has set out on, if it did so of late.
func (c *Web) readFlow(r *http.Request) (f flow, ok bool) {
	plain, err := c.Sessions.Key.Unseal(forSSO, ssoCookie, c.cookie(r, ssoCookie))
	if err != nil || json.Unmarshal(plain, &f) != nil {
		return flow{}, false
	}
	return f, c.Sessions.CheckFlow(f.CustomerID, f.IDP, f.ID) == nil
}

// loginPath is where somebody sets out to an IdP.
func loginPath(p identity.Party) string {
	return "/" + p.Protocol + "/" + p.CustomerGUID + "/login/" + url.PathEscape(p.Ref())
}

// signInAt sends somebody to an IdP.
func (c *Web) signInAt(w http.ResponseWriter, r *http.Request) error {
	p, err := c.IDPs.Party(r.Context(), r.PathValue("customer"), r.PathValue("idp"))
	if err != nil {
		return err
	}
	return c.setOut(w, r, p, r.URL.Query().Get("next"), "")
}

func (c *Web) setOut(w http.ResponseWriter, r *http.Request, p identity.Party, next, session string) error {
	speaks, ok := c.protocols()[p.Protocol]
	if !ok {
		return fault.New(fault.NotFound, "There is no such identity provider here.")
	}
	f, err := c.beginFlow(w, p, next, session)
	if err != nil {
		return err
	}
	return speaks.begin(w, r, p, f)
}

// landed takes the ways in that an IdP's word has opened, and leads on to where
// they are compared with what the browser has kept: it may have been posted here
// by another site, without its cookies.
func (c *Web) landed(w http.ResponseWriter, r *http.Request, ways []identity.Choice) error {
	return c.wait(w, r, ways[0].Ticket, ways[0].AccessID, "/sso/arrived", "")
}
