package webhook

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"html"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// message is what a webhook of the standard format gets.
type message struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"` // of the event
	Data      data      `json:"data"`
}

type data struct {
	Event    string          `json:"event"` // guid of the event
	Customer string          `json:"customer"`
	User     *string         `json:"user"`   // guid of who did it; null is the server, or an IdP
	GUID     string          `json:"guid"`   // of the thing
	Object   json.RawMessage `json:"object"` // as the API answers it to an admin; null if there is nothing to read
}

// body is what a delivery says now, in the format of its webhook. What is gone
// cannot be told, unless it is that it is gone.
func (p *Post) body(ctx context.Context, e Endpoint, d *Delivery) ([]byte, error) {
	object, err := p.object(ctx, d)
	if err != nil {
		return nil, err
	}
	switch e.Format {
	case Slack:
		return json.Marshal(map[string]string{"text": p.line(d, object, slackText, slackLink)})
	case Teams:
		return json.Marshal(p.card(d, object))
	}
	customer, err := db.Value[string](ctx, p.DB, `select guid from customers where id = $1`, d.CustomerID)
	if err != nil {
		return nil, err
	}
	m := message{d.Type, d.HappenedAt.UTC(), data{Event: d.EventGUID, Customer: customer, GUID: d.Subject, Object: object}}
	if isGUID(d.By) {
		m.Data.User = &d.By
	}
	return json.Marshal(m)
}

func isGUID(s string) bool { return len(s) == 36 && strings.Count(s, "-") == 4 }

func (p *Post) object(ctx context.Context, d *Delivery) (json.RawMessage, error) {
	t := byName[d.Type]
	if d.IsTest() || t != nil && t.isBare {
		return nil, nil
	}
	if t == nil { // of a newer node
		return nil, errors.New("no event is of type " + d.Type)
	}
	return p.Show(ctx, d.CustomerID, t.Thing(), d.Subject)
}

// Look returns what a delivery would say now, nil if it is about nothing that is
// there.
func (p *Post) Look(ctx context.Context, e Endpoint, d Delivery) ([]byte, error) {
	body, err := p.body(ctx, e, &d)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return body, err
}

// says is a delivery in words, without an address or anything else that is not
// for a chat: what has happened, and to what.
func says(d *Delivery, object json.RawMessage) string {
	text := "This is a test from Gatehouse."
	if t := byName[d.Type]; t != nil {
		text = t.Says
	}
	if name := nameOf(object); name != "" {
		text = strings.TrimSuffix(text, ".") + ": " + name
	}
	return text
}

// nameOf is what people call a thing.
func nameOf(object json.RawMessage) string {
	var o struct {
		Recipient string `json:"requestee_formal_name"`
		Company   string `json:"requestee_company_name"`
		Formal    string `json:"formal_name"`
		Name      string `json:"name"`
	}
	if json.Unmarshal(object, &o) != nil {
		return ""
	}
	name := cmp.Or(o.Recipient, o.Formal, o.Name)
	switch {
	case name == "":
		name = o.Company
	case o.Company != "":
		name += " (" + o.Company + ")"
	}
	return mail.CleanName(name)
}

// pages are where the console shows a thing.
var pages = map[string]string{
	"access_request": "/outbox/", "client_access_link": "/forms/", "company": "/companies/", "access_group": "/groups/", "user": "/users/",
	"webhook": "/webhooks/",
}

// page is the address of the console's page of what a delivery is about, "" if it
// has none.
func (p *Post) page(d *Delivery) string {
	t := byName[d.Type]
	switch {
	case d.IsTest():
		return p.PublicURL + pages["webhook"] + d.Subject
	case t == nil || t.isBare || pages[t.Thing()] == "":
		return ""
	}
	return p.PublicURL + pages[t.Thing()] + d.Subject
}

// line is one line of text, with a link.
func (p *Post) line(d *Delivery, object json.RawMessage, text func(string) string, link func(string) string) string {
	line := text(says(d, object))
	if page := p.page(d); page != "" {
		line += " " + link(page)
	}
	return line
}

// slackText escapes what means something in Slack's mrkdwn: three characters, as
// in HTML (docs.slack.dev/messaging/formatting-message-text).
func slackText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

func slackLink(address string) string { return "<" + html.EscapeString(address) + "|Open>" }

// card is a message with an Adaptive Card, as the workflows of Teams take it
// (learn.microsoft.com, "Create incoming webhooks with Workflows").
func (p *Post) card(d *Delivery, object json.RawMessage) any {
	type block struct {
		Type string `json:"type"`
		Text string `json:"text"`
		Wrap bool   `json:"wrap"`
	}
	type action struct {
		Type  string `json:"type"`
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	type content struct {
		Schema  string   `json:"$schema"`
		Type    string   `json:"type"`
		Version string   `json:"version"`
		Body    []block  `json:"body"`
		Actions []action `json:"actions,omitempty"`
	}
	type attachment struct {
		ContentType string  `json:"contentType"`
		Content     content `json:"content"`
	}
	c := content{
		Schema: "http://adaptivecards.io/schemas/adaptive-card.json", Type: "AdaptiveCard", Version: "1.4",
		Body: []block{{"TextBlock", plainCard(says(d, object)), true}},
	}
	if page := p.page(d); page != "" {
		c.Actions = []action{{"Action.OpenUrl", "Open", page}}
	}
	return map[string]any{"type": "message", "attachments": []attachment{{"application/vnd.microsoft.card.adaptive", c}}}
}

// plainCard keeps names from being read as Markdown, which a TextBlock knows a
// little of: a link in a name would look like ours.
func plainCard(s string) string {
	return strings.NewReplacer("[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`).Replace(s)
}
