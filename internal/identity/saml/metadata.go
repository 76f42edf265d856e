package saml

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"gatehouse/internal/fault"
)

const (
	maxMetadata = 256 << 10 // bytes
	maxEntityID = 1024      // characters, as the standard says
	maxURL      = 2048
	minKeyBits  = 2048
)

// Metadata is what an IdP says about itself, as far as signing in and out needs it.
type Metadata struct {
	EntityID     string
	SSOURL       string
	SSOBinding   string
	SLOURL       string // "" if it ends no sessions
	SLOBinding   string
	SLOAnswerURL string              // where answers about signing out go, by the same binding
	Certificates []*x509.Certificate // it signs with one of them; several while it changes its key
}

// CertificateEnds is when the last of the signing certificates expires.
func (m *Metadata) CertificateEnds() (last time.Time) {
	for _, c := range m.Certificates {
		if c.NotAfter.After(last) {
			last = c.NotAfter.UTC()
		}
	}
	return last
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
	Answer   string `xml:"ResponseLocation,attr"`
}

// ParseMetadata reads the metadata of one IdP. Its errors are reasons for
// whoever pasted it, without their subject. Metadata that was valid when it was
// stored is read with the zero time: what has expired since is for who checks a
// signature.
func ParseMetadata(text string, now time.Time) (m Metadata, err error) {
	if len(text) > maxMetadata {
		return m, fault.Reason("must have no more than 256 kB")
	}
	if err := checkXML(text, true); err != nil {
		return m, err
	}
	var d entityDescriptor
	if err := xml.Unmarshal([]byte(text), &d); err != nil {
		return m, fault.Reason("must be the metadata of one IdP: an EntityDescriptor of SAML 2.0")
	}
	if d.EntityID == "" || len([]rune(d.EntityID)) > maxEntityID || strings.TrimSpace(d.EntityID) != d.EntityID {
		return m, fault.Reason("must have an entityID of at most 1024 characters")
	}
	if d.ValidUntil != "" {
		until, err := time.Parse(time.RFC3339, d.ValidUntil)
		if err != nil || !until.After(now) {
			return m, fault.Reason("was valid until %s: get newer metadata from the IdP", plain(d.ValidUntil))
		}
	}
	i := slices.IndexFunc(d.IDPs, func(i idpDescriptor) bool { return slices.Contains(strings.Fields(i.Protocols), nsProtocol) })
	if i < 0 {
		return m, fault.Reason("must have an IDPSSODescriptor for SAML 2.0: is it the metadata of a service provider?")
	}
	m.EntityID = d.EntityID
	if err := m.signOn(d.IDPs[i].SSO); err != nil {
		return m, err
	}
	if err := m.signOff(d.IDPs[i].SLO); err != nil {
		return m, err
	}
	return m, m.keys(d.IDPs[i].Keys, now)
}

func plain(s string) string {
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return -1
		}
		return c
	}, s)
	return s[:min(len(s), 40)]
}

// choose returns the endpoint of the binding that is preferred: Redirect, which
// needs no script, else POST.
func choose(all []endpoint) (endpoint, bool) {
	for _, binding := range []string{BindingRedirect, BindingPOST} {
		for _, e := range all {
			if e.Binding == binding {
				return e, true
			}
		}
	}
	return endpoint{}, false
}

// signOn takes over where a browser is sent to sign in.
func (m *Metadata) signOn(all []endpoint) error {
	e, ok := choose(all)
	if !ok {
		return fault.Reason("must have a SingleSignOnService with the binding HTTP-Redirect or HTTP-POST")
	}
	if !isHTTPS(e.Location) {
		return fault.Reason("must have https addresses for its SingleSignOnService")
	}
	m.SSOURL, m.SSOBinding = e.Location, e.Binding
	return nil
}

// signOff takes over where a browser is sent to sign out, if there is such a place.
func (m *Metadata) signOff(all []endpoint) error {
	e, ok := choose(all)
	if !ok {
		return nil
	}
	if !isHTTPS(e.Location) || e.Answer != "" && !isHTTPS(e.Answer) {
		return fault.Reason("must have https addresses for its SingleLogoutService")
	}
	m.SLOURL, m.SLOBinding, m.SLOAnswerURL = e.Location, e.Binding, e.Location
	if e.Answer != "" {
		m.SLOAnswerURL = e.Answer
	}
	return nil
}

// isHTTPS reports whether s is a whole https address.
func isHTTPS(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil && len(s) <= maxURL &&
		!strings.ContainsFunc(s, func(c rune) bool { return c <= ' ' || c == 0x7f })
}

// keys takes over the certificates of signatures. One that cannot be read, or not
// be used, would be found out only when somebody signs in.
func (m *Metadata) keys(all []key, now time.Time) error {
	for _, k := range all {
		if k.Use != "" && k.Use != "signing" {
			continue
		}
		for _, data := range k.Info.Data {
			for _, text := range data.Certificates {
				c, err := parseCertificate(text)
				if err != nil {
					return fault.Reason("has a signing certificate that cannot be read")
				}
				key, ok := c.PublicKey.(*rsa.PublicKey)
				if !ok || key.Size()*8 < minKeyBits {
					return fault.Reason("must have signing certificates with RSA keys of at least 2048 bits")
				}
				m.Certificates = append(m.Certificates, c)
			}
		}
	}
	switch {
	case len(m.Certificates) == 0:
		return fault.Reason("must have a signing certificate")
	case len(m.Certificates) > 10:
		return fault.Reason("must have no more than 10 signing certificates")
	case !m.CertificateEnds().After(now):
		return fault.Reason("has a signing certificate that expired on %s", m.CertificateEnds().Format(time.DateOnly))
	}
	return nil
}

func parseCertificate(text string) (*x509.Certificate, error) {
	der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}
