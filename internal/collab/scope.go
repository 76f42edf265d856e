package collab

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// scope is a filter as conditions. One of the leads, or none, is what a list
// starts from; the others are then conditions of every row.
type scope struct {
	engine  db.Dialect
	id      int64  // of the customer
	leads   []lead // what promises fewest rows first
	rest    []cond
	nothing bool // matches
	from    *time.Time
	before  *time.Time
}

// scope turns a filter into conditions: companies, requesters, what the actor
// sees, words, then risk vector, status, reason.
func (rs *Requests) scope(ctx context.Context, by actor.Actor, f *Filter) (*scope, error) {
	s := &scope{engine: rs.DB.Dialect(), id: by.CustomerID, from: f.From, before: f.Before}
	requesters, err := rs.requesters(ctx, by, f)
	if err != nil {
		return nil, err
	}
	s.list(`r.company_guid`, f.Companies)
	s.list(`r.requester_guid`, requesters)
	for _, in := range f.within() {
		if err := rs.within(ctx, s, by, in); err != nil {
			return nil, err
		}
	}
	if err := rs.seenBy(ctx, s, by); err != nil {
		return nil, err
	}
	if err := rs.search(ctx, s, f.Query); err != nil {
		return nil, err
	}
	s.vectors(f.Vectors)
	s.list(`r.form_guid`, f.Forms)
	s.verdict(f.Verdict)
	s.list(`r.status`, normal(f.Statuses, ParseStatus))
	s.list(`r.reason`, normal(f.Reasons, ParseReason))
	if len(f.ExcludeRequesters) > 0 {
		s.rest = append(s.rest, func(w *db.Where) string {
			return `not ` + among(s.plain(`r.requester_guid`), f.ExcludeRequesters)(w)
		})
	}
	return s, nil
}

// plain returns a column that is not looked for in an index. SQLite does not
// know how many rows an index would lead to; PostgreSQL does.
func (s *scope) plain(column string) string {
	if s.engine == db.SQLite {
		return "+" + column
	}
	return column
}

// indexes lead to the requests with a value in a column, in the order of time.
var indexes = map[string]string{
	`r.company_guid`: "access_requests_company", `r.requester_guid`: "access_requests_requester", `r.status`: "access_requests_status",
	`r.reason`: "access_requests_reason", `r.form_guid`: "access_requests_form",
}

// through returns the part that is found in the index of a column.
func (s *scope) through(column string, c cond) part { return s.in(indexes[column], c) }

// in returns the part that is found in an index.
func (s *scope) in(index string, c cond) part {
	p := ofRequests(c)
	p.from += led(s.engine, index)
	return p
}

// led tells SQLite, behind the name of a table, which index leads to the rows. It
// would take bounds of time on both sides for more than a value, and of a person's
// few requests it would look for the newest among all of the customer.
func led(engine db.Dialect, index string) string {
	if engine == db.SQLite {
		return ` indexed by ` + index
	}
	return ""
}

// list adds the condition that column is one of values; nil is none.
func (s *scope) list(column string, values []string) {
	if values == nil {
		return
	}
	values = distinct(slices.Clone(values)) // a row of two alternatives would come twice
	s.nothing = s.nothing || len(values) == 0
	l := lead{set: []part{s.through(column, among(column, values))}, filter: among(s.plain(column), values), column: column}
	if len(values) <= mostBranches {
		for _, v := range values {
			l.parts = append(l.parts, s.through(column, is(column+` = ?`, v)))
		}
	}
	s.leads = append(s.leads, l)
}

// verdicts are the conditions of registrations, and the indexes that have the
// order of the list. Those of two are partial, and say the same words.
var verdicts = map[Verdict]struct{ sql, index string }{
	Undecided:  {`r.awaiting = 'approval'`, `access_requests_approval`},
	LetIn:      {`r.reason = 'self_requested' and r.sent_count > 0`, `access_requests_approved`},
	TurnedDown: {`r.status = 'Rejected' and r.reason = 'self_requested'`, `access_requests_status`},
	AnyVerdict: {`r.reason = 'self_requested'`, `access_requests_reason`},
}

// verdict adds the condition that so was decided on a registration.
func (s *scope) verdict(v Verdict) {
	if v == "" {
		return
	}
	of, known := verdicts[v]
	if !known {
		s.nothing = true
		return
	}
	found := []part{s.in(of.index, is(of.sql))}
	s.leads = append(s.leads, lead{parts: found, set: found, filter: is(strings.ReplaceAll(of.sql, "r.", s.plain("r.")))})
}

// vectors adds the condition that a request has one of the risk vectors.
func (s *scope) vectors(slugs []string) {
	if slugs == nil {
		return
	}
	slugs = distinct(slices.Clone(slugs))
	s.nothing = s.nothing || len(slugs) == 0
	having := func(c cond) part {
		return part{from: "request_vectors v", at: "v.created_at", guid: "v.request_guid", joins: true, cond: func(w *db.Where) string {
			return `v.customer_id = $1 and ` + c(w)
		}}
	}
	in := among(`v.slug`, slugs)
	l := lead{set: []part{having(in)}, again: len(slugs) > 1, twice: len(slugs) > 1, filter: func(w *db.Where) string {
		return there(`request_vectors v where v.customer_id = $1 and ` + in(w) + ` and v.created_at = r.created_at and v.request_guid = r.guid`)
	}}
	if len(slugs) <= mostBranches {
		for _, slug := range slugs {
			l.parts = append(l.parts, having(is(`v.slug = ?`, slug)))
		}
	}
	s.leads = append(s.leads, l)
}

// args returns the arguments of a query: $1 is the customer.
func (s *scope) args() *db.Where {
	w := new(db.Where)
	w.Arg(s.id)
	return w
}

// span returns the bounds of a column of times of creation.
func (s *scope) span(at string) (bounds []cond) {
	if s.from != nil {
		bounds = append(bounds, is(at+` >= ?`, *s.from))
	}
	if s.before != nil {
		bounds = append(bounds, is(at+` < ?`, *s.before))
	}
	return bounds
}

// where returns the conditions of the rows of a part, but its own and those of
// time; l, if it is not nil, leads there.
func (s *scope) where(l *lead, p part) *db.Where {
	w := s.args()
	w.And(`r.customer_id = $1`)
	w.AndIf(p.joins, `r.guid = `+p.guid)
	for _, filter := range s.filters(l) {
		w.And(filter(w))
	}
	return w
}

// filters are the conditions that l does not answer.
func (s *scope) filters(l *lead) (all []cond) {
	if s.nothing {
		all = append(all, is(`1 = 0`))
	}
	for i := range s.leads {
		if &s.leads[i] != l && s.leads[i].filter != nil {
			all = append(all, s.leads[i].filter)
		}
	}
	return append(all, s.rest...)
}

// all returns the whole filter as conditions of every row.
func (s *scope) all() *db.Where {
	w := s.where(nil, ofRequests(nil))
	for _, bound := range s.span("r.created_at") {
		w.And(bound(w))
	}
	return w
}
