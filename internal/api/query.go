package api

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/fault"
)

var guidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// IsGUID reports whether s has the form of a guid: with its dashes, in any case.
func IsGUID(s string) bool { return guidForm.MatchString(s) }

// PathGUID returns the guid in the path. What is not one does not exist.
func PathGUID(r *http.Request, name string) (string, error) {
	s := r.PathValue(name)
	if !IsGUID(s) {
		return "", fault.New(fault.NotFound, "Not found.")
	}
	return strings.ToLower(s), nil
}

// List returns the values of a parameter: comma lists and repeated parameters
// are one list. It is nil if the parameter was not sent.
func List(q url.Values, name string) []string {
	var all []string
	for _, v := range q[name] {
		for item := range strings.SplitSeq(v, ",") {
			if item = strings.TrimSpace(item); item != "" {
				all = append(all, item)
			}
		}
	}
	return all
}

// GUIDs is List for guids, in lower case. A malformed one is an Invalid error.
func GUIDs(q url.Values, name string) ([]string, error) {
	all := List(q, name)
	for i, s := range all {
		if !IsGUID(s) {
			return nil, fault.Field(name, "%q is not a valid guid", short(s))
		}
		all[i] = strings.ToLower(s)
	}
	return all, nil
}

// Int returns an integer parameter between low and high, or def if it is absent.
func Int(q url.Values, name string, def, low, high int) (int, error) {
	s := q.Get(name)
	if s == "" {
		return def, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fault.Field(name, "must be an integer")
	}
	if n < low || n > high {
		return 0, fault.Field(name, "must be between %d and %d", low, high)
	}
	return n, nil
}

// Bool returns a boolean parameter, Python's True and False included.
func Bool(q url.Values, name string, def bool) (bool, error) {
	switch strings.ToLower(q.Get(name)) {
	case "":
		return def, nil
	case "true", "1", "yes":
		return true, nil
	case "false", "0", "no":
		return false, nil
	}
	return false, fault.Field(name, "must be true or false")
}

// Date returns a parameter YYYY-MM-DD, or nil if it is absent.
func Date(q url.Values, name string) (*time.Time, error) {
	s := q.Get(name)
	if s == "" {
		return nil, nil //nolint:nilnil // absent is not an error
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return nil, fault.Field(name, "must be a date such as 2026-01-31")
	}
	return &t, nil
}

// Sort is one key of a sort parameter.
type Sort struct {
	Name string
	Desc bool
}

// String is the key as it was sent.
func (s Sort) String() string {
	if s.Desc {
		return "-" + s.Name
	}
	return s.Name
}

// Sorts reads "name,-other". A name that is not among known is an Invalid error;
// of one that comes again the first counts.
func Sorts(q url.Values, known ...string) ([]Sort, error) {
	var sorts []Sort
	for _, s := range List(q, "sort") {
		name, desc := strings.CutPrefix(s, "-")
		if !slices.Contains(known, name) {
			return nil, fault.Field("sort", "%q is not one of %s", short(name), strings.Join(known, ", "))
		}
		if !slices.ContainsFunc(sorts, func(s Sort) bool { return s.Name == name }) {
			sorts = append(sorts, Sort{name, desc})
		}
	}
	return sorts, nil
}

// short cuts what a caller sent down to what is worth repeating.
func short(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), 60)])
}

// Page is a page of a list of the ratings family.
type Page[T any] struct {
	Links   PageLinks `json:"links"`
	Count   int       `json:"count"` // of the whole list
	Results []T       `json:"results"`
}

// PageLinks are absolute addresses, null where there is none.
type PageLinks struct {
	Next     *string `json:"next"`
	Previous *string `json:"previous"`
}

// NewPage returns the page at offset of a list of count.
func NewPage[T any](r *http.Request, publicURL string, results []T, count, limit, offset int) Page[T] {
	p := Page[T]{Count: count, Results: results}
	if results == nil {
		p.Results = []T{}
	}
	link := func(offset int) *string {
		q := r.URL.Query()
		q.Set("limit", strconv.Itoa(limit))
		q.Set("offset", strconv.Itoa(offset))
		s := publicURL + r.URL.Path + "?" + q.Encode()
		return &s
	}
	if offset+len(results) < count && len(results) > 0 {
		p.Links.Next = link(offset + limit)
	}
	if offset > 0 {
		p.Links.Previous = link(max(0, offset-limit))
	}
	return p
}
