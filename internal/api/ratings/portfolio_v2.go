package ratings

import (
	"encoding/json"
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/portfolio"
)

func (a *API) portfolioRoutesV2() []api.Route {
	return []api.Route{
		{Method: "GET", Path: "/portfolio", Need: actor.PortfolioR, Handle: a.portfolioPage, Topics: audit.Portfolio | audit.Identity},
		{Method: "POST", Path: "/portfolio", Need: actor.PortfolioR, Handle: a.queryPortfolio, Asks: true},
	}
}

// named is a thing with a name and a slug, both null if there is none.
type named struct {
	Name *string `json:"name"`
	Slug *string `json:"slug"`
}

// portfolioCompany is the contract's PortfolioCompany. What Gatehouse does not
// know of a company is null or empty.
type portfolioCompany struct {
	GUID             string   `json:"guid"`
	CustomID         *string  `json:"custom_id"`
	Name             string   `json:"name"`
	Shortname        string   `json:"shortname"`
	Type             []string `json:"type"`
	NetworkSizeV4    *int64   `json:"network_size_v4"`
	Rating           *int64   `json:"rating"`
	RatingDate       *string  `json:"rating_date"`
	AddedDate        string   `json:"added_date"`
	Industry         named    `json:"industry"`
	SubIndustry      named    `json:"sub_industry"`
	SubscriptionType named    `json:"subscription_type"`
	LifeCycle        named    `json:"life_cycle"`
	Relationship     named    `json:"relationship"`
	Tier             *string  `json:"tier"`
	TierName         *string  `json:"tier_name"`
	TierOrder        *int64   `json:"tier_order"`
	PrimaryDomain    string   `json:"primary_domain"`
	DisplayURL       *string  `json:"display_url"`
	Logo             string   `json:"logo"`
	Sparkline        string   `json:"sparkline"`
	ComplianceClaim  *string  `json:"compliance_claim"`
	IsGenerated      bool     `json:"is_generated,omitempty"` // additive: rating and grades were made up for the demo
}

func toPortfolioCompany(l *portfolio.Listed) portfolioCompany {
	c := portfolioCompany{
		GUID: l.GUID, CustomID: l.CustomID, Name: l.Name, Type: []string{}, Rating: l.Rating, RatingDate: l.RatingDate,
		AddedDate: l.CreatedAt.Format(time.DateOnly), SubscriptionType: named{l.SubscriptionName, l.Subscription},
		Tier: l.TierGUID, TierName: l.TierName, TierOrder: l.TierRank, PrimaryDomain: l.PrimaryDomain,
		IsGenerated: l.IsGenerated,
	}
	if l.Industry != "" {
		slug := portfolio.Slug(l.Industry)
		c.Industry = named{&l.Industry, &slug}
	}
	if r := l.Relationship; r != nil {
		name, slug := r.Name(), string(*r)
		c.Relationship = named{&name, &slug}
	}
	if y := l.LifeCycle; y != nil {
		name, slug := y.Name(), string(*y)
		c.LifeCycle = named{&name, &slug}
	}
	return c
}

var portfolioColumns = []api.Column[portfolioCompany]{
	{Name: "guid", Width: 36, Cell: func(c *portfolioCompany) any { return c.GUID }},
	{Name: "custom_id", Cell: func(c *portfolioCompany) any { return c.CustomID }},
	{Name: "name", Width: 32, Cell: func(c *portfolioCompany) any { return c.Name }},
	{Name: "primary_domain", Width: 28, Cell: func(c *portfolioCompany) any { return c.PrimaryDomain }},
	{Name: "rating", Width: 6, Cell: func(c *portfolioCompany) any { return c.Rating }},
	{Name: "rating_date", Width: 11, Cell: func(c *portfolioCompany) any { return c.RatingDate }},
	{Name: "tier_name", Width: 16, Cell: func(c *portfolioCompany) any { return c.TierName }},
	{Name: "subscription_type.name", Width: 24, Cell: func(c *portfolioCompany) any { return c.SubscriptionType.Name }},
	{Name: "industry.name", Cell: func(c *portfolioCompany) any { return c.Industry.Name }},
	{Name: "tier", Cell: func(c *portfolioCompany) any { return c.Tier }},
	{Name: "subscription_type.slug", Cell: func(c *portfolioCompany) any { return c.SubscriptionType.Slug }},
	{Name: "industry.slug", Cell: func(c *portfolioCompany) any { return c.Industry.Slug }},
	{Name: "added_date", Cell: func(c *portfolioCompany) any { return c.AddedDate }},
	{Name: "is_generated", Cell: func(c *portfolioCompany) any { return c.IsGenerated }},
	{Name: "relationship.name", Cell: func(c *portfolioCompany) any { return c.Relationship.Name }},
	{Name: "relationship.slug", Cell: func(c *portfolioCompany) any { return c.Relationship.Slug }},
	{Name: "life_cycle.name", Cell: func(c *portfolioCompany) any { return c.LifeCycle.Name }},
	{Name: "life_cycle.slug", Cell: func(c *portfolioCompany) any { return c.LifeCycle.Slug }},
}

// portfolioPageBody is a page with the customer's own company beside it.
type portfolioPageBody struct {
	api.Page[json.RawMessage]
	Summaries map[string]string `json:"summaries"`
}

func (a *API) queryPortfolio(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := addBody(w, r); err != nil {
		return err
	}
	return a.portfolioPage(w, r, by)
}

// maxPage is what a page holds at most; who asks for more finds the rest under
// links.next.
const maxPage = 10_000

// portfolioPage answers a page; as a file, the whole list if no limit was sent.
func (a *API) portfolioPage(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	f, err := portfolioFilter(q)
	if err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return err
	}
	if f.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000); err != nil {
		return err
	}
	if format != api.FormatJSON {
		return a.portfolioFile(w, r, by, f, format)
	}
	if f.Limit == 0 {
		f.Limit = 100
	}
	f.Limit = min(f.Limit, maxPage)
	companies, total, err := a.Companies.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	pick := api.NewPick(api.List(q, "fields"))
	page := make([]json.RawMessage, len(companies))
	for i := range companies {
		if page[i], err = pick.Of(toPortfolioCompany(&companies[i])); err != nil {
			return err
		}
	}
	customer, err := a.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, portfolioPageBody{
		Page:      api.NewPage(r, a.PublicURL, page, total, f.Limit, f.Offset),
		Summaries: map[string]string{"my-company": customer.CompanyGUID},
	})
}

func (a *API) portfolioFile(w http.ResponseWriter, r *http.Request, by actor.Actor, f portfolio.Filter, format api.Format) error {
	ctx, pick := r.Context(), api.NewPick(api.List(r.URL.Query(), "fields"))
	sheet := &api.Sheet[portfolioCompany]{
		Name: "portfolio", Columns: api.PickColumns(portfolioColumns, pick), Row: fromJSON[portfolioCompany],
		Each: func(yield func([]byte) error) error {
			return a.Companies.Each(ctx, by, f, func(l *portfolio.Listed) error {
				text, err := pick.Of(toPortfolioCompany(l))
				if err != nil {
					return err
				}
				return yield(text)
			})
		},
	}
	return sheet.Write(w, format)
}
