package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// newFormView is the page on which a form is made.
type newFormView struct {
	page
	Editor formEditor
}

func (newFormView) file() string { return "new_form.html" }

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
	var err error
	if f.Branding, err = c.Forms.Branding(r.Context(), by); err != nil {
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
	name, body, err := sentFile(r, "logo")
	if err == nil && name == "" {
		err = fault.Field("logo", "Choose a file first.")
	}
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
