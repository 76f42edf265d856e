package web

import (
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

const portfolioPath = "/portfolio"

// mountPortfolio adds the pages about companies. Files come by upload.
func (c *Web) mountPortfolio(member, upload func(string, memberHandler)) {
	member("GET /portfolio", c.portfolio)
	member("GET /portfolio.csv", c.exportPortfolio)
	member("GET /portfolio.xlsx", c.exportPortfolio)
	member("POST /portfolio/bulk", c.changeCompanies)
	member("POST /portfolio/undo/{guid}", c.undo)
	member("GET /companies.json", c.chooseCompany)
	member("GET /companies/{guid}", c.company)
	member("POST /companies/{guid}/{action}", c.changeCompany)
	c.mountContainers(member)
	c.mountContacts(member)
	c.mountImport(member, upload)
}

// portfolioView is the ledger of the companies, of all or of those in a folder
// or tier.
type portfolioView struct {
	page
	Tabs      []tab
	Notice    *done
	Wrong     *wrong
	Container *container // nil: the whole portfolio

	Action   string // of the form of filters
	Counters []counter
	Filter   portfolioFields
	Filtered bool

	CanChange, CanInvite bool
	SeesRequests         bool
	Bulk                 bulkFields
	Columns              []column
	Rows                 []companyRow
	turns
	CSV, XLSX             string
	IsEmpty, IsBeyond     bool // there are no companies at all; none on this page
	FirstPage, ImportPage string
}

func (portfolioView) file() string { return "portfolio.html" }

// Ticks reports whether something can be done to companies that are ticked.
func (v portfolioView) Ticks() bool { return v.CanChange || v.CanInvite || v.Bulk.Groups != nil }

// tab is one of the pages of an area.
type tab struct {
	Name    phrase
	Href    string
	Current bool
}

// portfolioTabs are the pages of the portfolio.
func portfolioTabs(by actor.Actor, here string) []tab {
	all := []tab{
		{say("Companies"), portfolioPath, here == portfolioPath},
		{say("Folders"), foldersPath, here == foldersPath},
		{say("Tiers"), tiersPath, here == tiersPath},
		{say("Contacts"), contactsPath, here == contactsPath},
	}
	if by.Has(actor.PortfolioRW) {
		all = append(all, tab{say("Import"), importPath, here == importPath})
	}
	return all
}

// column is the head of a column that the ledger can be sorted by.
type column struct {
	Name  phrase
	Href  string // "" if it cannot be sorted by
	Order string // ascending or descending, if the ledger is
}

// portfolio shows a page of the companies that the filters in the address match.
func (c *Web) portfolio(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readPortfolioFilter(r.URL.Query())
	if err != nil {
		return err
	}
	return c.showPortfolio(w, r, by, ledger{filter: f, path: portfolioPath, query: r.URL.Query(), status: http.StatusOK})
}

// ledger is what the page of companies is asked for.
type ledger struct {
	filter    portfolioFilter
	path      string     // of the page
	query     url.Values // of its address: what was done
	container *container
	status    int
	fault     *fault.Error
	chosen    []string // companies
}

func (c *Web) showPortfolio(w http.ResponseWriter, r *http.Request, by actor.Actor, l ledger) error {
	ctx, f := r.Context(), l.filter
	ask := f.portfolio(l.container)
	found, total, err := c.Companies.List(ctx, by, ask)
	if err != nil {
		return err
	}
	v := portfolioView{
		page: console(by, say("Portfolio"), "portfolio"), Tabs: portfolioTabs(by, portfolioPath), Container: l.container, Action: l.path,
		Filtered: f.narrows(), CanChange: by.Has(actor.PortfolioRW), CanInvite: by.Has(actor.RequestsRW), SeesRequests: by.Has(actor.RequestsR),
		Columns: f.columns(l.path, by.Has(actor.RequestsR)), CSV: l.path + ".csv" + f.exported(), XLSX: l.path + ".xlsx" + f.exported(), FirstPage: l.path + f.at(0).address(),
		ImportPage: importPath, Notice: doneOf(l.query, l.path+f.address()),
	}
	if l.container != nil {
		v.Title, v.Tabs = plain(l.container.Name), portfolioTabs(by, l.container.base())
		export := f
		l.container.narrow(&export)
		v.CSV, v.XLSX = "/portfolio.csv"+export.exported(), "/portfolio.xlsx"+export.exported()
	}
	if v.Rows, err = c.companyRows(r, by, found); err != nil {
		return err
	}
	if err := c.portfolioFields(r, by, &v, l); err != nil {
		return err
	}
	v.pages(l.path, f, total, len(found))
	v.IsEmpty = total == 0 && !f.narrows()
	var fields []*field
	if l.container != nil {
		fields = l.container.Form.fields()
	}
	v.Wrong = complain(l.fault, fields...)
	v.page = v.failed(v.Wrong)
	return render(w, r, l.status, v)
}

// pages says which part of the list this is, and leads to its neighbours.
func (v *portfolioView) pages(path string, f portfolioFilter, total, shown int) {
	v.IsBeyond = total > 0 && shown == 0
	v.Showing = count(int64(total), "%d company", "%d companies")
	if shown < total && shown > 0 {
		v.Showing = say("%d to %d of %d companies", f.offset+1, f.offset+shown, total)
	}
	if f.offset > 0 {
		v.Previous = path + f.at(max(0, f.offset-f.limit)).address()
	}
	if f.offset+shown < total && shown > 0 {
		v.Next = path + f.at(f.offset+f.limit).address()
	}
}

// exportPortfolio hands the filters of the page to the API's own export.
func (c *Web) exportPortfolio(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readPortfolioFilter(r.URL.Query())
	if err != nil {
		return err
	}
	if err := by.Need(actor.PortfolioR); err != nil {
		return err
	}
	asked := r.Clone(r.Context())
	asked.URL.RawQuery = f.api(strings.TrimPrefix(r.URL.Path, "/portfolio.")).Encode()
	return c.ExportPortfolio(w, asked, by)
}

// chooseCompany answers a script with companies to choose from.
func (c *Web) chooseCompany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query().Get("q")
	if err := checkSearch(q); err != nil {
		return err
	}
	found, err := c.Companies.Choices(r.Context(), by, q, mostChoices)
	if err != nil {
		return err
	}
	type choice struct {
		GUID       string `json:"guid"`
		Name       string `json:"name"`
		Domain     string `json:"domain"`
		HasContact bool   `json:"has_contact"`
	}
	all := make([]choice, len(found))
	for i, f := range found {
		all[i] = choice{f.GUID, f.Name, f.PrimaryDomain, f.HasPreferred}
	}
	return sendJSON(w, all)
}

const mostChoices = 20
