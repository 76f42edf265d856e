package saml

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/pem"
	"testing"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"
)

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
