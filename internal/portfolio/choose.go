package portfolio

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Choice is a company to choose from.
type Choice struct {
	GUID          string
	Name          string
	PrimaryDomain string
	HasPreferred  bool // a preferred contact
}

const choiceColumns = `c.guid, c.name, c.primary_domain, ` + hasPreferred

func (c *Choice) fields() []any { return []any{&c.GUID, &c.Name, &c.PrimaryDomain, &c.HasPreferred} }

// Choices returns companies that have each word of q in their name or domain,
// no more than most of them: first those whose name begins with q.
func (cs *Companies) Choices(ctx context.Context, by actor.Actor, q string, most int) ([]Choice, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	w := Filter{Q: q}.where(by)
	begins := w.Arg(db.Prefix(strings.TrimSpace(storable(q))))
	return db.All(ctx, cs.DB, (*Choice).fields, `select `+choiceColumns+` from companies c`+w.String()+`
		order by case when c.name_lower like `+begins+` escape '\' then 0 else 1 end, c.name_lower, c.guid
		limit `+w.Arg(most), w.Args()...)
}

// Chosen returns companies by their guids, as far as by sees them.
func (cs *Companies) Chosen(ctx context.Context, by actor.Actor, guids []string) (map[string]Choice, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	from := seek(cs.DB, w.Arg(list(unrepeated(lower(guids)))), "companies", "c", `c.customer_id = `+w.Arg(by.CustomerID)+` and c.guid = j.value`)
	tenant.Visible(&w, by, `c.guid`)
	all := make(map[string]Choice)
	return all, db.Each(ctx, cs.DB, (*Choice).fields, func(c *Choice) error {
		all[c.GUID] = *c
		return nil
	}, `select `+choiceColumns+` from `+from+w.String(), w.Args()...)
}

// PreferredOf returns the preferred contacts of companies that by sees, by the
// guid of the company.
func (cs *Contacts) PreferredOf(ctx context.Context, by actor.Actor, companies []string) (map[string]Contact, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	from := seek(cs.DB, w.Arg(list(companies)), "contacts", "p", `p.customer_id = `+w.Arg(by.CustomerID)+` and p.company_guid = j.value`)
	tenant.Visible(&w, by, `p.company_guid`)
	w.And(`p.is_preferred`)
	all := make(map[string]Contact)
	return all, db.Each(ctx, cs.DB, (*Contact).fields, func(c *Contact) error {
		all[c.CompanyGUID] = *c
		return nil
	}, `select `+contactColumns+` from `+from+w.String(), w.Args()...)
}
