package saml

import (
	"time"

	"github.com/beevik/etree"
	crewjam "github.com/crewjam/saml"
)

// Logout is an IdP's word that somebody is signing out.
type Logout struct {
	ID       string    // which counts once
	Ends     time.Time // when it would not be believed any more
	NameID   NameID
	Sessions []string // of the IdP that end; none is all of the person's
	State    string   // to be given back with the answer
}

// LogoutEnd is an IdP's answer to being asked to end its session.
type LogoutEnd struct {
	InResponseTo string
	Confirmed    bool // it is over everywhere
}

type logoutRequest struct {
	head
	NotOnOrAfter *instant `xml:"NotOnOrAfter,attr"`
	NameIDs      []NameID `xml:"urn:oasis:names:tc:SAML:2.0:assertion NameID"`
	Sessions     []string `xml:"urn:oasis:names:tc:SAML:2.0:protocol SessionIndex"`
}

type logoutResponse struct {
	head
	Status status `xml:"urn:oasis:names:tc:SAML:2.0:protocol Status"`
}

// signed returns what of a message about signing out is signed: by a redirect the
// whole of it. One that is not signed would let anybody sign others out.
func (m Message) signed(p *Provider, i *IDP, now time.Time) (el *etree.Element, address string, err error) {
	if m.query != nil {
		el, err := detach(m.root)
		if err != nil {
			return nil, "", Malformed
		}
		return el, p.Logout(), i.verifiedQuery(*m.query, now)
	}
	for el := range elements(m.root) {
		if is(el, nsSignature, "Signature") && el.Parent() != m.root {
			return nil, "", MisplacedParts
		}
	}
	el, err = i.verified(m.root, now)
	return el, p.LogoutPOST(), err
}

// ReadLogout checks what [Message.IsLogoutRequest] says of itself. Its errors are
// Refusals. Whether it was spent before is for the caller to find out.
func (p *Provider) ReadLogout(i *IDP, m Message, now time.Time) (l Logout, err error) {
	if !m.IsLogoutRequest() {
		return l, WrongKind
	}
	el, address, err := m.signed(p, i, now)
	if err != nil {
		return l, err
	}
	var r logoutRequest
	if err := read(el, &r); err != nil {
		return l, err
	}
	if len(r.Issuers) != 1 {
		return l, WrongIssuer
	}
	if err := r.check(i, address, true, now); err != nil {
		return l, err
	}
	if err := within(nil, r.NotOnOrAfter, now); err != nil {
		return l, err
	}
	if len(r.NameIDs) != 1 || r.NameIDs[0].Value == "" {
		return l, NoSubject
	}
	return Logout{
		ID: r.ID, Ends: r.IssueInstant.Add(MaxAge + Skew), NameID: r.NameIDs[0], Sessions: r.Sessions, State: m.State,
	}, nil
}

// ReadLogoutEnd checks an answer to [Provider.SignOut]. Its errors are Refusals.
func (p *Provider) ReadLogoutEnd(i *IDP, m Message, now time.Time) (end LogoutEnd, err error) {
	if !is(m.root, nsProtocol, "LogoutResponse") {
		return end, WrongKind
	}
	el, address, err := m.signed(p, i, now)
	if err != nil {
		return end, err
	}
	var r logoutResponse
	if err := read(el, &r); err != nil {
		return end, err
	}
	if len(r.Issuers) != 1 {
		return end, WrongIssuer
	}
	if err := r.check(i, address, true, now); err != nil {
		return end, err
	}
	return LogoutEnd{InResponseTo: r.InResponseTo, Confirmed: r.Status.Code.Value == statusSuccess}, nil
}

// SignOut asks an IdP to end its session of somebody, and those at its other
// service providers. The IdP must have an SLOURL.
func (p *Provider) SignOut(i *IDP, id string, who NameID, session string, now time.Time) (Outgoing, error) {
	ends := now.Add(MaxAge).UTC()
	r := &crewjam.LogoutRequest{
		ID: id, Version: "2.0", IssueInstant: now.UTC(), NotOnOrAfter: &ends, Destination: i.SLOURL, Issuer: p.issuer(),
		NameID: &crewjam.NameID{Value: who.Value, Format: who.Format, NameQualifier: who.NameQualifier, SPNameQualifier: who.SPNameQualifier},
	}
	if session != "" {
		r.SessionIndex = &crewjam.SessionIndex{Value: session}
	}
	return p.send(i, "SAMLRequest", r.Element, func(s *etree.Element) { r.Signature = s }, i.SLOURL, i.SLOBinding, "")
}

// SignedOut tells an IdP that what it asked for with l is done.
func (p *Provider) SignedOut(i *IDP, id string, l Logout, now time.Time) (Outgoing, error) {
	r := &crewjam.LogoutResponse{
		ID: id, Version: "2.0", IssueInstant: now.UTC(), InResponseTo: l.ID, Destination: i.SLOAnswerURL, Issuer: p.issuer(),
		Status: crewjam.Status{StatusCode: crewjam.StatusCode{Value: statusSuccess}},
	}
	return p.send(i, "SAMLResponse", r.Element, func(s *etree.Element) { r.Signature = s }, i.SLOAnswerURL, i.SLOBinding, l.State)
}
