package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// maxPostgres is how many connections one node opens at most. PostgreSQL
// allows 100 by default, for all nodes together.
const maxPostgres = 20

// connectTime is how long one host may take to let us in, unless the address
// says otherwise. It is short because the next host may be the one.
const connectTime = 3 * time.Second

// CheckURL finds what is wrong with the address of a PostgreSQL database.
func CheckURL(url string) error {
	if !isPostgres(url) {
		return errors.New("does not begin with postgres:// or postgresql://")
	}
	_, err := pgx.ParseConfig(url)
	return err
}

func isPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

func openPostgres(ctx context.Context, url string) (*DB, error) {
	cfg, err := postgresConfig(url)
	if err != nil {
		return nil, err
	}
	pulse := newPulse(cfg)
	pool := sql.OpenDB(pulse.hosts)
	pool.SetMaxOpenConns(maxPostgres)
	pool.SetMaxIdleConns(maxPostgres)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	pool.SetConnMaxLifetime(time.Hour) // lets a load balancer spread them again
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reach database: %w", err)
	}
	pulse.begin(ctx)
	return &DB{dialect: Postgres, pool: pool, runner: plain{pool}, pulse: pulse, closed: new(atomic.Bool)}, nil
}

// postgresConfig is how to connect to an address.
func postgresConfig(url string) (*pgx.ConnConfig, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read database address: %w", err)
	}
	// Columns are timestamp without time zone and hold UTC. The session's zone
	// counts where PostgreSQL converts between the two, as in now().
	cfg.RuntimeParams["timezone"] = "UTC"
	if cfg.RuntimeParams["application_name"] == "" {
		cfg.RuntimeParams["application_name"] = "gatehouse"
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = connectTime
	}
	if cfg.ValidateConnect == nil && isMany(cfg) {
		cfg.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	}
	cfg.OnPgError = isLasting
	return cfg, nil
}

// isMany reports whether an address names several hosts, of which one takes
// writes.
func isMany(cfg *pgx.ConnConfig) bool {
	return slices.ContainsFunc(cfg.Fallbacks, func(f *pgconn.FallbackConfig) bool {
		return f.Host != cfg.Host || f.Port != cfg.Port
	})
}

// isLasting reports whether a connection can be used after an error. One to a
// server that has become a standby would go on to answer from the past.
func isLasting(_ *pgconn.PgConn, err *pgconn.PgError) bool {
	return err.SeverityUnlocalized != "FATAL" && err.Severity != "FATAL" && err.Code != readOnly
}

func (d *DB) tryPostgres(ctx context.Context, f func(*Tx) error) error {
	conn, err := d.pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer conn.Close()
	// One that f leaves by a panic is not given back: Raw closes it.
	return conn.Raw(func(driver any) error {
		s := newSession(driver.(*stdlib.Conn).Conn()) //nolint:forcetypeassert // the pool's are of no other kind
		defer s.rollback(ctx)                         // does nothing after a commit
		tx := &Tx{dialect: Postgres, runner: s}
		if err := tx.do(ctx, f); err != nil {
			return err
		}
		if err := commit(func() error { return s.commit(ctx) }); err != nil {
			return fmt.Errorf("commit: %w", err)
		}
		return nil
	})
}

// plain sends statements as they are: pgx keeps prepared ones per connection.
type plain struct {
	to interface {
		ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error)
		QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
	}
}

func (p plain) exec(ctx context.Context, q string, args []any) (int64, error) {
	return affected(p.to.ExecContext(ctx, q, exact(args)...))
}

func (p plain) query(ctx context.Context, read func(cursor) error, q string, args []any) error {
	rows, err := p.to.QueryContext(ctx, q, exact(args)...)
	if err != nil {
		return err
	}
	return consume(rows, read)
}
