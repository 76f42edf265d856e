package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"gatehouse/internal/actor"
	"gatehouse/internal/tenant"
)

// licences are the flags --licence TYPE=N.
type licences []string

// parse returns the licences by subscription type; nil is unlimited.
func (l licences) parse() (map[string]*int64, error) {
	all := make(map[string]*int64)
	for _, text := range l {
		subscriptionType, number, ok := strings.Cut(text, "=")
		if !ok {
			return nil, misused(fmt.Errorf("--licence: %q is not TYPE=N", text))
		}
		if number == "unlimited" {
			all[subscriptionType] = nil
			continue
		}
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil || n < 0 {
			return nil, misused(fmt.Errorf("--licence: %q in %q is neither a number nor unlimited", number, text))
		}
		all[subscriptionType] = &n
	}
	return all, nil
}

type customerAdd struct {
	Store
	Name    string   `required:"" placeholder:"NAME" help:"Name of the customer."`
	Kind    string   `default:"Live" enum:"Live,PoC,Partner Demo" help:"Live, PoC or Partner Demo."`
	Parent  string   `placeholder:"GUID" help:"Makes it a subsidiary of this customer."`
	Company string   `placeholder:"NAME" help:"Name of the customer's own company, as recipients see it. Without it: the customer's name."`
	Domain  string   `placeholder:"D" help:"Domain of that company."`
	Licence licences `placeholder:"TYPE=N" sep:"none" help:"How many subscriptions of a type it may have; a type without a licence is unlimited. May be repeated."`
	JSON    bool     `help:"Print one JSON object."`
}

// Run is "gatehouse customer add".
func (c *customerAdd) Run(ctx context.Context, p *Process) error {
	licensed, err := c.Licence.parse()
	if err != nil {
		return err
	}
	parts, err := open(ctx, &c.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	made, err := parts.customers.Create(ctx, actor.System(0), tenant.NewCustomer{
		Name: c.Name, Kind: c.Kind, ParentGUID: c.Parent,
		CompanyName: c.Company, CompanyDomain: c.Domain, Licences: licensed,
	})
	if err != nil {
		return err
	}
	return printCustomer(p.Out, made, []string{}, c.JSON)
}

type customerSet struct {
	Store
	Customer string   `arg:"" help:"Guid, number or name of the customer."`
	Name     *string  `placeholder:"NAME" help:"Its new name."`
	Parent   *string  `placeholder:"GUID" help:"Its new parent; empty makes it independent."`
	Company  *string  `placeholder:"NAME" help:"Name of its own company."`
	Domain   *string  `placeholder:"D" help:"Domain of that company."`
	Active   *bool    `negatable:"" help:"Whether its users and tokens may act. --no-active stops them all at once."`
	Licence  licences `placeholder:"TYPE=N" sep:"none" help:"Licence of a subscription type, a number or unlimited. May be repeated."`
	Users    string   `placeholder:"N" help:"How many active users it may have, a number or unlimited."`
	Tokens   string   `name:"token-days" placeholder:"N" help:"How many days its API tokens may live at most, a number or unlimited."`
	Domains  *string  `name:"sso-domains" placeholder:"DOMAINS" help:"Comma-separated domains of e-mail addresses whose people are led to its identity providers when they sign in; empty leads nobody. A domain belongs to one customer at most."`
	JSON     bool     `help:"Print one JSON object."`
}

// Run is "gatehouse customer set".
func (c *customerSet) Run(ctx context.Context, p *Process) error {
	licensed, err := c.Licence.parse()
	if err != nil {
		return err
	}
	users, err := parseMost("users", c.Users)
	if err != nil {
		return err
	}
	tokens, err := parseMost("token-days", c.Tokens)
	if err != nil {
		return err
	}
	parts, err := open(ctx, &c.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	customer, err := parts.customer(ctx, c.Customer)
	if err != nil {
		return err
	}
	changed, err := parts.customers.Set(ctx, actor.System(customer.ID), customer.GUID, tenant.Change{
		Name: c.Name, CompanyName: c.Company, CompanyDomain: c.Domain,
		ParentGUID: c.Parent, IsActive: c.Active, Licences: licensed, ActiveUsers: users, TokenDays: tokens,
		SSODomains: parseDomains(c.Domains),
	})
	if err != nil {
		return err
	}
	domains, err := parts.customers.SSODomains(ctx, changed.ID)
	if err != nil {
		return err
	}
	return printCustomer(p.Out, changed, domains, c.JSON)
}

// parseDomains reads an option that is nothing, or a list of domains.
func parseDomains(text *string) *[]string {
	if text == nil {
		return nil
	}
	domains := []string{}
	for d := range strings.SplitSeq(*text, ",") {
		if strings.TrimSpace(d) != "" {
			domains = append(domains, d)
		}
	}
	return &domains
}

// parseMost reads an option that is nothing, a number, or unlimited.
func parseMost(option, text string) (**int, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // not asked for is no error
	}
	var most *int
	if text != "unlimited" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return nil, misused(fmt.Errorf("--%s: %q is neither a number nor unlimited", option, text))
		}
		most = &n
	}
	return &most, nil
}

type customerList struct {
	Store
	All  bool `help:"The recipients' customers too."`
	JSON bool `help:"Print one JSON array."`
}

// Run is "gatehouse customer list".
func (c *customerList) Run(ctx context.Context, p *Process) error {
	parts, err := look(ctx, &c.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	customers, err := parts.customers.All(ctx)
	if err != nil {
		return err
	}
	shown := []customerJSON{}
	for _, customer := range customers {
		if c.All || customer.Kind != tenant.VendorAccess {
			domains, err := parts.customers.SSODomains(ctx, customer.ID)
			if err != nil {
				return err
			}
			shown = append(shown, toCustomer(customer, domains))
		}
	}
	if c.JSON {
		return printJSON(p.Out, shown)
	}
	table := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tGUID\tKIND\tACTIVE\tNAME")
	for _, s := range shown {
		fmt.Fprintf(table, "%d\t%s\t%s\t%t\t%s\n", s.ID, s.GUID, s.Kind, s.IsActive, s.Name)
	}
	return table.Flush()
}

type customerJSON struct {
	GUID          string `json:"customer_guid"`
	ID            int64  `json:"customer_id"`
	ParentID      *int64 `json:"parent_id"`
	Name          string `json:"name"`
	Kind          string `json:"kind"`
	CompanyGUID   string `json:"company_guid"`
	CompanyName   string `json:"company_name"`
	CompanyDomain string `json:"company_domain"`
	IsActive      bool   `json:"is_active"`
	ActiveUsers   *int   `json:"active_users"`   // how many there may be; null: any
	MaxTokenDays  *int   `json:"max_token_days"` // how long its tokens may live; null: as an admin says

	SSODomains []string `json:"sso_domains"` // whose people are led to its identity providers
}

func toCustomer(c tenant.Customer, ssoDomains []string) customerJSON {
	return customerJSON{
		c.GUID, c.ID, c.ParentID, c.Name, c.Kind, c.CompanyGUID, c.CompanyName, c.CompanyDomain, c.IsActive,
		c.Settings.ActiveUsers, c.Settings.TokenDays, ssoDomains,
	}
}

func printCustomer(w io.Writer, c tenant.Customer, ssoDomains []string, asJSON bool) error {
	if asJSON {
		return printJSON(w, toCustomer(c, ssoDomains))
	}
	state := "active"
	if !c.IsActive {
		state = "inactive"
	}
	return printPairs(w, "customer", c.Name, "guid", c.GUID, "number", strconv.FormatInt(c.ID, 10),
		"kind", c.Kind, "company", c.CompanyName, "domain", c.CompanyDomain, "state", state,
		"sso-domains", strings.Join(ssoDomains, ", "))
}

// printJSON prints v in one line, for programs.
func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// printPairs prints names and values in two columns, without those that are empty.
func printPairs(w io.Writer, pairs ...string) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			fmt.Fprintf(table, "%s\t%s\n", pairs[i], pairs[i+1])
		}
	}
	return table.Flush()
}
