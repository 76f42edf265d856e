package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

const (
	hooksPath = "/webhooks"
	hooksCall = "/ratings/v1/webhooks"
)

// mountWebhooks adds the pages of who is told of what happens.
func (c *Web) mountWebhooks(member func(string, memberHandler)) {
	member("GET "+hooksPath, c.hooks)
	member("GET "+hooksPath+"/new", c.newHook)
	member("POST "+hooksPath+"/new", c.addHook)
	member("GET "+hooksPath+"/{guid}", c.hook)
	member("POST "+hooksPath+"/{guid}", c.changeHook)
	member("POST "+hooksPath+"/{guid}/{action}", c.doToHook)
	member("GET "+hooksPath+"/{guid}/deliveries/{delivery}", c.delivery)
	member("POST "+hooksPath+"/{guid}/deliveries/{delivery}/replay", c.resendDelivery)
}

// hooksView lists a customer's webhooks.
type hooksView struct {
	page
	Notice    phrase
	CanChange bool
	Rows      []hookRow
	Calls     []apiCall
}

func (hooksView) file() string { return "webhooks.html" }

type hookRow struct {
	Href, Name, Host string
	Format, Tells    phrase
	State            state
}

var hookFormats = map[string]phrase{
	webhook.Standard: say("JSON, signed"),
	webhook.Slack:    say("Line for Slack"),
	webhook.Teams:    say("Card for Teams"),
}

// hookState is how a webhook is doing.
func hookState(e *webhook.Endpoint) state {
	switch {
	case e.IsOn && e.FailingSince == nil:
		return state{"active", say("Working")}
	case e.IsOn:
		return state{"declined", say("Fails")}
	case e.OffWhy != "":
		return state{"never", say("Switched off by the server")}
	}
	return state{"inactive", say("Switched off")}
}

func hookTells(e *webhook.Endpoint) phrase {
	if len(e.Types) == 0 {
		return say("Everything")
	}
	return count(int64(len(e.Types)), "%d type of event", "%d types of events")
}

func (c *Web) hooks(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	all, err := c.Webhooks.List(r.Context(), by)
	if err != nil {
		return err
	}
	v := c.newHooks(by, all)
	if r.URL.Query().Get("done") == "deleted" {
		v.Notice = say("The webhook is deleted.")
	}
	return render(w, r, http.StatusOK, v)
}

func (c *Web) newHooks(by actor.Actor, all []webhook.Endpoint) hooksView {
	v := hooksView{page: console(by, say("Webhooks"), "webhooks"), CanChange: by.Has(actor.WebhooksRW)}
	for i := range all {
		e := &all[i]
		v.Rows = append(v.Rows, hookRow{
			Href: hooksPath + "/" + e.GUID, Name: e.Name, Host: e.Host, Format: hookFormats[e.Format], Tells: hookTells(e), State: hookState(e),
		})
	}
	v.Calls = []apiCall{
		c.call(say("List them"), "GET", hooksCall, nil),
		c.call(say("See what they can be told of"), "GET", hooksCall+"/event-types", nil),
	}
	return v
}

// newHookView asks for a new one.
type newHookView struct {
	page
	Form  hookForm
	Calls []apiCall
}

func (newHookView) file() string { return "new_webhook.html" }

// newHook asks for the proof before the form is filled in, not after.
func (c *Web) newHook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.WebhooksRW); err != nil {
		return err
	}
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, c.newHookForm(by, newHookForm()))
}

func (c *Web) newHookForm(by actor.Actor, form hookForm) newHookView {
	form.Action, form.Button = hooksPath+"/new", say("Make it")
	return newHookView{
		page: console(by, say("New webhook"), "webhooks").failed(form.Wrong), Form: form,
		Calls: []apiCall{c.call(say("Make one"), "POST", hooksCall, map[string]any{
			"name": "SIEM", "url": "https://hooks.example.com/gatehouse", "event_types": []string{"access_request.accepted"},
		})},
	}
}

// addHook makes one, and shows its secret.
func (c *Web) addHook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	form := readHookForm(r)
	err := c.Sessions.Fresh(r.Context(), by)
	if err == nil {
		var made webhook.Endpoint
		var secret string
		if made, secret, err = c.Webhooks.Create(r.Context(), by, form.draft()); err == nil {
			return render(w, r, http.StatusOK, newHookSecret(by, &made, secret, say("Nothing is sent before something happens: try it on its page.")))
		}
	}
	if form.complain(err) {
		return render(w, r, http.StatusUnprocessableEntity, c.newHookForm(by, form))
	}
	return err
}

// newHookSecret shows a secret to who made it.
func newHookSecret(by actor.Actor, e *webhook.Endpoint, secret string, foot phrase) secretView {
	v := newSecret(console(by, say("Secret of the webhook"), "webhooks"), secret)
	v.Heading, v.Lead = v.Title, say("What is sent to %s is signed with it. It is shown here and never again.", e.Host)
	v.Foot, v.Back = foot, &way{say("On to the webhook"), hooksPath + "/" + e.GUID}
	return v
}

// doToHook does what the buttons beside a webhook say.
func (c *Web) doToHook(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := r.PathValue("guid")
	switch r.PathValue("action") {
	case "rotate":
		return c.rotateHook(w, r, by, guid)
	case "test":
		d, err := c.Webhooks.Test(r.Context(), by, guid)
		if f := formFault(err, fault.TooMany); f != nil && err != nil {
			return c.showHook(w, r, by, answers[f.Kind].status, func(v *hookView) { v.Wrong = complain(f) })
		}
		if err != nil {
			return err
		}
		return see(w, r, hooksPath+"/"+guid+"/deliveries/"+d.GUID)
	case "replay":
		return c.replayHook(w, r, by, guid)
	case "delete":
		if err := c.Webhooks.Delete(r.Context(), by, guid); err != nil {
			return err
		}
		return see(w, r, hooksPath+"?done=deleted")
	}
	return fault.New(fault.NotFound, "That cannot be done to a webhook.")
}

// overlapOfSecrets is how many hours two secrets sign, where the page asks for one.
const overlapOfSecrets = 24

func (c *Web) rotateHook(w http.ResponseWriter, r *http.Request, by actor.Actor, guid string) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	e, secret, err := c.Webhooks.Rotate(r.Context(), by, guid, overlapOfSecrets)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, newHookSecret(by, &e, secret, say("For one more day each message is signed with the old one, too.")))
}
