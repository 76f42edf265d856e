package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

const registrationsPath = "/registrations"

// mountRegistrations adds the pages on which registrations are decided. The
// addresses below them with one more part are those of links in mails.
func (c *Web) mountRegistrations(member func(string, memberHandler)) {
	member("GET "+registrationsPath, c.registrations)
	member("GET "+registrationsPath+"/decide", c.askToDecide)
	member("POST "+registrationsPath+"/decide", c.decide)
	member("POST "+registrationsPath+"/{guid}/{verdict}", c.decideOne)
}

// registrationsView lists who registered through forms.
type registrationsView struct {
	page
	Notice    phrase
	Wrong     *wrong
	Counters  []tallied
	Query     string
	Kept      []hidden
	Forms     []option
	Sorts     []option
	Filtered  bool
	Back      string // the address of this list, to come back to
	CanDecide bool   // on something that is shown
	Rows      []registrationRow
	turns
	Nothing phrase // why the list is empty
}

func (registrationsView) file() string { return "registrations.html" }

// tallied is a verdict with about how many registrations have it.
type tallied struct {
	Name, Count phrase
	Href        string
	Current     bool
	Nil         bool
}

func (c *Web) registrations(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showRegistrations(w, r, by, http.StatusOK, nil)
}

// showRegistrations shows the list that the address or, after a decision that was
// refused, the form says.
func (c *Web) showRegistrations(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, said *fault.Error) error {
	q := r.URL.Query()
	if back, err := url.Parse(r.PostFormValue("back")); err == nil && r.Method == http.MethodPost {
		q = back.Query()
	}
	f, err := readRegistrationsFilter(q)
	if err != nil {
		return err
	}
	v := registrationsView{page: console(by, say("Registrations"), "registrations"), Query: f.query, Back: f.address(), Wrong: complain(said)}
	v.page = v.failed(v.Wrong)
	v.Script, v.Notice = "registrations.js", decided(q)
	if err := c.listRegistrations(r.Context(), by, f, &v); err != nil {
		return err
	}
	if err := c.addVerdicts(r.Context(), by, f, &v); err != nil {
		return err
	}
	if f.state != "" {
		v.Kept = []hidden{{"state", f.state}}
	}
	v.Sorts = marked(registrationSorts, f.sort)
	v.Filtered = f.form != "" || f.query != ""
	v.Nothing = map[collab.Verdict]phrase{
		collab.Undecided: say("Nobody waits for a decision. Who registers through a form and confirms the address appears here."),
		collab.LetIn:     say("Nobody has been approved yet."), collab.TurnedDown: say("Nobody has been rejected."),
		collab.AnyVerdict: say("Nobody has registered yet. Give the address of a form away, and wait for who comes."),
	}[f.verdict()]
	return render(w, r, status, v)
}

func (c *Web) listRegistrations(ctx context.Context, by actor.Actor, f registrationsFilter, v *registrationsView) error {
	var docs []collab.Document
	var created []time.Time
	cursor, more := "", false
	err := c.Requests.Outbox(ctx, by, f.collab(), func(row *collab.Row) error {
		if more = len(docs) == registrationsOnPage; more {
			return nil
		}
		var d collab.Document
		if err := json.Unmarshal(row.Document, &d); err != nil {
			return err
		}
		docs, created, cursor = append(docs, d), append(created, row.CreatedAt), row.Cursor()
		return nil
	})
	if err != nil {
		return err
	}
	if v.Rows, err = c.registrationRows(ctx, by, docs, created); err != nil {
		return err
	}
	v.CanDecide = slices.ContainsFunc(v.Rows, func(r registrationRow) bool { return r.CanDecide })
	v.Showing = count(int64(len(docs)), "%d registration on this page", "%d registrations on this page")
	if f.after != "" {
		v.First = f.from("").address()
	}
	if more {
		v.Next = f.from(cursor).address()
	}
	return nil
}

// addVerdicts adds the numbers, and the forms to choose from.
func (c *Web) addVerdicts(ctx context.Context, by actor.Actor, f registrationsFilter, v *registrationsView) error {
	counts, err := c.Registrations.CountVerdicts(ctx, by, f.form)
	if err != nil {
		return err
	}
	for _, verdict := range collab.Verdicts {
		n := counts[verdict]
		t := tallied{
			Name: verdictNames[verdict], Count: amount(n), Href: f.with(string(verdict)).address(), Current: verdict == f.verdict(), Nil: n.N == 0,
		}
		if verdict == collab.Undecided {
			t.Href = f.with("").address()
		}
		if f.query != "" { // it is not counted word by word
			t.Count = nil
		}
		v.Counters = append(v.Counters, t)
	}
	if !by.Has(actor.LinksR) {
		if f.form != "" {
			v.Kept = append(v.Kept, hidden{"form", f.form})
		}
		return nil
	}
	forms, _, err := c.Forms.List(ctx, by, collab.FormFilter{Sort: []collab.SortKey{{Name: "name"}}, Limit: 200})
	if err != nil {
		return err
	}
	for i := range forms {
		v.Forms = append(v.Forms, option{forms[i].GUID, nameOfForm(&forms[i]), forms[i].GUID == f.form})
	}
	return nil
}
