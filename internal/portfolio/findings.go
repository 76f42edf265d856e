package portfolio

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Finding is something that was observed about a company, rolled up: what a
// request can share with its recipient.
type Finding struct {
	ID          string // rolledup_observation_id
	CompanyGUID string
	Vector      string // slug
	Severity    string
	Title       string
	Evidence    string
	FirstSeen   *string // YYYY-MM-DD
	LastSeen    *string
	CreatedAt   time.Time
}

const findingColumns = `f.id, f.company_guid, f.risk_vector, f.severity, f.title, f.evidence, f.first_seen, f.last_seen, f.created_at`

func (f *Finding) fields() []any {
	return []any{&f.ID, &f.CompanyGUID, &f.Vector, &f.Severity, &f.Title, &f.Evidence, &f.FirstSeen, &f.LastSeen, &f.CreatedAt}
}

// Findings is the collection of the findings. They come with imports.
type Findings struct {
	DB  *db.DB
	Now func() time.Time
}

// Known returns those of ids that are findings about a company that the actor
// sees, by their id.
func (fs *Findings) Known(ctx context.Context, c db.Conn, by actor.Actor, companyGUID string, ids []string) (map[string]Finding, error) {
	var w db.Where
	w.And(`f.customer_id = ?`, by.CustomerID)
	w.And(`f.company_guid = ?`, companyGUID)
	w.In(`f.id`, append([]string{}, ids...))
	tenant.Visible(&w, by, `f.company_guid`)
	known := make(map[string]Finding)
	return known, db.Each(ctx, c, (*Finding).fields, func(f *Finding) error {
		known[f.ID] = *f
		return nil
	}, `select `+findingColumns+` from findings f`+w.String(), w.Args()...)
}

// Some returns findings about a company that by sees, the worst and then the
// newest first, no more than most of them.
func (fs *Findings) Some(ctx context.Context, by actor.Actor, companyGUID string, most int) ([]Finding, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`f.customer_id = ?`, by.CustomerID)
	w.And(`f.company_guid = ?`, companyGUID)
	tenant.Visible(&w, by, `f.company_guid`)
	return db.All(ctx, fs.DB, (*Finding).fields, `select `+findingColumns+` from findings f`+w.String()+`
		order by case lower(f.severity) when 'critical' then 0 when 'severe' then 1 when 'high' then 2 when 'material' then 3
			when 'moderate' then 4 when 'medium' then 5 when 'low' then 6 when 'minor' then 7 when 'info' then 9 else 8 end,
			coalesce(f.last_seen, '') desc, f.id
		limit `+w.Arg(most), w.Args()...)
}
