package collab

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Amount is a number of requests; of many it says only that there are more.
type Amount struct {
	N    int64
	More bool // than N
}

// StatusCounts says how many requests have each status.
type StatusCounts map[Status]Amount

// Total is how many have any.
func (c StatusCounts) Total() (sum Amount) {
	for _, a := range c {
		sum.N += a.N
		sum.More = sum.More || a.More
	}
	return sum
}

// How many requests are looked at to count them: fewer, if the index that leads
// to them does not answer all that is asked.
const (
	mostLookedAt = 2000
	mostIndexed  = 10_000
)

// CountByStatus counts the requests that the actor may see and the filter
// matches, for a page that shows how many there are about. By status and reason
// alone they are counted already, for who sees all; what is in memory is counted
// there; otherwise some are looked at.
func (rs *Requests) CountByStatus(ctx context.Context, by actor.Actor, f Filter) (StatusCounts, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	all := make(StatusCounts)
	if SeesAll(by) && f.isTallied() {
		tallies, err := rs.Tallies(ctx, by, TallyAsk{Statuses: f.Statuses, Reasons: f.Reasons})
		for _, t := range tallies {
			all[t.Status] = Amount{N: all[t.Status].N + t.N}
		}
		return all, err
	}
	if n, ok, err := rs.countRemembered(ctx, by, &f); ok || err != nil {
		for status, n := range n {
			if n > 0 {
				all[Statuses[status].Status] = Amount{N: int64(n)}
			}
		}
		return all, err
	}
	s, err := rs.scope(ctx, by, &f)
	if err != nil || s.nothing {
		return all, err
	}
	l := &listing{scope: s, order: newestFirst, stretches: []stretch{{}}}
	if l.lead, l.few, err = rs.leader(ctx, s, newestFirst); err != nil {
		return nil, err
	}
	type tally struct {
		status      Status
		n, lookedAt int64
	}
	most := cmp.Or(rs.most, l.affordable())
	query, args := l.tallying(most + 1)
	tallies, err := db.All(ctx, rs.DB, func(t *tally) []any { return []any{&t.status, &t.n, &t.lookedAt} }, query, args...)
	if err != nil {
		return nil, err
	}
	var looked int64
	for _, t := range tallies {
		looked += t.lookedAt
	}
	for _, t := range tallies {
		if t.n > 0 || looked > int64(most) {
			all[t.status] = Amount{N: t.n, More: looked > int64(most)}
		}
	}
	return all, nil
}

// isTallied reports whether tallies answer how many requests a filter matches.
func (f *Filter) isTallied() bool {
	return f.Companies == nil && f.Folders == nil && f.Tiers == nil && f.Groups == nil && f.Requesters == nil &&
		len(f.ExcludeRequesters) == 0 && f.Vectors == nil && strings.TrimSpace(f.Query) == "" && f.From == nil && f.Before == nil && f.Forms == nil && f.Verdict == ""
}

// affordable is how many requests are looked at.
func (l *listing) affordable() int {
	indexed := l.lead != nil && len(l.scope.rest) == 0 && (l.lead.column == `r.company_guid` || l.lead.column == `r.requester_guid`)
	for i := range l.leads {
		column := l.leads[i].column
		indexed = indexed && (&l.leads[i] == l.lead || column == `r.status` || column == `r.reason`)
	}
	if indexed {
		return mostIndexed
	}
	return mostLookedAt
}

// tallying counts, by status, n rows that lead leads to, and those of them that
// meet the whole filter. Which they are of more does not matter: SQLite takes no
// time to merge them, and PostgreSQL is kept from reading the whole table.
func (l *listing) tallying(n int) (query string, args []any) {
	parts, end := []part{ofRequests(is(`r.customer_id = $1`))}, ` order by 1 desc, 2 desc limit `+strconv.Itoa(n)
	again := false
	switch {
	case l.lead == nil:
	case l.few || l.engine == db.SQLite:
		parts, end, again = l.lead.set, ` limit `+strconv.Itoa(n), l.lead.twice
	default:
		parts, again = l.lead.parts, l.lead.again
	}
	p := parts[0] // the others have the same columns
	w := l.args()
	meets := []string{`1 = 1`}
	for _, filter := range l.filters(l.lead) {
		meets = append(meets, filter(w))
	}
	read := `select ` + p.at + ` as created_at, ` + p.guid + ` as guid, r.status as status, case when ` + strings.Join(meets, " and ") + ` then 1 else 0 end as meets`
	conds := w.Beside()
	conds.And(`r.customer_id = $1`)
	conds.AndIf(p.joins, `r.guid = `+p.guid)
	for _, bound := range l.span(p.at) {
		conds.And(bound(conds))
	}
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = read + ` from ` + p.tables() + conds.String() + ` and ` + p.cond(conds)
		if l.engine == db.Postgres && len(parts) > 1 {
			all[i] = `(` + all[i] + end + `)`
		}
	}
	from := strings.Join(all, ` union all `) + end
	from = `select status, meets, 1 as times from (` + from + `) d`
	if again {
		from = strings.Replace(from, `1 as times`, `count(*) as times`, 1) + ` group by created_at, guid, status, meets`
	}
	return `select status, sum(meets), cast(sum(times) as bigint) from (` + from + `) t group by status`, conds.Args()
}

// Guids returns what Outbox yields first, at most so many, and if there are more
// the Cursor that they come after.
func (rs *Requests) Guids(ctx context.Context, by actor.Actor, f Filter, most int) (guids []string, next string, err error) {
	f.Limit = most + 1
	last := ""
	err = rs.Outbox(ctx, by, f, func(r *Row) error {
		if len(guids) == most {
			next = last
			return nil
		}
		guids, last = append(guids, r.GUID), r.Cursor()
		return nil
	})
	return guids, next, err
}
