package portfolio

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Hit is what a search of everything has found: a company, folder, tier or contact.
type Hit struct {
	GUID  string
	Name  string
	Under string // domain of a company; address of a contact
}

func (h *Hit) fields() []any { return []any{&h.GUID, &h.Name, &h.Under} }

const (
	mostBegun = 2000   // rows of an index that are looked at for those that one sees
	mostNames = 10_000 // names whose later words are compared: of larger portfolios, the first
)

// begins adds the condition that a column in lower case begins with a text, as an
// index finds it. PostgreSQL may have another order of letters than that of bytes.
func begins(w *db.Where, engine db.Dialect, column, text string) {
	if engine == db.Postgres {
		column += ` collate "C"`
	}
	w.And(column+` >= ?`, text)
	w.And(column+` < ?`, text+string(utf8.MaxRune))
}

// asBytes returns a column in the order of the index that begins reads.
func asBytes(engine db.Dialect, column string) string {
	if engine == db.Postgres {
		return column + ` collate "C"`
	}
	return column
}

// Begin returns the companies that by sees and whose name or domain begins with a
// text, at most n, in the order of their names; then those with a later word that
// does.
func (cs *Companies) Begin(ctx context.Context, by actor.Actor, text string, n int) ([]Hit, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	engine := cs.DB.Dialect()
	var found []string
	for _, in := range []struct{ query, column, order string }{
		{`select c.guid from companies c`, `c.name_lower`, asBytes(engine, `c.name_lower`) + `, c.guid`},
		{`select c.company_guid as guid from company_domains c`, `c.domain`, asBytes(engine, `c.domain`) + `, c.company_guid`},
	} {
		var w db.Where
		w.And(`c.customer_id = ?`, by.CustomerID)
		begins(&w, engine, in.column, text)
		some, err := cs.seenOf(ctx, by, in.query+w.String()+` order by `+in.order+` limit `+w.Arg(mostBegun), &w, n)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	if len(distinct(found)) < n {
		var w db.Where
		w.And(`c.customer_id = ?`, by.CustomerID)
		names := `(select c.guid, c.name_lower from companies c` + w.String() + ` order by ` + asBytes(engine, `c.name_lower`) + `, c.guid limit ` + w.Arg(mostNames) + `) c`
		some, err := cs.seenOf(ctx, by, `select c.guid from `+names+` where c.name_lower like `+w.Arg("% "+db.Prefix(text))+
			` escape '\' order by c.name_lower, c.guid limit `+w.Arg(mostBegun), &w, n)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return cs.hits(ctx, by, found, n)
}

// seenOf returns the first n guids of a query that by sees. The query's arguments
// are w's.
func (cs *Companies) seenOf(ctx context.Context, by actor.Actor, query string, w *db.Where, n int) ([]string, error) {
	var sight db.Where
	for _, a := range w.Args() {
		sight.Arg(a)
	}
	tenant.Visible(&sight, by, `x.guid`)
	return db.Column[string](ctx, cs.DB, `select x.guid from (`+query+`) x`+sight.String()+` limit `+sight.Arg(n), sight.Args()...)
}

func distinct(list []string) (once []string) {
	for _, v := range list {
		if !slices.Contains(once, v) {
			once = append(once, v)
		}
	}
	return once
}

// hits returns the first n of companies, each once.
func (cs *Companies) hits(ctx context.Context, by actor.Actor, guids []string, n int) ([]Hit, error) {
	guids = distinct(guids)
	guids = guids[:min(len(guids), n)]
	if len(guids) == 0 {
		return nil, nil
	}
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	w.In(`c.guid`, guids)
	found, err := db.All(ctx, cs.DB, (*Hit).fields, `select c.guid, c.name, c.primary_domain from companies c`+w.String(), w.Args()...)
	slices.SortFunc(found, func(a, b Hit) int { return slices.Index(guids, a.GUID) - slices.Index(guids, b.GUID) })
	return found, err
}

// Begin returns the contacts at companies that by sees, whose name or address
// begins with a text, at most n.
func (cs *Contacts) Begin(ctx context.Context, by actor.Actor, text string, n int) ([]Hit, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	var found []Hit
	for _, column := range []string{`p.formal_name_lower`, `p.email_lower`} {
		var w db.Where
		w.And(`p.customer_id = ?`, by.CustomerID)
		begins(&w, cs.DB.Dialect(), column, text)
		some := `(
			select p.guid, p.formal_name, p.email, p.company_guid from contacts p` + w.String() + `
			order by ` + asBytes(cs.DB.Dialect(), column) + ` limit ` + w.Arg(mostBegun) + `) p`
		var sight db.Where
		for _, a := range w.Args() {
			sight.Arg(a)
		}
		tenant.Visible(&sight, by, `p.company_guid`)
		hits, err := db.All(ctx, cs.DB, (*Hit).fields,
			`select p.guid, p.formal_name, p.email from `+some+sight.String()+` limit `+sight.Arg(n), sight.Args()...)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			if !slices.ContainsFunc(found, func(o Hit) bool { return o.GUID == h.GUID }) {
				found = append(found, h)
			}
		}
	}
	return found[:min(len(found), n)], nil
}

// Begin returns the folders that by sees and a word of whose name begins with a
// text, at most n. There are few folders.
func (fs *Folders) Begin(ctx context.Context, by actor.Actor, text string, n int) ([]Hit, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`f.customer_id = ?`, by.CustomerID)
	if !by.IsAdmin() {
		w.And(sharedWith(&w, by))
	}
	return wordsOf(ctx, fs.DB, `folders f`, `f`, &w, text, n)
}

// Begin returns the tiers a word of whose name begins with a text, at most n.
func (ts *Tiers) Begin(ctx context.Context, by actor.Actor, text string, n int) ([]Hit, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`t.customer_id = ?`, by.CustomerID)
	return wordsOf(ctx, ts.DB, `tiers t`, `t`, &w, text, n)
}

func wordsOf(ctx context.Context, c db.Conn, table, alias string, w *db.Where, text string, n int) ([]Hit, error) {
	prefix := db.Prefix(strings.Join(strings.Fields(text), " "))
	w.And(`(`+alias+`.name_lower like ? escape '\' or `+alias+`.name_lower like ? escape '\')`, prefix, "% "+prefix)
	return db.All(ctx, c, (*Hit).fields, `
		select `+alias+`.guid, `+alias+`.name, '' from `+table+w.String()+` order by `+alias+`.name_lower, `+alias+`.guid limit `+w.Arg(n), w.Args()...)
}
