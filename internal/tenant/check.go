package tenant

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// principal is what an actor stands on, as it is now.
type principal struct {
	customerActive bool
	homeActive     bool // the customer that the user belongs to
	isBelow        bool // the customer, or it is that one
	userActive     bool
	role           actor.Role
	group          string
	allCompanies   bool
	rolesHeld      int // of those the actor came with
	keysLive       int // the token or session it came with
}

func (p *principal) fields() []any {
	return []any{
		&p.customerActive, &p.homeActive, &p.isBelow, &p.userActive,
		&p.role, &p.group, &p.allCompanies, &p.rolesHeld, &p.keysLive,
	}
}

// Check reads the actor again as part of tx, which is about to write: between
// its authentication and now it may have been stopped (Unauthorized) or may
// have lost a right, its role or its group (Forbidden). Every verb that writes
// calls it first. The server itself passes.
//
// It is also where a call's Idempotency-Key is claimed, and where If-Match begins
// to count: see [Keys] and [Match].
func Check(ctx context.Context, tx *db.Tx, by actor.Actor) error {
	if by.SCIM != "" {
		return checkSCIM(ctx, tx, by)
	}
	if by.IsSystem() {
		return nil
	}
	p, err := readPrincipal(ctx, tx, by)
	if errors.Is(err, db.ErrNone) {
		return fault.New(fault.Unauthorized, "This access has ended.")
	}
	if err != nil {
		return fmt.Errorf("check actor: %w", err)
	}
	switch {
	case !p.customerActive || !p.homeActive || !p.isBelow || !p.userActive || p.keysLive == 0:
		return fault.New(fault.Unauthorized, "This access has ended.")
	case p.differs(by):
		return fault.New(fault.Forbidden, "Your rights have just been changed. Try again.")
	}
	expect(ctx, tx)
	return claim(ctx, tx)
}

func readPrincipal(ctx context.Context, tx *db.Tx, by actor.Actor) (principal, error) {
	var w db.Where
	customer, access, user := w.Arg(by.CustomerID), w.Arg(by.AccessID), w.Arg(by.UserGUID)

	held := "0"
	if carried := by.Carried(); len(carried) > 0 {
		roles := make([]string, len(carried))
		for i, r := range carried {
			roles[i] = w.Arg(r)
		}
		held = `(select count(*) from access_roles r
			where r.customer_id = ` + customer + ` and r.access_id = ` + access + `
				and r.role in (` + strings.Join(roles, ", ") + `))`
	}
	live := "1" // an actor made from neither is the work of a test or of a command
	switch {
	case by.TokenGUID != "":
		live = `(select count(*) from tokens t
			where t.customer_id = ` + customer + ` and t.guid = ` + w.Arg(by.TokenGUID) + `
				and t.access_id = ` + access + ` and t.revoked_at is null)`
	case by.SessionGUID != "":
		live = `(select count(*) from sessions s join customers l on l.id = s.login_customer_id and l.is_active
			where s.customer_id = ` + customer + ` and s.guid = ` + w.Arg(by.SessionGUID) + ` and s.is_open
				and ` + Within("s.customer_id", "s.login_customer_id") + `)`
	}
	below := `u.customer_id = a.customer_id`
	if by.UserCustomerID != by.CustomerID {
		below = Within("a.customer_id", "u.customer_id") // which looks through the tree
	}
	return db.One(ctx, tx, (*principal).fields, `
		select c.is_active, h.is_active, `+below+`, u.is_active,
			coalesce(m.role, 'customer_user'), g.guid, g.all_companies, `+held+`, `+live+`
		from accesses a
		join customers c on c.id = a.customer_id
		join users u on u.guid = a.user_guid
		join customers h on h.id = u.customer_id
		left join memberships m on m.customer_id = a.customer_id and m.user_guid = a.user_guid
		join groups g on g.customer_id = a.customer_id
			and (g.guid = m.group_guid or m.group_guid is null and g.is_default)
		where a.customer_id = `+customer+` and a.id = `+access+` and a.user_guid = `+user,
		w.Args()...)
}
