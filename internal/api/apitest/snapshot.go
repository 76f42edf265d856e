package apitest

import (
	"strings"
	"testing"

	"gatehouse/internal/db"
)

// Snapshot returns every row of every table: two of them are equal if nothing at
// all was written in between.
func (s *Server) Snapshot(t testing.TB) map[string][]string {
	t.Helper()
	tables, columns := `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
		`select name from pragma_table_info($1) order by name`
	if s.DB.Dialect() == db.Postgres {
		tables = `select table_name from information_schema.tables where table_schema = current_schema()`
		columns = `select column_name from information_schema.columns
			where table_schema = current_schema() and table_name = $1 order by column_name`
	}
	all := make(map[string][]string)
	for _, table := range column(t, s, tables) {
		var cells []string
		for _, name := range column(t, s, columns, table) {
			cells = append(cells, `coalesce(cast("`+name+`" as text), '-')`)
		}
		all[table] = column(t, s, `select `+strings.Join(cells, ` || '|' || `)+` from "`+table+`" order by 1`)
	}
	return all
}

func column(t testing.TB, s *Server, q string, args ...any) []string {
	t.Helper()
	all, err := db.Column[string](t.Context(), s.DB, q, args...)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return all
}
