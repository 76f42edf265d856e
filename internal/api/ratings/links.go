package ratings

import (
	"maps"
	"net/http"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

func (a *API) linkRoutes() []api.Route {
	const one = "/client-access-links/{guid}"
	return []api.Route{
		{Method: "GET", Path: "/client-access-links", Need: actor.LinksR, Handle: a.listLinks, Topics: audit.Requests | audit.Identity},
		{Method: "POST", Path: "/client-access-links", Need: actor.LinksRW, Handle: a.createLink, Repeat: api.Made("guid", a.getLink)},
		{Method: "GET", Path: one, Need: actor.LinksR, Handle: a.getLink},
		{Method: "PATCH", Path: one, Need: actor.LinksRW, Handle: a.changeLink},
		{Method: "DELETE", Path: one, Need: actor.LinksRW, Handle: a.deleteLink},
		{Method: "POST", Path: "/access-requests/self-access/validate-token", Public: a.validateToken},
	}
}

// link is a form as "POST: Create a Collaboration Registration Form" answers it.
type link struct {
	GUID        string    `json:"guid"`
	Link        string    `json:"link"`
	Name        string    `json:"name"`
	Scope       string    `json:"scope"`
	Description string    `json:"description"`
	IsActive    bool      `json:"is_active"`
	CreatedTime string    `json:"created_time"`
	UpdatedTime string    `json:"updated_time"`
	CreatedBy   linkUser  `json:"created_by"`
	UpdatedBy   *linkUser `json:"updated_by"`

	// Gatehouse's own, after the contract's.
	OwnFields        []collab.OwnField `json:"own_fields"`
	AllowedDomains   []string          `json:"allowed_domains"`
	RefusedDomains   []string          `json:"refused_domains"`
	ExpiresAt        *string           `json:"expires_at"`
	MaxRegistrations *int64            `json:"max_registrations"`
	RegisteredCount  int64             `json:"registered_count"`
	Wording          linkWording       `json:"wording"`
	Language         string            `json:"language"`
	Logo             *string           `json:"logo"`
	State            collab.FormState  `json:"state"`
}

// linkWording is what a form says in place of its usual words.
type linkWording struct {
	Heading string `json:"heading"`
	Intro   string `json:"intro"`
	Button  string `json:"button"`
	Thanks  string `json:"thanks"`
}

// linkUser is a user beside a form; the address is from the contract.
type linkUser struct {
	GUID       string `json:"guid"`
	FormalName string `json:"formal_name"`
	Email      string `json:"email"`
}

const linkTime = "2006-01-02T15:04:05.000000Z"

func (a *API) toLink(f *collab.Form) link {
	l := link{
		GUID: f.GUID, Link: a.Forms.Link(f.GUID), Name: f.Name, Scope: f.Scope, Description: f.Description, IsActive: f.IsActive,
		CreatedTime: f.CreatedAt.Format(linkTime), UpdatedTime: f.UpdatedAt.Format(linkTime),
		CreatedBy: linkUser(f.CreatedBy),
		OwnFields: orNone(f.Fields), AllowedDomains: orNone(f.AllowedDomains), RefusedDomains: orNone(f.RefusedDomains),
		MaxRegistrations: f.MaxRegistrations, RegisteredCount: f.Registered,
		Wording: linkWording(f.Wording), Language: f.Language, State: f.State(a.Now()),
	}
	if f.ExpiresAt != nil {
		l.ExpiresAt = new(f.ExpiresAt.Format(linkTime))
	}
	if f.Logo != nil {
		l.Logo = new(a.PublicURL + f.LogoPath())
	}
	if f.UpdatedBy != nil {
		u := linkUser(*f.UpdatedBy)
		l.UpdatedBy = &u
	}
	return l
}

// orNone makes an empty list of one that nobody set.
func orNone[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

func (a *API) createLink(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := a.linkBody(w, r)
	if err != nil {
		return err
	}
	draft := collab.FormDraft{IsActive: in.IsActive, FormChange: in}
	for to, from := range map[*string]*string{&draft.Name: in.Name, &draft.Description: in.Description, &draft.Scope: in.Scope} {
		if from != nil {
			*to = *from
		}
	}
	f, err := a.Forms.Create(r.Context(), by, draft)
	if err != nil {
		return err
	}
	api.Version(w, f.Version)
	return api.JSON(w, http.StatusCreated, a.toLink(&f))
}

func (a *API) getLink(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	f, err := a.Forms.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	api.Version(w, f.Version)
	return api.JSON(w, http.StatusOK, a.toLink(&f))
}

func (a *API) changeLink(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	c, err := a.linkBody(w, r)
	if err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	f, err := a.Forms.Change(r.Context(), by, guid, c)
	if err != nil {
		return err
	}
	api.Version(w, f.Version)
	return api.JSON(w, http.StatusOK, a.toLink(&f))
}

func (a *API) deleteLink(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.Forms.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}

type linkError struct {
	Detail string `json:"detail"`
}

// linkErrors is what a malformed call on client access links is answered with:
// a shape that nothing else in the family has.
func linkErrors(f *fault.Error) any {
	var all []linkError
	for _, field := range slices.Sorted(maps.Keys(f.Fields)) {
		all = append(all, linkError{field + ": " + f.Fields[field]})
	}
	if all == nil {
		all = append(all, linkError{f.Detail})
	}
	return map[string][]linkError{"errors": all}
}
