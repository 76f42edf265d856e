package identity

import (
	"context"
	"slices"
	"sync"
	"time"

	"gatehouse/internal/meter"
	"gatehouse/internal/tenant"
)

// callers are those who were let in within the last second, as the database had
// them, with the versions of both customers that decide about them: that of the
// access and that of its user.
//
// A caller is taken from here only while both stand exactly where they stood in the
// statement that read it, and they are asked for at each call. Whatever changes a
// token, an access, its roles, a user, a membership, a group or a customer is an
// event of one of the two, and so moves its head in the same transaction: it is
// seen by the next call, on this node and on all others. Two things move neither:
//
//   - That a customer between the two is no subsidiary any more. It is seen when the
//     second is over.
//   - That a token was used, which no answer shows before the second is over.
//
// What the clock decides (expiry of token and user) and the address (the token's
// networks) is decided anew at each call. Recipients are never kept: what lets them
// in are requests of other customers. Neither is who was refused, so that every
// refusal takes what it always took.
type callers struct {
	mu   sync.Mutex
	kept map[callerKey]*keptCaller
}

// callerKey names a token by its hash, or by its guid where a short-lived one was
// given for it, and the network that it is used from.
type callerKey struct{ token, network string }

type keptCaller struct {
	caller
	at   time.Time // by a clock that nobody sets
	read time.Time // by the clock that decides
}

const (
	keepCallers = time.Second
	mostCallers = 8192
)

// known returns a caller that is kept, still true, and would be let in now.
func (ds *Doors) known(ctx context.Context, key callerKey, now time.Time, ip string) (*caller, error) {
	if ds.Heads == nil {
		return nil, nil //nolint:nilnil // nobody is kept
	}
	c, err := ds.stillKnown(ctx, key, now, ip)
	if c == nil {
		callersKept.Miss()
	} else {
		callersKept.Hit()
	}
	return c, err
}

// callersKept counts how often it was known who calls.
var callersKept = meter.NewCache("callers")

func (ds *Doors) stillKnown(ctx context.Context, key callerKey, now time.Time, ip string) (*caller, error) {
	ds.callers.mu.Lock()
	k := ds.callers.kept[key]
	ds.callers.mu.Unlock()
	if k == nil || time.Since(k.at) >= keepCallers || now.Sub(k.read).Abs() >= keepCallers {
		return nil, nil //nolint:nilnil // it is to be read
	}
	of, home, err := ds.Heads.Both(ctx, k.actor.CustomerID, k.actor.UserCustomerID)
	if err != nil || of != k.versions || home != k.homeVersions || !k.opens(now, ip) {
		return nil, err
	}
	return &k.caller, nil
}

// keep keeps a caller who was let in. began is when the statement was sent that
// read it. When there are too many, any goes: whoever calls often comes back.
func (ds *Doors) keep(key callerKey, c caller, began, now time.Time) {
	if ds.Heads == nil || c.homeKind == tenant.VendorAccess {
		return
	}
	c.actor.Roles = slices.Clip(c.actor.Roles) // many share it now: who appends gets a copy
	ds.callers.mu.Lock()
	defer ds.callers.mu.Unlock()
	if ds.callers.kept == nil {
		ds.callers.kept = make(map[callerKey]*keptCaller)
	}
	if _, ok := ds.callers.kept[key]; !ok && len(ds.callers.kept) >= mostCallers {
		for other := range ds.callers.kept {
			delete(ds.callers.kept, other)
			break
		}
	}
	ds.callers.kept[key] = &keptCaller{caller: c, at: began, read: now}
}
