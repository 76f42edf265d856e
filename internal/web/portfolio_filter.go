package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// portfolioFilter is what the address of the portfolio says, under the names of
// the API. Lists are separated by commas.
type portfolioFilter struct {
	query, folder, tier, subscription string
	from, to                          string // of the rating
	preferred, invited                string // true, false or ""
	sort                              string
	limit, offset                     int
}

const (
	maxQuery  = 200
	mostPages = 1_000_000 // of rows that are passed over
)

// The names of the filters in the API.
const (
	folderParam       = "folder"
	tierParam         = "tier"
	subscriptionParam = "subscription_type.slug"
	fromParam         = "rating_gte"
	toParam           = "rating_lte"
	preferredParam    = "has_preferred_contact"
	invitedParam      = "invited"
)

// portfolioSorts are the orders that the page offers.
var portfolioSorts = []string{"name", "rating", "tier", "subscription_type.name"}

func readPortfolioFilter(q url.Values) (portfolioFilter, error) {
	list := func(name string) string { return strings.ToLower(strings.Join(split(strings.Join(q[name], ",")), ",")) }
	f := portfolioFilter{
		query: strings.TrimSpace(q.Get("q")), folder: list(folderParam), tier: list(tierParam), subscription: list(subscriptionParam),
		from: strings.TrimSpace(q.Get(fromParam)), to: strings.TrimSpace(q.Get(toParam)),
		preferred: strings.ToLower(q.Get(preferredParam)), invited: strings.ToLower(q.Get(invitedParam)),
		sort: q.Get("sort"), limit: pageSize,
	}
	p := fault.Problems{}
	p.Require(len(f.query) <= maxQuery, "q", "must have no more than %d characters", maxQuery)
	for name, guids := range map[string]string{folderParam: f.folder, tierParam: f.tier} {
		for _, guid := range split(guids) {
			p.Require(portfolio.IsGUID(guid), name, "must be a guid")
		}
	}
	for name, n := range map[string]string{fromParam: f.from, toParam: f.to} {
		_, err := strconv.ParseInt(n, 10, 64)
		p.Require(n == "" || err == nil, name, "must be an integer")
	}
	for name, is := range map[string]string{preferredParam: f.preferred, invitedParam: f.invited} {
		p.Require(slices.Contains([]string{"", "true", "false"}, is), name, "must be true or false")
	}
	p.Require(f.sort == "" || slices.Contains(portfolioSorts, strings.TrimPrefix(f.sort, "-")), "sort", "must be one of %s", strings.Join(portfolioSorts, ", "))
	for name, in := range map[string]*int{"limit": &f.limit, "offset": &f.offset} {
		if text := q.Get(name); text != "" {
			n, err := strconv.Atoi(text)
			least, most := 0, mostPages
			if name == "limit" {
				least, most = 1, mostRows
			}
			p.Require(err == nil && n >= least && n <= most, name, "must be a number from %d to %d", least, most)
			*in = n
		}
	}
	return f, p.Err()
}

// portfolio is the filter in the words of the package, within a container.
func (f portfolioFilter) portfolio(in *container) portfolio.Filter {
	if in != nil {
		in.narrow(&f)
	}
	ask := portfolio.Filter{
		Q: f.query, Folders: split(f.folder), Tiers: split(f.tier), Subscriptions: split(f.subscription),
		NotBelow: whole64(f.from), NotAbove: whole64(f.to), HasPreferred: truth(f.preferred), Invited: truth(f.invited),
		Limit: f.limit, Offset: f.offset,
	}
	if f.sort != "" {
		ask.Sort = []string{f.sort}
	}
	return ask
}

func whole64(text string) *int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil
	}
	return &n
}

func truth(text string) *bool {
	if text == "" {
		return nil
	}
	is := text == "true"
	return &is
}

func (f portfolioFilter) at(offset int) portfolioFilter       { f.offset = offset; return f }
func (f portfolioFilter) sorted(by string) portfolioFilter    { f.sort, f.offset = by, 0; return f }
func (f portfolioFilter) ifInvited(is string) portfolioFilter { f.invited, f.offset = is, 0; return f }

func (f portfolioFilter) ifPreferred(is string) portfolioFilter {
	f.preferred, f.offset = is, 0
	return f
}

func (f portfolioFilter) narrows() bool {
	return f.query+f.folder+f.tier+f.subscription+f.from+f.to+f.preferred+f.invited != ""
}

func (f portfolioFilter) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"q": f.query, folderParam: f.folder, tierParam: f.tier, subscriptionParam: f.subscription, fromParam: f.from, toParam: f.to,
		preferredParam: f.preferred, invitedParam: f.invited, "sort": f.sort,
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if f.limit != pageSize {
		v.Set("limit", strconv.Itoa(f.limit))
	}
	if f.offset > 0 {
		v.Set("offset", strconv.Itoa(f.offset))
	}
	return v
}

// address is the filter as the query of an address, with its question mark.
func (f portfolioFilter) address() string {
	if q := f.values().Encode(); q != "" {
		return "?" + q
	}
	return ""
}

// exported is the address of all that the filter leaves.
func (f portfolioFilter) exported() string {
	f.limit, f.offset = pageSize, 0
	return f.address()
}

// api is the filter in the API's words: all rows, not a page.
func (f portfolioFilter) api(format string) url.Values {
	f.limit, f.offset = pageSize, 0
	v := f.values()
	v.Set("format", format)
	return v
}

// columns are the heads of the ledger.
func (f portfolioFilter) columns(path string, requests bool) []column {
	sortable := func(name phrase, by string) column {
		col := column{Name: name, Href: path + f.sorted(by).address()}
		switch f.sort {
		case by:
			col.Order, col.Href = "ascending", path+f.sorted("-"+by).address()
		case "-" + by:
			col.Order = "descending"
		}
		if by == "name" && f.sort == "" {
			col.Order, col.Href = "ascending", path+f.sorted("-"+by).address()
		}
		return col
	}
	all := []column{
		sortable(say("Company"), "name"), sortable(say("Rating"), "rating"), sortable(say("Tier"), "tier"),
		{Name: say("Folders")},
		sortable(say("Subscription"), "subscription_type.name"),
	}
	if requests {
		all = append(all, column{Name: say("Open requests")})
	}
	return append(all, column{Name: say("Preferred contact")})
}

// portfolioFields are the inputs of the form of filters.
type portfolioFields struct {
	Query                        string
	Folders, Tiers               []option // without those that a container says
	Subscriptions                []option
	From, To                     string
	Preferred, Invited           []option
	Sort                         string
	IsOpen                       bool // those that few use are set
	FolderParam, TierParam       string
	SubscriptionParam            string
	FromParam, ToParam           string
	PreferredParam, InvitedParam string
}

// bulkFields are the inputs of what can be done to several companies.
type bulkFields struct {
	Back           string
	Folders, Tiers []option
	Chosen         map[string]bool
	Folder         string // that the page is about
}

// portfolioFields fills in the choices of the page, and counts.
func (c *Web) portfolioFields(r *http.Request, by actor.Actor, v *portfolioView, l ledger) error {
	ctx, f := r.Context(), l.filter
	folders, tiers, err := c.shelves(ctx, by)
	if err != nil {
		return err
	}
	types, err := c.Companies.Types(ctx, by)
	if err != nil {
		return err
	}
	tally, err := c.Companies.Tally(ctx, by, f.ifInvited("").ifPreferred("").portfolio(l.container))
	if err != nil {
		return err
	}
	v.Counters = f.counters(l.path, tally, v.SeesRequests)
	v.Filter = portfolioFields{
		Query: f.query, From: f.from, To: f.to, Sort: f.sort,
		Preferred:   []option{{"true", say("With"), f.preferred == "true"}, {"false", say("Without"), f.preferred == "false"}},
		IsOpen:      f.subscription+f.from+f.to+f.preferred+f.invited != "",
		FolderParam: folderParam, TierParam: tierParam, SubscriptionParam: subscriptionParam, FromParam: fromParam, ToParam: toParam,
		PreferredParam: preferredParam, InvitedParam: invitedParam,
	}
	if v.SeesRequests {
		v.Filter.Invited = []option{{"true", say("Invited"), f.invited == "true"}, {"false", say("Not invited"), f.invited == "false"}}
	}
	for _, t := range types {
		v.Filter.Subscriptions = append(v.Filter.Subscriptions, option{t.Type, plain(t.Name), slices.Contains(split(f.subscription), t.Type)})
	}
	v.Bulk = bulkFields{Back: l.path + f.address(), Chosen: make(map[string]bool)}
	for _, guid := range l.chosen {
		v.Bulk.Chosen[guid] = true
	}
	for i := range folders {
		v.Filter.Folders = append(v.Filter.Folders, option{folders[i].GUID, plain(folders[i].Name), slices.Contains(split(f.folder), folders[i].GUID)})
		if folders[i].ContentsEditableBy(by) {
			v.Bulk.Folders = append(v.Bulk.Folders, option{folders[i].GUID, plain(folders[i].Name), l.container != nil && l.container.GUID == folders[i].GUID})
		}
	}
	for _, t := range tiers {
		v.Filter.Tiers = append(v.Filter.Tiers, option{t.GUID, plain(t.Name), slices.Contains(split(f.tier), t.GUID)})
		v.Bulk.Tiers = append(v.Bulk.Tiers, option{Value: t.GUID, Name: plain(t.Name)})
	}
	if l.container != nil {
		l.container.fix(v)
	}
	return nil
}

// counters lead to what is left to do.
func (f portfolioFilter) counters(path string, t portfolio.Tally, requests bool) []counter {
	one := func(name phrase, to portfolioFilter, n int64) counter {
		return counter{Name: name, Href: path + to.address(), Amount: collab.Amount{N: n}, Current: to.invited == f.invited && to.preferred == f.preferred}
	}
	all := []counter{one(say("All"), f.ifInvited("").ifPreferred(""), t.Total)}
	if requests {
		all = append(all,
			one(say("Invited"), f.ifPreferred("").ifInvited("true"), t.Invited),
			one(say("Not invited"), f.ifPreferred("").ifInvited("false"), t.Total-t.Invited))
	}
	return append(all, one(say("Without a preferred contact"), f.ifInvited("").ifPreferred("false"), t.Total-t.Preferred))
}
