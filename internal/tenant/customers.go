package tenant

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Customers is the collection of customers.
type Customers struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// NewCustomer is what makes a customer.
type NewCustomer struct {
	ID            int64 // 0 is one that is free; none below 100,000 is drawn
	Name          string
	Kind          string // "" means Live
	ParentGUID    string
	Domain        string // of a Vendor Access customer alone
	CompanyName   string // "" means Name
	CompanyDomain string
	Licences      map[string]*int64 // by subscription type; nil is unlimited
}

func (n *NewCustomer) check() error {
	if n.Kind == "" {
		n.Kind = Live
	}
	p := fault.Problems{}
	n.Name = name(p, "name", n.Name)
	if n.CompanyName = strings.TrimSpace(n.CompanyName); n.CompanyName == "" {
		n.CompanyName = n.Name
	}
	n.CompanyDomain = strings.ToLower(strings.TrimSpace(n.CompanyDomain))
	text(p, "company_name", n.CompanyName)
	text(p, "company_domain", n.CompanyDomain)
	p.Require(slices.Contains([]string{Live, PoC, VendorAccess, PartnerDemo}, n.Kind), "kind",
		"must be Live, PoC, Vendor Access or Partner Demo")
	p.Require((n.Kind == VendorAccess) == (n.Domain != ""), "domain", "belongs to a Vendor Access customer, which needs one")
	p.Require(n.Kind != VendorAccess || n.ParentGUID == "", "parent", "cannot be set for a Vendor Access customer")
	checkLicences(p, n.Licences)
	return p.Err()
}

// Create makes a customer with its default group. Only the operator does.
func (cs *Customers) Create(ctx context.Context, by actor.Actor, n NewCustomer) (c Customer, err error) {
	err = cs.DB.Tx(ctx, func(tx *db.Tx) error {
		c, err = cs.CreateIn(ctx, tx, by, n)
		return err
	})
	return c, err
}

// CreateIn is [Customers.Create] as part of tx.
func (cs *Customers) CreateIn(ctx context.Context, tx *db.Tx, by actor.Actor, n NewCustomer) (Customer, error) {
	if !by.IsSystem() {
		return Customer{}, actor.Denied()
	}
	if err := n.check(); err != nil {
		return Customer{}, err
	}
	now := cs.Now()
	c := Customer{
		ID: n.ID, GUID: tx.NewID(now), Name: n.Name, Kind: n.Kind, Domain: n.Domain,
		CompanyGUID: tx.NewID(now), CompanyName: n.CompanyName, CompanyDomain: n.CompanyDomain,
		IsActive: true, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	if n.ParentGUID != "" {
		parent, err := parentOf(ctx, tx, n.ParentGUID)
		if err != nil {
			return Customer{}, err
		}
		c.ParentID = &parent.ID
	}
	if made, err := insertCustomer(ctx, tx, &c); err != nil {
		return Customer{}, err
	} else if !made {
		return Customer{}, fault.New(fault.Conflict, "There is a Vendor Access customer of %s already.", c.Domain)
	}
	if _, err := insertGroup(ctx, tx, c.ID, now, GroupDraft{
		Name: DefaultName, AllCompanies: c.Kind != VendorAccess, IsDefault: true,
	}); err != nil {
		return Customer{}, err
	}
	if err := setLicences(ctx, tx, c.ID, n.Licences); err != nil {
		return Customer{}, err
	}
	audit.Record(ctx, tx, by, c.ID, audit.Event{Action: "customer.create", Subject: c.GUID, Details: map[string]any{
		"name": c.Name, "kind": c.Kind, "parent": n.ParentGUID, "licences": n.Licences,
	}})
	audit.Touch(ctx, tx, c.ID, audit.Identity)
	return c, nil
}

// insertCustomer gives c an id that is free and makes its row and its head. It
// makes nothing if there is a Vendor Access customer of the same domain.
func insertCustomer(ctx context.Context, tx *db.Tx, c *Customer) (made bool, err error) {
	settings, err := c.Settings.text()
	if err != nil {
		return false, err
	}
	wanted := c.ID
	for range 8 {
		if wanted == 0 {
			c.ID = tx.NewNumber()
		}
		n, err := tx.Exec(ctx, `
			insert into customers (`+columns+`)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
			on conflict do nothing`,
			c.ID, c.GUID, c.ParentID, c.Name, c.Kind, c.Domain, c.CompanyGUID, c.CompanyName, c.CompanyDomain,
			c.IsActive, settings, c.Version, c.CreatedAt, c.UpdatedAt)
		if err != nil {
			return false, err
		}
		if n == 1 {
			_, err = tx.Exec(ctx, `insert into heads (customer_id) values ($1)`, c.ID)
			return true, err
		}
		if _, err := vendor(ctx, tx, c.Domain); !errors.Is(err, db.ErrNone) {
			return false, err
		}
		if wanted != 0 {
			return false, fault.New(fault.Conflict, "There is a customer %d already.", wanted)
		}
	}
	return false, errors.New("no free id for a customer")
}

func setLicences(ctx context.Context, tx *db.Tx, customerID int64, licences map[string]*int64) error {
	for _, subscriptionType := range sorted(licences) {
		if err := setLicence(ctx, tx, customerID, subscriptionType, licences[subscriptionType]); err != nil {
			return err
		}
	}
	return nil
}

// Vendor finds or makes the customer of the recipients of a domain, or of one
// address where the domain is everybody's.
func (cs *Customers) Vendor(ctx context.Context, tx *db.Tx, domain string) (Customer, error) {
	domain = strings.ToLower(domain)
	c, err := vendor(ctx, tx, domain)
	if !errors.Is(err, db.ErrNone) {
		return c, err
	}
	c, err = cs.CreateIn(ctx, tx, actor.System(0), NewCustomer{Name: domain, Kind: VendorAccess, Domain: domain})
	if fault.Is(err, fault.Conflict) { // another transaction was first, and has committed
		return vendor(ctx, tx, domain)
	}
	return c, err
}

func vendor(ctx context.Context, tx *db.Tx, domain string) (Customer, error) {
	return db.One(ctx, tx, (*Customer).fields, `
		select `+columns+` from customers where domain = $1 and kind = 'Vendor Access'`, domain)
}

// One returns a customer by its id.
func (cs *Customers) One(ctx context.Context, id int64) (Customer, error) {
	return Read(ctx, cs.DB, id)
}

// Read is [Customers.One] as part of what c reads.
func Read(ctx context.Context, c db.Conn, id int64) (Customer, error) {
	return one(db.One(ctx, c, (*Customer).fields, `select `+columns+` from customers where id = $1`, id))
}

// Hold is [Read] so that nobody else who holds the customer goes on until tx ends:
// what is read after it, others have changed or not begun to. Several are held in
// ascending order of ids.
//
// It holds the customer's row and not its head: heads are for the end of a
// transaction, where audit takes them in an order of its own.
func Hold(ctx context.Context, tx *db.Tx, id int64) (Customer, error) {
	return one(db.One(ctx, tx, (*Customer).fields, `
		update customers set updated_at = updated_at where id = $1 returning `+columns, id))
}

// ByGUID returns a customer by its guid.
func (cs *Customers) ByGUID(ctx context.Context, guid string) (Customer, error) {
	return byGUID(ctx, cs.DB, guid)
}

func byGUID(ctx context.Context, c db.Conn, guid string) (Customer, error) {
	return one(db.One(ctx, c, (*Customer).fields, `select `+columns+` from customers where guid = $1`, strings.ToLower(guid)))
}

func one(c Customer, err error) (Customer, error) {
	if errors.Is(err, db.ErrNone) {
		return c, fault.New(fault.NotFound, "There is no such customer.")
	}
	return c, err
}

// All returns the customers, the oldest first.
func (cs *Customers) All(ctx context.Context) ([]Customer, error) {
	return db.All(ctx, cs.DB, (*Customer).fields, `select `+columns+` from customers order by created_at, id`)
}

// Tree returns the ids of a customer and of its subsidiaries at every depth,
// its own first.
func (cs *Customers) Tree(ctx context.Context, c db.Conn, id int64) ([]int64, error) {
	return tree(ctx, c, id)
}

// Within is the condition that one customer is another or a subsidiary of it, at
// any depth. Both are columns: an access works nowhere else, and a customer may
// be taken out of the tree at any time.
func Within(customer, of string) string {
	return `(` + customer + ` = ` + of + ` or ` + of + ` in (
		with recursive above (id, parent_id) as (
			select tc.id, tc.parent_id from customers tc where tc.id = ` + customer + `
			union
			select tc.id, tc.parent_id from customers tc join above ta on tc.id = ta.parent_id)
		select id from above))`
}

// CompaniesBelow returns the guids of the own companies of the subsidiaries of
// by's customer, if by sees all of it.
func (cs *Customers) CompaniesBelow(ctx context.Context, by actor.Actor) ([]string, error) {
	if !seesAll(by) {
		return nil, nil
	}
	return db.Column[string](ctx, cs.DB, `
		with recursive below (id) as (
			select id from customers where id = $1
			union
			select c.id from customers c join below b on c.parent_id = b.id
		)
		select company_guid from customers where id in (select id from below) and id <> $1 order by created_at, id`, by.CustomerID)
}

func tree(ctx context.Context, c db.Conn, id int64) ([]int64, error) {
	return db.Column[int64](ctx, c, `
		with recursive below (id, depth) as (
			select id, 0 from customers where id = $1
			union
			select c.id, b.depth + 1 from customers c join below b on c.parent_id = b.id
		)
		select id from below order by depth, id`, id)
}
