package web

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

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
