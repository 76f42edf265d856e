package portfolio

import (
	"context"
	"maps"
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
	demoted             []string // guids of contacts that are preferred no more
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
func (ix *index) find(r row) (t *target, note fault.Text, err error) {
	if r.draft.GUID != "" {
		return ix.guids[r.draft.GUID], note, nil
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
		t, err = only(found, errSharedDomain)
		if err == nil && t == nil {
			err = fault.Field("name", "must be set: no company has this domain")
		}
		return t, note, err
	}
	name := strings.ToLower(r.draft.Name)
	named := keep(ix.names[name], func(t *target) bool { return strings.ToLower(t.company.Name) == name })
	if len(key) == 0 {
		t, err = only(named, errSharedName)
		return t, note, err
	}
	for _, candidates := range [][]*target{keep(named, inKey), keep(named, func(t *target) bool { return len(t.domains) == 0 })} {
		if t, err = only(candidates, errSharedName); t != nil || err != nil {
			return t, note, err
		}
	}
	if len(named) > 0 {
		note = fault.Text{
			Format: "another company of this name has the domain %s: if it is the same, give its guid", Args: []any{named[0].company.PrimaryDomain},
		}
	}
	return nil, note, nil
}

var (
	errSharedDomain = fault.Field("primary_domain", "belongs to several companies: give a name or a guid")
	errSharedName   = fault.Field("name", "is the name of several companies: give a guid")
)

// only returns the one that was found; ambiguous if there are several.
func only(found []*target, ambiguous error) (*target, error) {
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, ambiguous
}

func keep(all []*target, f func(*target) bool) []*target {
	return slices.DeleteFunc(slices.Clone(all), func(t *target) bool { return !f(t) })
}

// match reads what is known of the companies that rows may be about. Nobody
// else changes them before they are written.
func match(ctx context.Context, tx *db.Tx, by actor.Actor, rows []row) (*index, error) {
	return matched(ctx, tx, by, rows, seekAndHold)
}

// matched is match with a way of seeking that may hold the rows, or not.
func matched(
	ctx context.Context, tx *db.Tx, by actor.Actor, rows []row,
	seek func(tx *db.Tx, p, table, alias, condition string) string,
) (*index, error) {
	guids, err := candidates(ctx, tx, by.CustomerID, rows)
	if err != nil {
		return nil, err
	}
	var w db.Where
	from := seek(tx, w.Arg(list(guids)), "companies", "c", `c.customer_id = `+w.Arg(by.CustomerID)+` and c.guid = j.value`)
	tenant.Visible(&w, by, `c.guid`)
	found, err := db.All(ctx, tx, (*Company).fields, `select `+columns+` from `+from+w.String(), w.Args()...)
	if err != nil {
		return nil, err
	}
	ix := &index{guids: make(map[string]*target), names: make(map[string][]*target), domains: make(map[string][]*target)}
	for _, company := range found {
		ix.guids[company.GUID] = newTarget(company)
	}
	err = ix.read(ctx, tx, by.CustomerID, "company_domains", "domain", func(t *target) map[string]bool { return t.domains })
	if err != nil {
		return nil, err
	}
	for _, company := range found {
		ix.add(ix.guids[company.GUID])
	}
	return ix, nil
}

// candidates returns the guids of companies that have a guid, a name or a
// domain in one of the rows.
func candidates(ctx context.Context, tx *db.Tx, customerID int64, rows []row) ([]string, error) {
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
	for _, by := range []struct {
		keys                     []string
		guid, table, alias, cond string
	}{
		{names, `n.guid`, `companies`, `n`, `n.customer_id = $1 and n.name_lower = j.value`},
		{domains, `d.company_guid`, `company_domains`, `d`, `d.customer_id = $1 and d.domain = j.value`},
	} {
		if len(by.keys) == 0 {
			continue
		}
		found, err := db.Column[string](ctx, tx, `select `+by.guid+` from `+seek(tx, "$2", by.table, by.alias, by.cond),
			customerID, list(unrepeated(by.keys)))
		if err != nil {
			return nil, err
		}
		guids = append(guids, found...)
	}
	return unrepeated(guids), nil
}

func unrepeated(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

func newTarget(c Company) *target {
	return &target{
		company: c, domains: make(map[string]bool), folders: make(map[string]bool), types: make(map[string]bool),
		groups: make(map[string]bool), contacts: make(map[string]*Contact),
		todo: todo{contacts: make(map[string]*Contact)},
	}
}

// read reads a table of what belongs to companies.
func (ix *index) read(ctx context.Context, c db.Conn, customerID int64, table, column string, set func(*target) map[string]bool) error {
	if len(ix.guids) == 0 {
		return nil
	}
	type pair struct{ guid, value string }
	return db.Each(ctx, c, func(p *pair) []any { return []any{&p.guid, &p.value} }, func(p *pair) error {
		set(ix.guids[p.guid])[p.value] = true
		return nil
	}, `select f.company_guid, f.`+column+` from `+seek(c, "$2", table, "f", `f.customer_id = $1 and f.company_guid = j.value`),
		customerID, ix.list())
}

// list is a parameter of the guids of all companies.
func (ix *index) list() string { return list(slices.Collect(maps.Keys(ix.guids))) }

// readContacts reads the contacts of companies.
func (ix *index) readContacts(ctx context.Context, c db.Conn, customerID int64) error {
	if len(ix.guids) == 0 {
		return nil
	}
	return db.Each(ctx, c, (*Contact).fields, func(p *Contact) error {
		ix.guids[p.CompanyGUID].contacts[strings.ToLower(p.Email)] = p
		return nil
	}, `select `+contactColumns+` from `+seek(c, "$2", "contacts", "p", `p.customer_id = $1 and p.company_guid = j.value`),
		customerID, ix.list())
}

// readGroup notes which companies a group sees by name.
func (ix *index) readGroup(ctx context.Context, c db.Conn, customerID int64, group string) error {
	if len(ix.guids) == 0 {
		return nil
	}
	return db.Each(ctx, c, func(s *string) []any { return []any{s} }, func(guid *string) error {
		ix.guids[*guid].groups[group] = true
		return nil
	}, `select f.company_guid from `+seek(c, "$2", "group_companies", "f",
		`f.customer_id = $1 and f.group_guid = $3 and f.company_guid = j.value`), customerID, ix.list(), group)
}
