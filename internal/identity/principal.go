package identity

import (
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/tenant"
)

// principal is all that decides whether an access works, and what it may do.
type principal struct {
	actor          actor.Actor
	language       *string // of the access
	customerActive bool
	homeActive     bool // the customer that the user belongs to
	isBelow        bool // the customer of the access is that one, or below it
	userActive     bool
	userExpires    *string
	isInvited      bool // of a Vendor Access customer: a request still gives access
}

var (
	principalColumns = `a.id, a.type, a.language, a.customer_id, c.guid, c.name, c.kind, c.is_active, h.is_active, ` + tenant.Within("a.customer_id", "u.customer_id") + `,
		u.guid, u.id, u.customer_id, u.email, u.firstname, u.lastname, u.formal_name, u.friendly_name, u.language,
		u.is_active, u.expires_at, coalesce(m.role, 'customer_user'), coalesce(g.guid, ''), coalesce(g.all_companies, false),
		` + rolesOfAccess + `,
		h.kind <> 'Vendor Access' or exists (
			select 1 from access_requests q
			where q.recipient_customer_id = u.customer_id and q.recipient_guid = u.guid and q.access_ends_at > $1)
		or exists (
			select 1 from request_colleagues k join access_requests q on q.customer_id = k.customer_id and q.guid = k.request_guid
			where k.recipient_customer_id = u.customer_id and k.user_guid = u.guid and q.access_ends_at > $1)`

	// principalTables goes on from access a. $1 is now.
	principalTables = `
		join users u on u.guid = a.user_guid
		join customers c on c.id = a.customer_id
		join customers h on h.id = u.customer_id
		left join memberships m on m.customer_id = a.customer_id and m.user_guid = a.user_guid
		left join groups g on g.customer_id = a.customer_id and g.guid = coalesce(m.group_guid,
			(select d.guid from groups d where d.customer_id = a.customer_id and d.is_default))`
)

func (p *principal) fields() []any {
	a := &p.actor
	return []any{
		&a.AccessID, &a.AccessType, &p.language, &a.CustomerID, &a.CustomerGUID, &a.CustomerName, &a.CustomerKind,
		&p.customerActive, &p.homeActive, &p.isBelow,
		&a.UserGUID, &a.UserID, &a.UserCustomerID, &a.Email, &a.FirstName, &a.LastName, &a.FormalName, &a.FriendlyName, &a.Language,
		&p.userActive, &p.userExpires, &a.Role, &a.GroupGUID, &a.AllCompanies,
		(*roleList)(&a.Roles), &p.isInvited,
	}
}

// live reports whether user, customer and the user's own customer all let the
// access work now, and a recipient's while a request gives it access.
func (p *principal) live(now time.Time) bool { return p.stands(now) && p.isInvited }

// stands is live without the question whether a recipient has access: who is just
// about to accept proves itself before it has. A customer that is no subsidiary
// any more lets nobody act in it who belongs above.
func (p *principal) stands(now time.Time) bool {
	return p.customerActive && p.homeActive && p.isBelow && p.userActive &&
		(p.userExpires == nil || *p.userExpires >= today(now))
}

// as returns the actor that the principal is when it calls from ip.
func (p *principal) as(ip string) actor.Actor {
	a := p.actor
	a.IP = ip
	if p.language != nil {
		a.Language = *p.language
	}
	return a
}
