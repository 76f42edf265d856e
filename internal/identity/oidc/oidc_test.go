package oidc_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/e2e/idp"
)

// A provider is asked by the code flow with PKCE, and what it says of somebody
// is exactly what it said: who, in which session, when proven.
func TestSignIn(t *testing.T) {
	d := newDesk(t, idp.Options{})
	f := d.flow()
	f.Hint = "maria"
	address, err := d.ps.Begin(t.Context(), d.client, f)
	if err != nil {
		t.Fatal(err)
	}
	asked, _ := url.Parse(address)
	q := asked.Query()
	for name, want := range map[string]string{
		"response_type": "code", "scope": "openid profile email", "redirect_uri": d.client.RedirectURI, "state": f.State, "nonce": f.Nonce,
		"code_challenge_method": "S256", "login_hint": "maria", "prompt": "", "max_age": "",
	} {
		if q.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, q.Get(name), want)
		}
	}
	if strings.Contains(address, f.Verifier) || strings.Contains(address, secret) {
		t.Error("a secret is in the address")
	}
	begun := time.Now().Add(-time.Second)
	id, err := d.ps.Finish(t.Context(), d.client, f, d.arrive(t, d.client, f, "maria"), []string{"name", "email", "roles"})
	if err != nil {
		t.Fatal(err)
	}
	if id.Subject != "maria" || id.Session == "" || len(id.Message) != 64 || !id.ProvedAt.IsZero() || !id.Ends.After(begun.Add(time.Hour)) {
		t.Errorf("%+v", id)
	}
	for name, want := range map[string][]string{
		"name": {"Maria Castro"}, "email": {"maria@blackhills.example"}, "roles": {"readers", "owners"},
		"nested.level": {"3"}, "nested.roles": {"deep"}, "email_verified": {"true"}, "groups": nil,
	} {
		if got := id.Claims[name]; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if n := d.Calls("/me"); n != 0 {
		t.Errorf("userinfo was asked %d times for what the ID token says", n)
	}
	if id.Hint() != id.Token {
		t.Error("the ID token is no hint")
	}
	if id.Token = strings.Repeat("x", 7<<10); id.Hint() != "" {
		t.Error("a hint has no end")
	}
	d.tamper(t, func(claims idp.Object) { claims["auth_time"] = begun.Unix() })
	if id, err = d.signIn(t); err != nil || id.ProvedAt.Unix() != begun.Unix() {
		t.Errorf("proven at %v, want %v: %v", id.ProvedAt, begun, err)
	}
}

// Userinfo is asked for claims that are wanted and missing; it must be about the
// same person, and does not change what the ID token says.
func TestUserinfo(t *testing.T) {
	d := newDesk(t, idp.Options{Conforms: true})
	id, err := d.signIn(t, "email", "roles")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"maria@blackhills.example"}, id.Claims["email"]); diff != "" || d.Calls("/me") != 1 {
		t.Errorf("%s, asked %d times", diff, d.Calls("/me"))
	}
	d.Change("/me", func(a idp.Object) { a["iss"], a["nonce"], a["extra"] = "https://evil.example", "other", "new" })
	if id, err = d.signIn(t, "email"); err != nil || id.Claims["iss"][0] != d.Issuer || id.Claims["extra"][0] != "new" {
		t.Errorf("%v %v", id.Claims, err)
	}
	for name, sub := range map[string]any{"somebody else": "jonas", "another case": "Maria", "nobody": nil, "no text": 5} {
		d.Change("/me", func(a idp.Object) { a["sub"] = sub })
		_, err := d.signIn(t, "email")
		if sub == 5 {
			refused(t, err, "userinfo cannot be used")
			continue
		}
		if refused(t, err, "userinfo is about somebody else"); t.Failed() {
			t.Error(name)
		}
	}
	d.Stand("/me", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusInternalServerError) })
	_, err = d.signIn(t, "email")
	refused(t, err, "userinfo cannot be used")
	if _, err = d.signIn(t); err != nil {
		t.Error("nothing is wanted: ", err)
	}
}

// An address that the provider has not verified is none.
func TestUnverifiedEmail(t *testing.T) {
	for _, conforms := range []bool{false, true} {
		d := newDesk(t, idp.Options{Conforms: conforms})
		f := d.flow()
		id, err := d.ps.Finish(t.Context(), d.client, f, d.arrive(t, d.client, f, "jonas"), []string{"email", "name"})
		if err != nil || len(id.Claims["email"]) > 0 || len(id.Claims["name"]) != 1 {
			t.Errorf("%v %v", id.Claims, err)
		}
	}
}

// The way in which a client proves itself is one that the provider takes.
func TestClientAuthentication(t *testing.T) {
	for name, test := range map[string]struct {
		says          any
		secret        string
		basic, inBody bool
	}{
		"nothing said": {nil, secret, true, false},
		"both":         {[]string{"client_secret_post", "client_secret_basic"}, secret, true, false},
		"post":         {[]string{"client_secret_post", "private_key_jwt"}, secret, false, true},
		"public":       {[]string{"client_secret_basic", "none"}, "", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, idp.Options{})
			d.client.Secret = test.secret
			d.Change("/.well-known/openid-configuration", func(a idp.Object) { a["token_endpoint_auth_methods_supported"] = test.says })
			d.Hear("/token", func(r *http.Request) {
				id, _, basic := r.BasicAuth()
				// The body is what the provider has to read: the form is of a copy.
				form := bodyOf(t, r)
				if basic != test.basic || form.Has("client_secret") != test.inBody || basic != (id == "gatehouse") || basic == form.Has("client_id") {
					t.Errorf("Basic %t, in the body %v", basic, form)
				}
				if len(form.Get("code_verifier")) < 43 {
					t.Error("no PKCE")
				}
			})
			_, err := d.signIn(t)
			if test.secret == "" { // the provider knows the client by its secret
				refused(t, err, "the code was not exchanged: invalid_client")
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	d := newDesk(t, idp.Options{})
	d.Change("/.well-known/openid-configuration", func(a idp.Object) {
		a["token_endpoint_auth_methods_supported"] = []string{"private_key_jwt"}
	})
	_, err := d.ps.Begin(t.Context(), d.client, d.flow())
	refused(t, err, "takes no client secret")
}

// A proof is new: the provider has to ask, and to say when it did.
func TestFreshProof(t *testing.T) {
	d := newDesk(t, idp.Options{})
	prove := func() error {
		f := d.flow()
		f.IsProof = true
		_, err := d.ps.Finish(t.Context(), d.client, f, d.arrive(t, d.client, f, "maria"), nil)
		return err
	}
	d.Hear("/auth", func(r *http.Request) {
		if q := r.URL.Query(); q.Get("prompt") != "login" || q.Get("max_age") != "0" {
			t.Errorf("asked with %v", q)
		}
	})
	if err := prove(); err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]any{
		"an old session": time.Now().Add(-2 * time.Minute).Unix(), "not said": nil, "in the future": time.Now().Add(time.Hour).Unix(),
	} {
		t.Run(name, func(t *testing.T) {
			d.tamper(t, func(claims idp.Object) { set(claims, "auth_time", at) })
			refused(t, prove(), "no fresh proof")
		})
	}
}
