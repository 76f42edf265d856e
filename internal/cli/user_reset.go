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
// the user is mailed too.
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
	access, err := parts.login(ctx, by, user)
	if err != nil {
		return err
	}
	if err := parts.users.ResetFactors(ctx, by, user.GUID); err != nil {
		return err
	}
	if err := parts.accesses.SendLink(ctx, by, user.GUID, number(access.ID)); err != nil {
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

// login returns the access by which a user signs in with a password.
func (p *parts) login(ctx context.Context, by actor.Actor, u identity.User) (identity.Access, error) {
	all, err := p.accesses.List(ctx, by, u.GUID)
	if err != nil {
		return identity.Access{}, err
	}
	for _, a := range all {
		if a.Type == identity.UIConnection && a.CustomerID == u.CustomerID {
			return a, nil
		}
	}
	return identity.Access{}, fault.New(fault.NotFound, "%s does not sign in with a password.", u.Email)
}
