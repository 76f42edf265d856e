package portfolio

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// target is a company that rows of an import are about, with what is known of
// it so far, and what has to be written.
type target struct {
	company  Company
	domains  map[string]bool
	folders  map[string]bool     // guids
	types    map[string]bool     // of its subscriptions
	groups   map[string]bool     // guids, of those that a row has named
	contacts map[string]*Contact // by lower-cased e-mail

	isNew     bool
	isChanged bool // the row of companies
	renamed   bool
	todo      todo
}

// todo is what has to be written beside the row of companies.
type todo struct {
	domains, notDomains []string
	folders             []string
	subscriptions       []Subscription
	groups              []group
	contacts            map[string]*Contact
}

// index finds targets as rows name them.
type index struct {
	guids   map[string]*target
	names   map[string][]*target
	domains map[string][]*target
	all     []*target
}

func (ix *index) add(t *target) {
	ix.all = append(ix.all, t)
	ix.guids[t.company.GUID] = t
	name := strings.ToLower(t.company.Name)
	ix.names[name] = append(ix.names[name], t)
	for domain := range t.domains {
		ix.domains[domain] = append(ix.domains[domain], t)
	}
}

// move files t again, after a row has given it other names.
func (ix *index) move(t *target) {
	name := strings.ToLower(t.company.Name)
	if !slices.Contains(ix.names[name], t) {
		ix.names[name] = append(ix.names[name], t)
	}
	for domain := range t.domains {
		if !slices.Contains(ix.domains[domain], t) {
			ix.domains[domain] = append(ix.domains[domain], t)
		}
	}
}

// find returns the company that a row is about, nil if it is about a new one:
//
//   - by its guid;
//   - without one, by its name and one of its domains; a company without any
//     domain is found by its name;
//   - by its name alone, if it gives no domain, and by its domain alone, if it
//     gives no name.
//
// Several companies may share a domain, or a name, so a row that matches more
// than one is refused.
func (ix *index) find(r row) (t *target, note string, err error) {
	if r.draft.GUID != "" {
		return ix.guids[r.draft.GUID], "", nil
	}
	key := r.key()
	inKey := func(t *target) bool { return slices.ContainsFunc(key, func(d string) bool { return t.domains[d] }) }
	if r.draft.Name == "" {
		var found []*target
		for _, domain := range key {
			for _, t := range ix.domains[domain] {
				if t.domains[domain] && !slices.Contains(found, t) {
					found = append(found, t)
				}
			}
		}
		t, err = only(found, "primary_domain", "belongs to several companies: give a name or a guid")
		if err == nil && t == nil {
			err = fault.Field("name", "must be set: no company has this domain")
		}
		return t, "", err
	}
	name := strings.ToLower(r.draft.Name)
	named := keep(ix.names[name], func(t *target) bool { return strings.ToLower(t.company.Name) == name })
	const ambiguous = "is the name of several companies: give a guid"
	if len(key) == 0 {
		t, err = only(named, "name", ambiguous)
		return t, "", err
	}
	for _, candidates := range [][]*target{keep(named, inKey), keep(named, func(t *target) bool { return len(t.domains) == 0 })} {
		if t, err = only(candidates, "name", ambiguous); t != nil || err != nil {
			return t, "", err
		}
	}
	if len(named) > 0 {
		note = "another company of this name has the domain " + named[0].company.PrimaryDomain + ": if it is the same, give its guid"
	}
	return nil, note, nil
}

func only(found []*target, field, ambiguous string) (*target, error) {
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, fault.Field(field, "%s", ambiguous)
}

func keep(all []*target, f func(*target) bool) []*target {
	return slices.DeleteFunc(slices.Clone(all), func(t *target) bool { return !f(t) })
}

// match reads what is known of the companies that rows may be about. On
// PostgreSQL it also holds them: nobody changes them before they are written.
func match(ctx context.Context, tx *db.Tx, by actor.Actor, rows []row) (*index, error) {
	var guids, names, domains []string
	for _, r := range rows {
		switch {
		case r.err != nil:
		case r.draft.GUID != "":
			guids = append(guids, r.draft.GUID)
		case r.draft.Name != "":
			names = append(names, strings.ToLower(r.draft.Name))
		default:
			domains = append(domains, r.key()...)
		}
	}
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	tenant.Visible(&w, by, `c.guid`)
	customer := w.Arg(by.CustomerID)
	w.And(`c.guid in (` + texts(tx, w.Arg(list(guids))) + `
		union select n.guid from companies n where n.customer_id = ` + customer + ` and n.name_lower in (` + texts(tx, w.Arg(list(names))) + `)
		union select d.company_guid from company_domains d where d.customer_id = ` + customer + ` and d.domain in (` + texts(tx, w.Arg(list(domains))) + `))`)
	hold := ""
	if tx.Dialect() == db.Postgres { // SQLite has one writer
		hold = ` for no key update of c`
	}
	found, err := db.All(ctx, tx, (*Company).fields, `select `+columns+` from companies c`+w.String()+hold, w.Args()...)
	if err != nil {
		return nil, err
	}
	ix := &index{guids: make(map[string]*target), names: make(map[string][]*target), domains: make(map[string][]*target)}
	targets := make(map[string]*target, len(found))
	for _, company := range found {
		targets[company.GUID] = newTarget(company)
	}
	if err := facets(ctx, tx, by.CustomerID, targets); err != nil {
		return nil, err
	}
	for _, company := range found {
		ix.add(targets[company.GUID])
	}
	return ix, nil
}

func newTarget(c Company) *target {
	return &target{
		company: c, domains: make(map[string]bool), folders: make(map[string]bool), types: make(map[string]bool),
		groups: make(map[string]bool), contacts: make(map[string]*Contact),
		todo: todo{contacts: make(map[string]*Contact)},
	}
}

// facets reads what belongs to companies.
func facets(ctx context.Context, c db.Conn, customerID int64, targets map[string]*target) error {
	if len(targets) == 0 {
		return nil
	}
	guids := make([]string, 0, len(targets))
	for guid := range targets {
		guids = append(guids, guid)
	}
	for _, facet := range []struct {
		column, table string
		set           func(*target) map[string]bool
	}{
		{`domain`, `company_domains`, func(t *target) map[string]bool { return t.domains }},
		{`folder_guid`, `folder_companies`, func(t *target) map[string]bool { return t.folders }},
		{`subscription_type`, `subscriptions`, func(t *target) map[string]bool { return t.types }},
		{`group_guid`, `group_companies`, func(t *target) map[string]bool { return t.groups }},
	} {
		type pair struct{ guid, value string }
		err := db.Each(ctx, c, func(p *pair) []any { return []any{&p.guid, &p.value} }, func(p *pair) error {
			facet.set(targets[p.guid])[p.value] = true
			return nil
		}, `select company_guid, `+facet.column+` from `+facet.table+`
			where customer_id = $1 and company_guid in (`+texts(c, "$2")+`)`, customerID, list(guids))
		if err != nil {
			return err
		}
	}
	return db.Each(ctx, c, (*Contact).fields, func(p *Contact) error {
		targets[p.CompanyGUID].contacts[strings.ToLower(p.Email)] = p
		return nil
	}, `select `+contactColumns+` from contacts
		where customer_id = $1 and company_guid in (`+texts(c, "$2")+`)`, customerID, list(guids))
}
