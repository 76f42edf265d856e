package saml

import (
	"slices"
	"testing"
	"time"
)

// What one of the IdPs of the world makes is taken, in each of the ways in which
// it can sign, encrypt and be asked.
func TestSignInAtSimpleSAMLphp(t *testing.T) {
	signedAssertion := map[string]any{"saml20.sign.response": false}
	signedResponse := map[string]any{"saml20.sign.assertion": false}
	encrypted := map[string]any{"assertion.encryption": true}
	for name, options := range map[string]map[string]any{
		"both signed": nil, "the assertion signed": signedAssertion, "the response signed": signedResponse,
		"encrypted, both signed":          encrypted,
		"encrypted, the assertion signed": with(encrypted, signedAssertion),
		"encrypted, the response signed":  with(encrypted, signedResponse),
		"signed with SHA-512":             {"signature.algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"},
		"asked by a form":                 {"SingleSignOnServiceBinding": []string{BindingPOST}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, options)
			value := w.signIn(t)
			if root := tree(t, value); (len(children(root, nsSignature, "Signature")) == 1) != (options["saml20.sign.response"] == nil) {
				t.Error("the IdP does not sign as its options say")
			}
			l := w.accepts(t, value)
			if l.Subject != "student-1" || l.Flow != flow || l.Session == "" || l.ID == "" {
				t.Errorf("got %+v", l)
			}
			if !slices.Equal(l.Attributes["groups"], []string{"staff", "risk"}) || !slices.Equal(l.Attributes["mail"], []string{"student@blueseas.example"}) {
				t.Errorf("attributes: %v", l.Attributes)
			}
			if d := w.now.Sub(l.ProvedAt); d < -time.Minute || d > time.Minute {
				t.Errorf("proved at %v, now is %v", l.ProvedAt, w.now)
			}
			if d := l.Ends.Sub(w.now); d < MaxAge || d > MaxAge+2*Skew {
				t.Errorf("believed until %v, now is %v", l.Ends, w.now)
			}
		})
	}
}
