// Package dbtest gives a test an empty, migrated database of each engine.
//
// SQLite needs nothing. For PostgreSQL, GATEHOUSE_TEST_POSTGRES holds the URL
// of a server and a user who may create databases; without it those tests are
// skipped, except where CI=true promises that nothing is.
package dbtest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"gatehouse/internal/db"
)

// Engines returns both engines, in the order in which [Each] takes them.
func Engines() []db.Dialect { return []db.Dialect{db.SQLite, db.Postgres} }

// Each runs f on every engine, as subtests that bear its name, at the same
// time as other parallel tests.
func Each(t *testing.T, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	for _, engine := range Engines() {
		t.Run(string(engine), func(t *testing.T) {
			needs(t, engine)
			t.Parallel()
			f(t, Open(t, engine))
		})
	}
}

// Open returns a migrated database without rows, which is gone after the test.
// It skips the test if the engine is not there.
func Open(t testing.TB, engine db.Dialect) *db.DB {
	t.Helper()
	return connect(t, Migrated(t, engine))
}

// Migrated returns the address of a migrated database without rows, that nobody has
// open. It is gone after the test.
func Migrated(t testing.TB, engine db.Dialect) string {
	t.Helper()
	needs(t, engine)
	if engine == db.SQLite {
		return copyOfTemplate(t)
	}
	return createDatabase(t, postgresTemplate(t))
}

// URL returns the address of a database without tables, for a server under
// test that opens and migrates it itself. It is gone after the test.
func URL(t testing.TB, engine db.Dialect) string {
	t.Helper()
	needs(t, engine)
	if engine == db.SQLite {
		return filepath.Join(t.TempDir(), "gatehouse.db")
	}
	return createDatabase(t, "template1")
}

func needs(t testing.TB, engine db.Dialect) {
	t.Helper()
	if engine == db.SQLite || os.Getenv(postgresEnv) != "" {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal(postgresEnv + " is not set, and CI is")
	}
	t.Skip(postgresEnv + " is not set")
}

// urls are the addresses of what was opened here.
var urls sync.Map

// Another opens the database of d once more, as another process would.
func Another(t testing.TB, d *db.DB) *db.DB {
	t.Helper()
	return connect(t, Address(t, d))
}

// Address is what d was opened with.
func Address(t testing.TB, d *db.DB) string {
	t.Helper()
	url, ok := urls.Load(d)
	if !ok {
		t.Fatal("this database was not opened by dbtest")
	}
	return url.(string) //nolint:forcetypeassert // only connect stores them
}

// Connect opens the database at an address, and brings its schema up to date.
func Connect(t testing.TB, url string) *db.DB {
	t.Helper()
	d := connect(t, url)
	if _, err := db.Migrate(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func connect(t testing.TB, url string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	urls.Store(d, url)
	t.Cleanup(func() {
		urls.Delete(d)
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}
