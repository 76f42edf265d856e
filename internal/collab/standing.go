package collab

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Standing is how the access to a request stands for one on the recipient's side.
type Standing struct {
	EndsAt      *time.Time // the access; nil for none
	AcceptedAt  *time.Time
	IsRecipient bool  // who accepted, and no colleague
	Ask         *Ask  // the newest for more time
	MayAsk      bool  // for more time, now
	Days        int64 // of the trial
}

// Standing returns how the access to a request stands that the actor received.
func (as *Asks) Standing(ctx context.Context, by actor.Actor, guid string) (st Standing, err error) {
	t, err := as.Requests.reach(ctx, as.DB, by, Requestee, guid)
	if err != nil {
		return st, err
	}
	recipient := ""
	one, err := db.One(ctx, as.DB, func(s *Standing) []any { return []any{&s.EndsAt, &s.AcceptedAt, &s.Days, &recipient} }, `
		select access_ends_at, accepted_at, trial_days, coalesce(recipient_guid, '') from access_requests where customer_id = $1 and guid = $2`,
		t.customerID, t.guid)
	if err != nil {
		return st, notFound(err)
	}
	one.IsRecipient = recipient == by.UserGUID
	asks, err := as.of(ctx, as.DB, &t, 1)
	if err != nil {
		return st, err
	}
	if len(asks) > 0 {
		one.Ask = &asks[0]
	}
	askable, err := db.Value[int64](ctx, as.DB, `
		select count(*) from access_requests r where r.customer_id = $1 and r.guid = $2 and `+prolongable,
		t.customerID, t.guid, as.Now(), as.Now().Add(-LateAsk))
	one.MayAsk = askable > 0 && (one.Ask == nil || one.Ask.State != AskOpen)
	return one, err
}
