package web

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

// hookView is one webhook: its settings, and what was sent to it.
type hookView struct {
	page
	turns
	Wrong     *wrong
	Notice    phrase
	GUID      string
	Name      string
	State     state
	Facts     []fact
	Why       phrase // why the server switched it off
	CanChange bool
	IsOn      bool
	Form      hookForm
	Counters  []tab
	Rows      []deliveryRow
	Filtered  bool
	Since     field // of what is sent again
	Calls     []apiCall
}

func (hookView) file() string { return "webhook.html" }

type deliveryRow struct {
	Href   string
	Says   phrase
	Type   string
	State  state
	Answer phrase
	At     time.Time
}

// deliveryStateOf is how a delivery's state is shown.
var deliveryStateOf = map[string]state{
	webhook.Queued:    {"pending", say("Waits to be sent")},
	webhook.Delivered: {"active", say("Taken")},
	webhook.Failed:    {"declined", say("Failed")},
	webhook.Dropped:   {"never", say("Dropped")},
}

const deliveriesOnPage = 50

var hookNotices = map[string]phrase{
	"changed": say("Your changes are saved."),
	"replay":  say("What it has missed is being sent."),
	"resend":  say("It is on its way again."),
}

func (c *Web) hook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showHook(w, r, by, http.StatusOK, func(v *hookView) { v.Notice = hookNotices[r.URL.Query().Get("done")] })
}

// showHook shows a webhook, with what else there is to say of it.
func (c *Web) showHook(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, more func(*hookView)) error {
	guid, q := r.PathValue("guid"), r.URL.Query()
	e, err := c.Webhooks.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	f := webhook.DeliveryFilter{After: q.Get("after"), Limit: deliveriesOnPage}
	if s := q.Get("state"); slices.Contains(webhook.States, s) {
		f.States = []string{s}
	}
	all, hasMore, err := c.Webhooks.Deliveries(r.Context(), by, guid, f)
	if err != nil {
		return err
	}
	v := c.newHookPage(by, &e, c.Webhooks.Address(by, e), f, all, hasMore)
	more(&v)
	if v.page = v.failed(v.Form.Wrong); v.Form.Wrong == nil {
		v.page = v.failed(v.Wrong)
	}
	return render(w, r, status, v)
}

func (c *Web) newHookPage(by actor.Actor, e *webhook.Endpoint, address string, f webhook.DeliveryFilter, all []webhook.Delivery, more bool) hookView {
	base := hooksPath + "/" + e.GUID
	v := hookView{
		page: console(by, plain(e.Name), "webhooks"), GUID: e.GUID, Name: e.Name, State: hookState(e), CanChange: by.Has(actor.WebhooksRW), IsOn: e.IsOn,
		Form: hookFields(e.Name, address, e.Format, e.Types, e.IsOn), Filtered: len(f.States) > 0,
		Facts: known(
			fact{say("Sends to"), plain(e.Host)}, fact{say("Format"), hookFormats[e.Format]}, fact{say("Is told of"), hookTells(e)},
			fact{say("The old secret signs until"), sayTime(e.OldUntil)}, fact{say("Has taken nothing since"), sayTime(e.FailingSince)},
			fact{say("Rests until"), sayTime(e.RestsUntil)},
		),
		Since: field{ID: "since", Name: "since", Label: say("Since"), Type: "date", Value: c.Now().AddDate(0, 0, -1).Format(time.DateOnly), Required: true},
	}
	v.Form.Action, v.Form.Button = base, say("Save")
	switch e.OffWhy {
	case webhook.Gone:
		v.Why = say("It answered that it is gone for good, and was switched off.")
	case webhook.Failing:
		v.Why = say("It took nothing for five days, and was switched off.")
	}
	v.list(base, f, all, more)
	v.Calls = c.callsOfHook(e, f)
	if v.CanChange {
		v.Calls = append(v.Calls, c.changesOfHook(e)...)
	}
	return v
}

// list fills in the page of deliveries, and the ways to others.
func (v *hookView) list(base string, f webhook.DeliveryFilter, all []webhook.Delivery, more bool) {
	chosen := ""
	if len(f.States) > 0 {
		chosen = f.States[0]
	}
	q := url.Values{}
	for _, s := range append([]string{""}, webhook.States...) {
		name, to := say("All"), base
		if s != "" {
			name, to = deliveryStateOf[s].Text, base+"?state="+s
		}
		v.Counters = append(v.Counters, tab{Name: name, Href: to, Current: s == chosen})
	}
	if chosen != "" {
		q.Set("state", chosen)
	}
	if f.After != "" {
		v.First = listAddress(base, q)
	}
	if more {
		q.Set("after", all[len(all)-1].GUID)
		v.Next = listAddress(base, q)
	}
	for i := range all {
		d := &all[i]
		v.Rows = append(v.Rows, deliveryRow{
			Href: base + "/deliveries/" + d.GUID, Says: sayType(d), Type: d.Type, State: deliveryStateOf[d.State], Answer: sayAnswer(d), At: d.HappenedAt,
		})
	}
	v.Showing = count(int64(len(all)), "%d delivery on this page", "%d deliveries on this page")
}

func sayType(d *webhook.Delivery) phrase {
	if d.IsTest() {
		return say("A test")
	}
	return or(hookTypes[d.Type], plain(d.Type))
}

// sayAnswer is what came of the last try.
func sayAnswer(d *webhook.Delivery) phrase {
	switch {
	case d.Why.Format != "":
		return sentence(ofText(d.Why))
	case d.Status != 0:
		return say("Answered %d", d.Status)
	}
	return nil
}

func (c *Web) callsOfHook(e *webhook.Endpoint, f webhook.DeliveryFilter) []apiCall {
	q := url.Values{}
	if len(f.States) > 0 {
		q.Set("state", f.States[0])
	}
	return []apiCall{
		c.call(say("Read it"), "GET", hooksCall+"/"+e.GUID, nil),
		c.call(say("List what was sent to it"), "GET", listAddress(hooksCall+"/"+e.GUID+"/deliveries", q), nil),
	}
}

func (c *Web) changesOfHook(e *webhook.Endpoint) []apiCall {
	one := hooksCall + "/" + e.GUID
	calls := []apiCall{
		c.call(say("Try it"), "POST", one+"/test", nil),
		c.call(say("Change it"), "PATCH", one, map[string]any{"name": e.Name, "is_active": e.IsOn}),
		c.call(say("Give it a new secret"), "POST", one+"/rotate", map[string]any{"overlap_hours": overlapOfSecrets}),
	}
	if e.IsOn {
		calls = append(calls, c.call(say("Send it what it has missed"), "POST", one+"/replay", map[string]any{
			"since": c.Now().AddDate(0, 0, -1).Format(time.DateOnly),
		}))
	}
	return append(calls, c.call(say("Delete it"), "DELETE", one, nil))
}

func (c *Web) changeHook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	form := readHookForm(r)
	err := c.Sessions.Fresh(r.Context(), by)
	if err == nil {
		if _, err = c.Webhooks.Change(r.Context(), by, r.PathValue("guid"), form.draft()); err == nil {
			return see(w, r, hooksPath+"/"+r.PathValue("guid")+"?done=changed")
		}
	}
	if !form.complain(err) {
		return err
	}
	return c.showHook(w, r, by, http.StatusUnprocessableEntity, func(v *hookView) {
		form.Action, form.Button = v.Form.Action, v.Form.Button
		v.Form = form
	})
}

func (c *Web) replayHook(w http.ResponseWriter, r *http.Request, by actor.Actor, guid string) error {
	since, err := time.Parse(time.DateOnly, r.PostFormValue("since"))
	if err != nil {
		err = fault.Field("since", "must be a day such as 2026-12-31")
	} else {
		err = c.Webhooks.ReplaySince(r.Context(), by, guid, since, r.PostFormValue("all") != "")
	}
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.showHook(w, r, by, answers[f.Kind].status, func(v *hookView) {
			v.Since.Value = r.PostFormValue("since")
			v.Wrong = complain(f, &v.Since)
		})
	}
	if err != nil {
		return err
	}
	return see(w, r, hooksPath+"/"+guid+"?done=replay")
}
