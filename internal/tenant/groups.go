package tenant

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// everything is what may look different to somebody when a group changes: who
// is in it, which companies they see, and which requests.
const everything = audit.Requests | audit.Portfolio | audit.Identity

// Groups is the collection of access groups.
type Groups struct {
	DB   *db.DB
	Now  func() time.Time // db.Now but in tests
	Seen *Seen            // nil asks the database
}

// List returns the groups that by sees, in the order of their names: an admin
// all, anybody else its own.
func (gs *Groups) List(ctx context.Context, by actor.Actor) ([]Group, error) {
	return gs.Some(ctx, by, nil)
}

// Some is [Groups.List] of those in list; nil means all.
func (gs *Groups) Some(ctx context.Context, by actor.Actor, list []string) ([]Group, error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return nil, err
	}
	if list != nil {
		var err error
		if list, err = guids("guid", list); err != nil {
			return nil, err
		}
	}
	return readGroups(ctx, gs.DB, by, list)
}

// Names returns the names of the groups that by sees, in order.
func (gs *Groups) Names(ctx context.Context, by actor.Actor) ([]GroupName, error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.AndIf(!by.IsAdmin(), `guid = ?`, by.GroupGUID)
	return db.All(ctx, gs.DB, func(g *GroupName) []any { return []any{&g.GUID, &g.Name} }, `
		select guid, name from groups`+w.String()+` order by name_lower, guid`, w.Args()...)
}

// One returns a group that by sees.
func (gs *Groups) One(ctx context.Context, by actor.Actor, guid string) (Group, error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return Group{}, err
	}
	return readOne(ctx, gs.DB, by, guid)
}

// Default returns the guid of the default group, or "" if by does not see it.
func (gs *Groups) Default(ctx context.Context, by actor.Actor) (string, error) {
	guid, _, err := DefaultGroup(ctx, gs.DB, by.CustomerID)
	if err != nil || by.IsAdmin() || guid == by.GroupGUID {
		return guid, err
	}
	return "", nil
}

func readOne(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Group, error) {
	guid = strings.ToLower(guid)
	if !isGUID(guid) {
		return Group{}, noGroup()
	}
	groups, err := readGroups(ctx, c, by, []string{guid})
	if err != nil {
		return Group{}, err
	}
	if len(groups) == 0 {
		return Group{}, noGroup()
	}
	return groups[0], nil
}

func readGroups(ctx context.Context, c db.Conn, by actor.Actor, list []string) ([]Group, error) {
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.AndIf(!by.IsAdmin(), `guid = ?`, by.GroupGUID)
	w.In(`guid`, list)
	groups, err := db.All(ctx, c, (*Group).fields, `
		select `+groupColumns+` from groups`+w.String()+` order by name_lower, guid`, w.Args()...)
	if err != nil || len(groups) == 0 {
		return groups, err
	}
	licences, err := Licences(ctx, c, by.CustomerID)
	if err != nil {
		return nil, err
	}
	shares, err := db.All(ctx, c, (*share).fields, `
		select group_guid, subscription_type, allocated, used from quotas where customer_id = $1`, by.CustomerID)
	if err != nil {
		return nil, err
	}
	users, err := countUsers(ctx, c, by.CustomerID)
	if err != nil {
		return nil, err
	}
	of := make(map[string][]share)
	for _, s := range shares {
		of[s.group] = append(of[s.group], s)
	}
	for i := range groups {
		g := &groups[i]
		g.fill(licences, of[g.GUID])
		if g.UserCount = users[g.GUID]; g.IsDefault {
			g.UserCount += users[""]
		}
	}
	return groups, nil
}

// countUsers returns how many users each group has, and under "" how many of
// the customer were put into none.
func countUsers(ctx context.Context, c db.Conn, customerID int64) (map[string]int64, error) {
	type count struct {
		group string
		n     int64
	}
	counts, err := db.All(ctx, c, func(c *count) []any { return []any{&c.group, &c.n} }, `
		select group_guid, count(*) from memberships where customer_id = $1 group by group_guid
		union all
		select '', count(*) from users u where u.customer_id = $1 and u.deleted_at is null
			and not exists (select 1 from memberships m where m.customer_id = $1 and m.user_guid = u.guid)`,
		customerID)
	users := make(map[string]int64, len(counts))
	for _, c := range counts {
		users[c.group] = c.n
	}
	return users, err
}

// MostCounted is how far [Groups.CountEach] counts.
const MostCounted = 1000

// CountEach returns how many companies each group of a list has, up to
// [MostCounted] and one: what sees all companies is left out.
func (gs *Groups) CountEach(ctx context.Context, by actor.Actor, groups []Group) (map[string]int64, error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return nil, err
	}
	counts := make(map[string]int64)
	for _, g := range groups {
		if g.AllCompanies {
			continue
		}
		n, err := db.Value[int64](ctx, gs.DB, `
			select count(*) from (select 1 from group_companies where customer_id = $1 and group_guid = $2 limit $3) counted`,
			by.CustomerID, g.GUID, MostCounted+1)
		if err != nil {
			return nil, err
		}
		counts[g.GUID] = n
	}
	return counts, nil
}
