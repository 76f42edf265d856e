package saml

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"encoding/base64"
	"strings"

	"github.com/beevik/etree"
)

// What is encrypted is read with the standard library. The one at hand for XML
// Encryption, crewjam/saml/xmlenc, knows no AES-256-GCM, which newer IdPs take
// by default, has a panic for a short text, and takes RSA with PKCS #1 v1.5,
// which gives keys away to who may try often enough.

// blocks are the algorithms that encrypt assertions (xmlenc-core1, 5.2). Those of
// CBC prove nothing about the text: the signature inside, or around, does.
var blocks = map[string]struct {
	keySize int
	open    func(cipher.Block, []byte) ([]byte, error)
}{
	nsEncrypted + "aes128-cbc": {16, openCBC},
	nsEncrypted + "aes192-cbc": {24, openCBC},
	nsEncrypted + "aes256-cbc": {32, openCBC},
	nsEncrypt11 + "aes128-gcm": {16, openGCM},
	nsEncrypt11 + "aes192-gcm": {24, openGCM},
	nsEncrypt11 + "aes256-gcm": {32, openGCM},
}

// oaepMGF are the hashes of its mask.
var oaepMGF = map[string]crypto.Hash{
	"":                         crypto.SHA1,
	nsEncrypt11 + "mgf1sha1":   crypto.SHA1,
	nsEncrypt11 + "mgf1sha256": crypto.SHA256,
	nsEncrypt11 + "mgf1sha384": crypto.SHA384,
	nsEncrypt11 + "mgf1sha512": crypto.SHA512,
}

// decrypt returns the assertion that is encrypted for us. Every failure is the
// same: what is told apart can be tried.
func (p *Provider) decrypt(el *etree.Element) (*etree.Element, error) {
	data := only(el, nsEncrypted, "EncryptedData")
	key := only(only(data, nsSignature, "KeyInfo"), nsEncrypted, "EncryptedKey")
	if key == nil {
		key = only(el, nsEncrypted, "EncryptedKey")
	}
	algorithm, ok := blocks[attr(only(data, nsEncrypted, "EncryptionMethod"), "Algorithm")]
	if data == nil || key == nil || !ok {
		return nil, CannotDecrypt
	}
	secret, err := p.openKey(key)
	if err != nil || len(secret) != algorithm.keySize {
		return nil, CannotDecrypt
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, CannotDecrypt
	}
	sealed, err := cipherValue(data)
	if err != nil {
		return nil, CannotDecrypt
	}
	text, err := algorithm.open(block, sealed)
	if err != nil {
		return nil, CannotDecrypt
	}
	root, err := parse(text)
	if err != nil || !is(root, nsAssertion, "Assertion") || checkInside(root) != nil {
		return nil, CannotDecrypt
	}
	return root, nil
}

// checkInside is checkPlaces for an assertion that stood apart.
func checkInside(root *etree.Element) error {
	for el := range elements(root) {
		switch {
		case el == root:
		case is(el, nsAssertion, "Assertion"), is(el, nsAssertion, "EncryptedAssertion"), is(el, nsProtocol, "Response"),
			is(el, nsSignature, "Signature") && el.Parent() != root:
			return MisplacedParts
		}
	}
	return nil
}

// openKey decrypts the key of the assertion with ours, by RSA-OAEP.
func (p *Provider) openKey(el *etree.Element) ([]byte, error) {
	method := only(el, nsEncrypted, "EncryptionMethod")
	options := rsa.OAEPOptions{Hash: crypto.SHA1, MGFHash: crypto.SHA1}
	switch attr(method, "Algorithm") {
	case nsEncrypted + "rsa-oaep-mgf1p":
	case nsEncrypt11 + "rsa-oaep":
		mask, ok := oaepMGF[attr(only(method, nsEncrypt11, "MGF"), "Algorithm")]
		if !ok {
			return nil, CannotDecrypt
		}
		options.MGFHash = mask
	default:
		return nil, CannotDecrypt
	}
	if digest := only(method, nsSignature, "DigestMethod"); digest != nil {
		hash, ok := digests[attr(digest, "Algorithm")]
		if !ok {
			return nil, CannotDecrypt
		}
		options.Hash = hash
	}
	sealed, err := cipherValue(el)
	if err != nil {
		return nil, err
	}
	return p.Key.Decrypt(nil, sealed, &options)
}

func cipherValue(el *etree.Element) ([]byte, error) {
	value := only(only(el, nsEncrypted, "CipherData"), nsEncrypted, "CipherValue")
	if value == nil {
		return nil, CannotDecrypt
	}
	return base64.StdEncoding.DecodeString(strings.Join(strings.Fields(value.Text()), ""))
}

func openCBC(block cipher.Block, sealed []byte) ([]byte, error) {
	size := block.BlockSize()
	if len(sealed) < 2*size || len(sealed)%size != 0 {
		return nil, CannotDecrypt
	}
	text := make([]byte, len(sealed)-size)
	cipher.NewCBCDecrypter(block, sealed[:size]).CryptBlocks(text, sealed[size:])
	padding := int(text[len(text)-1])
	if padding < 1 || padding > size {
		return nil, CannotDecrypt
	}
	return text[:len(text)-padding], nil
}

func openGCM(block cipher.Block, sealed []byte) ([]byte, error) {
	box, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	if len(sealed) < box.NonceSize() {
		return nil, CannotDecrypt
	}
	return box.Open(nil, sealed[:box.NonceSize()], sealed[box.NonceSize():], nil)
}
