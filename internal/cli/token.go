package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

type tokenNew struct {
	Store
	Customer string   `placeholder:"CUSTOMER" help:"Guid, number or name of the customer; not needed while there is only one."`
	User     string   `required:"" placeholder:"USER" help:"Guid, number or e-mail address of the user it acts for."`
	Name     string   `default:"gatehouse token new" placeholder:"NAME" help:"Name of the API access; it is made if the user has none of that name."`
	Role     []string `placeholder:"ID" help:"Roles of a new access, such as GATEHOUSE_REQUESTS_R. Without it: all that the user's ratings role allows."`
	Expires  string   `placeholder:"WHEN" help:"Days until it expires, a date, or never. Without it: 365 days, or what the customer's policy leaves."`
	Allow    []string `placeholder:"NETWORKS" help:"Addresses and networks that it may be used from. Without it: all."`
	JSON     bool     `help:"Print one JSON object."`
}

// Run is "gatehouse token new".
func (t *tokenNew) Run(ctx context.Context, p *Process) error {
	draft := identity.TokenDraft{AllowedIPs: t.Allow}
	var err error
	if draft.ExpiresAt, draft.Forever, err = expiry(t.Expires, db.Now()); err != nil {
		return misused(fmt.Errorf("--expires: %q %w", t.Expires, err))
	}
	parts, err := open(ctx, &t.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	customer, err := parts.customer(ctx, t.Customer)
	if err != nil {
		return err
	}
	by := actor.System(customer.ID)
	user, err := parts.user(ctx, by, t.User)
	if err != nil {
		return err
	}
	access, err := t.access(ctx, parts, by, user)
	if err != nil {
		return err
	}
	_, secret, err := parts.tokens.Create(ctx, by, user.GUID, strconv.FormatInt(access.ID, 10), draft)
	if err != nil {
		return err
	}
	return credentials{
		Token: secret, CustomerGUID: customer.GUID, CustomerID: customer.ID, Customer: customer.Name,
		UserGUID: user.GUID, UserID: user.ID, Email: user.Email, AccessID: access.ID, Address: t.address(),
	}.print(p.Out, t.JSON)
}

// access finds the user's API access of that name, or makes it.
func (t *tokenNew) access(ctx context.Context, parts *parts, by actor.Actor, user identity.User) (identity.Access, error) {
	all, err := parts.accesses.List(ctx, by, user.GUID)
	if err != nil {
		return identity.Access{}, err
	}
	for _, a := range all {
		if a.Type == identity.APIConnection && a.CustomerID == by.CustomerID && *a.Name == t.Name {
			if len(t.Role) > 0 {
				return a, misused(fmt.Errorf("--role: the access %q has its roles already: give another --name", t.Name))
			}
			return a, nil
		}
	}
	roles := t.Role
	if len(roles) == 0 {
		roles = rightsOf(user.Role)
	}
	return parts.accesses.Create(ctx, by, user.GUID, identity.AccessDraft{
		Type: identity.APIConnection, Name: &t.Name, Roles: roles,
	})
}

var errNoEnd = errors.New("is neither a number of days, a date such as 2030-12-31, nor never")

// expiry reads when a token ends: a number of days, a date (its last day), never,
// or nothing: as usual.
func expiry(text string, now time.Time) (at *time.Time, forever bool, err error) {
	if text == "" {
		return nil, false, nil
	}
	if text == "never" {
		return nil, true, nil
	}
	if days, err := strconv.Atoi(text); err == nil && days > 0 {
		end := now.AddDate(0, 0, days)
		return &end, false, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil, false, errNoEnd
	}
	end := day.AddDate(0, 0, 1)
	return &end, false, nil
}
