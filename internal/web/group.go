package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// groupView is one access group: a part of it is shown, the others are tabs.
type groupView struct {
	page
	Notice *done
	Wrong  *wrong
	Base   string
	Name   string
	Marks  []state
	Facts  []phrase
	Tabs   []tab

	Companies *groupCompanies
	Users     *groupUsers
	Quotas    []quotaBar
	Settings  *groupSettings
	Calls     []apiCall
}

func (groupView) file() string { return "group.html" }

// members is a list of companies or users, to be ticked.
type members struct {
	Base    string // of the group
	Action  string // of the form of the search
	Query   string
	Adding  bool     // those that are not in the group
	Ticks   bool     // something can be done to them
	Groups  []option // that they can be moved to
	IsEmpty bool     // there is none at all
	FirstPage,
	Back string // the page as it is now
	turns
}

type groupCompanies struct {
	members
	SeesAll bool
	Unseen  bool // who looks may not read companies
	CanTake bool
	Rows    []groupCompany
	Field   *field // of names and domains, when adding
}

type groupCompany struct {
	GUID, Name, Domain string
	Tier, Subscription string
	Rating             *rating
}

type groupUsers struct {
	members
	Unseen bool   // who looks may not read users
	Others phrase // those who are not listed: of the organisation above
	Rows   []groupUser
}

type groupUser struct {
	GUID, Name, Email string
	Role              phrase
	Group             string // that they are in, where it is another
	State             *state
}

// groupSettings is what can be changed about a group besides.
type groupSettings struct {
	Name, Bundled, Scope field
	Version              int64
	CanChange            bool
	SeesAll, IsDefault   bool
	Hurdles              []hurdle
}

// hurdle is what stands in the way of deleting a group, and where it is cleared.
type hurdle struct {
	Text phrase
	Way  *way
}

// oneGroup reads the group of a page.
func (c *Web) oneGroup(r *http.Request, by actor.Actor) (tenant.Group, error) {
	guid := strings.ToLower(r.PathValue("guid"))
	if !portfolio.IsGUID(guid) {
		return tenant.Group{}, fault.New(fault.NotFound, "There is no such access group.")
	}
	return c.Groups.One(r.Context(), by, guid)
}

// newGroup is the frame of a group's pages.
func newGroup(by actor.Actor, g *tenant.Group, here string) groupView {
	base := groupsPath + "/" + g.GUID
	v := groupView{page: console(by, plain(g.Name), "groups"), Base: base, Name: g.Name}
	if g.IsDefault {
		v.Marks = append(v.Marks, state{"active", say("Default")})
	}
	if g.AllCompanies {
		v.Marks = append(v.Marks, state{"pending", say("Sees all companies")})
	}
	for _, t := range []tab{
		{Name: say("Companies"), Href: base},
		{Name: say("Users"), Href: base + "/users"},
		{Name: say("Quotas"), Href: base + "/quotas"},
		{Name: say("Settings"), Href: base + "/settings"},
	} {
		t.Current = t.Href == base+here
		v.Tabs = append(v.Tabs, t)
	}
	v.Facts = []phrase{count(g.UserCount, "%d user", "%d users")}
	return v
}

// memberList is what the address of a list of a group says.
type memberList struct {
	query  string
	offset int
}

func readMembers(q url.Values) (l memberList, err error) {
	l.query = strings.TrimSpace(q.Get("q"))
	p := fault.Problems{}
	p.Take(checkSearch(l.query))
	if text := q.Get("offset"); text != "" {
		n, err := strconv.Atoi(text)
		p.Require(err == nil && n >= 0 && n <= mostPages, "offset", "must be a number from %d to %d", 0, mostPages)
		l.offset = n
	}
	return l, p.Err()
}

func (l memberList) at(path string, offset int) string {
	text := ""
	if offset > 0 {
		text = strconv.Itoa(offset)
	}
	return addressOf(path, "q", l.query, "offset", text)
}

// members is the frame of a list.
func (l memberList) members(base, path string, total, shown int, showing phrase) members {
	m := members{
		Base: base, Action: path, Query: l.query, FirstPage: l.at(path, 0), Back: l.at(path, l.offset), IsEmpty: total == 0 && l.query == "",
		turns: turns{Showing: showing}, Adding: strings.HasSuffix(path, "/add"),
	}
	if shown > 0 && shown < total {
		m.Showing = say("%d to %d of %d", l.offset+1, l.offset+shown, total)
	}
	if l.offset > 0 {
		m.Previous = l.at(path, max(0, l.offset-pageSize))
	}
	if shown > 0 && l.offset+shown < total {
		m.Next = l.at(path, l.offset+shown)
	}
	return m
}

// otherGroups are the groups that something can be moved to, but for one.
func (c *Web) otherGroups(r *http.Request, by actor.Actor, but string) (all []option, err error) {
	groups, err := c.Groups.Names(r.Context(), by)
	for _, o := range groups {
		if o.GUID != but {
			all = append(all, option{Value: o.GUID, Name: plain(o.Name)})
		}
	}
	return all, err
}
