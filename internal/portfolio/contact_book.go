package portfolio

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// contactBook is what a transaction that writes contacts knows of those of
// some companies, which it holds: nobody else writes any of theirs meanwhile.
type contactBook struct {
	*Contacts
	tx      *db.Tx
	by      actor.Actor
	held    map[string]bool         // companies
	guids   map[string]*contactLine // those named by guid or address, and the preferred ones
	emails  map[string]*contactLine // by company and address
	primary map[string]*contactLine // of companies: whom a draft makes it
}

type contactLine struct {
	Contact
	isNew, isChanged, isNamed bool
	wasPreferred              bool
}

func emailKey(company, email string) string { return company + " " + strings.ToLower(email) }

// open holds the companies that drafts are about, and reads their contacts as
// far as they matter.
func (cs *Contacts) open(ctx context.Context, tx *db.Tx, by actor.Actor, drafts []ContactDraft) (*contactBook, error) {
	b := &contactBook{
		Contacts: cs, tx: tx, by: by, held: make(map[string]bool),
		guids: make(map[string]*contactLine), emails: make(map[string]*contactLine), primary: make(map[string]*contactLine),
	}
	var guids, emails, companies []string
	for _, d := range drafts {
		if d.Email != nil {
			emails = append(emails, strings.ToLower(*d.Email))
		}
		if d.GUID != "" {
			guids = append(guids, d.GUID)
		} else {
			companies = append(companies, d.CompanyGUID)
		}
	}
	of, err := b.companiesOf(ctx, guids)
	if err != nil {
		return nil, err
	}
	if companies, err = b.hold(ctx, append(companies, of...)); err != nil {
		return nil, err
	}
	return b, db.Each(ctx, tx, (*Contact).fields, func(c *Contact) error {
		b.file(&contactLine{Contact: *c, wasPreferred: c.IsPreferred})
		return nil
	}, `select `+contactColumns+` from `+seek(tx, "$2", "contacts", "p", `p.customer_id = $1 and p.company_guid = j.value`)+`
		where p.is_preferred or p.guid in (`+texts(tx, "$3")+`) or p.email_lower in (`+texts(tx, "$4")+`)`,
		by.CustomerID, list(companies), list(guids), list(emails))
}

// companiesOf returns the companies of contacts that by sees.
func (b *contactBook) companiesOf(ctx context.Context, guids []string) ([]string, error) {
	var w db.Where
	from := seek(b.tx, w.Arg(list(guids)), "contacts", "p", `p.customer_id = `+w.Arg(b.by.CustomerID)+` and p.guid = j.value`)
	tenant.Visible(&w, b.by, `p.company_guid`)
	return db.Column[string](ctx, b.tx, `select distinct p.company_guid from `+from+w.String(), w.Args()...)
}

// hold keeps those of companies that by sees as they are until the transaction
// ends, as an import does.
func (b *contactBook) hold(ctx context.Context, companies []string) ([]string, error) {
	var w db.Where
	from := seekAndHold(b.tx, w.Arg(list(unrepeated(companies))), "companies", "c", `c.customer_id = `+w.Arg(b.by.CustomerID)+` and c.guid = j.value`)
	tenant.Visible(&w, b.by, `c.guid`)
	seen, err := db.Column[string](ctx, b.tx, `select c.guid from `+from+w.String(), w.Args()...)
	for _, guid := range seen {
		b.held[guid] = true
	}
	return seen, err
}

func (b *contactBook) file(l *contactLine) {
	b.guids[l.GUID] = l
	b.emails[emailKey(l.CompanyGUID, l.Email)] = l
}

// enter writes a draft into the book.
func (b *contactBook) enter(d *ContactDraft, fresh bool) (*contactLine, error) {
	l, err := b.find(d)
	if err != nil {
		return nil, err
	}
	if l != nil && fresh {
		return nil, addressTaken()
	}
	if l == nil {
		now := b.Now()
		l = &contactLine{isNew: true, Contact: Contact{GUID: b.tx.NewID(now), CompanyGUID: d.CompanyGUID, CreatedAt: now}}
		if b.by.UserGUID != "" {
			l.CreatedBy = &b.by.UserGUID
		}
	}
	if l.isNamed {
		return nil, fault.Field("email", "is of a contact that comes twice")
	}
	l.isNamed = true
	delete(b.emails, emailKey(l.CompanyGUID, l.Email))
	l.isChanged = d.apply(&l.Contact) || l.isNew
	if b.emails[emailKey(l.CompanyGUID, l.Email)] != nil {
		return nil, addressTaken()
	}
	b.file(l)
	if d.Relation != nil && *d.Relation == Primary {
		if b.primary[l.CompanyGUID] != nil {
			return nil, fault.Field("relation_type", "is Primary for two contacts of the company")
		}
		b.primary[l.CompanyGUID] = l
	}
	return l, nil
}

func addressTaken() error {
	return fault.New(fault.Conflict, "The company has a contact with this e-mail address already.")
}

// find returns the contact that a draft is about, nil if it is about a new one.
func (b *contactBook) find(d *ContactDraft) (*contactLine, error) {
	if d.GUID == "" {
		if !b.held[d.CompanyGUID] {
			return nil, noCompany()
		}
		return b.emails[emailKey(d.CompanyGUID, *d.Email)], nil
	}
	l := b.guids[d.GUID]
	if l == nil {
		return nil, noContact()
	}
	if d.CompanyGUID != "" && d.CompanyGUID != l.CompanyGUID {
		return nil, fault.Field("company_guid", "cannot be changed")
	}
	return l, nil
}

// yield makes a Backup of who would be preferred, if the company prefers somebody.
func (b *contactBook) yield(d *ContactDraft) {
	for _, l := range b.guids {
		if l.CompanyGUID == d.CompanyGUID && l.IsPreferred && *d.Relation == Primary {
			d.Relation = new(Backup)
		}
	}
}

// promote makes a Backup of whoever was preferred before the one that is now.
func (b *contactBook) promote() {
	for _, l := range b.guids {
		if other := b.primary[l.CompanyGUID]; other != nil && other != l && l.IsPreferred {
			l.IsPreferred, l.IsBackup, l.isChanged = false, true, true
		}
	}
}
