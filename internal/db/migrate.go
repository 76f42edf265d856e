package db

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed migrations/*.sql
var files embed.FS

// Migrate brings the schema up to date and returns the migrations it applied.
//
// A migration is NNNN_name.sql. Where the engines need different statements it
// is a pair, NNNN_name.sqlite.sql and NNNN_name.postgres.sql, or one of the two
// where the other engine needs none.
func Migrate(ctx context.Context, d *DB) (applied []string, err error) {
	err = d.Tx(ctx, func(tx *Tx) error {
		applied, err = tx.Migrate(ctx, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	return applied, nil
}

// Migrate is [Migrate] as part of a transaction, with the migrations of a list
// alone unless that is nil. Nobody else migrates before it ends.
func (t *Tx) Migrate(ctx context.Context, only []string) (applied []string, err error) {
	names, err := fs.Glob(files, "migrations/*.sql") // sorted by name
	if err != nil {
		return nil, err
	}
	if t.dialect == Postgres {
		// Of several servers started together, one migrates and the others wait.
		if _, err := t.Exec(ctx, `select pg_advisory_xact_lock(7214)`); err != nil {
			return nil, err
		}
	}
	if _, err := t.Exec(ctx, `create table if not exists migrations (name text primary key, applied_at timestamp not null)`); err != nil {
		return nil, err
	}
	done, err := Applied(ctx, t)
	if err != nil {
		return nil, err
	}
	for _, file := range names {
		name, ours := migrationName(file, t.dialect)
		if !ours || slices.Contains(done, name) || only != nil && !slices.Contains(only, name) {
			continue
		}
		if err := migrate(ctx, t, file, name); err != nil {
			return nil, fmt.Errorf("migration %s: %w", name, err)
		}
		applied = append(applied, name)
	}
	return applied, nil
}

// Applied returns the migrations that a database has, sorted.
func Applied(ctx context.Context, c Conn) ([]string, error) {
	names, err := Column[string](ctx, c, `select name from migrations`)
	slices.Sort(names)
	return names, err
}

// Migrations returns those that this program has for an engine, sorted.
func Migrations(d Dialect) ([]string, error) {
	all, err := fs.Glob(files, "migrations/*.sql")
	var names []string
	for _, file := range all {
		if name, ours := migrationName(file, d); ours {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, err
}

func migrate(ctx context.Context, tx *Tx, file, name string) error {
	text, err := files.ReadFile(file)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, string(text)); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into migrations (name, applied_at) values ($1, $2)`, name, Now())
	return err
}

func migrationName(file string, d Dialect) (name string, ours bool) {
	name = strings.TrimSuffix(strings.TrimPrefix(file, "migrations/"), ".sql")
	name, engine, split := strings.Cut(name, ".")
	return name, !split || engine == string(d)
}

// Fingerprint identifies the schema that this program wants: a hash of all
// migrations, 16 characters long.
func Fingerprint() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := files.ReadFile(path)
		fmt.Fprintf(h, "%s %d\n%s", path, len(text), text)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:8]), err
}
