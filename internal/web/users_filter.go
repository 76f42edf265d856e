package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// usersFilter is what the address of the list of users says, under the names of
// the API; after is the place where the page begins.
type usersFilter struct {
	query, status, role, group, kind, holds string
	factor, provisioned                     string // true, false or ""
	expires                                 string // the last day is not after this one
	sort, after                             string
}

// usersFields are the inputs of the filter.
type usersFields struct {
	Query                                               string
	Statuses, Roles, Groups, Kinds, Factor, Provisioned []option
	Expires, Holds, Sort                                string
	IsOpen                                              bool // those that few use are set
}

// usersSoon is for how many days ahead the list warns of who expires.
const usersSoon = 30

func readUsersFilter(q url.Values) (usersFilter, error) {
	f := usersFilter{
		query: strings.TrimSpace(q.Get("q")), status: strings.ToLower(q.Get("status")), role: q.Get("role"), group: strings.ToLower(q.Get("group")),
		kind: q.Get("type"), holds: strings.TrimSpace(q.Get("holds")), factor: strings.ToLower(q.Get("second_factor")),
		provisioned: strings.ToLower(q.Get("provisioned")), expires: q.Get("expires_before"), sort: q.Get("sort"), after: q.Get("after"),
	}
	p := fault.Problems{}
	p.Take(checkSearch(f.query))
	oneOf := func(name, value string, of ...string) {
		p.Require(value == "" || slices.Contains(of, value), name, "must be one of %s", strings.Join(of, ", "))
	}
	oneOf("status", f.status, "created", "activated", "deactivated")
	oneOf("type", f.kind, identity.Types...)
	oneOf("role", f.role, string(actor.Admin), string(actor.GroupAdmin), string(actor.PortfolioManager), string(actor.User))
	oneOf("second_factor", f.factor, "true", "false")
	oneOf("provisioned", f.provisioned, "true", "false")
	oneOf("sort", strings.TrimPrefix(f.sort, "-"), identity.UserPageSorts...)
	p.Require(len(f.group) <= longQuery && len(f.holds) <= longQuery, "group", "must have no more than %d characters", longQuery)
	_, err := time.Parse(time.DateOnly, f.expires)
	p.Require(f.expires == "" || err == nil, "expires_before", "must be a date such as 2026-01-31")
	return f, p.Err()
}

// identity is the filter in the words of the package.
func (f usersFilter) identity() identity.UserFilter {
	ask := identity.UserFilter{
		Query: f.query, Role: f.role, GroupGUID: f.group, Type: f.kind, Limit: pageSize,
		Lists: identity.UserLists{HasFactor: truth(f.factor), IsProvisioned: truth(f.provisioned), ExpiresBy: f.expires, Holds: f.holds},
	}
	if f.status != "" {
		ask.Lists.Statuses = []string{f.status}
	}
	if f.sort != "" {
		name, desc := strings.CutPrefix(f.sort, "-")
		ask.Sort = []identity.Sort{{Name: name, Desc: desc}}
	}
	return ask
}

func (f usersFilter) from(after string) usersFilter { f.after = after; return f }
func (f usersFilter) sorted(by string) usersFilter  { f.sort, f.after = by, ""; return f }

// same reports whether two filters leave the same users.
func (f usersFilter) same(o usersFilter) bool { return f.sorted("") == o.sorted("") }

func (f usersFilter) narrows() bool { return f.sorted("") != usersFilter{} }

func (f usersFilter) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"q": f.query, "status": f.status, "role": f.role, "group": f.group, "type": f.kind, "holds": f.holds, "second_factor": f.factor,
		"provisioned": f.provisioned, "expires_before": f.expires, "sort": f.sort, "after": f.after,
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// address is the filter as the query of an address, with its question mark.
func (f usersFilter) address() string { return asQuery(f.values()) }

// asked is the filter in the API's words: all users, not a page. The API has
// fewer orders.
func (f usersFilter) asked() string {
	v := f.from("").values()
	v.Del("sort")
	if name, desc := strings.CutPrefix(f.sort, "-"); name == "email" || name == "created_at" {
		v.Set("sort", name+map[bool]string{true: ":desc", false: ":asc"}[desc])
	}
	return asQuery(v)
}

func asQuery(v url.Values) string {
	if q := v.Encode(); q != "" {
		return "?" + q
	}
	return ""
}

// usersCounter is a filter that leaves whom one should look at.
type usersCounter struct {
	name   phrase
	filter usersFilter
}

func (f usersFilter) counters(now time.Time) []usersCounter {
	plain := usersFilter{sort: f.sort}
	of := func(name phrase, change func(*usersFilter)) usersCounter {
		narrowed := plain
		change(&narrowed)
		return usersCounter{name, narrowed}
	}
	return []usersCounter{
		{say("Everybody"), plain},
		of(say("Not signed in yet"), func(f *usersFilter) { f.status = "created" }),
		of(say("No second factor"), func(f *usersFilter) { f.factor = "false" }),
		of(say("Expire within %d days", usersSoon), func(f *usersFilter) {
			f.expires = now.UTC().AddDate(0, 0, usersSoon).Format(time.DateOnly)
		}),
		of(say("Locked or expired"), func(f *usersFilter) { f.status = "deactivated" }),
	}
}

func (f usersFilter) columns() []column {
	sortable := func(name phrase, by string) column {
		col := column{Name: name, Href: usersPath + f.sorted(by).address()}
		switch {
		case f.sort == by, f.sort == "" && by == identity.UserPageSorts[0]:
			col.Order, col.Href = "ascending", usersPath+f.sorted("-"+by).address()
		case f.sort == "-"+by:
			col.Order = "descending"
		}
		return col
	}
	return []column{
		sortable(say("Name"), "formal_name"),
		{Name: say("State")},
		{Name: say("Role")},
		{Name: say("Access group")},
		{Name: say("Accesses")},
		sortable(say("Last sign-in"), "last_login_at"),
		{Name: say("Expires")},
	}
}

func (f usersFilter) fields(groups []tenant.Group) usersFields {
	in := usersFields{
		Query: f.query, Expires: f.expires, Holds: f.holds, Sort: f.sort, IsOpen: f.kind+f.factor+f.provisioned+f.expires+f.holds != "",
		Factor:      []option{{"true", say("With a second factor"), f.factor == "true"}, {"false", say("No second factor"), f.factor == "false"}},
		Provisioned: []option{{"true", say("By SCIM"), f.provisioned == "true"}, {"false", say("Not by SCIM"), f.provisioned == "false"}},
	}
	for _, s := range []string{"created", "activated"} {
		in.Statuses = append(in.Statuses, option{s, userStates[s].Text, s == f.status})
	}
	in.Statuses = append(in.Statuses, option{"deactivated", say("Locked or expired"), f.status == "deactivated"})
	for _, r := range actor.Ranks {
		in.Roles = append(in.Roles, option{string(r), roleNames[r], string(r) == f.role})
	}
	for _, k := range identity.Types {
		in.Kinds = append(in.Kinds, option{k, kindNames[k], k == f.kind})
	}
	for _, g := range groups {
		in.Groups = append(in.Groups, option{g.GUID, plain(g.Name), g.GUID == f.group})
	}
	return in
}
