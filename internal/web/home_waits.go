package web

import (
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/identity"
)

// of is one phrase for one thing and another for more, where the number stands
// apart.
func of(n int64, one, many phrase) phrase {
	if n == 1 {
		return one
	}
	return many
}

// waits says what waits among requests, what people wait for first.
func waits(by actor.Actor, in *collab.Waiting) ([]waiting, error) {
	decides := by.Has(actor.RequestsRW)
	var all []waiting
	for _, kind := range []struct {
		pile *collab.Pile
		waiting
	}{
		{&in.Registrations, waiting{
			Class: "decide", Text: of(in.Registrations.N, say("registration waits for a decision"), say("registrations wait for a decision")),
			Go: way{decideOrShow(decides), "/registrations"}, Under: oldest(&in.Registrations),
		}},
		{&in.Messages, waiting{
			Class: "said", Text: of(in.Messages.N, say("message that you have not read"), say("messages that you have not read")), Go: only(&in.Messages),
		}},
		{&in.Asks, waiting{
			Class: "decide", Text: of(in.Asks.N, say("recipient asks for more time"), say("recipients ask for more time")), Go: onlyAsk(&in.Asks, decides),
		}},
		{&in.Accepted, waiting{
			Class: "accepted", Text: of(in.Accepted.N, say("invitation was accepted"), say("invitations were accepted")),
			Go: way{say("Active requests"), "/outbox?status=Active"},
		}},
		{&in.Declined, waiting{
			Class: "declined", Text: of(in.Declined.N, say("invitation was declined"), say("invitations were declined")),
			Go: way{say("Declined requests"), "/outbox?status=Declined"},
		}},
		{&in.Findings, waiting{
			Class: "said", Text: of(in.Findings.N, say("finding was answered"), say("findings were answered")), Go: only(&in.Findings),
		}},
		{&in.Refused, waiting{
			Class: "refused", Text: of(in.Refused.N, say("invitation could not be delivered"), say("invitations could not be delivered")), Go: only(&in.Refused),
			Under: say("The mail server of the recipient refused the mail."),
		}},
		{&in.Invitations, waiting{
			Class: "ends", Text: of(in.Invitations.N, say("invitation ends within three days"), say("invitations end within three days")),
			Go: way{say("Pending requests"), "/outbox?status=Pending"},
		}},
		{&in.Trials, waiting{
			Class: "ends", Text: of(in.Trials.N, say("access ends within two weeks"), say("accesses end within two weeks")),
			Go: way{say("Active requests"), "/outbox?status=Active"},
		}},
	} {
		if kind.pile.N == 0 {
			continue
		}
		var err error
		kind.Amount = amount(kind.pile.Amount)
		if kind.Items, err = firsts(kind.pile.First); err != nil {
			return nil, err
		}
		all = append(all, kind.waiting)
	}
	return all, nil
}

func decideOrShow(decides bool) phrase {
	if decides {
		return say("Decide")
	}
	return say("Show")
}

func oldest(p *collab.Pile) phrase {
	if len(p.First) == 0 {
		return nil
	}
	return say("The oldest is of %s.", p.First[0].CreatedAt)
}

// only is the way to the one request that a pile is about, if it is one.
func only(p *collab.Pile) way {
	if len(p.First) != 1 {
		return way{}
	}
	return way{say("Open the request"), "/outbox/" + p.First[0].GUID}
}

// onlyAsk is the way to the one ask for more time, if it is one.
func onlyAsk(p *collab.Pile, decides bool) way {
	if len(p.First) != 1 {
		return way{}
	}
	text := say("Show")
	if decides {
		text = say("Answer")
	}
	return way{text, "/more-time/" + p.First[0].GUID}
}

const endsWithin = 14 * 24 * time.Hour

// ending says what ends of the reader's own, of the customer's tokens and of its
// users, and what is new in the reader's inbox.
func (c *Web) ending(r *http.Request, by actor.Actor, now time.Time) ([]waiting, error) {
	ctx, until := r.Context(), now.Add(endsWithin)
	unread, err := c.Inbox.Unread(ctx, by)
	if err != nil {
		return nil, err
	}
	tokens, err := c.Reminders.Tokens(ctx, by, until)
	if err != nil {
		return nil, err
	}
	users, err := c.Reminders.Users(ctx, by, until)
	if err != nil {
		return nil, err
	}
	own, others := split2(tokens, func(a identity.Ahead) bool { return a.IsOwn })
	var all []waiting
	if unread.N > 0 {
		all = append(all, waiting{
			Class: "said", Amount: amount(unread), Go: way{say("Inbox"), "/inbox"},
			Text: of(unread.N, say("request in your inbox is unread"), say("requests in your inbox are unread")),
		})
	}
	for _, kind := range []struct {
		ends []identity.Ahead
		waiting
	}{
		{own, waiting{
			Class: "ends", Go: way{say("Your tokens"), "/account/tokens"},
			Text: of(int64(len(own)), say("API token of yours expires within two weeks"), say("API tokens of yours expire within two weeks")),
		}},
		{others, waiting{
			Class: "ends", Text: of(int64(len(others)), say("API token of your organisation expires within two weeks"), say("API tokens of your organisation expire within two weeks")),
		}},
		{users, waiting{
			Class: "ends", Text: of(int64(len(users)), say("user can sign in for two more weeks at most"), say("users can sign in for two more weeks at most")),
		}},
	} {
		if n := len(kind.ends); n > 0 {
			kind.Amount = amount(collab.Amount{N: int64(n), More: n == identity.MostAhead})
			kind.Items = endItems(by, kind.ends)
			all = append(all, kind.waiting)
		}
	}
	return all, nil
}

func split2[T any](list []T, first func(T) bool) (a, b []T) {
	for _, x := range list {
		if first(x) {
			a = append(a, x)
		} else {
			b = append(b, x)
		}
	}
	return a, b
}

// endItems names the first that end; those that may be renewed lead to where.
func endItems(by actor.Actor, ends []identity.Ahead) []way {
	var all []way
	for _, e := range ends[:min(len(ends), 3)] {
		item := way{Text: say("%s, until %s", e.Name, e.EndsAt)}
		if e.Kind == identity.TokenEnds && !e.IsOwn && e.Name != e.Who {
			item.Text = say("%s of %s, until %s", e.Name, e.Who, e.EndsAt)
		}
		if e.Name == "" {
			item.Text = say("%s, until %s", e.Who, e.EndsAt)
		}
		if e.Reminder != "" && by.Has(actor.UsersRW) && !e.IsOwn {
			item.Href = "/renewals/" + e.Reminder
		}
		all = append(all, item)
	}
	return all
}
