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
)

// inboxView lists what somebody received.
type inboxView struct {
	page
	Unread      bool
	Rows        []inboxRow
	First, Next string
}

func (inboxView) file() string { return "inbox.html" }

type inboxRow struct {
	GUID, Sender, Initials, Line string
	State                        state
	Created                      time.Time
	Read                         bool
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
	v := inboxView{page: console(by, "Inbox", "inbox")}
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
	return render(w, http.StatusOK, v)
}

func inboxLine(d *received, at time.Time) inboxRow {
	line := strings.Join(strings.Fields(d.Message), " ")
	if line == "" {
		line = reasons[d.Reason] + ", about " + d.RequesteeCompanyName
	}
	return inboxRow{
		GUID: d.GUID, Sender: requester(&d.Document) + ", " + d.RequesterCompanyName, Initials: initials(requester(&d.Document)),
		Line: line, State: stateOf(&d.Document), Created: at, Read: d.Read,
	}
}

// letterView is one request as its recipient sees it.
type letterView struct {
	page
	Notice, Base, Initials             string
	Sender, SenderCompany, SenderEmail string
	State                              state
	Access, Message                    string
	Facts                              []fact
	Vectors                            []vector
	Read                               bool
}

func (letterView) file() string { return "letter.html" }

func (c *Web) letter(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	text, err := c.Inbox.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	var d received
	if err := json.Unmarshal(text, &d); err != nil {
		return err
	}
	sender := requester(&d.Document)
	v := letterView{
		page: console(by, sender, "inbox"), Base: "/inbox/" + d.GUID, Initials: initials(sender),
		Sender: sender, SenderCompany: d.RequesterCompanyName, SenderEmail: d.RequesterEmail,
		State: stateOf(&d.Document), Message: d.Message, Vectors: vectors(&d.Document), Read: d.Read,
		Facts: known(fact{"Reason", reasons[d.Reason]}, fact{"About", d.RequesteeCompanyName}, fact{"Asked on", sayDay(&d.CreatedDate)}),
	}
	if d.SharedObservations > 0 {
		v.Facts = append(v.Facts, fact{"Shared with you", counted(d.SharedObservations, "finding")})
	}
	switch {
	case d.RecipientAccess == "active":
		v.Access = "Your access for this is open until " + sayDay(d.AccessEndDate) + "."
	case d.AccessEndDate != nil:
		v.Access = "Your access for this ended on " + sayDay(d.AccessEndDate) + "."
	}
	if r.URL.Query().Get("done") == "accepted" {
		v.Notice = "Welcome. You have accepted, and " + sender + " has been told. This is your inbox from now on: sign in with " + by.Email + "."
	}
	return render(w, http.StatusOK, v)
}

func (c *Web) readLetter(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	read, guid := true, strings.ToLower(r.PathValue("guid"))
	if _, err := c.Inbox.Mark(r.Context(), by, guid, &read); err != nil {
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
