package mail

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
)

// errSealed says nothing of why: a wrong key, another place, a changed byte.
var errSealed = errors.New("what was sealed cannot be opened: the server key is another one, or it belongs elsewhere")

// Seal encrypts what must not be read in a stolen database, or changed by who
// keeps it for us. Each purpose has a key of its own, made from the server's.
// bound names the place that it belongs to: a row's seed moved to another row
// opens nothing there.
func (k Key) Seal(purpose, bound string, plain []byte) (string, error) {
	box, err := k.box(purpose)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(box.Seal(nil, nil, plain, []byte(bound))), nil
}

// Unseal returns what [Key.Seal] was given.
func (k Key) Unseal(purpose, bound, sealed string) ([]byte, error) {
	box, err := k.box(purpose)
	if err != nil {
		return nil, err
	}
	content, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return nil, errSealed
	}
	plain, err := box.Open(nil, nil, content, []byte(bound))
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}

func (k Key) box(purpose string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, k[:], nil, "gatehouse seal "+purpose, len(k))
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}
