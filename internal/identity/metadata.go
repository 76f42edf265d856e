package identity

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
)

// The names of SAML 2.0 (saml-metadata-2.0-os, saml-bindings-2.0-os).
const (
	samlMetadata = "urn:oasis:names:tc:SAML:2.0:metadata"
	samlProtocol = "urn:oasis:names:tc:SAML:2.0:protocol"

	// BindingRedirect and BindingPOST are the ways in which a browser carries a
	// message from one side to the other.
	BindingRedirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
	BindingPOST     = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
)

const (
	maxMetadata = 256 << 10 // bytes
	maxElements = 10_000
	maxDepth    = 32
	maxEntityID = 1024 // characters, as the standard says
	maxURL      = 2048
)

// metadata is what an IdP says about itself, as far as signing in needs it.
type metadata struct {
	entityID        string
	ssoURL          string
	ssoBinding      string
	sloURL          string // "" if it ends no sessions
	sloBinding      string
	certificateEnds time.Time // the last of its signing certificates
}

type entityDescriptor struct {
	XMLName    xml.Name        `xml:"urn:oasis:names:tc:SAML:2.0:metadata EntityDescriptor"`
	EntityID   string          `xml:"entityID,attr"`
	ValidUntil string          `xml:"validUntil,attr"`
	IDPs       []idpDescriptor `xml:"urn:oasis:names:tc:SAML:2.0:metadata IDPSSODescriptor"`
}

type idpDescriptor struct {
	Protocols string     `xml:"protocolSupportEnumeration,attr"`
	Keys      []key      `xml:"urn:oasis:names:tc:SAML:2.0:metadata KeyDescriptor"`
	SSO       []endpoint `xml:"urn:oasis:names:tc:SAML:2.0:metadata SingleSignOnService"`
	SLO       []endpoint `xml:"urn:oasis:names:tc:SAML:2.0:metadata SingleLogoutService"`
}

type key struct {
	Use  string `xml:"use,attr"` // signing, encryption; "" is both
	Info struct {
		Data []struct {
			Certificates []string `xml:"http://www.w3.org/2000/09/xmldsig# X509Certificate"`
		} `xml:"http://www.w3.org/2000/09/xmldsig# X509Data"`
	} `xml:"http://www.w3.org/2000/09/xmldsig# KeyInfo"`
}

type endpoint struct {
	Binding  string `xml:"Binding,attr"`
	Location string `xml:"Location,attr"`
}

// parseMetadata reads the metadata of one IdP. Its errors are sentences for
// whoever pasted it.
func parseMetadata(text string, now time.Time) (m metadata, err error) {
	if len(text) > maxMetadata {
		return m, errors.New("must have no more than 256 kB")
	}
	if err := checkXML(text); err != nil {
		return m, err
	}
	var d entityDescriptor
	if err := xml.Unmarshal([]byte(text), &d); err != nil {
		return m, errors.New("must be the metadata of one IdP: an EntityDescriptor of SAML 2.0")
	}
	if d.EntityID == "" || len([]rune(d.EntityID)) > maxEntityID || strings.TrimSpace(d.EntityID) != d.EntityID {
		return m, errors.New("must have an entityID of at most 1024 characters")
	}
	if d.ValidUntil != "" {
		until, err := time.Parse(time.RFC3339, d.ValidUntil)
		if err != nil || !until.After(now) {
			return m, errors.New("was valid until " + cleanText(d.ValidUntil, 40) + ": get newer metadata from the IdP")
		}
	}
	i := slices.IndexFunc(d.IDPs, func(i idpDescriptor) bool {
		return slices.Contains(strings.Fields(i.Protocols), samlProtocol)
	})
	if i < 0 {
		return m, errors.New("must have an IDPSSODescriptor for SAML 2.0: is it the metadata of a service provider?")
	}
	m.entityID = d.EntityID
	if m.ssoURL, m.ssoBinding, err = reached(d.IDPs[i].SSO, "SingleSignOnService"); err != nil {
		return m, err
	}
	if m.ssoURL == "" {
		return m, errors.New("must have a SingleSignOnService with the binding HTTP-Redirect or HTTP-POST")
	}
	if m.sloURL, m.sloBinding, err = reached(d.IDPs[i].SLO, "SingleLogoutService"); err != nil {
		return m, err
	}
	m.certificateEnds, err = certificateEnds(d.IDPs[i].Keys, now)
	return m, err
}

// checkXML refuses what is not well-formed, what has a document type, which is
// where entities are declared, and what is built to cost time.
func checkXML(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	elements, depth, roots := 0, 0, 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errors.New("must be well-formed XML in UTF-8")
		}
		switch t := token.(type) {
		case xml.Directive:
			return errors.New("must not have a document type")
		case xml.ProcInst:
			if t.Target != "xml" {
				return errors.New("must not have processing instructions")
			}
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			elements++
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return errors.New("must be well-formed XML in UTF-8")
			}
		}
		if elements > maxElements || depth > maxDepth {
			return errors.New("has more elements than the metadata of one IdP")
		}
	}
	if roots != 1 || depth != 0 {
		return errors.New("must be well-formed XML in UTF-8")
	}
	return nil
}

// reached returns where a browser is sent: with Redirect if the IdP knows it,
// else with POST, and "" if with neither.
func reached(all []endpoint, service string) (address, binding string, err error) {
	for _, binding := range []string{BindingRedirect, BindingPOST} {
		for _, e := range all {
			if e.Binding != binding {
				continue
			}
			if !isHTTPS(e.Location) {
				return "", "", errors.New("must have https addresses for its " + service)
			}
			return e.Location, binding, nil
		}
	}
	return "", "", nil
}

// isHTTPS reports whether s is a whole https address.
func isHTTPS(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil && len(s) <= maxURL &&
		!strings.ContainsFunc(s, func(c rune) bool { return c <= ' ' || c == 0x7f })
}

// certificateEnds returns when the last signing certificate expires. One that
// cannot be read would be found out only when somebody signs in.
func certificateEnds(keys []key, now time.Time) (last time.Time, err error) {
	for _, k := range keys {
		if k.Use != "" && k.Use != "signing" {
			continue
		}
		for _, data := range k.Info.Data {
			for _, text := range data.Certificates {
				ends, err := parseCertificate(text)
				if err != nil {
					return last, errors.New("has a signing certificate that cannot be read")
				}
				if ends.After(last) {
					last = ends
				}
			}
		}
	}
	switch {
	case last.IsZero():
		return last, errors.New("must have a signing certificate")
	case !last.After(now):
		return last, errors.New("has a signing certificate that expired on " + last.UTC().Format(time.DateOnly))
	}
	return last, nil
}

func parseCertificate(text string) (ends time.Time, err error) {
	der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return ends, err
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return ends, err
	}
	return c.NotAfter.UTC(), nil
}
