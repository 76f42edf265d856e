package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// ErrInUse says that others have a database open that should be nobody's.
var ErrInUse = errors.New("the database is in use")

// reading begins a transaction that sees one moment.
const reading = `begin isolation level repeatable read read only`

// longLived lets a transaction last as long as it takes, whatever the server is set to.
const longLived = `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '10s'`

// Snapshot runs f in a transaction on a connection of its own that sees the database
// as it is before f is called, and writes nothing, while others go on. An SQLite file
// that is not there is not made. Its log grows until f returns.
func Snapshot(ctx context.Context, url string, f func(*Tx) error) error {
	if isPostgres(url) {
		return lockedPostgres(ctx, url, "access share", func(tx *Tx) error {
			if _, err := Value[int](ctx, tx, `select 1`); err != nil {
				return err
			}
			return f(tx)
		})
	}
	return readSQLite(ctx, url, nil, f)
}

// Standstill is [Snapshot] of a database that nobody else uses, and keeps others
// from writing until f returns. Otherwise it fails with [ErrInUse], before f is
// called, or from still, which f asks at its end: who writes in spite of what
// Standstill says has come since, and would be waiting.
func Standstill(ctx context.Context, url string, f func(tx *Tx, still func(context.Context) error) error) error {
	if !isPostgres(url) {
		// Nobody else can open the file while this connection is there.
		return readSQLite(ctx, url, []string{"_pragma=locking_mode(exclusive)"}, func(tx *Tx) error {
			return f(tx, func(context.Context) error { return nil })
		})
	}
	return lockedPostgres(ctx, url, "share", func(tx *Tx) error {
		if err := tx.alone(ctx); err != nil {
			return err
		}
		return f(tx, tx.alone)
	})
}

// lockedPostgres runs a transaction that sees one moment, that of its first question,
// of tables that are locked before it. What an upgrade writes anew, or somebody empties
// as a whole, is for a transaction from before not as it was, but empty: that waits.
func lockedPostgres(ctx context.Context, url, mode string, f func(*Tx) error) error {
	var tables []Table
	err := wholePostgres(ctx, url, begin, func(tx *Tx) (err error) {
		tables, err = Tables(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	names := make([]string, len(tables))
	for i, table := range tables {
		names[i] = table.Name
	}
	return wholePostgres(ctx, url, reading, func(tx *Tx) error {
		if len(names) > 0 {
			if _, err := tx.Exec(ctx, `lock table `+list(names)+` in `+mode+` mode`); err != nil {
				return err
			}
		}
		return f(tx)
	})
}

// Fill runs f in a transaction, on a connection of its own, that is made for writing
// a whole database: on SQLite into a file that nobody else has open, which is made
// and is gone again if f fails. A power that goes takes everything with it.
func Fill(ctx context.Context, url string, f func(*Tx) error) error {
	if isPostgres(url) {
		return wholePostgres(ctx, url, begin, f)
	}
	file, err := os.OpenFile(url, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	made := err == nil
	if made {
		err = file.Close()
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make database: %w", err)
	}
	// A log of what was there before, which is next to nothing, instead of one of
	// what comes. To leave the other kind takes a file that nobody else has open.
	err = wholeSQLite(ctx, url, `begin exclusive`, []string{"_pragma=journal_mode(delete)", "_pragma=synchronous(full)"}, f)
	if err != nil && made {
		return errors.Join(err, os.Remove(url))
	}
	return err
}

func readSQLite(ctx context.Context, path string, options []string, f func(*Tx) error) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	return wholeSQLite(ctx, path, `begin`, append(options, "_query_only=1"), f)
}

// wholeSQLite runs a transaction on a connection whose pragmas the usual ones do not
// suit: no foreign keys, because the rows of one table come before those of another,
// and times as the numbers that they are.
func wholeSQLite(ctx context.Context, path, begin string, options []string, f func(*Tx) error) (err error) {
	defer func() {
		if code := sqliteCode(err) & 0xff; code == sqlite3.SQLITE_BUSY || code == sqlite3.SQLITE_LOCKED {
			err = fmt.Errorf("%s: %w by another process", path, ErrInUse)
		}
	}()
	options = append(options, "_busy_timeout=2000", "_dqs=0", "_time_integer_format=unix_micro")
	pool, err := sql.Open("sqlite", sqliteURI(path, options))
	if err != nil {
		return fmt.Errorf("open database %s: %w", path, err)
	}
	defer pool.Close()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("open database %s: %w", path, err)
	}
	defer conn.Close()
	kept := newStatements(conn, false)
	defer kept.close()
	// With the first question the moment is fixed that is seen, and the file locked. The
	// size of the cache comes after it: before, it would keep a file from being locked.
	for _, q := range []string{begin, `select count(*) from sqlite_master`, `pragma cache_size = -4000`} {
		if _, err := kept.exec(ctx, q, nil); err != nil {
			return fmt.Errorf("begin: %w", err)
		}
	}
	defer func() { _, _ = kept.exec(context.WithoutCancel(ctx), `rollback`, nil) }() // fails after a commit
	if err := (&Tx{dialect: SQLite, runner: alone{kept}}).do(ctx, f); err != nil {
		return err
	}
	_, err = kept.exec(ctx, `commit`, nil)
	return err
}

func wholePostgres(ctx context.Context, url, begin string, f func(*Tx) error) error {
	cfg, err := postgresConfig(url)
	if err != nil {
		return err
	}
	conn, err := newHosts(cfg).connect(ctx)
	if err != nil {
		return fmt.Errorf("reach database: %w", err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // what was to be said has been
	s := &session{conn: conn, ahead: []statementAhead{{query: begin}}}
	tx := &Tx{dialect: Postgres, runner: s}
	err = tx.do(ctx, func(tx *Tx) error {
		if _, err := tx.Exec(ctx, longLived); err != nil {
			return err
		}
		return f(tx)
	})
	if err != nil {
		s.rollback(ctx)
		return err
	}
	return s.commit(ctx)
}

// alone runs the statements of a transaction that is no member of a group.
type alone struct{ *statements }

func (a alone) later(ctx context.Context, rule Refusal, q string, args []any) error {
	_, err := a.exec(ctx, q, args)
	return rule.of(err)
}

func (a alone) settle(context.Context) error { return nil }

// alone fails if others than this connection are connected to a PostgreSQL database.
// Who has just left takes a moment to be gone. What other roles' connections are, not
// everybody may know, but the server's own have no role.
func (t *Tx) alone(ctx context.Context) error {
	for try := 0; ; try++ {
		// A transaction is told the same about the others as the first time, without this.
		if _, err := t.Exec(ctx, `select pg_stat_clear_snapshot()`); err != nil {
			return err
		}
		names, err := Column[string](ctx, t, `
			select distinct coalesce(nullif(application_name, ''), 'somebody') || coalesce(' at ' || host(client_addr), '')
			from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
				and (backend_type = 'client backend' or backend_type is null and usesysid is not null)
			order by 1 limit 5`)
		if err != nil || len(names) == 0 {
			return err
		}
		if try == 20 {
			return fmt.Errorf("%w: %s", ErrInUse, strings.Join(names, ", "))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}
