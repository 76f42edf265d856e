package user

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

const (
	defaultLimit = 100
	maxLimit     = 500
	maxOffset    = 1 << 31
	maxFilter    = 300 // characters: an e-mail address and some
)

// paging is what every list of the family can be asked for.
type paging struct {
	customerID    int64
	subsidiaries  bool
	limit, offset int
	sort          []identity.Sort
}

// page reads the parameters that lists share. def is the order if none is given.
func page(q url.Values, def []identity.Sort, sorts []string) (p paging, err error) {
	for _, name := range []string{"user", "type", "email", "firstname", "lastname", "role", "group", "q"} {
		if len([]rune(q.Get(name))) > maxFilter {
			return p, fault.Field(name, "must have no more than %d characters", maxFilter)
		}
	}
	if s := q.Get("customer_id"); s != "" {
		if p.customerID, err = strconv.ParseInt(s, 10, 64); err != nil || p.customerID <= 0 {
			return p, fault.Field("customer_id", "must be the id of a customer")
		}
	}
	if p.subsidiaries, err = api.Bool(q, "include_subsidiaries", true); err != nil {
		return p, err
	}
	if p.limit, err = api.Int(q, "limit", defaultLimit, 1, maxLimit); err != nil {
		return p, err
	}
	if p.offset, err = api.Int(q, "offset", 0, 0, maxOffset); err != nil {
		return p, err
	}
	if p.sort, err = sortKeys(q, sorts); p.sort == nil {
		p.sort = def
	}
	return p, err
}

// sortKeys reads sort[]=user:asc&sort[]=type:desc; sort without brackets and
// names without a direction are understood too.
func sortKeys(q url.Values, known []string) ([]identity.Sort, error) {
	var keys []identity.Sort
	for _, s := range slices.Concat(q["sort[]"], q["sort"]) {
		name, direction, _ := strings.Cut(s, ":")
		desc := strings.EqualFold(direction, "desc")
		if !slices.Contains(known, name) || direction != "" && !desc && !strings.EqualFold(direction, "asc") {
			return nil, fault.Field("sort", "must be one of %s, with :asc or :desc", strings.Join(known, ", "))
		}
		if !slices.ContainsFunc(keys, func(k identity.Sort) bool { return k.Name == name }) {
			keys = append(keys, identity.Sort{Name: name, Desc: desc})
		}
	}
	return keys, nil
}

// sortNames writes an order as it is asked for.
func sortNames(keys []identity.Sort) []string {
	return mapped(keys, func(k identity.Sort) string {
		if k.Desc {
			return k.Name + ":desc"
		}
		return k.Name + ":asc"
	})
}
