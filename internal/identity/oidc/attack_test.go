package oidc_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/identity/oidc"
)

// tamper changes what the provider's ID tokens say before they are signed, as
// it were: the signature is right, so that nothing but the claim is wrong.
func (d *desk) tamper(t *testing.T, f func(claims idp.Object)) {
	d.swap(func(raw string) string {
		claims := idp.Claims(t, raw)
		f(claims)
		return d.Sign(t, claims)
	})
}

// swap puts another ID token in the place of the provider's.
func (d *desk) swap(f func(raw string) string) {
	d.Change("/token", func(a idp.Object) {
		if raw, is := a["id_token"].(string); is {
			a["id_token"] = f(raw)
		}
	})
}

func set(claims idp.Object, name string, value any) {
	if claims[name] = value; value == nil {
		delete(claims, name)
	}
}

// bodyOf reads a form, and leaves it to be read again.
func bodyOf(t *testing.T, r *http.Request) url.Values {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	r.Body = io.NopCloser(strings.NewReader(string(text)))
	form, err := url.ParseQuery(string(text))
	if err != nil {
		t.Error(err)
	}
	return form
}

// An ID token that is signed as it should be is refused for each thing that it
// should not say.
func TestIDTokenClaims(t *testing.T) {
	d := newDesk(t, idp.Options{})
	now := time.Now().Unix()
	for name, test := range map[string]struct {
		claim  string
		value  any
		reason string // "" if it is taken
	}{
		"other issuer":           {"iss", "https://evil.example", "wrong issuer"},
		"issuer with a slash":    {"iss", d.Issuer + "/", "wrong issuer"},
		"no issuer":              {"iss", nil, "wrong issuer"},
		"other audience":         {"aud", "portal", "wrong audience"},
		"other audiences":        {"aud", []string{"portal", "Gatehouse"}, "wrong audience"},
		"no audience":            {"aud", nil, "wrong audience"},
		"shared, and for nobody": {"aud", []string{"gatehouse", "portal"}, "issued to another client"},
		"for another client":     {"azp", "portal", "issued to another client"},
		"for us":                 {"azp", "gatehouse", ""},
		"other nonce":            {"nonce", "another", "wrong nonce"},
		"no nonce":               {"nonce", nil, "wrong nonce"},
		"expired":                {"exp", now - 61, "expired"},
		"just expired":           {"exp", now - 30, ""},
		"never expires":          {"exp", nil, "expired"},
		"issued in the future":   {"iat", now + 120, "not valid yet"},
		"a clock a bit ahead":    {"iat", now + 30, ""},
		"never issued":           {"iat", nil, "not valid yet"},
		"to be valid later":      {"nbf", now + 120, "not valid yet"},
		"valid":                  {"nbf", now, ""},
		"time with a fraction":   {"auth_time", float64(now) + 0.5, ""},
		"other access token":     {"at_hash", "AAAAAAAAAAAAAAAAAAAAAA", "issued with another access token"},
		"about nobody":           {"sub", nil, "no subject that can be used"},
		"about an empty name":    {"sub", "", "no subject that can be used"},
		"about a long name":      {"sub", strings.Repeat("x", 256), "no subject that can be used"},
		"about a hidden name":    {"sub", "maria\x00", "no subject that can be used"},
		"about a number":         {"sub", 5, "wrong signature"},
		"session without end":    {"sid", strings.Repeat("x", 513), "no subject that can be used"},
		"a year that is text":    {"auth_time", "2026", "the ID token cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			d.tamper(t, func(claims idp.Object) { set(claims, test.claim, test.value) })
			_, err := d.signIn(t)
			if test.reason != "" {
				refused(t, err, test.reason)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

// An ID token that the provider did not sign is refused, in whatever way it is
// not signed: also where it says itself how it is to be checked.
func TestIDTokenSignature(t *testing.T) {
	d := newDesk(t, idp.Options{})
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	text := func(v any) string { b, _ := json.Marshal(v); return string(b) }
	encode := base64.RawURLEncoding.EncodeToString
	parts := func(raw string) []string { return strings.Split(raw, ".") }
	header := func(raw, head string) string { return encode([]byte(head)) + "." + parts(raw)[1] + "." }
	by := func(key any, alg jose.SignatureAlgorithm) func(raw string) string {
		return func(raw string) string {
			return idp.Signed(t, jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: "one"}}, "JWT", idp.Claims(t, raw))
		}
	}
	const wrong, alg = "wrong signature", "not signed with an algorithm that is taken"
	attacks := map[string]struct {
		swap   func(raw string) string
		reason string
	}{
		"alg none":          {func(raw string) string { return header(raw, `{"alg":"none"}`) }, alg},
		"alg None":          {func(raw string) string { return header(raw, `{"alg":"None","kid":"one"}`) }, alg},
		"no alg":            {func(raw string) string { return header(raw, `{"kid":"one"}`) }, alg},
		"signature cut off": {func(raw string) string { return parts(raw)[0] + "." + parts(raw)[1] + "." }, wrong},
		"no signature part": {func(raw string) string { return parts(raw)[0] + "." + parts(raw)[1] }, alg},
		"other key":         {by(other, jose.RS256), wrong},
		"other kind of key": {by(curve, jose.ES256), alg},
		"other padding":     {by(d.Key, jose.PS256), alg},
		"altered after": {func(raw string) string {
			return parts(raw)[0] + "." + encode([]byte(text(idp.Claims(t, d.Sign(t, idp.Object{"sub": "jonas"}))))) + "." + parts(raw)[2]
		}, wrong},
		"of another token": {func(raw string) string {
			return parts(raw)[0] + "." + parts(raw)[1] + "." + parts(d.Sign(t, idp.Object{}))[2]
		}, wrong},
		"JSON serialization": {func(raw string) string {
			return text(idp.Object{"protected": parts(raw)[0], "payload": parts(raw)[1], "signature": parts(raw)[2]})
		}, alg},
		"a logout token":   {func(raw string) string { return idp.Signed(t, signing(d), "logout+jwt", idp.Claims(t, raw)) }, "a token of another kind"},
		"an access token":  {func(raw string) string { return idp.Signed(t, signing(d), "at+jwt", idp.Claims(t, raw)) }, "a token of another kind"},
		"a key of its own": {func(raw string) string { return embedded(t, other, idp.Claims(t, raw)) }, wrong},
		"without end":      {func(raw string) string { return raw + strings.Repeat("A", 64<<10) }, "too long"},
		"not there":        {func(string) string { return "" }, "no ID token"},
	}
	public, err := x509.MarshalPKIXPublicKey(d.Key.Public())
	if err != nil {
		t.Fatal(err)
	}
	jwk, err := (&jose.JSONWebKey{Key: d.Key.Public(), KeyID: "one", Algorithm: "RS256", Use: "sig"}).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string][]byte{
		"PKIX in PEM": pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}), "PKIX": public,
		"PKCS 1 in PEM": pem.EncodeToMemory(&pem.Block{Type: "RSA PUBLIC KEY", Bytes: x509.MarshalPKCS1PublicKey(&d.Key.PublicKey)}),
		"JWK":           jwk, "modulus": d.Key.N.Bytes(), "client secret": []byte(secret),
	} {
		attacks["HS256 with the "+name] = struct {
			swap   func(raw string) string
			reason string
		}{by(key, jose.HS256), alg}
	}
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			d.swap(attack.swap)
			_, err := d.signIn(t)
			refused(t, err, attack.reason)
		})
	}
}

func signing(d *desk) jose.SigningKey {
	return jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: d.Key, KeyID: "one"}}
}

// embedded signs claims with a key that the token brings along.
func embedded(t *testing.T, key *rsa.PrivateKey, claims idp.Object) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: key}, &jose.SignerOptions{EmbedJWK: true})
	if err != nil {
		t.Fatal(err)
	}
	payload, _ := json.Marshal(claims)
	signed, err := signer.Sign(payload)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// A provider's own tokens, unaltered, are refused where they do not belong: of
// another client, of another provider, of another flow.
func TestTokenOfAnother(t *testing.T) {
	d := newDesk(t, idp.Options{})
	token := func(d *desk, c oidc.Client) (raw string) {
		t.Helper()
		f := d.flow()
		id, err := d.ps.Finish(t.Context(), c, f, d.arrive(t, c, f, "maria"), nil)
		if err != nil {
			t.Fatal(err)
		}
		return id.Token
	}
	fake := newDesk(t, idp.Options{})
	for reason, raw := range map[string]string{
		"wrong audience":  token(d, d.register(t, "portal")),
		"wrong signature": token(fake, fake.client), // its issuer and nonce are others, too; the key comes first
		"wrong nonce":     token(d, d.client),
	} {
		t.Run(reason, func(t *testing.T) {
			d.swap(func(string) string { return raw })
			_, err := d.signIn(t)
			refused(t, err, reason)
		})
	}
}

// What comes back with a browser counts once, in the flow that asked for it, and
// from the provider that was asked.
func TestComingBack(t *testing.T) {
	d := newDesk(t, idp.Options{})
	f := d.flow()
	back := d.arrive(t, d.client, f, "maria")
	change := func(name string, values ...string) url.Values {
		changed := maps.Clone(back)
		if changed[name] = values; values == nil {
			delete(changed, name)
		}
		return changed
	}
	for name, test := range map[string]struct {
		back   url.Values
		reason string
	}{
		"no state":              {change("state"), "wrong state"},
		"another state":         {change("state", d.flow().State), "wrong state"},
		"from another provider": {change("iss", "https://evil.example"), "from another provider"},
		"from nobody":           {change("iss"), "does not say which provider it is from"},
		"twice":                 {change("code", back.Get("code"), "other"), "a parameter is there twice"},
		"no code":               {change("code"), "no code"},
		"an empty code":         {change("code", ""), "no code"},
		"another code":          {change("code", "AAAA"), "the code was not exchanged: invalid_grant"},
		"a refusal":             {change("error", "access_denied"), "the provider refused: access_denied"},
		"a refusal, as a page":  {change("error", "<script>"), "the provider refused: unknown error"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.ps.Finish(t.Context(), d.client, f, test.back, nil)
			refused(t, err, test.reason)
		})
	}
	empty := f
	empty.State = ""
	_, err := d.ps.Finish(t.Context(), d.client, empty, change("state", ""), nil)
	refused(t, err, "wrong state")
	other := f
	other.Verifier = d.flow().Verifier
	_, err = d.ps.Finish(t.Context(), d.client, other, d.arrive(t, d.client, f, "maria"), nil)
	refused(t, err, "the code was not exchanged: invalid_grant") // PKCE
	if _, err := d.ps.Finish(t.Context(), d.client, f, back, nil); err != nil {
		t.Fatal(err)
	}
	_, err = d.ps.Finish(t.Context(), d.client, f, back, nil)
	refused(t, err, "the code was not exchanged: invalid_grant") // replayed
}

// A provider that leads to another one (mix-up) gets neither the other's code nor
// somebody in with it: RFC 9207, and one address to come back to per provider.
func TestMixUp(t *testing.T) {
	honest, evil := newDesk(t, idp.Options{}), newDesk(t, idp.Options{})
	evil.ps = honest.ps
	evil.client.RedirectURI = home + "/callback/evil"
	// The evil one asks the honest one in the name of this server, and the honest
	// one answers where it was asked to, or where it is used to.
	f := honest.flow()
	evil.Change("/.well-known/openid-configuration", func(a idp.Object) { a["authorization_endpoint"] = honest.Issuer + "/auth" })
	address, err := honest.ps.Begin(t.Context(), evil.client, f)
	if err != nil || !strings.HasPrefix(address, honest.Issuer) {
		t.Fatalf("%s %v", address, err)
	}
	address = strings.Replace(address, url.QueryEscape(evil.client.RedirectURI), url.QueryEscape(honest.client.RedirectURI), 1)
	back := honest.SignIn(t, address, "maria")
	if back.Path != "/callback/gatehouse" {
		t.Fatal(back)
	}
	_, err = honest.ps.Finish(t.Context(), evil.client, f, back.Query(), nil)
	refused(t, err, "from another provider")
	if n := evil.Calls("/token"); n != 0 {
		t.Errorf("the evil provider was given the code %d times", n)
	}
}
