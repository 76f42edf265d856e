package user

import (
	"encoding/json"
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// token is the contract's Token. The secret is only in the answer that makes it.
type token struct {
	ID           string   `json:"id"`
	Secret       string   `json:"token,omitempty"`
	Prefix       string   `json:"prefix"`
	Last4        string   `json:"last4"`
	ExpiresAt    *stamp   `json:"expires_at"`
	AllowedIPs   []string `json:"allowed_ips"`
	LastUsedAt   *stamp   `json:"last_used_at"`
	LastUsedIP   *string  `json:"last_used_ip"`
	CreatedAt    stamp    `json:"created_at"`
	CreatedBy    *person  `json:"created_by"`
	RevokedAt    *stamp   `json:"revoked_at"`
	RevokeReason *string  `json:"revoke_reason"`
	ReplacedBy   *string  `json:"replaced_by"`

	JWK json.RawMessage `json:"jwk"` // null of a secret
}

func toToken(t identity.Token) token {
	out := token{
		ID: t.GUID, Prefix: t.Prefix, Last4: t.Last4, ExpiresAt: maybeStamp(t.ExpiresAt), AllowedIPs: t.AllowedIPs,
		LastUsedAt: maybeStamp(t.LastUsedAt), LastUsedIP: t.LastUsedIP, CreatedAt: stamp(t.CreatedAt), CreatedBy: toPerson(t.CreatedBy),
		RevokedAt: maybeStamp(t.RevokedAt), RevokeReason: t.RevokeReason, ReplacedBy: t.ReplacedBy,
	}
	if t.JWK != "" {
		out.JWK = json.RawMessage(t.JWK)
	}
	return out
}

func made(t identity.Token, secret string) token {
	out := toToken(t)
	out.Secret = secret
	return out
}

type tokenBody struct {
	ExpiresAt  api.Opt[string]   `json:"expires_at"` // null: never
	AllowedIPs api.Opt[[]string] `json:"allowed_ips"`
	JWK        json.RawMessage   `json:"jwk"` // a public key in place of a secret
}

func (in tokenBody) draft() (d identity.TokenDraft, err error) {
	d.AllowedIPs, d.Forever = in.AllowedIPs.Value, in.ExpiresAt.Null
	if text := string(in.JWK); text != "null" {
		d.JWK = text
	}
	if s := in.ExpiresAt.Ptr(); s != nil {
		at, err := parseEnd(*s)
		if err != nil {
			return d, fault.Field("expires_at", "must be a time such as 2026-01-31T12:00:00Z, a date, or null")
		}
		d.ExpiresAt = &at
	}
	return d, nil
}

// parseEnd reads a time, or a date: the last day.
func parseEnd(s string) (time.Time, error) {
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day.AddDate(0, 0, 1), nil
	}
	at, err := time.Parse(time.RFC3339, s)
	return at.UTC(), err
}

// optionalBody reads a body that may be left out.
func optionalBody[T any](w http.ResponseWriter, r *http.Request) (v T, err error) {
	if r.ContentLength == 0 {
		return v, nil
	}
	return api.Body[T](w, r, true)
}

func (a *API) listTokens(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	all, err := a.Tokens.List(r.Context(), by, r.PathValue("user"), r.PathValue("access"))
	if err != nil {
		return err
	}
	return writeWhole(w, r, "tokens", tokenColumns, mapped(all, toToken))
}

func (a *API) createToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Tokens.MayCreate(by); err != nil {
		return err
	}
	in, err := optionalBody[tokenBody](w, r)
	if err != nil {
		return err
	}
	d, err := in.draft()
	if err != nil {
		return err
	}
	t, secret, err := a.Tokens.Create(r.Context(), by, r.PathValue("user"), r.PathValue("access"), d)
	if err != nil {
		return err
	}
	api.Secret(w)
	return ok(w, http.StatusCreated, made(t, secret))
}

// getToken answers a token to who made it before: without its secret.
func (a *API) getToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	t, err := a.Tokens.One(r.Context(), by, r.PathValue("user"), r.PathValue("access"), r.PathValue("token"))
	if err != nil {
		return err
	}
	return ok(w, http.StatusOK, toToken(t))
}

// retrieval is a token that waits to be fetched with the mail that was sent.
type retrieval struct {
	User  string `json:"user"`
	Email string `json:"email"`
	Until stamp  `json:"expires_at"` // of the link in the mail
}

// sendToken mails the user of an access the way to a token, which is made when
// it is fetched.
func (a *API) sendToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Tokens.MayCreate(by); err != nil {
		return err
	}
	in, err := optionalBody[tokenBody](w, r)
	if err != nil {
		return err
	}
	d, err := in.draft()
	if err != nil {
		return err
	}
	sent, err := a.Tokens.Send(r.Context(), by, r.PathValue("user"), r.PathValue("access"), d)
	if err != nil {
		return err
	}
	return ok(w, http.StatusCreated, toRetrieval(sent))
}

func toRetrieval(s identity.Sent) retrieval { return retrieval{s.UserGUID, s.Email, stamp(s.Until)} }

// sentToken answers what was mailed to who had it mailed before.
func sentToken(w http.ResponseWriter, _ *http.Request, _ actor.Actor, made []string) error {
	var sent identity.Sent
	if err := json.Unmarshal([]byte(made[0]), &sent); err != nil {
		return err
	}
	return ok(w, http.StatusOK, toRetrieval(sent))
}

type rotateBody struct {
	OverlapHours int `json:"overlap_hours"`
}

func (a *API) rotateToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Tokens.MayManage(by, r.PathValue("user")); err != nil {
		return err
	}
	in, err := optionalBody[rotateBody](w, r)
	if err != nil {
		return err
	}
	t, secret, err := a.Tokens.Rotate(r.Context(), by, r.PathValue("user"), r.PathValue("access"), r.PathValue("token"), in.OverlapHours)
	if err != nil {
		return err
	}
	api.Secret(w)
	return ok(w, http.StatusCreated, made(t, secret))
}

// revokeToken takes the reason from the query: a DELETE has no body.
func (a *API) revokeToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	err := a.Tokens.Revoke(r.Context(), by, r.PathValue("user"), r.PathValue("access"), r.PathValue("token"), r.URL.Query().Get("reason"))
	if err != nil {
		return err
	}
	return api.NoContent(w)
}
