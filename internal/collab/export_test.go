package collab

import (
	"context"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// MostBranches lets tests step over it.
const MostBranches = mostBranches

// MostLooked is how much is looked at for who sees many companies.
const MostLooked = mostLooked

// Few makes rows that are more than n too many to be sorted.
func (rs *Requests) Few(n int) { rs.most = n }

// Statement is what a list asks the database.
type Statement struct {
	Query string
	Args  []any
}

// Kept is how many bytes an index takes.
func (ix *Index) Kept() int64 {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	return ix.bytes
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

// Glances are what a home page asks the database about companies, and about what
// one sent, by the index that leads: all of it on PostgreSQL, by itself on SQLite.
func Glances(engine db.Dialect, by actor.Actor, companies []string, now time.Time) map[string]Statement {
	all := make(map[string]Statement)
	for _, g := range []glance{openOnes, answeredOnes, createdOnes.lines(10, len(companies))} {
		args := []any{by.CustomerID, by.UserGUID}
		if strings.Contains(g.where, "$4") {
			args = append(args, now.Add(-longestSince), now)
		}
		if engine == db.Postgres {
			args = append(args, jsonText(companies))
			all[g.company.index] = Statement{g.statement("$" + strconv.Itoa(len(args))), args}
			continue
		}
		all[g.requester.index+" "+g.where] = Statement{g.query(engine, true, "$2"), args}
		all[g.company.index] = Statement{g.query(engine, false, "$2"), append([]any{by.CustomerID, companies[0]}, args[2:]...)}
	}
	return all
}

// Wait waits for what is made beside, and returns how many requests a customer's
// outline has, and how many of these have changed since its base was built.
func (ix *Index) Wait(customerID int64) (n, changed int) {
	ix.working.Wait()
	if s := ix.outline(customerID).now.Load(); s != nil {
		return s.set.Len(), s.set.Changed()
	}
	return 0, 0
}
