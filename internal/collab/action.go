package collab

import (
	"errors"
	"slices"
	"time"

	"gatehouse/internal/fault"
)

// Action is what a sender can do to one request, or to many at once.
type Action string

// The actions.
const (
	Approving Action = "approve"
	Rejecting Action = "reject"
	Resolving Action = "resolve"
	Resending Action = "resend"
	Revoking  Action = "revoke"
)

// Actions lists every action.
var Actions = []Action{Approving, Rejecting, Resolving, Resending, Revoking}

// Obstacle is why an action is not done to a request; "" is none.
type Obstacle string

// The obstacles. Those down to OpenAlready are rules; the others came up on the way.
const (
	NoRegistration Obstacle = "no_registration" // nobody awaits approval
	IsClosed       Obstacle = "closed"          // resolved, rejected or declined already
	IsNotSendable  Obstacle = "not_sendable"    // it has been answered, or closed
	AwaitsApproval Obstacle = "awaits_approval"
	SentOften      Obstacle = "sent_often" // as often as may be
	SentToday      Obstacle = "sent_today" // within the last day
	GivesNoAccess  Obstacle = "no_access"
	WantsNoMore    Obstacle = "wants_no_more" // the recipient said so
	OpenAlready    Obstacle = "open_already"  // another request to the same person at the same company

	Unseen     Obstacle = "unseen" // not there, or not for the actor to see
	OverBudget Obstacle = "over_budget"
	Failed     Obstacle = "failed"    // on our side, or the actor's access has ended
	NotTried   Obstacle = "not_tried" // after one that failed
)

// obstacle says what in the row itself stands in the way of an action. The verbs
// ask it before their statement, which decides, and a preview asks it for them.
func (r *Request) obstacle(a Action, now time.Time) Obstacle {
	awaitsApproval := r.Status == Pending && r.Awaiting != nil && *r.Awaiting == Approval
	switch {
	case a == Approving || a == Rejecting:
		if !awaitsApproval {
			return NoRegistration
		}
	case a == Resolving:
		if !slices.Contains([]Status{Pending, Active, Never, Inactive}, r.Status) {
			return IsClosed
		}
	case a == Revoking:
		if r.Status != Active && r.Status != Resolved || !r.accessRuns(now) {
			return GivesNoAccess
		}
	case awaitsApproval:
		return AwaitsApproval
	case r.Status != Pending && r.Status != Never:
		return IsNotSendable
	case r.SentCount >= maxSendings:
		return SentOften
	case r.EmailSentAt == nil || r.EmailSentAt.After(now.Add(-sendingPause)):
		return SentToday
	}
	return ""
}

// Can reports whether nothing in the request itself stands in the way of an action.
func (r *Request) Can(a Action, now time.Time) bool { return r.obstacle(a, now) == "" }

// errNoRegistration refuses to decide what is not a registration to be decided.
var errNoRegistration = fault.Field("status",
	"Approved and Rejected are for registrations that await approval; this request does not.")

// obstruction is a refusal that knows its obstacle.
type obstruction struct {
	Obstacle
	error
}

func (o obstruction) Unwrap() error { return o.error }

// refuse returns nil if nothing stands in the way of an action.
func (r *Request) refuse(a Action, now time.Time) error {
	if o := r.obstacle(a, now); o != "" {
		return r.obstruct(o)
	}
	return nil
}

// obstruct makes the refusal of an obstacle that is a rule.
func (r *Request) obstruct(o Obstacle) error {
	err := errNoRegistration
	switch o {
	case IsClosed:
		err = fault.New(fault.Conflict, "A request that is %s cannot be resolved.", r.Status.word())
	case IsNotSendable:
		err = fault.New(fault.Conflict, "A request that is %s cannot be sent again.", r.Status.word())
	case AwaitsApproval:
		err = fault.New(fault.Conflict, "This registration awaits approval; there is no invitation to send again.")
	case SentOften:
		err = fault.New(fault.Conflict, "This invitation has been sent %d times, which is the most.", maxSendings)
	case SentToday:
		err = fault.New(fault.Conflict, "This invitation was sent within the last day. Try again tomorrow.")
	case GivesNoAccess:
		err = fault.New(fault.Conflict, "This request gives no access that could be revoked.")
	default:
	}
	return obstruction{o, err}
}

// obstacleOf names the obstacle that a verb met.
func obstacleOf(err error) Obstacle {
	if o, ok := errors.AsType[obstruction](err); ok {
		return o.Obstacle
	}
	switch {
	case err == nil:
		return ""
	case errors.Is(err, errOpen):
		return OpenAlready
	case errors.Is(err, errWantsNoMore):
		return WantsNoMore
	case fault.Is(err, fault.NotFound):
		return Unseen
	case fault.Is(err, fault.TooMany):
		return OverBudget
	default:
		return Failed
	}
}
