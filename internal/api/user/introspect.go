package user

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
)

// introspection is the answer of RFC 7662, section 2.2: bare, without the
// family's envelope. What follows token_type is Gatehouse's own.
type introspection struct {
	Active    bool     `json:"active"`
	Scope     string   `json:"scope"`
	ClientID  string   `json:"client_id"` // of the access
	Username  string   `json:"username"`
	Sub       string   `json:"sub"` // of the user
	ExpiresAt *int64   `json:"exp,omitempty"`
	IssuedAt  int64    `json:"iat"`
	TokenType string   `json:"token_type"`
	Customer  string   `json:"customer"`
	Group     string   `json:"group"`
	Roles     []string `json:"roles"`
}

// inactive says nothing of why.
type inactive struct {
	Active bool `json:"active"`
}

func (a *API) introspect(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	token, err := introspected(w, r)
	if err != nil {
		return err
	}
	i, active, err := a.Doors.Introspect(r.Context(), by, token)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	if !active {
		return api.JSON(w, http.StatusOK, inactive{})
	}
	out := introspection{
		Active: true, Scope: strings.Join(i.Roles, " "), ClientID: strconv.FormatInt(i.Caller.AccessID, 10),
		Username: i.Caller.Email, Sub: i.Caller.UserGUID, IssuedAt: i.IssuedAt.Unix(), TokenType: "Bearer",
		Customer: i.Caller.CustomerGUID, Group: i.Caller.GroupGUID, Roles: i.Roles,
	}
	if i.ExpiresAt != nil {
		at := i.ExpiresAt.Unix()
		out.ExpiresAt = &at
	}
	return api.JSON(w, http.StatusOK, out)
}

const maxHint = 100 // characters: what a hint says changes nothing

// introspected reads the token of a call: of a form, as the RFC says, or of JSON.
func introspected(w http.ResponseWriter, r *http.Request) (string, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/x-www-form-urlencoded" {
		text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, api.MaxBody))
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return "", fault.New(fault.TooLarge, "The body is larger than 1 MiB.")
		}
		if err != nil {
			return "", fault.New(fault.Invalid, "The body could not be read to its end.")
		}
		if trimmed := bytes.TrimSpace(text); len(trimmed) == 0 || trimmed[0] != '{' {
			return formToken(string(trimmed))
		}
		r.Body = io.NopCloser(bytes.NewReader(text))
	}
	in, err := api.Body[struct {
		Token api.Opt[string] `json:"token"`
		Hint  string          `json:"token_type_hint"`
	}](w, r, true)
	if err != nil {
		return "", err
	}
	p := fault.Problems{}
	p.Require(in.Token.Set, "token", "must be set")
	p.Require(!in.Token.Null, "token", mayNotBeNull)
	p.Require(len(in.Hint) <= maxHint, "token_type_hint", "is too long")
	return in.Token.Value, p.Err()
}

// formToken reads a form. Parameters that it does not know are ignored, and one
// that comes twice is refused (RFC 6749, section 3.1).
func formToken(text string) (string, error) {
	form, err := url.ParseQuery(text)
	if err != nil {
		return "", fault.New(fault.Invalid, "The body is not a form.")
	}
	p := fault.Problems{}
	p.Require(len(form["token"]) > 0, "token", "must be set")
	p.Require(len(form["token"]) <= 1, "token", "must be sent once")
	p.Require(len(form["token_type_hint"]) <= 1, "token_type_hint", "must be sent once")
	p.Require(len(form.Get("token_type_hint")) <= maxHint, "token_type_hint", "is too long")
	return form.Get("token"), p.Err()
}
