package web

import (
	"encoding/json"
	"html"
	"net/http"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// formPageView is a form of the customer's: what became of it, how to give it
// away, and its settings.
type formPageView struct {
	page
	Notice        phrase
	Undo          string // the address that takes back what the notice says
	Base, Link    string
	Snippets      []field
	Name          phrase
	State         state
	IsActive      bool
	CanChange     bool
	Facts         []fact
	Logo          string
	LogoWrong     phrase
	Funnel        []funnelBar
	Editor        formEditor
	Latest        []latestRow
	Registrations string // where all of them are
}

func (formPageView) file() string { return "form_page.html" }

// funnelBar is a step of a form's funnel.
type funnelBar struct {
	Name       phrase
	All, Month int64
	Width      int64 // of 1000
}

// latestRow is a registration in a few words.
type latestRow struct {
	Href    string
	Name    phrase
	Company string
	State   state
	Created time.Time
}

const (
	funnelDays = 30
	latestRows = 5
)

func (c *Web) formPage(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := c.Forms.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	v, err := c.newFormPage(r, by, &f)
	if err != nil {
		return err
	}
	done := r.URL.Query().Get("done")
	v.Notice = formNotices[done]
	v.Undo = map[string]string{"activate": v.Base + "/deactivate", "deactivate": v.Base + "/activate"}[done]
	return render(w, r, http.StatusOK, v)
}

func (c *Web) newFormPage(r *http.Request, by actor.Actor, f *collab.Form) (formPageView, error) {
	v := showFormPage(by, f, c.Forms.Link(f.GUID), c.Now())
	all, err := c.Forms.Funnels(r.Context(), by, f.GUID)
	if err != nil {
		return v, err
	}
	month, err := c.Forms.FunnelSince(r.Context(), by, f.GUID, c.Now().AddDate(0, 0, 1-funnelDays))
	if err != nil {
		return v, err
	}
	v.Funnel = funnelBars(all[f.GUID], month)
	if !by.Has(actor.RequestsR) {
		return v, nil
	}
	v.Registrations = registrationsPath + "?state=all&form=" + f.GUID
	err = c.Requests.Outbox(r.Context(), by, collab.Filter{Forms: []string{f.GUID}, Verdict: collab.AnyVerdict, Limit: latestRows}, func(row *collab.Row) error {
		var d collab.Document
		if err := json.Unmarshal(row.Document, &d); err != nil {
			return err
		}
		v.Latest = append(v.Latest, latestRow{"/outbox/" + d.GUID, recipient(&d), d.RequesteeCompanyName, stateOf(&d), row.CreatedAt})
		return nil
	})
	return v, err
}

func showFormPage(by actor.Actor, f *collab.Form, link string, now time.Time) formPageView {
	v := formPageView{
		page: console(by, nameOfForm(f), "forms"), Base: formsPath + "/" + f.GUID, Link: link, Name: nameOfForm(f),
		State: stateOfForm(f, now), IsActive: f.IsActive, CanChange: by.Has(actor.LinksRW), Logo: f.LogoPath(), Editor: editorOf(f),
	}
	v.Script = "forms.js"
	v.Facts = []fact{
		{say("Used in"), formScopes[f.Scope]},
		{say("Registrations"), usesOf(f)},
		{say("Made by"), plain(f.CreatedBy.FormalName)},
		{say("Made on"), say("%s", f.CreatedAt)},
	}
	if f.ExpiresAt != nil {
		v.Facts = append(v.Facts, fact{say("Last day"), say("%s", f.ExpiresAt.Add(-time.Microsecond))})
	}
	if f.UpdatedBy != nil {
		v.Facts = append(v.Facts, fact{say("Last changed"), say("%s by %s", f.UpdatedAt, f.UpdatedBy.FormalName)})
	}
	label := f.Wording.Button
	if label == "" {
		label = "Register"
	}
	page, token, _ := strings.Cut(link, "?token=")
	v.Snippets = []field{
		{ID: "snippet-link", Rows: 2, Label: say("As a link"), Value: `<a href="` + html.EscapeString(link) + `">` + html.EscapeString(label) + `</a>`},
		{ID: "snippet-button", Rows: 4, Label: say("As a button"), Value: `<form action="` + html.EscapeString(page) + `" method="get">
  <input type="hidden" name="token" value="` + html.EscapeString(token) + `">
  <button>` + html.EscapeString(label) + `</button>
</form>`},
	}
	return v
}

func funnelBars(all, month collab.FormFunnel) []funnelBar {
	bars := []funnelBar{
		{Name: say("Looked at the form"), All: all.Views, Month: month.Views},
		{Name: say("Sent it"), All: all.Submitted, Month: month.Submitted},
		{Name: say("Confirmed the address"), All: all.Confirmed, Month: month.Confirmed},
		{Name: say("Approved"), All: all.Approved, Month: month.Approved},
	}
	var most int64
	for _, b := range bars {
		most = max(most, b.All)
	}
	for i := range bars {
		if most > 0 {
			bars[i].Width = bars[i].All * 1000 / most
		}
	}
	return bars
}
