package identity

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// The ceiling: nobody grants what they lack, or reaches above themselves.
//
// Every verb that changes a user, or what hangs on one, compares all that the
// user holds with what the actor holds, before the change and after it. Before,
// because who may change somebody mightier could take over what is theirs;
// after, because that is what the change would grant.

// holding is what a user holds in one customer.
type holding struct {
	customerID int64
	role       actor.Role
	groupGUID  string
	all        bool     // the group sees the whole portfolio
	roles      []string // of all its accesses there
}

func (h *holding) fields() []any {
	return []any{&h.customerID, &h.role, &h.groupGUID, &h.all}
}

// holdings returns what a user holds, customer by customer: its own, those
// where it has a role or a group, and those where it has an access.
func holdings(ctx context.Context, c db.Conn, userGUID string) ([]holding, error) {
	held, err := db.All(ctx, c, (*holding).fields, `
		select p.customer_id, coalesce(m.role, 'customer_user'), coalesce(g.guid, ''), coalesce(g.all_companies, false)
		from (
			select customer_id from users where guid = $1
			union select customer_id from memberships where user_guid = $1
			union select customer_id from accesses where user_guid = $1) p
		left join memberships m on m.customer_id = p.customer_id and m.user_guid = $1
		left join groups g on g.customer_id = p.customer_id and g.guid = coalesce(m.group_guid,
			(select d.guid from groups d where d.customer_id = p.customer_id and d.is_default))
		order by p.customer_id`, userGUID)
	if err != nil {
		return nil, err
	}
	type granted struct {
		customerID int64
		role       string
	}
	all, err := db.All(ctx, c, func(g *granted) []any { return []any{&g.customerID, &g.role} }, `
		select r.customer_id, r.role
		from accesses a join access_roles r on r.customer_id = a.customer_id and r.access_id = a.id
		where a.user_guid = $1`, userGUID)
	for i := range held {
		for _, g := range all {
			if g.customerID == held[i].customerID {
				held[i].roles = append(held[i].roles, g.role)
			}
		}
	}
	return held, err
}

var (
	errAbove      = fault.New(fault.Forbidden, "This user holds a right, a role or a view of companies that you do not have.")
	errOtherGroup = fault.New(fault.Forbidden, "You may change the users of your own group only.")
)

// reaches returns a Forbidden error if a user holds anything that by lacks, or
// if by governs only a group, and the user is not in it.
func reaches(ctx context.Context, c db.Conn, by actor.Actor, u User) error {
	if by.IsSystem() {
		return nil
	}
	held, err := holdings(ctx, c, u.GUID)
	if err != nil {
		return err
	}
	for _, h := range held {
		if err := covers(ctx, c, by, h); err != nil {
			return err
		}
		if h.customerID == u.CustomerID && !by.IsAdmin() && (h.customerID != by.CustomerID || h.groupGUID != by.GroupGUID) {
			return errOtherGroup
		}
	}
	return nil
}

// makes returns a Forbidden error unless by may make the user of a draft, who
// has no access yet. It asks before anybody looks for one with the same e-mail.
func makes(by actor.Actor, d UserDraft) error {
	switch {
	case by.IsAdmin():
		return nil
	case cmp.Or(d.Role, actor.User).Above(by.Role):
		return errAbove
	case d.CustomerID != by.CustomerID || !strings.EqualFold(d.GroupGUID, by.GroupGUID):
		return errOtherGroup
	}
	return nil
}

// covers returns a Forbidden error unless by holds all that h is.
func covers(ctx context.Context, c db.Conn, by actor.Actor, h holding) error {
	if h.role.Above(by.Role) || !holdsAll(by, h) {
		return errAbove
	}
	here := h.customerID == by.CustomerID
	switch {
	case by.IsAdmin() || here && (by.AllCompanies || h.groupGUID == by.GroupGUID):
		return nil
	case h.all || !here && h.role != actor.User: // a group and what governs it end with the customer
		return errAbove
	}
	more, err := db.Value[int64](ctx, c, `
		select count(*) from group_companies t
		where t.customer_id = $1 and t.group_guid = $2 and not exists (
			select 1 from group_companies o
			where o.customer_id = $3 and o.group_guid = $4 and o.company_guid = t.company_guid)`,
		h.customerID, h.groupGUID, by.CustomerID, by.GroupGUID)
	if err == nil && more > 0 {
		return errAbove
	}
	return err
}

// holdsAll compares rights as they work: what the ratings role leaves of the
// roles. What Gatehouse gives no meaning to is compared by its id.
func holdsAll(by actor.Actor, h holding) bool {
	for _, d := range actor.Catalogue() {
		if actor.Allows(h.role, d.Right) && actor.Carries(h.roles, d.Right) && !by.Has(d.Right) {
			return false
		}
	}
	for _, id := range h.roles {
		if !actor.Known(id) && !holds(by, id) {
			return false
		}
	}
	return true
}

// holds reports whether by may give the role id to others.
func holds(by actor.Actor, id string) bool {
	if by.IsSystem() {
		return true
	}
	if actor.Known(id) {
		return by.Has(actor.Right(id))
	}
	return slices.Contains(by.Roles, id)
}

// grants checks the roles that an access would gain: those that nobody knows
// are an Invalid error, those that by lacks a Forbidden one.
func grants(ctx context.Context, c db.Conn, by actor.Actor, customerID int64, added []string) error {
	var unknown, lacked []string
	for _, id := range added {
		if actor.Known(id) {
			if !holds(by, id) {
				lacked = append(lacked, id)
			}
			continue
		}
		// The row is held: what is given stays in the catalogue until it was.
		in, err := db.Column[int64](ctx, c, `
			select customer_id from roles where customer_id in ($1, $2) and id = $3`+forShare(c), customerID, by.CustomerID, id)
		switch {
		case err != nil:
			return err
		case len(in) == 0:
			unknown = append(unknown, id)
		case !holds(by, id):
			lacked = append(lacked, id)
		}
	}
	if unknown != nil {
		return fault.Field("roles", "unknown: %s", strings.Join(unknown, ", "))
	}
	if lacked != nil {
		return fault.New(fault.Forbidden, "You cannot give roles that you do not hold: %s.", strings.Join(lacked, ", "))
	}
	return nil
}
