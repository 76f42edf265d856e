package ratings

import (
	"encoding/json"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// groupList is the contract's AccessControlGroups. Who does not see the default
// group reads "" for it.
type groupList struct {
	DefaultGroup string            `json:"default_group"`
	Groups       []json.RawMessage `json:"groups"`
}

func (a *API) listGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	groups, err := a.Groups.List(r.Context(), by)
	if err != nil {
		return err
	}
	return a.answerGroups(w, r, by, groups, format)
}

// queryGroups answers those groups that are named and seen, or all if none is.
func (a *API) queryGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		GUID []string `json:"guid"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if len(in.GUID) > api.MaxValues {
		return fault.Field("guid", "must have no more than %d values", api.MaxValues)
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	groups, err := a.Groups.Some(r.Context(), by, in.GUID)
	if err != nil {
		return err
	}
	return a.answerGroups(w, r, by, groups, format)
}

func (a *API) answerGroups(w http.ResponseWriter, r *http.Request, by actor.Actor, groups []tenant.Group, format api.Format) error {
	columns := groupColumns(groups)
	all, err := api.Narrow(w, r, a.PublicURL, columns, wires(groups, func(g *tenant.Group) group { return toGroup(*g) }))
	if err != nil {
		return err
	}
	each := pickOf(r).Each(api.EachOf(all))
	if format != api.FormatJSON {
		sheet := api.Sheet[group]{
			Name: "access-groups", Columns: pickGroupColumns(r, columns), Each: each,
			Row: func(document []byte) (*group, error) {
				g := new(group)
				return g, json.Unmarshal(document, g)
			},
		}
		return sheet.Write(w, format)
	}
	def, err := a.Groups.Default(r.Context(), by)
	if err != nil {
		return err
	}
	out := groupList{DefaultGroup: def, Groups: []json.RawMessage{}}
	if err := each(func(document []byte) error {
		out.Groups = append(out.Groups, document)
		return nil
	}); err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, out)
}

// groupColumns returns the columns of the groups as a table: the fields, those
// of a subscription type under its slug.
func groupColumns(groups []tenant.Group) []api.Column[group] {
	columns := []api.Column[group]{
		{Name: "guid", Width: 36, Cell: func(g *group) any { return g.GUID }},
		{Name: "name", Width: 30, Cell: func(g *group) any { return g.Name }},
		{Name: "all_companies", Width: 13, Cell: func(g *group) any { return g.AllCompanies }},
		{Name: "is_default", Width: 10, Cell: func(g *group) any { return g.IsDefault }},
		{Name: "allow_bundled_companies", Cell: func(g *group) any { return g.AllowBundledCompanies }},
		{Name: "can_set_tier_scope", Cell: func(g *group) any { return g.CanSetTierScope }},
	}
	if len(groups) > 0 {
		for _, q := range groups[0].Quotas { // every group has the same types
			columns = append(columns, quotaColumns(q.Type)...)
		}
	}
	return append(columns,
		api.Column[group]{Name: "user_count", Width: 10, Cell: func(g *group) any { return g.UserCount }},
		api.Column[group]{Name: "id", Cell: func(g *group) any { return g.ID }})
}

// pickGroupColumns picks and orders them by fields=.
func pickGroupColumns(r *http.Request, columns []api.Column[group]) []api.Column[group] {
	names := api.List(r.URL.Query(), "fields")
	if len(names) == 0 {
		return columns
	}
	var picked []api.Column[group]
	for _, name := range names {
		for _, c := range columns {
			if c.Name == name || strings.HasPrefix(c.Name, name+".") {
				c.Width = max(c.Width, 20)
				picked = append(picked, c)
			}
		}
	}
	return picked
}

func quotaColumns(slug string) []api.Column[group] {
	column := func(name string, cell func(quota) any) api.Column[group] {
		return api.Column[group]{
			Name: "subscription_types." + slug + "." + name,
			Cell: func(g *group) any { return cell(g.SubscriptionTypes[slug]) },
		}
	}
	return []api.Column[group]{
		column("total_allocated_quota", func(q quota) any { return q.Allocated }),
		column("total_available_quota", func(q quota) any { return q.Available }),
		column("total_used_allocated_quota", func(q quota) any { return q.UsedAllocated }),
		column("total_used_quota", func(q quota) any { return q.Used }),
	}
}

// explanation answers whether a user may see a company.
type explanation struct {
	User    string   `json:"user"`
	Company string   `json:"company"`
	Role    string   `json:"role"`
	Group   groupRef `json:"group"`
	Allowed bool     `json:"allowed"`
	Through *string  `json:"through"` // admin, all_companies, group; null if nothing leads there
	Reasons []string `json:"reasons"`
	Missing []string `json:"missing"`
}

type groupRef struct {
	GUID string `json:"guid"`
	Name string `json:"name"`
}

func (a *API) explainGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	p := fault.Problems{}
	p.Require(api.IsGUID(q.Get("user")), "user", "must be the guid of a user")
	p.Require(api.IsGUID(q.Get("company")), "company", "must be the guid of a company")
	if err := p.Err(); err != nil {
		return err
	}
	e, err := a.Groups.Explain(r.Context(), by, q.Get("user"), q.Get("company"))
	if err != nil {
		return err
	}
	out := explanation{
		User: e.UserGUID, Company: e.CompanyGUID, Role: string(e.Role), Group: groupRef{e.GroupGUID, e.GroupName},
		Allowed: e.Allowed, Reasons: []string{}, Missing: []string{},
	}
	for _, t := range e.Reasons {
		out.Reasons = append(out.Reasons, t.String())
	}
	for _, l := range e.Missing {
		out.Missing = append(out.Missing, l.String())
	}
	if e.Through != "" {
		out.Through = &e.Through
	}
	return api.JSON(w, http.StatusOK, out)
}
