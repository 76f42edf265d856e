package web

import (
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// outboxTabs are the saved views above the ledger.
type outboxTabs struct {
	All    []outboxTab
	More   []outboxTab // behind a menu
	Save   string      // the address of the page that saves the present filters
	Update string      // where the view that is open takes the present filters; "" if it has them
	Name   string      // of the view that is open
	Query  string
}

// outboxTab leads to a saved view.
type outboxTab struct {
	Name    phrase
	Owner   string // "" is the reader
	Href    string
	Current bool
}

// mostTabs is how many views stand side by side.
const mostTabs = 6

// tabs are the views of a reader, with the one that is open marked.
func tabs(by actor.Actor, f outboxAsk, saved []collab.View) outboxTabs {
	now := f.kept()
	t := outboxTabs{Query: now, Save: "/outbox/views"}
	if now != "" {
		t.Save += "?" + url.Values{"query": {now}}.Encode()
	}
	open := false
	for _, v := range saved {
		tab := outboxTab{Name: plain(v.Name), Href: viewHref(&v), Current: v.GUID == f.view}
		if !v.IsOf(by) {
			tab.Owner = v.Owner
		}
		if tab.Current {
			open, t.Name = true, v.Name
			if v.IsOf(by) && v.Query != now {
				t.Update = "/outbox/views/" + v.GUID
			}
		}
		if len(t.All) < mostTabs || tab.Current {
			t.All = append(t.All, tab)
		} else {
			t.More = append(t.More, tab)
		}
	}
	t.All = append([]outboxTab{{Name: say("Everything"), Href: "/outbox", Current: !open && now == ""}}, t.All...)
	return t
}

// viewHref is the address of a view: its filters, and that it is this view.
func viewHref(v *collab.View) string {
	if v.Query == "" {
		return "/outbox?view=" + v.GUID
	}
	return "/outbox?" + v.Query + "&view=" + v.GUID
}

var outboxNotices = map[string]phrase{
	"view":     say("The view is saved."),
	"deleted":  say("The view is deleted."),
	"restored": say("The view is back."),
}

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
	v := viewsView{page: console(by, say("Saved views"), "outbox"), Notice: outboxNotices[q.Get("done")]}
	if gone := q.Get("gone"); portfolio.IsGUID(gone) && v.Notice != nil {
		v.Restore = "/outbox/views/" + gone + "/restore"
	}
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
	ask := f.filter()
	names, err := c.Requests.NamesOf(r.Context(), by, &ask)
	if err != nil {
		return nil, err
	}
	names[by.UserGUID] = by.FormalName
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
