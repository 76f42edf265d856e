package api

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/fault"
)

// mostRows is how many rows of a list can be asked for at once, and skipped.
const mostRows = 1_000_000

// Narrow applies to a list that is in memory what every list can be asked: q,
// sort, limit and offset. Each word of q begins a word of a column; a list is
// sorted by the names of its columns, without case, what is empty last. With
// limit, the Link header leads to the pages before and after.
func Narrow[T any](w http.ResponseWriter, r *http.Request, publicURL string, columns []Column[T], all []T) ([]T, error) {
	q := r.URL.Query()
	if len([]rune(q.Get("q"))) > 200 {
		return nil, fault.Field("q", "must have no more than %d characters", 200)
	}
	limit, err := Int(q, "limit", 0, 0, mostRows)
	if err != nil {
		return nil, err
	}
	offset, err := Int(q, "offset", 0, 0, mostRows*1000)
	if err != nil {
		return nil, err
	}
	if all, err = sorted(q, columns, all); err != nil {
		return nil, err
	}
	all = search(q.Get("q"), columns, all)
	total := len(all)
	all = all[min(offset, total):]
	if limit == 0 {
		return all, nil
	}
	if len(all) > limit {
		all = all[:limit]
		Link(w, r, publicURL, "next", url.Values{"offset": {strconv.Itoa(offset + limit)}})
	}
	if offset > 0 {
		Link(w, r, publicURL, "previous", url.Values{"offset": {strconv.Itoa(max(0, offset-limit))}})
	}
	return all, nil
}

// Link adds to the Link header where a neighbour of this page is: at the same
// address with other parameters. One that is set to "" or 0 is left out.
func Link(w http.ResponseWriter, r *http.Request, publicURL, rel string, other url.Values) {
	q := r.URL.Query()
	for name := range other {
		if q.Del(name); other.Get(name) != "" && other.Get(name) != "0" {
			q.Set(name, other.Get(name))
		}
	}
	w.Header().Add("Link", "<"+publicURL+r.URL.Path+"?"+q.Encode()+`>; rel="`+rel+`"`)
}

func sorted[T any](q url.Values, columns []Column[T], all []T) ([]T, error) {
	known := make([]string, len(columns))
	for i, c := range columns {
		known[i] = c.Name
	}
	keys, err := Sorts(q, known...)
	if err != nil || len(keys) == 0 {
		return all, err
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b T) int {
		for _, key := range keys {
			cell := columns[slices.Index(known, key.Name)].Cell
			if c := order(cell(&a), cell(&b), key.Desc); c != 0 {
				return c
			}
		}
		return 0
	})
	return all, nil
}

// order compares two cells of a column: numbers as such, all else as text. What
// is empty comes last either way.
func order(a, b any, desc bool) int {
	left, right := text(a), text(b)
	switch {
	case left == "" && right == "":
		return 0
	case left == "":
		return 1
	case right == "":
		return -1
	}
	c := cmp.Compare(strings.ToLower(left), strings.ToLower(right))
	if m, ok := number(a); ok {
		n, _ := number(b) // of the same column
		c = cmp.Compare(m, n)
	}
	if desc {
		return -c
	}
	return c
}

// number returns the number in a cell. A text that looks like one is none: among
// texts, 9 before 10 and "10" before "1a" before "9" would be no order at all.
func number(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case *int64:
		if v != nil {
			return *v, true
		}
	}
	return 0, false
}

func search[T any](query string, columns []Column[T], all []T) []T {
	asked := strings.Fields(strings.ToLower(query))
	if len(asked) == 0 {
		return all
	}
	var found []T
	for i := range all {
		words := wordsOf(columns, &all[i])
		if !slices.ContainsFunc(asked, func(word string) bool {
			return !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, word) })
		}) {
			found = append(found, all[i])
		}
	}
	return found
}

// wordsOf are the words of a row, and what stands between blanks: parts of an
// address, and all of it.
func wordsOf[T any](columns []Column[T], row *T) []string {
	var shown strings.Builder
	for _, c := range columns {
		shown.WriteString(" " + strings.ToLower(text(c.Cell(row))))
	}
	words := strings.FieldsFunc(shown.String(), func(c rune) bool { return strings.ContainsRune(" @.,;:/\"'()[]{}", c) })
	return append(words, strings.Fields(shown.String())...)
}
