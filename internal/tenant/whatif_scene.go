package tenant

import (
	"context"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// scene is what a change is about, as it is now.
type scene struct {
	change  Shift
	groups  map[string]*staged // those that matter, the default among them
	def     *staged            // is the default now
	next    *staged            // would be
	users   []cast             // who change themselves, beside what their groups do
	hurdles []error

	customerID int64
	members    map[string]int64 // of a group, who are no admins and do not change themselves
	loose      int64            // the same of who was put into no group
}

// staged is a group before and after.
type staged struct {
	GroupName
	all, isDefault bool
	shift          *GroupShift // nil: it stays
}

func (g *staged) fields() []any { return []any{&g.GUID, &g.Name, &g.all, &g.isDefault} }

// cast is a user before; group is "" of who was put into none.
type cast struct {
	guid, group string
	role        actor.Role
}

func (u *cast) fields() []any { return []any{&u.guid, &u.role, &u.group} }

// scene reads what the change is about, and refuses what by does not see.
func (gs *Groups) scene(ctx context.Context, by actor.Actor, ch Shift) (*scene, error) {
	s := &scene{change: ch, groups: make(map[string]*staged), customerID: by.CustomerID}
	var err error
	if s.users, err = readCast(ctx, gs.DB, by.CustomerID, ch.Users); err != nil {
		return nil, err
	}
	if err := s.readGroups(ctx, gs.DB, by); err != nil {
		return nil, err
	}
	for i := range s.users {
		if u := &s.users[i]; !by.IsAdmin() && s.groupOf(u).GUID != by.GroupGUID {
			return nil, noUser()
		}
	}
	for _, g := range ch.Groups {
		for _, companies := range [][]string{g.Add, g.Remove} {
			if err := needVisible(ctx, gs.DB, by, companies); err != nil {
				return nil, err
			}
		}
		if g.Delete {
			full, err := readOne(ctx, gs.DB, by, g.GUID)
			if err != nil {
				return nil, err
			}
			s.hurdles = append(s.hurdles, hurdles(full)...)
		}
	}
	return s, s.countMembers(ctx, gs.DB)
}

func noUser() error { return fault.New(fault.NotFound, "There is no such user.") }

// readCast reads the users that change themselves. Who belongs to the organisation
// above is not to be seen from here.
func readCast(ctx context.Context, c db.Conn, customerID int64, shifts []UserShift) ([]cast, error) {
	if len(shifts) == 0 {
		return nil, nil
	}
	var w db.Where
	customer := w.Arg(customerID)
	w.In(`u.guid`, guidsOf(shifts))
	w.And(`u.deleted_at is null and (u.customer_id = ` + customer + ` or m.user_guid is not null)`)
	w.And(Within("u.customer_id", "h.id"))
	users, err := db.All(ctx, c, (*cast).fields, `
		select u.guid, coalesce(m.role, 'customer_user'), coalesce(m.group_guid, '')
		from users u join customers h on h.id = `+customer+`
		left join memberships m on m.customer_id = `+customer+` and m.user_guid = u.guid`+w.String(), w.Args()...)
	if err == nil && len(users) < len(shifts) {
		err = noUser()
	}
	return users, err
}

func guidsOf(shifts []UserShift) []string {
	all := make([]string, len(shifts))
	for i, u := range shifts {
		all[i] = u.GUID
	}
	return all
}

// readGroups reads the groups that matter: those that are named, those of the
// users, and the default.
func (s *scene) readGroups(ctx context.Context, c db.Conn, by actor.Actor) error {
	var named []string
	for i := range s.change.Groups {
		if guid := s.change.Groups[i].GUID; guid != "" {
			named = append(named, guid)
		}
	}
	for _, u := range s.change.Users {
		if u.GroupGUID != nil && *u.GroupGUID != "" {
			named = append(named, *u.GroupGUID)
		}
	}
	all := slices.Clone(named)
	for _, u := range s.users {
		all = append(all, u.group)
	}
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.And(`(is_default or ` + oneOf(&w, `guid`, all) + `)`)
	groups, err := db.All(ctx, c, (*staged).fields, `
		select guid, name, all_companies, is_default from groups`+w.String(), w.Args()...)
	if err != nil {
		return err
	}
	for i := range groups {
		s.groups[groups[i].GUID] = &groups[i]
		if groups[i].isDefault {
			s.def, s.next = &groups[i], &groups[i]
		}
	}
	for _, guid := range named {
		if s.groups[guid] == nil || !by.IsAdmin() && guid != by.GroupGUID {
			return noGroup()
		}
	}
	s.stage()
	return nil
}

// stage says what becomes of each group.
func (s *scene) stage() {
	for i := range s.change.Groups {
		shift := &s.change.Groups[i]
		g := s.groups[shift.GUID]
		if g == nil {
			g = &staged{}
			s.groups[""] = g
		}
		if g.shift = shift; shift.MakeDefault {
			s.next = g
		}
	}
}

// groupOf is the group that a user is in now.
func (s *scene) groupOf(u *cast) *staged {
	if g := s.groups[u.group]; u.group != "" && g != nil {
		return g
	}
	return s.def
}

// countMembers counts who is not asked for by name.
func (s *scene) countMembers(ctx context.Context, c db.Conn) error {
	s.members = make(map[string]int64)
	for _, g := range s.groups {
		if g.shift == nil || g.GUID == "" {
			continue
		}
		w := s.membersOf(g.GUID)
		n, err := db.Value[int64](ctx, c, `select count(*) from memberships m`+w.String(), w.Args()...)
		if err != nil {
			return err
		}
		s.members[g.GUID] = n
	}
	if s.def.shift == nil && s.next == s.def {
		return nil
	}
	w := s.looseUsers()
	n, err := db.Value[int64](ctx, c, `select count(*) from users u`+w.String(), w.Args()...)
	s.loose = n
	return err
}

// membersOf is the condition that m was put into a group, is no admin, and does
// not change by itself.
func (s *scene) membersOf(group string) db.Where {
	var w db.Where
	w.And(`m.customer_id = ?`, s.customerID)
	w.And(`m.group_guid = ?`, group)
	w.And(`m.role <> ?`, string(actor.Admin))
	w.And(`not ` + oneOf(&w, `m.user_guid`, guidsOf(s.change.Users)))
	return w
}

// looseUsers is the same of u, who was put into no group.
func (s *scene) looseUsers() db.Where {
	var w db.Where
	w.And(`u.customer_id = ? and u.deleted_at is null`, s.customerID)
	w.And(`not exists (select 1 from memberships m where m.customer_id = u.customer_id and m.user_guid = u.guid)`)
	w.And(`not ` + oneOf(&w, `u.guid`, guidsOf(s.change.Users)))
	return w
}
