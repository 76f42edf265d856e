package db

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
	"unsafe"
)

// ErrNone is returned by [One] and [Value] when a query has no row.
var ErrNone = errors.New("no row")

// All collects the rows of a query. fields returns where to scan a row.
func All[T any](ctx context.Context, c Conn, fields func(*T) []any, q string, args ...any) (all []T, err error) {
	err = Each(ctx, c, fields, func(t *T) error {
		all = append(all, *t)
		return nil
	}, q, args...)
	if err != nil {
		return nil, err
	}
	return all, nil
}

// Each calls yield with every row of a query while it is read, and stops with
// the first error. A connection is taken until then: yield must not use c.
func Each[T any](ctx context.Context, c Conn, fields func(*T) []any, yield func(*T) error, q string, args ...any) error {
	typeless := c.Dialect() == SQLite
	return c.query(ctx, func(rows cursor) error {
		for rows.Next() {
			t := new(T)
			dest := fields(t)
			if typeless {
				dest = typed(dest)
			}
			if err := rows.Scan(dest...); err != nil {
				return err
			}
			if err := yield(t); err != nil {
				return err
			}
		}
		return nil
	}, q, args...)
}

// One is [All] for a query of at most one row.
func One[T any](ctx context.Context, c Conn, fields func(*T) []any, q string, args ...any) (one T, err error) {
	all, err := All(ctx, c, fields, q, args...)
	if err != nil {
		return one, err
	}
	if len(all) == 0 {
		return one, ErrNone
	}
	return all[0], nil
}

// Value returns the one column of the one row of a query.
func Value[T any](ctx context.Context, c Conn, q string, args ...any) (T, error) {
	return One(ctx, c, itself[T], q, args...)
}

// Column collects the one column of a query.
func Column[T any](ctx context.Context, c Conn, q string, args ...any) ([]T, error) {
	return All(ctx, c, itself[T], q, args...)
}

func itself[T any](t *T) []any { return []any{t} }

// consume hands the rows of a query to read and closes them. The end of a
// statement can fail after its last row: that is where SQLite checks foreign
// keys.
func consume(rows *sql.Rows, read func(cursor) error) error {
	defer rows.Close()
	if err := read(rows); err != nil {
		return err
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return rows.Close()
}

func affected(res sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// exact returns args with times as both engines store them. PostgreSQL would
// take the reading of a local clock for UTC.
func exact(args []any) []any {
	var out []any
	for i, arg := range args {
		var at time.Time
		switch arg := arg.(type) {
		case time.Time:
			at = arg
		case *time.Time:
			if arg == nil {
				continue
			}
			at = *arg
		default:
			continue
		}
		if out == nil {
			out = append(out, args...) // not into the caller's
		}
		out[i] = at.UTC().Truncate(time.Microsecond)
	}
	if out == nil {
		return args
	}
	return out
}

// typed makes destinations accept what SQLite answers: for an expression over times
// a bare number of microseconds, and for bytes a text, which is not copied again.
func typed(dest []any) []any {
	for i, d := range dest {
		switch d := d.(type) {
		case *time.Time:
			dest[i] = instant{d}
		case **time.Time:
			dest[i] = maybeInstant{d}
		case *[]byte:
			dest[i] = bytesOf{d}
		}
	}
	return dest
}

type (
	instant      struct{ to *time.Time }
	maybeInstant struct{ to **time.Time }
	bytesOf      struct{ to *[]byte }
)

func (i instant) Scan(v any) error {
	switch v := v.(type) {
	case time.Time:
		*i.to = v
	case int64:
		*i.to = time.UnixMicro(v).UTC()
	default:
		return fmt.Errorf("%T is not a time", v)
	}
	return nil
}

func (i maybeInstant) Scan(v any) error {
	if v == nil {
		*i.to = nil
		return nil
	}
	*i.to = new(time.Time)
	return instant{*i.to}.Scan(v)
}

// Scan takes a text as it is: the driver has made it for this row, and lists are
// mostly documents. A blob is the driver's, until the next row.
func (b bytesOf) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*b.to = nil
	case string:
		*b.to = unsafe.Slice(unsafe.StringData(v), len(v))
	case []byte:
		*b.to = bytes.Clone(v)
	default:
		return fmt.Errorf("%T is no text", v)
	}
	return nil
}
