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

// obstacles says why something is not done to a request.
var obstacles = map[collab.Obstacle]phrase{
	collab.NoRegistration: say("is no registration that waits for approval"),
	collab.IsClosed:       say("is closed already"),
	collab.IsNotSendable:  say("has been answered or closed"),
	collab.AwaitsApproval: say("waits for approval, there is no invitation yet"),
	collab.SentOften:      say("has been sent as often as may be"),
	collab.SentToday:      say("was sent within the last day"),
	collab.GivesNoAccess:  say("gives no access now"),
	collab.WantsNoMore:    say("goes to somebody who wants no more requests from you"),
	collab.OpenAlready:    say("goes to somebody with an open request at this company"),
	collab.Unseen:         say("is not there any more, or not yours to see"),
	collab.OverBudget:     say("is beyond today’s invitation mails"),
	collab.Failed:         say("failed; nothing of it was done"),
	collab.NotTried:       say("was not tried after that"),
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
	Query  string        `json:"query"` // of the list that they were chosen from
	IsCut  bool          `json:"is_cut,omitempty"`
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
		ch.GUIDs, ch.IsCut, err = c.Requests.Guids(r.Context(), by, f.from("").filter(), collab.MostAtOnce)
		if err != nil {
			return err
		}
	} else {
		ch.GUIDs = guidsOf(r.PostForm["guid"])
	}
	switch {
	case len(ch.GUIDs) == 0:
		return c.showOutbox(w, r, by, f, http.StatusUnprocessableEntity, &wrong{
			Headline: say("Nothing is chosen."), Items: []wrongItem{{"", say("Tick the requests in the list, or choose all that match.")}},
		})
	case len(ch.GUIDs) > collab.MostAtOnce:
		return fault.New(fault.Invalid, "Choose at most %d requests at once.", collab.MostAtOnce)
	}
	kept, err := c.keep(r.Context(), by, chosenKind, ch)
	if err != nil {
		return err
	}
	return see(w, r, "/outbox/bulk/"+kept)
}

func guidsOf(sent []string) []string {
	guids := split(strings.ToLower(strings.Join(sent, ",")))
	return slices.DeleteFunc(guids, func(guid string) bool { return !portfolio.IsGUID(guid) })
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

// manyView is the page that shows what an action would do to many requests, or
// what it has done.
type manyView struct {
	page
	Wrong    *wrong
	Heading  phrase
	Lead     phrase
	Mails    phrase
	Warnings []phrase
	Action   string // of the form; "" where there is nothing to do
	Button   phrase
	IsGrave  bool
	Why      *field
	Done     manyGroup // what would be done, or was
	Not      []manyGroup
	Back     string
	IsOver   bool // it was done
}

func (manyView) file() string { return "many.html" }

// manyGroup is several requests of which the same can be said.
type manyGroup struct {
	Title phrase
	Rows  []manyRow
}

// N is how many they are.
func (g manyGroup) N() int64 { return int64(len(g.Rows)) }

// Long reports whether the rows are better folded.
func (g manyGroup) Long() bool { return len(g.Rows) > 12 }

type manyRow struct {
	GUID    string // "" for one that is not seen
	Name    phrase
	Company string
	State   *state
}

// foreseeMany shows what would become of what was chosen. It changes nothing.
func (c *Web) foreseeMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showForeseen(w, r, by, http.StatusOK, nil)
}

func (c *Web) showForeseen(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	var ch chosen
	if err := c.kept(r, by, chosenKind, &ch); err != nil {
		return err
	}
	foreseen, err := c.Requests.Foresee(r.Context(), by, ch.Action, ch.GUIDs)
	if err != nil {
		return err
	}
	v, err := newForeseen(by, &ch, &foreseen)
	if err != nil {
		return err
	}
	if v.Action != "" {
		v.Action = "/outbox/bulk/" + strings.ToLower(r.PathValue("run"))
	}
	if v.Why != nil {
		v.Why.Value = r.PostFormValue("reason")
		v.Wrong = complain(f, v.Why)
		v.page = v.failed(v.Wrong)
	}
	return render(w, r, status, v)
}

// newForeseen says what would be done.
func newForeseen(by actor.Actor, ch *chosen, f *collab.Foreseen) (manyView, error) {
	words := bulkWords[ch.Action]
	v := manyView{page: console(by, words.name, "outbox"), Back: backTo(ch.Query)}
	if err := v.fill(f.Steps); err != nil {
		return v, err
	}
	n := int64(len(v.Done.Rows))
	v.Heading, v.Button, v.IsGrave = words.ask(n), words.name, ch.Action == collab.Rejecting || ch.Action == collab.Revoking
	v.Done.Title = say("What this does")
	if n == 0 {
		v.Heading, v.Done.Title = say("Nothing can be done"), nil
		return v, nil
	}
	v.Action = "/outbox/bulk"
	if ch.IsCut {
		v.Warnings = append(v.Warnings, say("More requests match than can be done at once: these are the first %d. Do it again for the rest.", collab.MostAtOnce))
	}
	switch ch.Action {
	case collab.Approving:
		v.Lead = say("Each becomes an invitation to the company that stands beside it, in your name.")
	case collab.Rejecting:
		v.Lead = say("Each person gets a polite mail. This cannot be taken back.")
	case collab.Resolving:
		v.Lead = say("Links of open invitations end. Accesses that were given run on. This cannot be taken back.")
		if waiting := awaiting(f.Steps); waiting > 0 {
			v.Warnings = append(v.Warnings, count(waiting, "%d of them is a registration that nobody has decided: the person is told nothing.",
				"%d of them are registrations that nobody has decided: these people are told nothing."))
		}
	case collab.Resending:
		v.Lead = say("Each person gets a new link and fourteen more days. The old links end.")
	default:
		v.Lead = say("These accesses end at once. This cannot be taken back.")
		v.Why = &field{ID: "reason", Name: "reason", Label: say("Why"), Rows: 3, Required: true, MaxLength: 5000, Hint: say("It is kept in the record of events, for each of them.")}
	}
	if f.Mails > 0 {
		v.Mails = count(int64(f.Mails), "%d mail goes out.", "%d mails go out.")
	}
	if int64(f.Mails) > f.Left {
		v.Warnings = append(v.Warnings, count(f.Left, "Your organisation may send %d more mail with invitations today: what is beyond that is not done, and told.",
			"Your organisation may send %d more mails with invitations today: what is beyond that is not done, and told."))
	}
	return v, nil
}

func backTo(query string) string {
	if query == "" {
		return "/outbox"
	}
	return "/outbox?" + query
}

func awaiting(steps []collab.Step) (n int64) {
	for _, s := range steps {
		if s.Obstacle == "" && s.Request.Awaiting != nil && *s.Request.Awaiting == collab.Approval {
			n++
		}
	}
	return n
}

// fill puts the requests into groups: those that it is done to, and for each
// obstacle those that it stands before.
func (v *manyView) fill(steps []collab.Step) error {
	at := make(map[collab.Obstacle]int)
	for _, s := range steps {
		row := manyRow{Name: say("Unknown")}
		if s.Request.Document != nil {
			var d collab.Document
			if err := json.Unmarshal(s.Request.Document, &d); err != nil {
				return err
			}
			st := stateOf(&d)
			row = manyRow{d.GUID, recipient(&d), d.RequesteeCompanyName, &st}
		}
		if s.Obstacle == "" {
			v.Done.Rows = append(v.Done.Rows, row)
			continue
		}
		i, ok := at[s.Obstacle]
		if !ok {
			i = len(v.Not)
			at[s.Obstacle] = i
			v.Not = append(v.Not, manyGroup{Title: obstacles[s.Obstacle]})
		}
		v.Not[i].Rows = append(v.Not[i].Rows, row)
	}
	slices.SortStableFunc(v.Not, func(a, b manyGroup) int { return len(b.Rows) - len(a.Rows) })
	return nil
}

// ran is what became of what was chosen.
type ran struct {
	Action collab.Action `json:"action"`
	Came   []collab.Came `json:"came"`
	Query  string        `json:"query"`
}

// doMany does what was foreseen, each by itself, and leads to what came of it. A
// browser that goes away meanwhile does not leave half of it undone.
func (c *Web) doMany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	var ch chosen
	if err := c.kept(r, by, chosenKind, &ch); err != nil {
		return err
	}
	ctx := context.WithoutCancel(r.Context())
	came, err := c.Requests.Run(ctx, by, ch.Action, r.PostFormValue("reason"), ch.GUIDs)
	if f := formFault(err); err != nil && f != nil {
		return c.showForeseen(w, r, by, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	kept, err := c.keep(ctx, by, ranKind, ran{ch.Action, came, ch.Query})
	if err != nil {
		return err
	}
	if err := c.Uploads.Drop(ctx, by, r.PathValue("run")); err != nil {
		return err
	}
	return see(w, r, "/outbox/ran/"+kept)
}

// showRan shows what became of each request.
func (c *Web) showRan(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	var done ran
	if err := c.kept(r, by, ranKind, &done); err != nil {
		return err
	}
	guids := make([]string, len(done.Came))
	for i, came := range done.Came {
		guids[i] = came.GUID
	}
	now, err := c.Requests.Several(r.Context(), by, guids)
	if err != nil {
		return err
	}
	var steps []collab.Step
	for _, came := range done.Came {
		s := collab.Step{Obstacle: came.Obstacle}
		if request := now[came.GUID]; request != nil {
			s.Request = *request
		}
		steps = append(steps, s)
	}
	v, err := newRan(by, &done, steps)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

func newRan(by actor.Actor, done *ran, steps []collab.Step) (manyView, error) {
	v := manyView{page: console(by, bulkWords[done.Action].name, "outbox"), Back: backTo(done.Query), IsOver: true}
	if err := v.fill(steps); err != nil {
		return v, err
	}
	n := int64(len(v.Done.Rows))
	v.Heading, v.Done.Title = bulkWords[done.Action].done(n), say("Done")
	if n == 0 {
		v.Heading, v.Done.Title = say("Nothing was done"), nil
	}
	if not := int64(len(steps)) - n; not > 0 {
		v.Lead = count(not, "%d request stays as it was: below is why.", "%d requests stay as they were: below is why.")
	}
	return v, nil
}
