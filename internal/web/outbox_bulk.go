package web

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// outboxBulk is the bar with what can be done to many requests at once.
type outboxBulk struct {
	Query   string // of the list
	All     phrase // what "all" is
	Actions []bulkAction
}

type bulkAction struct {
	Value string
	Name  phrase
}

// bulkWords says of each action what its button is called, what its preview asks
// for one and for many, and what was done.
var bulkWords = map[collab.Action]struct {
	name phrase
	ask  func(n int64) phrase
	done func(n int64) phrase
}{
	collab.Approving: {
		say("Approve"), func(n int64) phrase { return count(n, "Approve %d registration?", "Approve %d registrations?") },
		func(n int64) phrase { return count(n, "%d registration is approved", "%d registrations are approved") },
	},
	collab.Rejecting: {
		say("Reject"), func(n int64) phrase { return count(n, "Reject %d registration?", "Reject %d registrations?") },
		func(n int64) phrase { return count(n, "%d registration is rejected", "%d registrations are rejected") },
	},
	collab.Resolving: {
		say("Resolve"), func(n int64) phrase { return count(n, "Resolve %d request?", "Resolve %d requests?") },
		func(n int64) phrase { return count(n, "%d request is resolved", "%d requests are resolved") },
	},
	collab.Resending: {
		say("Send again"), func(n int64) phrase { return count(n, "Send %d invitation again?", "Send %d invitations again?") },
		func(n int64) phrase {
			return count(n, "%d invitation is on its way again", "%d invitations are on their way again")
		},
	},
	collab.Revoking: {
		say("Revoke"), func(n int64) phrase { return count(n, "Revoke %d access?", "Revoke %d accesses?") },
		func(n int64) phrase { return count(n, "%d access has ended", "%d accesses have ended") },
	},
}

func newOutboxBulk(f outboxAsk, matching howMany) *outboxBulk {
	b := &outboxBulk{Query: f.from("").address().Encode(), All: say("All that match: %s", matching.Told())}
	if matching.N > collab.MostAtOnce {
		b.All = say("The first %d of all that match", collab.MostAtOnce)
	}
	for _, a := range collab.Actions {
		b.Actions = append(b.Actions, bulkAction{string(a), bulkWords[a].name})
	}
	return b
}

// chosen is what somebody chose to do to which requests, from one page to the
// next.
type chosen struct {
	Action collab.Action `json:"action"`
	GUIDs  []string      `json:"guids"`
	Query  string        `json:"query"`           // of the list that they were chosen from
	After  string        `json:"after,omitempty"` // the place in the list behind which they stand
	Next   string        `json:"next,omitempty"`  // and behind which more of it stand; "" if that is all
}

// The kinds of what is kept between the pages.
const (
	chosenKind = "outbox.chosen"
	ranKind    = "outbox.ran"
)

// chooseMany keeps what was chosen in the list, and leads to what it would do.
func (c *Web) chooseMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.RequestsRW); err != nil {
		return err
	}
	f, err := readQuery(r.PostFormValue("query"))
	if err != nil {
		return err
	}
	ch := chosen{Action: collab.Action(r.PostFormValue("action")), Query: f.address().Encode()}
	if !slices.Contains(collab.Actions, ch.Action) {
		return fault.New(fault.NotFound, "That cannot be done to requests.")
	}
	if r.PostFormValue("scope") == "all" {
		ch.After = r.PostFormValue("after")
		ch.GUIDs, ch.Next, err = c.Requests.Guids(r.Context(), by, f.from(ch.After).filter(), collab.MostAtOnce)
	} else {
		ch.GUIDs, err = guidsOf(r.PostForm["guid"])
	}
	if err != nil {
		return err
	}
	if len(ch.GUIDs) == 0 {
		return c.showOutbox(w, r, by, f, http.StatusUnprocessableEntity, ch.nothing())
	}
	kept, err := c.keep(r.Context(), by, chosenKind, ch)
	if err != nil {
		return err
	}
	return see(w, r, "/outbox/bulk/"+kept)
}

// nothing says that nothing is chosen.
func (ch *chosen) nothing() *wrong {
	if ch.After != "" {
		return &wrong{Headline: say("No more requests match.")}
	}
	return &wrong{Headline: say("Nothing is chosen."), Items: []wrongItem{{"", say("Tick the requests in the list, or choose all that match.")}}}
}

func guidsOf(sent []string) ([]string, error) {
	guids := split(strings.ToLower(strings.Join(sent, ",")), collab.MostAtOnce)
	if len(guids) > collab.MostAtOnce {
		return nil, fault.New(fault.Invalid, "Choose at most %d requests at once.", collab.MostAtOnce)
	}
	return slices.DeleteFunc(guids, func(guid string) bool { return !portfolio.IsGUID(guid) }), nil
}

func (c *Web) keep(ctx context.Context, by actor.Actor, kind string, what any) (string, error) {
	body, err := json.Marshal(what)
	if err != nil {
		return "", err
	}
	return c.Uploads.Keep(ctx, by, kind, "", body)
}

// kept reads what was kept under the guid in the address.
func (c *Web) kept(r *http.Request, by actor.Actor, kind string, into any) error {
	u, err := c.Uploads.One(r.Context(), by, kind, r.PathValue("run"))
	if err != nil {
		return err
	}
	return json.Unmarshal(u.Body, into)
}
