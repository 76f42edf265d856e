package tenant

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

// Webhooks are where customers want to be told of what happens.
type Webhooks struct {
	DB   *db.DB
	Now  func() time.Time // db.Now but in tests
	Post *webhook.Post
}

// List returns the webhooks of by's customer.
func (ws *Webhooks) List(ctx context.Context, by actor.Actor) ([]webhook.Endpoint, error) {
	if err := by.Need(actor.WebhooksR); err != nil {
		return nil, err
	}
	return webhook.List(ctx, ws.DB, by.CustomerID)
}

// One returns a webhook of by's customer.
func (ws *Webhooks) One(ctx context.Context, by actor.Actor, guid string) (webhook.Endpoint, error) {
	if err := by.Need(actor.WebhooksR); err != nil {
		return webhook.Endpoint{}, err
	}
	return webhook.Find(ctx, ws.DB, by.CustomerID, strings.ToLower(guid))
}

// Address returns where a webhook sends to; "" if that was sealed with another
// server key, and has to be entered again. Who only reads is told the host alone:
// whoever knows the address of a chat can write there.
func (ws *Webhooks) Address(by actor.Actor, e webhook.Endpoint) string {
	if !by.Has(actor.WebhooksRW) {
		return "https://" + e.Host
	}
	address, err := e.Address(ws.Post.Key)
	if err != nil {
		return ""
	}
	return address
}

// errTellsMore refuses to let a webhook tell what its maker may not read.
var errTellsMore = fault.New(fault.Forbidden, "A webhook tells only of what you may read yourself: choose other types of events.")

// Create makes a webhook and returns its secret, which is shown to nobody again.
func (ws *Webhooks) Create(ctx context.Context, by actor.Actor, d webhook.Draft) (e webhook.Endpoint, secret string, err error) {
	if err := by.Need(actor.WebhooksRW); err != nil {
		return e, "", err
	}
	now := ws.Now()
	e = webhook.Endpoint{CustomerID: by.CustomerID, GUID: db.NewID(), Format: webhook.Standard, IsOn: true, CreatedBy: by.UserGUID}
	if err := e.Apply(ws.Post.Key, d); err != nil {
		return e, "", err
	}
	if !e.Readable(by) {
		return e, "", errTellsMore
	}
	if secret, err = e.NewSecret(ws.Post.Key, now, 0); err != nil {
		return e, "", err
	}
	err = ws.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := Check(ctx, tx, by); err != nil {
			return err
		}
		if _, err := Hold(ctx, tx, by.CustomerID); err != nil { // of several at once, no one passes the limit
			return err
		}
		n, err := db.Value[int](ctx, tx, `select count(*) from webhooks where customer_id = $1`, by.CustomerID)
		if err == nil && n >= webhook.Most {
			err = fault.New(fault.Conflict, "A customer has at most %d webhooks: delete one first.", webhook.Most)
		}
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "webhook.create", Subject: e.GUID, Details: webhookDetails(&e)})
		return e.Add(ctx, tx, now)
	})
	return e, secret, err
}

// webhookDetails are what is recorded of a webhook: its host, not its address,
// which may be a secret.
func webhookDetails(e *webhook.Endpoint) map[string]any {
	return map[string]any{"name": e.Name, "host": e.Host, "format": e.Format, "event_types": e.Types, "is_active": e.IsOn}
}

// Change changes a webhook. Whoever may not read all that it is told can do no more
// than rename it and switch it off.
func (ws *Webhooks) Change(ctx context.Context, by actor.Actor, guid string, d webhook.Draft) (e webhook.Endpoint, err error) {
	err = ws.change(ctx, by, guid, func(tx *db.Tx, held *webhook.Endpoint) error {
		wasOn := held.IsOn
		if err := held.Apply(ws.Post.Key, d); err != nil {
			return err
		}
		if d.Leads() && !held.Readable(by) {
			return errTellsMore
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "webhook.update", Subject: held.GUID, Details: webhookDetails(held)})
		e = *held
		return held.Save(ctx, tx, ws.Now(), wasOn)
	})
	if err != nil {
		return e, err
	}
	return webhook.Find(ctx, ws.DB, by.CustomerID, e.GUID)
}

// change changes a webhook of by's customer.
func (ws *Webhooks) change(ctx context.Context, by actor.Actor, guid string, do func(*db.Tx, *webhook.Endpoint) error) error {
	return ws.hold(ctx, by, guid, func(tx *db.Tx, e *webhook.Endpoint) error {
		if err := Match(ctx, tx, `webhooks where customer_id = $1 and guid = $2`, by.CustomerID, e.GUID); err != nil {
			return err
		}
		return do(tx, e)
	})
}

// hold holds a webhook of by's customer and does something with it.
func (ws *Webhooks) hold(ctx context.Context, by actor.Actor, guid string, do func(*db.Tx, *webhook.Endpoint) error) error {
	if err := by.Need(actor.WebhooksRW); err != nil {
		return err
	}
	guid = strings.ToLower(guid)
	return ws.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := Check(ctx, tx, by); err != nil {
			return err
		}
		e, err := webhook.Hold(ctx, tx, by.CustomerID, guid)
		if err != nil {
			return err
		}
		return do(tx, &e)
	})
}

// Delete removes a webhook. What waits for it is sent to nobody.
func (ws *Webhooks) Delete(ctx context.Context, by actor.Actor, guid string) error {
	return ws.change(ctx, by, guid, func(tx *db.Tx, e *webhook.Endpoint) error {
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "webhook.delete", Subject: e.GUID, Details: webhookDetails(e)})
		return e.Drop(ctx, tx)
	})
}

// mostOverlap is how many hours the secret before may sign beside a new one.
const mostOverlap = 168

// Rotate gives a webhook a new secret, and returns it. The one before signs beside
// it for some hours.
func (ws *Webhooks) Rotate(ctx context.Context, by actor.Actor, guid string, overlap int) (e webhook.Endpoint, secret string, err error) {
	if overlap < 0 || overlap > mostOverlap {
		return e, "", fault.Field("overlap_hours", "must be between 0 and %d", mostOverlap)
	}
	err = ws.change(ctx, by, guid, func(tx *db.Tx, held *webhook.Endpoint) error {
		now := ws.Now()
		if secret, err = held.NewSecret(ws.Post.Key, now, time.Duration(overlap)*time.Hour); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "webhook.rotate", Subject: held.GUID, Details: map[string]any{"overlap_hours": overlap},
		})
		err := held.Save(ctx, tx, now, held.IsOn)
		e = *held
		return err
	})
	return e, secret, err
}
