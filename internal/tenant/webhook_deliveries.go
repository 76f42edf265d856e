package tenant

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

// MostDeliveries is how many deliveries a page has at most.
const MostDeliveries = 1000

// Deliveries returns the newest deliveries to a webhook, and whether there are more.
func (ws *Webhooks) Deliveries(ctx context.Context, by actor.Actor, guid string, f webhook.DeliveryFilter) (page []webhook.Delivery, more bool, err error) {
	p := fault.Problems{}
	for _, s := range f.States {
		p.Require(slices.Contains(webhook.States, s), "state", "must be one of %s", strings.Join(webhook.States, ", "))
	}
	for _, t := range f.Types {
		p.Require(webhook.Known(t) || t == webhook.TestType, "type", "must be types of events, such as %s", webhook.Types[0].Name)
	}
	p.Require(f.Limit > 0 && f.Limit <= MostDeliveries, "limit", "must be between 1 and %d", MostDeliveries)
	if err := p.Err(); err != nil {
		return nil, false, err
	}
	e, err := ws.One(ctx, by, guid)
	if err != nil {
		return nil, false, err
	}
	return webhook.Deliveries(ctx, ws.DB, e, f)
}

// Delivery returns a delivery, and what it would say if it was sent now: nil if it
// would not be, or if by may not read that.
func (ws *Webhooks) Delivery(ctx context.Context, by actor.Actor, guid, delivery string) (d webhook.Delivery, body []byte, err error) {
	e, err := ws.One(ctx, by, guid)
	if err != nil {
		return d, nil, err
	}
	if d, err = webhook.FindDelivery(ctx, ws.DB, by.CustomerID, e.GUID, strings.ToLower(delivery)); err != nil {
		return d, nil, err
	}
	if !webhook.Readable(by, d.Type) {
		return d, nil, nil
	}
	body, err = ws.Post.Look(ctx, e, d)
	return d, body, err
}

// mostTests is how often a webhook is tried in an hour.
const mostTests = 30

// Test sends a test to a webhook, be it off, at once and once, and returns what
// came of it.
func (ws *Webhooks) Test(ctx context.Context, by actor.Actor, guid string) (d webhook.Delivery, err error) {
	err = ws.change(ctx, by, guid, func(tx *db.Tx, e *webhook.Endpoint) error {
		now := ws.Now()
		n, err := webhook.Tests(ctx, tx, *e, now.Add(-time.Hour))
		if err == nil && n >= mostTests {
			err = fault.Wait(fault.TooMany, time.Hour, "This webhook has been tested %d times in this hour.", mostTests)
		}
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "webhook.test", Subject: e.GUID})
		if d, err = webhook.AddTest(ctx, tx, now, *e, by.UserGUID); err != nil {
			return err
		}
		return Outcome(ctx, d.GUID)
	})
	if err != nil {
		return d, err
	}
	return ws.Post.SendTest(ctx, d)
}

var errWebhookOff = fault.New(fault.Conflict, "This webhook is off. Switch it on first.")

// Replay sends a delivery again, now and with the id that it has.
func (ws *Webhooks) Replay(ctx context.Context, by actor.Actor, guid, delivery string) (d webhook.Delivery, err error) {
	err = ws.hold(ctx, by, guid, func(tx *db.Tx, e *webhook.Endpoint) error {
		if d, err = webhook.FindDelivery(ctx, tx, by.CustomerID, e.GUID, strings.ToLower(delivery)); err != nil {
			return err
		}
		if err := Match(ctx, tx, `webhook_deliveries where customer_id = $1 and webhook_guid = $2 and guid = $3`, by.CustomerID, e.GUID, d.GUID); err != nil {
			return err
		}
		switch {
		case d.IsTest():
			return fault.New(fault.Conflict, "A test is not sent again: send another.")
		case !e.IsOn:
			return errWebhookOff
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "webhook.replay", Subject: e.GUID, Details: map[string]any{"delivery": d.GUID, "event": d.EventGUID},
		})
		return webhook.Resend(ctx, tx, ws.Now(), e, d.GUID)
	})
	if err != nil {
		return d, err
	}
	return webhook.FindDelivery(ctx, ws.DB, by.CustomerID, d.Webhook, d.GUID)
}

// ReplaySince sends a webhook again what has happened from a moment on and it did
// not take, be it that it was off: those that failed, and those that it was never
// told of. all sends it also what it took.
func (ws *Webhooks) ReplaySince(ctx context.Context, by actor.Actor, guid string, since time.Time, all bool) error {
	if now := ws.Now(); since.After(now) || since.Before(now.Add(-webhook.Keep)) {
		return fault.Field("since", "must be within the last %d days", int(webhook.Keep/(24*time.Hour)))
	}
	if err := by.Need(actor.WebhooksRW); err != nil {
		return err
	}
	span, err := audit.Since(ctx, ws.DB, by.CustomerID, since)
	if err != nil {
		return err
	}
	return ws.change(ctx, by, guid, func(tx *db.Tx, e *webhook.Endpoint) error {
		if !e.IsOn {
			return errWebhookOff
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "webhook.replay", Subject: e.GUID, Details: map[string]any{"since": since, "all": all},
		})
		return webhook.Replay(ctx, tx, *e, span, since, all)
	})
}
