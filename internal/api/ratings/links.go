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
	}
	if f.UpdatedBy != nil {
		u := linkUser(*f.UpdatedBy)
		l.UpdatedBy = &u
	}
	return l
}

// linkBody is what POST and PATCH take.
type linkBody struct {
	Name        api.Opt[string] `json:"name"`
	Description api.Opt[string] `json:"description"`
	IsActive    api.Opt[bool]   `json:"is_active"`
	Scope       api.Opt[string] `json:"scope"`
}

func (a *API) linkBody(w http.ResponseWriter, r *http.Request) (collab.FormChange, error) {
	in, err := api.Body[linkBody](w, r, false, "body")
	if err != nil {
		return collab.FormChange{}, err
	}
	p := fault.Problems{}
	p.Require(!in.Name.Null, "name", mayNotBeNull)
	p.Require(!in.Description.Null, "description", mayNotBeNull)
	p.Require(!in.IsActive.Null, "is_active", mayNotBeNull)
	p.Require(!in.Scope.Null, "scope", mayNotBeNull)
	p.Require(!in.Scope.Set || in.Scope.Value != "", "scope", "must be insurance or tprm")
	return collab.FormChange{
		Name: in.Name.Ptr(), Description: in.Description.Ptr(), IsActive: in.IsActive.Ptr(), Scope: in.Scope.Ptr(),
	}, p.Err()
}

const mayNotBeNull = "This field may not be null."

func (a *API) createLink(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := a.linkBody(w, r)
	if err != nil {
		return err
	}
	draft := collab.FormDraft{IsActive: in.IsActive}
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
