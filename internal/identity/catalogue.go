package identity

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Entry is a role of the catalogue with how many users hold it.
type Entry struct {
	Role
	IsOwn bool // the customer added it, and it has no meaning here
	Holds bool // the calling access holds it, and so may give it
	Users int  // that by sees and of whose accesses one carries it
}

// Catalogue returns every role of the customer: Gatehouse's own, then those that
// it added, each with the users who hold it.
func (rs *Roles) Catalogue(ctx context.Context, by actor.Actor) ([]Entry, error) {
	if err := by.Need(actor.UsersR); err != nil {
		return nil, err
	}
	var all []Entry
	for _, d := range actor.Catalogue() {
		all = append(all, Entry{Role: Role{string(d.Right), d.Description}, Holds: holds(by, string(d.Right))})
	}
	added, err := db.All(ctx, rs.DB, (*Role).fields,
		`select id, description from roles where customer_id = $1 order by id`, by.CustomerID)
	if err != nil {
		return nil, err
	}
	for _, r := range added {
		all = append(all, Entry{Role: r, IsOwn: true, Holds: holds(by, r.ID)})
	}
	counts, err := rs.holders(ctx, by)
	for i := range all {
		all[i].Users = counts[all[i].ID]
	}
	return all, err
}

// holders counts the users that by sees by the roles that they hold.
func (rs *Roles) holders(ctx context.Context, by actor.Actor) (map[string]int, error) {
	type held struct {
		role  string
		users int
	}
	var w db.Where
	visible(&w, by)
	w.And(inTree("a.customer_id"), by.CustomerID)
	all, err := db.All(ctx, rs.DB, func(h *held) []any { return []any{&h.role, &h.users} }, `
		select r.role, count(distinct a.user_guid)
		from accesses a
		join access_roles r on r.customer_id = a.customer_id and r.access_id = a.id
		join users u on u.guid = a.user_guid
		left join memberships m on m.customer_id = u.customer_id and m.user_guid = u.guid`+w.String()+`
		group by r.role`, w.Args()...)
	counts := make(map[string]int, len(all))
	for _, h := range all {
		counts[h.role] = h.users
	}
	return counts, err
}
