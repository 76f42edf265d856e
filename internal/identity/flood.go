package identity

import (
	"context"
	"sync"
	"time"
)

// refusals are how many tokens were refused in a minute, by the neighbourhood
// that they came from. What is counted is written: past so many, a flood of
// tokens is refused without.
type refusals struct {
	mu     sync.Mutex
	minute time.Time
	of     map[string]int
}

const (
	mostWritten        = 300 // of a neighbourhood, in a minute and on a node
	mostNeighbourhoods = 10_000
)

func (r *refusals) mayWrite(minute time.Time, of string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil || !r.minute.Equal(minute) {
		r.minute, r.of = minute, make(map[string]int)
	}
	if r.of[of] == 0 && len(r.of) >= mostNeighbourhoods {
		return false
	}
	r.of[of]++
	return r.of[of] <= mostWritten
}

// refuse counts a refused token, whether there is such a one or not: the same
// statement, the same time.
func (ds *Doors) refuse(ctx context.Context, now time.Time, network string, who account) error {
	if !ds.refusals.mayWrite(now.Truncate(time.Minute), wide(network)) {
		return nil
	}
	return countRefused(ctx, ds.DB, now, network, who)
}
