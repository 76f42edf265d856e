package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// with returns the address that has these values for one of the lists, from the
// first page on.
func (f outboxAsk) with(name string, values ...string) outboxAsk {
	f.lists = maps.Clone(f.lists)
	f.lists[name] = values
	return f.from("")
}

func (f outboxAsk) from(cursor string) outboxAsk { f.after, f.offset = cursor, 0; return f }

func (f outboxAsk) sorted(order string) outboxAsk { f.sort = order; return f.from("") }

func (f outboxAsk) of(view string) outboxAsk { f.view = view; return f }

// address is everything that is not as usual, as the values of an address.
func (f outboxAsk) address() url.Values {
	v := url.Values{}
	for _, name := range lists {
		if values := f.lists[name]; len(values) > 0 {
			v.Set(name, strings.Join(values, ","))
		}
	}
	for name, value := range map[string]string{
		byQuery: f.query, byStart: f.start, byEnd: f.end, "sort": f.sort, "after": f.after, "columns": strings.Join(f.columns, ","), "view": f.view,
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

// href is the address of the page.
func (f outboxAsk) href() string { return "/outbox" + f.search() }

// search is the query of the address, with its question mark.
func (f outboxAsk) search() string {
	if q := f.address().Encode(); q != "" {
		return "?" + q
	}
	return ""
}

// kept is what a saved view keeps: not where in the list somebody was.
func (f outboxAsk) kept() string { return f.from("").of("").address().Encode() }

// api is the filter in the API's words: all rows, not a page.
func (f outboxAsk) api() url.Values {
	f.limit, f.columns = pageSize, nil
	return f.from("").of("").address()
}

// besides is what a form that has fields of these names must carry along.
func (f outboxAsk) besides(names ...string) []hidden {
	v := f.from("").address()
	var all []hidden
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !slices.Contains(names, name) {
			all = append(all, hidden{name, v.Get(name)})
		}
	}
	return all
}

// hidden is a field that a form carries along.
type hidden struct{ Name, Value string }
