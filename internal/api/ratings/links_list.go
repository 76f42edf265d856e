package ratings

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
)

// linkColumns are the columns of the list of links as a table.
var linkColumns = []api.Column[link]{
	{Name: "guid", Width: 36, Cell: func(l *link) any { return l.GUID }},
	{Name: "name", Width: 28, Cell: func(l *link) any { return l.Name }},
	{Name: "scope", Width: 9, Cell: func(l *link) any { return l.Scope }},
	{Name: "is_active", Width: 9, Cell: func(l *link) any { return l.IsActive }},
	{Name: "description", Cell: func(l *link) any { return l.Description }},
	{Name: "created_time", Width: 27, Cell: func(l *link) any { return l.CreatedTime }},
	{Name: "created_by.formal_name", Width: 22, Cell: func(l *link) any { return l.CreatedBy.FormalName }},
	{Name: "updated_time", Cell: func(l *link) any { return l.UpdatedTime }},
	{Name: "updated_by.formal_name", Cell: func(l *link) any {
		if l.UpdatedBy == nil {
			return nil
		}
		return l.UpdatedBy.FormalName
	}},
	{Name: "link", Cell: func(l *link) any { return l.Link }},
	{Name: "state", Width: 9, Cell: func(l *link) any { return l.State }},
	{Name: "registered_count", Cell: func(l *link) any { return l.RegisteredCount }},
	{Name: "max_registrations", Cell: func(l *link) any { return l.MaxRegistrations }},
	{Name: "expires_at", Cell: func(l *link) any { return l.ExpiresAt }},
}

// listLinks answers a page; as a file, the whole list if no limit was sent.
func (a *API) listLinks(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	f, err := linkFilter(r, format)
	if err != nil {
		return err
	}
	forms, count, err := a.Forms.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	each := pickOf(r).Each(api.EachOf(wires(forms, a.toLink)))
	if format == api.FormatJSON {
		var page []json.RawMessage
		err := each(func(text []byte) error {
			page = append(page, text)
			return nil
		})
		if err != nil {
			return err
		}
		return api.JSON(w, http.StatusOK, api.NewPage(r, a.PublicURL, page, count, f.Limit, f.Offset))
	}
	sheet := &api.Sheet[link]{
		Name: "client-access-links", Columns: pickedLinkColumns(r), Each: each,
		Row: func(text []byte) (*link, error) {
			l := new(link)
			return l, json.Unmarshal(text, l)
		},
	}
	return sheet.Write(w, format)
}

func linkFilter(r *http.Request, format api.Format) (collab.FormFilter, error) {
	q := r.URL.Query()
	f := collab.FormFilter{Query: q.Get("q")}
	if err := checkSearch(q, "q"); err != nil {
		return f, err
	}
	var err error
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return f, err
	}
	switch {
	case format == api.FormatJSON:
		f.Limit = min(cmp.Or(f.Limit, 100), maxPage)
	case f.Limit == 0:
		f.Limit = maxLimit
	}
	if f.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000); err != nil {
		return f, err
	}
	sorts, err := api.Sorts(q, collab.FormSorts...)
	for _, s := range sorts {
		f.Sort = append(f.Sort, collab.SortKey(s))
	}
	return f, err
}

func pickedLinkColumns(r *http.Request) []api.Column[link] {
	names := api.List(r.URL.Query(), "fields")
	if len(names) == 0 {
		return linkColumns
	}
	return slices.DeleteFunc(slices.Clone(linkColumns), func(c api.Column[link]) bool { return !slices.Contains(names, c.Name) })
}
