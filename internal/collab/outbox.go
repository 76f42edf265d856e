package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// atATime is how many rows of a long list one statement reads. Between two
// statements nothing is held open, so that a slow reader hinders nobody.
const atATime = 2000

// Outbox yields the requests that the actor may see and the filter matches,
// one by one, in flat memory. A row that was there throughout comes once.
func (rs *Requests) Outbox(ctx context.Context, by actor.Actor, f Filter, yield func(*Row) error) error {
	if err := by.Need(actor.RequestsR); err != nil {
		return err
	}
	s, err := rs.scope(ctx, by, &f)
	if err != nil {
		return err
	}
	if len(f.Sort) > 1 || len(f.Sort) == 1 && f.Sort[0] != (SortKey{"created_time", true}) {
		return rs.sorted(ctx, s, &f, yield)
	}
	var after *place
	if f.After != "" {
		p, err := parseCursor(f.After)
		if err != nil {
			return err
		}
		after = &p
	}
	for left, offset := f.Limit, f.Offset; ; offset = 0 {
		n := atATime
		if f.Limit > 0 {
			n = min(n, left)
		}
		last, count, err := rs.page(ctx, s, after, n, offset, yield)
		if err != nil {
			return err
		}
		left -= count
		if count < n || f.Limit > 0 && left == 0 {
			return nil
		}
		after = last
	}
}

// page reads n rows after a place, in the order by time, the newest first.
func (rs *Requests) page(ctx context.Context, s *scope, after *place, n, offset int, yield func(*Row) error) (*place, int, error) {
	query, args := s.page(rs.DB.Dialect(), after, n, offset)
	rows, err := db.All(ctx, rs.DB, (*Row).fields, query, args...)
	if err != nil || len(rows) == 0 {
		return after, 0, err
	}
	for i := range rows { // only now: whoever reads slowly must not hold a connection
		if err := yield(&rows[i]); err != nil {
			return nil, 0, err
		}
	}
	last := rows[len(rows)-1]
	return &place{last.CreatedAt, last.GUID}, len(rows), nil
}

// sorted reads a list in another order than the usual, in one statement: most
// orders have no index that a next one could begin at.
func (rs *Requests) sorted(ctx context.Context, s *scope, f *Filter, yield func(*Row) error) error {
	query, args := s.sorted(f)
	return db.Each(ctx, rs.DB, (*Row).fields, yield, query, args...)
}

// Counts says how many requests a filter matches.
type Counts struct {
	Total        int
	CompanyCount int
	Status       map[Status]int
	Invited      int // companies of the portfolio that the actor sees and that were invited
	Eligible     int // those that could be: with a domain, and nobody there invited
}

// Count counts the requests that the actor may see and the filter matches.
func (rs *Requests) Count(ctx context.Context, by actor.Actor, f Filter) (Counts, error) {
	c := Counts{Status: make(map[Status]int)}
	if err := by.Need(actor.RequestsR); err != nil {
		return c, err
	}
	companies, err := rs.CountByCompany(ctx, by, f)
	if err != nil {
		return c, err
	}
	c.CompanyCount = len(companies)
	for _, statuses := range companies {
		for status, n := range statuses {
			c.Status[status] += n
			c.Total += n
		}
	}
	c.Invited, c.Eligible, err = rs.invited(ctx, by)
	return c, err
}

// CountByCompany counts the same per company and status.
func (rs *Requests) CountByCompany(ctx context.Context, by actor.Actor, f Filter) (map[string]map[Status]int, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	s, err := rs.scope(ctx, by, &f)
	if err != nil {
		return nil, err
	}
	where := s.all()
	type group struct {
		company string
		status  Status
		n       int
	}
	all := make(map[string]map[Status]int)
	return all, db.Each(ctx, rs.DB, func(g *group) []any { return []any{&g.company, &g.status, &g.n} }, func(g *group) error {
		if all[g.company] == nil {
			all[g.company] = make(map[Status]int)
		}
		all[g.company][g.status] = g.n
		return nil
	}, `select r.company_guid, r.status, count(*) from access_requests r`+where.String()+` group by r.company_guid, r.status`,
		where.Args()...)
}

func (rs *Requests) invited(ctx context.Context, by actor.Actor) (invited, eligible int, err error) {
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	if !by.AllCompanies && !by.IsAdmin() {
		w.And(`exists (
			select 1 from group_companies vgc
			where vgc.customer_id = ? and vgc.group_guid = ? and vgc.company_guid = c.guid)`, by.CustomerID, by.GroupGUID)
	}
	const asked = `exists (select 1 from access_requests r where r.customer_id = c.customer_id and r.company_guid = c.guid)`
	type row struct{ invited, eligible *int }
	r, err := db.One(ctx, rs.DB, func(r *row) []any { return []any{&r.invited, &r.eligible} }, `
		select sum(case when `+asked+` then 1 else 0 end),
			sum(case when not `+asked+` and c.primary_domain <> '' then 1 else 0 end)
		from companies c`+w.String(), w.Args()...)
	if err != nil || r.invited == nil {
		return 0, 0, err
	}
	return *r.invited, *r.eligible, nil
}
