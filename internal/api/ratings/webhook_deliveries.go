package ratings

import (
	"encoding/json"
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

// delivery is an event on its way to a webhook.
type delivery struct {
	GUID            string  `json:"guid"`
	MessageID       string  `json:"message_id"` // the header webhook-id of every try
	Type            string  `json:"type"`
	Subject         string  `json:"subject"`    // guid of what it is about
	EventGUID       *string `json:"event_guid"` // null of a test
	EventTime       string  `json:"event_time"`
	State           string  `json:"state"`
	Tries           int64   `json:"tries"`
	LastTryTime     *string `json:"last_try_time"`
	NextTryTime     *string `json:"next_try_time"` // null once it is settled
	LastStatus      *int64  `json:"last_status"`   // of the answer; null without one
	LastError       *string `json:"last_error"`
	LastTookSeconds float64 `json:"last_took_seconds"`
}

func toDelivery(d *webhook.Delivery) delivery {
	out := delivery{
		GUID: d.GUID, MessageID: d.MessageID(), Type: d.Type, Subject: d.Subject, EventTime: moment(d.HappenedAt), State: d.State, Tries: d.Tries,
		LastTryTime: maybeMoment(d.TriedAt), LastError: orNull(d.Why.String()), LastTookSeconds: float64(d.TookMS) / 1000,
	}
	if !d.IsTest() {
		out.EventGUID = &d.EventGUID
	}
	if d.State == webhook.Queued {
		out.NextTryTime = maybeMoment(&d.DueAt)
	}
	if d.Status != 0 {
		out.LastStatus = &d.Status
	}
	return out
}

var deliveryColumns = []api.Column[delivery]{
	{Name: "guid", Width: 36, Cell: func(d *delivery) any { return d.GUID }},
	{Name: "event_time", Width: 20, Cell: func(d *delivery) any { return d.EventTime }},
	{Name: "type", Width: 28, Cell: func(d *delivery) any { return d.Type }},
	{Name: "state", Width: 9, Cell: func(d *delivery) any { return d.State }},
	{Name: "tries", Width: 5, Cell: func(d *delivery) any { return d.Tries }},
	{Name: "last_status", Width: 11, Cell: func(d *delivery) any { return d.LastStatus }},
	{Name: "last_error", Width: 36, Cell: func(d *delivery) any { return d.LastError }},
	{Name: "subject", Cell: func(d *delivery) any { return d.Subject }},
	{Name: "last_try_time", Cell: func(d *delivery) any { return d.LastTryTime }},
	{Name: "next_try_time", Cell: func(d *delivery) any { return d.NextTryTime }},
	{Name: "last_took_seconds", Cell: func(d *delivery) any { return d.LastTookSeconds }},
	{Name: "message_id", Cell: func(d *delivery) any { return d.MessageID }},
	{Name: "event_guid", Cell: func(d *delivery) any { return d.EventGUID }},
}

func deliveryFilter(q url.Values) (f webhook.DeliveryFilter, err error) {
	f = webhook.DeliveryFilter{States: api.List(q, "state"), Types: api.List(q, "type"), After: q.Get("after")}
	p := fault.Problems{}
	p.Require(len(f.States) <= 10, "state", "must be no more than %d", 10)
	p.Require(len(f.Types) <= 100, "type", "must be no more than %d", 100)
	p.Require(f.After == "" || api.IsGUID(f.After), "after", "is not from a page of this list")
	if err := p.Err(); err != nil {
		return f, err
	}
	f.Limit, err = api.Int(q, "limit", 100, 1, maxPage)
	return f, err
}

func (a *API) listDeliveries(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := deliveryFilter(r.URL.Query())
	if err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	page, more, err := a.Webhooks.Deliveries(r.Context(), by, guid, f)
	if err != nil {
		return err
	}
	if more {
		api.Link(w, r, a.PublicURL, "next", url.Values{"after": {page[len(page)-1].GUID}})
	}
	return writeArray(w, r, "deliveries", deliveryColumns, wires(page, toDelivery))
}

// wholeDelivery has what is sent if it is sent now: null if it would not be, or if
// the caller may not read that.
type wholeDelivery struct {
	delivery
	Body json.RawMessage `json:"body"`
}

func (a *API) oneDelivery(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, id, err := deliveryRef(r)
	if err != nil {
		return err
	}
	return a.answerDelivery(w, r, by, guid, id)
}

func deliveryRef(r *http.Request) (guid, id string, err error) {
	if guid, err = api.PathGUID(r, "guid"); err != nil {
		return "", "", err
	}
	id, err = api.PathGUID(r, "delivery_guid")
	return guid, id, err
}

func (a *API) answerDelivery(w http.ResponseWriter, r *http.Request, by actor.Actor, guid, id string) error {
	d, body, err := a.Webhooks.Delivery(r.Context(), by, guid, id)
	if err != nil {
		return err
	}
	api.Version(w, d.Version)
	return api.JSON(w, http.StatusOK, wholeDelivery{toDelivery(&d), body})
}

func (a *API) replayDelivery(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, id, err := deliveryRef(r)
	if err != nil {
		return err
	}
	if _, err := a.Webhooks.Replay(r.Context(), by, guid, id); err != nil {
		return err
	}
	return a.answerDelivery(w, r, by, guid, id)
}

// testWebhook sends a test and answers what came of it.
func (a *API) testWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	d, err := a.Webhooks.Test(r.Context(), by, guid)
	if err != nil {
		return err
	}
	return a.answerDelivery(w, r, by, guid, d.GUID)
}

// testedWebhook answers a test again, without another.
func (a *API) testedWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor, made []string) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	var id string
	if len(made) > 0 {
		if err := json.Unmarshal([]byte(made[0]), &id); err != nil {
			return err
		}
	}
	return a.answerDelivery(w, r, by, guid, id)
}

// replayWebhook queues what was not taken since a moment.
func (a *API) replayWebhook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Since api.Opt[string] `json:"since"`
		All   api.Opt[bool]   `json:"all"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	since, err := instant(url.Values{"since": {in.Since.Value}}, "since")
	p.Take(err)
	p.Require(since != nil, "since", "This field is required.")
	p.Require(!in.All.Null, "all", mayNotBeNull)
	if err := p.Err(); err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.Webhooks.ReplaySince(r.Context(), by, guid, *since, in.All.Value); err != nil {
		return err
	}
	return api.NoContent(w)
}
