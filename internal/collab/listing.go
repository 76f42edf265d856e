package collab

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// listing is a list in an order of one key that is about to be read, from the
// place on where a page begins. Among equals the newest comes first.
type listing struct {
	*scope
	order     SortKey
	lead      *lead
	few       bool // lead's rows are sorted; otherwise they, or all, are walked in the order
	statuses  []string
	stretches []stretch // what is still to be read
}

// stretch is a part of an order that one statement reads.
type stretch struct {
	kind  kind
	value any
	after *place // in it
}

// kind says which values of the key a stretch has.
type kind int

const (
	whole  kind = iota // all, or those that are not null
	equal              // the value
	beyond             // those that come after the value
	null
)

// listing finds out how the list of a filter is read.
func (rs *Requests) listing(ctx context.Context, by actor.Actor, f *Filter, k SortKey) (*listing, error) {
	var after *place
	if f.After != "" {
		var err error
		if after, err = parseCursor(f.After, k); err != nil {
			return nil, err
		}
	}
	s, err := rs.scope(ctx, by, f)
	if err != nil || s.nothing {
		return &listing{scope: s}, err
	}
	l := &listing{scope: s, order: k}
	if l.lead, l.few, err = rs.leader(ctx, s, k); err != nil {
		return nil, err
	}
	if l.statuses = normal(f.Statuses, ParseStatus); l.statuses == nil {
		for _, s := range Statuses {
			l.statuses = append(l.statuses, string(s.Status))
		}
	}
	slices.SortFunc(l.statuses, func(a, b string) int {
		if k.Desc {
			a, b = b, a
		}
		return strings.Compare(a, b)
	})
	l.stretches = l.rest(after)
	if f.Limit > 0 { // a whole list is walked once, and would be sorted for each of its statements
		err = rs.turn(ctx, l, f.Limit+f.Offset)
	}
	return l, err
}

// rest returns what comes after a place; nil is the beginning.
func (l *listing) rest(after *place) []stretch {
	switch {
	case l.order.Name == created:
		return []stretch{{after: after}}
	case l.order.Name == "status" && !l.few:
		return l.byStatus(after)
	case l.order.Name == sentDate && after == nil:
		return []stretch{{}, {kind: null}}
	case l.order.Name == sentDate && after.sent == nil:
		return []stretch{{kind: null, after: after}}
	case l.order.Name == sentDate:
		return []stretch{{equal, *after.sent, after}, {kind: beyond, value: *after.sent}, {kind: null}}
	case after == nil:
		return []stretch{{}}
	default:
		return []stretch{{equal, after.text, after}, {kind: beyond, value: after.text}}
	}
}

// byStatus has a stretch for every status, because each has many requests.
func (l *listing) byStatus(after *place) (all []stretch) {
	for _, s := range l.statuses {
		switch {
		case after == nil || l.order.Desc && s < after.text || !l.order.Desc && s > after.text:
			all = append(all, stretch{kind: equal, value: s})
		case s == after.text:
			all = append(all, stretch{equal, s, after})
		}
	}
	return all
}

// read yields the rows from an offset on, at most so many; 0 is all. Of a list of
// any length the next rows are read while these are yielded.
func (l *listing) read(ctx context.Context, c db.Conn, limit, offset int, yield func(*Row) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	last, left := Row{}, limit
	var next *reading
	defer func() { _, _ = next.wait() }()
	for len(l.stretches) > 0 {
		n, skipped := atATime, 0
		if limit > 0 {
			n = min(n, left)
		}
		if l.steps() { // over what is before the offset
			skipped, offset = offset, 0
		} else if limit > 0 {
			n = min(atATime, left+offset)
		}
		if next == nil {
			next = l.begin(ctx, c, n, skipped)
		}
		rows, err := next.wait()
		if next = nil; err != nil {
			return err
		}
		if l.stretches = l.stretches[1:]; len(rows) == n {
			l.stretches = l.rest(rows[n-1].place())
		}
		if limit == 0 && offset == 0 && len(l.stretches) > 0 {
			next = l.begin(ctx, c, atATime, 0)
		}
		for i := range rows { // only now: whoever reads slowly must not hold a connection
			r := &rows[i]
			if again := r.GUID == last.GUID; again || offset > 0 {
				if last = *r; !again {
					offset--
				}
				continue
			}
			last = *r
			if err := yield(r); err != nil {
				return err
			}
			r.Document = nil // makes room for the next
			if left--; left == 0 {
				return nil
			}
		}
	}
	return nil
}

// reading is rows on their way.
type reading struct {
	done chan struct{}
	rows []Row
	err  error
}

// begin reads n rows of the first stretch.
func (l *listing) begin(ctx context.Context, c db.Conn, n, skipped int) *reading {
	fields := func(r *Row) []any {
		r.order = l.order
		return r.fields()
	}
	query, args := l.statement(n, skipped)
	r := &reading{done: make(chan struct{})}
	go func() {
		defer close(r.done)
		r.rows, r.err = db.All(ctx, c, fields, query, args...)
	}()
	return r
}

func (r *reading) wait() ([]Row, error) {
	if r == nil {
		return nil, nil
	}
	<-r.done
	return r.rows, r.err
}

// steps reports whether a statement can step over rows by itself: what it reads
// comes once, and is not followed by another stretch.
func (l *listing) steps() bool {
	return len(l.stretches) == 1 && (l.few || l.lead == nil || !l.lead.again)
}
