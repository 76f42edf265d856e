package cli

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

type userReset struct {
	Store
	Customer string `placeholder:"CUSTOMER" help:"Guid, number or name of the customer; not needed while there is only one."`
	User     string `required:"" placeholder:"USER" help:"Guid, number or e-mail address of the user."`
	JSON     bool   `help:"Print one JSON object."`
}

// Run is "gatehouse user reset": the operator's way back for somebody whom no
// administrator can let in again, such as the last administrator. It removes all
// second factors, ends the sessions, and gives a link to set the password, which
// the user is mailed too. Who signs in at an identity provider, which may be the
// one that is broken, gets a password in its place.
func (u *userReset) Run(ctx context.Context, p *Process) error {
	parts, err := open(ctx, &u.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	customer, err := parts.customer(ctx, u.Customer)
	if err != nil {
		return err
	}
	by := actor.System(customer.ID)
	user, err := parts.user(ctx, by, u.User)
	if err != nil {
		return err
	}
	access, err := parts.resetLogin(ctx, by, user)
	if err != nil {
		return err
	}
	path, code, err := parts.accesses.PasswordLink(ctx, by, access)
	if err != nil {
		return err
	}
	return credentials{
		CustomerGUID: customer.GUID, CustomerID: customer.ID, Customer: customer.Name,
		UserGUID: user.GUID, UserID: user.ID, Email: user.Email, AccessID: access.ID,
		Address: u.address(), SetPassword: u.address() + path, Code: code,
	}.print(p.Out, u.JSON)
}

// resetLogin makes the interactive access of a user one with a password that is
// yet to be chosen, without second factors.
func (p *parts) resetLogin(ctx context.Context, by actor.Actor, u identity.User) (identity.Access, error) {
	all, err := p.accesses.List(ctx, by, u.GUID)
	if err != nil {
		return identity.Access{}, err
	}
	for _, a := range all {
		switch {
		case a.CustomerID != u.CustomerID:
		case a.Type == identity.SSOConnection:
			return p.accesses.Create(ctx, by, u.GUID, identity.AccessDraft{Type: identity.UIConnection, CustomerID: u.CustomerID, Replace: true})
		case a.Type == identity.UIConnection:
			if err := p.users.ResetFactors(ctx, by, u.GUID); err != nil {
				return a, err
			}
			return a, p.accesses.SendLink(ctx, by, u.GUID, number(a.ID))
		}
	}
	return identity.Access{}, fault.New(fault.NotFound, "%s has no way to sign in.", u.Email)
}
