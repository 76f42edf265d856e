package identity

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// errOwn refuses what nobody changes about themselves.
var errOwn = fault.New(fault.Forbidden, "Of yourself you may change names, preferences and whether you are available for contact.")

// Own returns the actor's user, with its role and group where it acts.
func (us *Users) Own(ctx context.Context, by actor.Actor) (User, error) {
	return ownUser(ctx, us.DB, by)
}

func ownUser(ctx context.Context, c db.Conn, by actor.Actor) (User, error) {
	u, err := userByGUID(ctx, c, by.UserGUID)
	if err != nil || u.CustomerID == by.CustomerID {
		return u, err
	}
	u.Role, u.GroupGUID = by.Role, by.GroupGUID
	u.GroupName, err = db.Value[string](ctx, c, `select name from groups where customer_id = $1 and guid = $2`, by.CustomerID, by.GroupGUID)
	return u, err
}

// AmendOwn changes what a user may change about itself. It needs no right: what
// more than that differs from what is, is Forbidden.
func (us *Users) AmendOwn(ctx context.Context, by actor.Actor, ch UserChange) (u User, err error) {
	if err := ch.check(); err != nil {
		return User{}, err
	}
	err = us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		_, err := db.Value[string](ctx, tx, `select u.guid from users u where u.guid = $1`+forUpdate(tx, "u"), by.UserGUID)
		if err != nil {
			return orNotFound(err)
		}
		before, err := ownUser(ctx, tx, by)
		if err != nil {
			return err
		}
		if err := matchUser(ctx, tx, before); err != nil {
			return err
		}
		ch := ch
		if err := ch.less(ctx, tx, by, before); err != nil {
			return err
		}
		left := ch
		left.FormalName, left.FriendlyName = nil, nil
		left.LandingPage, left.IsAvailableForContact, left.Mails = nil, nil, nil
		if !left.empty() {
			return errOwn
		}
		if !ch.empty() {
			if err := us.apply(ctx, tx, by, before, ch); err != nil {
				return err
			}
		}
		u, err = ownUser(ctx, tx, by)
		return err
	})
	return u, err
}
