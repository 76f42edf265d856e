package ratings

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// notificationRoutes need no role: everybody reads their own.
func (a *API) notificationRoutes() []api.Route {
	const all, one = "/notifications", "/notifications/{id}"
	return []api.Route{
		{Method: "GET", Path: all, Handle: a.listNotifications},
		{Method: "POST", Path: all, Handle: a.createNotification, Repeat: api.Made("id", a.oneNotification).As(http.StatusOK)},
		{Method: "POST", Path: all + "/mark-all-as-read", Handle: a.markNotifications, Repeat: api.Silent().As(http.StatusOK)},
		{Method: "GET", Path: one, Handle: a.oneNotification},
		{Method: "PATCH", Path: one, Handle: a.markNotification},
	}
}

type notification struct {
	Date    string  `json:"date"`
	ID      int64   `json:"id"`
	Status  string  `json:"status"`
	Subject string  `json:"subject"`
	Text    string  `json:"text"`
	Type    string  `json:"type"`
	Unread  bool    `json:"unread"`
	Link    *string `json:"link"` // the console's page that it is about
}

var notificationColumns = []api.Column[notification]{
	{Name: "id", Width: 10, Cell: func(n *notification) any { return n.ID }},
	{Name: "date", Width: 10, Cell: func(n *notification) any { return n.Date }},
	{Name: "type", Width: 13, Cell: func(n *notification) any { return n.Type }},
	{Name: "status", Width: 7, Cell: func(n *notification) any { return n.Status }},
	{Name: "unread", Width: 6, Cell: func(n *notification) any { return n.Unread }},
	{Name: "subject", Width: 40, Cell: func(n *notification) any { return n.Subject }},
	{Name: "text", Width: 60, Cell: func(n *notification) any { return n.Text }},
	{Name: "link", Cell: func(n *notification) any { return n.Link }},
}

func (a *API) toNotification(n *identity.Notification) notification {
	out := notification{
		Date: n.CreatedAt.UTC().Format(time.DateOnly), ID: n.ID, Status: n.Status, Subject: n.Subject, Text: n.Text,
		Type: n.Type, Unread: n.Unread,
	}
	if n.Path != "" {
		link := a.PublicURL + n.Path
		out.Link = &link
	}
	return out
}

// notificationList is the contract's: limit is a string there.
type notificationList struct {
	Data  []json.RawMessage `json:"data"`
	Limit string            `json:"limit"`
	Meta  notificationMeta  `json:"meta"`
	Page  int               `json:"page"`
	Total int               `json:"total"`
}

type notificationMeta struct {
	Filtered int                `json:"num_filtered"`
	Read     int                `json:"num_read"`
	Unread   int                `json:"num_unread"`
	Unseen   int                `json:"num_unseen_count"` // what was seen without being read is not known
	Types    []notificationType `json:"types"`
}

type notificationType struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

const maxNotificationPage = 500

// notificationFilter reads a page by its number from 1, or by its offset.
func notificationFilter(r *http.Request) (f identity.NotificationFilter, page int, err error) {
	q := r.URL.Query()
	if f.Limit, err = api.Int(q, "limit", 100, 1, maxNotificationPage); err != nil {
		return f, 0, err
	}
	if page, err = api.Int(q, "page", 1, 1, maxLimit); err != nil {
		return f, 0, err
	}
	if f.Offset, err = api.Int(q, "offset", (page-1)*f.Limit, 0, maxLimit*maxNotificationPage); err != nil {
		return f, 0, err
	}
	if q.Get("unread") != "" {
		unread, err := api.Bool(q, "unread", false)
		if err != nil {
			return f, 0, err
		}
		f.Unread = &unread
	}
	f.Types = api.List(q, "type")
	return f, f.Offset/f.Limit + 1, nil
}

func (a *API) listNotifications(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, page, err := notificationFilter(r)
	if err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	found, counts, err := a.Notifications.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	all := wires(found, a.toNotification)
	if format != api.FormatJSON {
		return writeArray(w, r, "notifications", notificationColumns, all)
	}
	out := notificationList{Data: []json.RawMessage{}, Limit: strconv.Itoa(f.Limit), Page: page, Total: counts.Total}
	if err := pickOf(r).Each(api.EachOf(all))(func(document []byte) error {
		out.Data = append(out.Data, slices.Clone(document))
		return nil
	}); err != nil {
		return err
	}
	out.Meta = notificationMeta{Filtered: counts.Filtered, Read: counts.Total - counts.Unread, Unread: counts.Unread, Unseen: counts.Unread}
	for i, name := range identity.NotificationTypes {
		out.Meta.Types = append(out.Meta.Types, notificationType{i + 1, name})
	}
	return api.JSON(w, http.StatusOK, out)
}

// createNotification makes one for the caller itself. Its id and date are ours.
func (a *API) createNotification(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := notificationData[struct {
		Date    any             `json:"date"`
		ID      any             `json:"id"`
		Link    any             `json:"link"`
		Status  api.Opt[string] `json:"status"`
		Subject string          `json:"subject"`
		Text    string          `json:"text"`
		Type    string          `json:"type"`
		Unread  api.Opt[bool]   `json:"unread"`
	}](w, r)
	if err != nil {
		return err
	}
	p := fault.Problems{}
	p.Require(!in.Status.Null, "status", mayNotBeNull)
	p.Require(!in.Status.Set || in.Status.Value != "", "status", "must be Success or Failed")
	p.Require(!in.Unread.Null, "unread", mayNotBeNull)
	if err := p.Err(); err != nil {
		return err
	}
	n, err := a.Notifications.Create(r.Context(), by, identity.Notification{
		Type: in.Type, Status: in.Status.Value, Subject: in.Subject, Text: in.Text, Unread: !in.Unread.Set || in.Unread.Value,
	})
	if err != nil {
		return err
	}
	api.Version(w, n.Version)
	return api.JSON(w, http.StatusOK, a.toNotification(&n))
}

// notificationData reads the object under "data" of a body.
func notificationData[T any](w http.ResponseWriter, r *http.Request) (v T, err error) {
	in, err := api.Body[struct {
		Data json.RawMessage `json:"data"`
	}](w, r, false)
	if err != nil {
		return v, err
	}
	if len(in.Data) == 0 {
		return v, fault.Field("data", "This field is required.")
	}
	return v, api.Decode(w, in.Data, false, &v)
}

func notificationID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, fault.New(fault.NotFound, "Not found.")
	}
	return id, nil
}

func (a *API) oneNotification(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	id, err := notificationID(r)
	if err != nil {
		return err
	}
	n, err := a.Notifications.One(r.Context(), by, id)
	if err != nil {
		return err
	}
	api.Version(w, n.Version)
	return api.JSON(w, http.StatusOK, a.toNotification(&n))
}

type notificationMark struct {
	Unread api.Opt[bool] `json:"unread"`
}

func (a *API) markNotification(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	id, err := notificationID(r)
	if err != nil {
		return err
	}
	in, err := notificationData[notificationMark](w, r)
	if err != nil {
		return err
	}
	if in.Unread.Null {
		return fault.Field("unread", mayNotBeNull)
	}
	n, err := a.Notifications.Mark(r.Context(), by, id, in.Unread.Ptr())
	if err != nil {
		return err
	}
	api.Version(w, n.Version)
	return api.JSON(w, http.StatusOK, a.toNotification(&n))
}

// markNotifications marks all as read; a body that says unread: true marks them
// as unread.
func (a *API) markNotifications(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	var in notificationMark
	if r.ContentLength != 0 {
		var err error
		if in, err = notificationData[notificationMark](w, r); err != nil {
			return err
		}
	}
	if in.Unread.Null {
		return fault.Field("unread", mayNotBeNull)
	}
	if err := a.Notifications.MarkAll(r.Context(), by, in.Unread.Value); err != nil {
		return err
	}
	w.WriteHeader(http.StatusOK)
	return nil
}
