package identity

import (
	"context"
	"sync"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Calls keeps every token to so many calls in five minutes, on all nodes
// together. A node takes the budget in slices and counts them down in memory,
// so that a call asks the database once in a slice. What a node took and did
// not use is lost to the others until the period ends.
type Calls struct {
	DB   *db.DB
	Now  func() time.Time // db.Now but in tests
	Most int64            // 0 is no limit

	mu     sync.Mutex
	period int64
	tokens map[string]*slice // of the period
}

// slice is what a token may still call without asking. Whoever needs a new one
// holds it meanwhile: a crowd must not take one each.
type slice struct {
	mu    sync.Mutex
	left  int64
	spent bool // the period has no more
}

const (
	callPeriod = 5 * time.Minute
	sliceOf    = 50
)

// Admit counts a call of by's token, or refuses it until the period ends.
func (cs *Calls) Admit(ctx context.Context, by actor.Actor) (done func(), err error) {
	if cs.Most == 0 {
		return func() {}, nil
	}
	now := cs.Now()
	budget := tenant.Budget{Name: "calls of", Most: cs.Most, Per: callPeriod}
	s := cs.slice(budget.Period(now), by.TokenGUID)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left == 0 && !s.spent {
		err := cs.DB.Tx(ctx, func(tx *db.Tx) (err error) {
			s.left, err = budget.Slice(ctx, tx, now, by.TokenGUID, min(sliceOf, cs.Most))
			return err
		})
		if err != nil {
			s.left = 0 // it may have been read before the commit failed
			return nil, err
		}
		s.spent = s.left == 0
	}
	if s.left == 0 {
		return nil, fault.Wait(fault.TooMany, budget.Left(now), "A token may make %d calls in 5 minutes.", cs.Most)
	}
	s.left--
	return func() {}, nil
}

// slice returns what a token has in a period, and forgets the periods before.
func (cs *Calls) slice(period int64, token string) *slice {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if cs.tokens == nil || cs.period != period {
		cs.period, cs.tokens = period, make(map[string]*slice)
	}
	s := cs.tokens[token]
	if s == nil {
		s = &slice{}
		cs.tokens[token] = s
	}
	return s
}
