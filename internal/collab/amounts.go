package collab

import (
	"context"

	"gatehouse/internal/actor"
)

// Amount is a number of requests; of many it says only that there are more.
type Amount struct {
	N    int64
	More bool // than N
}

// StatusCounts says how many requests have each status.
type StatusCounts map[Status]Amount

// Total is how many have any.
func (c StatusCounts) Total() (sum Amount) {
	for _, a := range c {
		sum.N += a.N
		sum.More = sum.More || a.More
	}
	return sum
}

// CountByStatus counts the requests that the actor may see and the filter
// matches, for a page that shows how many there are about.
func (rs *Requests) CountByStatus(ctx context.Context, by actor.Actor, f Filter) (StatusCounts, error) {
	companies, err := rs.CountByCompany(ctx, by, f)
	if err != nil {
		return nil, err
	}
	all := make(StatusCounts)
	for _, statuses := range companies {
		for status, n := range statuses {
			all[status] = Amount{N: all[status].N + int64(n)}
		}
	}
	return all, nil
}

// Guids returns what Outbox yields first, at most so many, and whether there
// are more.
func (rs *Requests) Guids(ctx context.Context, by actor.Actor, f Filter, most int) (guids []string, more bool, err error) {
	f.Limit = most + 1
	err = rs.Outbox(ctx, by, f, func(r *Row) error {
		if more = len(guids) == most; !more {
			guids = append(guids, r.GUID)
		}
		return nil
	})
	return guids, more, err
}
