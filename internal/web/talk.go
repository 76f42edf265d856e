package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// talk is what the two sides of a request wrote to each other, with a form to
// write more.
type talk struct {
	Action   string // of the form
	Messages []saying
	Unread   int64 // of the other side's
	Older    bool  // there are more than these
	Body     field
	Open     bool // more can be written
	Note     phrase
}

type saying struct {
	Who, Body string
	At        time.Time
	Mine      bool
	Edited    bool
	New       bool
}

// mostSaid is how many messages a page shows, the newest of them.
const mostSaid = 100

func (c *Web) talk(ctx context.Context, by actor.Actor, side collab.Side, guid string) (talk, error) {
	messages, err := c.Messages.List(ctx, by, side, guid, collab.MessagePage{Newest: true, Limit: mostSaid + 1})
	t := talk{Older: len(messages) > mostSaid}
	for _, m := range messages[:min(len(messages), mostSaid)] {
		s := saying{
			Who: m.AuthorName, Body: m.Body, At: m.CreatedAt, Mine: m.IsMine(side, by), Edited: m.UpdatedAt != nil,
			New: !m.IsRead(side, by),
		}
		if s.New {
			t.Unread++
		}
		t.Messages = append(t.Messages, s)
	}
	slices.Reverse(t.Messages)
	t.Body = field{ID: "body", Name: "body", Label: say("Your message"), Rows: 4, Required: true, MaxLength: 5000, Autocomplete: "off"}
	return t, err
}

// say takes the message that was typed on the page of a request, and takes what
// stands there for read.
func (c *Web) say(r *http.Request, by actor.Actor, side collab.Side) (*fault.Error, error) {
	ctx, guid := r.Context(), strings.ToLower(r.PathValue("guid"))
	_, err := c.Messages.Post(ctx, by, side, guid, r.PostFormValue("body"))
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	return nil, c.Messages.MarkRead(ctx, by, side, guid)
}

func (c *Web) sayToRecipient(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := c.say(r, by, collab.Requester)
	if f != nil {
		return c.showRequest(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/outbox/"+strings.ToLower(r.PathValue("guid"))+"?done=message")
}

func (c *Web) sayToSender(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := c.say(r, by, collab.Requestee)
	if f != nil {
		return c.showLetter(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/inbox/"+strings.ToLower(r.PathValue("guid"))+"?done=message")
}
