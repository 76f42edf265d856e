package db_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func TestMigrateTwice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if applied, err := db.Migrate(t.Context(), d); len(applied) != 0 || err != nil {
			t.Error(applied, err)
		}
	})
}

// Of several nodes that start together, one migrates.
func TestMigrateTogether(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			url := dbtest.URL(t, engine)
			var mu sync.Mutex
			var all []string
			var wg sync.WaitGroup
			for range 8 {
				wg.Go(func() {
					d, err := db.Open(t.Context(), url)
					if err != nil {
						t.Error(err)
						return
					}
					defer d.Close()
					applied, err := db.Migrate(t.Context(), d)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					all = append(all, applied...)
				})
			}
			wg.Wait()
			slices.Sort(all)
			if n := len(slices.Compact(all)); n == 0 || n != len(all) {
				t.Errorf("applied %d migrations in %d steps", n, len(all))
			}
		})
	}
}

// Both engines must end up with the same tables and columns.
func TestSchemasAgree(t *testing.T) {
	queries := map[db.Dialect]string{
		db.SQLite: `select m.name || '.' || c.name || case c."notnull" + c.pk when 0 then '' else ' not null' end
			from sqlite_master m, pragma_table_info(m.name) c
			where m.type = 'table' and m.name not like 'sqlite_%' order by 1`,
		db.Postgres: `select table_name || '.' || column_name || case is_nullable when 'YES' then '' else ' not null' end
			from information_schema.columns where table_schema = current_schema() order by 1`,
	}
	got := make(map[db.Dialect][]string)
	for _, engine := range dbtest.Engines() {
		d := dbtest.Open(t, engine)
		columns, err := db.Column[string](t.Context(), d, queries[engine])
		if err != nil || len(columns) == 0 {
			t.Fatal(columns, err)
		}
		slices.Sort(columns) // the engines have their own order of letters
		got[engine] = columns
	}
	for _, pair := range [][2]db.Dialect{{db.SQLite, db.Postgres}, {db.Postgres, db.SQLite}} {
		for _, column := range got[pair[0]] {
			if !slices.Contains(got[pair[1]], column) {
				t.Errorf("%s has %s and %s has not", pair[0], column, pair[1])
			}
		}
	}
}

// ofNobody are the tables whose key does not begin with a customer, and why.
var ofNobody = map[string]string{
	"customers": "are the customers", "directory": "finds the customer of a secret", "jobs": "are the server's", "migrations": "are the database's",
	"house": "is the database's", "limits": "count calls of whoever it is", "sign_in_tries": "count tries before anybody knows whose they are",
}

// The rows of a customer are kept apart from those of all others by the key of
// their table.
func TestKeysBeginWithTheCustomer(t *testing.T) {
	first := map[db.Dialect]string{
		db.SQLite: `select m.name || '.' || c.name from sqlite_master m, pragma_table_info(m.name) c
			where m.type = 'table' and m.name not like 'sqlite_%' and c.pk = 1`,
		db.Postgres: `select k.table_name || '.' || k.column_name
			from information_schema.table_constraints c
			join information_schema.key_column_usage k on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name
			where c.constraint_type = 'PRIMARY KEY' and c.table_schema = current_schema() and k.ordinal_position = 1`,
	}
	all := map[db.Dialect]string{
		db.SQLite:   `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
		db.Postgres: `select table_name from information_schema.tables where table_schema = current_schema()`,
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		keys, err := db.Column[string](t.Context(), d, first[d.Dialect()])
		if err != nil {
			t.Fatal(err)
		}
		tables, err := db.Column[string](t.Context(), d, all[d.Dialect()])
		if err != nil || len(tables) < 30 {
			t.Fatal(tables, err)
		}
		for _, table := range tables {
			if has := slices.Contains(keys, table+".customer_id"); has == (ofNobody[table] != "") {
				t.Errorf("%s: its key begins with the customer: %v", table, has)
			}
		}
	})
}

// A constraint that is checked at the commit would fail a whole group on
// SQLite for the fault of one member. PostgreSQL commits nobody together.
func TestNoDeferredConstraints(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		ours := !strings.HasSuffix(file, ".postgres.sql")
		if err != nil || ours && strings.Contains(strings.ToLower(string(text)), "deferr") {
			t.Error(file, err)
		}
	}
}

// modernc.org/sqlite works with exactly the libc that it was made with, and
// the module system is free to choose a later one.
func TestLibcBelongsToSQLite(t *testing.T) {
	text, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"modernc.org/sqlite v1.60.1", "modernc.org/libc v1.77.1"} {
		if !regexp.MustCompile(`(?m)^\s*` + regexp.QuoteMeta(want) + `\b`).Match(text) {
			t.Errorf("go.mod does not require %s", want)
		}
	}
}
