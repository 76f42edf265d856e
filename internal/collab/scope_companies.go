package collab

import (
	"context"
	"fmt"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// there is the condition that there is a row, looked for when it is asked:
// PostgreSQL would begin at what is written with "exists".
func there(from string) string { return `(select 1 from ` + from + ` limit 1) = 1` }

// companiesIn says where companies are looked for: in folders, or in tiers.
type companiesIn struct {
	from, company, column string
	guids                 []string
	sees                  func(w *db.Where, by actor.Actor, column string) string // those; nil: everybody sees all
}

// limit returns the condition on where companies are looked for: the guids, as
// far as by sees what they stand for.
func (in companiesIn) limit(by actor.Actor) cond {
	return func(w *db.Where) string {
		limit := `m.customer_id = $1 and ` + among(in.column, in.guids)(w)
		if in.sees != nil {
			if seen := in.sees(w, by, in.column); seen != "" {
				limit += ` and ` + seen
			}
		}
		return limit
	}
}

// within adds the condition that the company is now in one of the folders or
// tiers. If those hold few companies, it is that it is one of them.
func (rs *Requests) within(ctx context.Context, s *scope, by actor.Actor, in companiesIn) error {
	if len(in.guids) == 0 {
		s.nothing = s.nothing || in.guids != nil
		return nil
	}
	limit := in.limit(by)
	w := s.args()
	w.And(limit(w))
	companies, few, err := rs.few(ctx, `select `+in.company+` from `+in.from, w)
	if err != nil {
		return err
	}
	if few {
		s.list(`r.company_guid`, companies)
		return nil
	}
	s.leads = append(s.leads, lead{twice: true, set: []part{toCompanies(in.company, in.from, limit)}, filter: func(w *db.Where) string {
		return there(in.from + ` where ` + limit(w) + ` and ` + in.company + ` = r.company_guid`)
	}})
	return nil
}

// toCompanies finds the requests to many companies.
func toCompanies(company, from string, limit cond) part {
	p := ofRequests(func(w *db.Where) string { return limit(w) + ` and r.company_guid = ` + company })
	p.from = from + ` cross join ` + p.from
	return p
}

// seenBy adds the condition that by sees the request: it is to a company that by
// sees, or by sent it.
func (rs *Requests) seenBy(ctx context.Context, s *scope, by actor.Actor) error {
	if by.AllCompanies || by.IsAdmin() {
		return nil
	}
	limit := is(`m.customer_id = $1 and m.group_guid = ?`, by.GroupGUID)
	w := s.args()
	w.And(limit(w))
	companies, few, err := rs.few(ctx, `select m.company_guid from group_companies m`, w)
	if err != nil {
		return err
	}
	own := s.through(`r.requester_guid`, is(`r.requester_guid = ?`, by.UserGUID))
	l := lead{filter: seeing(by), column: `r.company_guid`, late: true}
	l.twice = true // what was sent to a company that is seen
	if !few {
		l.set = []part{toCompanies(`m.company_guid`, `group_companies m`, limit), own}
		s.leads = append(s.leads, l)
		return nil
	}
	l.set = []part{own}
	if len(companies) > 0 {
		l.set = append(l.set, s.through(`r.company_guid`, among(`r.company_guid`, companies)))
		own.cond = func(w *db.Where) string {
			return is(`r.requester_guid = ?`, by.UserGUID)(w) + ` and not ` + among(s.plain(`r.company_guid`), companies)(w)
		}
	}
	for _, guid := range companies {
		l.parts = append(l.parts, s.through(`r.company_guid`, is(`r.company_guid = ?`, guid)))
	}
	l.parts = append(l.parts, own)
	s.leads = append(s.leads, l)
	return nil
}

// few returns the companies of a query, if they are few enough to be named.
func (rs *Requests) few(ctx context.Context, query string, w *db.Where) (companies []string, few bool, err error) {
	companies, err = db.Column[string](ctx, rs.DB, query+w.String()+fmt.Sprintf(` limit %d`, mostBranches+1), w.Args()...)
	return append([]string{}, distinct(companies)...), len(companies) <= mostBranches, err
}
