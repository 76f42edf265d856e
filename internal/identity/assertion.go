package identity

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// assertion is what a client says about itself and signs (RFC 7523, section 3).
type assertion struct {
	Issuer    string           `json:"iss"`
	Subject   string           `json:"sub"`
	Audience  jwt.Audience     `json:"aud"`
	Expires   *jwt.NumericDate `json:"exp"`
	IssuedAt  *jwt.NumericDate `json:"iat"`
	NotBefore *jwt.NumericDate `json:"nbf"`
	ID        string           `json:"jti"`
}

// MaxAssertion is how far away the end of an assertion may be.
const MaxAssertion = 5 * time.Minute

const maxAssertionID = 255 // characters

// GiveSigned is Give for a client that proves itself by an assertion for one of
// the names of this server. Whatever is wrong with it is the same Unauthorized
// error.
func (gs *Grants) GiveSigned(ctx context.Context, client, signature, scope string, audiences []string) (Grant, error) {
	signed, said, ok := readAssertion(signature)
	if !ok || client != "" && client != said.Subject { // nobody has to be asked
		return Grant{}, errClient
	}
	now, ip := gs.Now(), actor.IP(ctx)
	hash := keyHash(said.Subject, signed.Signatures[0].Header.KeyID)
	c, err := gs.Doors.find(ctx, hash, now, networkOf(ip))
	if err != nil {
		return Grant{}, err
	}
	who := account{} // nobody
	if c.hash == hash && clientID(c.actor.AccessID) == said.Subject {
		who = account{c.actor.CustomerID, c.token}
	}
	if who.ref == "" || !c.signed(signed) || !said.holds(audiences, now) || !c.opens(now, ip) {
		return Grant{}, orElse(gs.Doors.refuse(ctx, now, networkOf(ip), who), errClient)
	}
	by := c.by(ip)
	roles, err := within(by, scope)
	if err != nil {
		return Grant{}, err
	}
	once := func(tx *db.Tx) error {
		first, err := spend(ctx, tx, by.CustomerID, "assertion "+said.Subject+" "+said.ID, said.Expires.Time().Add(clockSkew))
		if err == nil && !first {
			return errClient
		}
		return err
	}
	g, err := gs.give(ctx, by, roles, now, once)
	if err != nil {
		return g, gs.replayed(ctx, err, now, who)
	}
	return g, gs.Doors.used(ctx, &c, by, now, networkOf(ip))
}

// replayed counts an assertion that came a second time as the refusals before it.
func (gs *Grants) replayed(ctx context.Context, err error, now time.Time, who account) error {
	if !errors.Is(err, errClient) {
		return err
	}
	return orElse(gs.Doors.refuse(ctx, now, networkOf(actor.IP(ctx)), who), errClient)
}

// readAssertion reads what somebody claims to have signed.
func readAssertion(text string) (signed *jose.JSONWebSignature, said assertion, ok bool) {
	if !isSigned(text) {
		return nil, said, false
	}
	signed, err := jose.ParseSignedCompact(text, assertionAlgorithms)
	if err != nil || json.Unmarshal(signed.UnsafePayloadWithoutVerification(), &said) != nil {
		return nil, said, false
	}
	head := signed.Signatures[0].Header
	kind, _ := head.ExtraHeaders[jose.HeaderType].(string)
	ok = head.KeyID != "" && len(head.KeyID) <= 4*maxKeyID && said.Subject != "" && said.Subject == said.Issuer &&
		slices.Contains([]string{"", "jwt", "client-authentication+jwt"}, strings.TrimPrefix(strings.ToLower(kind), "application/"))
	return signed, said, ok
}

// signed reports whether the client has signed this with its key.
func (c *caller) signed(s *jose.JSONWebSignature) bool {
	if c.jwk == "" {
		return false
	}
	k, err := parseClientKey(c.jwk)
	if err != nil {
		return false
	}
	_, err = k.verify(s)
	return err == nil
}

// holds reports whether an assertion is for this server, now, and has a name by
// which it can be known again.
func (a *assertion) holds(audiences []string, now time.Time) bool {
	switch {
	case len(a.Audience) != 1 || !slices.Contains(audiences, a.Audience[0]):
		return false
	case a.ID == "" || len(a.ID) > maxAssertionID:
		return false
	case a.Expires == nil || !now.Before(a.Expires.Time().Add(clockSkew)) || a.Expires.Time().After(now.Add(MaxAssertion+clockSkew)):
		return false
	case a.IssuedAt != nil && a.IssuedAt.Time().After(now.Add(clockSkew)):
		return false
	}
	return a.NotBefore == nil || !a.NotBefore.Time().After(now.Add(clockSkew))
}
