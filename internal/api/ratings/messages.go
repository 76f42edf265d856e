package ratings

import (
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
)

// messageRoutes are the two sides of a request. The recipient's needs no role.
func (a *API) messageRoutes() []api.Route {
	const r, rw = actor.RequestsR, actor.RequestsRW
	const sent, received = "/access-requests/{guid}/messages", "/access-requests/received/{guid}/messages"
	return []api.Route{
		{Method: "GET", Path: sent, Need: r, Handle: a.on(collab.Requester, a.listMessages)},
		{Method: "POST", Path: sent, Need: rw, Handle: a.on(collab.Requester, a.postMessage)},
		{Method: "POST", Path: sent + "/mark-all-as-read", Need: r, Handle: a.on(collab.Requester, a.readMessages)},
		{Method: "PATCH", Path: sent + "/{message_guid}", Need: rw, Handle: a.on(collab.Requester, a.editMessage)},
		{Method: "DELETE", Path: sent + "/{message_guid}", Need: rw, Handle: a.on(collab.Requester, a.deleteMessage)},
		{Method: "GET", Path: received, Handle: a.on(collab.Requestee, a.listMessages)},
		{Method: "POST", Path: received, Handle: a.on(collab.Requestee, a.postMessage)},
		{Method: "POST", Path: received + "/mark-all-as-read", Handle: a.on(collab.Requestee, a.readMessages)},
		{Method: "PATCH", Path: received + "/{message_guid}", Handle: a.on(collab.Requestee, a.editMessage)},
		{Method: "DELETE", Path: received + "/{message_guid}", Handle: a.on(collab.Requestee, a.deleteMessage)},
	}
}

// sideHandler answers a call about the request of that guid on one of its sides.
type sideHandler func(w http.ResponseWriter, r *http.Request, by actor.Actor, side collab.Side, guid string) error

func (a *API) on(side collab.Side, h sideHandler) api.Handler {
	return func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
		guid, err := api.PathGUID(r, "guid")
		if err != nil {
			return err
		}
		return h(w, r, by, side, guid)
	}
}

type message struct {
	GUID    string        `json:"guid"`
	Body    string        `json:"body"`
	Created string        `json:"created_time"`
	Updated *string       `json:"updated_time"`
	Author  messageAuthor `json:"author"`
	Side    collab.Side   `json:"side"`
	IsMine  bool          `json:"is_mine"`
	Read    bool          `json:"read"`
}

type messageAuthor struct {
	GUID       string `json:"guid"`
	FormalName string `json:"formal_name"`
}

var messageColumns = []api.Column[message]{
	{Name: "guid", Width: 36, Cell: func(m *message) any { return m.GUID }},
	{Name: "created_time", Width: 20, Cell: func(m *message) any { return m.Created }},
	{Name: "updated_time", Cell: func(m *message) any { return m.Updated }},
	{Name: "side", Width: 9, Cell: func(m *message) any { return string(m.Side) }},
	{Name: "author.guid", Cell: func(m *message) any { return m.Author.GUID }},
	{Name: "author.formal_name", Width: 20, Cell: func(m *message) any { return m.Author.FormalName }},
	{Name: "is_mine", Cell: func(m *message) any { return m.IsMine }},
	{Name: "read", Width: 5, Cell: func(m *message) any { return m.Read }},
	{Name: "body", Width: 60, Cell: func(m *message) any { return m.Body }},
}

func toMessage(m *collab.Message, side collab.Side, by actor.Actor) message {
	return message{
		GUID: m.GUID, Body: m.Body, Created: second(m.CreatedAt), Updated: maybeSecond(m.UpdatedAt),
		Author: messageAuthor{m.AuthorGUID, m.AuthorName}, Side: m.Side, IsMine: m.IsMine(side, by), Read: m.IsRead(side, by),
	}
}

// second writes a time as the documents of requests do.
func second(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

func maybeSecond(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := second(*t)
	return &s
}

// listMessages answers the newest last, unless sort turns it round.
func (a *API) listMessages(w http.ResponseWriter, r *http.Request, by actor.Actor, side collab.Side, guid string) error {
	q := r.URL.Query()
	page, err := messagePage(r)
	if err != nil {
		return err
	}
	if _, err := api.FormatOf(w, r); err != nil {
		return err
	}
	sorts, err := api.Sorts(q, "created_time")
	if err != nil {
		return err
	}
	page.Newest = len(sorts) > 0 && sorts[0].Desc
	messages, err := a.Messages.List(r.Context(), by, side, guid, page)
	if err != nil {
		return err
	}
	return writeArray(w, r, "messages", messageColumns, wires(messages, func(m *collab.Message) message { return toMessage(m, side, by) }))
}

func messagePage(r *http.Request) (p collab.MessagePage, err error) {
	q := r.URL.Query()
	if p.Limit, err = api.Int(q, "limit", maxPage, 0, maxLimit); err != nil {
		return p, err
	}
	if p.Limit == 0 {
		p.Limit = maxPage
	}
	p.Offset, err = api.Int(q, "offset", 0, 0, maxLimit)
	return p, err
}

type messageBody struct {
	Body string `json:"body"`
}

func (a *API) postMessage(w http.ResponseWriter, r *http.Request, by actor.Actor, side collab.Side, guid string) error {
	in, err := api.Body[messageBody](w, r, false, "message")
	if err != nil {
		return err
	}
	m, err := a.Messages.Post(r.Context(), by, side, guid, in.Body)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusCreated, toMessage(&m, side, by))
}

func (a *API) editMessage(w http.ResponseWriter, r *http.Request, by actor.Actor, side collab.Side, guid string) error {
	own, err := api.PathGUID(r, "message_guid")
	if err != nil {
		return err
	}
	in, err := api.Body[messageBody](w, r, false, "message")
	if err != nil {
		return err
	}
	m, err := a.Messages.Edit(r.Context(), by, side, guid, own, in.Body)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toMessage(&m, side, by))
}

func (a *API) deleteMessage(w http.ResponseWriter, r *http.Request, by actor.Actor, side collab.Side, guid string) error {
	own, err := api.PathGUID(r, "message_guid")
	if err != nil {
		return err
	}
	if err := a.Messages.Delete(r.Context(), by, side, guid, own); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) readMessages(w http.ResponseWriter, r *http.Request, by actor.Actor, side collab.Side, guid string) error {
	if err := a.Messages.MarkRead(r.Context(), by, side, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}
