package oidc_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/identity/oidc"
)

const configuration = "/.well-known/openid-configuration"

// A provider is asked about itself once an hour, by one for all that wait, and
// one that cannot be used not again at once.
func TestDiscoveryIsKept(t *testing.T) {
	d := newDesk(t, idp.Options{})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if err := d.ps.Discover(t.Context(), d.Issuer); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := d.Calls(configuration); n != 1 {
		t.Errorf("asked %d times, want once", n)
	}
	d.later(61 * time.Minute)
	d.Stand(configuration, func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, strings.Repeat("no\n", 1000), http.StatusBadGateway)
	})
	for range 3 {
		refused(t, d.ps.Discover(t.Context(), d.Issuer), "the provider cannot be discovered")
	}
	if err := d.ps.Discover(t.Context(), d.Issuer); len(err.Error()) > 300 || strings.ContainsAny(err.Error(), "\r\n") {
		t.Errorf("the error repeats all that came back: %s", err)
	}
	d.Stand(configuration, nil)
	d.later(16 * time.Second)
	if err := d.ps.Discover(t.Context(), d.Issuer); err != nil || d.Calls(configuration) != 3 {
		t.Errorf("%v, asked %d times", err, d.Calls(configuration))
	}
}

// What is kept of providers is bounded, however many issuers customers name.
func TestDiscoveryIsBounded(t *testing.T) {
	d := newDesk(t, idp.Options{})
	for i := range 600 {
		if err := d.ps.Discover(t.Context(), "https://127.0.0.1:1/"+strings.Repeat("x", i)); err == nil {
			t.Fatal("nobody listens there")
		}
		if n := oidc.Known(d.ps); n > 500 {
			t.Fatalf("%d are kept", n)
		}
	}
}

// What a provider publishes is taken only from itself, by https, with endpoints
// by https, and with a signature that only it can make.
func TestDiscoveryIsChecked(t *testing.T) {
	const none, lacks = "the provider signs with none of the algorithms that are taken", "the provider lacks an endpoint, or has one without https"
	d := newDesk(t, idp.Options{})
	for name, test := range map[string]struct {
		claim  string
		value  any
		reason string
	}{
		"other issuer":         {"issuer", "https://evil.example", "the provider calls itself by another issuer"},
		"issuer with a slash":  {"issuer", "/", "the provider calls itself by another issuer"},
		"no token endpoint":    {"token_endpoint", nil, lacks},
		"token over http":      {"token_endpoint", "http://127.0.0.1/token", lacks},
		"keys from a file":     {"jwks_uri", "file:///etc/passwd", lacks},
		"authorize in a page":  {"authorization_endpoint", "javascript:alert(1)", lacks},
		"userinfo over http":   {"userinfo_endpoint", "http://127.0.0.1/me", "the provider has an endpoint without https"},
		"logout over http":     {"end_session_endpoint", "http://127.0.0.1/out", "the provider has an endpoint without https"},
		"secret keys":          {"id_token_signing_alg_values_supported", []string{"HS256", "HS512"}, none},
		"no signature":         {"id_token_signing_alg_values_supported", []string{"none"}, none},
		"not a document":       {"token_endpoint", 7, "the provider cannot be discovered"},
		"a user in an address": {"token_endpoint", "https://user@127.0.0.1/token", lacks},
	} {
		t.Run(name, func(t *testing.T) {
			if test.value == "/" {
				test.value = d.Issuer + "/"
			}
			d.forget()
			d.Change(configuration, func(a idp.Object) { set(a, test.claim, test.value) })
			refused(t, d.ps.Discover(t.Context(), d.Issuer), test.reason)
		})
	}
	before := d.Calls(configuration)
	for _, issuer := range []string{"http" + strings.TrimPrefix(d.Issuer, "https"), "", "https://", d.Issuer + "#x", "ldap://127.0.0.1"} {
		refused(t, d.ps.Discover(t.Context(), issuer), "the issuer is no https address")
	}
	if n := d.Calls(configuration); n != before {
		t.Error("asked without https")
	}
}

// No redirect is followed: neither to what a provider says of itself, nor with a
// code and a secret.
func TestNoRedirect(t *testing.T) {
	d, aim := newDesk(t, idp.Options{}), newDesk(t, idp.Options{})
	lead := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, aim.Issuer+r.URL.Path, http.StatusTemporaryRedirect)
	}
	for _, path := range []string{"/me", "/jwks", "/token", configuration} {
		d.forget()
		d.ps.HTTP.CheckRedirect = nil // so that it would follow
		d.Stand(path, lead)
		if path == configuration {
			refused(t, d.ps.Discover(t.Context(), d.Issuer), "the provider cannot be discovered")
		} else if _, err := d.signIn(t, "more"); err == nil {
			t.Errorf("%s: somebody is in", path)
		}
		d.Stand(path, nil)
		if n := aim.Calls(path); n != 0 {
			t.Errorf("%s: followed %d times", path, n)
		}
	}
}

// Keys may be changed by the provider at any time; signatures that nobody knows
// make it be asked once a minute at most.
func TestKeys(t *testing.T) {
	d := newDesk(t, idp.Options{})
	if _, err := d.signIn(t); err != nil || d.Calls("/jwks") != 1 {
		t.Fatalf("%v, asked %d times", err, d.Calls("/jwks"))
	}
	next, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	by := func(key any, id string, alg jose.SignatureAlgorithm) {
		d.swap(func(raw string) string {
			return idp.Signed(t, jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: id}}, "JWT", idp.Claims(t, raw))
		})
	}
	publish := func(keys ...any) {
		d.Stand("/jwks", func(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(idp.Object{"keys": keys}) })
	}
	by(next, "two", jose.RS256)
	for range 3 {
		_, err := d.signIn(t)
		refused(t, err, "wrong signature")
	}
	if n := d.Calls("/jwks"); n != 1 {
		t.Errorf("asked %d times within a minute", n)
	}
	public := func(key *rsa.PrivateKey, id, use, alg string) jose.JSONWebKey {
		return jose.JSONWebKey{Key: key.Public(), KeyID: id, Use: use, Algorithm: alg}
	}
	for _, test := range []struct {
		name string
		keys []any
		ok   bool
	}{
		{"new", []any{idp.Object{"kty": "strange"}, public(next, "two", "sig", "RS256")}, true},
		{"without a purpose", []any{public(next, "two", "", "")}, true},
		{"for encryption", []any{public(next, "two", "enc", "")}, false},
		{"for another algorithm", []any{public(next, "two", "sig", "PS256")}, false},
		{"of another name", []any{public(next, "three", "sig", "RS256")}, false},
		{"secret", []any{jose.JSONWebKey{Key: next, KeyID: "two", Use: "sig"}}, false},
		{"none", nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			publish(test.keys...)
			d.forget()
			if _, err := d.signIn(t); (err == nil) != test.ok {
				t.Error(err)
			}
		})
	}
	t.Run("too short", func(t *testing.T) {
		publish(public(short, "two", "sig", "RS256"))
		d.forget()
		by(short, "two", jose.RS256)
		_, err := d.signIn(t)
		refused(t, err, "wrong signature")
	})
	t.Run("one for both sides", func(t *testing.T) {
		both := []byte("a key that is published, which is no key")
		publish(jose.JSONWebKey{Key: both, KeyID: "two"})
		d.forget()
		by(both, "two", jose.HS256)
		_, err := d.signIn(t)
		refused(t, err, "not signed with an algorithm that is taken")
	})
	t.Run("changed", func(t *testing.T) {
		publish(public(d.Key, "one", "sig", "RS256"))
		d.forget()
		d.swap(func(raw string) string { return raw })
		if _, err := d.signIn(t); err != nil {
			t.Fatal(err)
		}
		publish(public(next, "two", "sig", "RS256"))
		by(next, "two", jose.RS256)
		_, err := d.signIn(t)
		refused(t, err, "wrong signature")
		d.later(61 * time.Second)
		if _, err := d.signIn(t); err != nil {
			t.Error("a minute later: ", err)
		}
	})
}
