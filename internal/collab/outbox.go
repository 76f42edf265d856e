package collab

import (
	"context"
	"fmt"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// atATime is how many rows of a long list one statement reads. Between two
// statements nothing is held open, so that a slow reader hinders nobody.
const atATime = 1000

// Outbox yields the requests that the actor may see and the filter matches,
// one by one, in flat memory. A row that was there throughout, and did not move
// in the order, comes once.
func (rs *Requests) Outbox(ctx context.Context, by actor.Actor, f Filter, yield func(*Row) error) error {
	if err := by.Need(actor.RequestsR); err != nil {
		return err
	}
	key, ok := f.order()
	if !ok {
		return rs.sorted(ctx, by, &f, yield)
	}
	if rows, ok, err := rs.indexed(ctx, by, &f, key); ok || err != nil {
		for i := range rows {
			if err := yield(&rows[i]); err != nil {
				return err
			}
		}
		return err
	}
	l, err := rs.listing(ctx, by, &f, key)
	if err != nil {
		return err
	}
	return l.read(ctx, rs.DB, f.Limit, f.Offset, yield)
}

// sorted reads a list in an order of several keys in one statement: there is no
// index that a next one could begin at.
func (rs *Requests) sorted(ctx context.Context, by actor.Actor, f *Filter, yield func(*Row) error) error {
	if f.After != "" {
		return errPlace
	}
	s, err := rs.scope(ctx, by, f)
	if err != nil {
		return err
	}
	var columns []string
	for _, k := range f.Sort {
		column := sortings[k.Name].column
		if k.Name == sentDate { // the engines disagree on where nulls go
			columns = append(columns, column+" is null")
		}
		if k.Desc {
			column += " desc"
		}
		columns = append(columns, column)
	}
	w := s.all()
	query := `select r.created_at, r.guid, r.document from access_requests r` + w.String() +
		` order by ` + strings.Join(columns, ", ") + `, r.created_at desc, r.guid desc`
	if f.Limit > 0 {
		query += fmt.Sprintf(` limit %d offset %d`, f.Limit, f.Offset)
	}
	return db.Each(ctx, rs.DB, (*Row).fields, yield, query, w.Args()...)
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
	if all, err := rs.countRememberedByCompany(ctx, by, &f); all != nil || err != nil {
		return all, err
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
	type row struct{ invited, eligible *int }
	r, err := db.One(ctx, rs.DB, func(r *row) []any { return []any{&r.invited, &r.eligible} }, `
		select sum(case when c.is_invited then 1 else 0 end),
			sum(case when not c.is_invited and c.primary_domain <> '' then 1 else 0 end)
		from companies c`+w.String(), w.Args()...)
	if err != nil || r.invited == nil {
		return 0, 0, err
	}
	return *r.invited, *r.eligible, nil
}
