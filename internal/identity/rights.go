package identity

import (
	"cmp"
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Effect is what an access does with one right of the catalogue.
type Effect struct {
	actor.Described
	From  []string // the roles of the access that carry it; none: it was not given
	Works bool     // and the ratings role of the user leaves it
}

// Effects returns what roles carry of each right, and what a ratings role leaves
// of that, in the order of the catalogue.
func Effects(role actor.Role, roles []string) []Effect {
	var all []Effect
	for _, d := range actor.Catalogue() {
		e := Effect{Described: d}
		for _, id := range roles {
			if actor.Carries([]string{id}, d.Right) {
				e.From = append(e.From, id)
			}
		}
		e.Works = e.From != nil && actor.Allows(role, d.Right)
		all = append(all, e)
	}
	return all
}

// AccessRights is what an access may do, where it lives.
type AccessRights struct {
	Access
	CustomerName string
	Role         actor.Role // ratings role of the user there
	GroupName    string     // and its group
	Effects      []Effect
	Own          []string // roles without a meaning here: for the customer's programs
}

// Rights returns what a user may do through each of its accesses, the oldest
// first, as far as by sees them.
func (us *Users) Rights(ctx context.Context, by actor.Actor, ref string) ([]AccessRights, error) {
	all, err := us.accesses().List(ctx, by, ref)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	type place struct {
		customerID int64
		name       string
		role       actor.Role
		group      string
	}
	places, err := db.All(ctx, us.DB, func(p *place) []any { return []any{&p.customerID, &p.name, &p.role, &p.group} }, `
		select c.id, c.name, coalesce(m.role, 'customer_user'), coalesce(g.name, '')
		from customers c
		left join memberships m on m.customer_id = c.id and m.user_guid = $1
		left join groups g on g.customer_id = c.id and (g.guid = m.group_guid or m.group_guid is null and g.is_default)
		where c.id in (select a.customer_id from accesses a where a.user_guid = $1)`, all[0].UserGUID)
	if err != nil {
		return nil, err
	}
	at := make(map[int64]place, len(places))
	for _, p := range places {
		at[p.customerID] = p
	}
	rights := make([]AccessRights, len(all))
	for i, a := range all {
		p := at[a.CustomerID]
		r := AccessRights{Access: a, CustomerName: p.name, Role: cmp.Or(p.role, actor.User), GroupName: p.group}
		r.Effects = Effects(r.Role, a.Roles)
		for _, id := range a.Roles {
			if !actor.Known(id) {
				r.Own = append(r.Own, id)
			}
		}
		rights[i] = r
	}
	return rights, nil
}

// Within returns nil if by may change a user, and otherwise the Forbidden error
// that says why not.
func (us *Users) Within(ctx context.Context, by actor.Actor, u User) error {
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	return reaches(ctx, us.DB, by, u)
}

// Offer is a role of the catalogue as it stands to be given to a user.
type Offer struct {
	Role
	IsOwn bool        // the customer added it, and it has no meaning here
	Holds bool        // who gives it holds it: nobody gives what they lack
	Left  actor.Right // what the ratings role of the user leaves of it; "" is nothing
}

// Offers returns the whole catalogue as it stands to be given to a user in a
// customer, its own if that is 0: what cannot be given, too, for it to be seen why.
func (us *Users) Offers(ctx context.Context, by actor.Actor, ref string, customerID int64) ([]Offer, error) {
	if err := by.Need(actor.UsersR); err != nil {
		return nil, err
	}
	u, err := findUser(ctx, us.DB, by, ref)
	if err != nil {
		return nil, err
	}
	role := u.Role
	if customerID = cmp.Or(customerID, u.CustomerID); customerID != u.CustomerID {
		if err := reachable(ctx, us.DB, by, u, customerID); err != nil {
			return nil, err
		}
		role, err = db.Value[actor.Role](ctx, us.DB, `
			select coalesce((select m.role from memberships m where m.customer_id = $1 and m.user_guid = $2), 'customer_user')`, customerID, u.GUID)
		if err != nil {
			return nil, err
		}
	}
	all := offersOf(by, role)
	added, err := db.All(ctx, us.DB, (*Role).fields, `
		select r.id, max(r.description) from roles r where r.customer_id in ($1, $2) group by r.id order by r.id`, customerID, by.CustomerID)
	for _, r := range added {
		all = append(all, Offer{Role: r, IsOwn: true, Holds: holds(by, r.ID), Left: actor.Right(r.ID)})
	}
	return all, err
}

// offersOf returns Gatehouse's own roles as they stand to be given to somebody of
// a ratings role.
func offersOf(by actor.Actor, role actor.Role) []Offer {
	var all []Offer
	for _, d := range actor.Catalogue() {
		o := Offer{Role: Role{string(d.Right), d.Description}, Holds: holds(by, string(d.Right))}
		if left := actor.Working(role, []string{o.ID}); len(left) == 1 {
			o.Left = actor.Right(left[0])
		}
		all = append(all, o)
	}
	return all
}
