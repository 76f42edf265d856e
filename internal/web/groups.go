package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

const (
	groupsPath   = "/groups"
	explainPath  = groupsPath + "/explain"
	quotasPath   = groupsPath + "/quotas"
	groupsByAPI  = "/ratings/v1/access-groups"
	groupsAtOnce = 50 // of a page
)

// mountGroups adds the pages about access groups, and about who sees what.
func (c *Web) mountGroups(member func(string, memberHandler)) {
	member("GET "+groupsPath, c.listGroups)
	member("POST "+groupsPath, c.makeGroup)
	member("GET "+explainPath, c.explain)
	member("GET "+quotasPath, c.quotas)
	member("POST "+quotasPath, c.moveQuota)
	member("POST "+groupsPath+"/preview", c.foreseeGroups)
	member("POST "+groupsPath+"/do", c.changeGroups)
	member("POST "+groupsPath+"/undo/{guid}", c.undoGroups)
	member("GET "+groupsPath+"/{guid}", c.groupCompanies)
	member("POST "+groupsPath+"/{guid}", c.editGroup)
	member("GET "+groupsPath+"/{guid}/add", c.groupCompanies)
	member("GET "+groupsPath+"/{guid}/users", c.groupUsers)
	member("GET "+groupsPath+"/{guid}/users/add", c.groupUsers)
	member("GET "+groupsPath+"/{guid}/quotas", c.groupQuotas)
	member("POST "+quotasPath+"/release", c.releaseQuota)
	member("GET "+groupsPath+"/{guid}/settings", c.groupSettings)
	member("GET /companies/{guid}/audience", c.audience)
}

// groupsView lists the access groups, and what the customer is licensed for.
type groupsView struct {
	page
	Notice    *done
	Wrong     *wrong
	Licences  []quotaBar
	CanChange bool
	Query     string
	Columns   []column
	Rows      []groupRow
	turns
	Total int
	Form  groupForm
	Calls []apiCall
}

func (groupsView) file() string { return "groups.html" }

// groupRow is a group in the list.
type groupRow struct {
	Href, Name string
	Users      int64
	Companies  phrase
	IsDefault  bool
	SeesAll    bool
}

func (c *Web) listGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showGroups(w, r, by, http.StatusOK, nil)
}

func (c *Web) showGroups(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	ctx, l := r.Context(), readGroupList(r.URL.Query())
	if err := checkSearch(l.query); err != nil {
		return err
	}
	all, err := c.Groups.List(ctx, by)
	if err != nil {
		return err
	}
	licences, err := c.Groups.Licences(ctx, by)
	if err != nil {
		return err
	}
	found := l.of(all)
	shown, from := l.cut(found)
	counts, err := c.Groups.CountEach(ctx, by, shown)
	if err != nil {
		return err
	}
	v := c.newGroups(by, l, shown, counts, licences)
	v.Notice, v.Total = groupDone(r.URL.Query(), groupsPath), len(all)
	v.turns = l.turns(found, from, len(shown))
	v.Form = newGroupForm(licences)
	v.Form.read(r)
	v.Wrong = complain(f, v.Form.fields()...)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func (c *Web) newGroups(by actor.Actor, l groupList, shown []tenant.Group, counts map[string]int64, licences []tenant.LicenceUse) groupsView {
	v := groupsView{page: console(by, say("Groups"), "groups"), CanChange: by.Has(actor.GroupsRW), Query: l.query, Columns: l.columns()}
	for _, g := range shown {
		row := groupRow{Href: groupsPath + "/" + g.GUID, Name: g.Name, Users: g.UserCount, IsDefault: g.IsDefault, SeesAll: g.AllCompanies, Companies: say("All")}
		if !g.AllCompanies {
			n := counts[g.GUID]
			row.Companies = amount(collab.Amount{N: min(n, tenant.MostCounted), More: n > tenant.MostCounted})
		}
		v.Rows = append(v.Rows, row)
	}
	for i := range licences {
		v.Licences = append(v.Licences, barOfLicence(&licences[i], v.CanChange))
	}
	v.Calls = []apiCall{c.call(say("List the groups"), "GET", groupsByAPI, nil)}
	if v.CanChange {
		v.Calls = append(v.Calls, c.call(say("Make a group"), "POST", groupsByAPI, map[string]any{
			"name": "Suppliers in Europe", "all_companies": false,
			"subscription_types": map[string]any{"continuous_monitoring": map[string]any{"total_allocated_quota": 0}},
		}))
	}
	return v
}

// groupList is what the address of the list says.
type groupList struct{ query, sort, after string }

var groupSorts = []string{"name", "users"}

func readGroupList(q url.Values) groupList {
	l := groupList{query: strings.TrimSpace(q.Get("q")), sort: q.Get("sort"), after: strings.ToLower(q.Get("after"))}
	if !slices.Contains(groupSorts, strings.TrimPrefix(l.sort, "-")) {
		l.sort = ""
	}
	return l
}

// of returns the groups that are looked for, in order: they come in that of their
// names.
func (l groupList) of(all []tenant.Group) (found []tenant.Group) {
	for _, g := range all {
		if strings.Contains(strings.ToLower(g.Name), strings.ToLower(l.query)) {
			found = append(found, g)
		}
	}
	switch l.sort {
	case "-name":
		slices.Reverse(found)
	case "users", "-users":
		slices.SortStableFunc(found, func(a, b tenant.Group) int {
			if l.sort == "users" {
				return cmp.Compare(a.UserCount, b.UserCount)
			}
			return cmp.Compare(b.UserCount, a.UserCount)
		})
	}
	return found
}

// cut returns the page behind the group that the address names.
func (l groupList) cut(found []tenant.Group) (shown []tenant.Group, from int) {
	from = 1 + slices.IndexFunc(found, func(g tenant.Group) bool { return g.GUID == l.after })
	return found[from:min(from+groupsAtOnce, len(found))], from
}

func (l groupList) turns(found []tenant.Group, from, shown int) turns {
	t := turns{Showing: count(int64(len(found)), "%d group", "%d groups")}
	if shown < len(found) {
		t.Showing = say("%d to %d of %d groups", from+1, from+shown, len(found))
	}
	if from > 0 {
		t.First = l.address("")
	}
	if from > groupsAtOnce {
		t.Previous = l.address(found[from-groupsAtOnce-1].GUID)
	}
	if from+shown < len(found) {
		t.Next = l.address(found[from+shown-1].GUID)
	}
	return t
}

func (l groupList) address(after string) string {
	return addressOf(groupsPath, "q", l.query, "sort", l.sort, "after", after)
}

// addressOf is a path with a query of names and values in turns, without those
// that are empty.
func addressOf(path string, pairs ...string) string {
	v := url.Values{}
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" {
			v.Set(pair[0], pair[1])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func (l groupList) columns() []column {
	sortable := func(name phrase, by string) column {
		to, col := l, column{Name: name}
		switch to.sort = by; {
		case l.sort == by || by == "name" && l.sort == "":
			col.Order, to.sort = "ascending", "-"+by
		case l.sort == "-"+by:
			col.Order = "descending"
		}
		col.Href = to.address("")
		return col
	}
	return []column{sortable(say("Group"), "name"), {Name: say("Companies")}, sortable(say("Users"), "users"), {Name: say("Mark")}}
}
