package portfolio

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// ByDomains returns the companies that each of some domains belongs to, as
// ByDomain does for one, as far as the actor sees them.
func (cs *Companies) ByDomains(ctx context.Context, c db.Conn, by actor.Actor, domains []string) (map[string][]Company, error) {
	var all []string
	for _, d := range domains {
		if OfCompany(d) {
			all = append(all, lineage(d)...)
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	type owner struct {
		domain string
		Company
	}
	var w db.Where
	w.And(`d.customer_id = ?`, by.CustomerID)
	w.And(`d.domain in (` + texts(c, w.Arg(list(all))) + `)`)
	tenant.Visible(&w, by, `c.guid`)
	owners := make(map[string][]Company)
	err := db.Each(ctx, c, func(o *owner) []any { return append([]any{&o.domain}, o.fields()...) }, func(o *owner) error {
		owners[o.domain] = append(owners[o.domain], o.Company)
		return nil
	}, `select d.domain, `+columns+`
		from company_domains d join companies c on c.customer_id = d.customer_id and c.guid = d.company_guid`+w.String()+`
		order by c.name_lower, c.guid`, w.Args()...)
	if err != nil {
		return nil, err
	}
	found := make(map[string][]Company)
	for _, d := range domains {
		if !OfCompany(d) {
			continue
		}
		for _, above := range lineage(d) {
			if len(owners[above]) > 0 {
				found[d] = owners[above]
				break
			}
		}
	}
	return found, nil
}
