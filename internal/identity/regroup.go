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

// Placing is the group that a user is in, or is to be in.
type Placing struct {
	User  string `json:"user"`
	Group string `json:"group"` // "" is none of its own: it is in the default group, whichever that is
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
			was, moved, err := us.regroup(ctx, tx, by, place)
			if err != nil {
				return err
			}
			if moved {
				before = append(before, Placing{place.User, was})
			}
		}
		return nil
	})
	return before, err
}

// regroup returns the group that the user was in, and false if it is there already.
func (us *Users) regroup(ctx context.Context, tx *db.Tx, by actor.Actor, place Placing) (was string, moved bool, err error) {
	u, err := lockUser(ctx, tx, by, place.User)
	if err != nil {
		return "", false, err
	}
	if err := reaches(ctx, tx, by, u); err != nil {
		return "", false, err
	}
	if u.CustomerID != by.CustomerID { // where it is in a group is its own customer
		return "", false, errNotFound
	}
	was, err = ownGroup(ctx, tx, u)
	if err != nil || strings.EqualFold(place.Group, was) || strings.EqualFold(place.Group, u.GroupGUID) {
		return "", false, err
	}
	if err := us.apply(ctx, tx, by, u, UserChange{GroupGUID: &place.Group}); err != nil {
		return "", false, err
	}
	if err := us.place(ctx, tx, u, place.Group); err != nil {
		return "", false, err
	}
	after, err := userByGUID(ctx, tx, u.GUID)
	if err != nil {
		return "", false, err
	}
	return was, true, reaches(ctx, tx, by, after)
}

// ownGroup is the group that a user was put into; "" if nobody has put it into any.
func ownGroup(ctx context.Context, tx *db.Tx, u User) (string, error) {
	return db.Value[string](ctx, tx, `
		select coalesce((select group_guid from memberships where customer_id = $1 and user_guid = $2), '')`, u.CustomerID, u.GUID)
}

// place puts a user into a group of its customer. Out of all of them it follows
// the default group's mark again, as long as it has no role that its row keeps.
func (*Users) place(ctx context.Context, tx *db.Tx, u User, group string) error {
	if group == "" && u.Role == actor.User {
		_, err := tx.Exec(ctx, `delete from memberships where customer_id = $1 and user_guid = $2`, u.CustomerID, u.GUID)
		return err
	}
	return setMembershipOf(ctx, tx, u.CustomerID, u.GUID, nil, &group)
}
