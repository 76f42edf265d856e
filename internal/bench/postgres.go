package bench

import (
	"context"
	"errors"
	"net"
	"strconv"

	"gatehouse/internal/db"
	"gatehouse/internal/db/postgres"
)

// startPostgres starts a server of our own, with everything on that makes it
// durable. Its settings are those that it comes with, but for two: a cache that fits
// the machines it runs on today, and no checkpoint in the middle of a measurement
// because of what was loaded before.
func startPostgres(ctx context.Context) (*postgres.Server, error) {
	return postgres.New(ctx, "shared_buffers=512MB", "max_wal_size=8GB")
}

// databaseOf makes the database for a customer of a size.
func databaseOf(ctx context.Context, server *postgres.Server, size int) (url string, err error) {
	d, err := db.Open(ctx, server.URL("postgres"))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	name := "gatehouse" + strconv.Itoa(size)
	_, err = d.Exec(ctx, `create database `+name)
	return server.URL(name), err
}

// freePort returns a port that nobody listens on at the moment.
func freePort(ctx context.Context) (int, error) {
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer ln.Close()
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(port)
}
