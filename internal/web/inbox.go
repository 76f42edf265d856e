package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// inboxView lists what somebody received.
type inboxView struct {
	page
	Unread bool
	Rows   []inboxRow
	turns
}

func (inboxView) file() string { return "inbox.html" }

type inboxRow struct {
	GUID, Sender, Initials string
	Line                   phrase
	State                  state
	Created                time.Time
	Read                   bool
}

// received is a document of the inbox: the outbox's, and whether it was read.
type received struct {
	collab.Document
	Read bool `json:"read"`
}

// errEnough stops the reading of a list.
var errEnough = errors.New("enough rows")

// inbox shows a page of what the actor received, after the guid that the page
// before ended with.
func (c *Web) inbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	v := inboxView{page: console(by, say("Inbox"), "inbox")}
	after := strings.ToLower(r.URL.Query().Get("after"))
	if after != "" {
		v.First = "/inbox"
	}
	skipping := after != ""
	err := c.Inbox.List(r.Context(), by, func(row *collab.Row) error {
		if skipping {
			skipping = row.GUID != after
			return nil
		}
		if len(v.Rows) == pageSize {
			v.Next = "/inbox?after=" + url.QueryEscape(v.Rows[pageSize-1].GUID)
			return errEnough
		}
		var d received
		if err := json.Unmarshal(row.Document, &d); err != nil {
			return err
		}
		v.Unread = v.Unread || !d.Read
		v.Rows = append(v.Rows, inboxLine(&d, row.CreatedAt))
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

func inboxLine(d *received, at time.Time) inboxRow {
	line := or(plain(strings.Join(strings.Fields(d.Message), " ")), say("%s, about %s", reasons[d.Reason], d.RequesteeCompanyName))
	return inboxRow{
		GUID: d.GUID, Sender: requester(&d.Document) + ", " + d.RequesterCompanyName, Initials: initials(requester(&d.Document)),
		Line: line, State: stateOf(&d.Document), Created: at, Read: d.Read,
	}
}

// letterView is one request as its recipient sees it.
type letterView struct {
	page
	Base, Initials                     string
	Sender, SenderCompany, SenderEmail string
	State                              state
	Message                            string
	Notice, Access                     phrase
	Facts                              []fact
	Vectors                            []vector
	Read                               bool
	Open                               bool // more can be said
	Wrong                              *wrong
	Findings                           []findingView
	Talk                               talk
}

func (letterView) file() string { return "letter.html" }

func (c *Web) letter(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showLetter(w, r, by, http.StatusOK, nil)
}

func (c *Web) showLetter(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	guid := strings.ToLower(r.PathValue("guid"))
	text, _, err := c.Inbox.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	var d received
	if err := json.Unmarshal(text, &d); err != nil {
		return err
	}
	v := newLetter(by, &d)
	shared, err := c.Requests.Shared(r.Context(), by, collab.Requestee, guid)
	if err != nil {
		return err
	}
	v.Findings = findingViews(shared, true)
	if v.Talk, err = c.talk(r.Context(), by, collab.Requestee, guid); err != nil {
		return err
	}
	v.Talk.Action, v.Talk.Open = v.Base+"/messages", v.Open
	v.Talk.Body.Value = r.PostFormValue("body")
	switch r.URL.Query().Get("done") {
	case "accepted":
		v.Notice = say("Welcome. You have accepted, and %s has been told. This is your inbox from now on: sign in with %s.", v.Sender, by.Email)
	case "message":
		v.Notice = say("Sent.")
	case "remediation":
		v.Notice = say("Noted. %s sees it.", v.SenderCompany)
	}
	v.Wrong = complain(f, &v.Talk.Body)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func newLetter(by actor.Actor, d *received) letterView {
	sender := requester(&d.Document)
	v := letterView{
		page: console(by, plain(sender), "inbox"), Base: "/inbox/" + d.GUID, Initials: initials(sender),
		Sender: sender, SenderCompany: d.RequesterCompanyName, SenderEmail: d.RequesterEmail,
		State: stateOf(&d.Document), Message: d.Message, Vectors: vectors(&d.Document), Read: d.Read,
		Facts: known(fact{say("Reason"), reasons[d.Reason]}, fact{say("About"), plain(d.RequesteeCompanyName)}, fact{say("Asked on"), sayDay(&d.CreatedDate)}),
	}
	switch {
	case d.RecipientAccess == "active":
		v.Open = true
		v.Access = say("Your access for this is open until %s.", sayDay(d.AccessEndDate))
	case d.AccessEndDate != nil:
		v.Access = say("Your access for this ended on %s.", sayDay(d.AccessEndDate))
	}
	return v
}

func (c *Web) readLetter(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	read, guid := true, strings.ToLower(r.PathValue("guid"))
	if _, _, err := c.Inbox.Mark(r.Context(), by, guid, &read); err != nil {
		return err
	}
	if err := c.Messages.MarkRead(r.Context(), by, collab.Requestee, guid); err != nil {
		return err
	}
	return see(w, r, "/inbox/"+url.PathEscape(guid))
}

func (c *Web) readAll(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Inbox.MarkAll(r.Context(), by); err != nil {
		return err
	}
	return see(w, r, "/inbox")
}
