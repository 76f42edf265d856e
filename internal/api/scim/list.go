package scim

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/filter"
)

// list is the answer of RFC 7644, section 3.4.2.
type list struct {
	Schemas      []string `json:"schemas"`
	TotalResults int      `json:"totalResults"`
	StartIndex   int      `json:"startIndex"`
	ItemsPerPage int      `json:"itemsPerPage"`
	Resources    []any    `json:"Resources"`
}

const (
	usualCount = 100
	mostCount  = 200
)

// readList reads what a list is asked for. Numbers out of bounds count as the
// bound, as the RFC says.
func readList(r *http.Request) (l identity.SCIMList, start int, err error) {
	q := r.URL.Query()
	number := func(name string, usual int) int {
		s := q.Get(name)
		if s == "" {
			return usual
		}
		n, wrong := strconv.ParseInt(s, 10, 32)
		if wrong != nil && err == nil {
			err = fault.Field(name, "must be a number")
		}
		return int(n)
	}
	start = max(1, number("startIndex", 1))
	l.Offset = start - 1
	l.Limit = min(max(0, number("count", usualCount)), mostCount)
	if err != nil {
		return l, start, err
	}
	if s := q.Get("filter"); s != "" {
		if l.Filter, err = filter.Parse(s); err != nil {
			return l, start, typed("invalidFilter", err)
		}
	}
	if s := q.Get("sortBy"); s != "" {
		if l.SortBy, err = filter.ParsePath(s); err != nil {
			return l, start, typed("invalidPath", err)
		}
	}
	switch strings.ToLower(q.Get("sortOrder")) {
	case "", "ascending":
	case "descending":
		l.Descending = true
	default:
		err = fault.Field("sortOrder", "must be ascending or descending")
	}
	return l, start, err
}

// picks are the attributes that an answer is to have, or not to have.
type picks struct {
	only, without []filter.Path
}

const mostPicks = 100

func readPicks(r *http.Request) (p picks, err error) {
	q := r.URL.Query()
	for name, into := range map[string]*[]filter.Path{"attributes": &p.only, "excludedAttributes": &p.without} {
		all := api.List(q, name)
		if len(all) > mostPicks {
			return p, fault.Field(name, "must not be more than %d", mostPicks)
		}
		for _, s := range all {
			path, err := filter.ParsePath(s)
			if err != nil || path.Filter != nil {
				return p, typed("invalidPath", fault.Field(name, "must name attributes"))
			}
			*into = append(*into, path)
		}
	}
	return p, nil
}

// wants reports whether an answer has an attribute that takes long to read.
func (p *picks) wants(name string) bool {
	named := func(path filter.Path) bool { return path.Attr == name }
	if p.only != nil {
		return slices.ContainsFunc(p.only, named)
	}
	return !slices.ContainsFunc(p.without, func(path filter.Path) bool { return named(path) && path.Sub == "" })
}

// from returns what of a resource is wanted. Its id and schemas always are.
func (p *picks) from(v any) (any, error) {
	if p.only == nil && p.without == nil {
		return v, nil
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var o object
	if err := json.Unmarshal(text, &o); err != nil {
		return nil, err
	}
	for name, inner := range o {
		lower := strings.ToLower(name)
		if lower == "id" || lower == "schemas" {
			continue
		}
		if p.only != nil {
			keep, parts := named(p.only, lower)
			if !keep {
				delete(o, name)
			} else if parts != nil {
				o[name] = reduced(inner, func(part string) bool { return slices.Contains(parts, part) })
			}
			continue
		}
		drop, parts := named(p.without, lower)
		if drop && parts == nil {
			delete(o, name)
		} else if drop {
			o[name] = reduced(inner, func(part string) bool { return !slices.Contains(parts, part) })
		}
	}
	return o, nil
}

// named reports whether paths name an attribute; parts are those of it that they
// name, nil if they name the whole.
func named(paths []filter.Path, attribute string) (ok bool, parts []string) {
	for _, path := range paths {
		if path.Attr != attribute && !strings.EqualFold(path.Schema+":"+path.Attr, attribute) {
			continue
		}
		if path.Sub == "" {
			return true, nil
		}
		ok, parts = true, append(parts, path.Sub)
	}
	return ok, parts
}

// reduced leaves of an attribute, or of each of its values, the parts that keep
// wants.
func reduced(v any, keep func(part string) bool) any {
	switch v := v.(type) {
	case object:
		for name := range v {
			if !keep(strings.ToLower(name)) {
				delete(v, name)
			}
		}
	case []any:
		for i := range v {
			v[i] = reduced(v[i], keep)
		}
	}
	return v
}

func writeList(w http.ResponseWriter, p picks, all []any, total, start int) error {
	for i := range all {
		var err error
		if all[i], err = p.from(all[i]); err != nil {
			return err
		}
	}
	return api.JSONAs(w, contentType, http.StatusOK, list{
		Schemas: []string{urnList}, TotalResults: total, StartIndex: start, ItemsPerPage: len(all), Resources: all,
	})
}

// version gives a resource its version: that of its row, by which If-Match knows
// it, and a hash of what else it shows. m is the meta of v.
func version(m *meta, row int64, v any) {
	text, _ := json.Marshal(v) // a struct of texts
	sum := sha256.Sum256(text)
	m.Version = `W/"` + strconv.FormatInt(row, 10) + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`
}

func writeOne(w http.ResponseWriter, r *http.Request, p picks, status int, v any, m meta) error {
	v, err := p.from(v)
	if err != nil {
		return err
	}
	w.Header().Set("ETag", m.Version)
	if r.Method == http.MethodPost { // a repeated one, too
		w.Header().Set("Location", m.Location)
	}
	return api.JSONAs(w, contentType, status, v)
}
