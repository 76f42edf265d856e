package db

import (
	"context"
	"io/fs"
	"strings"
	"time"
)

// Pending returns the migrations that [Migrate] would apply, and changes nothing.
func Pending(ctx context.Context, d *DB) (pending []string, err error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	table := `select count(*) from sqlite_master where type = 'table' and name = 'migrations'`
	if d.dialect == Postgres {
		table = `select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'migrations'`
	}
	seen := make(map[string]bool)
	if n, err := Value[int](ctx, d, table); err != nil {
		return nil, err
	} else if n > 0 {
		done, err := Column[string](ctx, d, `select name from migrations`)
		if err != nil {
			return nil, err
		}
		for _, name := range done {
			seen[name] = true
		}
	}
	for _, file := range names {
		if name, ours := migrationName(file, d.dialect); ours && !seen[name] {
			pending = append(pending, name)
		}
	}
	return pending, nil
}

// Damage looks the database over and returns what is broken in it. PostgreSQL
// sees to that itself, with checksums.
func (d *DB) Damage(ctx context.Context) ([]string, error) {
	if d.dialect != SQLite {
		return nil, nil
	}
	found, err := Column[string](ctx, d, `select integrity_check from pragma_integrity_check`)
	if err != nil {
		return nil, err
	}
	if len(found) == 1 && strings.EqualFold(found[0], "ok") {
		found = nil
	}
	orphans, err := Column[string](ctx, d, `
		select distinct "table" || ' refers to a row of ' || parent || ' that is not there' from pragma_foreign_key_check`)
	return append(found, orphans...), err
}

// Clock returns the time of the machine that the database runs on.
func (d *DB) Clock(ctx context.Context) (time.Time, error) {
	if d.dialect == SQLite {
		return Now(), nil // this one
	}
	return Value[time.Time](ctx, d, `select cast(clock_timestamp() at time zone 'UTC' as timestamp)`)
}
