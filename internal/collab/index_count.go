package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab/facets"
)

// countRemembered counts in memory, by status, the requests that the actor sees and
// the filter matches; ok is false if the database is to be asked.
func (rs *Requests) countRemembered(ctx context.Context, by actor.Actor, f *Filter) (n facets.PerStatus, ok bool, err error) {
	i, q, err := rs.remembered(ctx, by, f, newestFirst)
	if err != nil || q == nil {
		return n, false, err
	}
	return i.s.set.Count(q), true, nil
}

// countRememberedByCompany is the same by company and status; nil if the database is
// to be asked.
func (rs *Requests) countRememberedByCompany(ctx context.Context, by actor.Actor, f *Filter) (map[string]map[Status]int, error) {
	i, q, err := rs.remembered(ctx, by, f, newestFirst)
	if err != nil || q == nil {
		return nil, err
	}
	guids := i.s.names.CompanyGUIDs() // of the set's, and perhaps of later ones
	all := make(map[string]map[Status]int)
	for company, n := range i.s.set.CountByCompany(q, len(guids)) {
		if n == (facets.PerStatus{}) {
			continue
		}
		statuses := make(map[Status]int)
		for status, n := range n {
			if n > 0 {
				statuses[Statuses[status].Status] = n
			}
		}
		all[guids[company].String()] = statuses
	}
	return all, nil
}
