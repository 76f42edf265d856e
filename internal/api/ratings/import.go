package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// maxImport is how large a file of invitations may be, in bytes.
const maxImport = 10 << 20

// importRequests invites the people of a CSV file and says of each row what
// became of it. Everything that is asked for is looked at before the file is.
func (a *API) importRequests(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	opts, err := importOptions(r)
	if err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	file, done, err := api.File(w, r, maxImport)
	if err != nil {
		return err
	}
	defer done()
	report, err := a.Requests.Import(r.Context(), by, file, opts)
	if err != nil {
		return err
	}
	api.Ignored(w, report.Unknown)
	p := pickOf(r)
	if format == api.FormatJSON {
		return writeImport(w, &report, p)
	}
	sheet := &api.Sheet[collab.ImportRow]{
		Name: "import", Columns: api.PickColumns(importColumns, p), Each: p.Each(api.EachOf(report.Results)), Row: fromJSON[collab.ImportRow],
	}
	return sheet.Write(w, format)
}

func importOptions(r *http.Request) (opts collab.ImportOptions, err error) {
	q := r.URL.Query()
	if opts.DryRun, err = api.Bool(q, "dry_run", false); err != nil {
		return opts, err
	}
	if opts.AllOrNothing, err = api.Bool(q, "all_or_nothing", false); err != nil {
		return opts, err
	}
	var ok bool
	if opts.Existing, ok = collab.ParseExisting(q.Get("existing")); !ok {
		return opts, fault.Field("existing", "must be one of skip, resend, invite, fail")
	}
	opts.ID = q.Get("import_id")
	return opts, nil
}

// writeImport answers the report, of its rows only what was picked.
func writeImport(w http.ResponseWriter, report *collab.ImportReport, p api.Pick) error {
	if p == nil {
		return api.JSON(w, http.StatusOK, report)
	}
	rows := make([]json.RawMessage, len(report.Results))
	for i := range report.Results {
		var err error
		if rows[i], err = p.Of(&report.Results[i]); err != nil {
			return err
		}
	}
	return api.JSON(w, http.StatusOK, struct {
		*collab.ImportReport
		Results []json.RawMessage `json:"results"`
	}{report, rows})
}

var importColumns = []api.Column[collab.ImportRow]{
	{Name: "line", Width: 6, Cell: func(r *collab.ImportRow) any { return r.Line }},
	{Name: "result", Width: 14, Cell: func(r *collab.ImportRow) any { return string(r.Result) }},
	{Name: "guid", Width: 36, Cell: func(r *collab.ImportRow) any { return r.GUID }},
	{Name: "message", Width: 60, Cell: func(r *collab.ImportRow) any { return r.Message }},
	{Name: "company", Width: 28, Cell: func(r *collab.ImportRow) any { return r.Company }},
	{Name: "requestee_email", Width: 32, Cell: func(r *collab.ImportRow) any { return r.Email }},
	{Name: "done_before", Width: 11, Cell: func(r *collab.ImportRow) any { return r.DoneBefore }},
}
