package saml

import (
	"slices"
	"strings"
	"time"
)

type assertion struct {
	head
	Subjects   []subject    `xml:"urn:oasis:names:tc:SAML:2.0:assertion Subject"`
	Conditions []conditions `xml:"urn:oasis:names:tc:SAML:2.0:assertion Conditions"`
	Statements []statement  `xml:"urn:oasis:names:tc:SAML:2.0:assertion AuthnStatement"`
	Attributes []attribute  `xml:"urn:oasis:names:tc:SAML:2.0:assertion AttributeStatement>Attribute"`
}

type subject struct {
	NameIDs       []NameID `xml:"urn:oasis:names:tc:SAML:2.0:assertion NameID"`
	Confirmations []struct {
		Method string `xml:"Method,attr"`
		Data   []struct {
			Recipient    string   `xml:"Recipient,attr"`
			InResponseTo string   `xml:"InResponseTo,attr"`
			NotBefore    *instant `xml:"NotBefore,attr"`
			NotOnOrAfter *instant `xml:"NotOnOrAfter,attr"`
		} `xml:"urn:oasis:names:tc:SAML:2.0:assertion SubjectConfirmationData"`
	} `xml:"urn:oasis:names:tc:SAML:2.0:assertion SubjectConfirmation"`
}

type conditions struct {
	NotBefore    *instant `xml:"NotBefore,attr"`
	NotOnOrAfter *instant `xml:"NotOnOrAfter,attr"`
	Audiences    []struct {
		Names []string `xml:"urn:oasis:names:tc:SAML:2.0:assertion Audience"`
	} `xml:"urn:oasis:names:tc:SAML:2.0:assertion AudienceRestriction"`
	OneTimeUse []struct{} `xml:"urn:oasis:names:tc:SAML:2.0:assertion OneTimeUse"`
	Proxy      []struct{} `xml:"urn:oasis:names:tc:SAML:2.0:assertion ProxyRestriction"`
	Others     []struct{} `xml:",any"`
}

type statement struct {
	AuthnInstant        *instant `xml:"AuthnInstant,attr"`
	SessionIndex        string   `xml:"SessionIndex,attr"`
	SessionNotOnOrAfter *instant `xml:"SessionNotOnOrAfter,attr"`
}

type attribute struct {
	Name   string `xml:"Name,attr"`
	Values []struct {
		Text   string `xml:",chardata"`
		NameID string `xml:"urn:oasis:names:tc:SAML:2.0:assertion NameID"`
	} `xml:"urn:oasis:names:tc:SAML:2.0:assertion AttributeValue"`
}

// login checks what was signed against this side, this moment, and itself.
func (p *Provider) login(i *IDP, r response, a assertion, now time.Time) (l Login, err error) {
	switch {
	case a.Version != "2.0":
		return l, WrongVersion
	case a.ID == "":
		return l, Malformed
	case len(a.Issuers) != 1 || a.Issuers[0] != i.EntityID:
		return l, WrongIssuer
	}
	if err := a.IssueInstant.fresh(now); err != nil {
		return l, err
	}
	l.ID, l.Ends = a.ID, a.IssueInstant.Add(MaxAge+Skew)
	if err := p.conditions(a.Conditions, now); err != nil {
		return l, err
	}
	if len(a.Subjects) != 1 {
		return l, NoSubject
	}
	if l.Flow, err = p.confirmed(a.Subjects[0], now); err != nil {
		return l, err
	}
	if l.Flow != r.InResponseTo {
		return l, WrongRequest
	}
	if err := l.read(a, now); err != nil {
		return l, err
	}
	return l, l.name(p, i, a.Subjects[0])
}

// conditions are under which the assertion holds (saml-core-2.0-os, 2.5.1).
func (p *Provider) conditions(all []conditions, now time.Time) error {
	if len(all) != 1 || len(all[0].Others) > 0 {
		return OddConditions
	}
	c := all[0]
	if err := within(c.NotBefore, c.NotOnOrAfter, now); err != nil {
		return err
	}
	if len(c.Audiences) == 0 {
		return WrongAudience
	}
	for _, a := range c.Audiences { // each has to hold
		if !slices.Contains(a.Names, p.EntityID) {
			return WrongAudience
		}
	}
	return nil
}

func within(from, to *instant, now time.Time) error {
	switch {
	case from != nil && from.After(now.Add(Skew)):
		return NotYet
	case to != nil && !now.Before(to.Add(Skew)):
		return Expired
	}
	return nil
}

// confirmed returns the request that a bearer's confirmation answers. One is
// enough (saml-profiles-2.0-os, 4.1.4.3).
func (p *Provider) confirmed(s subject, now time.Time) (flow string, err error) {
	err = NoBearer
	for _, c := range s.Confirmations {
		if c.Method != bearer || len(c.Data) != 1 {
			continue
		}
		d := c.Data[0]
		switch {
		case d.NotOnOrAfter == nil:
			err = NoBearer
		case d.Recipient != p.ACS():
			err = WrongRecipient
		default:
			if err = within(d.NotBefore, d.NotOnOrAfter, now); err == nil {
				return d.InResponseTo, nil
			}
		}
	}
	return "", err
}

// read takes over what the statements say.
func (l *Login) read(a assertion, now time.Time) error {
	if len(a.Statements) != 1 || a.Statements[0].AuthnInstant == nil {
		return NoStatement
	}
	s := a.Statements[0]
	l.ProvedAt, l.Session = s.AuthnInstant.Time, s.SessionIndex
	if l.ProvedAt.After(now.Add(Skew)) {
		return NotYet
	}
	if s.SessionNotOnOrAfter != nil {
		if l.SessionEnds = s.SessionNotOnOrAfter.Time; !now.Before(l.SessionEnds.Add(Skew)) {
			return Expired
		}
	}
	l.Attributes = make(map[string][]string)
	for _, at := range a.Attributes {
		for _, v := range at.Values {
			text := v.Text
			if v.NameID != "" { // eduPersonTargetedID
				text = v.NameID
			}
			l.Attributes[at.Name] = append(l.Attributes[at.Name], text)
		}
	}
	return nil
}

// name says who it is. A NameID belongs to the IdP and to this side, unless it
// says otherwise: then the same name may be somebody else's.
func (l *Login) name(p *Provider, i *IDP, s subject) error {
	if len(s.NameIDs) > 1 {
		return NoSubject
	}
	if len(s.NameIDs) == 1 {
		l.NameID = s.NameIDs[0]
	}
	if i.SubjectAttribute != "" {
		values := l.Attributes[i.SubjectAttribute]
		if len(values) != 1 || strings.TrimSpace(values[0]) == "" {
			return NoAttribute
		}
		l.Subject = values[0]
		return nil
	}
	n := l.NameID
	switch {
	case strings.TrimSpace(n.Value) == "":
		return NoSubject
	case n.Format == transient:
		return TransientSubject
	case n.NameQualifier != "" && n.NameQualifier != i.EntityID, n.SPNameQualifier != "" && n.SPNameQualifier != p.EntityID:
		return ForeignQualifier
	}
	l.Subject = n.Value
	return nil
}
