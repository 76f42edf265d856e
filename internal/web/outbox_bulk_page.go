package web

import (
	"encoding/json"
	"slices"

	"gatehouse/internal/collab"
)

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
	Rest     *rest // nil if these are all that match
	Back     string
	IsOver   bool // it was done
}

func (manyView) file() string { return "many.html" }

// rest leads on to what matches besides: the same, done to those behind a place of
// the list. What was done may still match, and would come first again.
type rest struct {
	Action       collab.Action
	Query, After string
}

func restOf(action collab.Action, query, after string) *rest {
	if after == "" {
		return nil
	}
	return &rest{action, query, after}
}

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

func backTo(query string) string {
	if query == "" {
		return "/outbox"
	}
	return "/outbox?" + query
}
