package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func (a *API) tierRoutes() []api.Route {
	const r, rw = actor.PortfolioR, actor.PortfolioRW
	return []api.Route{
		{Method: "GET", Path: "/tiers", Need: r, Handle: a.listTiers, Topics: audit.Portfolio},
		{Method: "POST", Path: "/tiers", Need: rw, Handle: a.createTier, Repeat: api.Made("guid", a.oneTier)},
		{Method: "GET", Path: "/tiers/{guid}", Need: r, Handle: a.oneTier},
		{Method: "PUT", Path: "/tiers/{guid}", Need: rw, Handle: a.replaceTier},
		{Method: "PATCH", Path: "/tiers/{guid}", Need: rw, Handle: a.changeTier},
		{Method: "DELETE", Path: "/tiers/{guid}", Need: rw, Handle: a.deleteTier},
		{Method: "PATCH", Path: "/tiers/{guid}/companies", Need: rw, Handle: a.moveTierCompanies},
	}
}

// tier is the contract's Tier_Folder.
type tier struct {
	GUID         string   `json:"guid"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Rank         int64    `json:"rank"`
	EmailEnabled bool     `json:"email_enabled"`
	Companies    []string `json:"companies"`
}

func toTier(t *portfolio.Tier) tier {
	return tier{t.GUID, t.Name, t.Description, t.Rank, t.EmailEnabled, t.Companies}
}

var tierColumns = []api.Column[tier]{
	{Name: "guid", Width: 36, Cell: func(t *tier) any { return t.GUID }},
	{Name: "name", Width: 32, Cell: func(t *tier) any { return t.Name }},
	{Name: "rank", Width: 6, Cell: func(t *tier) any { return t.Rank }},
	{Name: "companies_count", Width: 15, Cell: func(t *tier) any { return len(t.Companies) }},
	{Name: "email_enabled", Width: 13, Cell: func(t *tier) any { return t.EmailEnabled }},
	{Name: "description", Cell: func(t *tier) any { return t.Description }},
}

func (a *API) listTiers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	tiers, err := a.Tiers.List(r.Context(), by)
	if err != nil {
		return err
	}
	all := make([]tier, len(tiers))
	for i := range tiers {
		all[i] = toTier(&tiers[i])
	}
	return writeWhole(a, w, r, "tiers", tierColumns, all)
}

type tierBody struct {
	Name         api.Opt[string] `json:"name"`
	Description  api.Opt[string] `json:"description"`
	Rank         api.Opt[int64]  `json:"rank"`
	EmailEnabled api.Opt[bool]   `json:"email_enabled"`
}

// tierBody reads a tier; whole says that it must not be a part of one.
func (a *API) tierBody(w http.ResponseWriter, r *http.Request, whole bool) (in tierBody, err error) {
	if in, err = api.Body[tierBody](w, r, false, "tier", "body"); err != nil {
		return in, err
	}
	p := fault.Problems{}
	p.Require(!in.Name.Null, "name", mayNotBeNull)
	p.Require(!in.Description.Null, "description", mayNotBeNull)
	p.Require(!in.Rank.Null, "rank", mayNotBeNull)
	p.Require(!in.EmailEnabled.Null, "email_enabled", mayNotBeNull)
	if whole {
		const required = "This field is required."
		p.Require(in.Name.Set, "name", required)
		p.Require(in.Description.Set, "description", required)
		p.Require(in.Rank.Set, "rank", required)
	}
	return in, p.Err()
}

func (in tierBody) change() portfolio.TierChange {
	return portfolio.TierChange{
		Name: in.Name.Ptr(), Description: in.Description.Ptr(), Rank: in.Rank.Ptr(), EmailEnabled: in.EmailEnabled.Ptr(),
	}
}

func (a *API) createTier(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := a.tierBody(w, r, true)
	if err != nil {
		return err
	}
	t, err := a.Tiers.Create(r.Context(), by, portfolio.TierDraft{
		Name: in.Name.Value, Description: in.Description.Value, Rank: in.Rank.Value, EmailEnabled: in.EmailEnabled.Value,
	})
	if err != nil {
		return err
	}
	api.Version(w, t.Version)
	return api.JSON(w, http.StatusCreated, toTier(&t))
}

func (a *API) oneTier(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	t, err := a.Tiers.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	api.Version(w, t.Version)
	return api.JSON(w, http.StatusOK, toTier(&t))
}

func (a *API) changeTier(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.writeTier(w, r, by, false)
}

// replaceTier is PUT: what may be left out is back to its default.
func (a *API) replaceTier(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.writeTier(w, r, by, true)
}

func (a *API) writeTier(w http.ResponseWriter, r *http.Request, by actor.Actor, whole bool) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := a.tierBody(w, r, whole)
	if err != nil {
		return err
	}
	in.EmailEnabled.Set = in.EmailEnabled.Set || whole
	t, err := a.Tiers.Change(r.Context(), by, guid, in.change())
	if err != nil {
		return err
	}
	api.Version(w, t.Version)
	return api.JSON(w, http.StatusOK, toTier(&t))
}

func (a *API) deleteTier(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.Tiers.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) moveTierCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, members, err := moveBody(w, r)
	if err != nil {
		return err
	}
	moved, err := a.Tiers.Move(r.Context(), by, guid, members)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toMoved(moved))
}
