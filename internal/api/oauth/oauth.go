// Package oauth gives programs short-lived tokens for both families: the client
// credentials grant of OAuth 2.0 (RFC 6749, section 4.4), and the two documents
// by which clients and other servers find out how (RFC 8414, RFC 7517).
package oauth

import (
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// API serves the authorization server's paths.
type API struct {
	api.Common
	Log       *slog.Logger
	Grants    *identity.Grants
	PublicURL string // the issuer
}

// Prefix is the folder of the token endpoint, WellKnown that of the documents.
const (
	Prefix    = "/oauth"
	WellKnown = "/.well-known"
)

// Handler returns the routes.
func (a *API) Handler() *api.Edge {
	f := &api.Family{Common: a.Common, Log: a.Log, Shape: shape}
	return f.Mux(map[string][]api.Route{"": a.routes()})
}

func (a *API) routes() []api.Route {
	return []api.Route{
		{Method: "POST", Path: Prefix + "/token", Public: a.token, Asks: true},
		{Method: "GET", Path: WellKnown + "/oauth-authorization-server", Public: a.metadata},
		{Method: "GET", Path: WellKnown + "/jwks.json", Public: a.keys},
	}
}

// Split gives one the calls of the authorization server, and other the rest.
func Split(one, other *api.Edge) *api.Edge {
	return api.Split(Prefix, one, api.Split(WellKnown, one, other))
}

// answer is that of RFC 6749, section 5.1.
type answer struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int64  `json:"expires_in"` // seconds
	Scope       string `json:"scope,omitempty"`
}

func (a *API) token(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	g, err := a.give(r, form)
	if err != nil {
		return err
	}
	api.Secret(w)
	return api.JSON(w, http.StatusOK, answer{g.Token, "Bearer", int64(g.Life.Seconds()), strings.Join(g.Scope, " ")})
}

// byAssertion is how a client says that it has signed what proves it (RFC 7523,
// section 2.2).
const byAssertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// give takes a secret, or in its place an assertion.
func (a *API) give(r *http.Request, form url.Values) (identity.Grant, error) {
	if form.Has("client_assertion") || form.Has("client_assertion_type") {
		if r.Header.Get("Authorization") != "" || form.Has("client_secret") {
			return identity.Grant{}, errTwoWays
		}
		if form.Get("client_assertion_type") != byAssertion {
			return identity.Grant{}, fault.New(fault.Invalid, "client_assertion_type must be %s.", byAssertion)
		}
		return a.Grants.GiveSigned(r.Context(), form.Get("client_id"), form.Get("client_assertion"), form.Get("scope"),
			[]string{a.PublicURL, a.PublicURL + Prefix + "/token"})
	}
	client, secret, err := credentials(r, form)
	if err != nil {
		return identity.Grant{}, err
	}
	return a.Grants.Give(r.Context(), client, secret, form.Get("scope"))
}

var errTwoWays = fault.New(fault.Invalid, "The client authenticates in two ways, or in none that can be read.")

const maxForm = 16 << 10 // bytes

// readForm reads the parameters of a call. Those it does not know are ignored,
// one that comes twice is refused (RFC 6749, section 3.2).
func readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/x-www-form-urlencoded" {
		return nil, fault.New(fault.Invalid, "The body must be application/x-www-form-urlencoded.")
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
	if err != nil {
		return nil, fault.New(fault.Invalid, "The body is too large, or could not be read to its end.")
	}
	form, err := url.ParseQuery(string(text))
	if err != nil || api.Clean(form) != nil {
		return nil, fault.New(fault.Invalid, "The body is not a form of text.")
	}
	for name, values := range form {
		if len(values) > 1 {
			return nil, fault.New(fault.Invalid, "A parameter is there more than once.")
		}
		if values[0] == "" {
			delete(form, name) // as if it was not sent
		}
	}
	switch form.Get("grant_type") {
	case "client_credentials":
		return form, nil
	case "":
		return nil, fault.New(fault.Invalid, "grant_type is missing.")
	}
	return nil, fault.Field("grant_type", "must be client_credentials")
}

// credentials returns what a client says of itself: by Basic, or in the body, and
// never by both (RFC 6749, section 2.3).
func credentials(r *http.Request, form url.Values) (client, secret string, err error) {
	inBody := form.Has("client_secret")
	if r.Header.Get("Authorization") == "" {
		return form.Get("client_id"), form.Get("client_secret"), nil
	}
	user, password, ok := r.BasicAuth()
	if !ok {
		return "", "", fault.New(fault.Unauthorized, "The client must authenticate by Basic, or in the body.")
	}
	client, err = url.QueryUnescape(user)
	secret, err2 := url.QueryUnescape(password)
	if err != nil || err2 != nil || inBody || form.Has("client_id") && form.Get("client_id") != client {
		return "", "", errTwoWays
	}
	return client, secret, nil
}

// shape is a failure as RFC 6749, section 5.2, has it.
func shape(_ *http.Request, f *fault.Error, status int) any {
	code := "invalid_request"
	switch {
	case status == http.StatusUnauthorized:
		code = "invalid_client"
	case f.Fields["scope"] != "":
		code = "invalid_scope"
	case f.Fields["grant_type"] != "":
		code = "unsupported_grant_type"
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
		code = "temporarily_unavailable"
	case status >= http.StatusInternalServerError:
		code = "server_error"
	}
	return failure{code, strings.ReplaceAll(f.Detail, `"`, "'")} // which the RFC leaves out of a description
}

type failure struct {
	Code        string `json:"error"`
	Description string `json:"error_description"`
}

// metadata is the document of RFC 8414, section 2.
type metadata struct {
	Issuer        string   `json:"issuer"`
	TokenEndpoint string   `json:"token_endpoint"`
	JWKSURI       string   `json:"jwks_uri"`
	Scopes        []string `json:"scopes_supported"` // customers may add their own
	ResponseTypes []string `json:"response_types_supported"`
	GrantTypes    []string `json:"grant_types_supported"`
	AuthMethods   []string `json:"token_endpoint_auth_methods_supported"`
	AuthAlgs      []string `json:"token_endpoint_auth_signing_alg_values_supported"`
	Documentation string   `json:"service_documentation"`
}

func (a *API) metadata(w http.ResponseWriter, _ *http.Request) error {
	var scopes []string
	for _, d := range actor.Catalogue() {
		scopes = append(scopes, string(d.Right))
	}
	return api.JSON(w, http.StatusOK, metadata{
		Issuer: a.PublicURL, TokenEndpoint: a.PublicURL + Prefix + "/token", JWKSURI: a.PublicURL + WellKnown + "/jwks.json",
		Scopes: scopes, ResponseTypes: []string{}, GrantTypes: []string{"client_credentials"},
		AuthMethods:   []string{"client_secret_basic", "client_secret_post", "private_key_jwt"},
		AuthAlgs:      identity.AssertionAlgorithms(),
		Documentation: a.PublicURL + "/docs",
	})
}

// keys answers the public keys, in their standard form.
func (a *API) keys(w http.ResponseWriter, _ *http.Request) error {
	return api.JSON(w, http.StatusOK, a.Grants.Signer.Keys())
}
