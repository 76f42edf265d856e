package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// The names of the outbox's filters in an address: those of the API.
const (
	byStatus    = "status"
	byReason    = "reason"
	byCompany   = "company_guid"
	byFolder    = "folder_guid"
	byTier      = "tier_guid"
	byGroup     = "group"
	bySender    = "requesterid"
	byNotSender = "exclude_requesterid"
	byVector    = "context.risk_vectors.risk_vector.slug"
	byQuery     = "q"
	byStart     = "start_date"
	byEnd       = "end_date"
)

// lists are the filters that take lists, separated by commas.
var lists = []string{byStatus, byReason, byCompany, byFolder, byTier, byGroup, bySender, byNotSender, byVector}

// outboxAsk is what the address of the outbox says: filters and order in the
// words of the API, and the columns and the saved view, which only the page
// has.
type outboxAsk struct {
	lists         map[string][]string
	query         string
	start, end    string // YYYY-MM-DD
	sort          string // as sent; "" is the newest first
	after         string
	limit, offset int
	columns       []string
	view          string // the guid of the saved view that this began with
}

const (
	pageSize   = 50
	mostRows   = 500
	mostValues = 500 // of a list: no more fit into an address that people pass on
	mostOffset = 100_000
	longQuery  = 200 // characters, as in the API
)

// pageSizes are those that one chooses from.
var pageSizes = []int{50, 100, 200}

// readOutboxAsk reads an address. What is not understood there is refused: a
// list without one of its filters would show more than was asked for.
func readOutboxAsk(q url.Values) (outboxAsk, error) {
	f := outboxAsk{
		lists: make(map[string][]string), query: strings.TrimSpace(q.Get(byQuery)), start: q.Get(byStart), end: q.Get(byEnd),
		after: q.Get("after"), limit: pageSize, columns: readColumns(q["columns"]), view: strings.ToLower(q.Get("view")),
	}
	p := fault.Problems{}
	for _, name := range lists {
		f.lists[name] = f.values(p, name, q[name])
	}
	p.Take(checkSearch(f.query))
	for name, date := range map[string]string{byStart: f.start, byEnd: f.end} {
		p.Require(date == "" || dayStart(date) != nil, name, "must be a date such as 2026-01-31")
	}
	f.sort = readSort(p, q.Get("sort"))
	for name, n := range map[string]struct {
		into      *int
		low, high int
	}{"limit": {&f.limit, 1, mostRows}, "offset": {&f.offset, 0, mostOffset}} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		value, err := strconv.Atoi(text)
		p.Require(err == nil && value >= n.low && value <= n.high, name, "must be a number from %d to %d", n.low, n.high)
		*n.into = value
	}
	p.Require(f.view == "" || portfolio.IsGUID(f.view), "view", "must be a guid")
	return f, p.Err()
}

// values reads one of the filters that take lists.
func (f *outboxAsk) values(p fault.Problems, name string, sent []string) []string {
	values := split(strings.Join(sent, ","), mostValues)
	p.Require(len(values) <= mostValues, name, "lists more than %d values", mostValues)
	for i, v := range values {
		if name == byStatus {
			if s, ok := collab.ParseStatus(v); ok {
				values[i] = string(s)
			}
			continue
		}
		v = strings.ToLower(v)
		values[i] = v
		switch name {
		case byGroup:
			_, err := strconv.ParseInt(v, 10, 64)
			p.Require(err == nil || portfolio.IsGUID(v), name, "has a value that is neither a guid nor an integer id")
		case byReason, byVector:
		default:
			p.Require(portfolio.IsGUID(v), name, "must be a guid")
		}
	}
	return values
}

// checkSearch refuses a long text to search for, which the parameter q has.
func checkSearch(text string) error {
	if utf8.RuneCountInString(text) > longQuery {
		return fault.Field(byQuery, "must have no more than %d characters", longQuery)
	}
	return nil
}

// readSort reads the one name by which a page is sorted.
func readSort(p fault.Problems, sent string) string {
	name, _ := strings.CutPrefix(sent, "-")
	if sent == "" || sent == newestFirst {
		return ""
	}
	p.Require(slices.Contains(collab.SortNames, name), "sort", "is not a column that the list can be sorted by")
	return sent
}

// newestFirst is the order that an address need not name.
const newestFirst = "-created_time"

// split returns the different values of a list, nil for none. Of a list of more
// than most it returns one more: nobody waits for what is refused anyway.
func split(list string, most int) []string {
	var values []string
	known := make(map[string]bool)
	for v := range strings.SplitSeq(list, ",") {
		if v = strings.TrimSpace(v); v == "" || known[v] {
			continue
		}
		known[v] = true
		if values = append(values, v); len(values) > most {
			break
		}
	}
	return values
}

// dayStart returns the beginning of a day; nil for what is none.
func dayStart(date string) *time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil
	}
	return &t
}

// filter is what to ask the outbox for.
func (f outboxAsk) filter() collab.Filter {
	ask := collab.Filter{
		Statuses: f.lists[byStatus], Reasons: f.lists[byReason], Companies: f.lists[byCompany], Folders: f.lists[byFolder],
		Tiers: f.lists[byTier], Groups: f.lists[byGroup], Requesters: f.lists[bySender], ExcludeRequesters: f.lists[byNotSender],
		Vectors: f.lists[byVector], Query: f.query, From: dayStart(f.start), Before: dayStart(f.end),
		Limit: f.limit, Offset: f.offset, After: f.after,
	}
	if f.sort != "" {
		name, desc := strings.CutPrefix(f.sort, "-")
		ask.Sort = []collab.SortKey{{Name: name, Desc: desc}}
	}
	return ask
}

// narrows reports whether there is a filter.
func (f outboxAsk) narrows() bool {
	for _, values := range f.lists {
		if len(values) > 0 {
			return true
		}
	}
	return f.query != "" || f.start != "" || f.end != ""
}
