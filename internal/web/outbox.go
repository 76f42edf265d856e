package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// outboxView is the ledger of everybody who was invited or registered.
type outboxView struct {
	page
	Notice   phrase
	Restore  string // the address that brings back a view that was deleted
	Wrong    *wrong
	Views    outboxTabs
	Counters []counter
	Form     outboxForm
	Columns  []option
	Besides  []hidden // what the form of the columns carries along
	Chips    []filterChip
	Clear    string // the address without any filter
	Heads    []ledgerHead
	Rows     []outboxRow
	Bulk     *outboxBulk // nil for who only reads
	Exports  []way
	Matching howMany // the filters, of the chosen statuses
	turns
	IsFirst  bool // nobody was invited at all
	MayWrite bool
}

func (outboxView) file() string { return "outbox.html" }

// counter is a status with how many requests have it, and leads to them.
type counter struct {
	Name    phrase
	Href    string
	Amount  collab.Amount
	Current bool
}

// howMany is a number of requests, perhaps a lower bound.
type howMany collab.Amount

// Told says the number.
func (h howMany) Told() phrase {
	if h.More {
		return say("more than %d requests", h.N)
	}
	return count(h.N, "%d request", "%d requests")
}

func (c *Web) mountOutbox(member func(string, memberHandler)) {
	member("GET /outbox", c.outbox)
	for _, format := range exportFormats {
		member("GET /outbox."+format, c.export)
	}
	member("POST /outbox/bulk", c.chooseMany)
	member("GET /outbox/bulk/{run}", c.foreseeMany)
	member("POST /outbox/bulk/{run}", c.doMany)
	member("GET /outbox/ran/{run}", c.showRan)
	member("GET /outbox/views", c.showViews)
	member("POST /outbox/views", c.saveView)
	member("GET /outbox/views/{view}", c.openView)
	member("POST /outbox/views/{view}", c.changeView)
	member("POST /outbox/views/{view}/delete", c.deleteView)
	member("POST /outbox/views/{view}/restore", c.restoreView)
	member("GET /outbox/{guid}", c.request)
	member("POST /outbox/{guid}/{action}", c.act)
}

// outbox shows a page of the requests that the filters in the address match.
func (c *Web) outbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if r.URL.Query().Has("company") || r.URL.Query().Has("requester") {
		return c.lookUp(w, r, by)
	}
	f, err := readOutboxAsk(r.URL.Query())
	if err != nil {
		return err
	}
	return c.showOutbox(w, r, by, f, http.StatusOK, nil)
}

func (c *Web) showOutbox(w http.ResponseWriter, r *http.Request, by actor.Actor, f outboxAsk, status int, wrong *wrong) error {
	v := outboxView{
		page: console(by, say("Outbox"), "outbox"), Wrong: wrong,
		Columns: f.choices(), Besides: f.besides("columns"), Heads: f.heads(), MayWrite: by.Has(actor.RequestsRW),
	}
	v.Script = "outbox.js"
	v.Notice, v.Restore = viewDone(r.URL.Query())
	if err := c.fillOutbox(r.Context(), by, f, &v); err != nil {
		return err
	}
	v.page = v.failed(wrong)
	return render(w, r, status, v)
}

// fillOutbox reads what the page shows: rows, counters, names and saved views.
func (c *Web) fillOutbox(ctx context.Context, by actor.Actor, f outboxAsk, v *outboxView) error {
	more, err := c.outboxRows(ctx, by, f, v)
	if err != nil {
		return err
	}
	counts, err := c.Requests.CountByStatus(ctx, by, f.with(byStatus).from("").filter())
	if err != nil {
		return err
	}
	choices, err := c.Requests.Choices(ctx, by)
	if err != nil {
		return err
	}
	names, err := c.namesIn(ctx, by, f)
	if err != nil {
		return err
	}
	saved, err := c.Views.List(ctx, by)
	if err != nil {
		return err
	}
	v.Counters, v.Matching = f.counters(counts)
	v.Showing = count(int64(len(v.Rows)), "%d here, of %s", "%d here, of %s", v.Matching.Told())
	v.Form, v.Chips, v.Clear = newOutboxForm(by, f, choices, names), f.chips(names), "/outbox"
	v.Views = tabs(by, f, saved)
	v.IsFirst = !f.narrows() && len(v.Rows) == 0
	if v.MayWrite && len(v.Rows) > 0 {
		v.Bulk = newOutboxBulk(f, v.Matching)
	}
	if len(v.Rows) > 0 {
		v.Exports = f.exports()
	}
	if f.after != "" || f.offset > 0 {
		v.First = f.from("").href()
	}
	if more != "" {
		v.Next = f.from(more).href()
	}
	return nil
}

// counters lead to the statuses that the other filters leave, and say how many
// have one of those that were chosen.
func (f outboxAsk) counters(counts collab.StatusCounts) (all []counter, chosen howMany) {
	total := counts.Total()
	now := f.lists[byStatus]
	all = []counter{{Name: say("All"), Href: f.with(byStatus).href(), Amount: total, Current: len(now) == 0}}
	for _, s := range collab.Statuses {
		name, n := string(s.Status), counts[s.Status]
		current := slices.Contains(now, name)
		if current {
			chosen.N += n.N
			chosen.More = chosen.More || n.More
		}
		all = append(all, counter{Name: statuses[s.Status], Href: f.with(byStatus, name).href(), Amount: n, Current: current})
	}
	if len(now) == 0 {
		chosen = howMany(total)
	}
	return all, chosen
}

// exportFormats are those of the files that hold what the filters match.
var exportFormats = []string{"csv", "xlsx", "json"}

var formatNames = map[string]phrase{"csv": plain("CSV"), "xlsx": plain("Excel"), "json": plain("JSON")}

func (f outboxAsk) exports() []way {
	query := ""
	if q := f.api().Encode(); q != "" {
		query = "?" + q
	}
	var all []way
	for _, format := range exportFormats {
		all = append(all, way{formatNames[format], "/outbox." + format + query})
	}
	return all
}

// export hands the filters and the order of the page to the API's own export.
func (c *Web) export(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readOutboxAsk(r.URL.Query())
	if err != nil {
		return err
	}
	q := f.api()
	_, format, _ := strings.Cut(r.URL.Path, ".")
	q.Set("format", format)
	asked := r.Clone(r.Context())
	asked.URL.RawQuery = q.Encode()
	return c.Export(w, asked, by)
}
