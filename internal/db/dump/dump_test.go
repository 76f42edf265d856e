package dump_test

import (
	"bytes"
	"context"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/db/dump"
)

// pairs runs f from each engine to each, itself too.
func pairs(t *testing.T, f func(t *testing.T, from, to db.Dialect)) {
	t.Helper()
	for _, from := range dbtest.Engines() {
		for _, to := range dbtest.Engines() {
			t.Run(string(from)+" to "+string(to), func(t *testing.T) {
				t.Parallel()
				f(t, from, to)
			})
		}
	}
}

// filled returns the address of a database with three rows in every table.
func filled(t testing.TB, engine db.Dialect) string {
	t.Helper()
	url := dbtest.Migrated(t, engine)
	err := db.Fill(t.Context(), url, func(tx *db.Tx) error {
		again, err := tx.Bare(t.Context())
		if err != nil {
			return err
		}
		tables, err := db.Tables(t.Context(), tx)
		if err != nil {
			return err
		}
		for i := range tables {
			if err := fillTable(t, tx, &tables[i]); err != nil {
				t.Errorf("table %s: %v", tables[i].Name, err)
				return err
			}
		}
		for _, q := range again {
			if _, err := tx.Exec(t.Context(), q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// fillTable writes a row of odd values, one with nothing in it that need not be, and
// one of small values. The same values in all tables satisfy every foreign key.
func fillTable(t testing.TB, tx *db.Tx, table *db.Table) error {
	if table.Name == "migrations" {
		return nil
	}
	allowed, needed := checks(t), notNull(t, tx, table.Name)
	n := 0
	rows := 3
	if table.Name == "house" { // may have one
		rows = 1
		if _, err := tx.Exec(t.Context(), `delete from house`); err != nil {
			return err
		}
	}
	_, err := tx.Pour(t.Context(), table, func() ([]any, error) {
		if n == rows {
			return nil, nil
		}
		row := make([]any, len(table.Columns))
		for i, c := range table.Columns {
			row[i] = values[c.Type][n]
			if value, ok := allowed[table.Name+"."+c.Name]; ok {
				row[i] = value
			}
			if free[table.Name+"."+c.Name] {
				row[i] = []any{int64(math.MinInt64), int64(-1), int64(math.MaxInt64)}[n]
			}
			if n == 1 && !needed[c.Name] || c.Name == "leased_until" {
				row[i] = nil
			}
			if c.Name == "is_backup" {
				row[i] = false
			}
		}
		n++
		return row, nil
	})
	return err
}

// values are three of each type.
var values = map[string][]any{
	"text":      {"a ☃\t\n\r\"'\\ 𝕏 \u200f e\u0301 \u0001 \ufffd $1", "b", strings.Repeat("long ", 2000)},
	"bigint":    {int64(1), int64(2), int64(0)},
	"boolean":   {true, false, true},
	"timestamp": {time.Date(1969, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Date(2026, 10, 25, 1, 30, 0, 1000, time.UTC)},
	"bytea":     {[]byte{0, 1, 0x80, 0xff, '\''}, []byte{}, bytes.Repeat([]byte{0}, 10_000)},
}

// free are columns of numbers that nothing limits.
var free = map[string]bool{"jobs.every_ms": true, "house.era": true, "heads.portfolio": true}

var (
	ofTable = regexp.MustCompile(`(?:create|alter) table (\w+?)(?:_new)? `)
	ofCheck = regexp.MustCompile(`check \((\w+) (?:in \(|= )'([^']*)'`)
	limited = map[string]any{"access_requests.trial_days": int64(30), "licences.shared_used": int64(0)}
)

// checks returns a value for each column that takes only some texts.
func checks(t testing.TB) map[string]any {
	files, err := filepath.Glob("../migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	found := maps.Clone(limited)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		table := ""
		for line := range strings.Lines(string(text)) {
			if m := ofTable.FindStringSubmatch(line); m != nil {
				table = m[1]
			}
			if m := ofCheck.FindStringSubmatch(line); m != nil {
				found[table+"."+m[1]] = m[2]
			}
		}
	}
	return found
}

func notNull(t testing.TB, tx *db.Tx, table string) map[string]bool {
	q := `select name from pragma_table_info('` + table + `') where "notnull" = 1 or pk > 0`
	if tx.Dialect() == db.Postgres {
		q = `select cast(attname as text) from pg_attribute where attrelid = cast('` + table + `' as regclass) and attnotnull`
	}
	names, err := db.Column[string](t.Context(), tx, q)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, name := range names {
		found[name] = true
	}
	return found
}

// written returns what a database holds.
func written(t testing.TB, url string) (sums []dump.Sum) {
	t.Helper()
	err := db.Snapshot(t.Context(), url, func(tx *db.Tx) (err error) {
		sums, err = dump.Write(t.Context(), tx, new(bytes.Buffer), "test")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// same compares all tables but that of the database itself, whose era has changed.
func same(t *testing.T, got, want []dump.Sum) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d tables, want %d", len(got), len(want))
	}
	for i := range want {
		if want[i].Rows == 0 {
			t.Errorf("nothing is in %s", want[i].Table)
		}
		if got[i] != want[i] && want[i].Table != "house" {
			t.Errorf("%s holds %d rows %x, want %d rows %x", want[i].Table, got[i].Rows, got[i].Hash[:4], want[i].Rows, want[i].Hash[:4])
		}
	}
}

// Every table comes as it is from each engine to each, of all types: through a file
// into nothing, or through a pipe into a schema.
func TestEverythingIsCopied(t *testing.T) {
	t.Parallel()
	pairs(t, func(t *testing.T, from, to db.Dialect) {
		source := filled(t, from)
		want := written(t, source)
		target := dbtest.URL(t, to)
		var err error
		if from != to {
			_, err = load(t, saved(t, source), target)
		} else {
			target = dbtest.Migrated(t, to)
			err = db.Standstill(t.Context(), source, func(tx *db.Tx, still func(context.Context) error) error {
				return db.Fill(t.Context(), target, func(into *db.Tx) error {
					if _, err := dump.Copy(t.Context(), tx, into, "test"); err != nil {
						return err
					}
					return still(t.Context())
				})
			})
		}
		if err != nil {
			t.Fatal(err)
		}
		same(t, written(t, target), want)
		sameSchema(t, target, to)
	})
}

func load(t testing.TB, file, target string) (l dump.Loaded, err error) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, closeIt, err := dump.Open(f)
	if err != nil {
		return l, err
	}
	defer closeIt()
	return l, db.Fill(t.Context(), target, func(tx *db.Tx) (err error) {
		l, err = dump.Load(t.Context(), tx, r)
		return err
	})
}

// sameSchema compares what is there with what migrating alone makes: no index,
// trigger or constraint is lost on the way.
func sameSchema(t *testing.T, url string, engine db.Dialect) {
	t.Helper()
	q := `select type || ' ' || name || ' ' || sql from sqlite_master where sql is not null and name not like 'sqlite~_%' escape '~' order by 1`
	if engine == db.Postgres {
		q = `select pg_get_indexdef(indexrelid) from pg_index where indrelid in (select oid from pg_class where relnamespace = cast(current_schema() as regnamespace))
			union all select cast(cast(conrelid as regclass) as text) || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = cast(current_schema() as regnamespace)
			union all select pg_get_triggerdef(oid) || ' ' || cast(tgenabled as text) from pg_trigger where not tgisinternal order by 1`
	}
	parts := func(d *db.DB) []string {
		all, err := db.Column[string](t.Context(), d, q)
		if err != nil || len(all) < 100 {
			t.Fatal(len(all), err)
		}
		return all
	}
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got, want := parts(d), parts(dbtest.Open(t, engine)); !slices.Equal(got, want) {
		t.Errorf("the schema is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if damage, err := d.Damage(t.Context()); err != nil || len(damage) > 0 {
		t.Error(damage, err)
	}
}
