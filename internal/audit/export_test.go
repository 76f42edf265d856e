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
