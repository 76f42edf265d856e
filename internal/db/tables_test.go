package db_test

import (
	"reflect"
	"slices"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Both engines have the same tables, of types that a copy knows, and nothing that
// would be lost if only rows were copied.
func TestTables(t *testing.T) {
	var found [][]db.Table
	for _, engine := range dbtest.Engines() {
		d := dbtest.Open(t, engine)
		tables, err := db.Tables(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, tables)
		everything := `select tbl_name from sqlite_master where rootpage > 0 and type = 'table'`
		others := `select 'column ' || m.name || '.' || c.name from sqlite_master m, pragma_table_xinfo(m.name) c where c.hidden <> 0
			union all select type || ' ' || name from sqlite_master where type not in ('table', 'index', 'trigger') or sql like 'create virtual%' or sql like '%autoincrement%'`
		if engine == db.Postgres {
			everything = `select cast(table_name as text) from information_schema.tables where table_schema = current_schema()`
			others = `select 'column ' || cast(column_name as text) from information_schema.columns where table_schema = current_schema() and (is_generated = 'ALWAYS' or is_identity = 'YES')
				union all select cast(relname as text) from pg_class where relnamespace = cast(current_schema() as regnamespace) and relkind not in ('r', 'i')`
		}
		names, err := db.Column[string](t.Context(), d, everything)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(names)
		if got := namesOf(tables); !slices.Equal(got, names) || len(names) < 80 {
			t.Errorf("%s: got tables %v, want %v", engine, got, names)
		}
		if odd, err := db.Column[string](t.Context(), d, others); err != nil || len(odd) > 0 {
			t.Errorf("%s has what no copy of rows has: %v %v", engine, odd, err)
		}
	}
	if len(found) == 2 && !reflect.DeepEqual(found[0], found[1]) {
		t.Errorf("the engines have different tables:\n%v\n%v", found[0], found[1])
	}
	for _, table := range found[0] {
		if len(table.Key) == 0 {
			t.Errorf("%s has no key", table.Name)
		}
		for _, c := range table.Columns {
			if !slices.Contains([]string{"text", "bigint", "boolean", "timestamp", "bytea"}, c.Type) {
				t.Errorf("%s.%s has the type %s", table.Name, c.Name, c.Type)
			}
		}
	}
}

func namesOf(tables []db.Table) (names []string) {
	for _, t := range tables {
		names = append(names, t.Name)
	}
	return names
}
