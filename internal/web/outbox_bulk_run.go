package web

import (
	"context"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// ran is what became of what was chosen.
type ran struct {
	Action collab.Action `json:"action"`
	Came   []collab.Came `json:"came"`
	Query  string        `json:"query"`
	Next   string        `json:"next,omitempty"` // of chosen
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
	kept, err := c.keep(ctx, by, ranKind, ran{ch.Action, came, ch.Query, ch.Next})
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
	v := manyView{page: console(by, bulkWords[done.Action].name, "outbox"), Back: backTo(done.Query), IsOver: true, Rest: restOf(done.Action, done.Query, done.Next)}
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
