package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// letterView is one request as its recipient sees it.
type letterView struct {
	page
	Base, Initials                     string
	Sender, SenderCompany, SenderEmail string
	State                              state
	Message                            string
	Notice, Ended                      phrase
	Facts                              []fact
	Vectors                            []vector
	Read                               bool
	Open                               bool // more can be said
	Wrong                              *wrong
	Time                               timeView
	CanLeave                           bool
	Findings                           []findingView
	Talk                               talk
}

func (letterView) file() string { return "letter.html" }

// timeView is how long the access still runs, and asking for more.
type timeView struct {
	Left      phrase // in a word
	Until     phrase
	Soon      bool
	Gone, All int64  // days, for the bar; no bar if All is 0
	Said      phrase // of what was asked for
	Word      string // of who answered
	MayAsk    bool
	Asking    bool // the form is open
	Days, Why field
}

func (c *Web) letter(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showLetter(w, r, by, http.StatusOK, nil)
}

func (c *Web) showLetter(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	ctx, guid := r.Context(), strings.ToLower(r.PathValue("guid"))
	text, _, err := c.Inbox.One(ctx, by, guid)
	if err != nil {
		return err
	}
	var d received
	if err := json.Unmarshal(text, &d); err != nil {
		return err
	}
	standing, err := c.Asks.Standing(ctx, by, guid)
	if err != nil {
		return err
	}
	v := newLetter(by, &d, &standing, c.Now())
	v.Time.fill(r, &standing)
	if err := c.showFindings(r, by, guid, &v); err != nil {
		return err
	}
	if v.Talk, err = c.talk(ctx, by, collab.Requestee, guid); err != nil {
		return err
	}
	v.Talk.Action, v.Talk.Open = v.Base+"/messages", v.Open
	v.Talk.Body.Value = r.PostFormValue("body")
	v.Notice = letterNotice(r.URL.Query().Get("done"), &v, by)
	v.complain(f)
	return render(w, r, status, v)
}

// complain says what was wrong with one of the forms.
func (v *letterView) complain(f *fault.Error) {
	fields := []*field{&v.Talk.Body, &v.Time.Days, &v.Time.Why}
	for i := range v.Findings {
		fields = append(fields, &v.Findings[i].Status, &v.Findings[i].Said, &v.Findings[i].File)
	}
	v.Wrong = complain(f, fields...)
	v.page = v.failed(v.Wrong)
	v.Time.Asking = v.Time.Days.Problem != nil || v.Time.Why.Problem != nil
}

func letterNotice(done string, v *letterView, by actor.Actor) phrase {
	switch done {
	case "accepted":
		return say("Welcome. You have accepted, and %s has been told. This is your inbox from now on: sign in with %s.", v.Sender, by.Email)
	case "message":
		return say("Sent.")
	case "remediation":
		return say("Noted. %s sees it.", v.SenderCompany)
	case "taken-back":
		return say("The file is taken back.")
	case "asked":
		return say("Asked. %s gets a mail and answers with one click; you are told by mail.", v.Sender)
	}
	return nil
}

func newLetter(by actor.Actor, d *received, st *collab.Standing, now time.Time) letterView {
	sender := requester(&d.Document)
	v := letterView{
		page: console(by, plain(sender), "inbox"), Base: "/inbox/" + d.GUID, Initials: initials(sender),
		Sender: sender, SenderCompany: d.RequesterCompanyName, SenderEmail: d.RequesterEmail,
		State: stateOf(&d.Document), Message: d.Message, Vectors: vectors(&d.Document), Read: d.Read,
		Facts: known(fact{say("Reason"), reasons[d.Reason]}, fact{say("About"), plain(d.RequesteeCompanyName)}, fact{say("Asked on"), sayDay(&d.CreatedDate)}),
	}
	v.Script = "letter.js"
	l := leftOf(st.EndsAt, now)
	if l.Runs {
		v.Open, v.CanLeave = true, st.IsRecipient
		v.Time.Left, v.Time.Soon = l.Text, l.Soon
		v.Time.Until = say("Your access for this is open until %s.", sayTime(st.EndsAt))
		if st.AcceptedAt != nil {
			v.Time.All = max(leftOf(st.EndsAt, *st.AcceptedAt).Days, l.Days)
			v.Time.Gone = v.Time.All - l.Days
		}
	} else if st.EndsAt != nil {
		v.Ended = say("Your access for this ended on %s.", sayTime(st.EndsAt))
	}
	return v
}

// usualDays is how many more days are asked for unless somebody says otherwise.
const usualDays = "14"

// fill adds what was asked for and answered, and the form to ask.
func (v *timeView) fill(r *http.Request, st *collab.Standing) {
	v.MayAsk = st.MayAsk
	v.Days = field{ID: "days", Name: "days", Label: say("Days more"), Type: "number", Value: usualDays, Required: true, InputMode: "numeric", MaxLength: 3}
	v.Why = field{ID: "why", Name: "why", Label: say("Why"), Rows: 2, Required: true, MaxLength: 1000, Value: r.PostFormValue("why")}
	if r.PostForm.Has("days") {
		v.Days.Value = r.PostFormValue("days")
	}
	a := st.Ask
	if a == nil {
		return
	}
	switch a.State {
	case collab.AskOpen:
		v.Said = count(a.Days, "Asked for %d day more on %s. The answer comes by mail.", "Asked for %d days more on %s. The answer comes by mail.", a.CreatedAt)
	case collab.AskGiven:
		v.Said = count(*a.GivenDays, "%d day more was given on %s.", "%d days more were given on %s.", *a.AnsweredAt)
	case collab.AskRefused:
		v.Said = say("More time was asked for and not given on %s.", *a.AnsweredAt)
	}
	v.Word = a.Word
}
