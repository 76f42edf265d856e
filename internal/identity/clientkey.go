package identity

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"slices"

	"github.com/go-jose/go-jose/v4"

	"gatehouse/internal/fault"
)

// A client may prove itself by what it signs instead of a secret, so that nothing
// secret ever leaves it. Its public key stands among the tokens of its access: it
// expires, is revoked and is limited to networks as they are.

// assertionAlgorithms are those that a client may sign with: none whose key both
// sides know.
var assertionAlgorithms = []jose.SignatureAlgorithm{
	jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512, jose.ES256, jose.ES384, jose.ES512, jose.EdDSA,
}

// AssertionAlgorithms lists what a client may sign with.
func AssertionAlgorithms() []string {
	var all []string
	for _, a := range assertionAlgorithms {
		all = append(all, string(a))
	}
	return all
}

const (
	maxJWK   = 8 << 10 // bytes
	maxKeyID = 255     // characters
	minRSA   = 2048    // bits
	maxRSA   = 8192
)

// clientKey is a public key, with the name that its owner calls it by.
type clientKey struct {
	jose.JSONWebKey
	text       string // as it is kept
	thumbprint string // RFC 7638
}

// parseClientKey reads a JWK. One without a kid is called by its thumbprint.
func parseClientKey(text string) (k clientKey, err error) {
	if len(text) > maxJWK || k.UnmarshalJSON([]byte(text)) != nil || !k.Valid() {
		return clientKey{}, fault.Field("jwk", "must be a JSON Web Key of at most 8 kB, of RSA, EC or OKP (Ed25519)")
	}
	if !k.IsPublic() {
		return clientKey{}, fault.Field("jwk", "holds a private key, which others know now: make another, and send its public half")
	}
	if k.Use != "" && k.Use != "sig" {
		return clientKey{}, fault.Field("jwk", "must be for signatures")
	}
	switch key := k.Key.(type) {
	case *rsa.PublicKey:
		if bits := key.N.BitLen(); bits < minRSA || bits > maxRSA {
			return clientKey{}, fault.Field("jwk", "must have between 2048 and 8192 bits")
		}
	case *ecdsa.PublicKey, ed25519.PublicKey:
	default:
		return clientKey{}, fault.Field("jwk", "must be of RSA, EC or OKP (Ed25519)")
	}
	if k.Algorithm != "" && !slices.Contains(assertionAlgorithms, jose.SignatureAlgorithm(k.Algorithm)) {
		return clientKey{}, fault.Field("jwk", "is for an algorithm that is not taken")
	}
	p := fault.Problems{}
	checkText(p, "jwk", k.KeyID, maxKeyID)
	if err := p.Err(); err != nil {
		return clientKey{}, err
	}
	return k, k.finish()
}

// finish keeps of a key what is needed of it, and nothing else that came along.
func (k *clientKey) finish() error {
	sum, err := k.Thumbprint(crypto.SHA256)
	if err != nil {
		return err
	}
	k.thumbprint = base64.RawURLEncoding.EncodeToString(sum)
	if k.KeyID == "" {
		k.KeyID = k.thumbprint
	}
	k.JSONWebKey = jose.JSONWebKey{Key: k.Key, KeyID: k.KeyID, Algorithm: k.Algorithm, Use: "sig"}
	text, err := k.MarshalJSON()
	k.text = string(text)
	return err
}

// keyHash is by what the directory finds the key of a client. It is the hash of no
// token.
func keyHash(client, keyID string) string { return hashOf("key " + client + " " + keyID) }

var errKeyTaken = fault.New(fault.Conflict, "This access has, or had, a key with this kid: keys are not used again.")

var errNoSecret = fault.New(fault.Conflict, "A key has no secret that could be changed: register another one, then revoke this.")

var errNotSigned = errors.New("not signed by this key")

// verify returns what was signed, if it was by this key.
func (k *clientKey) verify(signed *jose.JSONWebSignature) ([]byte, error) {
	if k.Algorithm != "" && signed.Signatures[0].Header.Algorithm != k.Algorithm {
		return nil, errNotSigned
	}
	return signed.Verify(k.Key)
}
