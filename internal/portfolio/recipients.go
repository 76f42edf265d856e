package portfolio

import (
	"context"
	"net"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Recipient is somebody who may be invited to a company.
type Recipient struct {
	CompanyGUID string
	Email       string
}

// RecipientRules say what else is asked of a recipient's address than to be one
// of the company's.
type RecipientRules struct {
	Deliverable bool // its domain takes mail, as far as the DNS says
	NoProviders bool // it is not at a mail provider
}

// What is wrong with a recipient's address, in the words of the ratings family.
const (
	BadFormat   = "Invalid email format"
	BadDomain   = "Invalid email domain"
	AtProvider  = "Email belongs to a public email provider"
	IsUnrelated = "Email is unrelated to this company"
)

// maxRecipients of one call.
const maxRecipients = 1000

// CheckRecipients says of each recipient what is wrong with the address, or ""
// if an invitation would take it. Every company must be one that by sees. The
// DNS is asked about domains of the companies only.
func (cs *Companies) CheckRecipients(ctx context.Context, by actor.Actor, all []Recipient, rules RecipientRules) ([]string, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	if len(all) > maxRecipients {
		return nil, fault.Field("email_validations", "must have no more than %d entries", maxRecipients)
	}
	own, err := cs.seenDomains(ctx, by, all)
	if err != nil {
		return nil, err
	}
	wrong := make([]string, len(all))
	var ask []string
	for i, r := range all {
		guid := strings.ToLower(r.CompanyGUID)
		if own[guid] == nil {
			return nil, noCompany()
		}
		wrong[i] = rules.judge(r.Email, own[guid])
		if wrong[i] == "" {
			ask = append(ask, DomainOf(r.Email))
		}
	}
	if !rules.Deliverable || cs.DNS == nil || len(ask) == 0 {
		return wrong, nil
	}
	refused := cs.DNS.Refuse(ctx, ask)
	for i, r := range all {
		if wrong[i] == "" && refused[DomainOf(r.Email)] {
			wrong[i] = BadDomain
		}
	}
	return wrong, nil
}

func (rules RecipientRules) judge(email string, own map[string]bool) string {
	domain := DomainOf(email)
	switch {
	case !isMailbox(email):
		return BadFormat
	case Registrable(domain) == "" || net.ParseIP(domain) != nil:
		return BadDomain
	case rules.NoProviders && IsFreeMail(domain):
		return AtProvider
	case !slices.ContainsFunc(lineage(domain), func(d string) bool { return own[d] }):
		return IsUnrelated
	}
	return ""
}

// seenDomains returns the domains of those of the recipients' companies that by
// sees.
func (cs *Companies) seenDomains(ctx context.Context, by actor.Actor, all []Recipient) (map[string]map[string]bool, error) {
	guids := make([]string, len(all))
	for i, r := range all {
		guids[i] = strings.ToLower(r.CompanyGUID)
	}
	var w db.Where
	from := seek(cs.DB, w.Arg(list(unrepeated(guids))), "companies", "c", `c.customer_id = `+w.Arg(by.CustomerID)+` and c.guid = j.value`)
	tenant.Visible(&w, by, `c.guid`)
	type pair struct {
		guid   string
		domain *string
	}
	own := make(map[string]map[string]bool)
	return own, db.Each(ctx, cs.DB, func(p *pair) []any { return []any{&p.guid, &p.domain} }, func(p *pair) error {
		if own[p.guid] == nil {
			own[p.guid] = make(map[string]bool)
		}
		if p.domain != nil {
			own[p.guid][*p.domain] = true
		}
		return nil
	}, `select c.guid, d.domain from `+from+`
		left join company_domains d on d.customer_id = c.customer_id and d.company_guid = c.guid`+w.String(), w.Args()...)
}
