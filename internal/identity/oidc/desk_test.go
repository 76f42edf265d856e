package oidc_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/identity/oidc"
)

// desk is this server before a provider that runs, with a clock that a test moves.
type desk struct {
	*idp.OIDC
	ps     *oidc.Providers
	http   *http.Client
	client oidc.Client

	mu    sync.Mutex
	ahead time.Duration
}

const (
	home   = "http://localhost:1"
	secret = "a-client-secret-of-some-forty-characters"
)

var people = map[string]idp.Object{
	"maria": {
		"name": "Maria Castro", "email": "maria@blackhills.example", "email_verified": true,
		"roles": []string{"readers", "owners"}, "nested": idp.Object{"level": 3, "roles": []string{"deep"}},
	},
	"jonas": {"name": "Jonas", "email": "jonas@blackhills.example", "email_verified": false},
}

func newDesk(t *testing.T, o idp.Options) *desk {
	t.Helper()
	if o.People == nil {
		o.People = people
	}
	d := &desk{OIDC: idp.NewOIDC(t, authority(t), o), http: authority(t).Client(t)}
	d.http.Jar = nil
	d.forget()
	d.client = d.register(t, "gatehouse")
	return d
}

var authorities sync.Map

// authority is the one by which all providers of a test are.
func authority(t *testing.T) *idp.Authority {
	t.Helper()
	a, _ := authorities.LoadOrStore(strings.Split(t.Name(), "/")[0], idp.NewAuthority(t))
	return a.(*idp.Authority)
}

// forget has the provider be asked again about itself.
func (d *desk) forget() { d.ps = &oidc.Providers{HTTP: d.http, Now: d.now} }

// register adds a client to the provider.
func (d *desk) register(t *testing.T, id string) oidc.Client {
	t.Helper()
	c := oidc.Client{
		Issuer: d.Issuer, ID: id, Secret: secret, Scopes: []string{"profile", "email"}, RedirectURI: home + "/callback/" + id,
	}
	d.Register(t, idp.Object{
		"client_id": id, "client_secret": secret, "redirect_uris": []string{c.RedirectURI}, "post_logout_redirect_uris": []string{home + "/out"},
		"backchannel_logout_uri": home + "/logout", "backchannel_logout_session_required": true,
		"grant_types": []string{"authorization_code"}, "response_types": []string{"code"},
	})
	return c
}

func (d *desk) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return time.Now().Add(d.ahead)
}

func (d *desk) later(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ahead += by
}

func (d *desk) flow() oidc.Flow {
	return oidc.Flow{State: oauth2.GenerateVerifier(), Nonce: oauth2.GenerateVerifier(), Verifier: oauth2.GenerateVerifier(), Begun: d.now()}
}

// arrive has somebody sign in, and returns what the browser brings back.
func (d *desk) arrive(t *testing.T, c oidc.Client, f oidc.Flow, login string) url.Values {
	t.Helper()
	address, err := d.ps.Begin(t.Context(), c, f)
	if err != nil {
		t.Fatal(err)
	}
	back := d.SignIn(t, address, login)
	if got := back.Scheme + "://" + back.Host + back.Path; got != c.RedirectURI {
		t.Fatalf("the provider leads to %s", back)
	}
	return back.Query()
}

// signIn is a whole flow of Maria's.
func (d *desk) signIn(t *testing.T, wanted ...string) (oidc.Identity, error) {
	t.Helper()
	f := d.flow()
	return d.ps.Finish(t.Context(), d.client, f, d.arrive(t, d.client, f, "maria"), wanted)
}

// refused checks that something was, and why.
func refused(t *testing.T, err error, reason string) {
	t.Helper()
	no, is := errors.AsType[*oidc.Refused](err)
	if !is {
		t.Fatalf("got %v, want it refused: %s", err, reason)
	}
	if no.Reason != reason {
		t.Errorf("refused for %v, want %s", no, reason)
	}
}
