package tenant

import (
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// classes are the users, those together who see the same before and the same
// after.
func (s *scene) classes() (all []*class) {
	for _, shift := range s.change.Groups {
		g := s.groups[shift.GUID]
		if n := s.members[g.GUID]; n > 0 {
			all = append(all, s.class(g, s.after(g), false, false, n, s.membersOf(g.GUID)))
		}
	}
	if s.loose > 0 {
		c := s.class(s.def, s.after(s.next), false, false, s.loose, s.looseUsers())
		c.isLoose = true
		all = append(all, c)
	}
	together := make(map[[4]any]*class)
	for i := range s.users {
		u := &s.users[i]
		shift := s.change.Users[slices.IndexFunc(s.change.Users, func(o UserShift) bool { return o.GUID == u.guid })]
		from, role := s.groupOf(u), u.role
		to := from
		switch {
		case shift.GroupGUID != nil && *shift.GroupGUID == "":
			to = s.def
		case shift.GroupGUID != nil:
			to = s.groups[*shift.GroupGUID]
		case u.group == "" && shift.Role == nil: // who is given a role is put into the default group for good
			to = s.next
		}
		set(&role, shift.Role)
		to = s.after(to)
		key := [4]any{from, to, u.role == actor.Admin, role == actor.Admin}
		c := together[key]
		if c == nil {
			c = s.class(from, to, u.role == actor.Admin, role == actor.Admin, 0, db.Where{})
			together[key], all = c, append(all, c)
		}
		c.named, c.Users = append(c.named, u.guid), c.Users+1
	}
	return all
}

// after is the group that those of g are in after: what is deleted leaves them
// to the default, unless it is that.
func (s *scene) after(g *staged) *staged {
	if g.shift != nil && g.shift.Delete && s.next != g {
		return s.next
	}
	return g
}

func (s *scene) class(from, to *staged, wasAdmin, isAdmin bool, n int64, who db.Where) *class {
	c := &class{who: who, before: from.before(), after: to.after()}
	c.before.all, c.after.all = c.before.all || wasAdmin, c.after.all || isAdmin
	c.Part = Part{
		From: from.GroupName, To: to.GroupName, Users: n, WasAdmin: wasAdmin, IsAdmin: isAdmin, FromAll: c.before.all, ToAll: c.after.all,
		IsDeleted: from.shift != nil && from.shift.Delete,
	}
	return c
}

func (g *staged) before() sight { return sight{all: g.all, group: g.GUID} }

func (g *staged) after() sight {
	after := g.before()
	if g.shift != nil {
		set(&after.all, g.shift.AllCompanies)
		after.add, after.remove = g.shift.Add, g.shift.Remove
	}
	return after
}
