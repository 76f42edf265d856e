package identity

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Placing is where a user was before it was put into another group.
type Placing struct {
	User  string `json:"user"`
	Group string `json:"group"`
}

// MostRegrouped is how many users [Users.Regroup] takes at once.
const MostRegrouped = 100

// Regroup puts users into a group of by's customer, all of them or none, and
// returns where those were who were not in it before. With several placings each
// is put where it says.
func (us *Users) Regroup(ctx context.Context, by actor.Actor, placings []Placing) (before []Placing, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return nil, err
	}
	p := fault.Problems{}
	p.Require(len(placings) > 0, "users", "must be given")
	p.Require(len(placings) <= MostRegrouped, "users", "must be no more than %d", MostRegrouped)
	if err := p.Err(); err != nil {
		return nil, err
	}
	placings = slices.Clone(placings)
	slices.SortFunc(placings, func(a, b Placing) int { return strings.Compare(a.User, b.User) }) // two who do it at once wait for each other
	err = us.DB.Tx(ctx, func(tx *db.Tx) error {
		before = nil
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		for _, place := range placings {
			was, err := us.regroup(ctx, tx, by, place)
			if err != nil {
				return err
			}
			if was != "" {
				before = append(before, Placing{place.User, was})
			}
		}
		return nil
	})
	return before, err
}

// regroup returns where the user was; "" if it is there already.
func (us *Users) regroup(ctx context.Context, tx *db.Tx, by actor.Actor, place Placing) (was string, err error) {
	u, err := lockUser(ctx, tx, by, place.User)
	if err != nil {
		return "", err
	}
	if err := reaches(ctx, tx, by, u); err != nil {
		return "", err
	}
	if u.CustomerID != by.CustomerID { // where it is in a group is its own customer
		return "", errNotFound
	}
	if strings.EqualFold(u.GroupGUID, place.Group) {
		return "", nil
	}
	ch := UserChange{GroupGUID: &place.Group}
	if err := us.apply(ctx, tx, by, u, ch); err != nil {
		return "", err
	}
	if err := setMembershipOf(ctx, tx, by.CustomerID, u.GUID, nil, &place.Group); err != nil {
		return "", err
	}
	after, err := userByGUID(ctx, tx, u.GUID)
	if err != nil {
		return "", err
	}
	return u.GroupGUID, reaches(ctx, tx, by, after)
}
