package web

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const recordPath = "/audit"

// mountRecord adds the pages of the record of events.
func (c *Web) mountRecord(member func(string, memberHandler)) {
	member("GET "+recordPath, c.record)
	for _, format := range recordFormats {
		member("GET "+recordPath+"."+format.Href, c.exportRecord)
	}
	member("GET "+recordPath+"/verify", c.recordCheck)
	member("POST "+recordPath+"/verify", c.checkRecord)
	member("GET "+recordPath+"/{seq}", c.event)
}

// recordFormats are those of the files that hold what the filters match.
var recordFormats = []way{{plain("CSV"), "csv"}, {plain("NDJSON"), "ndjson"}, {plain("OCSF"), "ocsf"}}

// recordView is the record, newest first.
type recordView struct {
	page
	Person, Subject, From, To field
	Kinds                     []option
	Filtered                  bool
	Rows                      []recordRow
	Sought                    bool // only so much was looked through
	Next, First               string
	Exports                   []way
	Wrong                     *wrong
	Calls                     []apiCall
}

func (recordView) file() string { return "record.html" }

type recordRow struct {
	Href      string
	At        time.Time
	Who       phrase
	Does      phrase
	IsRefused bool
	About     subject
	From      string
}

// subject is what an event happened to.
type subject struct{ Text, Href string }

func (c *Web) record(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.AuditR); err != nil {
		return err
	}
	ask := readRecordAsk(r.URL.Query())
	v := c.newRecord(by, ask)
	f, err := ask.filter()
	var page audit.Page
	if err == nil {
		page, err = c.Events.Page(r.Context(), by, f)
	}
	status := http.StatusOK
	if fault.Is(err, fault.Invalid) {
		v.Wrong, status = complain(fault.Of(err), &v.Person, &v.Subject, &v.From, &v.To), http.StatusBadRequest
		v.page = v.failed(v.Wrong)
	} else if err != nil {
		return err
	}
	v.show(ask, page)
	return render(w, r, status, v)
}

func (c *Web) newRecord(by actor.Actor, ask recordAsk) recordView {
	v := recordView{
		page:     console(by, say("Audit"), "audit"),
		Person:   field{ID: "user", Name: "user", Label: say("Who"), Type: "search", Value: ask.who, MaxLength: 254},
		Subject:  field{ID: "subject", Name: "subject", Label: say("What it happened to"), Type: "search", Value: ask.subject, MaxLength: 254},
		From:     field{ID: "from", Name: "from", Label: say("From"), Type: dateType(ask.from), Value: ask.from, MaxLength: 10},
		To:       field{ID: "to", Name: "to", Label: say("Up to"), Type: dateType(ask.to), Value: ask.to, MaxLength: 10},
		Kinds:    recordKinds(ask.action),
		Filtered: ask.narrows(),
	}
	query := queryOf(ask.api())
	for _, format := range recordFormats {
		v.Exports = append(v.Exports, way{format.Text, recordPath + "." + format.Href + query})
	}
	v.Calls = []apiCall{
		c.call(say("Read the events"), "GET", "/ratings/v1/events"+query, nil),
		c.call(say("Check the record"), "POST", "/ratings/v1/events/verify", nil),
	}
	return v
}

// recordKinds are the kinds of actions to choose from, and the action that was
// asked for if it is another.
func recordKinds(chosen string) []option {
	all := []option{{"", say("Everything"), false}, {"sign_ins", say("Signing in and out"), false}, {"refusals", say("Refused and suspicious"), false}}
	for _, noun := range slices.Sorted(maps.Keys(nounNames)) {
		if noun != "sign_in" && noun != "sign_out" { // actions themselves, which the first kind has
			all = append(all, option{noun, nounNames[noun], false})
		}
	}
	for i := range all {
		if all[i].Value == chosen {
			all[i].Chosen = true
			return all
		}
	}
	return append(all, option{chosen, inWords(chosen), true})
}

func (v *recordView) show(ask recordAsk, page audit.Page) {
	for i := range page.Events {
		v.Rows = append(v.Rows, newRecordRow(&page.Events[i]))
	}
	v.Sought = page.Sought
	if page.Next > 0 {
		v.Next = ask.at(page.Next)
	}
	if ask.after > 0 {
		v.First = ask.at(0)
	}
}

func newRecordRow(e *audit.Recorded) recordRow {
	return recordRow{
		Href: recordPath + "/" + strconv.FormatInt(e.Seq, 10), At: e.At, Who: whoDid(e), Does: inWords(e.Action),
		IsRefused: slices.Contains(audit.Refusals, e.Action), About: aboutOf(e), From: e.From(),
	}
}

// inWords says what was done. What an older version recorded has no words.
func inWords(action string) phrase {
	if p, ok := actionNames[action]; ok {
		return p
	}
	return plain(action)
}

// whoDid says who did it: of who is gone, the guid.
func whoDid(e *audit.Recorded) phrase {
	if e.User == "" {
		return say("Gatehouse")
	}
	return plain(cmp.Or(e.UserName, e.UserEmail, e.User))
}

// aboutPages are where things have their page, by the noun of an action.
var aboutPages = map[string]string{
	"access_request": "/outbox/", "company": "/companies/", "subscription": "/companies/", "user": "/users/", "access_group": "/groups/",
	"client_access_link": "/forms/", "folder": foldersPath + "/", "tier": "/portfolio/tiers/", "idp": idpsPath + "/",
}

// aboutOf names what an event happened to by what its details say, else by its
// guid, and leads to its page unless it is gone with the event.
func aboutOf(e *audit.Recorded) subject {
	if e.Subject == "" {
		return subject{}
	}
	name := cmp.Or(e.Detail("name"), e.Detail("email"), e.Subject)
	if e.Subject == e.User {
		name = cmp.Or(e.UserName, name)
	}
	a := subject{Text: name}
	if at := aboutPages[audit.Noun(e.Action)]; at != "" && !strings.HasSuffix(e.Action, ".delete") && portfolio.IsGUID(e.Subject) {
		a.Href = at + e.Subject
	}
	return a
}

// exportRecord hands the filters of the page to the API's own export.
func (c *Web) exportRecord(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := readRecordAsk(r.URL.Query()).api()
	_, format, _ := strings.Cut(r.URL.Path, ".")
	q.Set("format", format)
	asked := r.Clone(r.Context())
	asked.URL.RawQuery = q.Encode()
	return c.ExportEvents(w, asked, by)
}

// checkRecord begins to compute the chain again.
func (c *Web) checkRecord(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	_, err := c.Events.Check(r.Context(), by, func(ctx context.Context, tx *db.Tx) error { return tenant.Check(ctx, tx, by) })
	if err != nil {
		return err
	}
	http.Redirect(w, r, recordPath+"/verify", http.StatusSeeOther)
	return nil
}

// dateType is that of a field for a date, which would show nothing of what is none.
func dateType(value string) string {
	if _, err := time.Parse(time.DateOnly, value); value != "" && err != nil {
		return "text"
	}
	return "date"
}
