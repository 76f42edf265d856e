package db

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Table is a table as the database has it.
type Table struct {
	Name    string   `json:"name"`
	Columns []Field  `json:"columns"` // sorted by name: the engines need not have them in one order
	Key     []string `json:"key"`     // the columns of the primary key, in its order
}

// Field is a column, one of a table's.
type Field struct {
	Name string `json:"name"`
	Type string `json:"type"` // as migrations say it: text, bigint, boolean, timestamp, bytea
}

// Tables returns all tables of a database, sorted by name. No table of the
// engine's own is among them.
func Tables(ctx context.Context, c Conn) ([]Table, error) {
	type column struct {
		table, name, kind string
		place             int64 // in the primary key, from 1; 0 if it is not in it
	}
	q := `select m.name, c.name, lower(c.type), c.pk from sqlite_master m, pragma_table_info(m.name) c
		where m.type = 'table' and m.name not like 'sqlite~_%' escape '~'`
	if c.Dialect() == Postgres { // which has a catalogue of its own, and numbers the columns of a key from 0
		q = `select cast(c.relname as text), cast(a.attname as text), replace(format_type(a.atttypid, a.atttypmod), ' without time zone', ''),
				coalesce(array_position(cast(x.indkey as smallint[]), a.attnum) + 1, 0)
			from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_index x on x.indrelid = c.oid and x.indisprimary
			where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = cast(current_schema() as regnamespace)
				and a.attnum > 0 and not a.attisdropped`
	}
	columns, err := All(ctx, c, func(l *column) []any { return []any{&l.table, &l.name, &l.kind, &l.place} }, q)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(columns, func(a, b column) int { return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.name, b.name)) })
	var tables []Table
	for i := 0; i < len(columns); {
		t := Table{Name: columns[i].table}
		var key []column
		for ; i < len(columns) && columns[i].table == t.Name; i++ {
			t.Columns = append(t.Columns, Field{columns[i].name, columns[i].kind})
			if columns[i].place > 0 {
				key = append(key, columns[i])
			}
		}
		slices.SortFunc(key, func(a, b column) int { return cmp.Compare(a.place, b.place) })
		for _, k := range key {
			t.Key = append(t.Key, k.name)
		}
		tables = append(tables, t)
	}
	return tables, nil
}

// names returns the table's columns as a statement lists them.
func (t *Table) names() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return list(names)
}

func list(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }

// Rows calls yield with every row of a table, in the order of its key and with the
// columns in theirs, while it is read. The slice is used again for the next row. A
// boolean is a bool or a number, a timestamp a time or microseconds.
func (t *Tx) Rows(ctx context.Context, table *Table, yield func(row []any) error) error {
	q := `select ` + table.names() + ` from "` + table.Name + `"`
	if len(table.Key) > 0 {
		q += ` order by ` + list(table.Key)
	}
	row, dest := make([]any, len(table.Columns)), make([]any, len(table.Columns))
	for i := range row {
		dest[i] = &row[i]
	}
	return t.query(ctx, func(rows cursor) error {
		for rows.Next() {
			if err := rows.Scan(dest...); err != nil {
				return err
			}
			if err := yield(row); err != nil {
				return err
			}
		}
		return nil
	}, q)
}
