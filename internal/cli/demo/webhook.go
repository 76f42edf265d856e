package demo

import (
	"context"
	"encoding/json"
	"log/slog"

	"gatehouse/internal/db"
	"gatehouse/internal/fetch"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/tenant"
	"gatehouse/internal/webhook"
)

// inside is an address of the house itself, where no webhook is sent: it is refused
// before anything leaves the machine.
const inside = "https://127.0.0.1:8443/gatehouse"

// overheard does something while a webhook listens that leads nowhere. There is
// something to look at then, what waits and what has failed, and nobody outside
// hears of the demo: in the end it is switched off.
func (h *house) overheard(ctx context.Context, do func(context.Context) error) error {
	client, err := fetch.New(fetch.Options{})
	if err != nil {
		return err
	}
	hooks := &tenant.Webhooks{DB: h.db, Now: db.Now, Post: &webhook.Post{ // when things really happened is what it would tell
		DB: h.db, Key: h.links.Key, HTTP: client, PublicURL: h.requests.PublicURL, Now: db.Now, Tell: identity.TellOfWebhook,
		Show: func(context.Context, int64, string, string) (json.RawMessage, error) { return nil, nil }, // to nobody
	}}
	name, address, off := "SIEM", inside, false
	types := []string{
		"access_request.accepted", "access_request.declined", "access_request.message", "client_access_link.created", "client_access_link.updated",
	}
	e, _, err := hooks.Create(ctx, h.emma, webhook.Draft{Name: &name, Address: &address, Types: &types})
	if err != nil {
		return err
	}
	if err := do(ctx); err != nil {
		return err
	}
	if _, err := hooks.Test(ctx, h.emma, e.GUID); err != nil {
		return err
	}
	runner := jobs.NewRunner(h.db, slog.New(slog.DiscardHandler), db.Now)
	hooks.Post.Work(runner)
	if err := runner.Drain(ctx); err != nil {
		return err
	}
	if _, err := hooks.Change(ctx, h.emma, e.GUID, webhook.Draft{IsOn: &off}); err != nil {
		return err
	}
	return runner.Drain(ctx)
}
