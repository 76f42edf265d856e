package webhook

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// switchOff ends the sending to a webhook that was held and was on, and tells the
// admins. What waits for it stays, to be sent when it is switched on again.
func (p *Post) switchOff(ctx context.Context, tx *db.Tx, now time.Time, e *Endpoint, why string) error {
	e.IsOn, e.OffWhy = false, why
	if err := e.Save(ctx, tx, now, true); err != nil {
		return err
	}
	audit.Record(ctx, tx, actor.System(e.CustomerID), e.CustomerID, audit.Event{
		Action: "webhook.switch_off", Subject: e.GUID, Details: map[string]any{"name": e.Name, "host": e.Host, "why": why},
	})
	customer, err := db.Value[string](ctx, tx, `select name from customers where id = $1`, e.CustomerID)
	if err != nil {
		return err
	}
	told := mail.WebhookOff{CustomerName: customer, Name: e.Name, Host: e.Host, Why: why, WebhookGUID: e.GUID}
	if why == Failing {
		told.Since = *e.FailingSince
	}
	return p.Tell(ctx, tx, now, e.CustomerID, told)
}
