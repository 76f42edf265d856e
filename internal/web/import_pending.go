package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// pendingView is a file that was looked at, or was imported.
type pendingView struct {
	page
	Tabs              []tab
	Heading           phrase
	Lead              phrase
	Name              string
	IsPreview, IsDone bool
	Action            string // where it is imported; "" if nothing would change
	Button            phrase
	Counts            []importCount
	Unknown           []string // columns
	Rows              []importRow
	turns
	Refused            string // address of the rows that were refused
	RefusedNote        phrase
	Again, ToPortfolio string
}

func (pendingView) file() string { return "pending.html" }

type importCount struct {
	Name  phrase
	Class string
	N     int64
}

// importRow is a row of the file that there is something to say about.
type importRow struct {
	Line    string
	Subject string
	Href    string // of the company, if it is there
	State   state
	Changed []string // fields
	Wrong   []importProblem
	Note    phrase
}

type importProblem struct {
	Field string
	Text  phrase
}

// rowsShown of an import are on one page.
const rowsShown = 100

func (c *Web) pendingImport(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	p, err := c.Imports.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	at := 0
	if text := r.URL.Query().Get("offset"); text != "" {
		if at, err = strconv.Atoi(text); err != nil || at < 0 {
			return fault.Field("offset", "must be a number from %d to %d", 0, len(p.Report.Rows))
		}
	}
	return render(w, r, http.StatusOK, newPending(by, &p, at))
}

func newPending(by actor.Actor, p *portfolio.Pending, at int) pendingView {
	rp := &p.Report
	v := pendingView{
		page: console(by, say("Import"), "portfolio"), Tabs: portfolioTabs(by, importPath), Name: p.Name, IsPreview: p.State == portfolio.Previewed,
		IsDone: p.State == portfolio.Imported, Unknown: rp.Unknown, Again: importPath + "?of=" + p.Kind, ToPortfolio: portfolioPath,
		Counts: []importCount{
			{say("New"), "active", int64(rp.Added)},
			{say("Changed"), "pending", int64(rp.Updated)},
			{say("Unchanged"), "never", int64(rp.Unchanged)},
			{say("Refused"), "declined", int64(rp.Refused)},
		},
	}
	base, total := importPath+"/"+p.GUID, int64(rp.Total())
	good := int64(rp.Added + rp.Updated)
	switch p.State {
	case portfolio.Previewed:
		v.Heading, v.Lead = say("Look before you import"), say("Nothing has happened yet. This is what the file would do, of %d rows.", total)
		if good > 0 {
			v.Action, v.Button = base, count(good, "Import %d row", "Import %d rows")
		}
	case portfolio.Imported:
		v.Heading, v.Lead = say("Imported"), count(good, "%d row of the file changed something.", "%d rows of the file changed something.")
	case portfolio.Importing:
		v.Heading, v.Lead = say("The file is being imported"), say("Look again in a moment. If it broke off, what was imported stays, and the file can be handed in again.")
	}
	v.Title = v.Heading
	if rp.Refused > 0 {
		v.Refused = base + "/refused.csv"
		v.RefusedNote = count(int64(rp.Refused), "%d row is refused: put it right and import it again.", "%d rows are refused: put them right and import them again.")
	}
	v.rows(base, rp.Rows, at)
	return v
}

// rows are a page of those that there is something to say about.
func (v *pendingView) rows(base string, rows []portfolio.RowReport, at int) {
	at = min(at, len(rows))
	end := min(at+rowsShown, len(rows))
	for i := range rows[at:end] {
		v.Rows = append(v.Rows, newImportRow(&rows[at+i], v.IsDone))
	}
	v.Showing = count(int64(len(rows)), "%d row to look at", "%d rows to look at")
	if end-at < len(rows) {
		v.Showing = say("%d to %d of the first %d rows to look at", at+1, end, len(rows))
	}
	if at > 0 {
		v.Previous = base + "?" + url.Values{"offset": {strconv.Itoa(max(0, at-rowsShown))}}.Encode()
	}
	if end < len(rows) {
		v.Next = base + "?" + url.Values{"offset": {strconv.Itoa(end)}}.Encode()
	}
}

var importStates = map[portfolio.Action]state{
	portfolio.Added: {"active", say("New")}, portfolio.Updated: {"pending", say("Changed")}, portfolio.Unchanged: {"never", say("Unchanged")},
	portfolio.Refused: {"declined", say("Refused")},
}

func newImportRow(r *portfolio.RowReport, isDone bool) importRow {
	row := importRow{Line: strconv.Itoa(r.Line), Subject: r.Subject, State: importStates[r.Action], Changed: r.Changed, Note: plain(r.Note)}
	if r.Noted.Format != "" {
		row.Note = ofText(r.Noted)
	}
	if r.GUID != "" && (isDone || r.Action == portfolio.Updated) {
		row.Href = "/companies/" + r.GUID
	}
	for _, name := range slices.Sorted(maps.Keys(r.Problems)) {
		text := plain(r.Problems[name])
		if told, ok := r.Told[name]; ok {
			text = ofText(told)
		}
		row.Wrong = append(row.Wrong, importProblem{name, text})
	}
	return row
}

// applyImport imports a file that was looked at.
func (c *Web) applyImport(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := r.PathValue("guid")
	err := c.Imports.Apply(r.Context(), by, guid)
	if err != nil && !fault.Is(err, fault.Conflict) { // a second click: the first does it
		return err
	}
	return see(w, r, importPath+"/"+guid)
}

// refusedRows is a file of what was refused, and why.
func (c *Web) refusedRows(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	p, err := c.Imports.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	attach(w, "refused-rows.csv")
	return p.WriteRefused(w)
}
