package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

const (
	formsPath = "/forms"

	maxFormPage = 512 << 10 // with its own fields
)

// mountForms adds the pages on which forms are made and looked after. large
// takes forms with many fields, and with a file.
func (c *Web) mountForms(member, large func(string, memberHandler)) {
	member("GET "+formsPath, c.forms)
	member("GET "+formsPath+"/new", c.newForm)
	large("POST "+formsPath+"/new", c.addForm)
	large("POST "+formsPath+"/preview", c.previewForm)
	member("GET "+formsPath+"/{guid}", c.formPage)
	large("POST "+formsPath+"/{guid}", c.changeForm)
	large("POST "+formsPath+"/{guid}/logo", c.setLogo)
	member("GET "+formsPath+"/{guid}/qr.svg", c.formCode)
	member("GET "+formsPath+"/{guid}/qr.png", c.formCode)
	member("GET "+formsPath+"/{guid}/delete", c.askToDeleteForm)
	member("POST "+formsPath+"/{guid}/{action}", c.actOnForm)
}

// formsView lists a customer's forms.
type formsView struct {
	page
	Notice    phrase
	CanChange bool
	Query     string
	Sorts     []option
	Filtered  bool
	Rows      []formRow
	turns
}

func (formsView) file() string { return "forms.html" }

type formRow struct {
	Href             string
	Name, Scope      phrase
	State            state
	Uses             phrase
	Views, Submitted int64
	Approved         int64
	Ends             *time.Time
	Updated          time.Time
}

var formScopes = map[string]phrase{collab.Insurance: say("Cyber insurance"), collab.TPRM: say("Third-party risk")}

var formNotices = map[string]phrase{
	"made":        say("The form is there. Give its address away, or put it on your website."),
	"changed":     say("Your changes are saved."),
	"activate":    say("The form is open."),
	"deactivate":  say("The form is closed. Whoever opens it is told so."),
	"delete":      say("The form is deleted. Its registrations stay."),
	"logo":        say("The logo is on the form."),
	"remove-logo": say("The logo is gone."),
}

// formSorts are the orders of the list, the first without a word in the address.
var formSorts = []option{
	{Value: "", Name: say("The newest first")},
	{Value: "name", Name: say("By name")},
	{Value: "-updated_time", Name: say("Last changed first")},
}

// formsOnPage is how many forms a page lists.
const formsOnPage = 50

func (c *Web) forms(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	f := collab.FormFilter{Query: strings.TrimSpace(q.Get("q")), Limit: formsOnPage}
	if err := checkSearch(f.Query); err != nil {
		return err
	}
	f.Offset, _ = strconv.Atoi(q.Get("offset"))
	f.Offset = max(0, min(f.Offset, 1_000_000))
	order := q.Get("sort")
	if name, desc := strings.CutPrefix(order, "-"); name != "" {
		f.Sort = []collab.SortKey{{Name: name, Desc: desc}}
	}
	page, total, err := c.Forms.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	guids := make([]string, len(page))
	for i := range page {
		guids[i] = page[i].GUID
	}
	funnels, err := c.Forms.Funnels(r.Context(), by, guids...)
	if err != nil {
		return err
	}
	v := newForms(by, page, funnels, c.Now())
	v.Notice, v.Query, v.Filtered = formNotices[q.Get("done")], f.Query, f.Query != ""
	v.Sorts = marked(formSorts, order)
	address := func(offset int) string {
		return formsPath + "?" + url.Values{"q": {f.Query}, "sort": {order}, "offset": {strconv.Itoa(offset)}}.Encode()
	}
	if f.Offset > 0 {
		v.Previous = address(max(0, f.Offset-formsOnPage))
	}
	if f.Offset+len(page) < total {
		v.Next = address(f.Offset + formsOnPage)
	}
	v.Showing = count(int64(total), "%d form", "%d forms")
	return render(w, r, http.StatusOK, v)
}

func newForms(by actor.Actor, all []collab.Form, funnels map[string]collab.FormFunnel, now time.Time) formsView {
	v := formsView{page: console(by, say("Forms"), "forms"), CanChange: by.Has(actor.LinksRW)}
	for i := range all {
		f := &all[i]
		row := formRow{
			Href: formsPath + "/" + f.GUID, Name: nameOfForm(f), Scope: formScopes[f.Scope], State: stateOfForm(f, now), Uses: usesOf(f),
			Views: funnels[f.GUID].Views, Submitted: funnels[f.GUID].Submitted, Approved: funnels[f.GUID].Approved, Updated: f.UpdatedAt,
		}
		if f.ExpiresAt != nil {
			row.Ends = new(f.ExpiresAt.Add(-time.Microsecond)) // the last day
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func nameOfForm(f *collab.Form) phrase {
	return or(plain(cmp.Or(f.Name, f.Wording.Heading)), say("Form without a name"))
}

func stateOfForm(f *collab.Form, now time.Time) state {
	switch f.State(now) {
	case collab.FormClosed:
		return state{"inactive", say("Closed")}
	case collab.FormExpired:
		return state{"never", say("Ended")}
	case collab.FormFull:
		return state{"resolved", say("Full")}
	default:
		return state{"active", say("Open")}
	}
}

// usesOf says how many registered, of how many who may.
func usesOf(f *collab.Form) phrase {
	if f.MaxRegistrations == nil {
		return say("%d", f.Registered)
	}
	return say("%d of %d", f.Registered, *f.MaxRegistrations)
}

// actOnForm does to a form what a button of its page says.
func (c *Web) actOnForm(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, action := strings.ToLower(r.PathValue("guid")), r.PathValue("action")
	var err error
	switch action {
	case "activate", "deactivate":
		_, err = c.Forms.Change(r.Context(), by, guid, collab.FormChange{IsActive: new(action == "activate")})
	case "remove-logo":
		_, err = c.Forms.RemoveLogo(r.Context(), by, guid)
	case "delete":
		if err = c.Forms.Delete(r.Context(), by, guid); err == nil {
			return see(w, r, formsPath+"?done=delete")
		}
	default:
		return fault.New(fault.NotFound, "That cannot be done to a form.")
	}
	if err != nil {
		return err
	}
	return see(w, r, formsPath+"/"+guid+"?done="+action)
}

// formCode is the form's address as a QR code.
func (c *Web) formCode(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := c.Forms.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	if strings.HasSuffix(r.URL.Path, ".png") {
		return pngPicture(w, c.Forms.Link(f.GUID))
	}
	return picture(w, c.Forms.Link(f.GUID))
}

// deleteFormView asks before a form goes for good.
type deleteFormView struct {
	page
	Name         phrase
	Back, Action string
	Registered   int64
	IsActive     bool
}

func (deleteFormView) file() string { return "delete_form.html" }

func (c *Web) askToDeleteForm(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.LinksRW); err != nil {
		return err
	}
	f, err := c.Forms.One(r.Context(), by, strings.ToLower(r.PathValue("guid")))
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, newDeleteForm(by, &f))
}

func newDeleteForm(by actor.Actor, f *collab.Form) deleteFormView {
	at := formsPath + "/" + f.GUID
	return deleteFormView{
		page: console(by, say("Delete %s?", nameOfForm(f)), "forms"), Name: nameOfForm(f), Back: at, Action: at + "/delete",
		Registered: f.Registered, IsActive: f.IsActive,
	}
}

// marked returns options with the one marked that has a value.
func marked(all []option, value string) []option {
	chosen := slices.Clone(all)
	for i := range chosen {
		chosen[i].Chosen = chosen[i].Value == value
	}
	return chosen
}
