package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/saml"
)

// Signing out is for both sides: who does so here is led to the IdP, and who does
// so there is signed out here by a message that their browser carries.

// leaveSAML leads a browser that has signed out here on to the IdP.
func (c *Web) leaveSAML(w http.ResponseWriter, r *http.Request, p identity.Party, kept string) (answered bool, err error) {
	s, err := c.speak(r.Context(), p)
	if err != nil {
		return false, err
	}
	var h hint
	if err := json.Unmarshal([]byte(kept), &h); err != nil {
		return false, err
	}
	heading, lead := say("You are signed out here"), say("Now sign out of %s, too.", p.Name)
	switch {
	case s.idp.SLOURL != "" && h.NameID.Value != "":
		o, err := s.sp.SignOut(s.idp, c.Sessions.NewFlow(p.CustomerID, p.GUID), h.NameID, h.Session, c.Now())
		if err != nil {
			return false, err
		}
		if o.IsForm() {
			return true, carry(w, r, heading, lead, o)
		}
		return true, onward(w, r, onwardView{Heading: heading, Lead: lead, Href: o.Address, Button: say("Sign out of %s", p.Name)})
	case p.LogoutRedirectURL != "":
		return true, onward(w, r, onwardView{Heading: heading, Lead: say("Your organisation leads you on from here."), Href: p.LogoutRedirectURL, Button: say("Go on")})
	}
	return false, nil
}

func (c *Web) logoutByRedirect(w http.ResponseWriter, r *http.Request) error {
	return c.logout(w, r, func() (saml.Message, error) { return saml.ReadRedirect(r.URL.RawQuery) })
}

func (c *Web) logoutByForm(w http.ResponseWriter, r *http.Request) error {
	return c.logout(w, r, func() (saml.Message, error) {
		value := r.PostFormValue("SAMLRequest")
		if value == "" {
			value = r.PostFormValue("SAMLResponse")
		}
		return saml.ReadPOST(value, r.PostFormValue("RelayState"))
	})
}

func (c *Web) logout(w http.ResponseWriter, r *http.Request, read func() (saml.Message, error)) error {
	b, err := c.take(r, read)
	if err != nil {
		return err
	}
	if b.IsLogoutRequest() {
		return c.endBySAML(w, r, b)
	}
	return c.afterLogout(w, r, b)
}

// endBySAML ends the sessions of who signs out at the IdP, and says so there.
func (c *Web) endBySAML(w http.ResponseWriter, r *http.Request, b brought) error {
	l, err := b.sp.ReadLogout(b.idp, b.Message, c.Now())
	if err != nil {
		return c.refuseMessage(r, b.party, err)
	}
	_, err = c.Sessions.EndAtIDP(r.Context(), identity.Farewell{
		CustomerID: b.party.CustomerID, IDP: b.party.GUID, Name: l.NameID.Value, Sessions: l.Sessions,
		Message: identity.Message{ID: l.ID, Ends: l.Ends},
	})
	if fault.Is(err, fault.Unauthorized) {
		return c.refuseMessage(r, b.party, errReplayed)
	}
	if err != nil {
		return err
	}
	if b.idp.SLOAnswerURL == "" {
		return see(w, r, "/sign-in?done=out")
	}
	o, err := b.sp.SignedOut(b.idp, c.Sessions.NewFlow(b.party.CustomerID, b.party.GUID), l, c.Now())
	if err != nil {
		return err
	}
	if o.IsForm() {
		return carry(w, r, say("You are signed out here"), say("Your identity provider goes on with signing you out."), o)
	}
	return see(w, r, o.Address)
}

const errReplayed saml.Refusal = "replayed"

// afterLogout takes the IdP's word that its own session is over. Ours was over
// before: whatever it says, nothing changes here, and what is refused is recorded
// and keeps nobody from leaving. Some IdPs do not sign it.
func (c *Web) afterLogout(w http.ResponseWriter, r *http.Request, b brought) error {
	end, err := b.sp.ReadLogoutEnd(b.idp, b.Message, c.Now())
	if err == nil && c.Sessions.CheckFlow(b.party.CustomerID, b.party.GUID, end.InResponseTo) != nil {
		err = errNoFlow
	}
	if err != nil {
		if err := c.refuseMessage(r, b.party, err); !errors.Is(err, errMessage) {
			return err
		}
	}
	switch {
	case err != nil || !end.Confirmed:
		return see(w, r, "/sign-in?done=here")
	case b.party.LogoutRedirectURL != "":
		return see(w, r, b.party.LogoutRedirectURL)
	}
	return see(w, r, "/sign-in?done=out")
}
