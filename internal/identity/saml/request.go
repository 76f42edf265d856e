package saml

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"net/url"
	"strings"
	"time"

	"github.com/beevik/etree"
	crewjam "github.com/crewjam/saml"
)

// Outgoing is a message for a browser to carry: to an address by a redirect, or
// with a form of two fields that is sent there.
type Outgoing struct {
	Address string
	Field   string // SAMLRequest or SAMLResponse; "" is a redirect
	Value   string
	State   string // RelayState; ""
}

// IsForm reports whether it is to be sent as a form.
func (o Outgoing) IsForm() bool { return o.Field != "" }

// SignIn asks an IdP who somebody is. With force the person has to prove it
// anew, even if the IdP remembers them.
func (p *Provider) SignIn(i *IDP, id string, force bool, now time.Time) (Outgoing, error) {
	create := true
	r := &crewjam.AuthnRequest{
		ID: id, Version: "2.0", IssueInstant: now.UTC(), Destination: i.SSOURL, Issuer: p.issuer(),
		NameIDPolicy: &crewjam.NameIDPolicy{AllowCreate: &create}, ProtocolBinding: BindingPOST, AssertionConsumerServiceURL: p.ACS(),
	}
	if force {
		r.ForceAuthn = &force
	}
	return p.send(i, "SAMLRequest", r.Element, func(s *etree.Element) { r.Signature = s }, i.SSOURL, i.SSOBinding, "")
}

func (p *Provider) issuer() *crewjam.Issuer { return &crewjam.Issuer{Value: p.EntityID} }

// send signs a message in the way of its binding: a form carries a signature
// inside the message, a redirect one beside it.
func (p *Provider) send(i *IDP, field string, element func() *etree.Element, sign func(*etree.Element), address, binding, state string) (Outgoing, error) {
	if binding == BindingPOST {
		signature, err := p.signature(element(), i.method())
		if err != nil {
			return Outgoing{}, err
		}
		sign(signature)
		text, err := write(element())
		return Outgoing{Address: address, Field: field, Value: base64.StdEncoding.EncodeToString(text), State: state}, err
	}
	text, err := write(element())
	if err != nil {
		return Outgoing{}, err
	}
	packed, err := pack(text)
	if err != nil {
		return Outgoing{}, err
	}
	query := field + "=" + url.QueryEscape(packed)
	if state != "" {
		query += "&RelayState=" + url.QueryEscape(state)
	}
	query += "&SigAlg=" + url.QueryEscape(i.method())
	signature, err := p.signQuery(query, i.method())
	if err != nil {
		return Outgoing{}, err
	}
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	return Outgoing{Address: address + separator + query + "&Signature=" + url.QueryEscape(signature), State: state}, nil
}

func write(el *etree.Element) ([]byte, error) {
	doc := etree.NewDocument()
	doc.SetRoot(el)
	return doc.WriteToBytes()
}

func pack(text []byte) (string, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(text); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}
