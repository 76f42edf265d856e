package portfolio

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Companies is the collection of the companies of all portfolios.
type Companies struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
	DNS *mail.DNS        // nil asks nobody
}

// NoCompany is the answer to who names a company that is not there, or that it does
// not see.
func NoCompany() error { return noCompany() }

func noCompany() error { return fault.New(fault.NotFound, "There is no such company.") }

// One returns a company that the actor sees.
func (cs *Companies) One(ctx context.Context, by actor.Actor, guid string) (Company, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return Company{}, err
	}
	return Seen(ctx, cs.DB, by, guid)
}

// Seen returns a company that the actor sees, whatever its rights: NotFound if
// there is none or it is another group's.
func Seen(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Company, error) {
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	w.And(`c.guid = ?`, strings.ToLower(guid))
	tenant.Visible(&w, by, `c.guid`)
	company, err := db.One(ctx, c, (*Company).fields, `select `+columns+` from companies c`+w.String(), w.Args()...)
	if errors.Is(err, db.ErrNone) {
		return company, noCompany()
	}
	return company, err
}

// ByDomain returns the companies that a domain belongs to: those that have it,
// or else those that have the closest domain above it. Nobody is found by the
// domain of a mail provider or by a public suffix.
func (cs *Companies) ByDomain(ctx context.Context, c db.Conn, customerID int64, domain string) ([]Company, error) {
	domain = strings.ToLower(domain)
	if !OfCompany(domain) {
		return nil, nil
	}
	for _, d := range lineage(domain) {
		found, err := db.All(ctx, c, (*Company).fields, `
			select `+columns+`
			from company_domains d join companies c on c.customer_id = d.customer_id and c.guid = d.company_guid
			where d.customer_id = $1 and d.domain = $2
			order by c.created_at, c.guid`, customerID, d)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// HasDomain reports whether an e-mail domain is the company's: one of its
// domains or below one.
func (cs *Companies) HasDomain(ctx context.Context, c db.Conn, customerID int64, companyGUID, emailDomain string) (bool, error) {
	emailDomain = strings.ToLower(emailDomain)
	n, err := db.Value[int](ctx, c, `
		select count(*) from company_domains
		where customer_id = $1 and company_guid = $2 and domain in (`+texts(c, "$3")+`)`,
		customerID, companyGUID, list(lineage(emailDomain)))
	return n > 0, err
}

// Owns is [Companies.HasDomain] as a condition, of the company in two columns.
func Owns(w *db.Where, customer, company, emailDomain string) string {
	marks := []string{"''"} // nobody's
	for _, d := range lineage(strings.ToLower(emailDomain)) {
		marks = append(marks, w.Arg(d))
	}
	return `exists (select 1 from company_domains od where od.customer_id = ` + customer + ` and od.company_guid = ` + company + `
		and od.domain in (` + strings.Join(marks, ", ") + `))`
}

// Domains returns the domains of companies by their guid, in alphabetical order.
func (cs *Companies) Domains(ctx context.Context, c db.Conn, customerID int64, guids []string) (map[string][]string, error) {
	type pair struct{ guid, domain string }
	all := make(map[string][]string)
	return all, db.Each(ctx, c, func(p *pair) []any { return []any{&p.guid, &p.domain} }, func(p *pair) error {
		all[p.guid] = append(all[p.guid], p.domain)
		return nil
	}, `select company_guid, domain from company_domains
		where customer_id = $1 and company_guid in (`+texts(c, "$2")+`)
		order by domain`, customerID, list(guids))
}

// MakeTyped makes a company of the name that a stranger typed into a form, or
// returns the one that has the domain by now. It gets no subscription and is in
// no group. The domain of a mail provider and a public suffix are left out.
func (cs *Companies) MakeTyped(ctx context.Context, tx *db.Tx, by actor.Actor, customerID int64, name, domain string) (Company, error) {
	if err := lock(ctx, tx, customerID); err != nil {
		return Company{}, err
	}
	draft := Draft{Name: name, PrimaryDomain: Domain(domain)}
	if draft.PrimaryDomain != "" && !OfCompany(draft.PrimaryDomain) {
		draft.PrimaryDomain = ""
	}
	if found, err := cs.ByDomain(ctx, tx, customerID, draft.PrimaryDomain); err != nil || len(found) > 0 {
		return append(found, Company{})[0], err
	}
	if err := draft.check(); err != nil {
		return Company{}, err
	}
	if draft.Name == "" {
		return Company{}, fault.Field("name", "must be set")
	}
	now := cs.Now()
	company := Company{
		GUID: tx.NewID(now), Name: draft.Name, PrimaryDomain: draft.PrimaryDomain,
		Source: FromForm, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	if err := upsertCompanies(ctx, tx, customerID, now, []*Company{&company}); err != nil {
		return Company{}, err
	}
	if company.PrimaryDomain != "" {
		if err := insertDomains(ctx, tx, customerID, [][]any{{company.GUID, company.PrimaryDomain}}); err != nil {
			return Company{}, err
		}
	}
	audit.Record(ctx, tx, by, customerID, audit.Event{
		Action: "company.create", Subject: company.GUID,
		Details: map[string]any{"name": company.Name, "domain": company.PrimaryDomain, "source": company.Source},
	})
	audit.Touch(ctx, tx, customerID, audit.Portfolio)
	return company, nil
}
