package saml

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
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

// A signature covers what is read, wherever an attacker puts what was signed:
// the shapes of "On Breaking SAML" (Somorovsky and others, 2012).
func TestRefusesWrappedSignatures(t *testing.T) {
	forged := func(t *testing.T, of *etree.Element, id string) *etree.Element {
		f := of.Copy()
		set(f, "ID", id)
		find(t, f, "NameID").SetText(evil)
		return f
	}
	object := func(signature, holds *etree.Element) {
		o := signature.CreateElement("ds:Object")
		o.AddChild(holds)
	}
	onResponse := map[string]func(t *testing.T, root *etree.Element) *etree.Element{
		"1: the original in the signature of a forged response": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, root, "_forged")
			original := root.Copy()
			unsign(original)
			object(only(f, nsSignature, "Signature"), original)
			return f
		},
		"2: the original beside the signature of a forged response": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, root, "_forged")
			original := root.Copy()
			unsign(original)
			f.InsertChildAt(only(f, nsSignature, "Signature").Index(), original)
			return f
		},
		"the same ID twice": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, root, attr(root, "ID"))
			original := root.Copy()
			unsign(original)
			f.AddChild(original)
			return f
		},
	}
	onAssertion := map[string]func(t *testing.T, root *etree.Element) *etree.Element{
		"3: a forged assertion before the original": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			unsign(f)
			root.InsertChildAt(a.Index(), f)
			return root
		},
		"3: a forged assertion after the original": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, find(t, root, "Assertion"), "_forged")
			unsign(f)
			root.AddChild(f)
			return root
		},
		"4: the original in a forged assertion": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			unsign(f)
			root.RemoveChild(a)
			f.AddChild(a)
			root.AddChild(f)
			return root
		},
		"5: the signature in a forged assertion, the original at the end": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			root.InsertChildAt(a.Index(), f)
			unsign(a)
			return root
		},
		"6: the original in the signature of a forged assertion": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			root.RemoveChild(a)
			unsign(a)
			only(f, nsSignature, "Signature").AddChild(a)
			root.AddChild(f)
			return root
		},
		"7: a forged assertion in Extensions": func(t *testing.T, root *etree.Element) *etree.Element {
			f := forged(t, find(t, root, "Assertion"), "_forged")
			unsign(f)
			x := etree.NewElement("samlp:Extensions")
			x.AddChild(f)
			root.InsertChildAt(0, x)
			return root
		},
		"8: the original in an Object of the signature of a forged assertion": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			root.RemoveChild(a)
			unsign(a)
			object(only(f, nsSignature, "Signature"), a)
			root.AddChild(f)
			return root
		},
		"the same ID, in another name space": func(t *testing.T, root *etree.Element) *etree.Element {
			a := find(t, root, "Assertion")
			f := forged(t, a, "_forged")
			f.CreateAttr("xmlns:x", "urn:x")
			f.Attr = append([]etree.Attr{{Space: "x", Key: "ID", Value: attr(a, "ID")}}, f.Attr...)
			root.RemoveChild(a)
			root.AddChild(f)
			return root
		},
		"the signature of the original on a forged assertion of its ID": func(t *testing.T, root *etree.Element) *etree.Element {
			find(t, root, "NameID").SetText(evil)
			return root
		},
	}
	try := func(options map[string]any, all map[string]func(*testing.T, *etree.Element) *etree.Element) {
		w := newWorld(t, options)
		value := w.signIn(t)
		w.accepts(t, value)
		for name, attack := range all {
			t.Run(name, func(t *testing.T) {
				if l, err := w.reads(t, untree(t, attack(t, tree(t, value)))); err == nil {
					t.Errorf("taken: %q", l.Subject)
				}
			})
		}
	}
	try(map[string]any{"saml20.sign.assertion": false}, onResponse)
	try(map[string]any{"saml20.sign.response": false}, onAssertion)
	try(nil, onResponse)
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
		w.now = w.now.Add(MaxAge + Skew + time.Second)
		w.refuses(t, value, Expired)
		w.now = w.now.Add(-2 * (MaxAge + Skew))
		w.refuses(t, value, NotYet)
	})
}

// Who signs how is the IdP's to choose, among what is strong.
func TestRefusesOtherAlgorithms(t *testing.T) {
	w := newWorld(t, nil)
	value := w.signIn(t)
	method := func(algorithm string, signed func(info []byte) string) string {
		root := tree(t, value)
		a := find(t, root, "Assertion")
		unsign(root)
		info := find(t, a, "SignedInfo")
		set(find(t, info, "SignatureMethod"), "Algorithm", algorithm)
		alone, err := detach(info)
		if err != nil {
			t.Fatal(err)
		}
		text, err := dsig.MakeC14N10ExclusiveCanonicalizerWithPrefixList("").Canonicalize(alone)
		if err != nil {
			t.Fatal(err)
		}
		find(t, a, "SignatureValue").SetText(signed(text))
		return untree(t, root)
	}
	for name, key := range map[string][]byte{
		"the certificate": w.php.Certificate.Raw, "the public key": w.php.Certificate.RawSubjectPublicKeyInfo,
		"the certificate as PEM": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: w.php.Certificate.Raw}),
	} {
		t.Run("HMAC with "+name, func(t *testing.T) {
			w.refuses(t, method("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", func(info []byte) string {
				mac := hmac.New(sha256.New, key)
				mac.Write(info)
				return base64.StdEncoding.EncodeToString(mac.Sum(nil))
			}), WeakSignature)
		})
	}
	for _, algorithm := range []string{"", "none", "http://www.w3.org/2000/09/xmldsig#dsa-sha1", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"} {
		t.Run("algorithm "+algorithm, func(t *testing.T) {
			w.refuses(t, method(algorithm, func([]byte) string { return "" }), WeakSignature)
		})
	}
}

// SHA-1 is taken from an IdP for which it was chosen, and from no other.
func TestTakesSHA1OnlyWhereItIsChosen(t *testing.T) {
	w := newWorld(t, map[string]any{"signature.algorithm": dsig.RSASHA1SignatureMethod})
	value := w.signIn(t)
	w.refuses(t, value, WeakSignature)
	w.idp.SHA1 = true
	w.accepts(t, value)
}

// A signature covers its parent as a whole, and nothing is transformed away.
func TestRefusesOddSignatures(t *testing.T) {
	w := newWorld(t, map[string]any{"saml20.sign.response": false})
	value := w.signIn(t)
	for name, change := range map[string]func(a *etree.Element){
		"the whole document": func(a *etree.Element) { set(find(t, a, "Reference"), "URI", "") },
		"another element":    func(a *etree.Element) { set(find(t, a, "Reference"), "URI", "#_other") },
		"two references": func(a *etree.Element) {
			r := find(t, a, "Reference")
			r.Parent().AddChild(r.Copy())
		},
		"another transform": func(a *etree.Element) {
			find(t, a, "Transforms").CreateElement("ds:Transform").CreateAttr("Algorithm", "http://www.w3.org/TR/1999/REC-xpath-19991116")
		},
		"no transform": func(a *etree.Element) {
			r := find(t, a, "Reference")
			r.RemoveChild(find(t, r, "Transforms"))
		},
		"an object": func(a *etree.Element) { find(t, a, "Signature").CreateElement("ds:Object") },
		"two signatures": func(a *etree.Element) {
			s := find(t, a, "Signature")
			a.InsertChildAt(s.Index(), s.Copy())
		},
		"no ID": func(a *etree.Element) {
			a.RemoveAttr("ID")
			set(find(t, a, "Reference"), "URI", "#")
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := tree(t, value)
			change(find(t, root, "Assertion"))
			w.refuses(t, untree(t, root), OddSignature)
		})
	}
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

// Anybody can encrypt for us: only a signature says who did.
func TestEncryptionIsNoSignature(t *testing.T) {
	w := newWorld(t, map[string]any{"assertion.encryption": true, "saml20.sign.response": false, "saml20.sign.assertion": false})
	value := w.signIn(t)
	w.refuses(t, value, NotSigned)

	w.php.Set(t, map[string]any{"saml20.sign.assertion": true})
	value = w.signIn(t)
	w.accepts(t, value)
	w.sp.Key = newStranger(t).Key
	w.refuses(t, value, CannotDecrypt)
}

// What is encrypted cannot be changed piece by piece, and nothing tells how far
// it came.
func TestRefusesChangedCiphertext(t *testing.T) {
	w := newWorld(t, map[string]any{"assertion.encryption": true, "saml20.sign.response": false})
	value := w.signIn(t)
	w.accepts(t, value)
	for _, algorithm := range []string{nsEncrypted + "rsa-1_5", "none"} {
		root := tree(t, value)
		key := find(t, root, "EncryptedKey")
		set(find(t, key, "EncryptionMethod"), "Algorithm", algorithm)
		w.refuses(t, untree(t, root), CannotDecrypt)
	}
	root := tree(t, value)
	data := find(t, root, "EncryptedData")
	set(find(t, data, "EncryptionMethod"), "Algorithm", nsEncrypted+"tripledes-cbc")
	w.refuses(t, untree(t, root), CannotDecrypt)
	for _, at := range []int{0, 20, 100, 1000} {
		root := tree(t, value)
		v := children(only(find(t, root, "EncryptedData"), nsEncrypted, "CipherData"), nsEncrypted, "CipherValue")[0]
		sealed, err := base64.StdEncoding.DecodeString(v.Text())
		if err != nil {
			t.Fatal(err)
		}
		sealed[at] ^= 1
		v.SetText(base64.StdEncoding.EncodeToString(sealed))
		if l, err := w.reads(t, untree(t, root)); err == nil {
			t.Errorf("byte %d: taken: %q", at, l.Subject)
		}
	}
}

func TestRefusesClearAssertionsWhereEncryptedOnesAreWanted(t *testing.T) {
	w := newWorld(t, nil)
	w.idp.WantsEncrypted = true
	w.refuses(t, w.signIn(t), NotEncrypted)
	w.php.Set(t, map[string]any{"assertion.encryption": true})
	w.accepts(t, w.signIn(t))
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
