package oidc

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	coreos "github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
	"golang.org/x/oauth2"
)

// Identity is what a provider said about somebody.
type Identity struct {
	Subject  string
	Session  string    // sid; "" if the provider does not say
	Message  string    // the hash of what was signed
	Ends     time.Time // until when the message could be used
	ProvedAt time.Time // auth_time; zero if the provider does not say
	Claims   map[string][]string
	Token    string
}

// Hint is what the provider wants to hear at sign-out: the ID token, or nothing if
// that would be too long for an address.
func (id *Identity) Hint() string {
	if len(id.Token) > maxHint {
		return ""
	}
	return id.Token
}

// token is what an ID token says (OpenID Connect Core 1.0, section 2).
type token struct {
	Azp       string  `json:"azp"`
	NotBefore *number `json:"nbf"`
	AuthTime  *number `json:"auth_time"`
	Session   string  `json:"sid"`
}

// number is a time in seconds; some providers write it with a fraction.
type number float64

func (n *number) time() time.Time {
	if n == nil {
		return time.Time{}
	}
	return time.Unix(int64(*n), 0)
}

const (
	maxSubject = 255 // characters, as the standard says
	maxSession = 512
	maxToken   = 64 << 10 // characters
	maxHint    = 6 << 10
)

// identity checks an ID token in all that OpenID Connect Core 1.0, section
// 3.1.3.7, asks for.
func (p *provider) identity(ctx context.Context, c Client, f Flow, raw, access string, now time.Time) (Identity, error) {
	t, err := p.verify(ctx, c, raw)
	if err != nil {
		return Identity{}, err
	}
	var more token
	if err := t.Claims(&more); err != nil {
		return Identity{}, because("the ID token cannot be read", err)
	}
	switch {
	case t.Issuer != c.Issuer:
		return Identity{}, refuse("wrong issuer")
	case !slices.Contains(t.Audience, c.ID):
		return Identity{}, refuse("wrong audience")
	case len(t.Audience) > 1 && more.Azp == "", more.Azp != "" && more.Azp != c.ID:
		return Identity{}, refuse("issued to another client")
	case !equal(t.Nonce, f.Nonce) || f.Nonce == "":
		return Identity{}, refuse("wrong nonce")
	case !now.Before(t.Expiry.Add(Skew)):
		return Identity{}, refuse("expired")
	case t.IssuedAt.Unix() <= 0 || t.IssuedAt.After(now.Add(Skew)), more.NotBefore.time().After(now.Add(Skew)):
		return Identity{}, refuse("not valid yet")
	case t.AccessTokenHash != "" && t.VerifyAccessToken(access) != nil:
		return Identity{}, refuse("issued with another access token")
	case !isName(t.Subject, maxSubject) || t.Subject == "" || !isName(more.Session, maxSession):
		return Identity{}, refuse("no subject that can be used")
	}
	proved := more.AuthTime.time()
	if f.IsProof && (proved.Before(f.Begun.Add(-Skew)) || proved.After(now.Add(Skew))) {
		return Identity{}, refuse("no fresh proof")
	}
	id := Identity{Subject: t.Subject, Session: more.Session, Ends: t.Expiry.Add(Skew), ProvedAt: proved, Token: raw}
	var payload json.RawMessage
	if err := t.Claims(&payload); err != nil {
		return Identity{}, because("the ID token cannot be read", err)
	}
	id.Message = digest(payload)
	id.Claims = claimsOf(payload)
	return id, nil
}

// verify checks who signed a token, with what, and that it is none of another
// kind.
func (p *provider) verify(ctx context.Context, c Client, raw string) (*coreos.IDToken, error) {
	if err := p.checkKind(raw, "jwt"); err != nil {
		return nil, err
	}
	t, err := p.verifier(c).Verify(ctx, raw)
	if err != nil {
		return nil, because("wrong signature", err)
	}
	return t, nil
}

// verifier leaves to the library what is signed, and to its callers what that
// says, so that each refusal is told by its reason.
func (p *provider) verifier(c Client) *coreos.IDTokenVerifier {
	return coreos.NewVerifier(c.Issuer, p.keys, &coreos.Config{
		ClientID: c.ID, SupportedSigningAlgs: p.keys.algorithms,
		SkipClientIDCheck: true, SkipIssuerCheck: true, SkipExpiryCheck: true,
	})
}

// checkKind refuses a token whose header says that it is of another kind than
// those, or that is signed in a way that is not taken.
func (p *provider) checkKind(raw string, kinds ...string) error {
	if len(raw) > maxToken {
		return refuse("too long")
	}
	var taken []jose.SignatureAlgorithm
	for _, a := range p.keys.algorithms {
		taken = append(taken, jose.SignatureAlgorithm(a))
	}
	signed, err := jose.ParseSignedCompact(raw, taken)
	if err != nil {
		return because("not signed with an algorithm that is taken", err)
	}
	kind, says := signed.Signatures[0].Header.ExtraHeaders[jose.HeaderType]
	text, _ := kind.(string)
	if says && !slices.Contains(kinds, strings.TrimPrefix(strings.ToLower(text), "application/")) {
		return refuse("a token of another kind")
	}
	return nil
}

// complete asks the provider for claims that are wanted and not there. What the
// ID token says counts.
func (p *provider) complete(ctx context.Context, id *Identity, wanted []string, answer *oauth2.Token) error {
	missing := func(name string) bool { return name != "" && len(id.Claims[name]) == 0 }
	if p.about.UserInfo == "" || !slices.ContainsFunc(wanted, missing) {
		return nil
	}
	if kind := answer.Type(); !strings.EqualFold(kind, "Bearer") {
		return refuse("an access token of an unknown type")
	}
	var said json.RawMessage
	info, err := p.UserInfo(ctx, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: answer.AccessToken}))
	if err == nil {
		err = info.Claims(&said)
	}
	if err != nil {
		return because("userinfo cannot be used", err)
	}
	if info.Subject != id.Subject {
		return refuse("userinfo is about somebody else")
	}
	for name, values := range claimsOf(said) {
		if missing(name) {
			id.Claims[name] = values
		}
	}
	return nil
}

const (
	maxDepth  = 3
	maxValues = 1000
)

// Claims returns the claims of a payload as a mapping reads them; nil if it is none.
// Nothing about it is checked.
func Claims(payload []byte) map[string][]string { return claimsOf(payload) }

// claimsOf returns claims as lists of text. What is inside of an object has the
// names of both, with a dot between them. An e-mail address that the provider
// says it has not verified is none.
func claimsOf(payload []byte) map[string][]string {
	said := make(map[string]any)
	d := json.NewDecoder(strings.NewReader(string(payload)))
	d.UseNumber()
	if d.Decode(&said) != nil {
		return nil
	}
	if verified, is := said["email_verified"]; is && verified != true && verified != "true" {
		delete(said, "email")
	}
	claims := make(map[string][]string)
	gather(claims, "", said, 0)
	return claims
}

func gather(claims map[string][]string, name string, value any, depth int) {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			if name != "" {
				key = name + "." + key
			}
			if depth < maxDepth {
				gather(claims, key, inner, depth+1)
			}
		}
	case []any:
		for _, inner := range v {
			switch inner.(type) {
			case string, json.Number, bool:
				gather(claims, name, inner, depth)
			}
		}
	case string:
		add(claims, name, v)
	case json.Number:
		add(claims, name, v.String())
	case bool:
		if v {
			add(claims, name, "true")
		} else {
			add(claims, name, "false")
		}
	}
}

func add(claims map[string][]string, name, value string) {
	if len(claims[name]) < maxValues {
		claims[name] = append(claims[name], value)
	}
}

// isName reports whether text is one that a provider may call somebody by.
func isName(text string, most int) bool {
	return utf8.ValidString(text) && utf8.RuneCountInString(text) <= most &&
		!strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError })
}

func digest(payload []byte) string {
	sum := sha256.Sum256(payload)
	return hex.EncodeToString(sum[:])
}
