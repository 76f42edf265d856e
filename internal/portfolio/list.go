package portfolio

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Listed is a company as it stands in a portfolio.
type Listed struct {
	Company
	Subscription     *string // its fullest type
	SubscriptionName *string
	SubscribedBy     *string // the guid of the group whose quota it uses
	TierName         *string
	TierRank         *int64
	Relationship     *RelationshipType
	LifeCycle        *LifeCycleType // that it is in now
	HasPreferred     bool           // a preferred contact
	PrimaryName      *string        // of the company that stands for it; nil if by does not see that one
}

const listedColumns = columns + `, s.subscription_type, l.name, s.group_guid, t.name, t.rank, r.type, y.type, ` + hasPreferred

func (l *Listed) fields() []any {
	return append(l.Company.fields(), &l.Subscription, &l.SubscriptionName, &l.SubscribedBy, &l.TierName, &l.TierRank,
		&l.Relationship, &l.LifeCycle, &l.HasPreferred)
}

// listedJoins adds to each company its tier, the fullest of its subscriptions,
// its relationship and where it is in its life.
const listedJoins = joinTier + joinSubscription + joinRelationship + joinLifeCycle

const (
	joinTier = `
	left join tiers t on t.customer_id = c.customer_id and t.guid = c.tier_guid`
	joinSubscription = `
	left join subscriptions s on s.customer_id = c.customer_id and s.company_guid = c.guid and s.subscription_type = (
		select f.subscription_type from subscriptions f
		where f.customer_id = c.customer_id and f.company_guid = c.guid
		order by case f.subscription_type when 'continuous_monitoring' then 0 when 'alerts-only' then 1
			when 'vendor-selection' then 2 when 'countries' then 3 else 4 end, f.subscription_type
		limit 1)
	left join licences l on l.customer_id = s.customer_id and l.subscription_type = s.subscription_type`
	joinRelationship = `
	left join relationships r on r.customer_id = c.customer_id and r.company_guid = c.guid`
	joinLifeCycle = `
	left join life_cycles y on y.customer_id = c.customer_id and y.company_guid = c.guid and y.completed_at is null`
)

// sorts maps the names by which a list can be sorted to what they compare, and
// to where that comes from. Who has none of it comes last either way. Slugs of
// life cycles and of relationships sort as their names do.
var sorts = map[string]struct{ column, missing, join string }{
	"name":                   {column: `c.name_lower`},
	"rating":                 {`c.rating`, `c.rating is null`, ``},
	"industry.name":          {column: `c.industry_slug`},
	"subscription_type.name": {`l.name`, `l.name is null`, joinSubscription},
	"tier":                   {`t.rank`, `t.rank is null`, joinTier},
	"life_cycle.name":        {`y.type`, `y.type is null`, joinLifeCycle},
	"relationship.name":      {`r.type`, `r.type is null`, joinRelationship},
}

// order returns the joins that an order asks for, and the order-by clause; the
// end of it makes every order total.
func order(names []string) (joins, by string, err error) {
	var all []string
	for _, name := range names {
		bare, down := strings.CutPrefix(name, "-")
		s, ok := sorts[bare]
		if !ok {
			return "", "", fault.Field("sort", "%q is not one of name, rating, industry.name, life_cycle.name, "+
				"relationship.name, subscription_type.name, tier", clip(name))
		}
		if !strings.Contains(joins, s.join) {
			joins += s.join
		}
		if s.missing != "" {
			all = append(all, s.missing)
		}
		if down {
			s.column += " desc"
		}
		all = append(all, s.column)
	}
	return joins, ` order by ` + strings.Join(append(all, `c.name_lower`, `c.guid`), ", "), nil
}

// List returns a page of the companies that by sees and f leaves, and how many
// there are on all pages.
func (cs *Companies) List(ctx context.Context, by actor.Actor, f Filter) (page []Listed, total int, err error) {
	if err := f.need(by); err != nil {
		return nil, 0, err
	}
	if _, _, err := order(f.Sort); err != nil {
		return nil, 0, err
	}
	w := f.where(by)
	total, err = db.Value[int](ctx, cs.DB, `select count(*) from companies c`+w.String(), w.Args()...)
	if err != nil || total == 0 {
		return nil, 0, err
	}
	guids, err := cs.ordered(ctx, w, f)
	if err != nil {
		return nil, 0, err
	}
	page, err = cs.whole(ctx, by, guids)
	return page, total, err
}

// First returns the companies that by sees and f leaves, as [Companies.List]
// does, and does not count those beyond its limit.
func (cs *Companies) First(ctx context.Context, by actor.Actor, f Filter) ([]Listed, error) {
	if err := f.need(by); err != nil {
		return nil, err
	}
	guids, err := cs.ordered(ctx, f.where(by), f)
	if err != nil {
		return nil, err
	}
	return cs.whole(ctx, by, guids)
}

// Called are the companies that by sees whose name, or primary domain, is one of
// names: the guids by what is called so, in lower case.
func (cs *Companies) Called(ctx context.Context, by actor.Actor, names []string) (map[string][]string, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	type called struct{ guid, name, domain string }
	found := make(map[string][]string)
	for part := range slices.Chunk(lower(names), atOnce) {
		w := new(db.Where)
		w.And(`c.customer_id = ?`, by.CustomerID)
		tenant.Visible(w, by, `c.guid`)
		places := make([]string, len(part))
		for i, name := range part {
			places[i] = w.Arg(storable(name))
		}
		in := ` in (` + strings.Join(places, `, `) + `)`
		w.And(`(c.name_lower` + in + ` or c.primary_domain` + in + `)`)
		all, err := db.All(ctx, cs.DB, func(c *called) []any { return []any{&c.guid, &c.name, &c.domain} }, `
			select c.guid, c.name_lower, c.primary_domain from companies c`+w.String()+` order by c.guid`, w.Args()...)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			found[c.name] = append(found[c.name], c.guid)
			if c.domain != c.name {
				found[c.domain] = append(found[c.domain], c.guid)
			}
		}
	}
	return found, nil
}

// whole returns the companies of guids, in their order.
func (cs *Companies) whole(ctx context.Context, by actor.Actor, guids []string) (page []Listed, err error) {
	for part := range slices.Chunk(guids, atOnce) {
		err := cs.eachOf(ctx, by, part, func(l *Listed) error {
			page = append(page, *l)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return page, nil
}

// ordered returns the guids of a page. Only they are put in order: all that is
// told of a company is read for those of the page.
func (cs *Companies) ordered(ctx context.Context, w *db.Where, f Filter) ([]string, error) {
	joins, sorted, err := order(f.Sort)
	if err != nil {
		return nil, err
	}
	q := `select c.guid from companies c` + joins + w.String() + sorted
	if f.Limit > 0 {
		q += ` limit ` + w.Arg(f.Limit)
	}
	if f.Offset > 0 {
		if f.Limit == 0 && cs.DB.Dialect() == db.SQLite {
			q += ` limit -1` // SQLite has no offset without a limit
		}
		q += ` offset ` + w.Arg(f.Offset)
	}
	return db.Column[string](ctx, cs.DB, q, w.Args()...)
}

// atOnce is how many companies one statement of a long list reads.
const atOnce = 2000

// Each calls yield with every company that by sees and f leaves, in the order
// of f, limit and offset included, whose guids it keeps in memory: a company
// that is there all the time comes exactly once, and no connection waits for
// whoever reads the list.
func (cs *Companies) Each(ctx context.Context, by actor.Actor, f Filter, yield func(*Listed) error) error {
	if err := f.need(by); err != nil {
		return err
	}
	guids, err := cs.ordered(ctx, f.where(by), f)
	if err != nil {
		return err
	}
	for part := range slices.Chunk(guids, atOnce) {
		if err := cs.eachOf(ctx, by, part, yield); err != nil {
			return err
		}
	}
	return nil
}

func (cs *Companies) eachOf(ctx context.Context, by actor.Actor, guids []string, yield func(*Listed) error) error {
	var w db.Where
	from := seek(cs.DB, w.Arg(list(guids)), "companies", "c", `c.customer_id = `+w.Arg(by.CustomerID)+` and c.guid = j.value`)
	tenant.Visible(&w, by, `c.guid`)
	found, err := db.All(ctx, cs.DB, (*Listed).fields, `select `+listedColumns+` from `+from+listedJoins+w.String(), w.Args()...)
	if err != nil {
		return fmt.Errorf("read companies: %w", err)
	}
	if err := cs.namePrimaries(ctx, by, found); err != nil {
		return err
	}
	at := make(map[string]*Listed, len(found))
	for i := range found {
		at[found[i].GUID] = &found[i]
	}
	for _, guid := range guids {
		if l := at[guid]; l != nil { // nil: it has gone meanwhile
			if err := yield(l); err != nil {
				return err
			}
		}
	}
	return nil
}
