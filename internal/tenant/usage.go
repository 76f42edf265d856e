package tenant

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Usage is how much of a licence is used: an admin's view of the whole, or what
// one group has of it.
type Usage struct {
	Type      string
	Name      string
	Total     *int64 // used and remaining; nil is unlimited
	Used      int64
	Remaining *int64 // nil is unlimited
}

// Usage returns it for every subscription type that the customer has. Who is
// not an admin is told of its own group alone: what that owns, and what it may
// still take.
func (gs *Groups) Usage(ctx context.Context, by actor.Actor) ([]Usage, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	licences, err := Licences(ctx, gs.DB, by.CustomerID)
	if err != nil {
		return nil, err
	}
	shares, err := db.All(ctx, gs.DB, (*share).fields, `
		select group_guid, subscription_type, allocated, used from quotas where customer_id = $1`, by.CustomerID)
	if err != nil {
		return nil, err
	}
	all := make([]Usage, len(licences))
	for i, l := range licences {
		all[i] = Usage{Type: l.Type, Name: l.Name}
		all[i].fill(by, l, shares)
	}
	return all, nil
}

func (u *Usage) fill(by actor.Actor, l Licence, shares []share) {
	u.Remaining = l.Remaining()
	for _, s := range shares {
		switch {
		case s.kind != l.Type:
		case by.IsAdmin():
			u.Used += s.used
		case s.group == by.GroupGUID:
			if u.Used = s.used; s.allocated != nil {
				left := *s.allocated - s.used
				u.Remaining = &left
			}
		}
	}
	if by.IsAdmin() && l.Licence != nil { // reserved and not used is still there
		left := *l.Licence - u.Used
		u.Remaining = &left
	}
	if u.Remaining != nil {
		total := u.Used + *u.Remaining
		u.Total = &total
	}
}

// LicenceUse is a licence with what groups use of what they have reserved.
type LicenceUse struct {
	Licence
	AllocatedUsed int64
}

// Licences returns what the customer is licensed for and what its groups have of
// it. Who is not an admin is told of its own group alone, and of this nothing.
func (gs *Groups) Licences(ctx context.Context, by actor.Actor) ([]LicenceUse, error) {
	if err := by.Need(actor.GroupsR); err != nil || !by.IsAdmin() {
		return nil, err
	}
	licences, err := Licences(ctx, gs.DB, by.CustomerID)
	if err != nil {
		return nil, err
	}
	type use struct {
		kind string
		used int64
	}
	uses, err := db.All(ctx, gs.DB, func(u *use) []any { return []any{&u.kind, &u.used} }, `
		select subscription_type, cast(sum(used) as bigint) from quotas
		where customer_id = $1 and allocated is not null
		group by subscription_type`, by.CustomerID)
	if err != nil {
		return nil, err
	}
	all := make([]LicenceUse, len(licences))
	for i, l := range licences {
		all[i].Licence = l
		for _, u := range uses {
			if u.kind == l.Type {
				all[i].AllocatedUsed = u.used
			}
		}
	}
	return all, nil
}
