package ratings

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// foundCompany is a result of a search. The contract leaves open what it holds
// beside the details that can be asked for.
type foundCompany struct {
	GUID          string        `json:"guid"`
	Name          string        `json:"name"`
	PrimaryDomain string        `json:"primary_domain"`
	Website       string        `json:"website"`
	DisplayURL    *string       `json:"display_url"`
	Description   *string       `json:"description"`
	Industry      string        `json:"industry"`
	IndustrySlug  string        `json:"industry_slug"`
	Details       *foundDetails `json:"details,omitempty"`
}

// foundDetails are told one by one, or all, by expand=details.
type foundDetails struct {
	CanUnsubscribe  bool        `json:"can_unsubscribe"`
	Confidence      *string     `json:"confidence"`
	MonitoringCount *int64      `json:"customer_monitoring_count"`
	EmployeeCount   *int64      `json:"employee_count"`
	HasControls     bool        `json:"has_delegated_security_controls"`
	HasCompanyTree  bool        `json:"has_company_tree"`
	InPortfolio     bool        `json:"in_portfolio"`
	IsBundled       bool        `json:"is_bundled"`
	IsCSP           bool        `json:"is_csp"`
	IsPrimary       bool        `json:"is_primary"`
	ServiceProvider bool        `json:"is_service_provider"`
	Logo            string      `json:"logo"`
	PrimaryCompany  *companyRef `json:"primary_company"`
	RelatedCSP      *companyRef `json:"related_csp_entity"`
	SelfPublished   bool        `json:"self_published"`
	SearchHistory   *int64      `json:"search_history_count"`
	SearchToken     string      `json:"search_token"`
	Subscription    *string     `json:"subscription_type"`
}

var detailNames = []string{
	"can_unsubscribe", "confidence", "customer_monitoring_count", "employee_count", "has_delegated_security_controls",
	"has_company_tree", "in_portfolio", "is_bundled", "is_csp", "is_primary", "is_service_provider", "logo", "primary_company",
	"related_csp_entity", "self_published", "search_history_count", "search_token", "subscription_type",
}

func toFound(l *portfolio.Listed, by actor.Actor) foundCompany {
	c := foundCompany{
		GUID: l.GUID, Name: l.Name, PrimaryDomain: l.PrimaryDomain, Website: l.PrimaryDomain,
		Industry: l.Industry, IndustrySlug: portfolio.Slug(l.Industry),
		Details: &foundDetails{
			EmployeeCount: l.Employees, InPortfolio: true, IsPrimary: l.PrimaryName == nil, Subscription: l.SubscriptionName,
			CanUnsubscribe: l.SubscribedBy != nil && by.Has(actor.PortfolioRW) && (by.IsAdmin() || *l.SubscribedBy == by.GroupGUID),
		},
	}
	if l.PrimaryName != nil {
		c.Details.PrimaryCompany = &companyRef{*l.PrimaryGUID, *l.PrimaryName}
	}
	return c
}

var foundColumns = []api.Column[foundCompany]{
	{Name: "guid", Width: 36, Cell: func(c *foundCompany) any { return c.GUID }},
	{Name: "name", Width: 32, Cell: func(c *foundCompany) any { return c.Name }},
	{Name: "primary_domain", Width: 28, Cell: func(c *foundCompany) any { return c.PrimaryDomain }},
	{Name: "industry", Width: 28, Cell: func(c *foundCompany) any { return c.Industry }},
	{Name: "industry_slug", Cell: func(c *foundCompany) any { return c.IndustrySlug }},
	{Name: "website", Cell: func(c *foundCompany) any { return c.Website }},
}

// queryCompanies is the search with its filters in a body.
func (a *API) queryCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := addBody(w, r); err != nil {
		return err
	}
	return a.searchCompanies(w, r, by)
}

// searchCompanies finds companies in the customer's own portfolio, and nowhere
// else: what another customer knows is nobody's business here.
func (a *API) searchCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	f, err := searchFilter(q)
	if err != nil {
		return err
	}
	find, err := foundPick(q)
	if err != nil {
		return err
	}
	if format != api.FormatJSON {
		ctx := r.Context()
		sheet := &api.Sheet[foundCompany]{
			Name: "companies", Columns: api.PickColumns(foundColumns, pickOf(r)), Row: fromJSON[foundCompany],
			Each: func(yield func([]byte) error) error {
				return a.Companies.Each(ctx, by, f, func(l *portfolio.Listed) error {
					text, err := find.Of(toFound(l, by))
					if err != nil {
						return err
					}
					return yield(text)
				})
			},
		}
		return sheet.Write(w, format)
	}
	if f.Limit == 0 {
		f.Limit = 100
	}
	f.Limit = min(f.Limit, maxPage)
	found, total, err := a.Companies.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	page := make([]json.RawMessage, len(found))
	for i := range found {
		if page[i], err = find.Of(toFound(&found[i], by)); err != nil {
			return err
		}
	}
	return api.JSON(w, http.StatusOK, api.NewPage(r, a.PublicURL, page, total, f.Limit, f.Offset))
}

// foundPick leaves of a result what fields names, or all of it, and of its
// details what expand names.
func foundPick(q url.Values) (api.Pick, error) {
	var details []string
	for _, name := range api.List(q, "expand") {
		inner, ok := strings.CutPrefix(name, "details.")
		if name != "details" && (!ok || !slices.Contains(detailNames, inner)) {
			return nil, fault.Field("expand", "must be details, or details. and one of %s", strings.Join(detailNames, ", "))
		}
		details = append(details, name)
	}
	names := api.List(q, "fields")
	if len(names) == 0 {
		names = []string{"guid", "name", "primary_domain", "website", "display_url", "description", "industry", "industry_slug"}
	}
	return api.NewPick(append(names, details...)), nil
}

const (
	maxSearched = 20 // names, and domains, of one search
	maxWords    = 8  // of a name
)

// searchFilter reads the filters of a search. Names may have commas in them:
// each value is one name. Companies outside of the portfolio are not known here,
// so in_portfolio=false widens nothing.
func searchFilter(q url.Values) (f portfolio.Filter, err error) {
	p := fault.Problems{}
	f = portfolio.Filter{
		Names: texts(q["name"]), Domains: api.List(q, "domain"),
		Industries: api.List(q, "industry_slug"), IndustryNames: withWhole(q, "industry"),
	}
	p.Require(len(f.Names) <= maxSearched, "name", "must have no more than 20 values")
	p.Require(len(f.Domains) <= maxSearched, "domain", "must have no more than 20 values")
	for _, name := range f.Names {
		p.Require(len([]rune(name)) <= 200 && len(strings.Fields(name)) <= maxWords, "name", "must have no more than 200 characters and 8 words")
	}
	for _, domain := range f.Domains {
		p.Require(len(domain) <= 1000, "domain", "must have no more than 1000 characters")
	}
	for _, name := range []string{"in_portfolio", "use_db", "include_non_sellable", "include_provisional", "include_low_confidence"} {
		if _, err := api.Bool(q, name, false); err != nil {
			return f, err
		}
	}
	if err := p.Err(); err != nil {
		return f, err
	}
	if f.GUIDs, err = api.GUIDs(q, "guids"); err != nil {
		return f, err
	}
	sorts, err := api.Sorts(q, portfolioSorts...)
	if err != nil {
		return f, err
	}
	for _, s := range sorts {
		f.Sort = append(f.Sort, s.String())
	}
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return f, err
	}
	f.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000)
	return f, err
}

// texts returns what is not blank of values; nil if nothing is.
func texts(values []string) (all []string) {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			all = append(all, v)
		}
	}
	return all
}
