package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// groupCompanies shows the companies of a group, or those that could be put into
// it.
func (c *Web) groupCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	g, err := c.oneGroup(r, by)
	if err != nil {
		return err
	}
	l, err := readMembers(r.URL.Query())
	if err != nil {
		return err
	}
	return c.showGroupCompanies(w, r, by, &g, companyPage{list: l, adding: strings.HasSuffix(r.URL.Path, "/add"), status: http.StatusOK})
}

// companyPage is what the page of a group's companies is asked for.
type companyPage struct {
	list   memberList
	adding bool
	status int
	fault  *fault.Error
	typed  string // names and domains
}

func (c *Web) showGroupCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor, g *tenant.Group, p companyPage) error {
	ctx := r.Context()
	v := newGroup(by, g, "")
	n, err := c.Groups.CountCompanies(ctx, by, *g)
	if err != nil {
		return err
	}
	v.Facts = append([]phrase{count(n, "%d company", "%d companies")}, v.Facts...)
	gc := &groupCompanies{SeesAll: g.AllCompanies, Unseen: !by.Has(actor.PortfolioR)}
	path, ask := v.Base, portfolio.Filter{Q: p.list.query, Group: g.GUID, Limit: pageSize, Offset: p.list.offset}
	if p.adding {
		if err := tenant.NeedAssign(by); err != nil {
			return err
		}
		path, ask.Group, ask.NotGroup = v.Base+"/add", "", g.GUID
		gc.Field = &field{
			ID: "listed", Name: "listed", Label: say("Names or domains"), Hint: say("One a line: each is looked for exactly."), Rows: 4, Value: p.typed, MaxLength: maxListed,
		}
		v.Title = say("Add companies to %s", g.Name)
	}
	if !gc.Unseen {
		found, total, err := c.Companies.List(ctx, by, ask)
		if err != nil {
			return err
		}
		gc.members = p.list.members(v.Base, path, total, len(found), count(int64(total), "%d company", "%d companies"))
		for i := range found {
			gc.Rows = append(gc.Rows, newGroupCompany(&found[i], g))
		}
		gc.CanTake = !p.adding && tenant.NeedAssign(by) == nil && !g.AllCompanies
		gc.Ticks = gc.CanTake || p.adding
	}
	if gc.CanTake && by.Has(actor.GroupsRW) {
		if gc.Groups, err = c.otherGroups(r, by, g.GUID); err != nil {
			return err
		}
	}
	v.Companies, v.Notice = gc, groupDone(r.URL.Query(), gc.Back)
	if gc.Field != nil {
		v.Wrong = complain(p.fault, gc.Field)
	} else {
		v.Wrong = complain(p.fault)
	}
	v.page = v.failed(v.Wrong)
	v.Calls = c.companyCalls(by, g, gc)
	return render(w, r, p.status, v)
}

func newGroupCompany(l *portfolio.Listed, g *tenant.Group) groupCompany {
	row := groupCompany{GUID: l.GUID, Name: l.Name, Domain: l.PrimaryDomain, Rating: ratingOf(&l.Company)}
	if l.TierName != nil {
		row.Tier = *l.TierName
	}
	if l.SubscribedBy != nil && *l.SubscribedBy == g.GUID && l.SubscriptionName != nil {
		row.Subscription = *l.SubscriptionName
	}
	return row
}

func (c *Web) companyCalls(by actor.Actor, g *tenant.Group, gc *groupCompanies) []apiCall {
	calls := []apiCall{c.call(say("List the companies of the group"), "GET", groupsByAPI+"/"+g.GUID+"/companies/guids", nil)}
	if tenant.NeedAssign(by) != nil {
		return calls
	}
	company := "00000000-0000-0000-0000-000000000000"
	if len(gc.Rows) > 0 {
		company = gc.Rows[0].GUID
	}
	if gc.Adding {
		return append(calls, c.call(say("Put companies into the group"), "PUT", groupsByAPI+"/companies", map[string]any{"companies": []string{company}, "groups": []string{g.GUID}}))
	}
	move := map[string]any{"companies": []string{company}, "from": g.GUID}
	if len(gc.Groups) > 0 {
		move["to"] = gc.Groups[0].Value
	}
	return append(calls,
		c.call(say("Ask what moving would do"), "POST", groupsByAPI+"/what-if", map[string]any{"groups": []any{map[string]any{"guid": g.GUID, "remove": []string{company}}}}),
		c.call(say("Move companies"), "POST", groupsByAPI+"/companies/move", move))
}

const (
	maxListed  = 20_000 // bytes of names and domains
	mostListed = 500
)

// namedCompanies finds the companies of a list of names and domains, each exactly:
// what several are called is refused, since one of them would come into the sight
// of people by chance.
func (c *Web) namedCompanies(r *http.Request, by actor.Actor, text string) (guids []string, err error) {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > mostListed {
		return nil, fault.Field("listed", "are more than %d", mostListed)
	}
	found, err := c.Companies.Called(r.Context(), by, lines)
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		switch called := found[strings.ToLower(line)]; len(called) {
		case 0:
			return nil, fault.Field("listed", "there is no company %q", firstRunes(line, 64))
		case 1:
			guids = append(guids, called[0])
		default:
			return nil, fault.Field("listed", "there are several companies %q: write the domain", firstRunes(line, 64))
		}
	}
	return guids, nil
}

// groupUsers shows the users of a group, or those that could be put into it.
func (c *Web) groupUsers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	g, err := c.oneGroup(r, by)
	if err != nil {
		return err
	}
	l, err := readMembers(r.URL.Query())
	if err != nil {
		return err
	}
	return c.showGroupUsers(w, r, by, &g, l, strings.HasSuffix(r.URL.Path, "/add"), http.StatusOK, nil)
}

func (c *Web) showGroupUsers(w http.ResponseWriter, r *http.Request, by actor.Actor, g *tenant.Group, l memberList, adding bool, status int, f *fault.Error) error {
	v := newGroup(by, g, "/users")
	gu := &groupUsers{Unseen: !by.Has(actor.UsersR)}
	path, ask := v.Base+"/users", identity.UserFilter{
		NoneBelow: true, Query: l.query, GroupGUID: g.GUID, Sort: []identity.Sort{{Name: "formal_name"}}, Limit: pageSize, Offset: l.offset,
	}
	if adding {
		if err := by.Need(actor.UsersRW); err != nil {
			return err
		}
		path, ask.GroupGUID = path+"/add", ""
		v.Title = say("Put users into %s", g.Name)
	}
	if !gu.Unseen {
		found, total, err := c.Users.List(r.Context(), by, ask)
		if err != nil {
			return err
		}
		gu.members = l.members(v.Base, path, total, len(found), count(int64(total), "%d user", "%d users"))
		gu.Ticks = by.Has(actor.UsersRW) && by.IsAdmin()
		for i := range found {
			gu.Rows = append(gu.Rows, c.newGroupUser(&found[i], g))
		}
		if others := g.UserCount - int64(total); !adding && l.query == "" && others > 0 {
			gu.Others = count(others, "%d more belongs to the organisation above.", "%d more belong to the organisation above.")
		}
	}
	if gu.Ticks && !adding {
		var err error
		if gu.Groups, err = c.otherGroups(r, by, g.GUID); err != nil {
			return err
		}
	}
	v.Users, v.Notice, v.Wrong = gu, groupDone(r.URL.Query(), gu.Back), complain(f)
	v.page = v.failed(v.Wrong)
	v.Calls = []apiCall{c.call(say("Read the group with its users"), "GET", groupsByAPI+"/"+g.GUID+"?expand=users", nil)}
	if gu.Ticks && len(gu.Rows) > 0 {
		to := g.GUID
		if !adding && len(gu.Groups) > 0 {
			to = gu.Groups[0].Value
		}
		v.Calls = append(v.Calls, c.call(say("Put a user into another group"), "PATCH", "/user/v1/users/"+gu.Rows[0].GUID, map[string]any{"group": to}))
	}
	return render(w, r, status, v)
}

func (c *Web) newGroupUser(u *identity.User, g *tenant.Group) groupUser {
	row := groupUser{GUID: u.GUID, Name: u.FormalName, Email: u.Email, Role: sayRole(u.Role)}
	if row.Name == "" {
		row.Name, row.Email = u.Email, ""
	}
	if u.GroupGUID != g.GUID {
		row.Group = u.GroupName
	}
	if c.Users.Status(u) == "Deactivated" {
		row.State = &state{"inactive", say("Inactive")}
	}
	return row
}
