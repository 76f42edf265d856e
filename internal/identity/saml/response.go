package saml

import (
	"errors"
	"time"

	"github.com/beevik/etree"
)

// Login is what an IdP has said about somebody who signed in there.
type Login struct {
	ID          string    // of the assertion, which counts once
	Ends        time.Time // when it would not be believed any more
	Subject     string    // who it is: exactly, case kept
	NameID      NameID    // how the IdP calls the person in messages about signing out; its Value may be ""
	Session     string    // SessionIndex: how the IdP calls its own session; or ""
	SessionEnds time.Time // SessionNotOnOrAfter: when the IdP wants it over; zero if it does not say
	ProvedAt    time.Time // AuthnInstant
	Flow        string    // the request that it answers; "" is none
	Attributes  map[string][]string
}

type response struct {
	head
	Status status `xml:"urn:oasis:names:tc:SAML:2.0:protocol Status"`
}

type status struct {
	Code struct {
		Value string `xml:"Value,attr"`
	} `xml:"urn:oasis:names:tc:SAML:2.0:protocol StatusCode"`
}

// ReadResponse checks what came to [Provider.ACS], and returns what the IdP said.
// Its errors are Refusals. Whether the login was spent before, and whether it
// answers a request of ours, is for the caller to find out.
func (p *Provider) ReadResponse(i *IDP, m Message, now time.Time) (Login, error) {
	if m.query != nil || !is(m.root, nsProtocol, "Response") {
		return Login{}, WrongKind
	}
	if err := checkPlaces(m.root); err != nil {
		return Login{}, err
	}
	el, isSigned, err := i.orUnsigned(m.root, now)
	if err != nil {
		return Login{}, err
	}
	var r response
	if err := read(el, &r); err != nil {
		return Login{}, err
	}
	if err := r.check(i, p.ACS(), isSigned, now); err != nil {
		return Login{}, err
	}
	if r.Status.Code.Value != statusSuccess {
		return Login{}, NotSuccessful
	}
	a, err := p.assertion(i, el, isSigned, now)
	if err != nil {
		return Login{}, err
	}
	return p.login(i, r, a, now)
}

// orUnsigned returns what the IdP has signed of el, or el where it carries no
// signature.
func (i *IDP) orUnsigned(el *etree.Element, now time.Time) (of *etree.Element, isSigned bool, err error) {
	signed, err := i.verified(el, now)
	if errors.Is(err, NotSigned) {
		alone, err := detach(el)
		if err != nil {
			return nil, false, Malformed
		}
		return alone, false, nil
	}
	return signed, true, err
}

// checkPlaces refuses assertions and signatures anywhere but where SAML puts
// them: an attacker needs another place for the one that was signed.
func checkPlaces(root *etree.Element) error {
	for el := range elements(root) {
		switch {
		case is(el, nsAssertion, "Assertion"), is(el, nsAssertion, "EncryptedAssertion"):
			if el.Parent() != root {
				return MisplacedParts
			}
		case is(el, nsProtocol, "Response") && el != root:
			return MisplacedParts
		case is(el, nsSignature, "Signature"):
			at := el.Parent()
			if at != root && (!is(at, nsAssertion, "Assertion") || at.Parent() != root) {
				return MisplacedParts
			}
		}
	}
	return nil
}

// assertion returns the only one there is: decrypted, and signed itself or as a
// part of the response. All the signatures that there are have to be right.
func (p *Provider) assertion(i *IDP, response *etree.Element, isSigned bool, now time.Time) (a assertion, err error) {
	clear, encrypted := children(response, nsAssertion, "Assertion"), children(response, nsAssertion, "EncryptedAssertion")
	if len(clear)+len(encrypted) != 1 {
		return a, NotOneAssertion
	}
	var el *etree.Element
	switch {
	case len(encrypted) == 1:
		if el, err = p.decrypt(encrypted[0]); err != nil {
			return a, err
		}
	case i.WantsEncrypted:
		return a, NotEncrypted
	default:
		el = clear[0]
	}
	el, itself, err := i.orUnsigned(el, now)
	if err != nil {
		return a, err
	}
	if !itself && !isSigned {
		return a, NotSigned
	}
	return a, read(el, &a)
}
