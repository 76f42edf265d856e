package oauth_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"maps"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"gatehouse/internal/api/apitest"
)

const byAssertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// signer is a client that keeps a key and no secret.
type signer struct {
	key jose.SigningKey
	kid string
}

func newSigner(t *testing.T, kid string) *signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &signer{jose.SigningKey{Algorithm: jose.ES256, Key: key}, kid}
}

func jwk(t *testing.T, key any, kid string) string {
	t.Helper()
	text, err := json.Marshal(jose.JSONWebKey{Key: key, KeyID: kid})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (k *signer) jwk(t *testing.T) string {
	t.Helper()
	return jwk(t, k.key.Key.(*ecdsa.PrivateKey).Public(), k.kid)
}

// register adds the key to the access of a person, and returns its guid.
func (k *signer) register(t *testing.T, s *apitest.Server, p *apitest.Person, more string) string {
	t.Helper()
	admin := s.A.Admin
	if p.CustomerID == s.B.ID {
		admin = s.B.Admin
	}
	a := s.Do(t, admin.Token, "POST", p.Path()+"/tokens", `{"jwk":`+k.jwk(t)+more+`}`)
	if a.Status != 201 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.JSON[document](t, a)["data"].(document)["id"].(string)
}

// says signs what a client says of itself; changes set claims, or take them away.
func (k *signer) says(t *testing.T, s *apitest.Server, p *apitest.Person, changes document) string {
	t.Helper()
	claims := document{
		"iss": number(p), "sub": number(p), "aud": apitest.PublicURL + "/oauth/token",
		"iat": s.Now().Unix(), "exp": s.Now().Add(time.Minute).Unix(), "jti": rand.Text(),
	}
	maps.Copy(claims, changes)
	maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil })
	made, err := jose.NewSigner(k.key, (&jose.SignerOptions{}).WithType("JWT").WithHeader("kid", k.kid))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jwt.Signed(made).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func present(t *testing.T, s *apitest.Server, assertion string, pairs ...string) apitest.Answer {
	t.Helper()
	return ask(t, s, "", "", grantType(append([]string{"client_assertion_type", byAssertion, "client_assertion", assertion}, pairs...)...))
}

// A client that has registered a key gets tokens for what it signs, and no secret
// is made or kept.
func TestSignedAssertion(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newSigner(t, "mine")
		a := s.Do(t, s.A.Admin.Token, "POST", s.A.User.Path()+"/tokens", `{"jwk":`+k.jwk(t)+`}`)
		made := apitest.JSON[document](t, a)["data"].(document)
		if _, has := made["token"]; has || a.Status != 201 || made["jwk"].(document)["kid"] != "mine" || made["jwk"].(document)["use"] != "sig" {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		for name, got := range map[string]apitest.Answer{
			"token endpoint": present(t, s, k.says(t, s, s.A.User, nil)),
			"issuer":         present(t, s, k.says(t, s, s.A.User, document{"aud": apitest.PublicURL}), "client_id", number(s.A.User), "scope", "GATEHOUSE_PORTFOLIO_R"),
		} {
			if got.Status != 200 {
				t.Fatalf("%s: %d %s", name, got.Status, got.Body)
			}
			g := apitest.JSON[document](t, got)
			c := claims(t, s, g["access_token"].(string))
			if c["token"] != made["id"] || c["client_id"] != number(s.A.User) || name == "issuer" && g["scope"] != "GATEHOUSE_PORTFOLIO_R" {
				t.Errorf("%s: the token says %v", name, c)
			}
			status(t, s, g["access_token"].(string), "GET", "/ratings/v1/portfolio", "", 200)
		}
		list := s.Do(t, s.A.Admin.Token, "GET", s.A.User.Path()+"/tokens", "")
		if !strings.Contains(list.Body, `"kid":"mine"`) || !strings.Contains(list.Body, `"jwk":null`) {
			t.Errorf("%s", list.Body)
		}
		meta := s.Do(t, "", "GET", "/.well-known/oauth-authorization-server", "")
		if !strings.Contains(meta.Body, `"private_key_jwt"`) || strings.Contains(meta.Body, `"HS256"`) {
			t.Error(meta.Body)
		}
	})
}

// What is wrong with an assertion is the same refusal, whatever it is.
func TestAssertionRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k, other := newSigner(t, "mine"), newSigner(t, "mine")
		k.register(t, s, s.A.User, "")
		other.register(t, s, s.B.User, "")
		now := s.Now()
		at := func(d time.Duration) int64 { return now.Add(d).Unix() }
		good := k.says(t, s, s.A.User, nil)
		rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(good, ".")
		refusals := map[string]string{
			"another's key":          other.says(t, s, s.A.User, nil),
			"another's number":       k.says(t, s, s.B.User, nil),
			"other issuer":           k.says(t, s, s.A.User, document{"iss": number(s.A.Admin)}),
			"other subject":          k.says(t, s, s.A.User, document{"sub": number(s.A.Admin)}),
			"nobody":                 k.says(t, s, s.A.User, document{"iss": "1", "sub": "1"}),
			"other audience":         k.says(t, s, s.A.User, document{"aud": "https://evil.example/oauth/token"}),
			"two audiences":          k.says(t, s, s.A.User, document{"aud": []string{apitest.PublicURL, "https://evil.example"}}),
			"no audience":            k.says(t, s, s.A.User, document{"aud": nil}),
			"expired":                k.says(t, s, s.A.User, document{"exp": at(-time.Minute)}),
			"for six minutes":        k.says(t, s, s.A.User, document{"exp": at(6 * time.Minute)}),
			"for ever":               k.says(t, s, s.A.User, document{"exp": nil}),
			"of the future":          k.says(t, s, s.A.User, document{"iat": at(time.Minute)}),
			"for later":              k.says(t, s, s.A.User, document{"nbf": at(time.Minute)}),
			"without an id":          k.says(t, s, s.A.User, document{"jti": nil}),
			"with a long id":         k.says(t, s, s.A.User, document{"jti": strings.Repeat("x", 256)}),
			"by another kind of key": (&signer{jose.SigningKey{Algorithm: jose.RS256, Key: rsaKey}, "mine"}).says(t, s, s.A.User, nil),
			"by a shared key":        (&signer{jose.SigningKey{Algorithm: jose.HS256, Key: []byte(k.jwk(t))}, "mine"}).says(t, s, s.A.User, nil),
			"by another name":        (&signer{k.key, "other"}).says(t, s, s.A.User, nil),
			"unsigned":               "eyJhbGciOiJub25lIiwia2lkIjoibWluZSJ9." + parts[1] + ".",
			"altered":                parts[0] + "." + strings.Split(k.says(t, s, s.A.User, nil), ".")[1] + "." + parts[2],
			"a token in its place":   s.A.User.Token,
			"a short-lived token":    granted(t, s, s.A.User),
			"nothing":                "x",
		}
		if a := present(t, s, good); a.Status != 200 {
			t.Fatalf("the one to compare with: %d %s", a.Status, a.Body)
		}
		refusals["replayed"] = good
		want := ""
		for name, assertion := range refusals {
			a := present(t, s, assertion)
			if want == "" {
				want = a.Body
			}
			if a.Status != 401 || a.Body != want || !strings.Contains(a.Body, "invalid_client") {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
		if a := present(t, s, k.says(t, s, s.A.User, nil), "client_id", number(s.A.Admin)); a.Status != 401 || a.Body != want {
			t.Errorf("another client_id: %d %s", a.Status, a.Body)
		}
		for name, form := range map[string]url.Values{
			"other type": grantType("client_assertion_type", "urn:x", "client_assertion", k.says(t, s, s.A.User, nil)),
			"two ways":   grantType("client_assertion_type", byAssertion, "client_assertion", k.says(t, s, s.A.User, nil), "client_secret", s.A.User.Token),
		} {
			if a := ask(t, s, "", "", form); a.Status != 400 {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
		if a := present(t, s, k.says(t, s, s.A.User, nil), "scope", "GATEHOUSE_NONE_R"); a.Status != 400 {
			t.Errorf("scope: %d %s", a.Status, a.Body)
		}
	})
}

// A key ends as tokens do: by its time, by revocation, by its networks, with its
// access and its user.
func TestKeyEndsAsTokensDo(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newSigner(t, "mine")
		guid := k.register(t, s, s.A.User, `,"allowed_ips":["192.0.2.0/24"]`)
		works := func() bool { return present(t, s, k.says(t, s, s.A.User, nil)).Status == 200 }
		elsewhere := newSigner(t, "elsewhere")
		elsewhere.register(t, s, s.A.User, `,"allowed_ips":["198.51.100.0/24"]`)
		if !works() || present(t, s, elsewhere.says(t, s, s.A.User, nil)).Status != 401 {
			t.Fatal("the networks of keys do not count")
		}
		soon := newSigner(t, "soon")
		soon.register(t, s, s.A.User, `,"expires_at":"`+s.Now().Add(time.Hour).Format(time.RFC3339)+`"`)
		if present(t, s, soon.says(t, s, s.A.User, nil)).Status != 200 {
			t.Fatal("a key that ends in an hour does not work")
		}
		path := s.A.User.Path() + "/tokens/" + guid
		if a := s.Do(t, s.A.Admin.Token, "POST", path+"/rotate", ""); a.Status != 409 {
			t.Errorf("a key was rotated: %d %s", a.Status, a.Body)
		}
		short := apitest.JSON[document](t, present(t, s, k.says(t, s, s.A.User, nil)))["access_token"].(string)
		if a := s.Do(t, s.A.Admin.Token, "DELETE", path, ""); a.Status != 204 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if works() {
			t.Error("a key works after it was revoked")
		}
		status(t, s, short, "GET", "/ratings/v1/portfolio", "", 401)
		if a := s.Do(t, s.A.Admin.Token, "POST", s.A.User.Path()+"/tokens", `{"jwk":`+k.jwk(t)+`}`); a.Status != 409 {
			t.Errorf("a key came back after it was revoked: %d %s", a.Status, a.Body)
		}
		s.Move(61 * time.Minute)
		if present(t, s, soon.says(t, s, s.A.User, nil)).Status != 401 {
			t.Error("a key works after its end")
		}
		last := newSigner(t, "last")
		last.register(t, s, s.A.User, "")
		if a := s.Do(t, s.A.Admin.Token, "DELETE", s.A.User.Path(), ""); a.Status >= 300 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if present(t, s, last.says(t, s, s.A.User, nil)).Status != 401 {
			t.Error("a key works after its access has gone")
		}
	})
}

// Only public keys are taken that are long enough and can sign what is taken.
func TestKeysThatAreTaken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		long, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		short, err := rsa.GenerateKey(rand.Reader, 1024)
		if err != nil {
			t.Fatal(err)
		}
		public, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		for name, test := range map[string]struct {
			jwk  string
			want int
		}{
			"RSA": {jwk(t, long.Public(), "r"), 201}, "Ed25519": {jwk(t, public, ""), 201}, "again": {jwk(t, public, "again"), 201},
			"short": {jwk(t, short.Public(), ""), 400}, "private RSA": {jwk(t, long, ""), 400}, "private": {jwk(t, private, ""), 400},
			"shared": {jwk(t, []byte("a secret of both sides, for ever"), ""), 400}, "text": {`"x"`, 400}, "empty": {`{}`, 400}, "list": {`[]`, 400},
			"encryption": {`{"use":"enc",` + jwk(t, public, "")[1:], 400}, "algorithm": {`{"alg":"HS256",` + jwk(t, public, "")[1:], 400},
			"long name": {jwk(t, public, strings.Repeat("x", 256)), 400}, "NUL": {jwk(t, public, "a\x00"), 400},
		} {
			a := s.Do(t, s.A.Admin.Token, "POST", s.A.User.Path()+"/tokens", `{"jwk":`+test.jwk+`}`)
			if a.Status != test.want {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
			if test.want == 400 && strings.Contains(a.Body, `"d"`) {
				t.Errorf("%s: the answer repeats a secret: %s", name, a.Body)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", s.A.User.Path()+"/tokens/retrieval", `{"jwk":`+jwk(t, public, "m")+`}`); a.Status != 400 {
			t.Errorf("mailed: %d %s", a.Status, a.Body)
		}
	})
}
