package ratings

import (
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

func (a *API) scimTokenRoutes() []api.Route {
	const all = "/idps/{guid}/scim-tokens"
	return []api.Route{
		{Method: "GET", Path: all, Need: actor.SettingsR, Handle: a.listSCIMTokens},
		{Method: "POST", Path: all, Need: actor.SettingsRW, Handle: a.createSCIMToken, Repeat: api.Made("token", a.getSCIMToken)},
		{Method: "POST", Path: all + "/{token}/rotate", Need: actor.SettingsRW, Handle: a.rotateSCIMToken, Repeat: api.Made("token", a.getSCIMToken)},
		{Method: "DELETE", Path: all + "/{token}", Need: actor.SettingsRW, Handle: a.revokeSCIMToken},
	}
}

// scimToken is a token with which an IdP calls at /scim/v2. The secret is only in
// the answer that makes it.
type scimToken struct {
	GUID         string   `json:"guid"`
	Token        string   `json:"token,omitempty"`
	Prefix       string   `json:"prefix"`
	Last4        string   `json:"last4"`
	Subject      string   `json:"subject"`
	AllowedIPs   []string `json:"allowed_ips"`
	Status       string   `json:"status"`
	CreatorName  string   `json:"creator_name"`
	CreatedDate  string   `json:"created_date"`
	ExpiresDate  *string  `json:"expires_date"`
	LastUsedDate *string  `json:"last_used_date"`
	LastUsedIP   *string  `json:"last_used_ip"`
	RevokedDate  *string  `json:"revoked_date"`
	RevokeReason *string  `json:"revoke_reason"`
	ReplacedBy   *string  `json:"replaced_by"`
}

func (a *API) toSCIMToken(t *identity.SCIMToken) scimToken {
	status := "ended"
	if t.Live(a.Now()) {
		status = "live"
	}
	return scimToken{
		GUID: t.GUID, Prefix: t.Prefix, Last4: t.Last4, Subject: t.Subject, AllowedIPs: t.AllowedIPs, Status: status,
		CreatorName: t.CreatorName, CreatedDate: t.CreatedAt.UTC().Format(time.RFC3339), ExpiresDate: maybeTime(t.ExpiresAt),
		LastUsedDate: maybeTime(t.LastUsedAt), LastUsedIP: t.LastUsedIP, RevokedDate: maybeTime(t.RevokedAt),
		RevokeReason: t.RevokeReason, ReplacedBy: t.ReplacedBy,
	}
}

var scimTokenColumns = []api.Column[scimToken]{
	{Name: "guid", Width: 36, Cell: func(t *scimToken) any { return t.GUID }},
	{Name: "prefix", Width: 8, Cell: func(t *scimToken) any { return t.Prefix }},
	{Name: "last4", Width: 5, Cell: func(t *scimToken) any { return t.Last4 }},
	{Name: "status", Width: 6, Cell: func(t *scimToken) any { return t.Status }},
	{Name: "subject", Width: 11, Cell: func(t *scimToken) any { return t.Subject }},
	{Name: "creator_name", Width: 22, Cell: func(t *scimToken) any { return t.CreatorName }},
	{Name: "created_date", Width: 20, Cell: func(t *scimToken) any { return t.CreatedDate }},
	{Name: "expires_date", Width: 20, Cell: func(t *scimToken) any { return t.ExpiresDate }},
	{Name: "last_used_date", Width: 20, Cell: func(t *scimToken) any { return t.LastUsedDate }},
	{Name: "last_used_ip", Cell: func(t *scimToken) any { return t.LastUsedIP }},
	{Name: "allowed_ips", Cell: func(t *scimToken) any { return t.AllowedIPs }},
	{Name: "revoked_date", Cell: func(t *scimToken) any { return t.RevokedDate }},
	{Name: "revoke_reason", Cell: func(t *scimToken) any { return t.RevokeReason }},
	{Name: "replaced_by", Cell: func(t *scimToken) any { return t.ReplacedBy }},
}

func (a *API) listSCIMTokens(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	idp, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	tokens, err := a.SCIMTokens.List(r.Context(), by, idp)
	if err != nil {
		return err
	}
	all, err := api.Narrow(w, r, a.PublicURL, scimTokenColumns, wires(tokens, a.toSCIMToken))
	if err != nil {
		return err
	}
	return writeArray(w, r, "scim-tokens", scimTokenColumns, all)
}

type scimTokenBody struct {
	Subject     api.Opt[string]   `json:"subject"`
	ExpiresDate api.Opt[string]   `json:"expires_date"` // null: never
	AllowedIPs  api.Opt[[]string] `json:"allowed_ips"`
}

func (in *scimTokenBody) draft() (d identity.SCIMTokenDraft, err error) {
	p := fault.Problems{}
	p.Require(!in.Subject.Null, "subject", mayNotBeNull)
	p.Require(!in.AllowedIPs.Null, "allowed_ips", mayNotBeNull)
	p.Require(!in.Subject.Set || in.Subject.Value != "", "subject", "must be one of external_id, user_name")
	d.Subject, d.AllowedIPs, d.Forever = in.Subject.Value, in.AllowedIPs.Value, in.ExpiresDate.Null
	if s := in.ExpiresDate.Ptr(); s != nil {
		at, err := parseEnd(*s)
		p.Require(err == nil, "expires_date", "must be a time such as 2026-01-31T12:00:00Z, a date, or null")
		d.ExpiresAt = &at
	}
	return d, p.Err()
}

// parseEnd reads a time, or a date: the last day.
func parseEnd(s string) (time.Time, error) {
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day.AddDate(0, 0, 1), nil
	}
	at, err := time.Parse(time.RFC3339, s)
	return at.UTC(), err
}

func (a *API) createSCIMToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[scimTokenBody](w, r, false, "scim_token", "body")
	if err != nil {
		return err
	}
	d, err := in.draft()
	if err != nil {
		return err
	}
	idp, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	t, secret, err := a.SCIMTokens.Create(r.Context(), by, idp, d)
	if err != nil {
		return err
	}
	return a.newSCIMToken(w, &t, secret)
}

func (a *API) newSCIMToken(w http.ResponseWriter, t *identity.SCIMToken, secret string) error {
	out := a.toSCIMToken(t)
	out.Token = secret
	return secretJSON(w, http.StatusCreated, out)
}

// getSCIMToken answers a token to who made it before: without its secret.
func (a *API) getSCIMToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	t, err := a.SCIMTokens.One(r.Context(), by, r.PathValue("guid"), r.PathValue("token"))
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, a.toSCIMToken(&t))
}

func (a *API) rotateSCIMToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		OverlapHours api.Opt[int] `json:"overlap_hours"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if in.OverlapHours.Null {
		return fault.Field("overlap_hours", mayNotBeNull)
	}
	idp, token, err := scimTokenRef(r)
	if err != nil {
		return err
	}
	t, secret, err := a.SCIMTokens.Rotate(r.Context(), by, idp, token, in.OverlapHours.Value)
	if err != nil {
		return err
	}
	return a.newSCIMToken(w, &t, secret)
}

func scimTokenRef(r *http.Request) (idp, token string, err error) {
	if idp, err = api.PathGUID(r, "guid"); err != nil {
		return "", "", err
	}
	token, err = api.PathGUID(r, "token")
	return idp, token, err
}

// revokeSCIMToken takes the reason from the query: a DELETE has no body.
func (a *API) revokeSCIMToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	idp, token, err := scimTokenRef(r)
	if err != nil {
		return err
	}
	if err := a.SCIMTokens.Revoke(r.Context(), by, idp, token, r.URL.Query().Get("reason")); err != nil {
		return err
	}
	return api.NoContent(w)
}
