package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// saveView makes a view of the filters that came with the form.
func (c *Web) saveView(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readQuery(r.PostFormValue("query"))
	if err != nil {
		return err
	}
	v, err := c.Views.Create(r.Context(), by, collab.ViewDraft{
		Name: r.PostFormValue("name"), Query: f.kept(), IsShared: r.PostFormValue("shared") != "",
	})
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.listViews(w, r, by, refusalStatus(f), "", f)
	}
	if err != nil {
		return err
	}
	return see(w, r, viewHref(&v)+"&done=view")
}

// openView leads to what a view shows: an address that people give each other.
func (c *Web) openView(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	v, err := c.Views.One(r.Context(), by, strings.ToLower(r.PathValue("view")))
	if err != nil {
		return err
	}
	return see(w, r, viewHref(&v))
}

// changeView renames a view and shares it, or puts other filters into it,
// whichever the form has.
func (c *Web) changeView(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("view"))
	var ch collab.ViewChange
	if r.PostForm.Has("name") {
		name, shared := r.PostFormValue("name"), r.PostFormValue("shared") != ""
		ch.Name, ch.IsShared = &name, &shared
	}
	if r.PostForm.Has("query") {
		f, err := readQuery(r.PostFormValue("query"))
		if err != nil {
			return err
		}
		query := f.kept()
		ch.Query = &query
	}
	v, err := c.Views.Change(r.Context(), by, guid, ch)
	if errors.Is(err, collab.ErrShared) {
		return c.listViews(w, r, by, http.StatusForbidden, guid, fault.Of(err))
	}
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.listViews(w, r, by, refusalStatus(f), guid, f)
	}
	if err != nil {
		return err
	}
	if ch.Query != nil {
		return see(w, r, viewHref(&v)+"&done=view")
	}
	return see(w, r, "/outbox/views?done=view")
}

func (c *Web) deleteView(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("view"))
	if err := c.Views.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return see(w, r, "/outbox/views?done=deleted&gone="+url.QueryEscape(guid))
}

func (c *Web) restoreView(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	_, err := c.Views.Restore(r.Context(), by, strings.ToLower(r.PathValue("view")))
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.listViews(w, r, by, refusalStatus(f), "", f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/outbox/views?done=restored")
}

// outboxNotices says what was done to a view.
var outboxNotices = map[string]phrase{
	"view":     say("The view is saved."),
	"deleted":  say("The view is deleted."),
	"restored": say("The view is back."),
}

// viewDone reads from the address of a page what was done to a view, and where one
// that was deleted is brought back.
func viewDone(q url.Values) (notice phrase, restore string) {
	notice = outboxNotices[q.Get("done")]
	if gone := q.Get("gone"); portfolio.IsGUID(gone) && notice != nil {
		restore = "/outbox/views/" + gone + "/restore"
	}
	return notice, restore
}
