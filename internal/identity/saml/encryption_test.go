package saml

import (
	"encoding/base64"
	"testing"
)

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
