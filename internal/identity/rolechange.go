package identity

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Describe changes what the catalogue says of a role that the customer added.
func (rs *Roles) Describe(ctx context.Context, by actor.Actor, r Role) (Role, error) {
	if err := rs.MayChange(by); err != nil {
		return Role{}, err
	}
	r.Description = strings.TrimSpace(r.Description)
	p := fault.Problems{}
	checkText(p, "description", r.Description, maxDescription)
	if err := p.Err(); err != nil {
		return Role{}, err
	}
	err := rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		before, err := holdRole(ctx, tx, by.CustomerID, r.ID)
		if err != nil || before == r {
			return err
		}
		_, err = tx.Exec(ctx, `update roles set description = $3 where customer_id = $1 and id = $2`, by.CustomerID, r.ID, r.Description)
		record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "role.update", Subject: r.ID, Details: map[string]any{"description": r.Description},
		})
		return err
	})
	return r, err
}

// One returns a role that the customer added.
func (rs *Roles) One(ctx context.Context, by actor.Actor, id string) (Role, error) {
	if err := rs.MayChange(by); err != nil {
		return Role{}, err
	}
	r, err := db.One(ctx, rs.DB, (*Role).fields,
		`select id, description from roles where customer_id = $1 and id = $2`, by.CustomerID, id)
	return r, orNotFound(err)
}

// holdRole reads a role that a customer added and keeps it from being given.
func holdRole(ctx context.Context, tx *db.Tx, customerID int64, id string) (Role, error) {
	r, err := db.One(ctx, tx, (*Role).fields,
		`select id, description from roles where customer_id = $1 and id = $2`+forUpdate(tx, "roles"), customerID, id)
	if errors.Is(err, db.ErrNone) {
		return r, errNotFound
	}
	return r, err
}

// Remove takes a role out of the catalogue, and from the calling access, as
// [Roles.Add] gave it. No other access may hold it, below the customer neither,
// unless it has it from a catalogue of its own.
func (rs *Roles) Remove(ctx context.Context, by actor.Actor, id string) error {
	if err := rs.MayChange(by); err != nil {
		return err
	}
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if _, err := holdRole(ctx, tx, by.CustomerID, id); err != nil {
			return err
		}
		var w db.Where
		w.And("r.role = ?", id)
		w.And(inTree("r.customer_id"), by.CustomerID)
		w.And("not (r.customer_id = ? and r.access_id = ?)", by.CustomerID, by.AccessID)
		w.And(`not exists (select 1 from roles o where o.customer_id = r.customer_id and o.id = r.role and o.customer_id <> ?)`, by.CustomerID)
		held, err := db.Value[int64](ctx, tx, `select count(*) from access_roles r`+w.String(), w.Args()...)
		if err != nil {
			return err
		}
		if held > 0 {
			return fault.New(fault.Conflict, "%d other accesses hold this role: take it from them first.", held)
		}
		_, err = tx.Exec(ctx, `
			delete from access_roles where customer_id = $1 and access_id = $2 and role = $3`, by.CustomerID, by.AccessID, id)
		if err != nil {
			return err
		}
		record(ctx, tx, by, by.CustomerID, audit.Event{Action: "role.delete", Subject: id})
		_, err = tx.Exec(ctx, `delete from roles where customer_id = $1 and id = $2`, by.CustomerID, id)
		return err
	})
}
