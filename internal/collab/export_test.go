package collab

import (
	"context"
	"time"

	"gatehouse/internal/actor"
)

// MostBranches lets tests step over it.
const MostBranches = mostBranches

// Few makes rows that are more than n too many to be sorted.
func (rs *Requests) Few(n int) { rs.most = n }

// Statement is what a list asks the database.
type Statement struct {
	Query string
	Args  []any
}

// HashEmail is how an address stands in the list of who wants no more.
func HashEmail(lower string) string { return hashEmail(lower) }

// Statements returns what reads a page of the outbox: how many rows each of what
// may lead has, if that is asked, and then the page, if any can match.
func (rs *Requests) Statements(ctx context.Context, by actor.Actor, f Filter) (counts []Statement, page *Statement, err error) {
	key, _ := f.order()
	l, err := rs.listing(ctx, by, &f, key)
	if err != nil || len(l.stretches) == 0 {
		return nil, nil, err
	}
	for i := range l.leads {
		query, args := l.counting(&l.leads[i], 1000)
		counts = append(counts, Statement{query, args})
	}
	query, args := l.statement(f.Limit, f.Offset)
	return counts, &Statement{query, args}, nil
}

// SeenStatement is what a funnel asks the database about one company, or sender.
func SeenStatement(customerID int64, column, value string, before time.Time, n int) Statement {
	return Statement{newestWith(column), []any{customerID, value, before, n}}
}

// FoundBy returns the words that are kept of a search.
func FoundBy(search string) []string { return foundBy(search) }
