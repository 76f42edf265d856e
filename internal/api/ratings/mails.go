package ratings

import (
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// mailRoutes are Gatehouse's own.
func (a *API) mailRoutes() []api.Route {
	const all, one = "/mails", "/mails/{guid}"
	return []api.Route{
		{Method: "GET", Path: all, Need: actor.SettingsR, Handle: a.listMails},
		{Method: "GET", Path: one, Need: actor.SettingsR, Handle: a.oneMail},
		{Method: "POST", Path: one + "/resend", Need: actor.SettingsRW, Handle: a.resendMail, Repeat: api.Changed(a.oneMail)},
	}
}

// postedMail is a mail of the list. Recipient and name are null where the outbox
// hides them.
type postedMail struct {
	GUID        string  `json:"guid"`
	Template    string  `json:"template"`
	Subject     string  `json:"subject"`
	Recipient   *string `json:"recipient"`
	Name        *string `json:"recipient_name"`
	Language    string  `json:"language"`
	State       string  `json:"state"`
	Error       *string `json:"error"`
	Tries       int64   `json:"tries"`
	CreatedTime string  `json:"created_time"`
	SentTime    *string `json:"sent_time"`
	RequestGUID *string `json:"request_guid"`
	IsTest      bool    `json:"is_test"`
}

func toPostedMail(p *collab.Posted) postedMail {
	return postedMail{
		GUID: p.GUID, Template: p.Template, Subject: p.Subject, Recipient: orNull(p.Recipient), Name: orNull(p.Name), Language: p.Language,
		State: p.State, Error: orNull(p.Error), Tries: p.Tries, CreatedTime: moment(p.CreatedAt), SentTime: maybeMoment(p.SentAt),
		RequestGUID: p.RequestGUID, IsTest: p.IsTest,
	}
}

var mailColumns = []api.Column[postedMail]{
	{Name: "guid", Width: 36, Cell: func(m *postedMail) any { return m.GUID }},
	{Name: "created_time", Width: 20, Cell: func(m *postedMail) any { return m.CreatedTime }},
	{Name: "state", Width: 7, Cell: func(m *postedMail) any { return m.State }},
	{Name: "template", Width: 22, Cell: func(m *postedMail) any { return m.Template }},
	{Name: "language", Width: 8, Cell: func(m *postedMail) any { return m.Language }},
	{Name: "recipient", Width: 32, Cell: func(m *postedMail) any { return m.Recipient }},
	{Name: "recipient_name", Width: 22, Cell: func(m *postedMail) any { return m.Name }},
	{Name: "subject", Width: 50, Cell: func(m *postedMail) any { return m.Subject }},
	{Name: "tries", Cell: func(m *postedMail) any { return m.Tries }},
	{Name: "error", Cell: func(m *postedMail) any { return m.Error }},
	{Name: "sent_time", Cell: func(m *postedMail) any { return m.SentTime }},
	{Name: "request_guid", Cell: func(m *postedMail) any { return m.RequestGUID }},
	{Name: "is_test", Cell: func(m *postedMail) any { return m.IsTest }},
}

// mailFilter reads a page of the list, which ends after 100 mails by default.
func mailFilter(q url.Values) (f collab.MailFilter, err error) {
	f = collab.MailFilter{States: api.List(q, "state"), Templates: api.List(q, "template"), Recipient: q.Get("q"), After: q.Get("after")}
	p := fault.Problems{}
	p.Require(utf8.RuneCountInString(f.Recipient) <= 200, "q", "must have no more than %d characters", 200)
	p.Require(len(f.States) <= 100 && len(f.Templates) <= 100, "state", "must be at most 100")
	p.Require(!slices.Contains(f.States, ""), "state", "must not be empty")
	if err := p.Err(); err != nil {
		return f, err
	}
	f.Limit, err = api.Int(q, "limit", 100, 1, maxPage)
	return f, err
}

func (a *API) listMails(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := mailFilter(r.URL.Query())
	if err != nil {
		return err
	}
	page, next, err := a.Mails.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	if next != "" {
		api.Link(w, r, a.PublicURL, "next", url.Values{"after": {next}})
	}
	return writeArray(w, r, "mails", mailColumns, wires(page, toPostedMail))
}

// saidMail is one mail with what it said: where link and code were, something
// stands that opens nothing.
type saidMail struct {
	postedMail
	Text string `json:"text"`
	HTML string `json:"html"`
}

func (a *API) oneMail(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	p, said, err := a.Mails.Look(r.Context(), by, guid)
	if err != nil {
		return err
	}
	api.Version(w, p.Version)
	return api.JSON(w, http.StatusOK, saidMail{toPostedMail(&p), said.Text, said.HTML})
}

func (a *API) resendMail(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	p, err := a.Mails.Resend(r.Context(), by, guid)
	if err != nil {
		return err
	}
	_, said, err := a.Mails.Look(r.Context(), by, p.GUID)
	if err != nil {
		return err
	}
	api.Version(w, p.Version)
	return api.JSON(w, http.StatusOK, saidMail{toPostedMail(&p), said.Text, said.HTML})
}
