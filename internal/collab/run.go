package collab

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// Came is what became of one of many requests. Without an obstacle it was done.
type Came struct {
	GUID     string   `json:"guid"`
	Obstacle Obstacle `json:"obstacle,omitempty"`
}

// Run does an action to requests, each by itself in the verb that does it to one:
// nothing of what was foreseen counts. It says what came of each, in order. why
// is the reason of a revocation.
func (rs *Requests) Run(ctx context.Context, by actor.Actor, a Action, why string, guids []string) ([]Came, error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return nil, err
	}
	if err := checkMany(a, guids); err != nil {
		return nil, err
	}
	if a == Revoking {
		if err := checkWhy(&why); err != nil {
			return nil, err
		}
	}
	var all []Came
	met := Obstacle("")
	for _, guid := range once(guids) {
		if met == Failed || met == NotTried { // of what failed once, the next would fail the same way
			met = NotTried
		} else {
			met = obstacleOf(rs.do(ctx, by, a, why, guid))
		}
		all = append(all, Came{guid, met})
	}
	return all, nil
}

func (rs *Requests) do(ctx context.Context, by actor.Actor, a Action, why, guid string) (err error) {
	switch a {
	case Approving:
		_, err = rs.Change(ctx, by, Change{GUID: guid, Status: string(Approve)})
	case Rejecting:
		_, err = rs.Change(ctx, by, Change{GUID: guid, Status: string(Reject)})
	case Resolving:
		_, err = rs.Change(ctx, by, Change{GUID: guid, Status: string(Resolve)})
	case Resending:
		_, err = rs.Resend(ctx, by, guid)
	default:
		_, err = rs.Revoke(ctx, by, guid, why)
	}
	return err
}

// checkWhy tidies the reason of a revocation.
func checkWhy(why *string) error {
	p := fault.Problems{}
	*why = strings.TrimSpace(*why)
	p.Require(*why != "", "reason", "This field is required.")
	length(p, "reason", *why, maxMessage)
	return p.Err()
}

// once returns a list without what stands in it again.
func once(list []string) []string {
	kept := make([]string, 0, len(list))
	seen := make(map[string]bool, len(list))
	for _, s := range list {
		if !seen[s] {
			seen[s], kept = true, append(kept, s)
		}
	}
	return kept
}
