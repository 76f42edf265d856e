package portfolio

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Contact is a person to write to at a company.
type Contact struct {
	GUID         string
	CompanyGUID  string
	Email        string
	FormalName   string
	FriendlyName string
	Phone        string
	IsPreferred  bool // who is invited if a request names nobody; one a company
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

const contactColumns = `p.guid, p.company_guid, p.email, p.formal_name, p.friendly_name, p.phone, p.is_preferred, p.created_at, p.updated_at`

func (c *Contact) fields() []any {
	return []any{&c.GUID, &c.CompanyGUID, &c.Email, &c.FormalName, &c.FriendlyName, &c.Phone, &c.IsPreferred, &c.CreatedAt, &c.UpdatedAt}
}

// Contacts is the collection of the people to write to. They come with imports.
type Contacts struct {
	DB *db.DB
}

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
