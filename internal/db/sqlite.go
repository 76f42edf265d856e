package db

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
)

// maxReaders is how many statements read an SQLite file at a time.
const maxReaders = 8

func openSQLite(ctx context.Context, path string) (*DB, error) {
	// SQLite would let everybody on the machine read the file. The files that
	// it puts beside this one take over its mode.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	f.Close()

	// The writer goes first: it turns the file to WAL. SQLite does not wait for
	// another process that is doing just that.
	var writer *writer
	err = retry(ctx, func() (err error) {
		writer, err = newWriter(ctx, path)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	// A reader keeps the 2 MB of pages that SQLite keeps by itself: there are eight
	// readers, and the system keeps the file's pages as well.
	pool, err := sql.Open("sqlite", sqliteDSN(path, "_query_only=1"))
	if err == nil {
		pool.SetMaxOpenConns(maxReaders)
		pool.SetMaxIdleConns(maxReaders) // a connection keeps its cache and its statements
		err = pool.PingContext(ctx)
	}
	if err != nil {
		writer.stop()
		writer.pool.Close()
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	return &DB{
		dialect: SQLite, pool: pool, runner: newStatements(pool, true), writer: writer, others: &others{path: path}, closed: new(atomic.Bool),
	}, nil
}

// sqliteDSN sets the pragmas in the DSN, so that every pooled connection gets
// them; a PRAGMA run with Exec reaches only one.
func sqliteDSN(path string, more ...string) string {
	return sqliteURI(path, append([]string{
		"_pragma=busy_timeout(10000)", // milliseconds; other processes write too
		"_pragma=foreign_keys(1)",
		"_pragma=synchronous(FULL)", // what is answered survives the loss of power
		"_dqs=0",                    // as in PostgreSQL, "x" is a column and never a text
		"_time_integer_format=unix_micro",
		"_inttotime=1",
	}, more...))
}

func sqliteURI(path string, options []string) string {
	return "file:" + uriPath.Replace(path) + "?" + strings.Join(options, "&")
}

// uriPath escapes what has a meaning in a URI.
var uriPath = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23")
