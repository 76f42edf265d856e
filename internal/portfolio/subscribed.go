package portfolio

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Subscribed is a company with one of its subscriptions, or one that it had.
type Subscribed struct {
	CompanyGUID string
	CompanyName string
	Type        string
	TypeName    string
	StartedAt   time.Time
	EndedAt     *time.Time // nil: it goes on
}

func (s *Subscribed) fields() []any {
	return []any{&s.CompanyGUID, &s.CompanyName, &s.Type, &s.TypeName, &s.StartedAt, &s.EndedAt}
}

const subscribedColumns = `s.company_guid, c.name, s.subscription_type, coalesce(l.name, s.subscription_type), s.started_at, `

// subscribedFrom is where a table of subscriptions is read from.
func subscribedFrom(table string) string {
	return ` from ` + table + ` s
		join companies c on c.customer_id = s.customer_id and c.guid = s.company_guid
		left join licences l on l.customer_id = s.customer_id and l.subscription_type = s.subscription_type`
}

// SubscribedFilter narrows a list. Within a field the values are alternatives;
// nil filters nothing.
type SubscribedFilter struct {
	Q         string // each word is in the company's name
	Companies []string
	Types     []string
	Paging
}

func (f SubscribedFilter) where(by actor.Actor) *db.Where {
	w := new(db.Where)
	w.And(`s.customer_id = ?`, by.CustomerID)
	tenant.Visible(w, by, `s.company_guid`)
	w.In(`s.company_guid`, lower(f.Companies))
	w.In(`s.subscription_type`, lower(f.Types))
	named(w, f.Q)
	return w
}

var subscribed = paged[Subscribed]{
	columns: subscribedColumns + `null`, from: subscribedFrom("subscriptions"), fields: (*Subscribed).fields,
	seek: `s.company_guid`, kind: `s.subscription_type`,
	sorts: map[string]string{"name": `c.name_lower`, "subscription_type": `s.subscription_type`, "start_date": `s.started_at`},
	end:   []string{`c.name_lower`, `c.guid`, `s.subscription_type`},
}

var expired = paged[Subscribed]{
	columns: subscribedColumns + `s.ended_at`, from: subscribedFrom("ended_subscriptions"), fields: (*Subscribed).fields,
	seek: `s.guid`,
	sorts: map[string]string{
		"name": `c.name_lower`, "subscription_type": `s.subscription_type`, "start_date": `s.started_at`, "end_date": `s.ended_at`,
	},
	end: []string{`s.ended_at desc`, `s.guid desc`},
}

// Subscribed returns a page of the subscriptions on companies that by sees, by
// the names of those, and how many there are on all pages.
func (cs *Companies) Subscribed(ctx context.Context, by actor.Actor, f SubscribedFilter) ([]Subscribed, int, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, 0, err
	}
	return page(ctx, cs.DB, f.where(by), f.Paging, subscribed)
}

// EachSubscribed calls yield with what [Companies.Subscribed] returns, however
// much it is.
func (cs *Companies) EachSubscribed(ctx context.Context, by actor.Actor, f SubscribedFilter, yield func(*Subscribed) error) error {
	if err := by.Need(actor.PortfolioR); err != nil {
		return err
	}
	return every(ctx, cs.DB, f.where(by), f.Paging, subscribed, yield)
}

// Expired is [Companies.Subscribed] of the subscriptions that have ended, the
// last one first.
func (cs *Companies) Expired(ctx context.Context, by actor.Actor, f SubscribedFilter) ([]Subscribed, int, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, 0, err
	}
	return page(ctx, cs.DB, f.where(by), f.Paging, expired)
}

// EachExpired calls yield with what [Companies.Expired] returns.
func (cs *Companies) EachExpired(ctx context.Context, by actor.Actor, f SubscribedFilter, yield func(*Subscribed) error) error {
	if err := by.Need(actor.PortfolioR); err != nil {
		return err
	}
	return every(ctx, cs.DB, f.where(by), f.Paging, expired, yield)
}

// Types returns the types of subscriptions that by's customer knows.
func (cs *Companies) Types(ctx context.Context, by actor.Actor) ([]tenant.Licence, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	return tenant.Licences(ctx, cs.DB, by.CustomerID)
}
