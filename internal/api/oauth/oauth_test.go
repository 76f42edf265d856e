package oauth_test

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/oauth"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

func each(t *testing.T, f func(t *testing.T, s *apitest.Server)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { f(t, apitest.New(t, d)) })
}

type document = map[string]any

// ask asks for a token with a form, and with Basic if there is a client.
func ask(t *testing.T, s *apitest.Server, client, secret string, form url.Values) apitest.Answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "POST", "/oauth/token", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if client+secret != "" {
		r.SetBasicAuth(url.QueryEscape(client), url.QueryEscape(secret))
	}
	return s.Send(t, r)
}

func grantType(pairs ...string) url.Values {
	form := url.Values{"grant_type": {"client_credentials"}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func number(p *apitest.Person) string { return strconv.FormatInt(p.Access, 10) }

// granted returns a short-lived token of a person.
func granted(t *testing.T, s *apitest.Server, p *apitest.Person, scope ...string) string {
	t.Helper()
	a := ask(t, s, number(p), p.Token, grantType("scope", strings.Join(scope, " ")))
	if a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return apitest.JSON[document](t, a)["access_token"].(string)
}

// bearer makes a call with a Bearer.
func bearer(t *testing.T, s *apitest.Server, token, method, path, body string) apitest.Answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body == "" {
		r.Body = http.NoBody
	} else {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Authorization", "Bearer "+token)
	return s.Send(t, r)
}

func status(t *testing.T, s *apitest.Server, token, method, path, body string, want int) apitest.Answer {
	t.Helper()
	a := bearer(t, s, token, method, path, body)
	if a.Status != want {
		t.Errorf("%s %s: %d %.200s, want %d", method, path, a.Status, a.Body, want)
	}
	return a
}

// The answer is that of RFC 6749, the token one of RFC 9068 that anybody can
// check with the published key, and it works on both families.
func TestGrant(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for name, a := range map[string]apitest.Answer{
			"Basic": ask(t, s, number(s.A.Admin), s.A.Admin.Token, grantType()),
			"body":  ask(t, s, "", "", grantType("client_id", number(s.A.Admin), "client_secret", s.A.Admin.Token, "resource", "x", "scope", "")),
		} {
			if a.Status != 200 || a.Header.Get("Cache-Control") != "no-store" {
				t.Fatalf("%s: %d %s %v", name, a.Status, a.Body, a.Header)
			}
			got := apitest.JSON[document](t, a)
			if got["token_type"] != "Bearer" || got["expires_in"] != 600.0 || len(strings.Fields(got["scope"].(string))) != len(actor.AllRights()) {
				t.Errorf("%s: %v", name, got)
			}
			token := got["access_token"].(string)
			c := claims(t, s, token)
			if c["iss"] != apitest.PublicURL || c["sub"] != number(s.A.Admin) || c["client_id"] != c["sub"] || c["aud"] != apitest.PublicURL ||
				c["iat"] != float64(s.Now().Unix()) || c["exp"] != float64(s.Now().Add(10*time.Minute).Unix()) || c["jti"] == "" || c["scope"] != got["scope"] {
				t.Errorf("%s: the token says %v", name, c)
			}
			if strings.Contains(a.Body, s.A.Admin.Token) || strings.Contains(string(decode(t, token, 1)), s.A.Admin.Token) {
				t.Errorf("%s: the secret is in the answer", name)
			}
			status(t, s, token, "GET", "/ratings/v1/access-requests", "", 200)
			status(t, s, token, "GET", "/user/v1/users/"+s.A.Admin.GUID, "", 200)
			status(t, s, token, "POST", "/ratings/v1/tiers", `{"name":"`+name+`","description":"","rank":1}`, 201)
			status(t, s, token, "GET", "/user/v1/users/"+s.B.Admin.GUID, "", 404)
			i := apitest.JSON[document](t, bearer(t, s, s.A.Admin.Token, "POST", "/user/v1/introspect", `{"token":"`+token+`"}`))
			if i["active"] != true || i["exp"] != c["exp"] || i["client_id"] != c["client_id"] || i["sub"] != s.A.Admin.GUID {
				t.Errorf("%s: introspected as %v", name, i)
			}
		}
		if n := count(t, s, `select count(*) from events where action = 'token.grant'`); n != 2 {
			t.Errorf("%d grants were recorded", n)
		}
	})
}

// claims checks a token with the published key, and returns what it says.
func claims(t *testing.T, s *apitest.Server, token string) (c document) {
	t.Helper()
	var set jose.JSONWebKeySet
	r := httptest.NewRequestWithContext(t.Context(), "GET", "/.well-known/jwks.json", http.NoBody)
	a := s.Send(t, r)
	if err := json.Unmarshal([]byte(a.Body), &set); err != nil || len(set.Keys) != 1 || !set.Keys[0].IsPublic() {
		t.Fatalf("%s: %v", a.Body, err)
	}
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil {
		t.Fatal(err)
	}
	if kind := parsed.Headers[0].ExtraHeaders["typ"]; kind != "at+jwt" || parsed.Headers[0].KeyID != set.Keys[0].KeyID {
		t.Errorf("header %v", parsed.Headers[0])
	}
	if err := parsed.Claims(set.Keys[0].Key, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func decode(t *testing.T, token string, part int) []byte {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[part])
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func count(t *testing.T, s *apitest.Server, query string, args ...any) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Refusals have the form and the codes of RFC 6749, section 5.2. Unknown clients,
// wrong secrets and other clients' secrets are one answer.
func TestGrantRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		me, secret := number(s.A.Reader), s.A.User.Token
		unknown, _, _, _ := identity.NewToken()
		short := granted(t, s, s.A.User)
		for _, tt := range []struct {
			name, client, secret string
			form                 url.Values
			status               int
			code                 string
		}{
			{"nobody", "", "", grantType(), 401, "invalid_client"},
			{"an unknown client", "1", secret, grantType(), 401, "invalid_client"},
			{"another client's secret", me, secret, grantType(), 401, "invalid_client"},
			{"another customer's", number(s.B.User), secret, grantType(), 401, "invalid_client"},
			{"an unknown secret", number(s.A.User), unknown, grantType(), 401, "invalid_client"},
			{"no secret", number(s.A.User), "", grantType(), 401, "invalid_client"},
			{"a short-lived token as secret", number(s.A.User), short, grantType(), 401, "invalid_client"},
			{"another grant", number(s.A.User), secret, url.Values{"grant_type": {"password"}}, 400, "unsupported_grant_type"},
			{"no grant", number(s.A.User), secret, url.Values{}, 400, "invalid_request"},
			{"twice", number(s.A.User), secret, url.Values{"grant_type": {"client_credentials", "client_credentials"}}, 400, "invalid_request"},
			{"both ways", number(s.A.User), secret, grantType("client_secret", secret), 400, "invalid_request"},
			{"two clients", number(s.A.User), secret, grantType("client_id", me), 400, "invalid_request"},
			{"a role it lacks", number(s.A.Reader), s.A.Reader.Token, grantType("scope", "GATEHOUSE_USERS_R"), 400, "invalid_scope"},
			{"a role that its rank takes away", number(s.A.User), secret, grantType("scope", "GATEHOUSE_SETTINGS_RW"), 400, "invalid_scope"},
			{"an unknown role", number(s.A.User), secret, grantType("scope", "GATEHOUSE_USERS_R everything"), 400, "invalid_scope"},
			{"a long scope", number(s.A.User), secret, grantType("scope", strings.Repeat("a ", 3000)), 400, "invalid_scope"},
			{"a NUL", number(s.A.User), secret, grantType("scope", "\x00"), 400, "invalid_request"},
		} {
			a := ask(t, s, tt.client, tt.secret, tt.form)
			if got := apitest.JSON[document](t, a); a.Status != tt.status || got["error"] != tt.code || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %d %s %v", tt.name, a.Status, a.Body, a.Header)
			}
			if tt.status == 401 && a.Header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s: no WWW-Authenticate", tt.name)
			}
		}
		for _, kind := range []string{"application/json", "text/plain", ""} {
			r := httptest.NewRequestWithContext(t.Context(), "POST", "/oauth/token", strings.NewReader("grant_type=client_credentials"))
			r.Header.Set("Content-Type", kind)
			if a := s.Send(t, r); a.Status != 400 || !strings.Contains(a.Body, "invalid_request") {
				t.Errorf("as %q: %d %s", kind, a.Status, a.Body)
			}
		}
	})
}

// A short-lived token carries what it was asked for, as far as the access still
// has it, and nothing that lasts longer than itself.
func TestScopeNarrows(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		p := s.Person(t, s.A, "Scope Holder", actor.Admin, "", []string{"GATEHOUSE_USERS_RW", "GATEHOUSE_TOKENS_RW", "GATEHOUSE_PORTFOLIO_RW", "GATEHOUSE_GROUPS_R"})
		read := granted(t, s, p, "GATEHOUSE_PORTFOLIO_R", "GATEHOUSE_USERS_R", "GATEHOUSE_USERS_R")
		if c := claims(t, s, read); c["scope"] != "GATEHOUSE_PORTFOLIO_R GATEHOUSE_USERS_R" {
			t.Errorf("it carries %v", c["scope"])
		}
		status(t, s, read, "GET", "/ratings/v1/folders", "", 200)
		status(t, s, read, "POST", "/ratings/v1/folders", `{"name":"x"}`, 403)
		status(t, s, read, "GET", "/ratings/v1/access-groups", "", 403)
		whole := granted(t, s, p)
		status(t, s, whole, "POST", "/ratings/v1/folders", `{"name":"x"}`, 201) // with a check of its rights in the transaction
		status(t, s, granted(t, s, p, "GATEHOUSE_PORTFOLIO_RW"), "POST", "/ratings/v1/folders", `{"name":"y"}`, 201)
		for _, token := range []string{read, whole} {
			status(t, s, token, "POST", p.Path()+"/tokens", `{}`, 403)
			status(t, s, token, "POST", p.Path()+"/tokens/retrieval", `{}`, 403)
			status(t, s, token, "POST", p.Path()+"/tokens/"+tokenOf(t, s, p)+"/rotate", `{}`, 403)
			status(t, s, token, "POST", "/ratings/v1/customers/current/api-tokens", `{"description":"x"}`, 403)
		}
		// What the access loses, its tokens lose at once.
		_, err := s.Accesses.Change(t.Context(), actor.System(s.A.ID), p.GUID, number(p), identity.AccessChange{Roles: &[]string{"GATEHOUSE_USERS_R"}})
		if err != nil {
			t.Fatal(err)
		}
		status(t, s, read, "GET", "/ratings/v1/folders", "", 403)
		status(t, s, read, "GET", "/user/v1/users", "", 200)
		status(t, s, whole, "POST", "/ratings/v1/folders", `{"name":"z"}`, 403)
	})
}

func tokenOf(t *testing.T, s *apitest.Server, p *apitest.Person) string {
	t.Helper()
	all, err := s.Tokens.List(t.Context(), actor.System(s.A.ID), p.GUID, number(p))
	if err != nil {
		t.Fatal(err)
	}
	return all[0].GUID
}

// A short-lived token ends with everything that ends the one behind it, at once.
func TestGrantEndsWithWhatItStandsOn(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		system := actor.System(s.A.ID)
		accepted := func(t *testing.T, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		for name, end := range map[string]func(t *testing.T, p *apitest.Person){
			"its time": func(*testing.T, *apitest.Person) { s.Move(10 * time.Minute) },
			"revoked": func(t *testing.T, p *apitest.Person) {
				accepted(t, s.Tokens.Revoke(t.Context(), system, p.GUID, number(p), tokenOf(t, s, p), "lost"))
			},
			"rotated": func(t *testing.T, p *apitest.Person) {
				_, _, err := s.Tokens.Rotate(t.Context(), system, p.GUID, number(p), tokenOf(t, s, p), 0)
				accepted(t, err)
			},
			"access deleted": func(t *testing.T, p *apitest.Person) {
				accepted(t, s.Accesses.Delete(t.Context(), system, p.GUID, number(p)))
			},
			"user deactivated": func(t *testing.T, p *apitest.Person) {
				_, err := s.Users.Change(t.Context(), system, p.GUID, identity.UserChange{IsActive: new(false)})
				accepted(t, err)
			},
			"user deleted": func(t *testing.T, p *apitest.Person) {
				accepted(t, s.Users.Delete(t.Context(), system, p.GUID))
			},
		} {
			p := s.Person(t, s.A, "Ends "+name, actor.User, "", []string{"GATEHOUSE_PORTFOLIO_R"})
			token := granted(t, s, p)
			status(t, s, token, "GET", "/ratings/v1/folders", "", 200)
			end(t, p)
			if a := bearer(t, s, token, "GET", "/ratings/v1/folders", ""); a.Status != 401 {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
			if i := apitest.JSON[document](t, bearer(t, s, s.A.Admin.Token, "POST", "/user/v1/introspect", `{"token":"`+token+`"}`)); i["active"] != false {
				t.Errorf("%s: introspected as %v", name, i)
			}
		}
		token := granted(t, s, s.A.Admin)
		_, err := s.Customers.Set(t.Context(), actor.System(0), s.A.GUID, tenant.Change{IsActive: new(false)})
		accepted(t, err)
		status(t, s, token, "GET", "/user/v1/users", "", 401)
	})
}

// No short-lived token outlives the one behind it, and each is used from where
// that one may be.
func TestGrantKeepsEndAndNetworks(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		system, p := actor.System(s.A.ID), s.A.Admin
		_, secret, err := s.Tokens.Create(t.Context(), system, p.GUID, number(p), identity.TokenDraft{
			ExpiresAt: new(s.Now().Add(90 * time.Second)), AllowedIPs: []string{"192.0.2.0/24"},
		})
		if err != nil {
			t.Fatal(err)
		}
		a := apitest.JSON[document](t, ask(t, s, number(p), secret, grantType()))
		if a["expires_in"] != 90.0 {
			t.Errorf("it lives %v seconds", a["expires_in"])
		}
		token := a["access_token"].(string)
		if got := status(t, s, token, "GET", "/user/v1/users", "", 200); got.Header.Get("X-Token-Expires-At") != "2026-03-02T10:01:30Z" {
			t.Errorf("the answer says %q", got.Header.Get("X-Token-Expires-At"))
		}
		for from, want := range map[string]bool{"192.0.2.9": true, "::ffff:192.0.2.9": true, "198.51.100.1": false, "2001:db8::1": false, "": false} {
			if _, err := s.Doors.Token(t.Context(), token, from); (err == nil) != want {
				t.Errorf("from %q: %v", from, err)
			}
		}
		s.Move(90 * time.Second)
		status(t, s, token, "GET", "/user/v1/users", "", 401)
	})
}

// Tokens that this server did not sign as it signs are refused, whatever they say.
func TestForgedTokens(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		good := granted(t, s, s.A.Admin)
		status(t, s, good, "GET", "/user/v1/users", "", 200)
		parts := strings.Split(good, ".")
		set := s.Grants.Signer.Keys().Keys[0]
		public := set.Key.(ed25519.PublicKey)
		seed := mail.Key{1}.Derive("signed tokens") // the server's own: so that one claim alone is wrong
		own := ed25519.NewKeyFromSeed(seed)
		_, strange, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		signed := func(key ed25519.PrivateKey, head string, change func(c document)) string {
			var c document
			if err := json.Unmarshal(decode(t, good, 1), &c); err != nil {
				t.Fatal(err)
			}
			change(c)
			body, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			text := base64.RawURLEncoding.EncodeToString([]byte(head)) + "." + base64.RawURLEncoding.EncodeToString(body)
			return text + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(key, []byte(text)))
		}
		none := func(document) {}
		head := string(decode(t, good, 0))
		withAlg := func(alg string) string {
			return base64.RawURLEncoding.EncodeToString([]byte(strings.Replace(head, "EdDSA", alg, 1))) + "." + parts[1]
		}
		mac := func(key []byte) string {
			text := withAlg("HS256")
			h := hmac.New(sha256.New, key)
			h.Write([]byte(text))
			return text + "." + base64.RawURLEncoding.EncodeToString(h.Sum(nil))
		}
		if a := bearer(t, s, signed(own, head, none), "GET", "/user/v1/users", ""); a.Status != 200 {
			t.Fatalf("the test signs wrongly: %d %s", a.Status, a.Body)
		}
		for name, token := range map[string]string{
			"unsigned":                  withAlg("none") + ".",
			"unsigned in capitals":      withAlg("NONE") + "." + parts[2],
			"no signature":              parts[0] + "." + parts[1] + ".",
			"HMAC with the public key":  mac(public),
			"HMAC with its base64":      mac([]byte(base64.RawURLEncoding.EncodeToString(public))),
			"another algorithm":         withAlg("ES256") + "." + parts[2],
			"a key of its own":          signed(strange, head, none),
			"a key in its header":       signed(strange, strings.Replace(head, "{", `{"jwk":{"kty":"OKP","crv":"Ed25519","x":"`+base64.RawURLEncoding.EncodeToString(strange.Public().(ed25519.PublicKey))+`"},`, 1), none),
			"another key id":            signed(own, strings.Replace(head, set.KeyID, "x", 1), none),
			"another type":              signed(own, strings.Replace(head, "at+jwt", "JWT", 1), none),
			"no type":                   signed(own, strings.Replace(head, `"typ":"at+jwt"`, `"x":1`, 1), none),
			"an unknown critical field": signed(own, strings.Replace(head, "{", `{"crit":["x"],"x":1,`, 1), none),
			"another issuer":            signed(own, head, func(c document) { c["iss"] = "https://evil.example" }),
			"another audience":          signed(own, head, func(c document) { c["aud"] = "https://evil.example" }),
			"no audience":               signed(own, head, func(c document) { delete(c, "aud") }),
			"expired":                   signed(own, head, func(c document) { c["exp"] = s.Now().Unix() }),
			"no end":                    signed(own, head, func(c document) { delete(c, "exp") }),
			"a long life":               signed(own, head, func(c document) { c["exp"] = s.Now().Add(2 * time.Hour).Unix() }),
			"of tomorrow": signed(own, head, func(c document) {
				c["iat"] = s.Now().Add(time.Hour).Unix()
				c["exp"] = s.Now().Add(time.Hour + time.Minute).Unix()
			}),
			"another client":     signed(own, head, func(c document) { c["client_id"] = number(s.A.User); c["sub"] = c["client_id"] }),
			"another customer":   signed(own, head, func(c document) { c["customer_id"] = s.B.ID }),
			"no token behind it": signed(own, head, func(c document) { c["token"] = db.NewID() }),
			"a changed body":     parts[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(strings.Replace(string(decode(t, good, 1)), "GATEHOUSE", "gatehouse", 1))) + "." + parts[2],
			"of another server":  otherServers(t, s),
			"too long":           good + strings.Repeat("A", 5000),
			"two signatures":     good + "." + parts[2],
		} {
			if a := bearer(t, s, token, "GET", "/user/v1/users", ""); a.Status != 401 {
				t.Errorf("%s: %d %.100s", name, a.Status, a.Body)
			}
		}
	})
}

// otherServers is a token that is right in all but the key of the server.
func otherServers(t *testing.T, s *apitest.Server) string {
	t.Helper()
	signer, err := identity.NewSigner(mail.Key{2}, apitest.PublicURL)
	if err != nil {
		t.Fatal(err)
	}
	gs := &identity.Grants{DB: s.DB, Now: s.Now, Doors: s.Doors, Signer: signer}
	g, err := gs.Give(actor.WithCall(t.Context(), "192.0.2.1", "r"), number(s.A.Admin), s.A.Admin.Token, "")
	if err != nil {
		t.Fatal(err)
	}
	return g.Token
}

// A token that would be refused for its length, or be over at once, is not given:
// the client hears it where it asks.
func TestGrantIsGivenOnlyWhereItWorks(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		p := s.A.Admin
		for i := range 70 {
			_, err := s.DB.Exec(t.Context(), `insert into access_roles (customer_id, access_id, role, position) values ($1, $2, $3, $4)`,
				s.A.ID, p.Access, fmt.Sprintf("ACME_%02d_%s", i, strings.Repeat("X", 60)), 100+i)
			if err != nil {
				t.Fatal(err)
			}
		}
		if a := ask(t, s, number(p), p.Token, grantType()); a.Status != 400 || !strings.Contains(a.Body, `"invalid_scope"`) {
			t.Errorf("all roles: %d %s", a.Status, a.Body)
		}
		few := granted(t, s, p, "GATEHOUSE_USERS_R", "ACME_00_"+strings.Repeat("X", 60))
		status(t, s, few, "GET", "/user/v1/users", "", 200)

		_, secret, err := s.Tokens.Create(t.Context(), actor.System(s.A.ID), p.GUID, number(p), identity.TokenDraft{ExpiresAt: new(s.Now().Add(time.Minute))})
		if err != nil {
			t.Fatal(err)
		}
		s.Move(time.Minute - time.Second)
		if a := apitest.JSON[document](t, ask(t, s, number(p), secret, grantType("scope", "GATEHOUSE_USERS_R"))); a["expires_in"] != 1.0 {
			t.Errorf("a second before its end: %v", a)
		}
		s.Move(time.Microsecond)
		if a := ask(t, s, number(p), secret, grantType("scope", "GATEHOUSE_USERS_R")); a.Status != 401 || !strings.Contains(a.Body, `"invalid_client"`) {
			t.Errorf("less than a second before its end: %d %s", a.Status, a.Body)
		}
	})
}

// Calls with short-lived tokens count as those of the token behind them, and so
// does asking for them.
func TestGrantsCountAsTheToken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		s.Calls.Most = 3
		one, other := granted(t, s, s.A.Admin), granted(t, s, s.A.Admin)
		for i, token := range []string{one, other, s.A.Admin.Token, one} {
			want := 200
			if i == 3 {
				want = 429
			}
			status(t, s, token, "GET", "/user/v1/roles", "", want)
		}
		for range 298 {
			granted(t, s, s.A.Admin)
		}
		a := ask(t, s, number(s.A.Admin), s.A.Admin.Token, grantType())
		if a.Status != 429 || a.Header.Get("Retry-After") == "" || !strings.Contains(a.Body, "temporarily_unavailable") {
			t.Errorf("%d %s %v", a.Status, a.Body, a.Header)
		}
	})
}

// Another node over the same database, with the same key, takes what this one gave.
func TestEveryNodeTakesWhatOneGave(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		signer, err := identity.NewSigner(mail.Key{1}, apitest.PublicURL)
		if err != nil {
			t.Fatal(err)
		}
		node := &identity.Doors{DB: s.DB, Now: s.Now, Signer: signer}
		by, err := node.Token(t.Context(), granted(t, s, s.A.Admin), "192.0.2.1")
		if err != nil || by.UserGUID != s.A.Admin.GUID {
			t.Errorf("%v %v", by.UserGUID, err)
		}
	})
}

// The documents say what there is, and nothing else is there.
func TestWellKnown(t *testing.T) {
	s := apitest.New(t, dbtest.Open(t, db.SQLite))
	m := apitest.JSON[document](t, s.Do(t, "", "GET", "/.well-known/oauth-authorization-server", ""))
	if m["issuer"] != apitest.PublicURL || m["token_endpoint"] != apitest.PublicURL+"/oauth/token" || m["jwks_uri"] != apitest.PublicURL+"/.well-known/jwks.json" {
		t.Errorf("%v", m)
	}
	var routes []string
	for _, r := range oauth.Table() {
		routes = append(routes, r.Method+" "+r.Path)
		if r.Public == nil {
			t.Errorf("%s is not public", r.Path)
		}
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, r.Path, http.NoBody))
			if method != r.Method && (w.Code != 405 || !strings.Contains(w.Header().Get("Allow"), r.Method)) {
				t.Errorf("%s %s: %d", method, r.Path, w.Code)
			}
		}
	}
	if want := "POST /oauth/token, GET /.well-known/oauth-authorization-server, GET /.well-known/jwks.json"; strings.Join(routes, ", ") != want {
		t.Errorf("routes %v", routes)
	}
	for _, path := range []string{"/oauth", "/oauth/", "/oauth/authorize", "/oauth/token/x", "/.well-known", "/.well-known/openid-configuration", "/.well-known/jwks.json/x"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", path, http.NoBody))
		if w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestRoutesAreDescribed(t *testing.T) {
	for _, prefix := range []string{oauth.Prefix, oauth.WellKnown} {
		var routes []api.Route
		for _, r := range oauth.Table() {
			if rest, ok := strings.CutPrefix(r.Path, prefix); ok {
				r.Path = rest
				routes = append(routes, r)
			}
		}
		apitest.CheckRoutes(t, prefix, routes)
	}
}
