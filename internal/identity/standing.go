package identity

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Standing is what those who look after a user should know of how it gets in.
type Standing struct {
	Login   *Access  // the interactive access of its customer, if there is one
	Factors []Factor // second factors that are set up
	IDPs    []string // names of those that look after it by SCIM
}

// Standing returns it to whoever may change the user.
func (us *Users) Standing(ctx context.Context, by actor.Actor, u User) (s Standing, err error) {
	if err := us.Within(ctx, by, u); err != nil {
		return s, err
	}
	login, err := loginOf(ctx, us.DB, u.CustomerID, u.GUID)
	if err == nil {
		s.Login = &login
		s.Factors, err = factorsOf(ctx, us.DB, login.key())
	}
	if err != nil && !errors.Is(err, db.ErrNone) {
		return s, err
	}
	s.IDPs, err = db.Column[string](ctx, us.DB, `
		select i.name from scim_users s join idps i on i.customer_id = s.customer_id and i.guid = s.idp_guid
		where s.customer_id = $1 and s.user_guid = $2
		order by i.name_lower`, u.CustomerID, u.GUID)
	return s, err
}
