package ratings

import (
	"net/http"
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

func (a *API) tokenRoutes() []api.Route {
	const all = "/customers/{customer}/api-tokens"
	return []api.Route{
		{Method: "GET", Path: all, Need: actor.TokensRW, Handle: a.listTokens},
		{Method: "POST", Path: all, Need: actor.TokensRW, Handle: a.createToken, Repeat: &api.Repeat{Status: http.StatusCreated, Answer: a.madeToken}},
		{Method: "DELETE", Path: all + "/{guid}", Need: actor.TokensRW, Handle: a.deleteToken},
		{Method: "POST", Path: "/api-tokens/retrieve", Public: a.retrieveToken},
	}
}

// apiToken is the contract's APIToken. What follows the token is Gatehouse's own.
type apiToken struct {
	GUID         string      `json:"guid"`
	Description  string      `json:"description"`
	Group        string      `json:"group"`
	Roles        []tokenRole `json:"roles"`
	CreatorName  string      `json:"creator_name"`
	CreatedDate  string      `json:"created_date"`
	Token        string      `json:"token,omitempty"` // only in the answer that makes it
	Status       string      `json:"status"`
	ExpiresDate  *string     `json:"expires_date"`
	LastUsedDate *string     `json:"last_used_date"`
}

// tokenRole is the contract's Role.
type tokenRole struct {
	DisplayName string `json:"display_name"`
	Slug        string `json:"slug"`
}

func toAPIToken(t *identity.CompanyToken) apiToken {
	return apiToken{
		GUID: t.GUID, Description: t.Description, Group: t.GroupGUID, CreatorName: t.CreatorName,
		Roles:       []tokenRole{{portfolio.Title(string(t.Role)), string(t.Role)}},
		CreatedDate: t.CreatedAt.UTC().Format(time.RFC3339), Status: t.Status,
		ExpiresDate: maybeTime(t.ExpiresAt), LastUsedDate: maybeTime(t.LastUsedAt),
	}
}

func maybeTime(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

var apiTokenColumns = []api.Column[apiToken]{
	{Name: "guid", Width: 36, Cell: func(t *apiToken) any { return t.GUID }},
	{Name: "description", Width: 28, Cell: func(t *apiToken) any { return t.Description }},
	{Name: "status", Width: 8, Cell: func(t *apiToken) any { return t.Status }},
	{Name: "roles", Width: 26, Cell: func(t *apiToken) any { return t.Roles[0].Slug }},
	{Name: "group", Cell: func(t *apiToken) any { return t.Group }},
	{Name: "creator_name", Width: 22, Cell: func(t *apiToken) any { return t.CreatorName }},
	{Name: "created_date", Width: 20, Cell: func(t *apiToken) any { return t.CreatedDate }},
	{Name: "expires_date", Cell: func(t *apiToken) any { return t.ExpiresDate }},
	{Name: "last_used_date", Width: 20, Cell: func(t *apiToken) any { return t.LastUsedDate }},
}

// customerRef is the customer of a path: a guid, or "current". What is neither
// does not exist.
func customerRef(r *http.Request) (string, error) {
	if r.PathValue("customer") == identity.Current {
		return identity.Current, nil
	}
	return api.PathGUID(r, "customer")
}

func (a *API) listTokens(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	customer, err := customerRef(r)
	if err != nil {
		return err
	}
	f, err := tokenFilter(r.URL.Query())
	if err != nil {
		return err
	}
	limit := f.Limit
	if f.Limit++; limit == 0 {
		f.Limit = maxLimit
	}
	tokens, err := a.CompanyTokens.List(r.Context(), by, customer, f) // one more than asked: is there a next page?
	if err != nil {
		return err
	}
	if limit > 0 {
		a.neighbours(w, r, f.Offset, limit, len(tokens) > limit)
		tokens = tokens[:min(limit, len(tokens))]
	}
	return writeArray(w, r, "api-tokens", apiTokenColumns, wires(tokens, toAPIToken))
}

// tokenFilter reads which company tokens are asked for; without a limit it is 0.
func tokenFilter(q url.Values) (f identity.CompanyTokenFilter, err error) {
	if err := checkSearch(q, "q"); err != nil {
		return f, err
	}
	f.Query = q.Get("q")
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return f, err
	}
	if f.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000); err != nil {
		return f, err
	}
	sorts, err := api.Sorts(q, identity.CompanyTokenSorts...)
	for _, s := range sorts {
		f.Sort = append(f.Sort, identity.Sort(s))
	}
	return f, err
}

type tokenBody struct {
	Description api.Opt[string] `json:"description"`
	Email       api.Opt[string] `json:"email"`
	Group       api.Opt[string] `json:"group"`
	Role        api.Opt[string] `json:"role"`
	Send        api.Opt[bool]   `json:"send_token_retrieval_email"`
}

func (a *API) createToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	customer, err := customerRef(r)
	if err != nil {
		return err
	}
	in, err := api.Body[tokenBody](w, r, false, "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	p.Require(in.Description.Set, "description", isRequired)
	p.Require(!in.Description.Null, "description", mayNotBeNull)
	p.Require(!in.Send.Null, "send_token_retrieval_email", mayNotBeNull)
	if err := p.Err(); err != nil {
		return err
	}
	t, secret, err := a.CompanyTokens.Create(r.Context(), by, customer, identity.CompanyTokenDraft{
		Description: in.Description.Value, Email: in.Email.Value, GroupGUID: in.Group.Value,
		Role: actor.Role(in.Role.Value), Send: in.Send.Value,
	})
	if err != nil {
		return err
	}
	out := toAPIToken(&t)
	out.Token = secret
	return secretJSON(w, http.StatusCreated, out)
}

// madeToken answers a company token to who made it before: without its secret.
// Its service user is the first thing that was made.
func (a *API) madeToken(w http.ResponseWriter, r *http.Request, by actor.Actor, made []string) error {
	t, err := a.CompanyTokens.One(r.Context(), by, r.PathValue("customer"), made[0])
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toAPIToken(&t))
}

// secretJSON writes an answer that holds a secret: no cache keeps it.
func secretJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Cache-Control", "no-store")
	api.Secret(w)
	return api.JSON(w, status, v)
}

func (a *API) deleteToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	customer, err := customerRef(r)
	if err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.CompanyTokens.Delete(r.Context(), by, customer, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}

const (
	isRequired = "This field is required."
	maxTicket  = 1000 // characters
	maxAddress = 254
)

// retrieveToken is public: who fetches a token has none yet.
func (a *API) retrieveToken(w http.ResponseWriter, r *http.Request) error {
	in, err := api.Body[struct {
		AuthToken api.Opt[string] `json:"auth_token"`
		Email     api.Opt[string] `json:"email"`
		UserGUID  api.Opt[string] `json:"user_guid"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	for field, o := range map[string]api.Opt[string]{"auth_token": in.AuthToken, "email": in.Email, "user_guid": in.UserGUID} {
		p.Require(o.Set, field, isRequired)
		p.Require(!o.Null, field, mayNotBeNull)
	}
	p.Require(len(in.AuthToken.Value) <= maxTicket, "auth_token", "is too long")
	p.Require(len(in.Email.Value) <= maxAddress, "email", "is too long")
	p.Require(api.IsGUID(in.UserGUID.Value), "user_guid", "is not a valid guid")
	if err := p.Err(); err != nil {
		return err
	}
	secret, err := a.Tokens.Retrieve(r.Context(), in.AuthToken.Value, in.Email.Value, in.UserGUID.Value)
	if err != nil {
		return err
	}
	return secretJSON(w, http.StatusOK, map[string]string{"token": secret})
}
