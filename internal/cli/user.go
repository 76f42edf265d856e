package cli

import (
	"context"
	"fmt"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

type userAdd struct {
	Store
	Customer string `placeholder:"CUSTOMER" help:"Guid, number or name of the customer; not needed while there is only one."`
	Name     string `required:"" placeholder:"NAME" help:"Full name."`
	Email    string `required:"" placeholder:"E" help:"E-mail address, to which the link to set a password goes."`
	Role     string `default:"customer_user" enum:"customer_admin,customer_group_admin,customer_portfolio_manager,customer_user" help:"customer_admin, customer_group_admin, customer_portfolio_manager or customer_user."`
	Group    string `placeholder:"GROUP" help:"Guid or name of the access group. Without it: the default group."`
	Language string `default:"en" enum:"en,fr,de" help:"en, fr or de."`
	Expires  string `placeholder:"DATE" help:"Last day on which the user may act, such as 2030-12-31."`
	JSON     bool   `help:"Print one JSON object."`
}

// Run is "gatehouse user add".
func (u *userAdd) Run(ctx context.Context, p *Process) error {
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
	group, err := parts.group(ctx, by, u.Group)
	if err != nil {
		return err
	}
	made, err := parts.users.Create(ctx, by, identity.UserDraft{
		Email: u.Email, FormalName: u.Name, Language: u.Language, ExpiresAt: u.Expires,
		Role: actor.Role(u.Role), GroupGUID: group,
	})
	if err != nil {
		return err
	}
	access, err := parts.accesses.Create(ctx, by, made.GUID, identity.AccessDraft{
		Type: identity.UIConnection, Roles: rightsOf(made.Role),
	})
	if err != nil {
		return fmt.Errorf("%s was made, but has no access: %w", made.Email, err)
	}
	path, code, err := parts.accesses.PasswordLink(ctx, by, access)
	if err != nil {
		return err
	}
	return credentials{
		CustomerGUID: customer.GUID, CustomerID: customer.ID, Customer: customer.Name,
		UserGUID: made.GUID, UserID: made.ID, Email: made.Email, AccessID: access.ID,
		Address: u.address(), SetPassword: u.address() + path, Code: code,
	}.print(p.Out, u.JSON)
}

// group returns the guid of an access group that is named by guid or by name.
func (p *parts) group(ctx context.Context, by actor.Actor, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	groups, err := p.groups.List(ctx, by)
	if err != nil {
		return "", err
	}
	for _, g := range groups {
		if g.GUID == strings.ToLower(ref) || strings.EqualFold(g.Name, ref) {
			return g.GUID, nil
		}
	}
	return "", fault.New(fault.NotFound, "There is no access group %q.", ref)
}

// rightsOf returns the rights that a ratings role leaves: an access with them
// can do all that the role is meant for.
func rightsOf(role actor.Role) []string {
	var ids []string
	for _, id := range actor.AllRights() {
		read := strings.TrimSuffix(id, "W")
		switch {
		case actor.Allows(role, actor.Right(id)):
			ids = append(ids, id)
		case actor.Known(read) && actor.Allows(role, actor.Right(read)):
			ids = append(ids, read)
		}
	}
	return ids
}

// user finds a user of a customer by guid, number or e-mail address.
func (p *parts) user(ctx context.Context, by actor.Actor, ref string) (identity.User, error) {
	if !strings.Contains(ref, "@") {
		u, err := p.users.One(ctx, by, ref)
		if fault.Is(err, fault.NotFound) {
			return u, fault.New(fault.NotFound, "There is no user %q.", ref)
		}
		return u, err
	}
	page, _, err := p.users.List(ctx, by, identity.UserFilter{Email: ref, NoneBelow: true, Limit: 2})
	if err != nil {
		return identity.User{}, err
	}
	if len(page) != 1 {
		return identity.User{}, fault.New(fault.NotFound, "There is no user %q.", ref)
	}
	return page[0], nil
}
