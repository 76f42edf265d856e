package webhook

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/meter"
)

// settle writes what came of some tries. Others may have done so: a try that took
// longer than its lease settles nothing.
func (p *Post) settle(ctx context.Context, r ref, some []Delivery, outcomes []outcome) error {
	err := p.DB.Tx(ctx, func(tx *db.Tx) error {
		e, err := Hold(ctx, tx, r.CustomerID, r.GUID)
		if fault.Is(err, fault.NotFound) {
			return nil // it was removed meanwhile
		}
		if err != nil {
			return err
		}
		now := p.Now()
		var sum summary
		for i := range some {
			if err := outcomes[i].settle(ctx, tx, now, &some[i]); err != nil {
				return err
			}
			sum.add(&some[i], &outcomes[i])
		}
		return p.judge(ctx, tx, now, &e, sum)
	})
	if err != nil {
		return err
	}
	for i := range outcomes {
		outcomes[i].count()
		err = errors.Join(err, outcomes[i].ours) // for the log: the job is done again, and finds nothing due
	}
	return err
}

// count tells the operator's figures of a try.
func (o *outcome) count() {
	switch {
	case o.stops:
	case o.state == Queued:
		meter.Deliveries.Count("put_off")
	case o.status == http.StatusGone:
		meter.Deliveries.Count("gone")
	case o.state == Failed:
		meter.Deliveries.Count("dead")
	default:
		meter.Deliveries.Count(o.state)
	}
}

func (o *outcome) settle(ctx context.Context, tx *db.Tx, now time.Time, d *Delivery) error {
	if o.stops {
		_, err := tx.Exec(ctx, `
			update webhook_deliveries set tries = tries - 1, due_at = $5, version = version + 1
			where customer_id = $1 and webhook_guid = $2 and guid = $3 and tries = $4 and state = 'queued'`,
			d.CustomerID, d.Webhook, d.GUID, d.Tries, now)
		return err
	}
	why, err := reasonText(o.why)
	if err != nil {
		return err
	}
	due := d.DueAt
	if o.state == Queued {
		due = now.Add(max(jitter(waits[d.Tries-1]), o.after))
	}
	_, err = tx.Exec(ctx, `
		update webhook_deliveries set state = $5, due_at = $6, status = $7, error = $8, took_ms = $9, tried_at = $10, version = version + 1
		where customer_id = $1 and webhook_guid = $2 and guid = $3 and tries = $4 and state = 'queued'`,
		d.CustomerID, d.Webhook, d.GUID, d.Tries, o.state, due, o.status, why, o.took.Milliseconds(), now)
	return err
}

// jitter moves a pause by up to a fifth, so that not all come back at once.
func jitter(d time.Duration) time.Duration { return d*4/5 + rand.N(d*2/5) }

// summary is what some tries say of a webhook.
type summary struct {
	isTaken, isRefused, isGone bool
	after                      time.Duration
}

func (s *summary) add(d *Delivery, o *outcome) {
	switch {
	case o.stops || o.ours != nil || o.state == Dropped:
	case o.state == Delivered:
		s.isTaken = true
	default:
		s.isGone = s.isGone || o.status == http.StatusGone
		s.isRefused = s.isRefused || !d.IsTest()
		s.after = max(s.after, o.after)
	}
}

// judge lets a webhook rest that took nothing, longer the longer it has been so,
// and switches off one that is gone, or has taken nothing for days.
func (p *Post) judge(ctx context.Context, tx *db.Tx, now time.Time, e *Endpoint, s summary) error {
	switch {
	case s.isGone && e.IsOn:
		return p.switchOff(ctx, tx, now, e, Gone)
	case s.isTaken:
		if e.FailingSince == nil && e.RestsUntil == nil && s.after == 0 {
			return nil
		}
		e.FailingSince, e.RestsUntil = nil, nil
		if s.after > 0 {
			e.rest(now, s.after)
		}
	case !s.isRefused:
		return nil
	default:
		if e.FailingSince == nil {
			e.FailingSince = &now
		}
		failing := now.Sub(*e.FailingSince)
		if e.IsOn && failing >= failingDays*24*time.Hour {
			return p.switchOff(ctx, tx, now, e, Failing)
		}
		e.rest(now, max(min(failing/4, longestRest), shortestRest, s.after))
	}
	_, err := tx.Exec(ctx, `
		update webhooks set failing_since = $3, rests_until = $4, version = version + 1
		where customer_id = $1 and guid = $2`, e.CustomerID, e.GUID, e.FailingSince, e.RestsUntil)
	return err
}

func (e *Endpoint) rest(now time.Time, d time.Duration) {
	until := now.Add(d)
	e.RestsUntil = &until
}

// release says that no job is on its way any more, and plans the next one.
func (p *Post) release(ctx context.Context, r ref) error {
	return p.DB.Tx(ctx, func(tx *db.Tx) error {
		e, err := Hold(ctx, tx, r.CustomerID, r.GUID)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update webhooks set leased_until = null where customer_id = $1 and guid = $2`, r.CustomerID, r.GUID); err != nil {
			return err
		}
		return e.plan(ctx, tx, p.Now())
	})
}
