package identity

import (
	"crypto"
	"crypto/ed25519"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"gatehouse/internal/mail"
)

// Signer signs short-lived tokens and knows them again: JWTs for access tokens
// (RFC 9068). Its key follows from the server's, so that every node takes what
// another one gave. There is one algorithm; what a token says of its own is
// compared with it and never followed.
type Signer struct {
	issuer  string
	private ed25519.PrivateKey
	keyID   string
	signer  jose.Signer
}

const (
	signature = jose.EdDSA
	tokenType = "at+jwt"
	maxSigned = 4096             // characters
	clockSkew = 30 * time.Second // between nodes
)

// NewSigner returns the signer of a server that people reach at issuer.
func NewSigner(key mail.Key, issuer string) (*Signer, error) {
	s := &Signer{issuer: issuer, private: ed25519.NewKeyFromSeed(key.Derive("signed tokens"))}
	thumbprint, err := (&jose.JSONWebKey{Key: s.private.Public()}).Thumbprint(crypto.SHA256)
	if err != nil {
		return nil, err
	}
	s.keyID = base64.RawURLEncoding.EncodeToString(thumbprint)
	s.signer, err = jose.NewSigner(
		jose.SigningKey{Algorithm: signature, Key: jose.JSONWebKey{Key: s.private, KeyID: s.keyID}},
		(&jose.SignerOptions{}).WithType(tokenType))
	return s, err
}

// Keys returns the public keys by which others can check what was signed.
func (s *Signer) Keys() jose.JSONWebKeySet {
	return jose.JSONWebKeySet{Keys: []jose.JSONWebKey{
		{Key: s.private.Public(), KeyID: s.keyID, Algorithm: string(signature), Use: "sig"},
	}}
}

// signed is what a short-lived token says. It names the token or key that it was
// given for: what that one may do, and whether it still works, is read at every use.
type signed struct {
	Issuer   string       `json:"iss"`
	Subject  string       `json:"sub"` // the client: there is no other owner (RFC 9068, section 2.2)
	Audience jwt.Audience `json:"aud"`
	Expires  int64        `json:"exp"`
	IssuedAt int64        `json:"iat"`
	ID       string       `json:"jti"`
	ClientID string       `json:"client_id"`
	Scope    string       `json:"scope"`
	Customer int64        `json:"customer_id"`
	Token    string       `json:"token"` // the guid of the one behind it
}

// sign gives the claims what all have in common, and signs them.
func (s *Signer) sign(c signed) (string, error) {
	c.Issuer, c.Audience, c.Subject = s.issuer, jwt.Audience{s.issuer}, c.ClientID
	return jwt.Signed(s.signer).Claims(c).Serialize()
}

// isSigned reports whether a secret has the form of a short-lived token.
func isSigned(secret string) bool {
	return strings.Count(secret, ".") == 2 && len(secret) <= maxSigned
}

// read returns what a short-lived token says, if this server signed it, for
// itself, and it has not expired.
func (s *Signer) read(secret string, now time.Time) (c signed, ok bool) {
	if !isSigned(secret) {
		return signed{}, false
	}
	token, err := jwt.ParseSigned(secret, []jose.SignatureAlgorithm{signature})
	if err != nil || len(token.Headers) != 1 {
		return signed{}, false
	}
	head := token.Headers[0]
	if kind, _ := head.ExtraHeaders[jose.HeaderType].(string); head.KeyID != s.keyID || kind != tokenType {
		return signed{}, false
	}
	if err := token.Claims(s.private.Public(), &c); err != nil {
		return signed{}, false
	}
	ok = c.Issuer == s.issuer && slices.Equal(c.Audience, jwt.Audience{s.issuer}) && c.Subject == c.ClientID &&
		now.Unix() < c.Expires && c.IssuedAt <= now.Add(clockSkew).Unix() && c.Expires-c.IssuedAt <= int64(MaxGrant.Seconds())
	return c, ok
}

// clientID is how an access calls itself when it asks for a short-lived token.
func clientID(accessID int64) string { return strconv.FormatInt(accessID, 10) }
