package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

const registrationsPath = "/registrations"

// mountRegistrations adds the pages on which registrations are decided. The
// addresses below them with one more part are those of links in mails.
func (c *Web) mountRegistrations(member func(string, memberHandler)) {
	member("GET "+registrationsPath, c.registrations)
	member("GET "+registrationsPath+"/decide", c.askToDecide)
	member("POST "+registrationsPath+"/decide", c.decide)
	member("POST "+registrationsPath+"/{guid}/{verdict}", c.decideOne)
}

// registrationsView lists who registered through forms.
type registrationsView struct {
	page
	Notice      phrase
	Wrong       *wrong
	Counters    []tallied
	Query       string
	Kept        []hidden
	Forms       []option
	Sorts       []option
	Filtered    bool
	Back        string // the address of this list, to come back to
	CanDecide   bool   // on something that is shown
	Rows        []registrationRow
	Showing     phrase
	First, Next string
	Nothing     phrase // why the list is empty
}

func (registrationsView) file() string { return "registrations.html" }

// tallied is a verdict with about how many registrations have it.
type tallied struct {
	Name, Count phrase
	Href        string
	Current     bool
	Nil         bool
}

// registrationRow is one registration with what is known beside it.
type registrationRow struct {
	GUID, Initials string
	Name           phrase
	Email, Company string
	CompanyHref    string
	State          state
	Created        time.Time
	Form           phrase
	Message        string
	Typed, Known   []fact
	Notes          []state // what to look at twice
	Companies      []option
	CanDecide      bool
}

// registrationsFilter is what the address of the list says.
type registrationsFilter struct {
	state, form, query, sort, after string
}

var verdictNames = map[collab.Verdict]phrase{
	collab.Undecided: say("To decide"), collab.LetIn: say("Approved"), collab.TurnedDown: say("Rejected"), collab.AnyVerdict: say("All"),
}

// registrationSorts are the orders, the first without a word in the address.
var registrationSorts = []option{
	{Value: "", Name: say("The newest first")},
	{Value: "created_time", Name: say("The oldest first")},
	{Value: "requestee_company_name", Name: say("By company")},
	{Value: "requestee_email", Name: say("By e-mail address")},
}

const registrationsOnPage = 25

func readRegistrationsFilter(q url.Values) (registrationsFilter, error) {
	f := registrationsFilter{q.Get("state"), strings.ToLower(q.Get("form")), strings.TrimSpace(q.Get("q")), q.Get("sort"), q.Get("after")}
	p := fault.Problems{}
	p.Require(f.state == "" || slices.Contains(collab.Verdicts, collab.Verdict(f.state)), "state", "must be awaiting, approved, rejected or all")
	p.Require(f.form == "" || portfolio.IsGUID(f.form), "form", "must be a guid")
	p.Require(slices.ContainsFunc(registrationSorts, func(o option) bool { return o.Value == f.sort }), "sort", "is no order of this list")
	return f, p.Err()
}

func (f registrationsFilter) verdict() collab.Verdict {
	if f.state == "" {
		return collab.Undecided
	}
	return collab.Verdict(f.state)
}

func (f registrationsFilter) collab() collab.Filter {
	ask := collab.Filter{Verdict: f.verdict(), Query: f.query, After: f.after, Limit: registrationsOnPage + 1}
	if f.form != "" {
		ask.Forms = []string{f.form}
	}
	if f.sort != "" {
		ask.Sort = []collab.SortKey{{Name: f.sort}}
	}
	return ask
}

func (f registrationsFilter) with(state string) registrationsFilter {
	f.state, f.after = state, ""
	return f
}
func (f registrationsFilter) from(after string) registrationsFilter { f.after = after; return f }

func (f registrationsFilter) address() string {
	q := url.Values{}
	for name, value := range map[string]string{"state": f.state, "form": f.form, "q": f.query, "sort": f.sort, "after": f.after} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return registrationsPath
	}
	return registrationsPath + "?" + q.Encode()
}

func (c *Web) registrations(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showRegistrations(w, r, by, http.StatusOK, nil)
}

// showRegistrations shows the list that the address or, after a decision that was
// refused, the form says.
func (c *Web) showRegistrations(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, said *fault.Error) error {
	q := r.URL.Query()
	if back, err := url.Parse(r.PostFormValue("back")); err == nil && r.Method == http.MethodPost {
		q = back.Query()
	}
	f, err := readRegistrationsFilter(q)
	if err != nil {
		return err
	}
	v := registrationsView{page: console(by, say("Registrations"), "registrations"), Query: f.query, Back: f.address(), Wrong: complain(said)}
	v.page = v.failed(v.Wrong)
	v.Script, v.Notice = "registrations.js", decided(q)
	if err := c.listRegistrations(r.Context(), by, f, &v); err != nil {
		return err
	}
	if err := c.addVerdicts(r.Context(), by, f, &v); err != nil {
		return err
	}
	if f.state != "" {
		v.Kept = []hidden{{"state", f.state}}
	}
	v.Sorts = marked(registrationSorts, f.sort)
	v.Filtered = f.form != "" || f.query != ""
	v.Nothing = map[collab.Verdict]phrase{
		collab.Undecided: say("Nobody waits for a decision. Who registers through a form and confirms the address appears here."),
		collab.LetIn:     say("Nobody has been approved yet."), collab.TurnedDown: say("Nobody has been rejected."),
		collab.AnyVerdict: say("Nobody has registered yet. Give the address of a form away, and wait for who comes."),
	}[f.verdict()]
	return render(w, r, status, v)
}

func (c *Web) listRegistrations(ctx context.Context, by actor.Actor, f registrationsFilter, v *registrationsView) error {
	var docs []collab.Document
	var created []time.Time
	cursor, more := "", false
	err := c.Requests.Outbox(ctx, by, f.collab(), func(row *collab.Row) error {
		if more = len(docs) == registrationsOnPage; more {
			return nil
		}
		var d collab.Document
		if err := json.Unmarshal(row.Document, &d); err != nil {
			return err
		}
		docs, created, cursor = append(docs, d), append(created, row.CreatedAt), row.Cursor()
		return nil
	})
	if err != nil {
		return err
	}
	if v.Rows, err = c.registrationRows(ctx, by, docs, created); err != nil {
		return err
	}
	v.CanDecide = slices.ContainsFunc(v.Rows, func(r registrationRow) bool { return r.CanDecide })
	v.Showing = count(int64(len(docs)), "%d registration on this page", "%d registrations on this page")
	if f.after != "" {
		v.First = f.from("").address()
	}
	if more {
		v.Next = f.from(cursor).address()
	}
	return nil
}

// addVerdicts adds the numbers, and the forms to choose from.
func (c *Web) addVerdicts(ctx context.Context, by actor.Actor, f registrationsFilter, v *registrationsView) error {
	counts, err := c.Registrations.CountVerdicts(ctx, by, f.form)
	if err != nil {
		return err
	}
	for _, verdict := range collab.Verdicts {
		n := counts[verdict]
		t := tallied{
			Name: verdictNames[verdict], Count: upTo(n), Href: f.with(string(verdict)).address(), Current: verdict == f.verdict(), Nil: n.N == 0,
		}
		if verdict == collab.Undecided {
			t.Href = f.with("").address()
		}
		if f.query != "" { // it is not counted word by word
			t.Count = nil
		}
		v.Counters = append(v.Counters, t)
	}
	if !by.Has(actor.LinksR) {
		if f.form != "" {
			v.Kept = append(v.Kept, hidden{"form", f.form})
		}
		return nil
	}
	forms, _, err := c.Forms.List(ctx, by, collab.FormFilter{Sort: []collab.SortKey{{Name: "name"}}, Limit: 200})
	if err != nil {
		return err
	}
	for i := range forms {
		v.Forms = append(v.Forms, option{forms[i].GUID, nameOfForm(&forms[i]), forms[i].GUID == f.form})
	}
	return nil
}

// upTo writes a number that was counted up to a bound.
func upTo(n collab.Amount) phrase {
	if n.More {
		return say("%d+", n.N)
	}
	return say("%d", n.N)
}

// registrationRows puts what is known beside registrations.
func (c *Web) registrationRows(ctx context.Context, by actor.Actor, docs []collab.Document, created []time.Time) ([]registrationRow, error) {
	guids := make([]string, len(docs))
	for i := range docs {
		guids[i] = docs[i].GUID
	}
	known, err := c.Registrations.Known(ctx, by, guids)
	if err != nil {
		return nil, err
	}
	rows := make([]registrationRow, len(docs))
	for i := range docs {
		rows[i] = newRegistrationRow(by, &docs[i], created[i], known[guids[i]])
	}
	return rows, nil
}

func newRegistrationRow(by actor.Actor, d *collab.Document, created time.Time, k *collab.Known) registrationRow {
	name := recipient(d)
	row := registrationRow{
		GUID: d.GUID, Initials: initials(d.RequesteeFormalName), Name: name, Email: d.RequesteeEmail, Company: d.RequesteeCompanyName,
		CompanyHref: "/companies/" + d.RequesteeCompanyGUID, State: stateOf(d), Created: created, Message: d.Message,
		CanDecide: by.Has(actor.RequestsRW) && d.Awaiting != nil && *d.Awaiting == collab.Approval,
	}
	if !by.Has(actor.PortfolioR) {
		row.CompanyHref = ""
	}
	if k == nil { // it came from elsewhere, or went while it was read
		return row
	}
	row.Form = plain(k.FormName)
	row.Typed = registered(k.Typed)
	row.Known = knownFacts(k)
	if k.FreeMail {
		row.Notes = append(row.Notes, state{"pending", say("Free mail: anybody can have such an address")})
	}
	if k.IsNewCompany {
		row.Notes = append(row.Notes, state{"never", say("New company, as typed")})
	}
	if len(k.Fits) > 1 && row.CanDecide {
		for _, f := range k.Fits {
			row.Companies = append(row.Companies, option{f.GUID, plain(f.Name), f.GUID == k.CompanyGUID})
		}
	}
	return row
}

// knownFacts is what the customer knows about person and company.
func knownFacts(k *collab.Known) []fact {
	facts := []fact{}
	if k.LastState != nil {
		facts = append(facts, fact{say("Earlier requests to this person"), say("%s, the last %s", upTo(k.Before), statuses[*k.LastState])})
	} else {
		facts = append(facts, fact{say("Earlier requests to this person"), say("Not one")})
	}
	facts = append(facts, fact{say("Other requests to the company"), upTo(k.OfCompany)})
	switch {
	case k.Rating != nil && k.RatingDate != nil:
		facts = append(facts, fact{say("Rating"), say("%d of %s", *k.Rating, sayDay(k.RatingDate))})
	case k.Rating != nil:
		facts = append(facts, fact{say("Rating"), say("%d", *k.Rating)})
	}
	if k.CompanyDomain != "" {
		facts = append(facts, fact{say("Domain of the company"), plain(k.CompanyDomain)})
	}
	switch {
	case k.IsContact:
		facts = append(facts, fact{say("Contacts"), say("%s, this person among them", upTo(k.Contacts))})
	case k.Contacts.N > 0:
		facts = append(facts, fact{say("Contacts"), say("%s, this person not among them", upTo(k.Contacts))})
	}
	return facts
}
