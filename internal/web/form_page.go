package web

import (
	"encoding/json"
	"html"
	"io"
	"net/http"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
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

// newFormView is the page on which a form is made.
type newFormView struct {
	page
	Editor formEditor
}

func (newFormView) file() string { return "new_form.html" }

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

func (c *Web) newForm(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.LinksRW); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, showNewForm(by, newFormEditor()))
}

func showNewForm(by actor.Actor, e formEditor) newFormView {
	v := newFormView{page: console(by, say("New form"), "forms").failed(e.Wrong), Editor: e}
	v.Script = "forms.js"
	return v
}

func (c *Web) addForm(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.LinksRW); err != nil {
		return err
	}
	e, ch, err := readFormEditor(r, &collab.Form{})
	e.Action, e.Button = formsPath+"/new", say("Make the form")
	if e.rearrange(r, nil) {
		return render(w, r, http.StatusOK, showNewForm(by, e))
	}
	if err == nil {
		var f collab.Form
		f, err = c.Forms.Create(r.Context(), by, collab.FormDraft{
			Name: *ch.Name, Description: *ch.Description, Scope: *ch.Scope, IsActive: ch.IsActive, FormChange: ch,
		})
		if err == nil {
			return see(w, r, formsPath+"/"+f.GUID+"?done=made")
		}
	}
	if said := formFault(err); said != nil {
		e.Wrong = complain(said, e.fields()...)
		return render(w, r, http.StatusUnprocessableEntity, showNewForm(by, e))
	}
	return err
}

func (c *Web) changeForm(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.LinksRW); err != nil {
		return err
	}
	f, err := c.Forms.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	e, ch, err := readFormEditor(r, &f)
	e.Action, e.Button, e.GUID = formsPath+"/"+f.GUID, say("Save"), f.GUID
	status := http.StatusUnprocessableEntity
	if e.rearrange(r, f.Fields) {
		status = http.StatusOK
	} else {
		if err == nil {
			if _, err = c.Forms.Change(r.Context(), by, f.GUID, ch); err == nil {
				return see(w, r, formsPath+"/"+f.GUID+"?done=changed")
			}
		}
		said := formFault(err)
		if said == nil {
			return err
		}
		e.Wrong = complain(said, e.fields()...)
	}
	v, err := c.newFormPage(r, by, &f)
	if err != nil {
		return err
	}
	v.Editor = e
	v.page = v.failed(e.Wrong)
	return render(w, r, status, v)
}

// previewForm shows the public page as the settings that were sent would make it.
// Nothing is saved.
func (c *Web) previewForm(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f := collab.Form{}
	if guid := strings.ToLower(r.PostFormValue("guid")); guid != "" {
		var err error
		if f, err = c.Forms.One(r.Context(), by, guid); err != nil {
			return err
		}
	} else if err := by.Need(actor.LinksR); err != nil {
		return err
	}
	e, ch, _ := readFormEditor(r, &f) // what is wrong is told when it is saved
	f.CustomerName, f.Name, f.Description, f.Language = by.CustomerName, *ch.Name, *ch.Description, *ch.Language
	f.Wording = collab.Wording{Heading: *ch.Heading, Intro: *ch.Intro, Button: *ch.Button, Thanks: *ch.Thanks}
	f.Fields = nil
	for i, own := range *ch.Fields {
		if own.Label != "" {
			own.Key = e.Own[i].Label.ID
			f.Fields = append(f.Fields, own)
		}
	}
	empty := r.Clone(r.Context())
	empty.Form, empty.PostForm = nil, map[string][]string{} // it has other fields
	v := newForm(empty, &f)
	v.IsPreview, v.Trap, v.Action = true, trap, formsPath
	return render(w, inLanguage(r, f.Language), http.StatusOK, v)
}

func (c *Web) setLogo(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("guid"))
	if err := by.Need(actor.LinksRW); err != nil {
		return err
	}
	body, err := sentFile(r, "logo")
	if err == nil {
		_, err = c.Forms.SetLogo(r.Context(), by, guid, body)
	}
	if err == nil {
		return see(w, r, formsPath+"/"+guid+"?done=logo")
	}
	said := formFault(err)
	if said == nil {
		return err
	}
	f, err := c.Forms.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	v, err := c.newFormPage(r, by, &f)
	if err != nil {
		return err
	}
	v.LogoWrong = sentence(failure(said, "logo"))
	v.page = v.failed(&wrong{})
	return render(w, r, http.StatusUnprocessableEntity, v)
}

// sentFile reads a file that was sent with a form.
func sentFile(r *http.Request, name string) ([]byte, error) {
	if r.MultipartForm == nil || len(r.MultipartForm.File[name]) == 0 {
		return nil, fault.Field(name, "Choose a file first.")
	}
	file, err := r.MultipartForm.File[name][0].Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}
