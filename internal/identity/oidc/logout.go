package oidc

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"time"
)

// Ending says whose sessions a provider wants to end.
type Ending struct {
	Subject string    // "" if it is one session alone
	Session string    // "" if it is all of the subject
	Message string    // its id, for once
	Ends    time.Time // until when the message could be used
}

// logoutLife is how old a logout token may be. It is on its way for a moment: the
// standard recommends two minutes.
const logoutLife = 5 * time.Minute

// Logout checks a logout token (OpenID Connect Back-Channel Logout 1.0, section
// 2.6). That its id comes once is for the caller to see to.
func (ps *Providers) Logout(ctx context.Context, c Client, raw string) (Ending, error) {
	p, err := ps.of(ctx, c.Issuer)
	if err != nil {
		return Ending{}, err
	}
	if err := p.checkKind(raw, "jwt", "logout+jwt"); err != nil {
		return Ending{}, err
	}
	// An ID token, and whatever else is signed, is refused here: the library wants
	// the event and an id, and takes no nonce.
	t, err := p.verifier(c).VerifyLogout(ctx, raw)
	if err != nil {
		return Ending{}, because("no logout token of the provider", err)
	}
	var more struct {
		Events map[string]json.RawMessage `json:"events"`
	}
	if err := t.Claims(&more); err != nil {
		return Ending{}, because("no logout token of the provider", err)
	}
	now := ps.Now()
	switch {
	case t.Issuer != c.Issuer:
		return Ending{}, refuse("wrong issuer")
	case !slices.Equal(t.Audience, []string{c.ID}):
		return Ending{}, refuse("wrong audience")
	case !bytes.HasPrefix(more.Events["http://schemas.openid.net/event/backchannel-logout"], []byte("{")):
		return Ending{}, refuse("no event of logout")
	case !now.Before(t.Expiry.Add(Skew)), !now.Before(t.IssuedAt.Add(logoutLife)):
		return Ending{}, refuse("expired")
	case t.IssuedAt.After(now.Add(Skew)):
		return Ending{}, refuse("not valid yet")
	case !isName(t.Subject, maxSubject) || !isName(t.SessionID, maxSession) || !isName(t.TokenID, maxSession):
		return Ending{}, refuse("names that cannot be used")
	}
	return Ending{Subject: t.Subject, Session: t.SessionID, Message: "logout " + t.TokenID, Ends: t.IssuedAt.Add(logoutLife)}, nil
}

// EndSession returns the provider's address that ends its own session, too, and
// from there leads back (OpenID Connect RP-Initiated Logout 1.0): "" if it has
// none. The hint is the ID token of the session, or "".
func (ps *Providers) EndSession(ctx context.Context, c Client, hint, back string) (address string, err error) {
	p, err := ps.of(ctx, c.Issuer)
	if err != nil || p.about.EndSession == "" {
		return "", err
	}
	u, err := url.Parse(p.about.EndSession)
	if err != nil {
		return "", because("the provider's logout cannot be used", err)
	}
	q := u.Query()
	q.Set("client_id", c.ID)
	q.Set("post_logout_redirect_uri", back)
	if hint != "" {
		q.Set("id_token_hint", hint)
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}
