package ratings

import (
	"encoding/json"
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

const maxLimit = 1_000_000

// outbox answers the whole list as one array, or a page of it where limit asks
// for one. A page's Link header leads to its neighbours.
func (a *API) outbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	f, err := requestFilter(q)
	if err != nil {
		return err
	}
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return err
	}
	if f.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000); err != nil {
		return err
	}
	f.After = q.Get("after")
	sorts, err := api.Sorts(q, collab.SortNames...)
	if err != nil {
		return err
	}
	for _, s := range sorts {
		f.Sort = append(f.Sort, collab.SortKey(s))
	}
	if f.After != "" && len(f.Sort) > 1 {
		return fault.Field("after", "goes with a sort of one key; use offset")
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if format != api.FormatXLSX { // of which a page may be all that one holds
		f.Limit = min(f.Limit, maxPage)
	}
	sheet := a.outboxSheet(r, by, f)
	if f.Limit > 0 {
		return a.outboxPage(w, r, by, f, sheet, format)
	}
	return sheet.Write(w, format)
}

// outboxPage reads the page before it answers, because the header that leads on
// needs the last row.
func (a *API) outboxPage(w http.ResponseWriter, r *http.Request, by actor.Actor, f collab.Filter, sheet *api.Sheet[collab.Document], format api.Format) error {
	var rows []collab.Row
	more := f
	more.Limit++
	err := a.Requests.Outbox(r.Context(), by, more, func(row *collab.Row) error {
		rows = append(rows, *row)
		return nil
	})
	if err != nil {
		return err
	}
	hasNext := len(rows) > f.Limit
	rows = rows[:min(len(rows), f.Limit)]
	a.pageLinks(w, r, f, rows, hasNext)
	sheet.Each = pickOf(r).Each(func(yield func([]byte) error) error {
		for _, row := range rows {
			if err := yield(row.Document); err != nil {
				return err
			}
		}
		return nil
	})
	return sheet.Write(w, format)
}

func (a *API) pageLinks(w http.ResponseWriter, r *http.Request, f collab.Filter, rows []collab.Row, hasNext bool) {
	link := func(rel, after string, offset int) {
		api.Link(w, r, a.PublicURL, rel, url.Values{"after": {after}, "offset": {itoa(offset)}})
	}
	switch {
	case hasNext && len(f.Sort) > 1:
		link("next", "", f.Offset+f.Limit)
	case hasNext:
		link("next", rows[len(rows)-1].Cursor(), 0)
	}
	if f.After == "" && f.Offset > 0 {
		link("previous", "", max(0, f.Offset-f.Limit))
	}
}

func (a *API) outboxSheet(r *http.Request, by actor.Actor, f collab.Filter) *api.Sheet[collab.Document] {
	return &api.Sheet[collab.Document]{
		Name: "access-requests", Columns: api.PickColumns(documentColumns, pickOf(r)), ByName: true,
		Each: pickOf(r).Each(func(yield func([]byte) error) error {
			return a.Requests.Outbox(r.Context(), by, f, func(row *collab.Row) error { return yield(row.Document) })
		}),
		Row: func(document []byte) (*collab.Document, error) {
			d := new(collab.Document)
			return d, json.Unmarshal(document, d)
		},
	}
}
