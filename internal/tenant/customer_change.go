package tenant

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Change says what becomes different about a customer; nil leaves it as it is.
type Change struct {
	Name          *string           `json:"name,omitempty"`
	CompanyName   *string           `json:"company_name,omitempty"`
	CompanyDomain *string           `json:"company_domain,omitempty"`
	ParentGUID    *string           `json:"parent,omitempty"` // "" makes it independent
	IsActive      *bool             `json:"is_active,omitempty"`
	Licences      map[string]*int64 `json:"licences,omitempty"`     // types that are not named keep theirs
	ActiveUsers   **int             `json:"active_users,omitempty"` // nil inside is unlimited
	TokenDays     **int             `json:"token_days,omitempty"`   // nil inside is an admin's choice
	SSODomains    *[]string         `json:"sso_domains,omitempty"`  // whose people are led to its IdPs
}

func (ch *Change) check() error {
	p := fault.Problems{}
	if ch.Name != nil {
		*ch.Name = name(p, "name", *ch.Name)
	}
	if ch.CompanyName != nil {
		*ch.CompanyName = name(p, "company_name", *ch.CompanyName)
	}
	if ch.CompanyDomain != nil {
		*ch.CompanyDomain = strings.ToLower(strings.TrimSpace(*ch.CompanyDomain))
		text(p, "company_domain", *ch.CompanyDomain)
	}
	checkLicences(p, ch.Licences)
	checkSSODomains(p, ch.SSODomains)
	if n := ch.ActiveUsers; n != nil && *n != nil {
		p.Require(**n >= 0 && **n <= maxActiveUsers, "active_users", "must be between 0 and 1000000000")
	}
	if ch.TokenDays != nil {
		checkTokenDays(p, *ch.TokenDays)
	}
	return p.Err()
}

const maxActiveUsers = 1_000_000_000

// Set changes a customer. Only the operator does. A licence below what is
// reserved and used is refused, as is a quota of users below those who are
// active; an inactive customer lets nobody in.
func (cs *Customers) Set(ctx context.Context, by actor.Actor, guid string, ch Change) (c Customer, err error) {
	if !by.IsSystem() {
		return Customer{}, actor.Denied()
	}
	if err := ch.check(); err != nil {
		return Customer{}, err
	}
	err = cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if c, err = cs.hold(ctx, tx, guid, ch.ParentGUID != nil); err != nil {
			return err
		}
		if err := apply(ctx, tx, &c, ch); err != nil {
			return err
		}
		if err := cs.limitUsers(ctx, tx, &c, ch.ActiveUsers); err != nil {
			return err
		}
		set(&c.Settings.TokenDays, ch.TokenDays)
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		if err := setLicences(ctx, tx, c.ID, ch.Licences); err != nil {
			return err
		}
		if err := setSSODomains(ctx, tx, c, ch.SSODomains); err != nil {
			return err
		}
		if ch.CompanyName != nil || ch.CompanyDomain != nil || ch.Name != nil {
			if err := Refresh.Add(ctx, tx, Stale{CustomerID: c.ID}); err != nil {
				return err
			}
		}
		audit.Record(ctx, tx, by, c.ID, audit.Event{Action: "customer.update", Subject: c.GUID, Details: ch})
		audit.Touch(ctx, tx, c.ID, audit.Requests|audit.Portfolio|audit.Identity)
		return nil
	})
	return c, err
}

// hold reads a customer so that nobody else changes it until tx ends. Who is
// about to change its parent holds the tree too, lest two changes make a ring:
// the oldest customer's row stands for it.
func (cs *Customers) hold(ctx context.Context, tx *db.Tx, guid string, tree bool) (Customer, error) {
	if tree {
		_, err := tx.Exec(ctx, `
			update customers set updated_at = updated_at
			where id = (select id from customers order by created_at, id limit 1)`)
		if err != nil {
			return Customer{}, err
		}
	}
	return one(db.One(ctx, tx, (*Customer).fields, `
		update customers set updated_at = $2 where guid = $1 returning `+columns, strings.ToLower(guid), cs.Now()))
}

func apply(ctx context.Context, tx *db.Tx, c *Customer, ch Change) error {
	set(&c.Name, ch.Name)
	set(&c.CompanyName, ch.CompanyName)
	set(&c.CompanyDomain, ch.CompanyDomain)
	set(&c.IsActive, ch.IsActive)
	if ch.ParentGUID == nil {
		return nil
	}
	if *ch.ParentGUID == "" {
		c.ParentID = nil
		return nil
	}
	if c.Kind == VendorAccess {
		return fault.Field("parent", "cannot be set for a Vendor Access customer")
	}
	parent, err := parentOf(ctx, tx, *ch.ParentGUID)
	if err != nil {
		return err
	}
	below, err := tree(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	if slices.Contains(below, parent.ID) {
		return fault.New(fault.Conflict, "%s is %s itself or one of its subsidiaries.", parent.Name, c.Name)
	}
	c.ParentID = &parent.ID
	return nil
}

func parentOf(ctx context.Context, tx *db.Tx, guid string) (Customer, error) {
	parent, err := byGUID(ctx, tx, guid)
	if fault.Is(err, fault.NotFound) || err == nil && parent.Kind == VendorAccess {
		return parent, fault.Field("parent", "is no customer that can have subsidiaries")
	}
	return parent, err
}

// limitUsers sets how many active users a customer may have.
func (cs *Customers) limitUsers(ctx context.Context, tx *db.Tx, c *Customer, most **int) error {
	if most == nil {
		return nil
	}
	c.Settings.ActiveUsers = *most
	if *most == nil {
		return nil
	}
	active, err := CountActive(ctx, tx, c.ID, cs.Now())
	if err == nil && active > **most {
		return fault.New(fault.Conflict, "%d users are active: deactivate some first.", active)
	}
	return err
}

// CountActive returns how many users of a customer work today. Company tokens
// are nobody.
func CountActive(ctx context.Context, c db.Conn, customerID int64, now time.Time) (int, error) {
	return db.Value[int](ctx, c, `
		select count(*) from users
		where customer_id = $1 and is_active and deleted_at is null and not is_service
			and (expires_at is null or expires_at >= $2)`, customerID, now.UTC().Format(time.DateOnly))
}

func update(ctx context.Context, tx *db.Tx, c Customer) error {
	settings, err := c.Settings.text()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update customers set name = $2, company_name = $3, company_domain = $4, parent_id = $5, is_active = $6, settings = $7,
			version = version + 1
		where id = $1`,
		c.ID, c.Name, c.CompanyName, c.CompanyDomain, c.ParentID, c.IsActive, settings)
	return err
}

// set changes *at to *to, if there is one.
func set[T any](at, to *T) {
	if to != nil {
		*at = *to
	}
}
