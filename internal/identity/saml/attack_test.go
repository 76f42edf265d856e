package saml

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"
)

// evil is who an attacker wants to be.
const evil = "emma-the-admin"

// tree reads a message of the IdP for somebody who is going to change it.
func tree(t *testing.T, value string) *etree.Element {
	t.Helper()
	text, err := decode(value)
	if err != nil {
		t.Fatal(err)
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(text); err != nil {
		t.Fatal(err)
	}
	return doc.Root()
}

func untree(t *testing.T, root *etree.Element) string {
	t.Helper()
	text, err := write(root)
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(text)
}

func find(t *testing.T, root *etree.Element, tag string) *etree.Element {
	t.Helper()
	for el := range elements(root) {
		if el.Tag == tag {
			return el
		}
	}
	t.Fatalf("there is no %s", tag)
	return nil
}

func set(el *etree.Element, key, value string) { el.CreateAttr(key, value) }

// unsign takes the signature of el itself away, and returns it.
func unsign(el *etree.Element) *etree.Element {
	for _, s := range children(el, nsSignature, "Signature") {
		el.RemoveChild(s)
		return s
	}
	return nil
}

// sign signs el, in the place of its old signature.
func sign(t *testing.T, el *etree.Element, key *rsa.PrivateKey, cert *x509.Certificate, method string) {
	t.Helper()
	unsign(el)
	p := Provider{Key: key, Certificate: cert}
	alone, err := detach(el)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.signature(alone, method)
	if err != nil {
		t.Fatal(err)
	}
	el.InsertChildAt(find(t, el, "Issuer").Index()+1, s)
}

// says is what the IdP would say with a change: signed by it.
func (w *world) says(t *testing.T, value string, change func(response, assertion *etree.Element)) string {
	t.Helper()
	root := tree(t, value)
	a := find(t, root, "Assertion")
	change(root, a)
	sign(t, a, w.php.Key, w.php.Certificate, dsig.RSASHA256SignatureMethod)
	sign(t, root, w.php.Key, w.php.Certificate, dsig.RSASHA256SignatureMethod)
	return untree(t, root)
}

// An answer that is not signed, or by somebody else, is refused, whatever its
// signature says about its key.
func TestRefusesWhatTheIdPDidNotSign(t *testing.T) {
	w := newWorld(t, nil)
	value := w.signIn(t)
	w.accepts(t, value)

	root := tree(t, value)
	unsign(root)
	unsign(find(t, root, "Assertion"))
	w.refuses(t, untree(t, root), NotSigned)

	root = tree(t, value)
	find(t, root, "NameID").SetText(evil)
	w.refuses(t, untree(t, root), WrongSignature)

	root = tree(t, value)
	unsign(root)
	find(t, root, "NameID").SetText(evil)
	w.refuses(t, untree(t, root), WrongSignature)

	stranger := newStranger(t)
	root = tree(t, value)
	find(t, root, "NameID").SetText(evil)
	sign(t, find(t, root, "Assertion"), stranger.Key, stranger.Certificate, dsig.RSASHA256SignatureMethod)
	sign(t, root, stranger.Key, stranger.Certificate, dsig.RSASHA256SignatureMethod)
	w.refuses(t, untree(t, root), WrongSignature)

	// Signed by the attacker outside and by the IdP inside, and the other way round.
	root = tree(t, value)
	sign(t, root, stranger.Key, stranger.Certificate, dsig.RSASHA256SignatureMethod)
	w.refuses(t, untree(t, root), WrongSignature)
	root = tree(t, value)
	sign(t, find(t, root, "Assertion"), stranger.Key, stranger.Certificate, dsig.RSASHA256SignatureMethod)
	sign(t, root, w.php.Key, w.php.Certificate, dsig.RSASHA256SignatureMethod)
	w.refuses(t, untree(t, root), WrongSignature)
}

// What the IdP said to somebody else, at another time, or to another question, is
// refused even though it is signed.
func TestRefusesWhatWasSaidToOthers(t *testing.T) {
	w := newWorld(t, nil)
	value := w.signIn(t)
	past, future := w.now.Add(-Skew-time.Minute).Format(time.RFC3339), w.now.Add(Skew+time.Minute).Format(time.RFC3339)
	old := w.now.Add(-MaxAge - Skew - time.Minute).Format(time.RFC3339)
	in := func(tag, key, v string) func(_, a *etree.Element) {
		return func(_, a *etree.Element) { set(find(t, a, tag), key, v) }
	}
	for name, c := range map[string]struct {
		change func(response, assertion *etree.Element)
		why    Refusal
	}{
		"another audience": {func(_, a *etree.Element) { find(t, a, "Audience").SetText("https://other.example") }, WrongAudience},
		"no audience": {func(_, a *etree.Element) {
			c := find(t, a, "Conditions")
			c.RemoveChild(find(t, c, "AudienceRestriction"))
		}, WrongAudience},
		"two restrictions, one for others": {func(_, a *etree.Element) {
			r := find(t, a, "AudienceRestriction").Copy()
			find(t, r, "Audience").SetText("https://other.example")
			find(t, a, "Conditions").AddChild(r)
		}, WrongAudience},
		"another recipient":         {in("SubjectConfirmationData", "Recipient", "https://other.example/acs"), WrongRecipient},
		"another destination":       {func(r, _ *etree.Element) { set(r, "Destination", "https://other.example/acs") }, WrongDestination},
		"no destination":            {func(r, _ *etree.Element) { r.RemoveAttr("Destination") }, WrongDestination},
		"another issuer":            {func(_, a *etree.Element) { find(t, a, "Issuer").SetText("https://other.example") }, WrongIssuer},
		"another issuer's response": {func(r, _ *etree.Element) { find(t, r, "Issuer").SetText("https://other.example") }, WrongIssuer},
		"conditions over":           {in("Conditions", "NotOnOrAfter", past), Expired},
		"conditions to come":        {in("Conditions", "NotBefore", future), NotYet},
		"confirmation over":         {in("SubjectConfirmationData", "NotOnOrAfter", past), Expired},
		"confirmation to come":      {in("SubjectConfirmationData", "NotBefore", future), NotYet},
		"no end":                    {func(_, a *etree.Element) { find(t, a, "SubjectConfirmationData").RemoveAttr("NotOnOrAfter") }, NoBearer},
		"no bearer":                 {in("SubjectConfirmation", "Method", "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"), NoBearer},
		"an old response":           {func(r, _ *etree.Element) { set(r, "IssueInstant", old) }, Expired},
		"an old assertion":          {func(_, a *etree.Element) { set(a, "IssueInstant", old) }, Expired},
		"an assertion to come":      {func(_, a *etree.Element) { set(a, "IssueInstant", future) }, NotYet},
		"a session that is over":    {in("AuthnStatement", "SessionNotOnOrAfter", past), Expired},
		"a sign-in to come":         {in("AuthnStatement", "AuthnInstant", future), NotYet},
		"another request":           {in("SubjectConfirmationData", "InResponseTo", "_another"), WrongRequest},
		"an answer to nobody":       {func(r, _ *etree.Element) { r.RemoveAttr("InResponseTo") }, WrongRequest},
		"an unknown condition":      {func(_, a *etree.Element) { find(t, a, "Conditions").CreateElement("saml:Condition") }, OddConditions},
		"no conditions":             {func(_, a *etree.Element) { a.RemoveChild(find(t, a, "Conditions")) }, OddConditions},
		"no statement":              {func(_, a *etree.Element) { a.RemoveChild(find(t, a, "AuthnStatement")) }, NoStatement},
		"a failure": {func(r, _ *etree.Element) {
			set(find(t, r, "StatusCode"), "Value", "urn:oasis:names:tc:SAML:2.0:status:Responder")
		}, NotSuccessful},
		"SAML 1": {func(_, a *etree.Element) { set(a, "Version", "1.1") }, WrongVersion},
		"two assertions": {func(r, a *etree.Element) {
			b := a.Copy()
			set(b, "ID", "_second")
			r.AddChild(b)
			sign(t, b, w.php.Key, w.php.Certificate, dsig.RSASHA256SignatureMethod)
		}, NotOneAssertion},
	} {
		t.Run(name, func(t *testing.T) { w.refuses(t, w.says(t, value, c.change), c.why) })
	}
	t.Run("unchanged", func(t *testing.T) { w.accepts(t, w.says(t, value, func(_, _ *etree.Element) {})) })
	t.Run("later", func(t *testing.T) {
		w.now = w.now.Add(MaxAge + Skew + time.Minute)
		w.refuses(t, value, Expired)
		w.now = w.now.Add(-2 * (MaxAge + Skew + time.Minute))
		w.refuses(t, value, NotYet)
	})
}

// What two readers could understand in two ways is not read at all.
func TestRefusesAmbiguousText(t *testing.T) {
	w := newWorld(t, nil)
	value := w.signIn(t)
	text, err := decode(value)
	if err != nil {
		t.Fatal(err)
	}
	plain := string(text)
	for name, c := range map[string]struct {
		text string
		why  Refusal
	}{
		// The signature holds over a comment: who reads only the first text is misled.
		"a comment in a NameID":    {strings.Replace(plain, "student-1</saml:NameID>", "student<!---->-1</saml:NameID>", 1), HasComment},
		"a processing instruction": {strings.Replace(plain, "student-1</saml:NameID>", "student<?x y?>-1</saml:NameID>", 1), HasComment},
		"a document type":          {`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + plain, HasComment},
		"two roots":                {plain + plain, Malformed},
		"half of it":               {plain[:len(plain)/2], Malformed},
		"another encoding":         {`<?xml version="1.0" encoding="UTF-16"?>` + plain, Malformed},
		"a directive that changes": {strings.Replace(plain, "student-1</saml:NameID>", "student-1]]></saml:NameID>", 1), Malformed},
		"depth":                    {strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100), Malformed},
		"length":                   {"<a>" + strings.Repeat("a", maxMessage) + "</a>", TooLong},
	} {
		t.Run(name, func(t *testing.T) {
			if c.text == plain {
				t.Fatal("nothing changed")
			}
			w.refuses(t, base64.StdEncoding.EncodeToString([]byte(c.text)), c.why)
		})
	}
	root := tree(t, value)
	set(find(t, root, "NameID"), "ID", attr(root, "ID"))
	w.refuses(t, untree(t, root), AmbiguousID)
}

// While an IdP changes its key both certificates count; an expired one does not.
func TestKeysRollOver(t *testing.T) {
	w := newWorld(t, nil)
	value := w.signIn(t)
	other := newStranger(t).Certificate
	w.idp.Certificates = []*x509.Certificate{other, w.php.Certificate}
	w.accepts(t, value)
	w.idp.Certificates = []*x509.Certificate{other}
	w.refuses(t, value, WrongSignature)
	w.idp.Certificates = []*x509.Certificate{expired(t, w.php.Key)}
	w.refuses(t, value, ExpiredKey)
}

func expired(t *testing.T, key *rsa.PrivateKey) *x509.Certificate {
	t.Helper()
	c := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "expired"},
		NotBefore: time.Now().AddDate(-2, 0, 0), NotAfter: time.Now().AddDate(-1, 0, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), crypto.Signer(key))
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// An IdP speaks for itself alone.
func TestRefusesOtherIdPs(t *testing.T) {
	w, other := newWorld(t, nil), newWorld(t, nil)
	value := other.signIn(t)
	// The other one is meant for another service provider, too: let it be this one.
	w.sp.EntityID = other.sp.EntityID
	w.refuses(t, value, WrongSignature)
	root := tree(t, value)
	find(t, root, "Issuer").SetText(w.idp.EntityID)
	find(t, find(t, root, "Assertion"), "Issuer").SetText(w.idp.EntityID)
	sign(t, find(t, root, "Assertion"), other.php.Key, other.php.Certificate, dsig.RSASHA256SignatureMethod)
	unsign(root)
	w.refuses(t, untree(t, root), WrongSignature)
}
