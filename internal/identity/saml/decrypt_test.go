package saml

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// encrypted puts the assertion of a real answer into an EncryptedAssertion as
// other IdPs make it.
func encrypted(t *testing.T, w *world, value, algorithm, transport, digest string, hash crypto.Hash, beside bool) string {
	t.Helper()
	root := tree(t, value)
	a := find(t, root, "Assertion")
	alone, err := detach(a)
	if err != nil {
		t.Fatal(err)
	}
	text, err := write(alone)
	if err != nil {
		t.Fatal(err)
	}
	key := make([]byte, blocks[algorithm].keySize)
	rand.Read(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	// OAEP of the standard library has one hash for both its purposes when it encrypts.
	sealedKey, err := rsa.EncryptOAEP(hash.New(), rand.Reader, &w.sp.Key.PublicKey, key, nil)
	if err != nil {
		t.Fatal(err)
	}
	ea := etree.NewElement("saml:EncryptedAssertion")
	data := ea.CreateElement("x:EncryptedData")
	data.CreateAttr("xmlns:x", nsEncrypted)
	data.CreateElement("x:EncryptionMethod").CreateAttr("Algorithm", algorithm)
	info := data.CreateElement("d:KeyInfo")
	info.CreateAttr("xmlns:d", nsSignature)
	k := etree.NewElement("x:EncryptedKey")
	k.CreateAttr("xmlns:x", nsEncrypted)
	method := k.CreateElement("x:EncryptionMethod")
	method.CreateAttr("Algorithm", transport)
	if digest != "" {
		d := method.CreateElement("d:DigestMethod")
		d.CreateAttr("xmlns:d", nsSignature)
		d.CreateAttr("Algorithm", digest)
	}
	if transport == nsEncrypt11+"rsa-oaep" {
		m := method.CreateElement("y:MGF")
		m.CreateAttr("xmlns:y", nsEncrypt11)
		m.CreateAttr("Algorithm", nsEncrypt11+"mgf1"+strings.ToLower(strings.ReplaceAll(hash.String(), "-", "")))
	}
	k.CreateElement("x:CipherData").CreateElement("x:CipherValue").SetText(base64.StdEncoding.EncodeToString(sealedKey))
	if beside {
		ea.AddChild(k)
	} else {
		info.AddChild(k)
	}
	data.CreateElement("x:CipherData").CreateElement("x:CipherValue").SetText(base64.StdEncoding.EncodeToString(seal(t, block, algorithm, text)))
	root.RemoveChild(a)
	root.AddChild(ea)
	return untree(t, root)
}

func seal(t *testing.T, block cipher.Block, algorithm string, text []byte) []byte {
	t.Helper()
	if strings.HasSuffix(algorithm, "gcm") {
		box, err := cipher.NewGCMWithRandomNonce(block)
		if err != nil {
			t.Fatal(err)
		}
		return box.Seal(nil, nil, text, nil)
	}
	padding := block.BlockSize() - len(text)%block.BlockSize()
	text = append(text, make([]byte, padding)...)
	text[len(text)-1] = byte(padding)
	iv := make([]byte, block.BlockSize())
	rand.Read(iv)
	sealed := make([]byte, len(text))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, text)
	return append(iv, sealed...)
}

// What IdPs encrypt with is understood: Entra ID, Okta, Keycloak and ADFS between
// them use all of these.
func TestDecrypts(t *testing.T) {
	w := newWorld(t, map[string]any{"saml20.sign.response": false})
	value := w.signIn(t)
	for algorithm := range blocks {
		for _, c := range []struct {
			transport, digest string
			hash              crypto.Hash
			beside            bool
		}{
			{nsEncrypted + "rsa-oaep-mgf1p", "", crypto.SHA1, false},
			{nsEncrypted + "rsa-oaep-mgf1p", "http://www.w3.org/2000/09/xmldsig#sha1", crypto.SHA1, true},
			{nsEncrypt11 + "rsa-oaep", "http://www.w3.org/2001/04/xmlenc#sha256", crypto.SHA256, false},
			{nsEncrypt11 + "rsa-oaep", "http://www.w3.org/2001/04/xmlenc#sha512", crypto.SHA512, true},
		} {
			if l := w.accepts(t, encrypted(t, w, value, algorithm, c.transport, c.digest, c.hash, c.beside)); l.Subject != "student-1" {
				t.Errorf("%s: %+v", algorithm, l)
			}
		}
	}
}

// A text too short to be one is refused like any other.
func TestRefusesShortCiphertext(t *testing.T) {
	w := newWorld(t, map[string]any{"saml20.sign.response": false})
	value := w.signIn(t)
	for algorithm := range blocks {
		for _, length := range []int{0, 5, 12, 16, 28} {
			root := tree(t, encrypted(t, w, value, algorithm, nsEncrypted+"rsa-oaep-mgf1p", "", crypto.SHA1, false))
			data := only(find(t, root, "EncryptedData"), nsEncrypted, "CipherData")
			only(data, nsEncrypted, "CipherValue").SetText(base64.StdEncoding.EncodeToString(make([]byte, length)))
			w.refuses(t, untree(t, root), CannotDecrypt)
		}
	}
}
