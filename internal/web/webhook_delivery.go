package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

// deliveryView is one delivery: what came of it, and what it says.
type deliveryView struct {
	page
	Wrong    *wrong
	Notice   phrase
	Says     phrase
	Hook     way
	Action   string // sends it again; "" if that cannot be
	State    state
	Facts    []fact
	Body     string // "" if it would not be sent now, or is not for the reader
	IsOthers bool   // what it says is not for the reader
	Calls    []apiCall
	CanAgain bool
}

func (deliveryView) file() string { return "delivery.html" }

func (c *Web) delivery(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showDelivery(w, r, by, http.StatusOK, nil)
}

func (c *Web) showDelivery(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	e, err := c.Webhooks.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	d, body, err := c.Webhooks.Delivery(r.Context(), by, e.GUID, r.PathValue("delivery"))
	if err != nil {
		return err
	}
	v := c.newDelivery(by, &e, &d, body)
	v.Notice, v.Wrong = hookNotices[r.URL.Query().Get("done")], complain(f)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func (c *Web) newDelivery(by actor.Actor, e *webhook.Endpoint, d *webhook.Delivery, body []byte) deliveryView {
	v := deliveryView{
		page: console(by, say("Delivery to %s", e.Name), "webhooks"), Says: sayType(d), Hook: way{plain(e.Name), hooksPath + "/" + e.GUID},
		State: deliveryStateOf[d.State], CanAgain: e.IsOn && !d.IsTest() && by.Has(actor.WebhooksRW),
	}
	v.IsOthers = !webhook.Readable(by, d.Type)
	v.Action = v.Hook.Href + "/deliveries/" + d.GUID + "/replay"
	happened, next := d.HappenedAt, (*time.Time)(nil)
	if d.State == webhook.Queued {
		next = &d.DueAt
	}
	v.Facts = known(
		fact{say("Type of event"), plain(d.Type)}, fact{say("Happened"), sayTime(&happened)}, fact{say("Tries"), say("%d", d.Tries)},
		fact{say("Last try"), sayTime(d.TriedAt)}, fact{say("Answer"), sayAnswer(d)}, fact{say("Took"), sayTook(d)},
		fact{say("Next try"), sayTime(next)}, fact{say("Message id"), plain(d.MessageID())},
	)
	var text bytes.Buffer
	if body != nil && json.Indent(&text, body, "", "  ") == nil {
		v.Body = text.String()
	}
	one := hooksCall + "/" + e.GUID + "/deliveries/" + d.GUID
	v.Calls = []apiCall{c.call(say("Read it"), "GET", one, nil)}
	if v.CanAgain {
		v.Calls = append(v.Calls, c.call(say("Send it again"), "POST", one+"/replay", nil))
	}
	return v
}

func sayTook(d *webhook.Delivery) phrase {
	if d.TriedAt == nil {
		return nil
	}
	return plain(strconv.FormatInt(d.TookMS, 10) + " ms")
}

func (c *Web) resendDelivery(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, id := r.PathValue("guid"), r.PathValue("delivery")
	_, err := c.Webhooks.Replay(r.Context(), by, guid, id)
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.showDelivery(w, r, by, answers[f.Kind].status, f)
	}
	if err != nil {
		return err
	}
	return see(w, r, hooksPath+"/"+guid+"/deliveries/"+id+"?done=resend")
}
