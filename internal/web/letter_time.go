package web

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// askForTime takes the form by which a recipient asks for more time.
func (c *Web) askForTime(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("guid"))
	_, err := c.Asks.More(r.Context(), by, guid, days(r), r.PostFormValue("why"))
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.showLetter(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/inbox/"+guid+"?done=asked")
}

// days are those of a form; what is no number is none.
func days(r *http.Request) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(r.PostFormValue("days")), 10, 32)
	if err != nil {
		return 0
	}
	return n
}

// leaveView asks once more before a recipient ends its access.
type leaveView struct {
	page
	Base, Sender, SenderCompany string
	Ends                        phrase
	Why                         field
	Wrong                       *wrong
}

func (leaveView) file() string { return "leave.html" }

func (c *Web) showLeave(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.askToLeave(w, r, by, http.StatusOK, nil)
}

func (c *Web) askToLeave(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	guid := strings.ToLower(r.PathValue("guid"))
	text, _, err := c.Inbox.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	var d received
	if err := json.Unmarshal(text, &d); err != nil {
		return err
	}
	standing, err := c.Asks.Standing(r.Context(), by, guid)
	if err != nil {
		return err
	}
	if f == nil && (!standing.IsRecipient || !leftOf(standing.EndsAt, c.Now()).Runs) {
		return see(w, r, "/inbox/"+guid)
	}
	v := leaveView{
		page: console(by, say("Leave this request"), "inbox"), Base: "/inbox/" + guid,
		Sender: requester(&d.Document), SenderCompany: d.RequesterCompanyName, Ends: sayTime(standing.EndsAt),
		Why: field{ID: "why", Name: "why", Label: say("A word to them"), Rows: 3, MaxLength: 1000, Value: r.PostFormValue("why")},
	}
	v.Wrong = complain(f, &v.Why)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

// leaveLetter ends the recipient's access. If it was the last one, that has signed it
// out, and the page that says so needs no session.
func (c *Web) leaveLetter(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	err := c.Requests.Leave(r.Context(), by, strings.ToLower(r.PathValue("guid")), r.PostFormValue("why"))
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.askToLeave(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	_, err = c.Sessions.Visit(r.Context(), c.session(r), actor.IP(r.Context()))
	if fault.Is(err, fault.Unauthorized) {
		c.dropCookie(w, sessionCookie)
		return see(w, r, "/left")
	}
	if err != nil {
		return err
	}
	return see(w, r, "/inbox?done=left")
}

// left says goodbye to who has nothing here any more.
func (c *Web) left(w http.ResponseWriter, r *http.Request) error {
	return render(w, r, http.StatusOK, messageView{
		page: threshold(say("You have left"), shut, nil), Heading: say("You have left"),
		Lead:  say("Your access has ended and you are signed out. Whoever asked has been told."),
		Steps: []phrase{say("What you said and showed stays with those who asked."), say("Nothing else is kept open. A new invitation would let you in again.")},
		Foot:  say("You can close this page."),
	})
}

// askView is a recipient's wish for more time, before those who may give it.
type askView struct {
	page
	GUID, Asker   string
	Company       phrase
	Why           string
	Facts         []fact
	Said          phrase // what became of it
	Word          string
	MayAnswer     bool
	Days, WordFor field
	Wrong         *wrong
}

func (askView) file() string { return "more_time.html" }

func (c *Web) showAsk(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showAskWith(w, r, by, http.StatusOK, nil)
}

func (c *Web) showAskWith(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	a, request, err := c.Asks.Waits(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	var d collab.Document
	if err := json.Unmarshal(request.Document, &d); err != nil {
		return err
	}
	v := newAsk(by, &a, &request, &d)
	if r.PostForm.Has("days") {
		v.Days.Value = r.PostFormValue("days")
	}
	v.WordFor.Value = r.PostFormValue("word")
	v.Wrong = complain(f, &v.Days, &v.WordFor)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func newAsk(by actor.Actor, a *collab.Ask, r *collab.Request, d *collab.Document) askView {
	v := askView{
		page: console(by, say("%s asks for more time", a.AskerName), "outbox"), GUID: r.GUID, Asker: a.AskerName,
		Company: plain(d.RequesteeCompanyName), Why: a.Why, Word: a.Word,
		Facts: known(
			fact{say("Asked for"), count(a.Days, "%d day", "%d days")}, fact{say("Asked on"), sayTime(&a.CreatedAt)},
			fact{say("Access until"), sayTime(r.AccessEndsAt)}, fact{say("Given before"), count(r.TrialDays, "%d day", "%d days")},
		),
		MayAnswer: a.State == collab.AskOpen && by.Has(actor.RequestsRW),
		Days: field{
			ID: "days", Name: "days", Label: say("Days more"), Type: "number", Value: strconv.FormatInt(a.Days, 10), Required: true, InputMode: "numeric",
			Hint: say("They follow the end of the access, or today if it has ended."),
		},
		WordFor: field{ID: "word", Name: "word", Label: say("A word to them"), Rows: 2, MaxLength: 1000},
	}
	switch {
	case a.State == collab.AskGiven && a.AnsweredByName != nil:
		v.Said = count(*a.GivenDays, "%d day more was given by %s on %s.", "%d days more were given by %s on %s.", *a.AnsweredByName, *a.AnsweredAt)
	case a.State == collab.AskRefused && a.AnsweredByName != nil:
		v.Said = say("%s did not give more time, on %s.", *a.AnsweredByName, *a.AnsweredAt)
	}
	return v
}

// answerAsk gives more time, or does not.
func (c *Web) answerAsk(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, word := strings.ToLower(r.PathValue("guid")), r.PostFormValue("word")
	done := "gave-time"
	var err error
	switch r.PostFormValue("answer") {
	case "give":
		_, err = c.Asks.Give(r.Context(), by, guid, new(days(r)), word)
	case "refuse":
		done = "refused-time"
		_, err = c.Asks.Refuse(r.Context(), by, guid, word)
	default:
		err = fault.New(fault.Invalid, "More time is given or it is not.")
	}
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.showAskWith(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/outbox/"+guid+"?done="+done)
}
