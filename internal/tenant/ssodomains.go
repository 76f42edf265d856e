package tenant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// People are led to the IdPs of a customer by the domain of their address. Only
// the operator says which domains those are: a customer must not lead others'
// people to its IdP.

var domainForm = regexp.MustCompile(`^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`)

const (
	maxSSODomains = 200
	maxDomain     = 253
)

// checkSSODomains brings domains into the form in which they are compared.
func checkSSODomains(p fault.Problems, domains *[]string) {
	if domains == nil {
		return
	}
	p.Require(len(*domains) <= maxSSODomains, "sso_domains", "must be no more than 200")
	for i, d := range *domains {
		d = strings.ToLower(strings.TrimSpace(d))
		p.Require(len(d) <= maxDomain && domainForm.MatchString(d), "sso_domains", "must be domains such as example.com")
		(*domains)[i] = d
	}
	slices.Sort(*domains)
	*domains = slices.Compact(*domains)
}

// setSSODomains replaces the domains of a customer. One belongs to one customer
// at most: of two that get it at once, one does.
func setSSODomains(ctx context.Context, tx *db.Tx, c Customer, domains *[]string) error {
	if domains == nil {
		return nil
	}
	if c.Kind == VendorAccess && len(*domains) > 0 {
		return fault.Field("sso_domains", "cannot be set for a Vendor Access customer")
	}
	if _, err := tx.Exec(ctx, `delete from sso_domains where customer_id = $1`, c.ID); err != nil {
		return err
	}
	for _, d := range *domains {
		n, err := tx.Exec(ctx, `insert into sso_domains (customer_id, domain) values ($1, $2) on conflict do nothing`, c.ID, d)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, "The people of %s are led to another customer already.", d)
		}
	}
	return nil
}

// SSODomains returns the domains whose people are led to the IdPs of a customer.
func (cs *Customers) SSODomains(ctx context.Context, id int64) ([]string, error) {
	domains, err := db.Column[string](ctx, cs.DB, `select domain from sso_domains where customer_id = $1 order by domain`, id)
	return append([]string{}, domains...), err
}
