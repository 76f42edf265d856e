package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
)

// Colleagues is the collection of who works on requests beside their recipients.
type Colleagues struct {
	DB       *db.DB
	Now      func() time.Time // db.Now but in tests
	Requests *Requests
}

// Register makes r forget invitations that nobody has accepted in time.
func (cs *Colleagues) Register(r *jobs.Runner) {
	jobs.Every(r, "collab.colleagues", time.Minute, cs.Expire)
}

// List returns the colleagues of a request, the first first. The requester's side
// learns of those who have accepted, and of nobody else.
func (cs *Colleagues) List(ctx context.Context, by actor.Actor, side Side, guid string) ([]Colleague, error) {
	if err := side.need(by, actor.RequestsR); err != nil {
		return nil, err
	}
	t, err := cs.Requests.reach(ctx, cs.DB, by, side, guid)
	if err != nil {
		return nil, err
	}
	return db.All(ctx, cs.DB, (*Colleague).fields, t.colleagues()+` order by k.invited_at, k.guid limit $3`,
		t.customerID, t.guid, MaxColleagues)
}

// One returns a colleague of a request.
func (cs *Colleagues) One(ctx context.Context, by actor.Actor, side Side, guid, colleague string) (k Colleague, err error) {
	if err := side.need(by, actor.RequestsR); err != nil {
		return k, err
	}
	t, err := cs.Requests.reach(ctx, cs.DB, by, side, guid)
	if err != nil {
		return k, err
	}
	return t.colleague(ctx, cs.DB, colleague)
}

// colleagues selects those of a thread as its side sees them: $1 and $2 are the
// request.
func (t *thread) colleagues() string {
	only := ""
	if t.side == Requester {
		only = ` and k.user_guid is not null`
	}
	return `select ` + colleagueColumns + ` from request_colleagues k where k.customer_id = $1 and k.request_guid = $2` + only
}

func (t *thread) colleague(ctx context.Context, c db.Conn, guid string) (Colleague, error) {
	k, err := db.One(ctx, c, (*Colleague).fields, t.colleagues()+` and k.guid = $3`, t.customerID, t.guid, guid)
	if errors.Is(err, db.ErrNone) {
		err = errNoColleague
	}
	return k, err
}

// Host says who a request was sent to, to who reads it on the recipient's side.
func (cs *Colleagues) Host(ctx context.Context, by actor.Actor, guid string) (recipient string, err error) {
	t, err := cs.Requests.reach(ctx, cs.DB, by, Requestee, guid)
	if err != nil {
		return "", err
	}
	return cs.Requests.recipient(ctx, cs.DB, &t)
}

// recipient returns the user that has accepted the request of a thread; "" once it
// was erased.
func (rs *Requests) recipient(ctx context.Context, c db.Conn, t *thread) (string, error) {
	return db.Value[string](ctx, c, `
		select coalesce(recipient_guid, '') from access_requests where customer_id = $1 and guid = $2`, t.customerID, t.guid)
}

// orElse returns err, or another where there is none.
func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}
