package collab

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

// scope is a filter in SQL. One thing in it leads to the rows through an index
// in the order of the list; the rest are conditions of every row.
type scope struct {
	where    db.Where
	led      bool     // something leads that promises few rows
	branches []string // what leads, if not one value: conditions of which a row meets exactly one
	vector   string   // the placeholder of the one risk vector that leads, or ""

	from, before *time.Time
}

// mostBranches bounds how many alternatives are merged: to compile a statement
// of more takes longer than to look for their rows among all, by time.
const mostBranches = 64

// scope turns a filter into SQL. What promises fewest rows leads: companies,
// requesters, what the actor sees, then risk vector, status, reason.
func (rs *Requests) scope(ctx context.Context, by actor.Actor, f *Filter) (*scope, error) {
	s := &scope{from: f.From, before: f.Before}
	s.where.And(`r.customer_id = ?`, by.CustomerID)
	requesters, err := rs.requesters(ctx, by, f)
	if err != nil {
		return nil, err
	}
	s.list(`r.company_guid`, f.Companies)
	s.list(`r.requester_guid`, requesters)
	for _, in := range []companiesIn{
		{`select m.company_guid from folder_companies m`, `m.folder_guid`, f.Folders, portfolio.SeesFolder},
		{`select m.guid from companies m`, `m.tier_guid`, f.Tiers, nil},
	} {
		if err := rs.within(ctx, s, by, in); err != nil {
			return nil, err
		}
	}
	if err := rs.seenBy(ctx, s, by); err != nil {
		return nil, err
	}
	s.vectors(f.Vectors)
	s.list(`r.status`, normal(f.Statuses, ParseStatus))
	s.list(`r.reason`, normal(f.Reasons, ParseReason))
	if len(f.ExcludeRequesters) > 0 {
		s.where.And(`r.requester_guid not in (` + strings.Join(s.marks(f.ExcludeRequesters), ", ") + `)`)
	}
	for w := range strings.FieldsSeq(strings.ToLower(f.Query)) {
		s.where.And(`r.search like ? escape '\'`, "% "+db.Prefix(w))
	}
	return s, nil
}

// list adds the condition that column is one of values; nil is none. The first
// list that is not too long leads. To a single value the engines find by
// themselves.
func (s *scope) list(column string, values []string) {
	values = distinct(slices.Clone(values)) // a row of two alternatives would come twice
	if s.led || len(values) < 2 || len(values) > mostBranches {
		s.led = s.led || len(values) == 1
		s.where.In(column, values)
		return
	}
	s.led = true
	for _, mark := range s.marks(values) {
		s.branches = append(s.branches, column+` = `+mark)
	}
}

func (s *scope) marks(values []string) []string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = s.where.Arg(v)
	}
	return marks
}

// vectors adds the condition that a request has one of the risk vectors. A
// single one can lead, because its index has the order of the list.
func (s *scope) vectors(slugs []string) {
	switch {
	case slugs == nil:
	case len(slugs) == 0:
		s.where.And(`1 = 0`)
	case len(slugs) == 1 && !s.led:
		s.led, s.vector = true, s.where.Arg(slugs[0])
	default:
		s.where.And(hasVector(s.marks(slugs)...))
	}
}

func hasVector(marks ...string) string {
	return `exists (
		select 1 from request_vectors v
		where v.customer_id = $1 and v.slug in (` + strings.Join(marks, ", ") + `)
			and v.created_at = r.created_at and v.request_guid = r.guid)`
}

// companiesIn says where companies are looked for: in folders, or in tiers.
type companiesIn struct {
	query, column string
	guids         []string
	sees          func(w *db.Where, by actor.Actor, column string) string // those; nil: everybody sees all
}

// limit returns the condition on where companies are looked for: the guids, as
// far as by sees what they stand for. Its arguments are w's.
func (in companiesIn) limit(w *db.Where, by actor.Actor) string {
	marks := make([]string, len(in.guids))
	for i, guid := range in.guids {
		marks[i] = w.Arg(guid)
	}
	limit := in.column + ` in (` + strings.Join(marks, ", ") + `)`
	if in.sees != nil {
		if seen := in.sees(w, by, in.column); seen != "" {
			limit += ` and ` + seen
		}
	}
	return limit
}

// within adds the condition that the company is now in one of the folders or
// tiers. If those hold few companies, they lead.
func (rs *Requests) within(ctx context.Context, s *scope, by actor.Actor, in companiesIn) error {
	switch {
	case in.guids == nil:
		return nil
	case len(in.guids) == 0:
		s.where.And(`1 = 0`)
		return nil
	}
	var w db.Where
	w.And(`m.customer_id = ?`, by.CustomerID)
	w.And(in.limit(&w, by))
	companies, few, err := rs.few(ctx, in.query, &w)
	if err != nil {
		return err
	}
	if few {
		s.list(`r.company_guid`, companies)
		return nil
	}
	s.where.And(`r.company_guid in (` + in.query + ` where m.customer_id = $1 and ` + in.limit(&s.where, by) + `)`)
	return nil
}

// seenBy adds the condition that by sees the request. If by sees few companies,
// they lead, beside what by sent to others.
func (rs *Requests) seenBy(ctx context.Context, s *scope, by actor.Actor) error {
	if by.AllCompanies || by.IsAdmin() {
		return nil
	}
	var w db.Where
	w.And(`m.customer_id = ?`, by.CustomerID)
	w.And(`m.group_guid = ?`, by.GroupGUID)
	if s.led {
		visible(&s.where, by)
		return nil
	}
	companies, few, err := rs.few(ctx, `select m.company_guid from group_companies m`, &w)
	if err != nil {
		return err
	}
	if !few {
		visible(&s.where, by)
		return nil
	}
	own := `r.requester_guid = ` + s.where.Arg(by.UserGUID)
	marks := s.marks(companies)
	for _, mark := range marks {
		s.branches = append(s.branches, `r.company_guid = `+mark)
	}
	if len(marks) > 0 {
		own += ` and r.company_guid not in (` + strings.Join(marks, ", ") + `)`
	}
	s.led, s.branches = true, append(s.branches, own)
	return nil
}

// few returns the companies of a query, if they are few enough to lead.
func (rs *Requests) few(ctx context.Context, query string, w *db.Where) (companies []string, few bool, err error) {
	companies, err = db.Column[string](ctx, rs.DB, query+w.String()+fmt.Sprintf(` limit %d`, mostBranches+1), w.Args()...)
	return append([]string{}, distinct(companies)...), len(companies) <= mostBranches, err
}

// page returns the statement that reads n rows after a place, the newest first.
// Whatever leads, its rows come in this order from an index, and those of
// alternatives are merged as they come: no more are read than are answered.
func (s *scope) page(engine db.Dialect, after *place, n, offset int) (query string, args []any) {
	w := s.where.Clone()
	created, guid, from := "r.created_at", "r.guid", "access_requests r"
	if s.vector != "" {
		created, guid, from = "v.created_at", "v.request_guid", "request_vectors v cross join access_requests r"
		w.And(`v.customer_id = $1 and v.slug = ` + s.vector + ` and r.guid = v.request_guid`)
	}
	if s.from != nil {
		w.And(created+` >= ?`, *s.from)
	}
	// One bound from above: of two, SQLite would begin at either.
	if s.before != nil && (after == nil || s.before.Before(after.at)) {
		after = &place{at: *s.before}
	}
	if after != nil {
		w.And(`(`+created+`, `+guid+`) < (?, ?)`, after.at, after.guid)
	}
	branches := s.branches
	if len(branches) == 1 { // nothing to merge, and PostgreSQL takes no second order around one part
		w.And(branches[0])
		branches = nil
	}
	query = `select ` + created + `, ` + guid + `, r.document from ` + from + w.String()
	order := ` order by 1 desc, 2 desc limit `
	if len(branches) > 0 {
		parts := make([]string, len(branches))
		for i, branch := range branches {
			parts[i] = query + ` and ` + branch
			if engine == db.Postgres { // SQLite merges without being told, and has no such parentheses
				parts[i] = `(` + parts[i] + order + strconv.Itoa(n+offset) + `)`
			}
		}
		query = strings.Join(parts, ` union all `)
	}
	query += order + strconv.Itoa(n)
	if offset > 0 {
		query += ` offset ` + strconv.Itoa(offset)
	}
	return query, w.Args()
}

// all returns the whole filter as conditions of every row.
func (s *scope) all() *db.Where {
	w := s.where.Clone()
	if len(s.branches) > 0 {
		w.And(`(` + strings.Join(s.branches, ` or `) + `)`)
	}
	if s.vector != "" {
		w.And(hasVector(s.vector))
	}
	if s.from != nil {
		w.And(`r.created_at >= ?`, *s.from)
	}
	if s.before != nil {
		w.And(`r.created_at < ?`, *s.before)
	}
	return w
}

// sorted returns the statement that reads the rows in another order.
func (s *scope) sorted(f *Filter) (query string, args []any) {
	w := s.all()
	query = `select r.created_at, r.guid, r.document from access_requests r` + w.String() + ` order by ` + order(f.Sort)
	if f.Limit > 0 {
		query += fmt.Sprintf(` limit %d offset %d`, f.Limit, f.Offset)
	}
	return query, w.Args()
}

// order returns the columns of an order. Among equals the newest comes first,
// but where the oldest does.
func order(keys []SortKey) string {
	if len(keys) == 1 && keys[0] == (SortKey{Name: "created_time"}) {
		return `r.created_at, r.guid`
	}
	var columns []string
	for _, k := range keys {
		column := sortColumns[k.Name]
		if k.Name == "email_sent_date" { // the engines disagree on where nulls go
			columns = append(columns, column+" is null")
		}
		if k.Desc {
			column += " desc"
		}
		columns = append(columns, column)
	}
	return strings.Join(append(columns, "r.created_at desc", "r.guid desc"), ", ")
}
