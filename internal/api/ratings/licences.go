package ratings

import (
	"net/http"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/tenant"
)

// licenceUsage is how much of a licence is used; total and remaining are null
// where it has no end.
type licenceUsage struct {
	Name      string `json:"name"`
	Slug      string `json:"slug"`
	Total     *int64 `json:"total"`
	Used      int64  `json:"used"`
	Remaining *int64 `json:"remaining"`
}

func toLicenceUsage(u *tenant.Usage) licenceUsage {
	return licenceUsage{u.Name, u.Type, u.Total, u.Used, u.Remaining}
}

var licenceColumns = []api.Column[licenceUsage]{
	{Name: "slug", Width: 24, Cell: func(u *licenceUsage) any { return u.Slug }},
	{Name: "name", Width: 24, Cell: func(u *licenceUsage) any { return u.Name }},
	{Name: "total", Width: 10, Cell: func(u *licenceUsage) any { return u.Total }},
	{Name: "used", Width: 10, Cell: func(u *licenceUsage) any { return u.Used }},
	{Name: "remaining", Width: 10, Cell: func(u *licenceUsage) any { return u.Remaining }},
}

func (a *API) licenceSummaries(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	usage, err := a.Groups.Usage(r.Context(), by)
	if err != nil {
		return err
	}
	if slugs := api.List(r.URL.Query(), "license_usage.slug"); slugs != nil {
		usage = slices.DeleteFunc(usage, func(u tenant.Usage) bool { return !slices.Contains(slugs, u.Type) })
	}
	all := wires(usage, toLicenceUsage)
	if format != api.FormatJSON {
		return writeArray(w, r, "licenses", licenceColumns, all)
	}
	return api.JSON(w, http.StatusOK, map[string]any{"license_usage": all})
}
