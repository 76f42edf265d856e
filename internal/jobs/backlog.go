package jobs

import (
	"context"
	"maps"
	"slices"
	"time"

	"gatehouse/internal/db"
)

// Backlog is what the queue holds of one kind of job.
type Backlog struct {
	Kind    string
	Due     int64         // could run now
	Oldest  time.Duration // since the one that has waited longest could
	Running int64         // on any node
	GivenUp int64
}

// Backlogs reads the queue, with a line for every kind that this runner knows.
func (r *Runner) Backlogs(ctx context.Context) ([]Backlog, error) {
	byKind := make(map[string]Backlog)
	for kind := range r.handlers {
		byKind[kind] = Backlog{Kind: kind}
	}
	due, err := r.due(ctx)
	if err != nil {
		return nil, err
	}
	for _, b := range due {
		byKind[b.Kind] = b
	}
	type gone struct {
		kind string
		n    int64
	}
	givenUp, err := db.All(ctx, r.db, func(g *gone) []any { return []any{&g.kind, &g.n} },
		`select kind, count(*) from jobs where failed_at is not null group by kind`)
	if err != nil {
		return nil, err
	}
	for _, g := range givenUp {
		b := byKind[g.kind]
		b.Kind, b.GivenUp = g.kind, g.n
		byKind[g.kind] = b
	}
	var all []Backlog
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		all = append(all, byKind[kind])
	}
	return all, nil
}

// due counts what could run, and what does. A job for at once has a time before
// every clock's: when it was added is in its id.
func (r *Runner) due(ctx context.Context) ([]Backlog, error) {
	type line struct {
		Backlog
		first   *time.Time
		firstID *string
	}
	now := r.now()
	lines, err := db.All(ctx, r.db, func(l *line) []any { return []any{&l.Kind, &l.Due, &l.Running, &l.first, &l.firstID} }, `
		select kind, sum(1 - leased), sum(leased),
			min(case when leased = 0 and run_at > $2 then run_at end),
			min(case when leased = 0 and run_at <= $2 then id end)
		from (select kind, id, run_at, case when leased_until >= $1 then 1 else 0 end as leased
			from jobs where failed_at is null and run_at <= $1) waiting
		group by kind`, now, atOnce)
	if err != nil {
		return nil, err
	}
	all := make([]Backlog, len(lines))
	for i, l := range lines {
		all[i] = l.Backlog
		since := now
		if l.first != nil {
			since = *l.first
		}
		if l.firstID != nil {
			if at, ok := db.TimeOfID(*l.firstID); ok && at.Before(since) {
				since = at
			}
		}
		all[i].Oldest = now.Sub(since)
	}
	return all, nil
}
