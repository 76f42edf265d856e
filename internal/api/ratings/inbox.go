package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// inboxRoutes need no role: everybody may read what was sent to them.
func (a *API) inboxRoutes() []api.Route {
	return []api.Route{
		{Method: "GET", Path: "/access-requests/received", Handle: a.inbox},
		{Method: "POST", Path: "/access-requests/received/mark-all-as-read", Handle: a.markInbox},
		{Method: "GET", Path: "/access-requests/received/{guid}", Handle: a.oneReceived},
		{Method: "PATCH", Path: "/access-requests/received/{guid}", Handle: a.changeReceived},
	}
}

func (a *API) inbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	sheet := api.Sheet[collab.Document]{
		Name: "received", Columns: documentColumns,
		Each: func(yield func([]byte) error) error {
			return a.Inbox.List(r.Context(), by, func(row *collab.Row) error { return yield(row.Document) })
		},
		Row: func(document []byte) (*collab.Document, error) {
			d := new(collab.Document)
			return d, json.Unmarshal(document, d)
		},
	}
	return sheet.Write(w, format)
}

func (a *API) markInbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Inbox.MarkAll(r.Context(), by); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) oneReceived(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	document, err := a.Inbox.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, json.RawMessage(document))
}

// changeReceived marks one as read or not: the only thing a recipient may write.
func (a *API) changeReceived(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[struct {
		Read api.Opt[bool] `json:"read"`
	}](w, r, false, "vendor_access_request", "body")
	if err != nil {
		return err
	}
	if in.Read.Null {
		return fault.Field("read", "must be true or false")
	}
	document, err := a.Inbox.Mark(r.Context(), by, guid, in.Read.Ptr())
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, json.RawMessage(document))
}
