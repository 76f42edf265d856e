package db

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Bare takes from all tables what acts on rows or is made quicker after them:
// triggers, foreign keys, indexes, and on PostgreSQL also primary keys. It returns
// the statements that put it back, which find what does not fit.
func (t *Tx) Bare(ctx context.Context) (again []string, err error) {
	type part struct{ take, put string }
	// A key of SQLite's goes with its table, and it does not look at foreign keys here.
	q := `select 'drop ' || type || ' "' || name || '"', sql from sqlite_master
		where type in ('index', 'trigger') and sql is not null order by type, name`
	if t.dialect == Postgres {
		q = `with ours as (select oid, format('%I', relname) as name from pg_class where relnamespace = cast(current_schema() as regnamespace))
			select take, put from (
				select case contype when 'f' then 1 else 4 end as place, conname as name,
					format('alter table %s drop constraint %I', ours.name, conname) as take,
					format('alter table %s add constraint %I %s', ours.name, conname, pg_get_constraintdef(c.oid)) as put
				from pg_constraint c join ours on ours.oid = conrelid where contype in ('f', 'p', 'u')
				union all
				select 2, tgname, format('drop trigger %I on %s', tgname, ours.name), pg_get_triggerdef(g.oid)
				from pg_trigger g join ours on ours.oid = tgrelid where not tgisinternal
				union all
				select 3, ours.name, 'drop index ' || ours.name, pg_get_indexdef(indexrelid)
				from pg_index x join ours on ours.oid = indexrelid
				where not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
			) as parts order by place, name`
	}
	parts, err := All(ctx, t, func(p *part) []any { return []any{&p.take, &p.put} }, q)
	if err != nil {
		return nil, err
	}
	for i, p := range parts {
		if _, err := t.Exec(ctx, p.take); err != nil {
			return nil, err
		}
		again = append(again, parts[len(parts)-1-i].put) // what others need was taken last
	}
	return again, nil
}

// Pour writes rows into a table until next returns nil, and returns how many. The
// slice that next returns may be used again for the next row.
func (t *Tx) Pour(ctx context.Context, table *Table, next func() (row []any, err error)) (n int64, err error) {
	if err := t.usable(ctx); err != nil {
		return 0, err
	}
	if s, ok := t.runner.(*session); ok {
		n, err = s.pour(ctx, table, next)
	} else {
		n, err = t.pour(ctx, table, next)
	}
	if err != nil {
		t.failed = err
	}
	return n, err
}

func (s *session) pour(ctx context.Context, table *Table, next func() ([]any, error)) (int64, error) {
	if err := s.settle(ctx); err != nil {
		return 0, err
	}
	names := make([]string, len(table.Columns))
	for i, c := range table.Columns {
		names[i] = c.Name
	}
	var stopped error // pgx tells of next's failure what the server says of it
	n, err := s.conn.CopyFrom(ctx, pgx.Identifier{table.Name}, names, pgx.CopyFromFunc(func() (row []any, err error) {
		row, err = next()
		stopped = err
		return row, err
	}))
	return n, cmp.Or(stopped, err)
}

// mostValues is how many values SQLite is given at a time: the way to it takes
// longer than what it does with one row.
const mostValues = 500

func (t *Tx) pour(ctx context.Context, table *Table, next func() ([]any, error)) (n int64, err error) {
	width := len(table.Columns)
	many := max(1, mostValues/width)
	args := make([]any, 0, many*width)
	write := func() error {
		rows := len(args) / width
		// The end of ctx is looked at between two: to be told of it in the middle costs more.
		_, err := t.runner.exec(context.WithoutCancel(ctx), table.insert(rows), args)
		n, args = n+int64(rows), args[:0]
		return err
	}
	for {
		row, err := next()
		if err != nil {
			return n, err
		}
		if row == nil {
			break
		}
		if args = append(args, row...); len(args) < many*width {
			continue
		}
		if err := write(); err != nil {
			return n, err
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
	}
	for left := args; len(left) > 0; left = left[width:] { // one by one: each number of rows would be a statement to prepare
		args = left[:width]
		if err := write(); err != nil {
			return n, err
		}
	}
	return n, nil
}

// insert is the statement that writes so many rows.
func (t *Table) insert(rows int) string {
	var b strings.Builder
	b.WriteString(`insert into "` + t.Name + `" (` + t.names() + `) values `)
	for i := range rows * len(t.Columns) {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%len(t.Columns) == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(i+1))
	}
	return b.String() + ")"
}
