package portfolio

import (
	"cmp"
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Subscription is one that is spent on a company.
type Subscription struct {
	CompanyGUID string
	Type        string
	GroupGUID   string // whose quota it uses
	StartedAt   time.Time
}

const subscriptionColumns = `s.company_guid, s.subscription_type, s.group_guid, s.started_at`

func (s *Subscription) fields() []any {
	return []any{&s.CompanyGUID, &s.Type, &s.GroupGUID, &s.StartedAt}
}

// Subscriptions returns the subscriptions of a company that by sees.
func (cs *Companies) Subscriptions(ctx context.Context, by actor.Actor, companyGUID string) ([]Subscription, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	company, err := Seen(ctx, cs.DB, by, companyGUID)
	if err != nil {
		return nil, err
	}
	return db.All(ctx, cs.DB, (*Subscription).fields, `
		select `+subscriptionColumns+` from subscriptions s
		where s.customer_id = $1 and s.company_guid = $2 order by s.subscription_type`, by.CustomerID, company.GUID)
}

// Subscribe spends one of a group's subscriptions on a company, which the group
// sees from then on. An empty group is the actor's own; only an admin may name
// another. Exhausted says which limit stands in the way.
func (cs *Companies) Subscribe(ctx context.Context, by actor.Actor, companyGUID, subscriptionType, groupGUID string) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	return cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		company, err := Seen(ctx, tx, by, companyGUID)
		if err != nil {
			return err
		}
		owner, err := owningGroup(ctx, tx, by, groupGUID)
		if err != nil {
			return err
		}
		// Asked first only for the better answer: the insert decides.
		if has, err := isSubscribed(ctx, tx, by.CustomerID, company.GUID, subscriptionType); err != nil || has {
			return cmp.Or(err, alreadySubscribed(company, subscriptionType))
		}
		if err := tenant.HoldGroup(ctx, tx, by.CustomerID, owner.guid); err != nil {
			return err
		}
		if err := tenant.Take(ctx, tx, by.CustomerID, owner.guid, subscriptionType, 1); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			insert into subscriptions (customer_id, company_guid, subscription_type, group_guid, started_at)
			values ($1, $2, $3, $4, $5)
			on conflict (customer_id, company_guid, subscription_type) do nothing`,
			by.CustomerID, company.GUID, subscriptionType, owner.guid, cs.Now())
		if err != nil {
			return err
		}
		if n == 0 {
			return alreadySubscribed(company, subscriptionType)
		}
		if err := owner.show(ctx, tx, by.CustomerID, []string{company.GUID}); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "subscription.create", Subject: company.GUID,
			Details: map[string]string{"subscription_type": subscriptionType, "group": owner.guid},
		})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		return nil
	})
}

func alreadySubscribed(company Company, subscriptionType string) error {
	return fault.New(fault.Conflict, "%s has a subscription of type %s already.", company.Name, subscriptionType)
}

// Unsubscribe ends a subscription and gives it back to the group that owns it.
// Only an admin may end another group's.
func (cs *Companies) Unsubscribe(ctx context.Context, by actor.Actor, companyGUID, subscriptionType string) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	return cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		company, err := Seen(ctx, tx, by, companyGUID)
		if err != nil {
			return err
		}
		group, err := db.Value[string](ctx, tx, `
			delete from subscriptions
			where customer_id = $1 and company_guid = $2 and subscription_type = $3
			returning group_guid`, by.CustomerID, company.GUID, subscriptionType)
		if errors.Is(err, db.ErrNone) {
			return fault.New(fault.NotFound, "%s has no subscription of type %s.", company.Name, clip(subscriptionType))
		}
		if err != nil {
			return err
		}
		if !by.IsAdmin() && group != by.GroupGUID {
			return actor.Denied()
		}
		if err := tenant.GiveBack(ctx, tx, by.CustomerID, group, subscriptionType, 1); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "subscription.delete", Subject: company.GUID,
			Details: map[string]string{"subscription_type": subscriptionType, "group": group},
		})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		return nil
	})
}

func isSubscribed(ctx context.Context, c db.Conn, customerID int64, companyGUID, subscriptionType string) (bool, error) {
	n, err := db.Value[int](ctx, c, `
		select count(*) from subscriptions
		where customer_id = $1 and company_guid = $2 and subscription_type = $3`,
		customerID, companyGUID, subscriptionType)
	return n > 0, err
}

// group is an access group as far as it matters to a company.
type group struct {
	guid string
	name string
	all  bool // sees every company as it is
}

func (g *group) fields() []any { return []any{&g.guid, &g.name, &g.all} }

// show makes the group see companies.
func (g group) show(ctx context.Context, tx *db.Tx, customerID int64, companies []string) error {
	if g.all || len(companies) == 0 {
		return nil
	}
	return tenant.Show(ctx, tx, customerID, g.guid, companies)
}

// owningGroup returns the group that subscriptions of by are taken from: the
// named one, or else its own.
func owningGroup(ctx context.Context, c db.Conn, by actor.Actor, guid string) (group, error) {
	if guid == "" {
		guid = by.GroupGUID
	}
	if guid == "" { // the server itself is in no group
		var err error
		if guid, _, err = tenant.DefaultGroup(ctx, c, by.CustomerID); err != nil {
			return group{}, err
		}
	}
	if !by.IsAdmin() && guid != by.GroupGUID {
		return group{}, actor.Denied()
	}
	g, err := db.One(ctx, c, (*group).fields,
		`select guid, name, all_companies from groups where customer_id = $1 and guid = $2`, by.CustomerID, guid)
	if errors.Is(err, db.ErrNone) {
		return g, fault.New(fault.NotFound, "There is no such access group.")
	}
	return g, err
}
