package collab

import (
	"strconv"
	"strings"

	"gatehouse/internal/db"
)

// statement reads n rows of the first stretch.
func (l *listing) statement(n, offset int) (query string, args []any) {
	end := ` limit ` + strconv.Itoa(n)
	if offset > 0 {
		end += ` offset ` + strconv.Itoa(offset)
	}
	switch {
	case l.few:
		return l.sorted(end)
	case l.order.Name == created:
		return l.merged(n+offset, end)
	default:
		return l.walked(end)
	}
}

// merged reads rows in the order of time. Whatever leads, its rows come in this
// order from an index, and those of alternatives are merged as they come: no more
// are read than are answered.
func (l *listing) merged(most int, end string) (query string, args []any) {
	parts := []part{ofRequests(func(*db.Where) string { return `r.customer_id = $1` })}
	if l.lead != nil {
		parts = l.lead.parts
	}
	p := parts[0] // the others have the same columns
	w := l.where(l.lead, p)
	l.within(w, p.at, p.guid, "")
	read := func(p part) string {
		return `select ` + p.at + `, ` + p.guid + `, r.document from ` + p.tables() + w.With(p.cond(w))
	}
	order := ` order by ` + l.orderBy("1", "2", "")
	if len(parts) == 1 { // nothing to merge, and PostgreSQL takes no second order around one part
		return read(p) + order + end, w.Args()
	}
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = read(p)
		if l.engine == db.Postgres { // SQLite merges without being told, and has no such parentheses
			all[i] = `(` + all[i] + order + ` limit ` + strconv.Itoa(most) + `)`
		}
	}
	return strings.Join(all, ` union all `) + order + end, w.Args()
}

// walked reads rows through the index of the order, past those that do not meet
// the filter.
func (l *listing) walked(end string) (query string, args []any) {
	by := sortings[l.order.Name]
	from := `access_requests r`
	if l.engine == db.SQLite {
		from += ` indexed by ` + by.index
	}
	w := l.where(nil, ofRequests(nil))
	l.within(w, "r.created_at", "r.guid", by.column)
	return `select r.created_at, r.guid, ` + by.column + `, r.document from ` + from + w.String() +
		` order by ` + l.orderBy("r.created_at", "r.guid", by.column) + end, w.Args()
}

// sorted reads the few rows that lead, sorts them, and takes the documents of
// those that are asked for.
func (l *listing) sorted(end string) (query string, args []any) {
	p := l.lead.set[0] // the others have the same columns
	w, tables, most := l.where(l.lead, p), part.tables, mostRows
	if l.tellsAll() {
		w, tables, most = l.args(), func(p part) string { return p.from }, mostTold
	}
	for _, bound := range l.span(p.at) {
		w.And(bound(w))
	}
	read := p.at + ` as created_at, ` + p.guid + ` as guid`
	key := ""
	if l.order.Name != created {
		read, key = read+`, `+sortings[l.order.Name].column+` as sorted_by`, `, s.sorted_by`
	}
	all := make([]string, len(l.lead.set))
	for i, p := range l.lead.set {
		all[i] = `select ` + read + ` from ` + tables(p) + w.With(p.cond(w))
		if l.engine == db.Postgres { // which would otherwise expect many
			all[i] = `(` + all[i] + ` limit ` + strconv.Itoa(2*most) + `)`
		}
	}
	found := strings.Join(all, ` union all `)
	if l.lead.twice { // told of all at once: for each part SQLite would go through an index in this order, the whole of it
		found = `select distinct * from (` + found + `) f`
	}
	of := w.Beside()
	l.within(of, "m.created_at", "m.guid", "m.sorted_by")
	return `with m as materialized (` + found + `)
		select s.created_at, s.guid` + key + `, r.document
		from (select m.* from m` + of.String() + ` order by ` + l.orderBy("m.created_at", "m.guid", "m.sorted_by") + end + `) s
		join access_requests r on r.customer_id = $1 and r.guid = s.guid
		order by ` + l.orderBy("s.created_at", "s.guid", "s.sorted_by"), of.Args()
}

// within adds the conditions of the first stretch, on columns that have creation,
// guid and the key.
func (l *listing) within(w *db.Where, at, guid, key string) {
	now := l.stretches[0]
	switch {
	case l.order.Name == created:
	case now.kind == equal:
		w.And(key+` = ?`, now.value)
	case now.kind == beyond && l.order.Desc:
		w.And(key+` < ?`, now.value)
	case now.kind == beyond:
		w.And(key+` > ?`, now.value)
	case now.kind == null:
		w.And(key + ` is null`)
	case l.order.Name == sentDate:
		w.And(key + ` is not null`)
	}
	from, before, after := l.from, l.before, now.after
	// One bound from each side: of two, SQLite would begin at either.
	switch {
	case after == nil:
	case l.oldestFirst() && (from == nil || !after.at.Before(*from)):
		from = nil
		w.And(`(`+at+`, `+guid+`) > (?, ?)`, after.at, after.guid)
	case !l.oldestFirst() && (before == nil || after.at.Before(*before)):
		before = nil
		w.And(`(`+at+`, `+guid+`) < (?, ?)`, after.at, after.guid)
	}
	if from != nil {
		w.And(at+` >= ?`, *from)
	}
	if before != nil {
		w.And(at+` < ?`, *before)
	}
}

func (l *listing) oldestFirst() bool { return l.order == SortKey{Name: created} }

// orderBy returns the order of the first stretch. Among equals the newest comes
// first.
func (l *listing) orderBy(at, guid, key string) string {
	if l.oldestFirst() {
		return at + `, ` + guid
	}
	newest := at + ` desc, ` + guid + ` desc`
	switch {
	case l.order.Name == created || l.stretches[0].kind == equal:
		return newest
	case l.order.Desc:
		return key + ` desc, ` + newest
	default:
		return key + `, ` + newest
	}
}
