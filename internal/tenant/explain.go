package tenant

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Explanation says whether a user may see a company, and through what, or what
// is missing.
type Explanation struct {
	UserGUID    string
	CompanyGUID string
	Role        actor.Role
	GroupGUID   string
	GroupName   string
	Allowed     bool
	UserName    string
	Through     string       // admin, all_companies or group; "" if nothing leads there
	Reasons     []fault.Text // sentences: what leads to the company
	Missing     []Lack
}

// Lack is something that is in the way of seeing a company.
type Lack struct {
	Of string // company (in the group), customer, parent, user, expiry or access
	fault.Text
}

// standing is what decides about a user in a customer.
type standing struct {
	formalName     string
	customerActive bool
	isBelow        bool // the user's own customer, or it is that one
	userActive     bool
	expiresAt      *string
	role           actor.Role
	group          string
	groupName      string
	allCompanies   bool
	isMember       bool // was put into the group, rather than being there by default
	accesses       int64
	listed         int64 // in the group
}

func (s *standing) fields() []any {
	return []any{
		&s.formalName, &s.customerActive, &s.isBelow, &s.userActive, &s.expiresAt, &s.role,
		&s.group, &s.groupName, &s.allCompanies, &s.isMember, &s.accesses, &s.listed,
	}
}

// Explain says whether a user may see a company, and why. by must see both: an
// admin all users of its customer, anybody else those of its own group, and nobody
// those of the organisation above.
func (gs *Groups) Explain(ctx context.Context, by actor.Actor, userGUID, companyGUID string) (Explanation, error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return Explanation{}, err
	}
	userGUID, companyGUID = strings.ToLower(userGUID), strings.ToLower(companyGUID)
	p := fault.Problems{}
	p.Require(isGUID(userGUID), "user", "must be the GUID of a user")
	p.Require(isGUID(companyGUID), "company", "must be the GUID of a company")
	if err := p.Err(); err != nil {
		return Explanation{}, err
	}
	s, err := standingOf(ctx, gs.DB, by.CustomerID, userGUID, companyGUID)
	if errors.Is(err, db.ErrNone) || err == nil && !by.IsAdmin() && s.group != by.GroupGUID {
		return Explanation{}, fault.New(fault.NotFound, "There is no such user.")
	}
	if err != nil {
		return Explanation{}, err
	}
	if sees, err := gs.Seen.sees(ctx, gs.DB, by, companyGUID); err != nil {
		return Explanation{}, err
	} else if !sees {
		return Explanation{}, fault.New(fault.NotFound, "There is no such company.")
	}
	e := Explanation{
		UserGUID: userGUID, CompanyGUID: companyGUID,
		Role: s.role, GroupGUID: s.group, GroupName: s.groupName, UserName: s.formalName,
	}
	s.explain(&e, gs.Now())
	return e, nil
}

func standingOf(ctx context.Context, c db.Conn, customerID int64, userGUID, companyGUID string) (standing, error) {
	return db.One(ctx, c, (*standing).fields, `
		select u.formal_name, c.is_active and h.is_active, `+Within("c.id", "u.customer_id")+`, u.is_active, u.expires_at,
			coalesce(m.role, 'customer_user'), g.guid, g.name, g.all_companies, m.user_guid is not null,
			(select count(*) from accesses a where a.customer_id = c.id and a.user_guid = u.guid),
			(select count(*) from group_companies gc
				where gc.customer_id = c.id and gc.group_guid = g.guid and gc.company_guid = $3)
		from users u
		join customers h on h.id = u.customer_id
		join customers c on c.id = $1
		left join memberships m on m.customer_id = c.id and m.user_guid = u.guid
		join groups g on g.customer_id = c.id and (g.guid = m.group_guid or m.group_guid is null and g.is_default)
		where u.guid = $2 and u.deleted_at is null and (u.customer_id = c.id or m.user_guid is not null)
			and `+Within("u.customer_id", "c.id"),
		customerID, userGUID, companyGUID)
}

func (s *standing) explain(e *Explanation, now time.Time) {
	because := func(t fault.Text) { e.Reasons = append(e.Reasons, t) }
	missing := func(is bool, of string, t fault.Text) {
		if is {
			e.Missing = append(e.Missing, Lack{of, t})
		}
	}
	switch {
	case s.role == actor.Admin:
		e.Through = "admin"
		because(fault.Text{Format: "The user is an admin, and admins see every company."})
	case s.allCompanies:
		e.Through = "all_companies"
		because(fault.Text{Format: "The group %s sees all companies.", Args: []any{s.groupName}})
	case s.listed > 0:
		e.Through = "group"
		because(fault.Text{Format: "The company is in the group %s.", Args: []any{s.groupName}})
	default:
		missing(true, "company", fault.Text{Format: "The company is not in the group %s.", Args: []any{s.groupName}})
	}
	if e.Through != "" && s.role != actor.Admin {
		if s.isMember {
			because(fault.Text{Format: "The user was put into it."})
		} else {
			because(fault.Text{Format: "The user was put into no group: it is the default."})
		}
	}
	missing(!s.customerActive, "customer", fault.Text{Format: "The customer is not active."})
	missing(!s.isBelow, "parent", fault.Text{Format: "The customer is no subsidiary of the user's own any more."})
	missing(!s.userActive, "user", fault.Text{Format: "The user is not active."})
	missing(s.expiresAt != nil && *s.expiresAt < now.UTC().Format(time.DateOnly), "expiry", fault.Text{Format: "The user has expired."})
	missing(s.accesses == 0, "access", fault.Text{Format: "The user has no access."})
	e.Allowed = e.Through != "" && len(e.Missing) == 0
}
