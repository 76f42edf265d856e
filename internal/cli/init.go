package cli

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// initial is "gatehouse init".
type initial struct {
	Store
	Customer string   `required:"" placeholder:"NAME" help:"Name of the customer."`
	Name     string   `required:"" placeholder:"NAME" help:"Full name of its admin."`
	Email    string   `required:"" placeholder:"E" help:"E-mail address of the admin."`
	Company  string   `placeholder:"NAME" help:"Name of the customer's own company, as recipients see it. Without it: the customer's name."`
	Domain   string   `placeholder:"D" help:"Domain of that company."`
	Licence  licences `placeholder:"TYPE=N" sep:"none" help:"How many subscriptions of a type it may have; a type without a licence is unlimited. May be repeated."`
	JSON     bool     `help:"Print one JSON object."`
}

// credentials are what somebody needs who begins to use a customer. Secrets
// are there when they were made, and never again.
type credentials struct {
	Token        string `json:"token,omitempty"`
	CustomerGUID string `json:"customer_guid"`
	CustomerID   int64  `json:"customer_id"`
	Customer     string `json:"customer"`
	UserGUID     string `json:"user_guid,omitempty"`
	UserID       int64  `json:"user_id,omitempty"`
	Email        string `json:"email,omitempty"`
	AccessID     int64  `json:"access_id,omitempty"`
	Address      string `json:"address"`
	SetPassword  string `json:"set_password,omitempty"`
	Code         string `json:"set_password_code,omitempty"`
}

// Run makes the first customer, or says that there is one.
func (i *initial) Run(ctx context.Context, p *Process) error {
	licensed, err := i.Licence.parse()
	if err != nil {
		return err
	}
	parts, err := start(ctx, &i.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	made, err := parts.founding().Create(ctx, tenant.NewCustomer{
		Name: i.Customer, CompanyName: i.Company, CompanyDomain: i.Domain, Licences: licensed,
	}, identity.UserDraft{FormalName: i.Name, Email: i.Email}, "gatehouse init")
	if fault.Is(err, fault.Conflict) {
		return i.tellFirst(ctx, p, parts)
	}
	if err != nil {
		return err
	}
	c, err := parts.credentials(ctx, &i.Store, made)
	if err != nil {
		return err
	}
	return c.print(p.Out, i.JSON)
}

func (p *parts) founding() *identity.Founding {
	return &identity.Founding{Customers: p.customers, Users: p.users, Accesses: p.accesses, Tokens: p.tokens}
}

func (p *parts) credentials(ctx context.Context, s *Store, made identity.Founded) (credentials, error) {
	path, code, err := p.accesses.PasswordLink(ctx, actor.System(made.Customer.ID), made.UI)
	return credentials{
		Token:        made.Secret,
		CustomerGUID: made.Customer.GUID, CustomerID: made.Customer.ID, Customer: made.Customer.Name,
		UserGUID: made.Admin.GUID, UserID: made.Admin.ID, Email: made.Admin.Email, AccessID: made.API.ID,
		Address: s.address(), SetPassword: s.address() + path, Code: code,
	}, err
}

// tellFirst prints what an earlier init made, as far as it may be told again.
func (i *initial) tellFirst(ctx context.Context, p *Process, parts *parts) error {
	all, err := parts.customers.All(ctx)
	if err != nil {
		return err
	}
	for _, customer := range all {
		if customer.Kind == tenant.VendorAccess {
			continue
		}
		told := credentials{
			CustomerGUID: customer.GUID, CustomerID: customer.ID, Customer: customer.Name, Address: i.address(),
		}
		admins, _, err := parts.users.List(ctx, actor.System(customer.ID), identity.UserFilter{
			Role: string(actor.Admin), NoneBelow: true, Limit: 1,
		})
		if err != nil {
			return err
		}
		if len(admins) > 0 {
			told.UserGUID, told.UserID, told.Email = admins[0].GUID, admins[0].ID, admins[0].Email
		}
		if err := told.print(p.Out, i.JSON); err != nil {
			return err
		}
		return already("there is a customer already, %s: nothing was changed; a further one is made with gatehouse customer add, "+
			"a further token with gatehouse token new", customer.Name)
	}
	return fault.New(fault.Conflict, "Another process is making the first customer at this moment.")
}

func (c credentials) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return printJSON(w, c)
	}
	err := printPairs(w,
		"customer", c.Customer, "customer guid", c.CustomerGUID, "customer number", number(c.CustomerID),
		"user", c.Email, "user guid", c.UserGUID, "user number", number(c.UserID),
		"address", c.Address, "set the password", c.SetPassword, "with the code", c.Code, "API token", c.Token)
	if err == nil && c.Token != "" {
		_, err = fmt.Fprintln(w, "\nThe token is not shown again.")
	}
	return err
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
