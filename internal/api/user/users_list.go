package user

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

type userPage struct {
	Total   int               `json:"total"`
	Limit   int               `json:"limit"`
	Offset  int               `json:"offset"`
	Results []json.RawMessage `json:"results"`
}

func (a *API) listUsers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	p, err := page(q, nil, identity.UserSorts)
	if err != nil {
		return err
	}
	f := identity.UserFilter{
		CustomerID: p.customerID, NoneBelow: !p.subsidiaries, Sort: p.sort, Limit: p.limit, Offset: p.offset,
		User: q.Get("user"), Type: q.Get("type"), Email: q.Get("email"), FirstName: q.Get("firstname"), LastName: q.Get("lastname"),
		Role: q.Get("role"), GroupGUID: q.Get("group"), Query: q.Get("q"),
	}
	if err := narrow(&f, q); err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if format != api.FormatJSON {
		if !q.Has("limit") {
			f.Limit = 0 // a file has all
		}
		ctx := r.Context()
		return writeFile(w, r, format, "users", userColumns, func(yield func([]user) error) error {
			return a.Users.Each(ctx, by, f, func(users []identity.User) error { return yield(mapped(users, toUser)) })
		})
	}
	users, total, err := a.Users.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	results, err := picked(r, mapped(users, toUser))
	if err != nil {
		return err
	}
	return ok(w, http.StatusOK, userPage{total, p.limit, p.offset, results})
}

// userStatuses are those that a list can be narrowed to.
var userStatuses = []string{"created", "activated", "deactivated"}

// narrow reads the filters of users that are neither texts nor shared with
// other lists.
func narrow(f *identity.UserFilter, q url.Values) error {
	for name, into := range map[string]**bool{
		"is_active": &f.IsActive, "second_factor": &f.Lists.HasFactor, "provisioned": &f.Lists.IsProvisioned,
	} {
		if q.Get(name) == "" {
			continue
		}
		is, err := api.Bool(q, name, false)
		if err != nil {
			return err
		}
		*into = &is
	}
	p := fault.Problems{}
	if day := q.Get("expires_before"); day != "" {
		_, err := time.Parse(time.DateOnly, day)
		p.Require(err == nil, "expires_before", "must be a date such as 2026-01-31")
		f.Lists.ExpiresBy = day
	}
	if status := strings.ToLower(q.Get("status")); status != "" {
		p.Require(slices.Contains(userStatuses, status), "status", "must be one of %s", strings.Join(userStatuses, ", "))
		f.Lists.Statuses = []string{status}
	}
	f.Lists.Holds = q.Get("holds")
	p.Require(len([]rune(f.Lists.Holds)) <= maxFilter, "holds", "must have no more than %d characters", maxFilter)
	return p.Err()
}
