package dbtest

import (
	"context"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/db"
)

const postgresEnv = "GATEHOUSE_TEST_POSTGRES"

// server is the database that the environment names. Databases are created and
// dropped from there; nothing is kept in it. It stays open until the process
// ends.
var server = sync.OnceValues(func() (*db.DB, error) {
	return db.Open(context.Background(), os.Getenv(postgresEnv))
})

// createDatabase copies a template and returns the copy's address.
func createDatabase(t testing.TB, template string) string {
	t.Helper()
	admin, err := server()
	if err != nil {
		t.Fatal(err)
	}
	name := "gatehouse_test_" + strings.ReplaceAll(db.NewID(), "-", "")
	if _, err := admin.Exec(t.Context(), `create database `+name+` template `+template+strategy()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// A server under test may still be letting go of it.
		if _, err := admin.Exec(context.Background(), `drop database `+name+` with (force)`); err != nil {
			t.Error(err)
		}
	})
	address, err := address(name)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// strategy has the files of a template copied, as PostgreSQL did before 15, not
// each of its pages written to the log: they are in place sooner, and so is what the
// first connection reads of the catalogue.
var strategy = sync.OnceValue(func() string {
	admin, err := server()
	if err != nil {
		return ""
	}
	if version, err := db.Value[int](context.Background(), admin, `select current_setting('server_version_num')::int`); err != nil || version < 150000 {
		return ""
	}
	return ` strategy file_copy`
})

func address(database string) (string, error) {
	u, err := url.Parse(os.Getenv(postgresEnv))
	if err != nil {
		return "", err
	}
	u.Path = "/" + database
	return u.String(), nil
}

func postgresTemplate(t testing.TB) string {
	t.Helper()
	name, err := migratedTemplate()
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// migratedTemplate returns a migrated database to copy. Its name holds a hash
// of the migrations: all test processes share it, and the next runs find it.
var migratedTemplate = sync.OnceValues(func() (string, error) {
	hash, err := db.Fingerprint()
	if err != nil {
		return "", err
	}
	name := "gatehouse_template_" + hash
	ctx := context.Background()
	admin, err := server()
	if err != nil {
		return "", err
	}
	// Test processes of several packages start together, and one makes it. The
	// lock goes with the transaction; "create database" cannot be in one and
	// takes another connection.
	return name, admin.Tx(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(7215)`); err != nil {
			return err
		}
		n, err := db.Value[int](ctx, admin, `select count(*) from pg_database where datname = $1`, name)
		if err != nil || n > 0 {
			return err
		}
		return makeTemplate(ctx, admin, name)
	})
})

func makeTemplate(ctx context.Context, admin *db.DB, name string) error {
	// It gets its name when it is whole, in case the process is killed here.
	draft := name + "_draft"
	for _, q := range []string{`drop database if exists ` + draft + ` with (force)`, `create database ` + draft} {
		if _, err := admin.Exec(ctx, q); err != nil {
			return err
		}
	}
	address, err := address(draft)
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, address)
	if err != nil {
		return err
	}
	_, err = db.Migrate(ctx, d)
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	_, err = admin.Exec(ctx, `alter database `+draft+` rename to `+name)
	return err
}
