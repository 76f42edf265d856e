package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// outboxFilter is what the address of the outbox says. Lists are separated by
// commas, as in the API.
type outboxFilter struct {
	status, reason, query, company, after string
	limit                                 int
}

const (
	pageSize = 50
	mostRows = 500
)

func readOutboxFilter(q url.Values) (outboxFilter, error) {
	f := outboxFilter{
		status: strings.Join(q["status"], ","), reason: strings.Join(q["reason"], ","),
		query: strings.TrimSpace(q.Get("q")), company: strings.ToLower(q.Get("company")), after: q.Get("after"),
		limit: pageSize,
	}
	p := fault.Problems{}
	if text := q.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		p.Require(err == nil && n >= 1 && n <= mostRows, "limit", "must be a number from 1 to "+strconv.Itoa(mostRows))
		f.limit = n
	}
	for _, guid := range split(f.company) {
		p.Require(portfolio.IsGUID(guid), "company", "must be a guid")
	}
	return f, p.Err()
}

// split returns the values of a list, nil for none.
func split(list string) []string {
	var values []string
	for v := range strings.SplitSeq(list, ",") {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

func (f outboxFilter) collab() collab.Filter {
	return collab.Filter{
		Statuses: split(f.status), Reasons: split(f.reason), Query: f.query, Companies: split(f.company),
		Limit: f.limit, After: f.after,
	}
}

func (f outboxFilter) withStatus(s string) outboxFilter     { f.status, f.after = s, ""; return f }
func (f outboxFilter) withCompany(guid string) outboxFilter { f.company, f.after = guid, ""; return f }
func (f outboxFilter) from(cursor string) outboxFilter      { f.after = cursor; return f }

func (f outboxFilter) narrows() bool {
	return f.status != "" || f.reason != "" || f.query != "" || f.company != ""
}

func (f outboxFilter) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"status": f.status, "reason": f.reason, "q": f.query, "company": f.company, "after": f.after,
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if f.limit != pageSize {
		v.Set("limit", strconv.Itoa(f.limit))
	}
	return v
}

// address is the filter as the query of an address, with its question mark.
func (f outboxFilter) address() string {
	if q := f.values().Encode(); q != "" {
		return "?" + q
	}
	return ""
}

// api is the filter in the API's words: all rows, not a page.
func (f outboxFilter) api(format string) url.Values {
	f.after, f.limit = "", pageSize
	v := f.values()
	if f.company != "" {
		v.Del("company")
		v.Set("company_guid", f.company)
	}
	v.Set("format", format)
	return v
}

// kept are the filters that the search form has no field for.
func (f outboxFilter) kept() []hidden {
	var kept []hidden
	for _, h := range []hidden{{"status", f.status}, {"company", f.company}} {
		if h.Value != "" {
			kept = append(kept, h)
		}
	}
	return kept
}

func (f outboxFilter) reasons() []option {
	var all []option
	for _, r := range collab.Reasons {
		all = append(all, option{string(r), reasons[r], strings.EqualFold(f.reason, string(r))})
	}
	return all
}

// counters lead to the statuses that the other filters leave.
func (f outboxFilter) counters(companies map[string]map[collab.Status]int) []counter {
	var total int64
	count := make(map[collab.Status]int64)
	for _, statuses := range companies {
		for s, n := range statuses {
			count[s] += int64(n)
			total += int64(n)
		}
	}
	all := []counter{{Name: say("All"), Href: "/outbox" + f.withStatus("").address(), Count: total, Current: f.status == ""}}
	for _, s := range collab.Statuses {
		name := string(s.Status)
		all = append(all, counter{
			Name: statuses[s.Status], Href: "/outbox" + f.withStatus(name).address(), Count: count[s.Status],
			Current: slices.ContainsFunc(split(f.status), func(chosen string) bool { return strings.EqualFold(chosen, name) }),
		})
	}
	return all
}
