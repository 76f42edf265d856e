package collab

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Known is what a customer knows about a registration that became a request:
// what was typed, and the person and the company as far as the actor sees them.
// Of a company that it does not see, it is told what the request itself says.
type Known struct {
	Typed    []Registration // by the same person, the first first
	FormGUID string
	FormName string // "" if the form is gone

	CompanyGUID   string
	CompanyName   string
	CompanyDomain string
	SeesCompany   bool // without it, there is neither domain, rating nor contacts
	IsNewCompany  bool // it was made of what was typed
	Rating        *int64
	RatingDate    *string

	Before    Amount  // other requests to this person
	LastState *Status // of the newest of them
	OfCompany Amount  // other requests to the company
	Contacts  Amount  // of the company
	IsContact bool    // one of them has this address
	FreeMail  bool
	Fits      []portfolio.Company // that the address belongs to

	guid, email               string
	before, company, contacts int64
	contact                   int64
}

// countUpTo bounds how many related rows are counted.
const countUpTo = 50

// MostKnown bounds how many registrations are asked about at once.
const MostKnown = 100

func upTo(n int64) Amount { return Amount{N: min(n, countUpTo), More: n > countUpTo} }

func (k *Known) fields() []any {
	return []any{
		&k.guid, &k.email, &k.FormGUID, &k.FormName, &k.CompanyGUID, &k.CompanyName, &k.CompanyDomain, &k.SeesCompany, &k.IsNewCompany,
		&k.Rating, &k.RatingDate, &k.before, &k.LastState, &k.company, &k.contacts, &k.contact,
	}
}

// Known returns what is known about registrations, by the guids of their
// requests. It leaves out requests that the actor does not see.
func (rs *Registrations) Known(ctx context.Context, by actor.Actor, requests []string) (map[string]*Known, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	if len(requests) == 0 {
		return nil, nil
	}
	all, err := rs.related(ctx, by, requests[:min(len(requests), MostKnown)])
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, nil
	}
	known := make(map[string]*Known, len(all))
	var guids, domains []string
	for i := range all {
		k := &all[i]
		if !k.SeesCompany {
			k.CompanyDomain, k.Rating, k.RatingDate, k.contacts, k.contact = "", nil, nil, 0, 0
		}
		k.Before, k.OfCompany, k.Contacts, k.IsContact = upTo(k.before), upTo(k.company), upTo(k.contacts), k.contact > 0
		domain := portfolio.DomainOf(k.email)
		k.FreeMail = portfolio.IsFreeMail(domain)
		guids, domains = append(guids, k.guid), append(domains, domain)
		known[k.guid] = k
	}
	fits, err := rs.Companies.ByDomains(ctx, rs.DB, by, domains)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Fits = fits[domains[i]]
	}
	return known, rs.addTyped(ctx, by.CustomerID, guids, known)
}

// related reads registrations with what stands beside them. What is counted is
// counted up to a bound, from indexes.
func (rs *Registrations) related(ctx context.Context, by actor.Actor, requests []string) ([]Known, error) {
	var w db.Where
	w.And(`r.customer_id = ?`, by.CustomerID)
	w.In(`r.guid`, requests)
	w.And(`r.form_guid is not null`)
	visible(&w, by)
	sees := func(alias string) string {
		if by.AllCompanies || by.IsAdmin() {
			return ""
		}
		customer, group, user := w.Arg(by.CustomerID), w.Arg(by.GroupGUID), w.Arg(by.UserGUID)
		return ` and (exists (
			select 1 from group_companies vgc
			where vgc.customer_id = ` + customer + ` and vgc.group_guid = ` + group + ` and vgc.company_guid = ` + alias + `.company_guid)
			or ` + alias + `.requester_guid = ` + user + `)`
	}
	most := w.Arg(countUpTo + 1)
	others := func(column, index string) string {
		return ` from access_requests o` + led(rs.DB.Dialect(), index) + `
			where o.customer_id = r.customer_id and o.` + column + ` = r.` + column + ` and r.` + column + ` <> '' and o.guid <> r.guid` + sees("o")
	}
	contacts := `(select count(*) from (
			select 1 from contacts k where k.customer_id = r.customer_id and k.company_guid = r.company_guid limit ` + most + `) x),
		(select count(*) from contacts k where k.customer_id = r.customer_id and k.company_guid = r.company_guid and k.email_lower = r.email_lower)`
	if !by.Has(actor.PortfolioR) {
		contacts = `0, 0`
	}
	seen := `1 = 1`
	if sight, args := tenant.Sight(by, `c.guid`); len(args) > 0 {
		seen = is(sight, args...)(&w)
	}
	return db.All(ctx, rs.DB, (*Known).fields, `
		select r.guid, r.email, r.form_guid, coalesce(f.name, ''), c.guid, c.name, c.primary_domain, `+seen+`, c.source = 'form', c.rating, c.rating_date,
			(select count(*) from (select 1`+others("email_lower", "access_requests_email")+` limit `+most+`) x),
			(select o.status`+others("email_lower", "access_requests_email")+` order by o.created_at desc, o.guid desc limit 1),
			(select count(*) from (select 1`+others("company_guid", "access_requests_company")+` limit `+most+`) x),
			`+contacts+`
		from access_requests r
		join companies c on c.customer_id = r.customer_id and c.guid = r.company_guid
		left join client_access_links f on f.customer_id = r.customer_id and f.guid = r.form_guid`+w.String(), w.Args()...)
}

// addTyped adds what was typed into the forms.
func (rs *Registrations) addTyped(ctx context.Context, customerID int64, requests []string, known map[string]*Known) error {
	var w db.Where
	w.And(`g.customer_id = ?`, customerID)
	w.In(`g.request_guid`, requests)
	return db.Each(ctx, rs.DB, (*Registration).fields, func(r *Registration) error {
		k := known[*r.RequestGUID]
		if len(k.Typed) == 0 || strings.EqualFold(k.Typed[0].Email, r.Email) {
			k.Typed = append(k.Typed, *r)
		}
		return nil
	}, `select `+registrationColumns+` from registrations g`+w.String()+` order by g.confirmed_at, g.guid`, w.Args()...)
}

// CountVerdicts counts the registrations of each verdict that the actor may see,
// through a form if one is named, up to a bound.
func (rs *Registrations) CountVerdicts(ctx context.Context, by actor.Actor, form string) (map[Verdict]Amount, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	all := make(map[Verdict]Amount)
	for _, verdict := range Verdicts {
		f := Filter{Verdict: verdict}
		if form != "" {
			f.Forms = []string{form}
		}
		n, err := rs.Requests.countMatching(ctx, by, f, verdictCount)
		if err != nil {
			return nil, err
		}
		all[verdict] = n
	}
	return all, nil
}

// verdictCount is up to where registrations are counted.
const verdictCount = 2000

// countMatching counts what a filter matches, and stops at a bound. It begins at
// what leads to few rows, as a list does.
func (rs *Requests) countMatching(ctx context.Context, by actor.Actor, f Filter, most int64) (Amount, error) {
	s, err := rs.scope(ctx, by, &f)
	if err != nil || s.nothing {
		return Amount{}, err
	}
	l, _, err := rs.leader(ctx, s, SortKey{Name: created, Desc: true})
	if err != nil || l == nil {
		return Amount{}, err
	}
	what := `guid`
	if l.again || l.twice {
		what = `distinct guid`
	}
	w := s.args()
	limit := ` limit ` + w.Arg(most+1)
	all := make([]string, len(l.set))
	for i, p := range l.set {
		conds := w.Beside()
		conds.And(`r.customer_id = $1`)
		conds.AndIf(p.joins, `r.guid = `+p.guid)
		for _, filter := range s.filters(l) {
			conds.And(filter(conds))
		}
		conds.And(p.cond(conds))
		all[i] = `select guid from (select r.guid from ` + p.tables() + conds.String() + limit + `) p`
		w = conds
	}
	n, err := db.Value[int64](ctx, rs.DB, `
		select count(*) from (select `+what+` from (`+strings.Join(all, ` union all `)+`) u`+limit+`) x`, w.Args()...)
	return Amount{N: min(n, most), More: n > most}, err
}
