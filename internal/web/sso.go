package web

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"gatehouse/internal/actor"
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

var errElsewhere = fault.New(fault.Forbidden, "This sign-in was begun in another browser, or too long ago.")

// arrived lets in who has set out to an IdP in this browser. Who was sent by one
// without having asked is asked first: it might not be them who sent it.
func (c *Web) arrived(w http.ResponseWriter, r *http.Request) error {
	h, err := c.waiting(r)
	if fault.Is(err, fault.Unauthorized) || err == nil && !h.SignsInAtIDP() {
		return c.begin(w, r)
	}
	if err != nil {
		return err
	}
	ticket, _ := c.ticket(r)
	if h.Flow() == "" {
		return render(w, r, http.StatusOK, newArrival(h))
	}
	f, ok := c.readFlow(r)
	c.dropCookie(w, ssoCookie)
	switch {
	case !ok || f.ID != h.Flow():
		c.dropCookie(w, ticketCookie)
		if err := c.Sessions.Discard(r.Context(), ticket); err != nil {
			return err
		}
		return errElsewhere
	case f.Session != "":
		return c.provenAtIDP(w, r, f, ticket)
	}
	return c.letIn(w, r, h, ticket, f.Next)
}

// arrivalView asks somebody whom an IdP has sent whether they mean it.
type arrivalView struct {
	page
	Customer, Name, Email string
}

func (arrivalView) file() string { return "arrival.html" }

func newArrival(h identity.Holder) arrivalView {
	return arrivalView{
		page:     threshold(say("Sign in"), ajar, &words{say("Is this you?"), say("Whoever sent you here says so. You decide whether to go in.")}),
		Customer: h.CustomerName(), Name: h.Name(), Email: h.Email(),
	}
}

// confirmArrival lets in who was asked.
func (c *Web) confirmArrival(w http.ResponseWriter, r *http.Request) error {
	h, err := c.waiting(r)
	if fault.Is(err, fault.Unauthorized) || err == nil && (!h.SignsInAtIDP() || h.Flow() != "") {
		return c.begin(w, r)
	}
	if err != nil {
		return err
	}
	ticket, _ := c.ticket(r)
	return c.letIn(w, r, h, ticket, "")
}

// letIn opens the session, or shows the choice if there is one.
func (c *Web) letIn(w http.ResponseWriter, r *http.Request, h identity.Holder, ticket, next string) error {
	ways, err := c.Sessions.WaysOf(r.Context(), ticket, h)
	if err != nil {
		return err
	}
	if len(ways) > 1 {
		c.dropCookie(w, ticketCookie)
		return render(w, r, http.StatusOK, choose(ways, next))
	}
	return c.enter(w, r, ticket, ways[0].AccessID, next)
}

// proveAtIDP sends somebody who is signed in to the IdP, to be asked there anew.
func (c *Web) proveAtIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	l, err := c.Sessions.Leaving(r.Context(), by)
	if err != nil {
		return err
	}
	p, err := c.IDPs.Of(r.Context(), l.CustomerID, l.IDP)
	if err != nil {
		return err
	}
	return c.setOut(w, r, p, r.URL.Query().Get("next"), by.SessionGUID)
}

// provenAtIDP takes the proof that a session was sent for.
func (c *Web) provenAtIDP(w http.ResponseWriter, r *http.Request, f flow, ticket string) error {
	ctx := r.Context()
	c.dropCookie(w, ticketCookie)
	by, err := c.Sessions.Actor(ctx, c.session(r), actor.IP(ctx))
	if fault.Is(err, fault.Unauthorized) || err == nil && by.SessionGUID != f.Session {
		return errElsewhere
	}
	if err != nil {
		return err
	}
	h, err := c.Sessions.Holder(ctx, by)
	if err != nil {
		return err
	}
	k := identity.NewRekey(c.session(r))
	err = c.Sessions.ProveAtIDP(ctx, h.Rekeying(k), ticket)
	if why := formFault(err, fault.Forbidden); why != nil && err != nil {
		return c.atDesk(func(w http.ResponseWriter, r *http.Request, at place) error {
			at.next = f.Next
			return c.askProof(w, r, at, http.StatusForbidden, why)
		})(w, r, by)
	}
	if err != nil {
		return err
	}
	c.rekeyed(w, k)
	return see(w, r, cmp.Or(f.Next, "/account"))
}

// onwardView is the way on to another site, for a form that has led here: the
// policy of our pages lets no form lead elsewhere.
type onwardView struct {
	page
	Href                  string
	Heading, Lead, Button phrase
}

func (onwardView) file() string { return "onward.html" }

// onward leads on to an address of an IdP.
func onward(w http.ResponseWriter, r *http.Request, v onwardView) error {
	v.page = threshold(v.Heading, shut, nil)
	w.Header().Set("Refresh", "0; url="+v.Href)
	return render(w, r, http.StatusOK, v)
}

// leaveIDP leads somebody who has signed out here on to the IdP, if it ends
// sessions. That it cannot be reached keeps nobody signed in here.
func (c *Web) leaveIDP(w http.ResponseWriter, r *http.Request, l identity.Leaving) (answered bool, err error) {
	if l.IDP == "" {
		return false, nil
	}
	p, err := c.IDPs.Of(r.Context(), l.CustomerID, l.IDP)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	speaks, ok := c.protocols()[p.Protocol]
	if !ok || speaks.leave == nil {
		return false, nil
	}
	answered, err = speaks.leave(w, r, p, l.Hint)
	if err != nil && !answered {
		c.Log.Warn("signed out here, but not at the IdP", "idp", p.GUID, "err", err)
		return false, nil
	}
	return answered, err
}
