package apitest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/db"
)

// table is a table of the schema, with a query that returns each of its rows as
// one text.
type table struct {
	name       string
	query      string
	ofCustomer bool // it has a column customer_id
}

// Snapshot returns every row of every table: two of them are equal if nothing at
// all was written in between.
func (s *Server) Snapshot(t testing.TB) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	for _, table := range s.schema(t) {
		all[table.name] = column(t, s, table.query+` order by 1`)
	}
	return all
}

// SnapshotOf returns the rows of every table that are a customer's.
func (s *Server) SnapshotOf(t testing.TB, customerID int64) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	for _, table := range s.schema(t) {
		if table.ofCustomer {
			all[table.name] = column(t, s, table.query+` where customer_id = `+strconv.FormatInt(customerID, 10)+` order by 1`)
		}
	}
	return all
}

// schema asks the database once which tables there are.
func (s *Server) schema(t testing.TB) []table {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tables != nil {
		return s.tables
	}
	tables, columns := `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
		`select name from pragma_table_info($1) order by name`
	if s.DB.Dialect() == db.Postgres {
		tables = `select table_name from information_schema.tables where table_schema = current_schema()`
		columns = `select column_name from information_schema.columns
			where table_schema = current_schema() and table_name = $1 order by column_name`
	}
	for _, name := range column(t, s, tables) {
		var cells []string
		names := column(t, s, columns, name)
		for _, cell := range names {
			cells = append(cells, `coalesce(cast("`+cell+`" as text), '-')`)
		}
		s.tables = append(s.tables, table{
			name: name, ofCustomer: slices.Contains(names, "customer_id"),
			query: `select ` + strings.Join(cells, ` || '|' || `) + ` from "` + name + `"`,
		})
	}
	return s.tables
}

func column(t testing.TB, s *Server, q string, args ...any) []string {
	t.Helper()
	all, err := db.Column[string](t.Context(), s.DB, q, args...)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return all
}

// secretsOf are the ids and the addresses in the rows of a customer.
func secretsOf(rows map[string][]string) *regexp.Regexp {
	form := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[\w.+-]+@[\w.-]+\.test`)
	found := map[string]bool{}
	for _, table := range rows {
		for _, row := range table {
			for _, s := range form.FindAllString(row, -1) {
				found[regexp.QuoteMeta(s)] = true
			}
		}
	}
	var all []string
	for s := range found {
		all = append(all, s)
	}
	slices.Sort(all)
	return regexp.MustCompile(strings.Join(all, "|"))
}
