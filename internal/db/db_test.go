package db_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"gatehouse/internal/db"
)

// Both drivers must bind $n by its number. Not every SQLite driver does:
// mattn/go-sqlite3 binds by order of appearance, and says nothing.
func TestPlaceholders(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		type pair struct{ a, b string }
		got, err := db.One(t.Context(), d, func(p *pair) []any { return []any{&p.a, &p.b} },
			`select cast($2 as text), cast($1 as text)`, "one", "two")
		if want := (pair{"two", "one"}); err != nil || got != want {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	})
}

func TestTimes(t *testing.T) {
	created := time.Date(2026, 3, 29, 2, 30, 0, 123_456_000, time.UTC)
	for name, tc := range map[string]struct {
		in   any
		want *time.Time
	}{
		"utc":                {created, &created},
		"another zone":       {created.In(time.FixedZone("", -5*3600)), &created},
		"a pointer":          {&created, &created},
		"too precise":        {created.Add(789), &created},
		"before 1970":        {time.Date(1969, 12, 31, 23, 59, 59, 1000, time.UTC), new(time.Date(1969, 12, 31, 23, 59, 59, 1000, time.UTC))},
		"null":               {nil, nil},
		"a pointer that is ": {(*time.Time)(nil), nil},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, d *db.DB) {
				_, err := d.Exec(t.Context(), `insert into things (id, name, at, until) values (1, '', $1, $2)`, created, tc.in)
				if err != nil {
					t.Fatal(err)
				}
				// An expression has no declared type on SQLite.
				for _, column := range []string{"until", "max(until)", "coalesce(until, null)"} {
					got, err := db.Value[*time.Time](t.Context(), d, `select `+column+` from things group by until`)
					if err != nil || (got == nil) != (tc.want == nil) || got != nil && *got != *tc.want {
						t.Errorf("%s: got %v, %v, want %v", column, got, err, tc.want)
					}
				}
				found, err := db.Value[time.Time](t.Context(), d, `select at from things where at >= $1 and at <= $1`, created)
				if err != nil || found != created {
					t.Errorf("found %v, %v, want %v", found, err, created)
				}
			})
		})
	}
}

// Bytes of several rows stay what they are while others are read, and whoever
// changes them changes no others.
func TestBytes(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		kind := map[db.Dialect]string{db.SQLite: "blob", db.Postgres: "bytea"}[d.Dialect()]
		for _, as := range []string{"text", kind} {
			q := `select cast(x as ` + as + `) from (select 'first' as x union all select '' union all select null union all select 'fourth') s`
			for range 2 {
				got, err := db.Column[[]byte](t.Context(), d, q)
				if err != nil || len(got) != 4 || string(got[0]) != "first" || len(got[1]) != 0 || got[2] != nil || string(got[3]) != "fourth" {
					t.Fatalf("%s: got %q, %v", as, got, err)
				}
				copy(got[0], "XXXXX")
				if string(got[3]) != "fourth" {
					t.Errorf("%s: the first shares memory with the fourth", as)
				}
			}
		}
	})
}

func TestNullIsNoTime(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		if _, err := db.Value[time.Time](t.Context(), d, `select max(at) from things`); err == nil {
			t.Error("null was read as a time")
		}
	})
}

func TestBooleans(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		for name, active := range map[string]bool{"no": false, "yes": true} {
			addThing(t, d, name)
			if _, err := d.Exec(t.Context(), `update things set flag = $1 where name = $2`, active, name); err != nil {
				t.Fatal(err)
			}
		}
		got, err := db.Column[bool](t.Context(), d, `select flag from things order by name`)
		if err != nil || !slices.Equal(got, []bool{false, true}) {
			t.Error(got, err)
		}
		names, err := db.Column[string](t.Context(), d, `select name from things where flag and not (flag = $1)`, false)
		if err != nil || !slices.Equal(names, []string{"yes"}) {
			t.Error(names, err)
		}
	})
}

// Types of our own over the basic ones need no method.
func TestNamedTypes(t *testing.T) {
	type kind string
	type number int32
	each(t, func(t *testing.T, d *db.DB) {
		addThing(t, d, "a")
		if _, err := d.Exec(t.Context(), `update things set kind = $1, id = $2`, kind("PoC"), number(7)); err != nil {
			t.Fatal(err)
		}
		got, err := db.Value[kind](t.Context(), d, `select kind from things where id = $1`, number(7))
		if err != nil || got != "PoC" {
			t.Error(got, err)
		}
	})
}

func TestNoRow(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		if _, err := db.Value[string](t.Context(), d, `select name from things`); !errors.Is(err, db.ErrNone) {
			t.Error(err)
		}
		if all, err := db.Column[string](t.Context(), d, `select name from things`); len(all) != 0 || err != nil {
			t.Error(all, err)
		}
	})
}

// Who stops reading gives the connection back, or the pool would run out.
func TestEachStops(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		for range 3 {
			addThing(t, d, "a")
		}
		enough := errors.New("enough")
		for range 30 {
			rows := 0
			err := db.Each(t.Context(), d, func(s *string) []any { return []any{s} }, func(*string) error {
				if rows++; rows == 2 {
					return enough
				}
				return nil
			}, `select name from things`)
			if !errors.Is(err, enough) || rows != 2 {
				t.Fatal(rows, err)
			}
		}
	})
}

// Rows that came before an error must not pass for all of them.
func TestErrorAfterRows(t *testing.T) {
	queries := map[db.Dialect]string{
		db.SQLite:   `with n (i) as (values (1), (2), (3)) select abs(-9223372036854775807 - (i = 3)) from n`,
		db.Postgres: `select 1 / (3 - i) from generate_series(1, 3) i`,
	}
	each(t, func(t *testing.T, d *db.DB) {
		rows := 0
		err := db.Each(t.Context(), d, func(n *int64) []any { return []any{n} }, func(*int64) error { rows++; return nil }, queries[d.Dialect()])
		if err == nil {
			t.Error("no error after rows:", rows)
		}
	})
}

// A constraint that is checked after the last row must not go unnoticed.
func TestReturningChecksForeignKeys(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			_, err := db.Value[int64](t.Context(), tx, `insert into parts (thing) values (404) returning thing`)
			return err
		})
		if err == nil {
			t.Error("a row without its parent was written")
		}
	})
}

func TestErrors(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		const insert = `insert into things (id, name, at) values (1, '', $1)`
		if _, err := d.Exec(t.Context(), insert, db.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Exec(t.Context(), insert, db.Now()); !db.IsUnique(err) || db.IsUnavailable(err) {
			t.Error(err)
		}
		if _, err := d.Exec(t.Context(), `select nonsense`); err == nil || db.IsUnique(err) || db.IsUnavailable(err) {
			t.Error(err)
		}
		if err := d.Ping(t.Context()); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		if _, err := d.Exec(t.Context(), insert, db.Now()); !db.IsUnavailable(err) {
			t.Error(err)
		}
		if _, err := db.Value[int](t.Context(), d, `select 1`); !db.IsUnavailable(err) {
			t.Error(err)
		}
	})
}

// A server that goes away is told from one that refuses, and comes back.
func TestServerEndsConnection(t *testing.T) {
	d := open(t, db.Postgres)
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `select pg_terminate_backend(pg_backend_pid())`)
		return err
	})
	if !db.IsUnavailable(err) {
		t.Error(err)
	}
	addThing(t, d, "after")
}

func TestOpenUnavailable(t *testing.T) {
	for name, url := range map[string]string{
		"nobody listens": "postgres://localhost:1/x?sslmode=disable",
		"no folder":      filepath.Join(t.TempDir(), "missing", "gatehouse.db"),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := db.Open(t.Context(), url)
			if err == nil {
				d.Close()
			}
			if !db.IsUnavailable(err) && !errors.Is(err, os.ErrNotExist) {
				t.Error(err)
			}
		})
	}
}

// The file holds everybody's data: only its owner reads it, or what is beside it.
func TestFilesArePrivate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "odd ?#%41 name.db")
	d, err := db.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	createTables(t, d)
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Error(info.Name(), info.Mode(), err)
		}
	}
}
