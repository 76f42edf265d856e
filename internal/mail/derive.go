package mail

import (
	"crypto/hkdf"
	"crypto/sha256"
)

// Derive returns 32 bytes for one purpose, the same on every node: none of them
// tells anything about the key or about those for another purpose.
func (k Key) Derive(purpose string) []byte {
	out, err := hkdf.Key(sha256.New, k[:], nil, "gatehouse "+purpose, len(k))
	if err != nil {
		panic(err) // 32 bytes can always be had
	}
	return out
}
