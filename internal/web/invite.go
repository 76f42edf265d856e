package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const (
	invitePath = "/invite"

	maxInvite = 256 << 10                 // of a form with long texts, each byte of them three
	maxMany   = 1 << 20                   // of the form of many companies
	maxCSV    = tenant.MaxUpload + 64<<10 // of a form with a file
)

// mountInvite adds the pages that invite. sized is member for forms of other
// sizes and kinds.
func (c *Web) mountInvite(member func(string, memberHandler), sized func(pattern string, most int64, h memberHandler, kinds ...string)) {
	get := func(path string, h memberHandler) { member("GET "+invitePath+path, inviting(h)) }
	post := func(path string, most int64, h memberHandler, kinds ...string) {
		sized("POST "+invitePath+path, most, inviting(h), kinds...)
	}
	get("", c.inviteOne)
	post("", maxInvite, c.takeInvitation)
	get("/check", c.checkAddresses)
	get("/preview/{guid}", c.showPreview)
	post("/preview/{guid}", maxForm, c.sendPreviewed)
	get("/preview/{guid}/{mail}", c.previewMail)
	get("/many", c.inviteMany)
	post("/many", maxMany, c.takeMany)
	get("/csv", c.inviteCSV)
	post("/csv", maxCSV, c.takeCSV, fileForm)
	get("/sample.csv", c.sampleCSV)
	get("/csv/{guid}", c.showRows)
	post("/csv/{guid}", maxForm, c.sendRows)
}

// inviting shows who may not invite a page that says so, and whom to ask.
func inviting(h memberHandler) memberHandler {
	return func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
		if !by.Has(actor.RequestsRW) {
			return render(w, r, http.StatusForbidden, inviteView{page: console(by, say("Invite"), "invite"), Denied: true})
		}
		return h(w, r, by)
	}
}

// inviteView asks which company is invited.
type inviteView struct {
	page
	Denied  bool
	Ways    []inviteWay
	Word    field
	CanList bool // may read the portfolio; otherwise one has to know the company
	Query   string
	Rows    []inviteRow
	Ready   bool // the rows are a suggestion, not an answer
	More    bool
}

func (inviteView) file() string { return "invite.html" }

// inviteWay leads to one of the ways to invite.
type inviteWay struct {
	Name    phrase
	Href    string
	Current bool
}

type inviteRow struct {
	Name, Domain, Href string
	HasContact         bool
}

func inviteWays(here string) []inviteWay {
	return []inviteWay{
		{say("One company"), invitePath, here == invitePath},
		{say("Many companies"), invitePath + "/many", here == invitePath+"/many"},
		{say("From a CSV file"), invitePath + "/csv", here == invitePath+"/csv"},
	}
}

const companiesShown = 20

// inviteOne asks for the company, and then for the rest.
func (c *Web) inviteOne(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	if q.Get("draft") != "" {
		return c.editDraft(w, r, by)
	}
	if guid := q.Get("company"); guid != "" {
		return c.newInvitation(w, r, by, guid)
	}
	v := inviteView{
		page: console(by, say("Invite"), "invite"), Ways: inviteWays(invitePath), CanList: by.Has(actor.PortfolioR),
		Query: strings.TrimSpace(q.Get("q")),
	}
	if err := checkSearch(v.Query); err != nil {
		return err
	}
	v.Word = field{ID: "q", Name: "q", Type: "search", Value: v.Query, Label: say("Company"), Required: true, Autocomplete: "off", MaxLength: longQuery}
	if !v.CanList {
		return c.namedCompany(w, r, by, &v)
	}
	v.Script = "invite.js"
	found, err := c.companiesToInvite(r, by, &v)
	if err != nil {
		return err
	}
	if len(found) == 1 && v.Query != "" {
		return see(w, r, inviteHref(found[0].GUID))
	}
	v.More = len(found) > companiesShown
	for _, l := range found[:min(len(found), companiesShown)] {
		v.Rows = append(v.Rows, inviteRow{l.Name, l.PrimaryDomain, inviteHref(l.GUID), l.HasPreferred})
	}
	return render(w, r, http.StatusOK, v)
}

// companiesToInvite are those that are looked for, or without a word those that
// wait for nothing but an invitation.
func (c *Web) companiesToInvite(r *http.Request, by actor.Actor, v *inviteView) ([]portfolio.Listed, error) {
	if v.Query != "" {
		return c.Requests.Companies.First(r.Context(), by, portfolio.Filter{Q: v.Query, Limit: companiesShown + 1})
	}
	v.Ready = true
	found, err := c.Requests.Companies.First(r.Context(), by, portfolio.Filter{HasPreferred: new(true), Uninvited: true, Limit: companiesShown + 1})
	if err != nil || len(found) > 0 {
		return found, err
	}
	v.Ready = false
	return c.Requests.Companies.First(r.Context(), by, portfolio.Filter{Limit: companiesShown + 1})
}

// namedCompany leads who may not list companies to the one that they name.
func (c *Web) namedCompany(w http.ResponseWriter, r *http.Request, by actor.Actor, v *inviteView) error {
	v.Word.Hint = say("Its name, a domain of it or its guid, in full: you may not list the portfolio.")
	if v.Query == "" {
		return render(w, r, http.StatusOK, *v)
	}
	found, err := c.Requests.Companies.Named(r.Context(), by, v.Query)
	if err == nil {
		return see(w, r, inviteHref(found.GUID))
	}
	f := formFault(err)
	if f == nil {
		return err
	}
	v.Word.Problem, v.Word.Focus = sentence(failure(f, "company")), true
	return render(w, r, http.StatusUnprocessableEntity, *v)
}

func inviteHref(company string) string {
	return invitePath + "?company=" + url.QueryEscape(company)
}

// once does what makes a request, once for all the times that its form is sent:
// a second click is led to what the first one made. key is the form's own.
func (c *Web) once(r *http.Request, by actor.Actor, key, content string, do func(*http.Request) (guid string, err error)) (string, error) {
	if key == "" { // the form is somebody's own
		return do(r)
	}
	claim := c.Keys.Claim(by, invitePath, key+content, []byte(content), http.StatusSeeOther)
	kept, ok, err := c.Keys.Find(r.Context(), claim)
	if err != nil {
		return "", err
	}
	if !ok {
		guid, err := do(r.WithContext(tenant.WithClaim(r.Context(), claim)))
		if !errors.Is(err, tenant.ErrClaimed) {
			return guid, err
		}
		if kept, ok, err = c.Keys.Find(r.Context(), claim); err != nil {
			return "", err
		}
	}
	if !ok || len(kept.Made) == 0 {
		return "", fault.New(fault.Conflict, "This form is being sent already. Look into the outbox.")
	}
	return kept.Made[0], nil
}
