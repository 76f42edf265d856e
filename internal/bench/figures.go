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
	lines   []line
	checks  []check
	pages   []paged
	exports []export
	start   time.Duration // of a server with the largest customer
	idle    memory
}

// line is a thing that was asked for as often as possible.
type line struct {
	what  string
	floor float64   // answers a second
	rates []float64 // the same by size
	bytes int       // of an answer
}

// check is what it takes to find out who calls.
type check struct {
	cpu, wall time.Duration
}

// export is a whole list of the largest customer.
type export struct {
	format string
	took   time.Duration
	bytes  int64
	memory int64 // of the server at most, above its idle
}

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

// servers starts a server for each size.
func (b *bench) servers(ctx context.Context, stores []*store) (all []*process, stop func(), err error) {
	stop = func() {
		for _, p := range all {
			if err := p.stop(); err != nil {
				b.note("a server ended badly: %v", err)
			}
		}
	}
	for _, s := range stores {
		p, err := b.serve(ctx, s.url, s.data)
		if err != nil {
			stop()
			return nil, func() {}, fmt.Errorf("serve %d requests: %w", s.size, err)
		}
		all = append(all, p)
	}
	return all, stop, nil
}
