package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

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
	v := manyView{page: console(by, words.name, "outbox"), Back: backTo(ch.Query), Rest: restOf(ch.Action, ch.Query, ch.Next)}
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
	if ch.Next != "" {
		v.Warnings = append(v.Warnings, ch.isCut())
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

// isCut says that more match than these.
func (ch *chosen) isCut() phrase {
	if ch.After == "" {
		return say("More requests match than can be done at once: these are the first %d. After that you go on with the rest.", collab.MostAtOnce)
	}
	return say("More requests match than can be done at once: these are the next %d. After that you go on with the rest.", collab.MostAtOnce)
}

func awaiting(steps []collab.Step) (n int64) {
	for _, s := range steps {
		if s.Obstacle == "" && s.Request.Awaiting != nil && *s.Request.Awaiting == collab.Approval {
			n++
		}
	}
	return n
}
