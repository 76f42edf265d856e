package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// mountInbox adds the pages of those who were asked.
func (c *Web) mountInbox(stranger func(string, handler), member, withFiles func(string, memberHandler)) {
	member("GET /inbox", c.inbox)
	member("POST /inbox/read", c.readAll)
	member("GET /inbox/{guid}", c.letter)
	member("POST /inbox/{guid}/read", c.readLetter)
	member("POST /inbox/{guid}/messages", c.sayToSender)
	withFiles("POST /inbox/{guid}/findings", c.answerFindings)
	member("GET /inbox/{guid}/files/{file}", c.sendFile(collab.Requestee))
	member("POST /inbox/{guid}/files/remove", c.removeFile)
	member("POST /inbox/{guid}/more-time", c.askForTime)
	member("GET /inbox/{guid}/leave", c.showLeave)
	member("POST /inbox/{guid}/leave", c.leaveLetter)
	stranger("GET /left", c.left)

	member("GET /outbox/{guid}/files/{file}", c.sendFile(collab.Requester))
	member("GET /more-time/{guid}", c.showAsk)
	member("POST /more-time/{guid}", c.answerAsk)
}

// inboxView lists what somebody received.
type inboxView struct {
	page
	Notice          phrase
	Unread          bool
	Query           string
	Senders, States []option
	Kind            []option // all, or the unread
	Filtered        bool
	Looked          phrase // how far the search has come
	Rows            []inboxRow
	turns
}

func (inboxView) file() string { return "inbox.html" }

type inboxRow struct {
	GUID, Sender, Initials string
	Line                   phrase
	State                  state
	Created                time.Time
	Read                   bool
	Left                   phrase // of the access
	Soon                   bool   // it ends within days
	Waits                  []phrase
}

// received is a document of the inbox: the outbox's, and whether it was read.
type received struct {
	collab.Document
	Read bool `json:"read"`
}

// inboxStates are those that a request may have for who accepted it.
var inboxStates = []collab.Status{collab.Active, collab.Inactive, collab.Resolved}

// inbox shows a page of what the actor received from whomever.
func (c *Web) inbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	f := collab.InboxFilter{
		Query: shorter(q.Get("q")), Sender: strings.ToLower(q.Get("sender")), Unread: q.Get("unread") != "", After: q.Get("after"), Limit: pageSize,
	}
	if status, ok := collab.ParseStatus(q.Get("state")); ok {
		f.Status = status
	}
	p, err := c.Inbox.Page(r.Context(), by, f)
	if err != nil {
		return err
	}
	v := inboxView{page: console(by, say("Inbox"), "inbox"), Query: f.Query, Filtered: f.Query != "" || f.Sender != "" || f.Status != "" || f.Unread}
	senders, err := c.Inbox.Senders(r.Context(), by)
	if err != nil {
		return err
	}
	for _, s := range senders {
		v.Senders = append(v.Senders, option{s.GUID, plain(s.Name), s.GUID == f.Sender})
	}
	for _, s := range inboxStates {
		v.States = append(v.States, option{string(s), statuses[s], s == f.Status})
	}
	v.Kind = []option{{"", say("Read and unread"), !f.Unread}, {"1", say("Unread"), f.Unread}}
	v.turn(r, p.Next)
	if p.Looked {
		v.Looked = say("The newest of your requests were looked through. “Next” looks through older ones.")
	}
	if q.Get("done") == "left" {
		v.Notice = say("You have left. What you said stays with those who asked; nothing else is kept open.")
	}
	for i := range p.Letters {
		row, err := inboxLine(&p.Letters[i], c.Now())
		if err != nil {
			return err
		}
		v.Rows = append(v.Rows, row)
	}
	unread, err := c.Inbox.Unread(r.Context(), by)
	v.Unread = unread.N > 0
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

// turn leads on to the next page, with the same filters.
func (v *inboxView) turn(r *http.Request, next string) {
	q := url.Values{}
	for _, name := range []string{"q", "sender", "state", "unread"} {
		if value := r.URL.Query().Get(name); value != "" {
			q.Set(name, value)
		}
	}
	at := func() string {
		if len(q) == 0 {
			return "/inbox"
		}
		return "/inbox?" + q.Encode()
	}
	if r.URL.Query().Get("after") != "" {
		v.First = at()
	}
	if next != "" {
		q.Set("after", next)
		v.Next = at()
	}
}

// mostSought is how much of what is searched for counts.
const mostSought = 200

func shorter(query string) string {
	if letters := []rune(query); len(letters) > mostSought {
		return string(letters[:mostSought])
	}
	return query
}

func inboxLine(l *collab.Letter, now time.Time) (inboxRow, error) {
	var d collab.Document
	if err := json.Unmarshal(l.Document, &d); err != nil {
		return inboxRow{}, err
	}
	row := inboxRow{
		GUID: d.GUID, Sender: strings.Join(slices.Compact([]string{requester(&d), d.RequesterCompanyName}), ", "), Initials: initials(requester(&d)),
		Line:  or(plain(strings.Join(strings.Fields(d.Message), " ")), say("%s, about %s", reasons[d.Reason], d.RequesteeCompanyName)),
		State: stateOf(&d), Created: l.CreatedAt, Read: l.IsRead,
	}
	if left := leftOf(l.EndsAt, now); left.Runs {
		row.Left, row.Soon = left.Text, left.Soon
		if l.Findings > 0 {
			row.Waits = append(row.Waits, count(l.Findings, "%d finding to answer", "%d findings to answer"))
		}
	}
	if l.Messages > 0 {
		row.Waits = append(row.Waits, count(l.Messages, "%d new message", "%d new messages"))
	}
	return row, nil
}

// left says how long an access still runs.
type left struct {
	Text phrase
	Runs bool
	Soon bool
	Days int64
}

// soon is how many days before its end an access is about to end.
const soon = 7

// leftOf counts days that have begun: the last is one.
func leftOf(ends *time.Time, now time.Time) left {
	if ends == nil || !ends.After(now) {
		return left{}
	}
	l := left{Runs: true, Days: int64((ends.Sub(now) + 24*time.Hour - 1) / (24 * time.Hour))}
	l.Soon = l.Days <= soon
	l.Text = count(l.Days, "%d day left", "%d days left")
	return l
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
