package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// groupChange is what a form asks to be done to groups. It is looked at first, and
// done when it was confirmed.
type groupChange struct {
	Do               string // see groupVerbs
	Group            string // that it is done to
	To               string // that something is put into
	Companies, Users []string
	Back             string
}

// groupVerb is one thing that can be done to groups.
type groupVerb struct {
	heading func(group, to string, n int64) phrase
	button  phrase
	isGrave bool
	foresee func(c *Web, ctx context.Context, by actor.Actor, ch *groupChange) (tenant.Effect, error)
	do      func(c *Web, ctx context.Context, by actor.Actor, ch *groupChange) (what string, n int64, undo *groupUndo, err error)
}

// groupVerbs are they, as the buttons of forms name them.
var groupVerbs = map[string]groupVerb{
	"add": {
		heading: func(_, to string, n int64) phrase {
			return count(n, "Put %d company into %s?", "Put %d companies into %s?", to)
		},
		button: say("Put into the group"), foresee: (*Web).foreseeCompanies, do: (*Web).moveCompanies,
	},
	"move": {
		heading: func(group, to string, n int64) phrase {
			return count(n, "Move %d company from %s to %s?", "Move %d companies from %s to %s?", group, to)
		},
		button: say("Move"), foresee: (*Web).foreseeCompanies, do: (*Web).moveCompanies,
	},
	"take": {
		heading: func(group, _ string, n int64) phrase {
			return count(n, "Take %d company out of %s?", "Take %d companies out of %s?", group)
		},
		button: say("Take out of the group"), foresee: (*Web).foreseeCompanies, do: (*Web).moveCompanies,
	},
	"regroup": {
		heading: func(_, to string, n int64) phrase {
			return count(n, "Put %d user into %s?", "Put %d users into %s?", to)
		},
		button: say("Put into the group"), foresee: (*Web).foreseeUsers, do: (*Web).moveUsers,
	},
	"see-all": {
		heading: func(group, _ string, _ int64) phrase { return say("Let %s see all companies?", group) },
		button:  say("Let it see all"), foresee: shifting(tenant.GroupShift{AllCompanies: new(true)}), do: changing(tenant.GroupChange{AllCompanies: new(true)}),
	},
	"see-own": {
		heading: func(group, _ string, _ int64) phrase { return say("Let %s see its own companies alone?", group) },
		button:  say("Let it see its own"), isGrave: true, foresee: shifting(tenant.GroupShift{AllCompanies: new(false)}), do: changing(tenant.GroupChange{AllCompanies: new(false)}),
	},
	"default": {
		heading: func(group, _ string, _ int64) phrase { return say("Make %s the default group?", group) },
		button:  say("Make it the default"), foresee: shifting(tenant.GroupShift{MakeDefault: true}), do: (*Web).makeDefault,
	},
	"delete": {
		heading: func(group, _ string, _ int64) phrase { return say("Delete %s?", group) },
		button:  say("Delete the group"), isGrave: true, foresee: shifting(tenant.GroupShift{Delete: true}), do: (*Web).deleteGroup,
	},
}

// readGroupChange reads a form of the pages about groups, and what it names.
func (c *Web) readGroupChange(r *http.Request, by actor.Actor) (*groupChange, error) {
	ch := &groupChange{
		Do: r.PostFormValue("do"), Group: strings.ToLower(r.PostFormValue("group")), To: strings.ToLower(r.PostFormValue("to")),
		Companies: r.PostForm["company"], Users: r.PostForm["user"], Back: groupBack(r),
	}
	if _, ok := groupVerbs[ch.Do]; !ok {
		return nil, fault.New(fault.NotFound, "That cannot be done to groups.")
	}
	p := fault.Problems{}
	switch ch.Do {
	case "add", "move", "take":
		if err := tenant.NeedAssign(by); err != nil {
			return nil, err
		}
		if listed := r.PostFormValue("listed"); strings.TrimSpace(listed) != "" {
			more, err := c.namedCompanies(r, by, listed)
			if err != nil {
				return ch, err
			}
			ch.Companies = append(ch.Companies, more...)
		}
		p.Require(len(ch.Companies) > 0, "company", "must be chosen: tick the companies that you mean")
	case "regroup":
		if err := by.Need(actor.UsersRW); err != nil {
			return nil, err
		}
		p.Require(len(ch.Users) > 0, "user", "must be chosen: tick the users that you mean")
		p.Require(len(ch.Users) <= identity.MostRegrouped, "user", "are more than %d", identity.MostRegrouped)
	default:
		if err := by.Need(actor.GroupsRW); err != nil {
			return nil, err
		}
	}
	if ch.Do == "add" || ch.Do == "move" || ch.Do == "regroup" {
		p.Require(portfolio.IsGUID(ch.To), "to", "must be chosen")
	}
	if ch.Do != "add" && ch.Do != "regroup" {
		p.Require(portfolio.IsGUID(ch.Group), "group", "must be chosen")
	}
	return ch, p.Err()
}

// move is what is moved, without what no group is named for.
func (ch *groupChange) move() tenant.CompanyMove {
	m := tenant.CompanyMove{Companies: ch.Companies, From: ch.Group, To: ch.To}
	switch ch.Do {
	case "add":
		m.From = ""
	case "take":
		m.To = ""
	}
	return m
}

func (c *Web) foreseeCompanies(ctx context.Context, by actor.Actor, ch *groupChange) (tenant.Effect, error) {
	return c.Groups.ForeseeMove(ctx, by, ch.move())
}

func (c *Web) moveCompanies(ctx context.Context, by actor.Actor, ch *groupChange) (what string, n int64, undo *groupUndo, err error) {
	m := ch.move()
	moved, err := c.Groups.Move(ctx, by, m)
	if err != nil {
		return "", 0, nil, err
	}
	if !moved.Any() {
		return "unmoved", 0, nil, nil
	}
	n = int64(max(len(moved.Added), len(moved.Removed)))
	return map[string]string{"add": "put", "move": "moved", "take": "taken"}[ch.Do], n, undoOfMove(m, moved), nil
}

func (c *Web) foreseeUsers(ctx context.Context, by actor.Actor, ch *groupChange) (tenant.Effect, error) {
	var s tenant.Shift
	for _, guid := range ch.Users {
		s.Users = append(s.Users, tenant.UserShift{GUID: guid, GroupGUID: &ch.To})
	}
	return c.Groups.WhatIf(ctx, by, s)
}

func (c *Web) moveUsers(ctx context.Context, by actor.Actor, ch *groupChange) (what string, n int64, undo *groupUndo, err error) {
	var placings []identity.Placing
	for _, guid := range ch.Users {
		placings = append(placings, identity.Placing{User: guid, Group: ch.To})
	}
	before, err := c.Users.Regroup(ctx, by, placings)
	if err != nil {
		return "", 0, nil, err
	}
	if len(before) == 0 {
		return "unmoved", 0, nil, nil
	}
	return "regrouped", int64(len(before)), &groupUndo{Users: before}, nil
}

// shifting asks what a difference of the group would do.
func shifting(shift tenant.GroupShift) func(*Web, context.Context, actor.Actor, *groupChange) (tenant.Effect, error) {
	return func(c *Web, ctx context.Context, by actor.Actor, ch *groupChange) (tenant.Effect, error) {
		g := shift
		g.GUID = ch.Group
		return c.Groups.WhatIf(ctx, by, tenant.Shift{Groups: []tenant.GroupShift{g}})
	}
}

// changing makes a difference of the group that can be undone by its contrary.
func changing(change tenant.GroupChange) func(*Web, context.Context, actor.Actor, *groupChange) (string, int64, *groupUndo, error) {
	return func(c *Web, ctx context.Context, by actor.Actor, ch *groupChange) (string, int64, *groupUndo, error) {
		before, err := c.Groups.One(ctx, by, ch.Group)
		if err != nil {
			return "", 0, nil, err
		}
		if before.AllCompanies == *change.AllCompanies {
			return "unmoved", 0, nil, nil
		}
		after, err := c.Groups.Change(ctx, by, ch.Group, change)
		if err != nil {
			return "", 0, nil, err
		}
		return "saved", 0, &groupUndo{Group: ch.Group, Version: after.Version, Change: &tenant.GroupChange{AllCompanies: &before.AllCompanies}}, nil
	}
}

func (c *Web) makeDefault(ctx context.Context, by actor.Actor, ch *groupChange) (what string, n int64, undo *groupUndo, err error) {
	before, err := c.Groups.Default(ctx, by)
	if err != nil {
		return "", 0, nil, err
	}
	if before == ch.Group {
		return "unmoved", 0, nil, nil
	}
	is := true
	if _, err := c.Groups.Change(ctx, by, ch.Group, tenant.GroupChange{IsDefault: &is}); err != nil {
		return "", 0, nil, err
	}
	return "saved", 0, &groupUndo{Group: before, Change: &tenant.GroupChange{IsDefault: &is}}, nil
}

func (c *Web) deleteGroup(ctx context.Context, by actor.Actor, ch *groupChange) (what string, n int64, undo *groupUndo, err error) {
	return "deleted", 0, nil, c.Groups.Delete(ctx, by, ch.Group)
}

// changeGroups does what was looked at.
func (c *Web) changeGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ch, err := c.readGroupChange(r, by)
	if err != nil {
		return c.complainOfChange(w, r, by, ch, err)
	}
	if ch.Do == "regroup" { // as on the page of a user
		if err := c.Sessions.Fresh(r.Context(), by); stale(err) {
			return c.showChange(w, r, by, ch, true)
		} else if err != nil {
			return err
		}
	}
	what, n, undo, err := groupVerbs[ch.Do].do(c, r.Context(), by, ch)
	if err != nil {
		return c.complainOfChange(w, r, by, ch, err)
	}
	return c.tellGroup(w, r, by, ch.leadsTo(), what, n, undo)
}

// leadsTo is where one sees what was done.
func (ch *groupChange) leadsTo() string {
	switch {
	case ch.Do == "delete":
		return groupsPath
	case ch.Do == "add":
		return groupsPath + "/" + ch.To
	case ch.Do == "regroup" && strings.HasSuffix(pathOf(ch.Back), "/add"):
		return groupsPath + "/" + ch.To + "/users"
	}
	return ch.Back
}

func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}
