package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

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

const mostPages = 1_000_000 // of rows that are passed over

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
	list := func(name string) string {
		return strings.ToLower(strings.Join(split(strings.Join(q[name], ","), mostValues), ","))
	}
	f := portfolioFilter{
		query: strings.TrimSpace(q.Get("q")), folder: list(folderParam), tier: list(tierParam), subscription: list(subscriptionParam),
		from: strings.TrimSpace(q.Get(fromParam)), to: strings.TrimSpace(q.Get(toParam)),
		preferred: strings.ToLower(q.Get(preferredParam)), invited: strings.ToLower(q.Get(invitedParam)),
		sort: q.Get("sort"), limit: pageSize,
	}
	p := fault.Problems{}
	p.Take(checkSearch(f.query))
	for name, list := range map[string]string{folderParam: f.folder, tierParam: f.tier, subscriptionParam: f.subscription} {
		values := split(list, mostValues)
		p.Require(len(values) <= mostValues, name, "lists more than %d values", mostValues)
		for _, v := range values {
			p.Require(name == subscriptionParam || portfolio.IsGUID(v), name, "must be a guid")
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
		Q: f.query, Folders: split(f.folder, mostValues), Tiers: split(f.tier, mostValues), Subscriptions: split(f.subscription, mostValues),
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
