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
		s := spending{tx: tx, by: by, now: cs.Now()}
		// Asked first only for the better answer: the insert decides.
		has, err := s.of(ctx, company.GUID)
		if err != nil {
			return err
		}
		made := false
		if !ofType(has, subscriptionType) {
			made, err = s.add(ctx, company.GUID, subscriptionType, owner)
		}
		if err == nil && !made {
			err = fault.New(fault.Conflict, "%s has a subscription of type %s already.", company.Name, subscriptionType)
		}
		return err
	})
}

// Unsubscribe ends subscriptions of a company and gives them back to the groups
// that own them; without types, all. Only an admin may end another group's.
func (cs *Companies) Unsubscribe(ctx context.Context, by actor.Actor, companyGUID string, types ...string) error {
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
		s := spending{tx: tx, by: by, now: cs.Now()}
		return s.end(ctx, company, types)
	})
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
