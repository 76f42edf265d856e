package collab

import (
	"context"

	"gatehouse/internal/actor"
)

// MostBranches lets tests step over it.
const MostBranches = mostBranches

// Statement returns what reads a page of the outbox.
func (rs *Requests) Statement(ctx context.Context, by actor.Actor, f Filter) (query string, args []any, err error) {
	s, err := rs.scope(ctx, by, &f)
	if err != nil {
		return "", nil, err
	}
	if len(f.Sort) > 0 {
		query, args = s.sorted(&f)
		return query, args, nil
	}
	var after *place
	if f.After != "" {
		p, err := parseCursor(f.After)
		if err != nil {
			return "", nil, err
		}
		after = &p
	}
	query, args = s.page(rs.DB.Dialect(), after, f.Limit, f.Offset)
	return query, args, nil
}

// HashEmail is how an address stands in the list of who wants no more.
func HashEmail(lower string) string { return hashEmail(lower) }
