package ratings

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/portfolio"
)

func (a *API) contactRoutes() []api.Route {
	const r, rw = actor.PortfolioR, actor.PortfolioRW
	return []api.Route{
		{Method: "GET", Path: "/contacts", Need: r, Handle: a.listContacts},
		{Method: "POST", Path: "/contacts", Need: rw, Handle: a.createContact, Repeat: api.Made("contact_guid", a.madeContact).As(http.StatusOK)},
		{Method: "GET", Path: "/contacts/latest", Need: r, Handle: a.latestContacts},
		{Method: "PUT", Path: "/contacts/bulk", Need: rw, Handle: a.putContacts},
		{Method: "POST", Path: "/contacts/query", Need: r, Handle: a.queryContacts, Asks: true},
		{Method: "GET", Path: "/contacts/{contact_guid}", Need: r, Handle: a.oneContact},
		{Method: "PATCH", Path: "/contacts/{contact_guid}", Need: rw, Handle: a.changeContact},
		{Method: "DELETE", Path: "/contacts/{contact_guid}", Need: rw, Handle: a.deleteContact},
	}
}

func (a *API) listContacts(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.contacts(w, r, by, "created_time")
}

// latestContacts is the list with what changed last at its top.
func (a *API) latestContacts(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.contacts(w, r, by, "-updated_time")
}

// queryContacts is the list with its filters in a body: much that carries an
// address on its way takes only some guids. Its links lead on through the list.
func (a *API) queryContacts(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := addBody(w, r); err != nil {
		return err
	}
	r.URL.Path = strings.TrimSuffix(strings.TrimSuffix(r.URL.Path, "/"), "/query")
	return a.listContacts(w, r, by)
}

// contacts answers a page; as a file, the whole list if no limit was sent.
func (a *API) contacts(w http.ResponseWriter, r *http.Request, by actor.Actor, sort string) error {
	q := r.URL.Query()
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	f, err := contactFilter(q, sort)
	if err != nil {
		return err
	}
	pick := pickOf(r)
	if format != api.FormatJSON {
		ctx := r.Context()
		sheet := &api.Sheet[contact]{
			Name: "contacts", Columns: api.PickColumns(contactColumns, pick), Row: fromJSON[contact],
			Each: pick.Each(func(yield func([]byte) error) error {
				return a.Contacts.Each(ctx, by, f, func(c *portfolio.Contact) error {
					text, err := json.Marshal(toContact(c))
					if err != nil {
						return err
					}
					return yield(text)
				})
			}),
		}
		return sheet.Write(w, format)
	}
	if f.Limit == 0 {
		f.Limit = 100
	}
	f.Limit = min(f.Limit, maxPage)
	found, total, err := a.Contacts.Page(r.Context(), by, f)
	if err != nil {
		return err
	}
	page := make([]json.RawMessage, len(found))
	for i := range found {
		if page[i], err = pick.Of(toContact(&found[i])); err != nil {
			return err
		}
	}
	return api.JSON(w, http.StatusOK, api.NewPage(r, a.PublicURL, page, total, f.Limit, f.Offset))
}

func contactFilter(q url.Values, sort string) (f portfolio.ContactFilter, err error) {
	f.Q = q.Get("q")
	if f.Companies, err = api.GUIDs(q, "companies"); err != nil {
		return f, err
	}
	if err := checkSearch(q, "q"); err != nil {
		return f, err
	}
	sorts, err := api.Sorts(q, portfolio.ContactSorts...)
	if err != nil {
		return f, err
	}
	for _, s := range sorts {
		f.Sort = append(f.Sort, s.String())
	}
	if f.Sort == nil {
		f.Sort = []string{sort}
	}
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return f, err
	}
	f.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000)
	return f, err
}
