package collab

import (
	"context"
	"encoding/json"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// MostOpen is where [Requests.OpenAt] stops counting.
const MostOpen = 100

// OpenAt says how many open requests there are to companies that by sees, by the
// guid of the company: MostOpen where there are that many, or more.
func (rs *Requests) OpenAt(ctx context.Context, by actor.Actor, companies []string) (map[string]int64, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	guids, err := json.Marshal(append([]string{}, companies...))
	if err != nil {
		return nil, err
	}
	var w db.Where
	each := `jsonb_array_elements_text(cast(` + w.Arg(string(guids)) + ` as jsonb)) as j(value)`
	if rs.DB.Dialect() == db.SQLite {
		each = `json_each($1) as j`
	}
	customer, most := w.Arg(by.CustomerID), w.Arg(MostOpen)
	tenant.Visible(&w, by, `j.value`)
	type row struct {
		guid string
		n    int64
	}
	all := make(map[string]int64, len(companies))
	return all, db.Each(ctx, rs.DB, func(r *row) []any { return []any{&r.guid, &r.n} }, func(r *row) error {
		all[r.guid] = r.n
		return nil
	}, `select j.value, (select count(*) from (
			select 1 from access_requests r
			where r.customer_id = `+customer+` and r.company_guid = j.value and r.status in ('Pending', 'Active')
			limit `+most+`) as open)
		from `+each+w.String(), w.Args()...)
}
