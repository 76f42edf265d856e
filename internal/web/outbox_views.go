package web

import (
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// viewsView is the page on which views are made, renamed, shared and deleted.
type viewsView struct {
	page
	Notice  phrase
	Restore string
	Wrong   *wrong
	New     viewForm
	Own     []viewForm
	Shared  []sharedView
}

func (viewsView) file() string { return "views.html" }

// viewForm is the form of one view.
type viewForm struct {
	Action, Href string
	Name         field
	Query        string
	Filters      []filterChip
	IsShared     bool
	MayShare     bool
}

// sharedView is a view that somebody else shares.
type sharedView struct {
	Name, Owner, Href string
	Delete            string // where an admin ends it
}

func (c *Web) showViews(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.listViews(w, r, by, http.StatusOK, "", nil)
}

// listViews shows the views, and at the form of one of them what is wrong with
// it; at is its guid, "" is the form that makes one.
func (c *Web) listViews(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, at string, f *fault.Error) error {
	saved, err := c.Views.List(r.Context(), by)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	v := viewsView{page: console(by, say("Saved views"), "outbox")}
	v.Notice, v.Restore = viewDone(q)
	query := q.Get("query")
	if r.Method == http.MethodPost {
		query = r.PostFormValue("query")
	}
	mayShare := by.Has(actor.RequestsRW)
	v.New = viewForm{Action: "/outbox/views", Name: viewName("new", ""), Query: readKept(query), MayShare: mayShare}
	for _, saved := range saved {
		if !saved.IsOf(by) {
			shared := sharedView{Name: saved.Name, Owner: saved.Owner, Href: viewHref(&saved)}
			if by.IsAdmin() {
				shared.Delete = "/outbox/views/" + saved.GUID + "/delete"
			}
			v.Shared = append(v.Shared, shared)
			continue
		}
		v.Own = append(v.Own, viewForm{
			Action: "/outbox/views/" + saved.GUID, Href: viewHref(&saved), Name: viewName(saved.GUID, saved.Name),
			IsShared: saved.IsShared, MayShare: mayShare || saved.IsShared,
		})
	}
	if f != nil {
		wrongs := &v.New
		for i := range v.Own {
			if v.Own[i].Name.ID == "name-"+at {
				wrongs = &v.Own[i]
			}
		}
		if r.PostForm.Has("name") {
			wrongs.Name.Value, wrongs.IsShared = r.PostFormValue("name"), r.PostFormValue("shared") != ""
		}
		v.Wrong = complain(f, &wrongs.Name)
	}
	if v.New.Filters, err = c.chipsOf(r, by, v.New.Query); err != nil {
		return err
	}
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func viewName(id, value string) field {
	return field{ID: "name-" + id, Name: "name", Type: "text", Value: value, Label: say("Name"), Required: true, MaxLength: 60, Autocomplete: "off"}
}

// chipsOf says in words what a query asks for.
func (c *Web) chipsOf(r *http.Request, by actor.Actor, query string) ([]filterChip, error) {
	f, err := readQuery(query)
	if err != nil {
		return nil, err
	}
	names, err := c.namesIn(r.Context(), by, f)
	if err != nil {
		return nil, err
	}
	return f.chips(names), nil
}

// readQuery reads the query of an address that came in a form.
func readQuery(query string) (outboxAsk, error) {
	q, err := url.ParseQuery(query)
	if err != nil || !areText(q) {
		return outboxAsk{}, fault.Field("query", "These filters are damaged.")
	}
	return readOutboxAsk(q)
}

// readKept is what a view keeps of a query; nothing of one that is damaged.
func readKept(query string) string {
	f, err := readQuery(query)
	if err != nil {
		return ""
	}
	return f.kept()
}
