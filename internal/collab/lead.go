package collab

import (
	"context"
	"strconv"
	"strings"

	"gatehouse/internal/db"
)

// cond writes a condition, and adds its arguments to those of a query. In every
// query $1 is the customer.
type cond func(w *db.Where) string

// is returns the condition in which each ? stands for the next of args.
func is(sql string, args ...any) cond {
	return func(w *db.Where) string {
		text := sql
		for _, a := range args {
			text = strings.Replace(text, "?", w.Arg(a), 1)
		}
		return text
	}
}

// among returns the condition that column is one of values.
func among(column string, values []string) cond {
	return func(w *db.Where) string {
		if len(values) == 0 {
			return `1 = 0`
		}
		marks := make([]string, len(values))
		for i, v := range values {
			marks[i] = w.Arg(v)
		}
		return column + ` in (` + strings.Join(marks, ", ") + `)`
	}
}

// part says where some rows are found: through an index, in the order of their
// creation if its condition is one value.
type part struct {
	from     string // the tables
	at, guid string // the columns that have the creation and the guid
	joins    bool   // access_requests r is not among the tables, and is joined to them
	cond     cond
}

func ofRequests(c cond) part {
	return part{from: "access_requests r", at: "r.created_at", guid: "r.guid", cond: c}
}

// tables are those of the part and access_requests r.
func (p part) tables() string {
	if p.joins {
		return p.from + ` cross join access_requests r`
	}
	return p.from
}

// lead is a condition through which the rows that meet it can be found.
type lead struct {
	parts  []part // in order; none if there are too many to be merged, or no such index
	set    []part // the same rows in no order
	again  bool   // a row may come more than once from parts
	twice  bool   // and from set
	column string // of access_requests that it is about; "" if it is about another table
	late   bool   // it is counted after others
	filter cond   // the same condition of a row that was found through another
}

const (
	// mostBranches bounds how many alternatives are merged: to compile a statement
	// of more takes longer than to look for their rows among all, by time.
	mostBranches = 64

	// fewRows is how many rows are sorted rather than walking in the order past
	// those that do not match, if nothing else narrows a list: of a million, 50 of
	// more are found as soon. With each other condition the walk is longer, and the
	// index that leads answers most conditions itself.
	fewRows  = 7000
	mostRows = 30_000

	// handy is how few rows lead well enough not to ask whether others are fewer.
	handy = 500
)

// leader finds what leads to a list. If few, it leads to so few rows that they
// can be sorted; otherwise lead is nil, or has its rows in the order of time.
func (rs *Requests) leader(ctx context.Context, s *scope, k SortKey) (best *lead, few bool, err error) {
	timely := k.Name == created
	if timely && len(s.leads) == 1 && s.leads[0].parts != nil {
		return &s.leads[0], false, nil
	}
	least := mostRows + 1
	for _, l := range s.inTurn() {
		most := min(rs.bearable(s, l, k)+1, least)
		query, args := s.counting(l, most)
		n, err := db.Value[int](ctx, rs.DB, query, args...)
		if err != nil {
			return nil, false, err
		}
		if n < most {
			best, least = l, n
		}
		if least <= handy {
			break
		}
	}
	if best != nil {
		return best, !timely || best.parts == nil, nil
	}
	for i := range s.leads {
		if timely && s.leads[i].parts != nil {
			return &s.leads[i], false, nil
		}
	}
	return nil, false, nil
}

// bearable is how many rows are few enough to be sorted, if l leads to them.
func (rs *Requests) bearable(s *scope, l *lead, k SortKey) int {
	if rs.most > 0 {
		return rs.most
	}
	if l.column == `r.status` && k.Name == sentDate { // its index knows, and those of an open status lie where the walk ends
		return mostRows
	}
	if k.Name == created && l.parts != nil { // which need not be sorted
		return handy * 10
	}
	n := fewRows
	for range len(s.leads) + len(s.rest) - 1 {
		n *= 3
	}
	return min(n, mostRows)
}

// inTurn returns what may lead in the order in which it is counted: what the
// actor sees comes last, because that is many and takes longest.
func (s *scope) inTurn() (all []*lead) {
	for _, late := range []bool{false, true} {
		for i := range s.leads {
			if s.leads[i].late == late {
				all = append(all, &s.leads[i])
			}
		}
	}
	return all
}

// counting counts the rows that meet the condition that leads, without the
// others, but at most so many.
func (s *scope) counting(l *lead, most int) (query string, args []any) {
	w := s.args()
	limit := ` limit ` + strconv.Itoa(most)
	ordered := s.engine == db.Postgres && l.parts != nil // or it might read the whole table for them
	of := l.set
	if ordered {
		of = l.parts
	}
	all := make([]string, len(of))
	for i, p := range of {
		conds := []string{p.cond(w)}
		if !p.joins {
			conds = append(conds, `r.customer_id = $1`)
		}
		for _, c := range s.span(p.at) {
			conds = append(conds, c(w))
		}
		all[i] = `select 1 from ` + p.from + ` where ` + strings.Join(conds, " and ")
		if ordered {
			all[i] = `select 1 from (` + all[i] + ` order by ` + p.at + ` desc, ` + p.guid + ` desc` + limit + `) p`
		}
	}
	return `select count(*) from (` + strings.Join(all, ` union all `) + limit + `) n`, w.Args()
}
