package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
)

// messageRoutes are the two sides of a request. The recipient's needs no role.
func (a *API) messageRoutes() []api.Route {
	const r, rw = actor.RequestsR, actor.RequestsRW
	const out, in = "/access-requests/{guid}/messages", "/access-requests/received/{guid}/messages"
	sent, received := &sided{a, collab.Requester}, &sided{a, collab.Requestee}
	return []api.Route{
		{Method: "GET", Path: out, Need: r, Handle: sent.listMessages},
		{Method: "POST", Path: out, Need: rw, Handle: sent.postMessage, Repeat: api.Made("message_guid", sent.oneMessage)},
		{Method: "POST", Path: out + "/mark-all-as-read", Need: r, Handle: sent.readMessages, Repeat: api.Silent()},
		{Method: "PATCH", Path: out + "/{message_guid}", Need: rw, Handle: sent.editMessage},
		{Method: "DELETE", Path: out + "/{message_guid}", Need: rw, Handle: sent.deleteMessage},
		{Method: "GET", Path: in, Handle: received.listMessages},
		{Method: "POST", Path: in, Handle: received.postMessage, Repeat: api.Made("message_guid", received.oneMessage)},
		{Method: "POST", Path: in + "/mark-all-as-read", Handle: received.readMessages, Repeat: api.Silent()},
		{Method: "PATCH", Path: in + "/{message_guid}", Handle: received.editMessage},
		{Method: "DELETE", Path: in + "/{message_guid}", Handle: received.deleteMessage},
	}
}

// sided answers calls about a request on one of its sides.
type sided struct {
	*API
	side collab.Side
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
		GUID: m.GUID, Body: m.Body, Created: moment(m.CreatedAt), Updated: maybeMoment(m.UpdatedAt),
		Author: messageAuthor{m.AuthorGUID, m.AuthorName}, Side: m.Side, IsMine: m.IsMine(side, by), Read: m.IsRead(side, by),
	}
}

// listMessages answers the newest last, unless sort turns it round.
func (s *sided) listMessages(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	q := r.URL.Query()
	page, err := messagePage(r)
	if err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	sorts, err := api.Sorts(q, "created_time")
	if err != nil {
		return err
	}
	page.Newest = len(sorts) > 0 && sorts[0].Desc
	ctx, pick := r.Context(), pickOf(r)
	next, err := s.Messages.List(ctx, by, s.side, guid, collab.MessagePage{Newest: page.Newest, Limit: 1, Offset: page.Offset + page.Limit})
	if err != nil {
		return err
	}
	s.neighbours(w, r, page.Offset, page.Limit, len(next) > 0)
	sheet := &api.Sheet[message]{
		Name: "messages", Columns: api.PickColumns(messageColumns, pick), Row: fromJSON[message],
		Each: pick.Each(func(yield func([]byte) error) error {
			return s.Messages.Each(ctx, by, s.side, guid, page, func(m *collab.Message) error {
				text, err := json.Marshal(toMessage(m, s.side, by))
				if err != nil {
					return err
				}
				return yield(text)
			})
		}),
	}
	return sheet.Write(w, format)
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

func (s *sided) postMessage(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[messageBody](w, r, false, "message")
	if err != nil {
		return err
	}
	m, err := s.Messages.Post(r.Context(), by, s.side, guid, in.Body)
	if err != nil {
		return err
	}
	api.Version(w, m.Version)
	return api.JSON(w, http.StatusCreated, toMessage(&m, s.side, by))
}

// oneMessage answers a message to who posted it before.
func (s *sided) oneMessage(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	m, err := s.Messages.One(r.Context(), by, s.side, guid, r.PathValue("message_guid"))
	if err != nil {
		return err
	}
	api.Version(w, m.Version)
	return api.JSON(w, http.StatusOK, toMessage(&m, s.side, by))
}

func (s *sided) editMessage(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	own, err := api.PathGUID(r, "message_guid")
	if err != nil {
		return err
	}
	in, err := api.Body[messageBody](w, r, false, "message")
	if err != nil {
		return err
	}
	m, err := s.Messages.Edit(r.Context(), by, s.side, guid, own, in.Body)
	if err != nil {
		return err
	}
	api.Version(w, m.Version)
	return api.JSON(w, http.StatusOK, toMessage(&m, s.side, by))
}

func (s *sided) deleteMessage(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	own, err := api.PathGUID(r, "message_guid")
	if err != nil {
		return err
	}
	if err := s.Messages.Delete(r.Context(), by, s.side, guid, own); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (s *sided) readMessages(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := s.Messages.MarkRead(r.Context(), by, s.side, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}
