package ratings

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

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
	if f.After != "" && len(f.Sort) > 0 {
		return fault.Field("after", "goes with no sort; use offset")
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	sheet, err := a.outboxSheet(r, by, f)
	if err != nil {
		return err
	}
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
		row.Document = slices.Clone(row.Document)
		rows = append(rows, *row)
		return nil
	})
	if err != nil {
		return err
	}
	hasNext := len(rows) > f.Limit
	rows = rows[:min(len(rows), f.Limit)]
	a.pageLinks(w, r, f, rows, hasNext)
	pick := sheet.Each
	if pick, err = a.picked(r, func(yield func([]byte) error) error {
		for _, row := range rows {
			if err := yield(row.Document); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	sheet.Each = pick
	return sheet.Write(w, format)
}

func (a *API) pageLinks(w http.ResponseWriter, r *http.Request, f collab.Filter, rows []collab.Row, hasNext bool) {
	link := func(rel string, set func(v map[string]string)) {
		v := map[string]string{"after": "", "offset": ""}
		set(v)
		q := r.URL.Query()
		for name, value := range v {
			q.Del(name)
			if value != "" {
				q.Set(name, value)
			}
		}
		w.Header().Add("Link", "<"+a.PublicURL+r.URL.Path+"?"+q.Encode()+`>; rel="`+rel+`"`)
	}
	if hasNext {
		link("next", func(v map[string]string) {
			if len(f.Sort) > 0 {
				v["offset"] = itoa(f.Offset + f.Limit)
				return
			}
			v["after"] = rows[len(rows)-1].Cursor()
		})
	}
	if f.After == "" && f.Offset > 0 {
		link("previous", func(v map[string]string) {
			if f.Offset > f.Limit {
				v["offset"] = itoa(f.Offset - f.Limit)
			}
		})
	}
}

func (a *API) outboxSheet(r *http.Request, by actor.Actor, f collab.Filter) (*api.Sheet[collab.Document], error) {
	each, err := a.picked(r, func(yield func([]byte) error) error {
		return a.Requests.Outbox(r.Context(), by, f, func(row *collab.Row) error { return yield(row.Document) })
	})
	return &api.Sheet[collab.Document]{
		Name: "access-requests", Columns: outboxColumns(r), Each: each,
		Row: func(document []byte) (*collab.Document, error) {
			d := new(collab.Document)
			return d, json.Unmarshal(document, d)
		},
	}, err
}

// picked leaves of every document what fields= names.
func (a *API) picked(r *http.Request, each func(func([]byte) error) error) (func(func([]byte) error) error, error) {
	names := api.List(r.URL.Query(), "fields")
	if len(names) == 0 {
		return each, nil
	}
	return func(yield func([]byte) error) error {
		return each(func(document []byte) error {
			var all map[string]json.RawMessage
			if err := json.Unmarshal(document, &all); err != nil {
				return err
			}
			kept := make(map[string]json.RawMessage, len(names))
			for _, name := range names {
				if v, ok := all[name]; ok {
					kept[name] = v
				}
			}
			text, err := json.Marshal(kept)
			if err != nil {
				return err
			}
			return yield(text)
		})
	}, nil
}

// outboxColumns returns the columns of the outbox as a table: the fields of the
// document, those of objects under their path. fields= picks and orders them.
func outboxColumns(r *http.Request) []api.Column[collab.Document] {
	names := api.List(r.URL.Query(), "fields")
	if len(names) == 0 {
		return documentColumns
	}
	var picked []api.Column[collab.Document]
	for _, name := range names {
		for _, c := range documentColumns {
			if c.Name == name || strings.HasPrefix(c.Name, name+".") {
				c.Width = max(c.Width, 20)
				picked = append(picked, c)
			}
		}
	}
	return picked
}
