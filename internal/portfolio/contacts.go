package portfolio

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Contacts is the collection of the people to write to.
type Contacts struct {
	DB  *db.DB
	Now func() time.Time
}

func noContact() error { return fault.New(fault.NotFound, "There is no such contact.") }

// Preferred returns the contact that is invited if a request to the company
// names nobody: NotFound if it has none. Whether the company is visible is the
// caller's to know.
func (cs *Contacts) Preferred(ctx context.Context, c db.Conn, customerID int64, companyGUID string) (Contact, error) {
	contact, err := db.One(ctx, c, (*Contact).fields, `
		select `+contactColumns+` from contacts p
		where p.customer_id = $1 and p.company_guid = $2 and p.is_preferred`, customerID, companyGUID)
	if errors.Is(err, db.ErrNone) {
		return contact, fault.New(fault.NotFound, "The company has no preferred contact.")
	}
	return contact, err
}

// List returns the contacts of a company, the preferred one first.
func (cs *Contacts) List(ctx context.Context, by actor.Actor, companyGUID string) ([]Contact, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	seen, err := tenant.Sees(ctx, cs.DB, by, companyGUID)
	if err != nil {
		return nil, err
	}
	if !seen {
		return nil, noCompany()
	}
	return db.All(ctx, cs.DB, (*Contact).fields, `
		select `+contactColumns+` from contacts p
		where p.customer_id = $1 and p.company_guid = $2
		order by p.is_preferred desc, p.email_lower`, by.CustomerID, companyGUID)
}

// Some returns the first contacts of a company, the preferred one before all,
// and how many there are.
func (cs *Contacts) Some(ctx context.Context, by actor.Actor, companyGUID string, most int) ([]Contact, int, error) {
	return cs.Page(ctx, by, ContactFilter{Companies: []string{companyGUID}, Sort: []string{preferredFirst, "email"}, Limit: most})
}

// One returns a contact at a company that by sees.
func (cs *Contacts) One(ctx context.Context, by actor.Actor, guid string) (Contact, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return Contact{}, err
	}
	return seenContact(ctx, cs.DB, by, strings.ToLower(guid))
}

func seenContact(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Contact, error) {
	var w db.Where
	w.And(`p.customer_id = ?`, by.CustomerID)
	w.And(`p.guid = ?`, guid)
	tenant.Visible(&w, by, `p.company_guid`)
	contact, err := db.One(ctx, c, (*Contact).fields, `select `+contactColumns+` from contacts p`+w.String(), w.Args()...)
	if errors.Is(err, db.ErrNone) {
		return contact, noContact()
	}
	return contact, err
}

// At returns the companies of guids that by sees, each once with its contacts,
// the preferred one first, in the order of guids.
func (cs *Contacts) At(ctx context.Context, by actor.Actor, guids []string) ([]Reachable, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	from := seek(cs.DB, w.Arg(list(unrepeated(slices.Clone(guids)))), "companies", "c", `c.customer_id = `+w.Arg(by.CustomerID)+` and c.guid = j.value`)
	tenant.Visible(&w, by, `c.guid`)
	type row struct {
		guid, domain string
		email        *string
	}
	at := make(map[string]*Reachable, len(guids))
	err := db.Each(ctx, cs.DB, func(r *row) []any { return []any{&r.guid, &r.domain, &r.email} }, func(r *row) error {
		if at[r.guid] == nil {
			at[r.guid] = &Reachable{CompanyGUID: r.guid, PrimaryDomain: r.domain, Emails: []string{}}
		}
		if r.email != nil {
			at[r.guid].Emails = append(at[r.guid].Emails, *r.email)
		}
		return nil
	}, `select c.guid, c.primary_domain, p.email from `+from+`
		left join contacts p on p.customer_id = c.customer_id and p.company_guid = c.guid`+w.String()+`
		order by c.guid, p.is_preferred desc, p.email_lower`, w.Args()...)
	if err != nil {
		return nil, err
	}
	var found []Reachable
	for _, guid := range guids {
		if r := at[guid]; r != nil {
			found = append(found, *r)
			delete(at, guid) // a guid may come twice, and its contacts be many
		}
	}
	return found, nil
}

// Reachable is a company with the addresses of its contacts.
type Reachable struct {
	CompanyGUID   string
	PrimaryDomain string
	Emails        []string
}

// Suggest returns whom to write to at each of companies that by sees: the
// preferred contact, else a backup, else who has been known longest.
func (cs *Contacts) Suggest(ctx context.Context, by actor.Actor, guids []string) (map[string]Contact, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	from := seek(cs.DB, w.Arg(list(unrepeated(slices.Clone(guids)))), "contacts", "p", `p.customer_id = `+w.Arg(by.CustomerID)+` and p.company_guid = j.value`)
	tenant.Visible(&w, by, `p.company_guid`)
	best := make(map[string]Contact, len(guids))
	return best, db.Each(ctx, cs.DB, (*Contact).fields, func(c *Contact) error {
		best[c.CompanyGUID] = *c
		return nil
	}, `select `+contactColumns+` from (
			select p.*, row_number() over (partition by p.company_guid order by p.is_preferred desc, p.is_backup desc, p.created_at, p.guid) as place
			from `+from+w.String()+`) p
		where p.place = 1`, w.Args()...)
}
