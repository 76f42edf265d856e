package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

// webhookRoutes are Gatehouse's own.
func (a *API) webhookRoutes() []api.Route {
	const one, deliveries, delivery = "/webhooks/{guid}", "/webhooks/{guid}/deliveries", "/webhooks/{guid}/deliveries/{delivery_guid}"
	r, rw := actor.WebhooksR, actor.WebhooksRW
	return []api.Route{
		{Method: "GET", Path: "/webhooks", Need: r, Handle: a.listWebhooks},
		{Method: "POST", Path: "/webhooks", Need: rw, Handle: a.createWebhook, Repeat: api.Made("guid", a.oneWebhook)},
		{Method: "GET", Path: "/webhooks/event-types", Need: r, Handle: a.listEventTypes},
		{Method: "GET", Path: one, Need: r, Handle: a.oneWebhook},
		{Method: "PATCH", Path: one, Need: rw, Handle: a.changeWebhook},
		{Method: "DELETE", Path: one, Need: rw, Handle: a.deleteWebhook},
		{Method: "POST", Path: one + "/rotate", Need: rw, Handle: a.rotateWebhook, Repeat: api.Changed(a.oneWebhook)},
		{Method: "POST", Path: one + "/test", Need: rw, Handle: a.testWebhook, Repeat: &api.Repeat{Status: http.StatusOK, Answer: a.testedWebhook}},
		{Method: "POST", Path: one + "/replay", Need: rw, Handle: a.replayWebhook, Repeat: api.Silent()},
		{Method: "GET", Path: deliveries, Need: r, Handle: a.listDeliveries},
		{Method: "GET", Path: delivery, Need: r, Handle: a.oneDelivery},
		{Method: "POST", Path: delivery + "/replay", Need: rw, Handle: a.replayDelivery, Repeat: api.Changed(a.oneDelivery)},
	}
}

// hook is a webhook. The secret is only in the answers that make it.
type hook struct {
	GUID           string   `json:"guid"`
	Name           string   `json:"name"`
	URL            string   `json:"url"`
	Format         string   `json:"format"`
	EventTypes     []string `json:"event_types"` // none is all
	IsActive       bool     `json:"is_active"`
	DisabledReason *string  `json:"disabled_reason"` // of one that the server switched off
	Secret         string   `json:"secret,omitempty"`
	OldSecretUntil *string  `json:"old_secret_until"` // the secret before signs too until then
	FailingSince   *string  `json:"failing_since"`
	PausedUntil    *string  `json:"paused_until"`
	CreatedBy      string   `json:"created_by"`
	CreatedTime    string   `json:"created_time"`
	UpdatedTime    string   `json:"updated_time"`
}

func (a *API) toWebhook(by actor.Actor, e *webhook.Endpoint) hook {
	types := e.Types
	if types == nil {
		types = []string{}
	}
	return hook{
		GUID: e.GUID, Name: e.Name, URL: a.Webhooks.Address(by, *e), Format: e.Format, EventTypes: types, IsActive: e.IsOn, DisabledReason: orNull(e.OffWhy),
		OldSecretUntil: maybeMoment(e.OldUntil), FailingSince: maybeMoment(e.FailingSince), PausedUntil: maybeMoment(e.RestsUntil),
		CreatedBy: e.CreatedBy, CreatedTime: moment(e.CreatedAt), UpdatedTime: moment(e.UpdatedAt),
	}
}

var webhookColumns = []api.Column[hook]{
	{Name: "guid", Width: 36, Cell: func(h *hook) any { return h.GUID }},
	{Name: "name", Width: 22, Cell: func(h *hook) any { return h.Name }},
	{Name: "is_active", Width: 9, Cell: func(h *hook) any { return h.IsActive }},
	{Name: "format", Width: 8, Cell: func(h *hook) any { return h.Format }},
	{Name: "url", Width: 40, Cell: func(h *hook) any { return h.URL }},
	{Name: "event_types", Cell: func(h *hook) any { return h.EventTypes }},
	{Name: "disabled_reason", Cell: func(h *hook) any { return h.DisabledReason }},
	{Name: "old_secret_until", Cell: func(h *hook) any { return h.OldSecretUntil }},
	{Name: "failing_since", Cell: func(h *hook) any { return h.FailingSince }},
	{Name: "paused_until", Cell: func(h *hook) any { return h.PausedUntil }},
	{Name: "created_by", Cell: func(h *hook) any { return h.CreatedBy }},
	{Name: "created_time", Cell: func(h *hook) any { return h.CreatedTime }},
	{Name: "updated_time", Cell: func(h *hook) any { return h.UpdatedTime }},
}

func (a *API) listWebhooks(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	found, err := a.Webhooks.List(r.Context(), by)
	if err != nil {
		return err
	}
	wire := func(e *webhook.Endpoint) hook { return a.toWebhook(by, e) }
	all, err := api.Narrow(w, r, a.PublicURL, webhookColumns, wires(found, wire))
	if err != nil {
		return err
	}
	return writeArray(w, r, "webhooks", webhookColumns, all)
}

func (a *API) oneWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	e, err := a.Webhooks.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	return a.answerWebhook(w, by, http.StatusOK, &e, "")
}

// answerWebhook answers a webhook, with its secret if that is new.
func (a *API) answerWebhook(w http.ResponseWriter, by actor.Actor, status int, e *webhook.Endpoint, secret string) error {
	out := a.toWebhook(by, e)
	api.Version(w, e.Version)
	if out.Secret = secret; secret != "" {
		return secretJSON(w, status, out)
	}
	return api.JSON(w, status, out)
}

type webhookBody struct {
	Name       api.Opt[string]   `json:"name"`
	URL        api.Opt[string]   `json:"url"`
	Format     api.Opt[string]   `json:"format"`
	EventTypes api.Opt[[]string] `json:"event_types"`
	IsActive   api.Opt[bool]     `json:"is_active"`

	GUID           any `json:"guid"` // what follows is read-only
	DisabledReason any `json:"disabled_reason"`
	OldSecretUntil any `json:"old_secret_until"`
	FailingSince   any `json:"failing_since"`
	PausedUntil    any `json:"paused_until"`
	CreatedBy      any `json:"created_by"`
	CreatedTime    any `json:"created_time"`
	UpdatedTime    any `json:"updated_time"`
}

func readWebhook(w http.ResponseWriter, r *http.Request) (d webhook.Draft, err error) {
	in, err := api.Body[webhookBody](w, r, false, "webhook", "body")
	if err != nil {
		return d, err
	}
	p := fault.Problems{}
	for field, null := range map[string]bool{
		"name": in.Name.Null, "url": in.URL.Null, "format": in.Format.Null, "event_types": in.EventTypes.Null, "is_active": in.IsActive.Null,
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	return webhook.Draft{
		Name: in.Name.Ptr(), Address: in.URL.Ptr(), Format: in.Format.Ptr(), Types: in.EventTypes.Ptr(), IsOn: in.IsActive.Ptr(),
	}, p.Err()
}

func (a *API) createWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := readWebhook(w, r)
	if err != nil {
		return err
	}
	e, secret, err := a.Webhooks.Create(r.Context(), by, d)
	if err != nil {
		return err
	}
	return a.answerWebhook(w, by, http.StatusCreated, &e, secret)
}

func (a *API) changeWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := readWebhook(w, r)
	if err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	e, err := a.Webhooks.Change(r.Context(), by, guid, d)
	if err != nil {
		return err
	}
	return a.answerWebhook(w, by, http.StatusOK, &e, "")
}

func (a *API) deleteWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.Webhooks.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) rotateWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		OverlapHours api.Opt[int] `json:"overlap_hours"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if in.OverlapHours.Null {
		return fault.Field("overlap_hours", mayNotBeNull)
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	e, secret, err := a.Webhooks.Rotate(r.Context(), by, guid, in.OverlapHours.Value)
	if err != nil {
		return err
	}
	return a.answerWebhook(w, by, http.StatusOK, &e, secret)
}

// eventType is a kind of event that webhooks tell of.
type eventType struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

var eventTypeColumns = []api.Column[eventType]{
	{Name: "name", Width: 28, Cell: func(t *eventType) any { return t.Name }},
	{Name: "description", Width: 60, Cell: func(t *eventType) any { return t.Description }},
}

func (a *API) listEventTypes(w http.ResponseWriter, r *http.Request, _ actor.Actor) error {
	all := wires(webhook.Types, func(t *webhook.Type) eventType { return eventType{t.Name, t.Says} })
	all, err := api.Narrow(w, r, a.PublicURL, eventTypeColumns, all)
	if err != nil {
		return err
	}
	return writeArray(w, r, "event-types", eventTypeColumns, all)
}
