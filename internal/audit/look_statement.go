package audit

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/db"
)

// branches are the conditions of which each is found by an index, and of which
// one holds.
func (l *look) branches() []func(w *db.Where) {
	switch {
	case l.Subject != "":
		return []func(w *db.Where){func(w *db.Where) {
			w.And(`subject = ?`, l.Subject)
			w.In(`actor_user`, l.people)
			w.In(`action`, l.actions)
		}}
	case l.people != nil:
		all := make([]func(w *db.Where), len(l.people))
		for i, who := range l.people {
			all[i] = func(w *db.Where) {
				w.And(`actor_user = ?`, who)
				w.In(`action`, l.actions)
			}
		}
		return all
	case l.actions != nil:
		all := make([]func(w *db.Where), len(l.actions))
		for i, action := range l.actions {
			all[i] = func(w *db.Where) { w.And(`action = ?`, action) }
		}
		return all
	}
	return []func(w *db.Where){func(*db.Where) {}}
}

// led tells SQLite the index of the branches: without statistics it takes the
// primary key for anything that is read in its order.
func (l *look) led(engine db.Dialect) string {
	switch {
	case engine != db.SQLite:
		return ""
	case l.Subject != "":
		return ` indexed by events_subject`
	case l.people != nil:
		return ` indexed by events_actor`
	case l.actions != nil:
		return ` indexed by events_action`
	}
	return ""
}

// read returns the newest events of the look between two seqs.
func (es *Events) read(ctx context.Context, l look, low, high int64, limit int) ([]Recorded, error) {
	query, args := l.statement(es.DB.Dialect(), low, high, limit)
	if query == "" {
		return nil, nil // nobody is meant
	}
	rows, err := db.All(ctx, es.DB, (*Recorded).fields, query, args...)
	for i := range rows {
		rows[i].whole()
	}
	return slices.Clip(rows), err
}

// statement reads the newest events of the look between two seqs; "" if nobody is
// meant.
func (l *look) statement(engine db.Dialect, low, high int64, limit int) (query string, args []any) {
	branches := l.branches()
	if len(branches) == 0 {
		return "", nil
	}
	from := ` from events` + l.led(engine)
	var all db.Where
	parts := make([]string, len(branches))
	for i, narrow := range branches {
		w := all.Beside()
		w.And(`customer_id = ?`, l.customerID)
		narrow(w)
		w.And(`seq >= ?`, low)
		w.And(`seq <= ?`, high)
		if l.From != nil {
			w.And(`at >= ?`, *l.From)
		}
		if l.Until != nil {
			w.And(`at < ?`, *l.Until)
		}
		parts[i] = `select seq from (select seq` + from + w.String() + ` order by seq desc limit ` + w.Arg(limit) + `) p` + strconv.Itoa(i)
		all = *w.Beside()
	}
	w := all.Beside()
	w.And(`e.customer_id = ?`, l.customerID)
	w.And(`e.seq = s.seq`) // a cross join, since SQLite keeps its order: a few rows lead to theirs
	return `
		select ` + recordedColumns + `
		from (select seq from (` + strings.Join(parts, ` union all `) + `) f order by seq desc limit ` + w.Arg(limit) + `) s
		cross join events e` + recordedJoins + w.String() + ` order by e.seq desc`, w.Args()
}
