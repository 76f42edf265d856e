package audit

import (
	"context"

	"gatehouse/internal/actor"
)

// Statement is what a page of the record is read with.
func (es *Events) Statement(ctx context.Context, by actor.Actor, f Filter) (query string, args []any, err error) {
	l, err := es.look(ctx, by, f)
	if err != nil {
		return "", nil, err
	}
	query, args = l.statement(es.DB.Dialect(), l.floor(), l.high, l.Limit+1)
	return query, args, nil
}

// Waiting is of how many customers the next statement reads the heads.
func (h *Heads) Waiting() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.next == nil {
		return 0
	}
	return len(h.next.customers)
}

// Statements are what [Erase] reads with, of each trail the first; and [Deeds].
func (e *Erasure) Statements() (queries []string, args [][]any) {
	for _, t := range e.trails() {
		q, a := t.statement(e.CustomerID, 0, e.To)
		queries, args = append(queries, q), append(args, a)
	}
	return append(queries, deedsOf), append(args, []any{e.User})
}

// AddressNumbers of a text, and of JSON.
func AddressNumbers(text string) []int64   { return addressNumbers(text) }
func AddressNumbersIn(body string) []int64 { return addressNumbers(textOf(body)) }
