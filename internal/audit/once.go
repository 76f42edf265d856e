package audit

import (
	"context"
	"slices"
	"sync"
)

// once is a context in which the head of a customer is read once.
type once struct {
	context.Context
	mu    sync.Mutex
	of    [2]int64 // an access's customer, and that of its user
	found [2]Versions
	n     int
}

type onceKey struct{}

// Value is that of the context around it.
func (o *once) Value(key any) any {
	if key == (onceKey{}) {
		return o
	}
	return o.Context.Value(key)
}

// Once returns a context for a call that only looks: versions that were read in it
// are those of the call, because they were read after it had come and before any
// row. A call that writes must not have one: it would not see what it wrote.
func Once(ctx context.Context) context.Context { return &once{Context: ctx} }

// Know tells a context of [Once] what a customer's versions are: whoever read them
// with other rows, in one statement, spares the call from asking again.
func Know(ctx context.Context, customerID int64, v Versions) {
	o, ok := ctx.Value(onceKey{}).(*once)
	if !ok {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if slices.Contains(o.of[:o.n], customerID) {
		return // the first ones count
	}
	if o.n < len(o.of) {
		o.of[o.n], o.found[o.n] = customerID, v
		o.n++
	}
}

func known(ctx context.Context, customerID int64) (v Versions, ok bool) {
	o, ok := ctx.Value(onceKey{}).(*once)
	if !ok {
		return v, false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for i, of := range o.of[:o.n] {
		if of == customerID {
			return o.found[i], true
		}
	}
	return v, false
}
