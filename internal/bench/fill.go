package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// fill makes the customer in a new database, and in the folder data what a
// server needs beside it. It also returns the engine's version.
func fill(ctx context.Context, url, data string, size int) (c *customer, version string, err error) {
	c = &customer{size: size, seed: rand.NewChaCha8([32]byte{7}), now: db.Now()}
	c.random = rand.New(c.seed)
	key, err := mail.LoadKey(filepath.Join(data, "server.key"))
	if err != nil {
		return nil, "", err
	}
	d, err := db.Open(ctx, url)
	if err != nil {
		return nil, "", err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if _, err := db.Migrate(ctx, d); err != nil {
		return nil, "", err
	}
	links := &mail.Links{DB: d, Key: key, Now: db.Now}
	rs := &collab.Requests{
		DB: d, Now: db.Now, Links: links, PublicURL: publicURL,
		Customers: &tenant.Customers{DB: d, Now: db.Now},
		Users:     &identity.Users{DB: d, Now: db.Now, Links: links},
		Companies: &portfolio.Companies{DB: d, Now: db.Now},
	}
	if err := c.makePeople(ctx, rs); err != nil {
		return nil, "", err
	}
	if err := c.makeNeighbours(ctx, rs); err != nil {
		return nil, "", err
	}
	if err := c.makeRequests(ctx, rs); err != nil {
		return nil, "", err
	}
	version, err = settle(ctx, d)
	return c, version, err
}

// makeRequests writes the past without the indexes of its table, and makes these
// at last, as whoever loads a table does: row by row they take most of the time.
func (c *customer) makeRequests(ctx context.Context, rs *collab.Requests) error {
	indexes, err := indexesOf(ctx, rs.DB)
	if err != nil {
		return err
	}
	for _, i := range indexes {
		if _, err := rs.DB.Exec(ctx, `drop index `+i.name); err != nil {
			return err
		}
	}
	n, err := rs.Backfill(ctx, actor.System(c.id), c.past)
	if err != nil {
		return fmt.Errorf("after %d requests: %w", n, err)
	}
	for _, i := range indexes {
		if _, err := rs.DB.Exec(ctx, i.sql); err != nil {
			return fmt.Errorf("make the index %s: %w", i.name, err)
		}
	}
	return nil
}

type index struct{ name, sql string }

// indexesOf returns those of access_requests that are no constraint's.
func indexesOf(ctx context.Context, d *db.DB) ([]index, error) {
	q := `select name, sql from sqlite_master where type = 'index' and tbl_name = 'access_requests' and sql is not null`
	if d.Dialect() == db.Postgres { // which has a catalogue of its own
		q = `select indexname, indexdef from pg_indexes
			where tablename = 'access_requests' and indexname not in (select conname from pg_constraint)`
	}
	return db.All(ctx, d, func(i *index) []any { return []any{&i.name, &i.sql} }, q)
}

// settle does what PostgreSQL does by itself some minutes later, in the middle of
// the measuring, and returns the engine's version.
func settle(ctx context.Context, d *db.DB) (version string, err error) {
	if d.Dialect() == db.SQLite {
		return db.Value[string](ctx, d, `select sqlite_version()`)
	}
	for _, q := range []string{`vacuum analyze`, `checkpoint`} {
		if _, err := d.Exec(ctx, q); err != nil {
			return "", err
		}
	}
	return db.Value[string](ctx, d, `show server_version`)
}
