package oidc

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	coreos "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/sync/singleflight"
)

// Providers is what is known of providers, from what they publish.
type Providers struct {
	HTTP *http.Client     // the guard against private addresses; it limits bodies and time
	Now  func() time.Time // db.Now but in tests

	mu     sync.Mutex
	known  map[string]*known
	flight singleflight.Group
}

// known is a provider, or why there is none, until it is asked again.
type known struct {
	provider *provider
	err      error
	until    time.Time
}

// provider is one that published what takes part in a flow.
type provider struct {
	*coreos.Provider
	about about
	keys  *keys
}

// about is what the library leaves out of OpenID Connect Discovery 1.0, section
// 3, and of what came after it.
type about struct {
	Authorize   string   `json:"authorization_endpoint"`
	Token       string   `json:"token_endpoint"`
	UserInfo    string   `json:"userinfo_endpoint"`
	Keys        string   `json:"jwks_uri"`
	EndSession  string   `json:"end_session_endpoint"`
	AuthMethods []string `json:"token_endpoint_auth_methods_supported"`
	Algorithms  []string `json:"id_token_signing_alg_values_supported"`
	SaysIssuer  bool     `json:"authorization_response_iss_parameter_supported"`
}

const (
	maxKnown    = 500       // issuers, of all customers
	knownFor    = time.Hour // as published
	unknownFor  = 15 * time.Second
	maxEndpoint = 2048 // characters
)

// algorithms are those that an ID token may be signed with: none whose key the
// client knows, too, and never "none".
var algorithms = []string{
	coreos.RS256, coreos.RS384, coreos.RS512, coreos.PS256, coreos.PS384, coreos.PS512,
	coreos.ES256, coreos.ES384, coreos.ES512, coreos.EdDSA,
}

// Discover reports whether a provider publishes what signing in needs.
func (ps *Providers) Discover(ctx context.Context, issuer string) error {
	_, err := ps.of(ctx, issuer)
	return err
}

// of returns a provider, which is asked once for all that wait for it.
func (ps *Providers) of(ctx context.Context, issuer string) (*provider, error) {
	if k := ps.recall(issuer); k != nil {
		return k.provider, k.err
	}
	found, err, _ := ps.flight.Do(issuer, func() (any, error) {
		if k := ps.recall(issuer); k != nil {
			return k.provider, k.err
		}
		// Others wait for this, too: it does not end with who asked first.
		p, err := ps.discover(context.WithoutCancel(ctx), issuer)
		ps.keep(issuer, p, err)
		return p, err
	})
	if err != nil {
		return nil, err
	}
	return found.(*provider), nil //nolint:forcetypeassert // what the function returns
}

func (ps *Providers) recall(issuer string) *known {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if k := ps.known[issuer]; k != nil && k.until.After(ps.Now()) {
		return k
	}
	return nil
}

// keep remembers a provider, in place of the one that was to be asked again
// soonest if there are too many. One that cannot be used is let alone for a
// while: everybody can have it asked.
func (ps *Providers) keep(issuer string, p *provider, err error) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if ps.known == nil {
		ps.known = make(map[string]*known)
	}
	if _, is := ps.known[issuer]; !is && len(ps.known) >= maxKnown {
		first := ""
		for i, k := range ps.known {
			if first == "" || k.until.Before(ps.known[first].until) {
				first = i
			}
		}
		delete(ps.known, first)
	}
	life := knownFor
	if err != nil {
		life = unknownFor
	}
	ps.known[issuer] = &known{p, err, ps.Now().Add(life)}
}

func (ps *Providers) discover(ctx context.Context, issuer string) (*provider, error) {
	if !isHTTPS(issuer) {
		return nil, refuse("the issuer is no https address")
	}
	found, err := coreos.NewProvider(ps.with(ctx), issuer)
	if err != nil {
		if _, is := errors.AsType[*coreos.IssuerMismatchError](err); is {
			return nil, refuse("the provider calls itself by another issuer")
		}
		return nil, because("the provider cannot be discovered", err)
	}
	p := &provider{Provider: found}
	if err := found.Claims(&p.about); err != nil {
		return nil, because("the provider cannot be discovered", err)
	}
	for _, endpoint := range []string{p.about.Authorize, p.about.Token, p.about.Keys} {
		if !isHTTPS(endpoint) {
			return nil, refuse("the provider lacks an endpoint, or has one without https")
		}
	}
	for _, endpoint := range []string{p.about.UserInfo, p.about.EndSession} {
		if endpoint != "" && !isHTTPS(endpoint) {
			return nil, refuse("the provider has an endpoint without https")
		}
	}
	p.keys = &keys{client: ps.client(), now: ps.Now, url: p.about.Keys, algorithms: p.algorithms()}
	if len(p.keys.algorithms) == 0 {
		return nil, refuse("the provider signs with none of the algorithms that are taken")
	}
	return p, nil
}

// algorithms are those of the list that the provider says it signs with.
func (p *provider) algorithms() []string {
	if len(p.about.Algorithms) == 0 {
		return []string{coreos.RS256}
	}
	var both []string
	for _, a := range algorithms {
		if slices.Contains(p.about.Algorithms, a) {
			both = append(both, a)
		}
	}
	return both
}

// client follows no redirect: it might carry a secret to where it does not belong.
func (ps *Providers) client() *http.Client {
	c := *ps.HTTP
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

// with has the libraries use the client.
func (ps *Providers) with(ctx context.Context) context.Context {
	return coreos.ClientContext(ctx, ps.client())
}

func isHTTPS(address string) bool {
	u, err := url.Parse(address)
	return err == nil && len(address) <= maxEndpoint && u.Scheme == "https" && u.Host != "" && u.User == nil && u.Fragment == ""
}
