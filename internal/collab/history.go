package collab

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Deed is something that was done to a request, from the record of events.
type Deed struct {
	Action string // of the event
	At     time.Time
	Who    string // formal name; "" is the server, or somebody who is gone
	Why    string // of a revocation, of an ask for more time, of leaving
	Days   int64  // that were asked for or given
	Notes  string // before they were changed

	Forward *Forward // that it was passed on, as far as the sender sees it
}

// storied are the events that belong to the story of a request beside what stands
// in its row. The first sending, the answer and the end stand there.
var storied = []string{
	"access_request.note", "access_request.resend", "access_request.approve", "access_request.reject", "access_request.auto_approve",
	"access_request.resolve", "access_request.revoke", "access_request.extend",
	"access_request.ask_time", "access_request.give_time", "access_request.refuse_time", "access_request.leave", "access_request.erase",
}

// Forwarded is the action of passing an invitation on. It stands in the request's
// own rows, too.
const Forwarded = "access_request.forward"

// recipients are those of them that the recipient's side did.
var recipients = []string{"access_request.ask_time", "access_request.leave"}

// maxDeeds is how much of a story is told: the newest.
const maxDeeds = 200

// History returns what was done to a request that by sees, the first first.
func (rs *Requests) History(ctx context.Context, by actor.Actor, guid string) ([]Deed, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	if _, err := rs.seen(ctx, rs.DB, by, guid); err != nil {
		return nil, err
	}
	type row struct {
		Deed
		details *string
	}
	var w db.Where
	w.And(`e.customer_id = ?`, by.CustomerID)
	w.And(`e.subject = ?`, guid)
	w.And(`e.action <> 'access_request.create'`) // as the index has it
	w.In(`e.action`, storied)
	rows, err := db.All(ctx, rs.DB, func(r *row) []any { return []any{&r.Action, &r.At, &r.Who, &r.details} }, `
		select e.action, e.at, coalesce(u.formal_name, ''), d.body
		from events e
		left join event_details d on d.customer_id = e.customer_id and d.seq = e.seq
		left join users u on u.guid = e.actor_user`+w.String()+`
		order by e.seq desc limit `+w.Arg(maxDeeds), w.Args()...)
	if err != nil {
		return nil, err
	}
	all := make([]Deed, 0, len(rows))
	for _, r := range slices.Backward(rows) {
		var d struct {
			Reason string `json:"reason"`
			From   string `json:"from"`
			Why    string `json:"why"`
			Word   string `json:"word"`
			Days   int64  `json:"days"`
			Who    string `json:"who"`
		}
		if r.details != nil { // they may have been erased
			if err := json.Unmarshal([]byte(*r.details), &d); err != nil {
				return nil, err
			}
		}
		if slices.Contains(recipients, r.Action) { // whom the sender knows by the name in the request
			r.Who = d.Who
		}
		r.Why, r.Days = cmp.Or(d.Reason, d.Why, d.Word), d.Days
		if r.Action == "access_request.note" {
			r.Notes = d.From
		}
		all = append(all, r.Deed)
	}
	passed, err := rs.Forwards(ctx, by, guid)
	for _, f := range passed {
		all = append(all, Deed{Action: Forwarded, At: f.At, Who: f.FromName, Forward: &f})
	}
	slices.SortStableFunc(all, func(a, b Deed) int { return a.At.Compare(b.At) })
	return all, err
}
