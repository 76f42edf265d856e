package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/saml"
)

// The addresses of a customer as a service provider of SAML 2.0. What comes to
// them says itself who it is from, and proves it; nothing of it is told to who
// brought it but that it was refused: the reason is in the record.

var (
	errMessage   = fault.New(fault.Forbidden, "What your identity provider sent was refused. Start again. If that does not help, ask the administrator of your organisation, who finds the reason in the record.")
	errNotSigned = fault.New(fault.Forbidden, "Your identity provider did not sign you in.")
)

// hint is what is kept of a sign-in for signing out at the IdP.
type hint struct {
	NameID  saml.NameID `json:"name_id"`
	Session string      `json:"session,omitempty"`
}

// speaker is both sides of what is said to an IdP.
type speaker struct {
	sp  *saml.Provider
	idp *saml.IDP
}

func (c *Web) speak(ctx context.Context, p identity.Party) (s speaker, err error) {
	if s.idp, err = p.SAML(); err != nil {
		return s, err
	}
	s.sp, err = c.IDPs.Provider(ctx, c.PublicURL, p.CustomerID, p.CustomerGUID)
	return s, err
}

// describeSAML answers with the metadata that an IdP asks for.
func (c *Web) describeSAML(w http.ResponseWriter, r *http.Request) error {
	id, _, err := c.IDPs.Customer(r.Context(), r.PathValue("customer"))
	if err != nil {
		return err
	}
	sp, err := c.IDPs.Provider(r.Context(), c.PublicURL, id, strings.ToLower(r.PathValue("customer")))
	if err != nil {
		return err
	}
	text, err := sp.Describe()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/samlmetadata+xml")
	_, err = w.Write([]byte(text))
	return err
}

// beginSAML sends a browser to an IdP with a request to sign somebody in.
func (c *Web) beginSAML(w http.ResponseWriter, r *http.Request, p identity.Party, f flow) error {
	s, err := c.speak(r.Context(), p)
	if err != nil {
		return err
	}
	o, err := s.sp.SignIn(s.idp, f.ID, f.Session != "", c.Now())
	if err != nil {
		return err
	}
	if o.IsForm() {
		return carry(w, r, say("To your identity provider"), say("Go on to %s and sign in there.", p.Name), o)
	}
	return see(w, r, o.Address)
}

// carryView is a form that brings a message to another site. A script sends it
// where there is one.
type carryView struct {
	page
	Heading, Lead, Button phrase
	Message               saml.Outgoing
}

func (carryView) file() string { return "carry.html" }

const carryScript = "carry.js"

// carry shows such a form: of all pages, only these may send one elsewhere. Where
// the site leads on to is its own affair, so any with https will do.
func carry(w http.ResponseWriter, r *http.Request, heading, lead phrase, o saml.Outgoing) error {
	v := carryView{page: threshold(heading, ajar, nil), Heading: heading, Lead: lead, Button: say("Go on"), Message: o}
	v.Script = carryScript
	w.Header().Set("Content-Security-Policy", carryPolicy)
	return render(w, r, http.StatusOK, v)
}

// brought is a message of an IdP, with who it says that it is from.
type brought struct {
	speaker
	party identity.Party
	saml.Message
}

// take finds out from whom a message says it is. Where there is no such IdP, or
// the message cannot be read, the refusal is recorded.
func (c *Web) take(r *http.Request, read func() (saml.Message, error)) (b brought, err error) {
	ctx, customer := r.Context(), r.PathValue("customer")
	id, _, err := c.IDPs.Customer(ctx, customer)
	if err != nil {
		return b, err
	}
	if b.Message, err = read(); err != nil {
		return b, c.refuseMessage(r, identity.Party{IDP: identity.IDP{CustomerID: id}}, err)
	}
	b.party, err = c.IDPs.Issued(ctx, customer, identity.SAML, b.Issuer())
	if fault.Is(err, fault.NotFound) {
		return b, c.refuseMessage(r, identity.Party{IDP: identity.IDP{CustomerID: id}}, errNoIssuer)
	}
	if err != nil {
		return b, err
	}
	b.speaker, err = c.speak(ctx, b.party)
	return b, err
}

const (
	errNoIssuer saml.Refusal = "no IdP that is enabled calls itself like this"
	errNoFlow   saml.Refusal = "the message answers no request of this server, or one of too long ago"
)

// refuseMessage records why a message was refused, and tells less. An error that
// is no refusal is returned as it is.
func (c *Web) refuseMessage(r *http.Request, p identity.Party, err error) error {
	why, ok := errors.AsType[saml.Refusal](err)
	if !ok {
		return err
	}
	if err := c.Sessions.RefuseArrival(r.Context(), c.browser(r), p.CustomerID, p.GUID, why.Error()); err != nil {
		return err
	}
	if why == saml.NotSuccessful {
		return errNotSigned
	}
	return errMessage
}

// arriveBySAML takes what an IdP says of somebody. The browser brings it from
// there, and its cookies do not come along: see [Web.landed].
func (c *Web) arriveBySAML(w http.ResponseWriter, r *http.Request) error {
	b, err := c.take(r, func() (saml.Message, error) {
		return saml.ReadPOST(r.PostFormValue("SAMLResponse"), r.PostFormValue("RelayState"))
	})
	if err != nil {
		return err
	}
	l, err := b.sp.ReadResponse(b.idp, b.Message, c.Now())
	if err == nil && l.Flow != "" && c.Sessions.CheckFlow(b.party.CustomerID, b.party.GUID, l.Flow) != nil {
		err = errNoFlow
	}
	if err != nil {
		return c.refuseMessage(r, b.party, err)
	}
	kept, err := json.Marshal(hint{l.NameID, l.Session})
	if err != nil {
		return err
	}
	ways, err := c.Sessions.Arrive(r.Context(), c.browser(r), identity.Arrival{
		CustomerID: b.party.CustomerID, IDP: b.party.GUID, Subject: l.Subject, Name: l.NameID.Value, Session: l.Session, SessionEnds: l.SessionEnds, Hint: string(kept),
		Message: identity.Message{ID: l.ID, Ends: l.Ends}, ProvedAt: l.ProvedAt, Flow: l.Flow, Attributes: l.Attributes,
	})
	if err != nil {
		return err
	}
	return c.landed(w, r, ways)
}
