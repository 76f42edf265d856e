package bench

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// figures are what was measured on one engine.
type figures struct {
	*engine
	aims    []aim
	lines   []line
	waits   []paged
	checks  []time.Duration // processor time to find out who calls, by size
	sight   time.Duration   // to find out whether a user sees a company
	durable durable
	creates []created
	pages   []paged
	exports []export
	imports time.Duration // of companies
	starts  []time.Duration
	idles   []int64
}

// line is a thing that was asked for as often as possible.
type line struct {
	what  string
	floor float64   // answers a second
	rates []float64 // the same by size
	bytes int       // of an answer
	goal  goal      // the share of the floor that the largest should have
}

// export is a whole list of the largest customer.
type export struct {
	format string
	rate   float64 // rows a second
	bytes  int64
	memory int64 // of the server at most, above its idle
}

// last is the store of the largest customer.
func (e *engine) last() *store { return e.stores[len(e.stores)-1] }

func median[T cmp.Ordered](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// short writes a size as people say it: 1 k, 100 k, 1 M.
func short(n int) string {
	switch {
	case n >= 1_000_000 && n%1_000_000 == 0:
		return strconv.Itoa(n/1_000_000) + " M"
	case n >= 1000 && n%1000 == 0:
		return strconv.Itoa(n/1000) + " k"
	default:
		return strconv.Itoa(n)
	}
}

// servers starts a server for each size, and waits until all of them have read what
// lists are found by.
func (b *bench) servers(ctx context.Context, stores []*store, more ...string) (all []*process, stop func(), err error) {
	stop = func() {
		for _, p := range all {
			if err := p.stop(); err != nil {
				b.note("a server ended badly: %v", err)
			}
		}
	}
	for _, s := range stores {
		p, err := b.serve(ctx, s.url, s.data, more...)
		if err != nil {
			stop()
			return nil, func() {}, fmt.Errorf("serve %d requests: %w", s.size, err)
		}
		all = append(all, p)
		if err := firstList(ctx, p, s); err != nil {
			stop()
			return nil, func() {}, err
		}
	}
	if err := b.quiet(ctx); err != nil {
		stop()
		return nil, func() {}, err
	}
	return all, stop, nil
}

// firstList asks a server for a list, by which it begins to read what lists are found by.
func firstList(ctx context.Context, p *process, s *store) error {
	_, _, err := fetch(ctx, p.first+listed("")(s.customer), s.admin)
	return err
}
