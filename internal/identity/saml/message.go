package saml

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/beevik/etree"
)

// Message is what a browser has brought from an IdP, of which nothing is known
// to be true yet.
type Message struct {
	root  *etree.Element
	query *query // how it came by HTTP-Redirect
	State string // its RelayState: what it was sent with, or what it came with
}

// query is what a redirect carries besides the message.
type query struct {
	signed    string // the parameters as they were signed, in their own encoding
	algorithm string
	signature string
}

// ReadPOST reads what came as SAMLResponse or SAMLRequest in a form.
func ReadPOST(value, state string) (Message, error) {
	text, err := decode(value)
	if err != nil {
		return Message{}, err
	}
	root, err := parse(text)
	return Message{root: root, State: state}, err
}

// ReadRedirect reads the query of an address (saml-bindings-2.0-os, 3.4.4.1). A
// parameter that is there twice would be one thing to who checks the signature
// and another to who reads the message.
func ReadRedirect(rawQuery string) (Message, error) {
	raw := map[string]string{}
	for part := range strings.SplitSeq(rawQuery, "&") {
		name, value, _ := strings.Cut(part, "=")
		if _, twice := raw[name]; twice {
			return Message{}, Malformed
		}
		raw[name] = value
	}
	field := "SAMLRequest"
	if _, ok := raw[field]; !ok {
		field = "SAMLResponse"
	} else if _, both := raw["SAMLResponse"]; both {
		return Message{}, Malformed
	}
	values := map[string]string{}
	for _, name := range []string{field, "RelayState", "SigAlg", "Signature"} {
		value, err := url.QueryUnescape(raw[name])
		if err != nil {
			return Message{}, Malformed
		}
		values[name] = value
	}
	q := &query{algorithm: values["SigAlg"], signature: values["Signature"], signed: field + "=" + raw[field]}
	if state, ok := raw["RelayState"]; ok {
		q.signed += "&RelayState=" + state
	}
	q.signed += "&SigAlg=" + raw["SigAlg"]
	packed, err := decode(values[field])
	if err != nil {
		return Message{}, err
	}
	text, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxMessage+1))
	if err != nil {
		return Message{}, Malformed
	}
	root, err := parse(text)
	return Message{root: root, query: q, State: values["RelayState"]}, err
}

func decode(value string) ([]byte, error) {
	if value == "" {
		return nil, Malformed
	}
	if len(value) > base64.StdEncoding.EncodedLen(maxMessage) {
		return nil, TooLong
	}
	text, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(value), ""))
	if err != nil {
		return nil, Malformed
	}
	return text, nil
}

// Issuer is who the message says that it is from: whose keys have to prove it.
func (m Message) Issuer() string {
	issuer := only(m.root, nsAssertion, "Issuer")
	if issuer == nil { // a response need not say, its assertion does
		issuer = only(only(m.root, nsAssertion, "Assertion"), nsAssertion, "Issuer")
	}
	if issuer == nil {
		return ""
	}
	return issuer.Text()
}

// IsLogoutRequest reports whether the IdP says that somebody has signed out
// there, or is asked by one of its other service providers.
func (m Message) IsLogoutRequest() bool { return is(m.root, nsProtocol, "LogoutRequest") }

// head is what all messages begin with.
type head struct {
	ID           string   `xml:"ID,attr"`
	Version      string   `xml:"Version,attr"`
	IssueInstant instant  `xml:"IssueInstant,attr"`
	Destination  string   `xml:"Destination,attr"`
	InResponseTo string   `xml:"InResponseTo,attr"`
	Issuers      []string `xml:"urn:oasis:names:tc:SAML:2.0:assertion Issuer"`
}

// check checks what all messages have in common. A signed one says where it is
// to go.
func (h *head) check(i *IDP, destination string, isSigned bool, now time.Time) error {
	switch {
	case h.Version != "2.0":
		return WrongVersion
	case h.ID == "":
		return Malformed
	case len(h.Issuers) > 1 || len(h.Issuers) == 1 && h.Issuers[0] != i.EntityID:
		return WrongIssuer
	case h.Destination != destination && (isSigned || h.Destination != ""):
		return WrongDestination
	}
	return h.IssueInstant.fresh(now)
}

// instant is a time as SAML writes it (saml-core-2.0-os, 1.3.3): in UTC.
type instant struct{ time.Time }

// UnmarshalXMLAttr reads one.
func (i *instant) UnmarshalXMLAttr(a xml.Attr) (err error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if i.Time, err = time.Parse(layout, a.Value); err == nil {
			i.Time = i.UTC()
			return nil
		}
	}
	return errors.New("not a time")
}

// fresh reports that something was issued just now.
func (i instant) fresh(now time.Time) error {
	switch {
	case i.After(now.Add(Skew)):
		return NotYet
	case !now.Before(i.Add(MaxAge + Skew)):
		return Expired
	}
	return nil
}
