package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Quota says how many users there are, and how many more may work. Company
// tokens are nobody and count nowhere.
type Quota struct {
	Active   int // that by sees, in its customer
	Inactive int
	Most     *int // active ones of the whole customer; nil is unlimited
	Left     *int
}

// Quota returns the counts of users of by's customer.
func (us *Users) Quota(ctx context.Context, by actor.Actor) (q Quota, err error) {
	if err := by.Need(actor.UsersR); err != nil {
		return q, err
	}
	var w db.Where
	working := w.Arg(today(us.Now()))
	visible(&w, by)
	w.And("u.customer_id = ?", by.CustomerID)
	w.And("not u.is_service")
	type count struct{ active, all int }
	n, err := db.One(ctx, us.DB, func(n *count) []any { return []any{&n.active, &n.all} }, `
		select count(case when u.is_active and (u.expires_at is null or u.expires_at >= `+working+`) then 1 end), count(*)
		from `+userTables+w.String(), w.Args()...)
	if err != nil {
		return q, err
	}
	q = Quota{Active: n.active, Inactive: n.all - n.active}
	customer, err := tenant.Read(ctx, us.DB, by.CustomerID)
	if most := customer.Settings.ActiveUsers; err == nil && most != nil {
		used, err := tenant.CountActive(ctx, us.DB, by.CustomerID, us.Now())
		if err != nil {
			return q, err
		}
		left := max(0, *most-used)
		q.Most, q.Left = most, &left
	}
	return q, err
}

// takeSeat returns an Exhausted error if a customer has more active users than
// it may have, now that there is one more. Two that take the last seat stand in
// line for the customer, and so does the operator who changes how many there are.
func takeSeat(ctx context.Context, tx *db.Tx, customerID int64, now time.Time) error {
	customer, err := tenant.Hold(ctx, tx, customerID)
	if err != nil || customer.Settings.ActiveUsers == nil {
		return err
	}
	used, err := tenant.CountActive(ctx, tx, customerID, now)
	if most := *customer.Settings.ActiveUsers; err == nil && used > most {
		return fault.New(fault.Exhausted, "All %d active users that the customer may have are there: deactivate one first.", most)
	}
	return err
}
