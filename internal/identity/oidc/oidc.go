// Package oidc speaks OpenID Connect with a customer's identity provider: the
// authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636, RFC
// 9207), discovery, and logout from either side. It knows no customers and
// keeps nothing but what providers publish about themselves.
package oidc

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	coreos "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Client is this server as it is registered at one provider.
type Client struct {
	Issuer      string
	ID          string
	Secret      string   // "" of a public client, which has PKCE alone
	Scopes      []string // beside openid
	RedirectURI string   // of this provider alone, so that none is taken for another
}

// Flow is what the browser that went to the provider keeps until it is back.
type Flow struct {
	State    string
	Nonce    string
	Verifier string // of PKCE
	Begun    time.Time
	IsProof  bool   // the person has to prove itself now, whatever session there is
	Hint     string // whom the provider should ask for, or ""
}

// Refused is why a message of a provider, or a provider, is not believed. It
// holds nothing that a message said.
type Refused struct {
	Reason string // a few words for the record
	cause  error
}

func (r *Refused) Error() string {
	if r.cause == nil {
		return r.Reason
	}
	return r.Reason + ": " + short(r.cause.Error())
}

// short keeps of an error what a log needs: it may hold all that a provider said.
func short(text string) string {
	const most = 200
	text = strings.ToValidUTF8(text, "?")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, text)
}

func (r *Refused) Unwrap() error { return r.cause }

func refuse(reason string) error { return &Refused{Reason: reason} }

// because refuses for what a library found: that is for the log.
func because(reason string, err error) error { return &Refused{reason, err} }

// Skew is how far the clocks of a provider and of this server may be apart.
const Skew = time.Minute

// Begin returns the provider's address for a flow.
func (ps *Providers) Begin(ctx context.Context, c Client, f Flow) (address string, err error) {
	p, err := ps.of(ctx, c.Issuer)
	if err != nil {
		return "", err
	}
	config, err := p.config(c)
	if err != nil {
		return "", err
	}
	options := []oauth2.AuthCodeOption{coreos.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)}
	if f.IsProof {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	if f.Hint != "" {
		options = append(options, oauth2.SetAuthURLParam("login_hint", f.Hint))
	}
	return config.AuthCodeURL(f.State, options...), nil
}

// config is what oauth2 has to know. How a client proves itself is the provider's
// to say; what it does not say is Basic (OpenID Connect Discovery 1.0, section 3).
func (p *provider) config(c Client) (*oauth2.Config, error) {
	scopes := []string{coreos.ScopeOpenID}
	for _, s := range c.Scopes {
		if !slices.Contains(scopes, s) {
			scopes = append(scopes, s)
		}
	}
	config := &oauth2.Config{
		ClientID: c.ID, ClientSecret: c.Secret, RedirectURL: c.RedirectURI, Scopes: scopes, Endpoint: p.Endpoint(),
	}
	methods := p.about.AuthMethods
	switch {
	case c.Secret == "", !slices.Contains(methods, "client_secret_basic") && slices.Contains(methods, "client_secret_post"):
		config.Endpoint.AuthStyle = oauth2.AuthStyleInParams
	case len(methods) == 0, slices.Contains(methods, "client_secret_basic"):
		config.Endpoint.AuthStyle = oauth2.AuthStyleInHeader
	default:
		return nil, refuse("takes no client secret")
	}
	return config, nil
}

// Finish takes what a browser brought back from a provider, exchanges the code
// in it, and returns who it is. Claims that are wanted, and not in the ID token,
// are asked for.
func (ps *Providers) Finish(ctx context.Context, c Client, f Flow, back url.Values, wanted []string) (Identity, error) {
	if !equal(back.Get("state"), f.State) || f.State == "" {
		return Identity{}, refuse("wrong state")
	}
	p, err := ps.of(ctx, c.Issuer)
	if err != nil {
		return Identity{}, err
	}
	code, err := p.code(c, back)
	if err != nil {
		return Identity{}, err
	}
	config, err := p.config(c)
	if err != nil {
		return Identity{}, err
	}
	answer, err := config.Exchange(ps.with(ctx), code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return Identity{}, notExchanged(err)
	}
	raw, _ := answer.Extra("id_token").(string)
	if raw == "" {
		return Identity{}, refuse("no ID token")
	}
	id, err := p.identity(ctx, c, f, raw, answer.AccessToken, ps.Now())
	if err != nil {
		return Identity{}, err
	}
	return id, p.complete(ps.with(ctx), &id, wanted, answer)
}

// code returns the code in what a browser brought back. That it comes from this
// provider is said by the address that it came to, and by iss, which a provider
// that promises it has to say (RFC 9207).
func (p *provider) code(c Client, back url.Values) (string, error) {
	for _, values := range back {
		if len(values) > 1 {
			return "", refuse("a parameter is there twice")
		}
	}
	if back.Has("iss") && back.Get("iss") != c.Issuer {
		return "", refuse("from another provider")
	}
	if !back.Has("iss") && p.about.SaysIssuer {
		return "", refuse("does not say which provider it is from")
	}
	if back.Has("error") {
		return "", &Refused{Reason: "the provider refused: " + errorCode(back.Get("error"))}
	}
	if back.Get("code") == "" {
		return "", refuse("no code")
	}
	return back.Get("code"), nil
}

// notExchanged keeps of a refusal its code alone: the rest may be anything.
func notExchanged(err error) error {
	var no *oauth2.RetrieveError
	switch {
	case errors.As(err, &no) && no.ErrorCode != "":
		return refuse("the code was not exchanged: " + errorCode(no.ErrorCode))
	case errors.As(err, &no):
		return refuse("the code was not exchanged")
	}
	return because("the token endpoint cannot be used", err)
}

var errorForm = regexp.MustCompile(`^[a-z_]{1,64}$`)

// errorCode returns an error as the standards have them, and nothing else that
// somebody wrote into an address.
func errorCode(code string) string {
	if !errorForm.MatchString(code) {
		return "unknown error"
	}
	return code
}

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
