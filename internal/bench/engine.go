package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"gatehouse/internal/db"
	"gatehouse/internal/db/postgres"
)

// engine is a database engine with a filled database of each size.
type engine struct {
	dialect db.Dialect
	version string
	at      func(ctx context.Context, size int) (url string, err error) // of a new database
	stores  []*store                                                    // in the order of their sizes
}

// store is the database of one size, with the data folder of its server.
type store struct {
	*customer
	url, data string
	made      atomic.Int64 // requests, by the bench
}

func (e *engine) name() string {
	if e.dialect == db.Postgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

// engines returns those that are asked for and are there.
func (b *bench) engines(ctx context.Context) (all []*engine, stop func(), err error) {
	stop = func() {}
	if b.engine != string(db.Postgres) {
		all = append(all, &engine{dialect: db.SQLite, at: func(_ context.Context, size int) (string, error) {
			return filepath.Join(b.data(db.SQLite, size), "gatehouse.db"), nil
		}})
	}
	if b.engine == string(db.SQLite) {
		return all, stop, nil
	}
	server, err := startPostgres(ctx)
	if errors.Is(err, postgres.ErrNone) && b.engine == "" {
		b.note("PostgreSQL is left out: %v", err)
		return all, stop, nil
	}
	if err != nil {
		return nil, stop, err
	}
	at := func(ctx context.Context, size int) (string, error) { return databaseOf(ctx, server, size) }
	return append(all, &engine{dialect: db.Postgres, at: at}), func() { server.Close(ctx) }, nil
}

func (b *bench) data(dialect db.Dialect, size int) string {
	return filepath.Join(b.folder, string(dialect)+strconv.Itoa(size))
}

// fill makes the customers. The engines are filled at the same time: each keeps
// about one core busy.
func (b *bench) fill(ctx context.Context, engines []*engine) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, e := range engines {
		group.Go(func() error {
			for _, size := range b.sizes {
				s := &store{data: b.data(e.dialect, size)}
				err := os.Mkdir(s.data, 0o700)
				if err == nil {
					s.url, err = e.at(ctx, size)
				}
				if err == nil {
					s.customer, e.version, err = fill(ctx, s.url, s.data, size)
				}
				if err != nil {
					return fmt.Errorf("make a customer of %d requests on %s: %w", size, e.name(), err)
				}
				b.note("a customer of %s requests is made on %s", short(size), e.name())
				e.stores = append(e.stores, s)
			}
			return nil
		})
	}
	return group.Wait()
}
