// Package db is the only package that knows there are two databases.
//
// Queries are written once, in the SQL that SQLite and PostgreSQL share, with
// $1 placeholders, which both drivers bind by number. Where the two differ,
// the query asks [Conn.Dialect] and says why.
//
// Times go in and come out in UTC with microseconds, from columns declared
// timestamp. SQLite stores them as integers and tells by the column's type
// that they are times; an expression such as max(created_at) loses that type.
// It can still be scanned into a time.Time, never into an any or a string.
//
// Who reads passes a *[DB] or a *[Tx]; who writes more than one statement needs
// [DB.Tx]. On SQLite a *DB reads from connections that cannot write, so that an
// "insert … returning" belongs in a transaction.
package db

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"sync/atomic"

	"gatehouse/internal/trace"
)

// Dialect names a database engine.
type Dialect string

const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// span is the part of a trace that a statement is.
func (d Dialect) span(ctx context.Context, query string) trace.Span {
	if d == Postgres {
		return trace.Statement(ctx, "postgresql", query)
	}
	return trace.Statement(ctx, string(d), query)
}

// Conn runs queries: a *DB on its own, a *Tx as part of a transaction. A
// function that takes a Conn reads; one that takes a *Tx writes, and leaves
// the commit to its caller.
type Conn interface {
	Dialect() Dialect
	Exec(ctx context.Context, query string, args ...any) (affected int64, err error)
	query(ctx context.Context, read func(cursor) error, query string, args ...any) error
}

// cursor is the rows of a query, one after another.
type cursor interface {
	Next() bool
	Scan(dest ...any) error
}

// runner is what a statement is sent to. It reads rows in a callback, so that
// it knows when a prepared statement is free again.
type runner interface {
	exec(ctx context.Context, query string, args []any) (affected int64, err error)
	query(ctx context.Context, read func(cursor) error, query string, args []any) error
}

// DB is a database that many goroutines may use at once.
type DB struct {
	dialect Dialect
	pool    *sql.DB   // of PostgreSQL; on SQLite those that only read
	runner  runner    // over pool
	writer  *writer   // SQLite only
	others  *others   // SQLite only
	pulse   *pulse    // PostgreSQL only
	random  io.Reader // of the ids that transactions make; nil is the system's
	told    func(query string)
	closed  *atomic.Bool
}

// Open connects to url, a postgres:// or postgresql:// address or the path of
// an SQLite file, which is made if it is missing. Of several hosts in an address
// it takes the one that can be written to, now and whenever that moves.
func Open(ctx context.Context, url string) (*DB, error) {
	if isPostgres(url) {
		return openPostgres(ctx, url)
	}
	return openSQLite(ctx, url)
}

// Close waits for the transactions in progress and closes the database. Later
// calls find it unavailable.
func (d *DB) Close() error {
	if d.closed.Swap(true) {
		return nil
	}
	if d.writer == nil {
		d.pulse.end()
		return d.pool.Close()
	}
	d.writer.stop()
	// The writer's connection is the last to close: it brings the log home into
	// the file, which one that only reads cannot.
	return errors.Join(d.others.close(), d.pool.Close(), d.writer.pool.Close())
}

// Dialect names the engine.
func (d *DB) Dialect() Dialect { return d.dialect }

// Ping asks whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if d.closed.Load() {
		return errClosed
	}
	if d.pulse != nil && d.pulse.away.Load() {
		return errAway
	}
	return d.pool.PingContext(ctx)
}

// Exec runs one statement in a transaction of its own and returns how many
// rows it changed.
func (d *DB) Exec(ctx context.Context, q string, args ...any) (n int64, err error) {
	if d.dialect == SQLite {
		err = d.Tx(ctx, func(tx *Tx) (err error) {
			n, err = tx.Exec(ctx, q, args...)
			return err
		})
		return n, err
	}
	err = retry(ctx, func() (err error) {
		if d.closed.Load() {
			return errClosed
		}
		tell(d.told, q)
		span := d.dialect.span(ctx, q)
		n, err = d.runner.exec(ctx, q, args)
		span.End(err)
		return err
	})
	return n, ended(err)
}

func (d *DB) query(ctx context.Context, read func(cursor) error, q string, args ...any) error {
	if d.closed.Load() {
		return errClosed
	}
	tell(d.told, q)
	span := d.dialect.span(ctx, q)
	err := d.runner.query(ctx, read, q, args)
	span.End(err)
	return counted(err)
}

// Watched returns the database with a function that is told of every statement
// before it is sent: a test counts what a request asks for. Several goroutines
// may call it at once.
func (d *DB) Watched(told func(query string)) *DB {
	watched := *d
	watched.told = told
	return &watched
}

func tell(told func(string), query string) {
	if told != nil {
		told(query)
	}
}
