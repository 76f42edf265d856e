package collab

import (
	"context"
	"fmt"
	"sync"

	"gatehouse/internal/audit"
	"gatehouse/internal/collab/facets"
	"gatehouse/internal/db"
)

// asked keeps which companies and senders the database named: those of a folder,
// of a tier, of a group. It stands while portfolio and people of the customer do.
type asked struct {
	mu                         sync.Mutex
	epoch, portfolio, identity int64
	kept                       map[string]*naming
	size                       int // guids
}

// naming is what the database named, and the numbers of what requests know of it.
type naming struct {
	guids []facets.GUID
	names *facets.Names // that the numbers are of
	known int           // how many there were
	some  facets.Some
}

// mostAsked bounds the guids that are kept of a customer.
const mostAsked = 200_000

// some returns the companies or senders that a query names. number is
// [facets.Names.Companies] or [facets.Names.Senders].
func (ix *Index) some(ctx context.Context, o *outline, s *standing, v audit.Versions,
	number func(*facets.Names, []facets.GUID) facets.Some, query string, args []any,
) (*facets.Some, error) {
	key := fmt.Sprintf("%s %q", query, args)
	a := o.asked.find(key, v)
	if a == nil {
		named, err := db.Column[string](ctx, ix.DB, query, args...)
		if err != nil {
			return nil, err
		}
		a = &naming{}
		for _, text := range named {
			if guid, ok := facets.ParseGUID(text); ok { // no request has another
				a.guids = append(a.guids, guid)
			}
		}
	}
	if known := s.names.Known(); a.names != s.names || a.known != known {
		a = &naming{guids: a.guids, names: s.names, known: known, some: number(s.names, a.guids)}
		o.asked.keep(key, v, a)
	}
	return &a.some, nil
}

func (as *asked) find(key string, v audit.Versions) *naming {
	as.mu.Lock()
	defer as.mu.Unlock()
	if !as.stands(v) {
		return nil
	}
	return as.kept[key]
}

func (as *asked) keep(key string, v audit.Versions, a *naming) {
	as.mu.Lock()
	defer as.mu.Unlock()
	if as.kept == nil || !as.stands(v) || as.size > mostAsked {
		as.epoch, as.portfolio, as.identity, as.kept, as.size = v.Epoch, v.Portfolio, v.Identity, make(map[string]*naming), 0
	}
	if as.kept[key] == nil {
		as.size += len(a.guids) + 10 // and the question
	}
	as.kept[key] = a
}

// stands reports whether nothing has changed since it was named. Whoever calls it
// holds it.
func (as *asked) stands(v audit.Versions) bool {
	return as.epoch == v.Epoch && as.portfolio == v.Portfolio && as.identity == v.Identity
}
