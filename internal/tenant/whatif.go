package tenant

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// Shift is something that might be done, of which [Groups.WhatIf] tells what it
// would do to who sees what.
type Shift struct {
	Groups []GroupShift
	Users  []UserShift
}

// GroupShift is what would be different about a group. What is deleted has no
// other difference.
type GroupShift struct {
	GUID         string // "" is a group that is yet to be made
	AllCompanies *bool  // nil leaves it as it is
	MakeDefault  bool
	Delete       bool
	Add, Remove  []string // companies
}

// UserShift is what would be different about a user; nil leaves it as it is.
type UserShift struct {
	GUID      string
	Role      *actor.Role
	GroupGUID *string // "" is the default group
}

// Effect is what a [Shift] would do.
type Effect struct {
	Gains   Sights
	Loses   Sights
	Parts   []Part  // those of whom somebody sees another company than before
	Hurdles []error // Conflict faults: why it cannot be done as things are
}

// Sights are pairs of a user and a company that the user comes to see, or sees
// no more.
type Sights struct {
	Pairs    int64
	Users    int64  // who are in one of them
	Examples []Pair // at most [MostExamples]: none for who may not read users and companies
}

// Pair is one of them.
type Pair struct {
	UserGUID, UserName, UserEmail           string
	CompanyGUID, CompanyName, CompanyDomain string
}

// Part is what a change does to users of one group: each of them gains, and
// loses, so many companies. Admins see every company before and after.
type Part struct {
	From, To  GroupName // the same unless they change it
	Users     int64
	Gained    int64
	Lost      int64
	WasAdmin  bool
	IsAdmin   bool
	FromAll   bool // they see all companies now
	ToAll     bool
	IsDeleted bool // To is where they would be if the group were gone
}

// GroupName names a group; of one that is yet to be made both are "".
type GroupName struct{ GUID, Name string }

// The bounds of a [Shift], and of what is told of an [Effect].
const (
	MostExamples = 12
	mostShifted  = 20   // groups
	mostMoved    = 100  // users
	mostChanged  = 1000 // companies of a group that are added, or removed
)

// WhatIf tells what a change would do to who sees what, and does nothing. It
// counts everybody who is in a group, whether or not they can sign in just now.
// by must see what it asks about: an admin everything, anybody else its own
// group. To ask about groups needs GROUPS_R, about users USERS_R does as well.
func (gs *Groups) WhatIf(ctx context.Context, by actor.Actor, ch Shift) (e Effect, err error) {
	if !by.Has(actor.GroupsR) && (len(ch.Groups) > 0 || !by.Has(actor.UsersR)) {
		return e, actor.Denied()
	}
	if err := ch.check(); err != nil {
		return e, err
	}
	s, err := gs.scene(ctx, by, ch)
	if err != nil {
		return e, err
	}
	e.Hurdles = s.hurdles
	for _, c := range s.classes() {
		if err := gs.weigh(ctx, by, c, &e); err != nil {
			return e, err
		}
	}
	return e, nil
}

// check brings a change into the form in which it is looked up.
func (ch *Shift) check() error {
	p := fault.Problems{}
	p.Require(len(ch.Groups)+len(ch.Users) > 0, "groups", "must be given, or users")
	p.Require(len(ch.Groups) <= mostShifted, "groups", "must be no more than %d", mostShifted)
	p.Require(len(ch.Users) <= mostMoved, "users", "must be no more than %d", mostMoved)
	if err := p.Err(); err != nil {
		return err
	}
	defaults, named := 0, make(map[string]bool)
	for i := range ch.Groups {
		g := &ch.Groups[i]
		if err := g.check(); err != nil {
			return err
		}
		p.Require(!named[g.GUID], "groups", "must name a group once")
		named[g.GUID] = true
		if g.MakeDefault {
			defaults++
		}
	}
	p.Require(defaults <= 1, "groups", "must have one default")
	for i := range ch.Users {
		u := &ch.Users[i]
		p.Take(u.check())
		p.Require(!named[u.GUID], "users", "must name a user once")
		named[u.GUID] = true
	}
	return p.Err()
}

func (g *GroupShift) check() (err error) {
	p := fault.Problems{}
	g.GUID = strings.ToLower(g.GUID)
	p.Require(g.GUID == "" || isGUID(g.GUID), "groups", "%.40q is not a GUID", g.GUID)
	p.Require(!g.Delete || g.GUID != "" && g.AllCompanies == nil && !g.MakeDefault && len(g.Add)+len(g.Remove) == 0,
		"groups", "what is deleted must have no other change")
	p.Require(max(len(g.Add), len(g.Remove)) <= mostChanged, "groups", "must have no more than %d companies", mostChanged)
	if err := p.Err(); err != nil {
		return err
	}
	if g.Add, err = guids("groups", g.Add); err != nil {
		return err
	}
	g.Remove, err = guids("groups", g.Remove)
	return err
}

func (u *UserShift) check() error {
	p := fault.Problems{}
	u.GUID = strings.ToLower(u.GUID)
	p.Require(isGUID(u.GUID), "users", "%.40q is not a GUID", u.GUID)
	if u.Role != nil {
		p.Require(slices.Contains(actor.Ranks, *u.Role), "users", "%.64q is not a role", *u.Role)
	}
	if u.GroupGUID != nil {
		group := strings.ToLower(*u.GroupGUID)
		u.GroupGUID = &group
		p.Require(group == "" || isGUID(group), "users", "%.40q is not a GUID", group)
	}
	return p.Err()
}
