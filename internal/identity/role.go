package identity

import (
	"context"
	"regexp"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Role is an entry of the catalogue: one of Gatehouse's own, or one that a
// customer added for its own programs, to which Gatehouse gives no meaning.
type Role struct {
	ID          string
	Description string
}

func (r *Role) fields() []any { return []any{&r.ID, &r.Description} }

// Roles is the catalogue of roles.
type Roles struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// Held returns the roles that the calling access holds, and so may give:
// Gatehouse's own as far as its ratings role leaves them, then the customer's.
func (rs *Roles) Held(ctx context.Context, by actor.Actor) ([]Role, error) {
	var held []Role
	for _, d := range actor.Catalogue() {
		if by.Has(d.Right) {
			held = append(held, Role{string(d.Right), d.Description})
		}
	}
	added, err := db.All(ctx, rs.DB, (*Role).fields,
		`select id, description from roles where customer_id = $1 order by id`, by.CustomerID)
	for _, r := range added {
		if holds(by, r.ID) {
			held = append(held, r)
		}
	}
	return held, err
}

// own is the beginning of the ids that Gatehouse keeps for itself.
const own = "GATEHOUSE_"

// roleForm leaves out the comma, which separates roles, and whatever could be
// taken for a pattern.
var roleForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.:-]{0,99}$`)

const maxDescription = 500

// MayChange refuses whoever does not keep the catalogue: the edge asks before it
// reads a body.
func (rs *Roles) MayChange(by actor.Actor) error {
	if !by.IsAdmin() {
		return actor.Denied()
	}
	return by.Need(actor.UsersRW)
}

// Add adds a role id to the catalogue of by's customer, and to the access that
// adds it: who brings a role in may give it.
func (rs *Roles) Add(ctx context.Context, by actor.Actor, r Role) error {
	if err := rs.MayChange(by); err != nil {
		return err
	}
	r.Description = strings.TrimSpace(r.Description)
	p := fault.Problems{}
	p.Require(roleForm.MatchString(r.ID), "id", "must begin with a letter and have at most 100 letters, digits and _ . : -")
	p.Require(!strings.HasPrefix(strings.ToUpper(r.ID), own), "id", "must not begin with %s", own)
	checkText(p, "description", r.Description, maxDescription)
	if err := p.Err(); err != nil {
		return err
	}
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			insert into roles (customer_id, id, description, created_at) values ($1, $2, $3, $4)
			on conflict (customer_id, id) do nothing`, by.CustomerID, r.ID, r.Description, rs.Now())
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, "There is a role with this id already.")
		}
		record(ctx, tx, by, by.CustomerID, audit.Event{Action: "role.create", Subject: r.ID})
		_, err = tx.Exec(ctx, `
			insert into access_roles (customer_id, access_id, role, position)
			select a.customer_id, a.id, cast($3 as text), (
				select coalesce(max(r.position), -1) + 1 from access_roles r where r.customer_id = $1 and r.access_id = $2)
			from accesses a where a.customer_id = $1 and a.id = $2
			on conflict (customer_id, access_id, role) do nothing`, by.CustomerID, by.AccessID, r.ID)
		return err
	})
}
