package portfolio

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Tally is how many companies a filter leaves, and how many of them were invited
// and have a preferred contact.
type Tally struct {
	Total     int64
	Invited   int64 // 0 for who may not read requests
	Preferred int64
}

// Tally counts the companies that by sees and f leaves, in one go.
func (cs *Companies) Tally(ctx context.Context, by actor.Actor, f Filter) (Tally, error) {
	if err := f.need(by); err != nil {
		return Tally{}, err
	}
	invited := `0`
	if by.Has(actor.RequestsR) {
		invited = `coalesce(sum(case when c.is_invited then 1 else 0 end), 0)`
	}
	w := f.where(by)
	return db.One(ctx, cs.DB, func(t *Tally) []any { return []any{&t.Total, &t.Invited, &t.Preferred} }, `
		select count(*), `+invited+`, count(p.guid)
		from companies c left join contacts p on p.customer_id = c.customer_id and p.company_guid = c.guid and p.is_preferred`+w.String(), w.Args()...)
}
