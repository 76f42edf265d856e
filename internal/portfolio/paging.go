package portfolio

import (
	"context"
	"maps"
	"slices"
	"strings"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Paging says which part of a list, and in which order.
type Paging struct {
	Sort   []string // names, with "-" in front to reverse
	Limit  int      // 0 is all
	Offset int
}

// paged is a list that has pages: where it is read from, the names that it can
// be sorted by, and the columns that make every order total.
type paged[T any] struct {
	columns, from string
	seek          string // the guid that rows are looked up by
	kind          string // tells apart the rows of one guid; "" if there is one
	fields        func(*T) []any
	sorts         map[string]string
	end           []string
}

// page returns the rows of a page, and how many there are on all pages.
func page[T any](ctx context.Context, c db.Conn, w *db.Where, p Paging, l paged[T]) (rows []T, total int, err error) {
	order, err := p.order(l.sorts, l.end)
	if err != nil {
		return nil, 0, err
	}
	total, err = db.Value[int](ctx, c, `select count(*)`+l.from+w.String(), w.Args()...)
	if err != nil || total == 0 {
		return nil, total, err
	}
	q := `select ` + l.columns + l.from + w.String() + order
	if p.Limit > 0 {
		q += ` limit ` + w.Arg(p.Limit) + ` offset ` + w.Arg(p.Offset)
	}
	rows, err = db.All(ctx, c, l.fields, q, w.Args()...)
	if p.Limit == 0 {
		rows = rows[min(p.Offset, len(rows)):]
	}
	return rows, total, err
}

// key is the text by which a row is known.
func (l paged[T]) key() string {
	if l.kind == "" {
		return l.seek
	}
	return l.seek + ` || ' ' || ` + l.kind
}

// every calls yield with every row that w and p leave, in the order of p. It
// keeps their keys in memory and reads the rows some at a time, as
// [Companies.Each] does.
func every[T any](ctx context.Context, c db.Conn, w *db.Where, p Paging, l paged[T], yield func(*T) error) error {
	order, err := p.order(l.sorts, l.end)
	if err != nil {
		return err
	}
	keys, err := db.Column[string](ctx, c, `select `+l.key()+l.from+w.String()+order, w.Args()...)
	if err != nil {
		return err
	}
	keys = keys[min(p.Offset, len(keys)):]
	if p.Limit > 0 {
		keys = keys[:min(p.Limit, len(keys))]
	}
	for part := range slices.Chunk(keys, atOnce) {
		if err := l.some(ctx, c, w.Clone(), part, yield); err != nil {
			return err
		}
	}
	return nil
}

func (l paged[T]) some(ctx context.Context, c db.Conn, w *db.Where, keys []string, yield func(*T) error) error {
	guids := make([]string, len(keys))
	for i, key := range keys {
		guids[i], _, _ = strings.Cut(key, " ")
	}
	w.And(l.seek + ` in (` + texts(c, w.Arg(list(unrepeated(guids)))) + `)`)
	type keyed struct {
		key string
		row T
	}
	at := make(map[string]*T, len(keys))
	err := db.Each(ctx, c, func(k *keyed) []any { return append([]any{&k.key}, l.fields(&k.row)...) }, func(k *keyed) error {
		at[k.key] = &k.row
		return nil
	}, `select `+l.key()+`, `+l.columns+l.from+w.String(), w.Args()...)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if row := at[key]; row != nil { // nil: it has gone meanwhile
			if err := yield(row); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p Paging) order(sorts map[string]string, end []string) (string, error) {
	var by []string
	for _, name := range p.Sort {
		bare, down := strings.CutPrefix(name, "-")
		column, ok := sorts[bare]
		if !ok {
			return "", fault.Field("sort", "%q is not one of %s", clip(name), strings.Join(slices.Sorted(maps.Keys(sorts)), ", "))
		}
		if down {
			column += " desc"
		}
		by = append(by, column)
	}
	return ` order by ` + strings.Join(append(by, end...), ", "), nil
}

// named adds the condition that each word of q is in the name of company c.
func named(w *db.Where, q string) {
	for word := range strings.FieldsSeq(strings.ToLower(storable(q))) {
		w.And(`c.name_lower like ? escape '\'`, contains(word))
	}
}
