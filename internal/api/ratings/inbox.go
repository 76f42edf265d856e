package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// receivedPath is the inbox's: "received" is not the guid of a request.
const receivedPath = "/access-requests/received"

// inboxRoutes need no role: everybody may read what was sent to them.
func (a *API) inboxRoutes() []api.Route {
	return []api.Route{
		{Method: "GET", Path: "/access-requests/received", Handle: a.inbox, Topics: audit.Requests},
		{Method: "POST", Path: "/access-requests/received/mark-all-as-read", Handle: a.markInbox, Repeat: api.Silent()},
		{Method: "GET", Path: "/access-requests/received/{guid}", Handle: a.oneReceived},
		{Method: "PATCH", Path: "/access-requests/received/{guid}", Handle: a.changeReceived},
	}
}

// received is a document of an inbox.
type received struct {
	collab.Document
	Read bool `json:"read"`
}

var receivedColumns = func() []api.Column[received] {
	var all []api.Column[received]
	for _, c := range documentColumns {
		all = append(all, api.Column[received]{
			Name: c.Name, Width: c.Width, Cell: func(d *received) any { return c.Cell(&d.Document) },
		})
	}
	return append(all, api.Column[received]{Name: "read", Width: 5, Cell: func(d *received) any { return d.Read }})
}()

func (a *API) inbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	all := func(yield func([]byte) error) error {
		return a.Inbox.List(r.Context(), by, func(row *collab.Row) error { return yield(row.Document) })
	}
	if q := r.URL.Query(); q.Has("q") || q.Has("sort") || q.Has("limit") || q.Has("offset") {
		var rows []received
		if err := all(func(document []byte) error {
			row, err := fromJSON[received](document)
			if err == nil {
				rows = append(rows, *row)
			}
			return err
		}); err != nil {
			return err
		}
		return writeWhole(a, w, r, "received", receivedColumns, rows)
	}
	pick := pickOf(r)
	sheet := api.Sheet[received]{Name: "received", Columns: api.PickColumns(receivedColumns, pick), Row: fromJSON[received], Each: pick.Each(all)}
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
	document, version, err := a.Inbox.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	api.Version(w, version)
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
	document, version, err := a.Inbox.Mark(r.Context(), by, guid, in.Read.Ptr())
	if err != nil {
		return err
	}
	api.Version(w, version)
	return api.JSON(w, http.StatusOK, json.RawMessage(document))
}
