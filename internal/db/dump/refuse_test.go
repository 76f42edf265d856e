package dump_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/db/dump"
)

// saved returns the path of a copy of a database.
func saved(t testing.TB, url string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "it's a copy")
	err := db.Snapshot(t.Context(), url, func(tx *db.Tx) error {
		_, err := dump.Save(t.Context(), tx, path, "1.2.3")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// untouched wants a database that is as before somebody failed to write to it.
func untouched(t *testing.T, url string, engine db.Dialect) {
	t.Helper()
	if engine == db.SQLite {
		left, err := filepath.Glob(url + "*")
		if err != nil || len(left) > 0 {
			t.Error("there is", left, err)
		}
		return
	}
	err := db.Snapshot(t.Context(), url, func(tx *db.Tx) error {
		tables, err := db.Tables(t.Context(), tx)
		if len(tables) > 0 {
			t.Errorf("%d tables are there", len(tables))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// A file that is not what was written is found out, and nothing of it stays.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	path := saved(t, filled(t, db.SQLite))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n := len(whole)
	changed := func(at int) []byte {
		b := slices.Clone(whole)
		b[at] ^= 0x10
		return b
	}
	for _, tt := range []struct {
		name string
		file []byte
		want error
	}{
		{"empty", nil, dump.ErrForeign},
		{"of another kind", []byte("SQLite format 3\x00 and so on, and so on"), dump.ErrForeign},
		{"of another version", bytes.Replace(whole, []byte("backup 1"), []byte("backup 2"), 1), dump.ErrForeign},
		{"cut off early", whole[:40], dump.ErrDamaged},
		{"cut off", whole[:n/2], dump.ErrDamaged},
		{"cut off late", whole[:n-1], dump.ErrDamaged},
		{"changed early", changed(60), dump.ErrDamaged},
		{"changed", changed(n / 2), dump.ErrDamaged},
		{"changed late", changed(n - 2), dump.ErrDamaged},
		{"longer", append(slices.Clone(whole), whole[len("gatehouse backup 1\n"):]...), dump.ErrDamaged},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "file")
			if err := os.WriteFile(file, tt.file, 0o600); err != nil {
				t.Fatal(err)
			}
			urls := map[db.Dialect]string{db.SQLite: filepath.Join(t.TempDir(), "gatehouse.db")}
			if tt.name == "changed late" { // says that all is taken back there, too
				urls[db.Postgres] = dbtest.URL(t, db.Postgres)
			}
			for engine, url := range urls {
				_, err := load(t, file, url)
				if !errors.Is(err, tt.want) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
				if tt.name == "of another kind" && !strings.Contains(err.Error(), "in the place of gatehouse.db") {
					t.Errorf("what to do with it is not said: %v", err)
				}
				untouched(t, url, engine)
			}
		})
	}
}

// What is inside of a file is looked at, too: the same as above in a stream that
// nothing else checks.
func TestDamagedStream(t *testing.T) {
	t.Parallel()
	var whole bytes.Buffer
	err := db.Snapshot(t.Context(), filled(t, db.SQLite), func(tx *db.Tx) error {
		_, err := dump.Write(t.Context(), tx, &whole, "1.2.3")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := bytes.IndexByte(whole.Bytes(), '\n') + 1
	for _, at := range []int{rows, rows + 20, whole.Len() - 33, whole.Len() - 1} {
		changed := slices.Clone(whole.Bytes())
		changed[at] ^= 1
		url := dbtest.URL(t, db.SQLite)
		err := db.Fill(t.Context(), url, func(tx *db.Tx) error {
			_, err := dump.Load(t.Context(), tx, bytes.NewReader(changed))
			return err
		})
		if !errors.Is(err, dump.ErrDamaged) {
			t.Errorf("with another byte %d of %d: %v", at, whole.Len(), err)
		}
		untouched(t, url, db.SQLite)
	}
}

// What is there is named, and stays.
func TestNotEmpty(t *testing.T) {
	t.Parallel()
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			url := filled(t, engine)
			file, want := saved(t, url), written(t, url)
			_, err := load(t, file, url)
			if !errors.Is(err, dump.ErrNotEmpty) || !strings.Contains(err.Error(), "access_requests (3)") || !strings.Contains(err.Error(), "other tables") {
				t.Error(err)
			}
			if got := written(t, url); !slices.Equal(got, want) {
				t.Error("it has changed")
			}

			url = dbtest.URL(t, engine)
			exec(t, url, `create table things (id bigint primary key)`)
			if _, err := load(t, file, url); !errors.Is(err, dump.ErrNotEmpty) || !strings.Contains(err.Error(), "things") {
				t.Error(err)
			}
			url = dbtest.Migrated(t, engine)
			exec(t, url, `delete from migrations where name like '0055%'`)
			if _, err := load(t, file, url); !errors.Is(err, dump.ErrNotEmpty) || !strings.Contains(err.Error(), "another version") {
				t.Error(err)
			}
		})
	}
}

func exec(t testing.TB, url, q string) {
	t.Helper()
	if err := db.Fill(t.Context(), url, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), q)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// A copy of a newer version is refused, with its version; one of an older version
// is brought up to date.
func TestOtherVersions(t *testing.T) {
	t.Parallel()
	pairs(t, func(t *testing.T, from, to db.Dialect) {
		if from == to {
			return
		}
		all, err := db.Migrations(from)
		if err != nil {
			t.Fatal(err)
		}
		url := dbtest.URL(t, from)
		old := all[:slices.IndexFunc(all, func(name string) bool { return name > "0039" })]
		err = db.Fill(t.Context(), url, func(tx *db.Tx) error {
			if _, err := tx.Migrate(t.Context(), old); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), `insert into customers (id, guid, kind, name, company_guid, company_name, created_at, updated_at) values ($1, $2, 'Live', 'Old', '', '', $3, $3)`, 1, db.NewID(), db.Now())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		target := dbtest.URL(t, to)
		if _, err := load(t, saved(t, url), target); err != nil {
			t.Fatal(err)
		}
		d, err := db.Open(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		if name, err := db.Value[string](t.Context(), d, `select name from customers`); err != nil || name != "Old" {
			t.Error(name, err)
		}
		if pending, err := db.Pending(t.Context(), d); err != nil || len(pending) > 0 {
			t.Error(pending, err)
		}

		exec(t, url, `insert into migrations (name, applied_at) select '9999_later', applied_at from migrations where name = '0001_tenant'`)
		target = dbtest.URL(t, to)
		if _, err := load(t, saved(t, url), target); err == nil || !strings.Contains(err.Error(), "too new: version 1.2.3 wrote it") || !strings.Contains(err.Error(), "9999_later") {
			t.Error(err)
		}
		untouched(t, target, to)
	})
}

// A copy that is to be the last of a database is made only of one that nobody uses,
// and nobody writes to it meanwhile.
func TestStandstill(t *testing.T) {
	t.Parallel()
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			url := dbtest.Migrated(t, engine)
			d, err := db.Open(t.Context(), url)
			if err != nil {
				t.Fatal(err)
			}
			called := false
			nothing := func(*db.Tx, func(context.Context) error) error {
				called = true
				return nil
			}
			if err := db.Standstill(t.Context(), url, nothing); !errors.Is(err, db.ErrInUse) || called {
				t.Error(err, called)
			}
			if engine == db.SQLite { // where nobody else may have what is written to
				if err := db.Fill(t.Context(), url, func(*db.Tx) error { return nil }); !errors.Is(err, db.ErrInUse) {
					t.Error(err)
				}
			}
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			err = db.Standstill(t.Context(), url, func(tx *db.Tx, still func(context.Context) error) error {
				if err := still(t.Context()); err != nil {
					return err
				}
				err := db.Snapshot(t.Context(), url, func(other *db.Tx) error {
					if engine == db.SQLite {
						return errors.New("another has come in")
					}
					if err := still(t.Context()); !errors.Is(err, db.ErrInUse) {
						t.Error("another has come:", err)
					}
					_, err := other.Exec(t.Context(), `lock table jobs in row exclusive mode nowait`)
					return err
				})
				if err == nil || engine == db.SQLite && !errors.Is(err, db.ErrInUse) {
					t.Error("another may write:", err)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// A copy has its name only when it is whole, and never that of another file.
func TestSave(t *testing.T) {
	t.Parallel()
	url := dbtest.Migrated(t, db.SQLite)
	path := saved(t, url)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	save := func(ctx context.Context, path string) error {
		return db.Snapshot(ctx, url, func(tx *db.Tx) error {
			_, err := dump.Save(ctx, tx, path, "1.2.3")
			return err
		})
	}
	if err := save(t.Context(), path); !errors.Is(err, fs.ErrExist) {
		t.Error("over another:", err)
	}
	if err := save(t.Context(), filepath.Join(filepath.Dir(path), "missing", "copy")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("nowhere:", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := save(ended, path+"2"); err == nil {
		t.Error("nobody stops it")
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); err != nil || !slices.Equal(left, []string{path}) {
		t.Error(left, err)
	}
	if err := db.Snapshot(t.Context(), url+"x", func(*db.Tx) error { return nil }); !errors.Is(err, fs.ErrNotExist) {
		t.Error("of nothing:", err)
	}
}
