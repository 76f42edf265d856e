package portfolio

import (
	"maps"
	"slices"
	"strings"

	"gatehouse/internal/fault"
)

// change is what a row wants of its company, found out before anything of it
// happens: a row is taken as a whole or refused.
type change struct {
	company Company
	domains map[string]bool
	fields  []string // that change
	over    []string // those of fields that had another value before
}

// compare returns what the row changes about a company. What the row leaves
// empty stays as it is.
func compare(t *target, d Draft, generated bool) change {
	ch := change{company: t.company, domains: t.domains}
	c := &ch.company
	ch.text("name", &c.Name, d.Name)
	ch.text("industry", &c.Industry, d.Industry)
	ch.text("sector", &c.Sector, d.Sector)
	ch.text("location", &c.Location, d.Location)
	ch.number("employees", &c.Employees, d.Employees)
	if d.CustomID != "" && (c.CustomID == nil || *c.CustomID != d.CustomID) {
		ch.changed("custom_id", c.CustomID != nil)
		c.CustomID = &d.CustomID
	}
	ch.rate(d)
	ch.grade(d.Grades)
	if said := d.Rating != nil || len(d.Grades) > 0; said && c.IsGenerated != generated {
		ch.changed("is_generated", false)
		c.IsGenerated = generated
	}
	ch.domain(d)
	return ch
}

func (ch *change) changed(field string, over bool) {
	ch.fields = append(ch.fields, field)
	if over {
		ch.over = append(ch.over, field)
	}
}

func (ch *change) text(field string, at *string, to string) {
	if to != "" && to != *at {
		ch.changed(field, *at != "")
		*at = to
	}
}

func (ch *change) number(field string, at **int64, to *int64) {
	if to != nil && (*at == nil || **at != *to) {
		ch.changed(field, *at != nil)
		*at = to
	}
}

// rate changes the rating and its date together: the date of another rating
// says nothing about this one.
func (ch *change) rate(d Draft) {
	if d.Rating == nil {
		return
	}
	c := &ch.company
	same := c.Rating != nil && *c.Rating == *d.Rating
	ch.number("rating", &c.Rating, d.Rating)
	switch {
	case d.RatingDate != "" && (c.RatingDate == nil || *c.RatingDate != d.RatingDate):
		ch.changed("rating_date", same && c.RatingDate != nil)
		c.RatingDate = &d.RatingDate
	case d.RatingDate == "" && !same && c.RatingDate != nil:
		ch.changed("rating_date", false)
		c.RatingDate = nil
	}
}

func (ch *change) grade(grades Grades) {
	now := maps.Clone(ch.company.Grades)
	if now == nil {
		now = Grades{}
	}
	for _, vector := range slices.Sorted(maps.Keys(grades)) {
		if now[vector] != grades[vector] {
			ch.changed(vector, now[vector] != "")
			now[vector] = grades[vector]
		}
	}
	ch.company.Grades = now
}

// domain changes the domains: a list replaces the list, a primary domain is
// added to it.
func (ch *change) domain(d Draft) {
	c := &ch.company
	if d.Domains != nil {
		ch.domains = make(map[string]bool, len(d.Domains))
		for _, domain := range d.Domains {
			ch.domains[domain] = true
		}
	}
	primary := d.PrimaryDomain
	switch {
	case primary == "" && len(d.Domains) > 0 && !ch.domains[c.PrimaryDomain]:
		primary = d.Domains[0]
	case primary != "" && !ch.domains[primary]:
		ch.domains = maps.Clone(ch.domains)
		ch.domains[primary] = true
	}
	ch.text("primary_domain", &c.PrimaryDomain, primary)
}

// domainsChanged compares the lists, apart from a new primary domain, which is
// told as such.
func (ch *change) domainsChanged(before map[string]bool) (added, removed []string) {
	for domain := range ch.domains {
		if !before[domain] {
			added = append(added, domain)
		}
	}
	for domain := range before {
		if !ch.domains[domain] {
			removed = append(removed, domain)
		}
	}
	return added, removed
}

// tellDomains adds "domains" to the fields if more changes than the primary one.
func (ch *change) tellDomains(t *target) (added, removed []string) {
	added, removed = ch.domainsChanged(t.domains)
	others := slices.DeleteFunc(slices.Clone(added), func(d string) bool { return d == ch.company.PrimaryDomain })
	if len(others) > 0 || len(removed) > 0 {
		ch.changed("domains", len(removed) > 0)
	}
	return added, removed
}

// contact returns what the row changes about the contacts of a company: its
// own becomes the preferred one, if it is the first row about the company.
func (ch *change) contact(t *target, r row, first bool) *Contact {
	if r.contactEmail == "" {
		return nil
	}
	known := t.contacts[strings.ToLower(r.contactEmail)]
	now := Contact{CompanyGUID: t.company.GUID, Email: r.contactEmail}
	if known != nil {
		now = *known
	}
	before := len(ch.fields)
	if known == nil || first && !known.IsPreferred {
		ch.changed("contact_email", false)
	}
	now.IsPreferred = now.IsPreferred || first
	ch.text("contact_name", &now.FormalName, r.contactName)
	if len(ch.fields) == before {
		return nil
	}
	return &now
}

// clash refuses a later row of a file that contradicts an earlier one about the
// same company: otherwise importing the file again would change it twice more.
func (ch *change) clash(line int) error {
	if len(ch.over) == 0 {
		return nil
	}
	p := fault.Problems{}
	for _, field := range ch.over {
		p.Require(false, field, "differs from line %d, which is about the same company", line)
	}
	return p.Err()
}
