package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

const mailsPath = "/mails"

// mountMails adds the pages of what a customer writes to people.
func (c *Web) mountMails(member func(string, memberHandler)) {
	member("GET "+mailsPath, c.mails)
	member("GET "+mailsPath+"/{guid}", c.mailPage)
	member("GET "+mailsPath+"/{guid}/page", c.mailFrame)
	member("POST "+mailsPath+"/{guid}/resend", c.resendMail)
	member("POST "+mailsPath+"/{guid}/reveal", c.revealMail)
	member("GET "+wordingPath, c.wordings)
	member("GET "+wordingPath+"/{template}/{language}", c.wording)
	member("POST "+wordingPath+"/{template}/{language}", c.changeWording)
	member("GET "+wordingPath+"/{template}/{language}/page", c.wordingFrame)
}

// mailsView lists mails, a page at a time.
type mailsView struct {
	page
	turns
	Wrong     *wrong
	Counters  []tab
	State     string
	Query     string
	Templates []option
	Rows      []mailRow
	Filtered  bool
	Calls     []apiCall
}

func (mailsView) file() string { return "mails.html" }

type mailRow struct {
	Href, Subject string
	To            phrase
	Under         string
	Name          phrase
	State         state
	At            time.Time
	IsTest        bool
}

// mailsFilter is what the address of the list says.
type mailsFilter struct{ state, template, query, after string }

const mailsOnPage = 50

func readMailsFilter(q url.Values) (mailsFilter, error) {
	f := mailsFilter{q.Get("state"), q.Get("template"), strings.TrimSpace(q.Get("q")), q.Get("after")}
	p := fault.Problems{}
	p.Require(f.state == "" || slices.Contains(collab.MailStates, f.state), "state", "must be queued, sent, refused or dropped")
	p.Take(checkSearch(f.query))
	return f, p.Err()
}

func (f mailsFilter) collab() collab.MailFilter {
	ask := collab.MailFilter{Recipient: f.query, After: f.after, Limit: mailsOnPage}
	if f.state != "" {
		ask.States = []string{f.state}
	}
	if f.template != "" {
		ask.Templates = []string{f.template}
	}
	return ask
}

func (f mailsFilter) values() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"state": f.state, "template": f.template, "q": f.query, "after": f.after} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}

func (f mailsFilter) address() string { return listAddress(mailsPath, f.values()) }

func listAddress(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func (c *Web) mails(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readMailsFilter(r.URL.Query())
	status := http.StatusOK
	var wrongs *fault.Error
	if err != nil {
		f, wrongs, status = mailsFilter{}, fault.Of(err), http.StatusUnprocessableEntity
	}
	rows, next, err := c.Mails.List(r.Context(), by, f.collab())
	if err != nil {
		return err
	}
	v := c.newMails(by, f, rows, next)
	query := field{ID: "q", Name: "q", Label: say("Recipient")}
	v.Wrong = complain(wrongs, &query)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func (c *Web) newMails(by actor.Actor, f mailsFilter, rows []collab.Posted, next string) mailsView {
	v := mailsView{
		page: console(by, say("Mails"), "mails"), State: f.state, Query: f.query,
		Filtered: f.state != "" || f.template != "" || f.query != "", Templates: templateOptions(f.template),
	}
	for _, s := range append([]string{""}, collab.MailStates...) {
		to := f
		to.state, to.after = s, ""
		name := say("All")
		if s != "" {
			name = mailStateOf[s].Text
		}
		v.Counters = append(v.Counters, tab{Name: name, Href: to.address(), Current: s == f.state})
	}
	for i := range rows {
		v.Rows = append(v.Rows, newMailRow(&rows[i]))
	}
	v.Showing = count(int64(len(rows)), "%d mail on this page", "%d mails on this page")
	if f.after != "" {
		first := f
		first.after = ""
		v.First = first.address()
	}
	if next != "" {
		f.after = next
		v.Next = f.address()
	}
	f.after = ""
	v.Calls = []apiCall{c.call(say("List them"), "GET", listAddress("/ratings/v1/mails", f.values()), nil)}
	return v
}

func newMailRow(p *collab.Posted) mailRow {
	row := mailRow{
		Href: mailsPath + "/" + p.GUID, Subject: p.Subject, Name: sayTemplate(p.Template), State: mailStateOf[p.State], At: p.CreatedAt, IsTest: p.IsTest,
		To: sayRecipient(p),
	}
	if p.Name != "" {
		row.Under = p.Recipient
	}
	if p.SentAt != nil {
		row.At = *p.SentAt
	}
	return row
}

func sayRecipient(p *collab.Posted) phrase {
	switch {
	case p.Recipient == "":
		return say("The preferred contact")
	case p.Name == "":
		return plain(p.Recipient)
	}
	return plain(p.Name)
}

func templateOptions(chosen string) []option {
	var all []option
	for _, t := range mail.Templates() {
		all = append(all, option{Value: t, Name: sayTemplate(t)})
	}
	return marked(all, chosen)
}
