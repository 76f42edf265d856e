// Package saml speaks SAML 2.0 as a service provider, in the Web Browser SSO
// and Single Logout profiles (saml-profiles-2.0-os), with the bindings
// HTTP-Redirect and HTTP-POST. It knows no database and serves nothing: keys and
// settings go in, requests to send and what an IdP has said come out.
//
// What is read of a message is read from the bytes that the IdP has signed, and
// from nothing else: see [IDP.verified].
package saml

import (
	"crypto/rsa"
	"crypto/x509"
	"time"
)

// The names of SAML 2.0 (saml-core-2.0-os, saml-bindings-2.0-os).
const (
	nsMetadata  = "urn:oasis:names:tc:SAML:2.0:metadata"
	nsProtocol  = "urn:oasis:names:tc:SAML:2.0:protocol"
	nsAssertion = "urn:oasis:names:tc:SAML:2.0:assertion"
	nsSignature = "http://www.w3.org/2000/09/xmldsig#"
	nsEncrypted = "http://www.w3.org/2001/04/xmlenc#"
	nsEncrypt11 = "http://www.w3.org/2009/xmlenc11#"

	// BindingRedirect and BindingPOST are the ways in which a browser carries a
	// message from one side to the other.
	BindingRedirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
	BindingPOST     = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"

	bearer        = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
	transient     = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
	statusSuccess = "urn:oasis:names:tc:SAML:2.0:status:Success"
)

const (
	// Skew is how far the clocks of the two sides may differ.
	Skew = 90 * time.Second

	// MaxAge is how old a message may be when it comes: a browser carries it at once.
	MaxAge = 5 * time.Minute
)

// Provider is this side: one customer's service provider.
type Provider struct {
	EntityID    string // an https address; those of [Provider.ACS] and its like are below it
	Key         *rsa.PrivateKey
	Certificate *x509.Certificate
}

// ACS is where answers to requests to sign in arrive.
func (p *Provider) ACS() string { return p.EntityID + "/acs" }

// Logout is where messages about signing out arrive by HTTP-Redirect.
func (p *Provider) Logout() string { return p.EntityID + "/logout" }

// LogoutPOST is where messages about signing out arrive by HTTP-POST.
func (p *Provider) LogoutPOST() string { return p.EntityID + "/logout-post" }

// IDP is the other side, and what was agreed with it.
type IDP struct {
	Metadata

	// SHA1 has requests signed with SHA-1, and takes signatures made with it.
	SHA1 bool

	// WantsEncrypted refuses assertions that everybody can read.
	WantsEncrypted bool

	// SubjectAttribute is the attribute that says who somebody is; "" is the NameID.
	SubjectAttribute string
}

// NameID is how an IdP calls somebody.
type NameID struct {
	Value           string `json:"value"                xml:",chardata"`
	Format          string `json:"format,omitempty"     xml:"Format,attr"`
	NameQualifier   string `json:"qualifier,omitempty"  xml:"NameQualifier,attr"`
	SPNameQualifier string `json:"sp_qualifier,omitempty" xml:"SPNameQualifier,attr"`
}

// Refusal is why a message is not believed: one of a few sentences, never
// anything that the message says.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Refusals. Those of decryption are one, so that nobody can find out by trying
// what was encrypted.
const (
	Malformed         Refusal = "the message is not well-formed"
	TooLong           Refusal = "the message is too long"
	HasComment        Refusal = "the message has comments, processing instructions or a document type"
	AmbiguousID       Refusal = "two elements of the message have the same ID"
	NotSigned         Refusal = "nothing in the message is signed"
	WrongSignature    Refusal = "the signature is not the IdP's, or something was changed"
	ExpiredKey        Refusal = "the IdP's signing certificate is not valid now: its metadata has to be renewed"
	WeakSignature     Refusal = "the signature uses an algorithm that is not allowed here, such as SHA-1"
	OddSignature      Refusal = "the signature is not made as SAML prescribes"
	MisplacedParts    Refusal = "assertions or signatures are where none belong"
	NotOneAssertion   Refusal = "the message does not have exactly one assertion"
	NotEncrypted      Refusal = "the assertion is not encrypted"
	CannotDecrypt     Refusal = "the assertion cannot be decrypted"
	WrongKind         Refusal = "the message is of another kind than belongs here"
	WrongVersion      Refusal = "the message is not of SAML 2.0"
	WrongIssuer       Refusal = "another IdP has issued it"
	WrongDestination  Refusal = "the message is meant for another address"
	WrongRecipient    Refusal = "the assertion is meant for another recipient"
	WrongAudience     Refusal = "the assertion is meant for another audience"
	NotYet            Refusal = "the message is not valid yet: compare the clocks"
	Expired           Refusal = "the message has expired"
	NoBearer          Refusal = "the assertion does not confirm its subject for a browser"
	OddConditions     Refusal = "the assertion has conditions that are not understood here"
	WrongRequest      Refusal = "the message answers another request than its assertion"
	NoStatement       Refusal = "the assertion does not say when and how somebody signed in"
	NoSubject         Refusal = "the assertion does not name exactly one subject"
	TransientSubject  Refusal = "the subject's name changes with every sign-in: use a persistent NameID, or map an attribute"
	ForeignQualifier  Refusal = "the subject's name is qualified by another IdP or for another service provider"
	NoAttribute       Refusal = "the assertion does not have the attribute that names the subject exactly once"
	NotSuccessful     Refusal = "the IdP says that it did not sign the person in"
	LogoutUnconfirmed Refusal = "the IdP says that signing out did not succeed everywhere"
)
