package identity

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// accesses is the collection of what hangs on the users.
func (us *Users) accesses() *Accesses { return &Accesses{DB: us.DB, Now: us.Now, Links: us.Links} }

// Enrol makes a user who can sign in: with a ui_connection whose roles follow
// from the ratings role, and a mail to set its password.
func (us *Users) Enrol(ctx context.Context, by actor.Actor, d UserDraft, c Choices) (u User, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return User{}, err
	}
	if err := d.check(us.Now()); err != nil {
		return User{}, err
	}
	ch := UserChange{Choices: c}
	if err := ch.check(); err != nil {
		return User{}, err
	}
	err = us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		made, err := us.create(ctx, tx, by, d)
		if err != nil {
			return err
		}
		if !ch.empty() {
			if err := us.apply(ctx, tx, by, made, ch); err != nil {
				return err
			}
		}
		login := AccessDraft{Type: UIConnection, CustomerID: made.CustomerID, Roles: actor.Usual(made.Role)}
		if _, err := us.accesses().create(ctx, tx, by, made.GUID, login); err != nil {
			return err
		}
		u, err = userByGUID(ctx, tx, made.GUID)
		return err
	})
	return u, err
}

// Amend is [Users.Change] for those who send back all that they have read: what
// is the same stays untouched. The roles of the user's login follow its ratings
// role, unless somebody gave it others than those that the role begins with.
func (us *Users) Amend(ctx context.Context, by actor.Actor, ref string, ch UserChange) (u User, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return User{}, err
	}
	if err := ch.check(); err != nil {
		return User{}, err
	}
	err = us.edit(ctx, by, ref, func(tx *db.Tx, before User) error {
		ch := ch
		if err := ch.less(ctx, tx, by, before); err != nil || ch.empty() {
			return err
		}
		if err := us.apply(ctx, tx, by, before, ch); err != nil {
			return err
		}
		if err := setMembershipOf(ctx, tx, before.CustomerID, before.GUID, ch.Role, ch.GroupGUID); err != nil || ch.Role == nil {
			return err
		}
		return followRole(ctx, tx, by, before, *ch.Role)
	}, &u)
	return u, err
}

// less takes out of a change what is so already.
func (c *UserChange) less(ctx context.Context, tx *db.Tx, by actor.Actor, u User) error {
	drop(&c.Email, u.Email)
	drop(&c.FormalName, u.FormalName)
	drop(&c.FriendlyName, u.FriendlyName)
	drop(&c.IsActive, u.IsActive)
	drop(&c.Role, u.Role)
	drop(&c.GroupGUID, u.GroupGUID)
	drop(&c.LandingPage, u.LandingPage)
	drop(&c.IsAvailableForContact, u.IsAvailableForContact)
	if c.Mails != nil {
		after := u
		(&Choices{Mails: c.Mails}).apply(&after)
		if after.EmailPreferences == u.EmailPreferences {
			c.Mails = nil
		}
	}
	if c.Companies == nil {
		return nil
	}
	of, err := companiesOf(ctx, tx, by, []User{u})
	if has := of[u.GUID]; len(has) == len(*c.Companies) && len(without(*c.Companies, has)) == 0 {
		c.Companies = nil
	}
	return err
}

func drop[T comparable](at **T, same T) {
	if *at != nil && **at == same {
		*at = nil
	}
}

// followRole gives the login of a user the roles that its new ratings role begins
// with, if it has those of the old one.
func followRole(ctx context.Context, tx *db.Tx, by actor.Actor, before User, role actor.Role) error {
	login, err := loginOf(ctx, tx, before.CustomerID, before.GUID)
	if errors.Is(err, db.ErrNone) {
		return nil
	}
	usual := actor.Usual(role)
	if err != nil || !slices.Equal(login.Roles, actor.Usual(before.Role)) {
		return err
	}
	if err := grants(ctx, tx, by, login.CustomerID, without(usual, login.Roles)); err != nil {
		return err
	}
	if err := setRoles(ctx, tx, login.key(), usual); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update accesses set version = version + 1 where customer_id = $1 and id = $2`, login.CustomerID, login.ID); err != nil {
		return err
	}
	record(ctx, tx, by, login.CustomerID, audit.Event{
		Action: "access.update", Subject: strconv.FormatInt(login.ID, 10), Details: map[string]any{"roles": usual},
	})
	return nil
}
