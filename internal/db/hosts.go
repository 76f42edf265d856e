package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// hosts are the servers that an address names, one of which can be written to.
// Who connects begins with the one that was good last: a server that has lost
// its power answers nobody, and to wait for it first would slow down every
// connection that is made until it is repaired.
type hosts struct {
	all  []host
	last atomic.Int64 // index of the one that was good
}

type host struct {
	config    pgx.ConnConfig
	connector driver.Connector
}

// newHosts takes an address apart. Of one host there may be several ways to
// connect, with TLS and without.
func newHosts(cfg *pgx.ConnConfig, options ...stdlib.OptionOpenDB) *hosts {
	ways := append([]*pgconn.FallbackConfig{{Host: cfg.Host, Port: cfg.Port, TLSConfig: cfg.TLSConfig}}, cfg.Fallbacks...)
	h := new(hosts)
	for i := 0; i < len(ways); {
		one := *cfg
		one.Host, one.Port, one.TLSConfig, one.Fallbacks = ways[i].Host, ways[i].Port, ways[i].TLSConfig, nil
		for i++; i < len(ways) && ways[i].Host == one.Host && ways[i].Port == one.Port; i++ {
			one.Fallbacks = append(one.Fallbacks, ways[i])
		}
		h.all = append(h.all, host{one, stdlib.GetConnector(one, options...)})
	}
	return h
}

// Connect makes a connection for the pool.
func (h *hosts) Connect(ctx context.Context) (conn driver.Conn, err error) {
	return conn, h.try(ctx, func(one *host) (err error) {
		conn, err = one.connector.Connect(ctx)
		return err
	})
}

// Driver is what database/sql asks for.
func (h *hosts) Driver() driver.Driver { return stdlib.GetDefaultDriver() }

// connect makes a connection beside the pool.
func (h *hosts) connect(ctx context.Context) (conn *pgx.Conn, err error) {
	return conn, h.try(ctx, func(one *host) (err error) {
		conn, err = pgx.ConnectConfig(ctx, one.config.Copy())
		return err
	})
}

func (h *hosts) try(ctx context.Context, connect func(*host) error) error {
	var all error
	first := h.last.Load()
	for i := range int64(len(h.all)) {
		n := (first + i) % int64(len(h.all))
		err := connect(&h.all[n])
		if err == nil {
			h.last.Store(n)
			return nil
		}
		all = errors.Join(all, err)
		if ctx.Err() != nil {
			break
		}
	}
	return all
}
