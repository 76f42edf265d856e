package ratings

import (
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// listed is a list that is answered in pages, and whole as a file: R is a row
// of it, W what goes over the wire.
type listed[R, W any] struct {
	name    string // of the file
	columns []api.Column[W]
	sorts   []string
	wire    func(*R) W
	read    func(portfolio.Paging) (rows []R, total int, err error)
	each    func(p portfolio.Paging, yield func(*R) error) error // what read returns, streamed
}

// paging reads which part of a list is asked for; without a limit it is 0.
func paging(q url.Values, sorts []string) (p portfolio.Paging, err error) {
	if p.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return p, err
	}
	if p.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000); err != nil {
		return p, err
	}
	keys, err := api.Sorts(q, sorts...)
	for _, key := range keys {
		p.Sort = append(p.Sort, key.String())
	}
	return p, err
}

// writePage answers a page; as a file, the whole list if no limit was sent.
func writePage[R, W any](a *API, w http.ResponseWriter, r *http.Request, l listed[R, W]) error {
	p, err := paging(r.URL.Query(), l.sorts)
	if err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	pick := pickOf(r)
	if format != api.FormatJSON {
		sheet := &api.Sheet[W]{Name: l.name, Columns: api.PickColumns(l.columns, pick), Each: pick.Each(l.documents(p)), Row: fromJSON[W]}
		return sheet.Write(w, format)
	}
	if p.Limit == 0 {
		p.Limit = 100
	}
	p.Limit = min(p.Limit, maxPage)
	rows, total, err := l.read(p)
	if err != nil {
		return err
	}
	page := make([]json.RawMessage, len(rows))
	for i := range rows {
		if page[i], err = pick.Of(l.wire(&rows[i])); err != nil {
			return err
		}
	}
	return api.JSON(w, http.StatusOK, api.NewPage(r, a.PublicURL, page, total, p.Limit, p.Offset))
}

// documents yields the JSON of every row.
func (l listed[R, W]) documents(p portfolio.Paging) func(func([]byte) error) error {
	return func(yield func([]byte) error) error {
		return l.each(p, func(row *R) error {
			text, err := json.Marshal(l.wire(row))
			if err != nil {
				return err
			}
			return yield(text)
		})
	}
}

// moment writes a time as the ratings family does.
func moment(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// maybeMoment is [moment], or nil if there is no time.
func maybeMoment(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := moment(*t)
	return &s
}

// dayOf is the day of a time, null if there is none.
func dayOf(t *time.Time) *string {
	if t == nil {
		return nil
	}
	day := t.Format(time.DateOnly)
	return &day
}

// wrongs is what is wrong with each field of one of many things.
func wrongs(f *fault.Error) map[string][]string {
	all := make(map[string][]string, len(f.Fields))
	for field, msg := range f.Fields {
		all[field] = []string{msg}
	}
	if len(all) == 0 {
		all["detail"] = []string{f.Detail}
	}
	return all
}
