package web

import (
	"encoding/json"
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// outboxView is the ledger of everybody who was invited or registered.
type outboxView struct {
	page
	Counters    []counter
	Query       string
	Reasons     []option
	Kept        []hidden // filters that the search form keeps
	Company     *companyFilter
	Filtered    bool
	Rows        []outboxRow
	Showing     phrase
	First, Next string
	CSV, XLSX   string
}

func (outboxView) file() string { return "outbox.html" }

// counter is a status with how many requests have it, and leads to them.
type counter struct {
	Name    phrase
	Href    string
	Count   int64
	Current bool
}

type hidden struct{ Name, Value string }

type companyFilter struct{ Name, Without string }

type outboxRow struct {
	GUID, Email, Company, CompanyHref, Sender string
	Name, Reason                              phrase
	State                                     state
	Created                                   time.Time
	Until                                     *until
}

// until is the day on which an invitation or an access ends.
type until struct {
	ISO  string
	Text phrase
}

// outbox shows a page of the requests that the filters in the address match.
func (c *Web) outbox(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readOutboxFilter(r.URL.Query())
	if err != nil {
		return err
	}
	ask := f.collab()
	ask.Limit = f.limit + 1 // one more tells whether there is a next page
	var rows []outboxRow
	var cursor string
	more := false
	err = c.Requests.Outbox(r.Context(), by, ask, func(row *collab.Row) error {
		if more = len(rows) == f.limit; more {
			return nil
		}
		shown, err := f.row(row)
		rows, cursor = append(rows, shown), row.Cursor()
		return err
	})
	if err != nil {
		return err
	}
	counts, err := c.Requests.CountByCompany(r.Context(), by, f.withStatus("").collab())
	if err != nil {
		return err
	}
	v := outboxView{
		page: console(by, say("Outbox"), "outbox"), Counters: f.counters(counts), Query: f.query, Reasons: f.reasons(),
		Kept: f.kept(), Filtered: f.narrows(), Rows: rows,
		CSV: "/outbox.csv" + f.address(), XLSX: "/outbox.xlsx" + f.address(),
		Showing: count(int64(len(rows)), "%d request on this page, the newest first", "%d requests on this page, the newest first"),
	}
	if f.company != "" {
		v.Company = &companyFilter{Name: "one company", Without: "/outbox" + f.withCompany("").address()}
		if len(rows) > 0 {
			v.Company.Name = rows[0].Company
		}
	}
	if f.after != "" {
		v.First = "/outbox" + f.from("").address()
	}
	if more {
		v.Next = "/outbox" + f.from(cursor).address()
	}
	return render(w, r, http.StatusOK, v)
}

// row shows one request as the outbox's document has it: what a recipient's
// name and address may hide until acceptance is hidden there already.
func (f outboxFilter) row(row *collab.Row) (outboxRow, error) {
	var d collab.Document
	if err := json.Unmarshal(row.Document, &d); err != nil {
		return outboxRow{}, err
	}
	shown := outboxRow{
		GUID: d.GUID, Name: recipient(&d), Email: d.RequesteeEmail, Company: d.RequesteeCompanyName,
		CompanyHref: "/outbox" + f.withCompany(d.RequesteeCompanyGUID).from("").address(),
		Reason:      reasons[d.Reason], Sender: requester(&d), State: stateOf(&d), Created: row.CreatedAt,
	}
	if d.RequesteeFormalName == "" {
		shown.Email = ""
	}
	for _, day := range []*string{d.ExpiresDate, d.AccessEndDate} {
		if day != nil && (d.Status == collab.Pending || d.Status == collab.Active) {
			shown.Until = &until{ISO: *day, Text: sayDay(day)}
		}
	}
	return shown, nil
}

// export hands the filters of the page to the API's own export.
func (c *Web) export(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readOutboxFilter(r.URL.Query())
	if err != nil {
		return err
	}
	format := "csv"
	if r.URL.Path == "/outbox.xlsx" {
		format = "xlsx"
	}
	asked := r.Clone(r.Context())
	asked.URL.RawQuery = f.api(format).Encode()
	return c.Export(w, asked, by)
}
