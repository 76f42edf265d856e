package web

import (
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/collab"
)

// formEditor is the settings of a form. Its inputs have the names of the API's
// fields, by which what is wrong with them is told.
type formEditor struct {
	Action string
	Button phrase
	GUID   string // "" of one that is new
	Wrong  *wrong

	Name, Description               field
	Heading, Intro, Label, Thanks   field
	Allowed, Refused, Expires, Most field
	Active                          field
	Scopes, Languages               []option
	Own                             []ownEditor
	CanAdd                          bool
}

var formLanguages = []option{
	{Value: collab.AnyLanguage, Name: say("That of the reader’s browser")},
	{Value: "en", Name: plain("English")},
	{Value: "fr", Name: plain("Français")},
	{Value: "de", Name: plain("Deutsch")},
}

func (e *formEditor) lines() []*field {
	return []*field{
		&e.Name, &e.Description, &e.Heading, &e.Intro, &e.Label, &e.Thanks, &e.Allowed, &e.Refused, &e.Expires, &e.Most, &e.Active,
	}
}

// fields are all inputs, in the order of the page.
func (e *formEditor) fields() []*field {
	all := []*field{&e.Name, &e.Description, &e.Active, &e.Heading, &e.Intro, &e.Label, &e.Thanks}
	for i := range e.Own {
		o := &e.Own[i]
		all = append(all, &o.Label, &o.Kind, &o.Help, &o.Options, &o.Required)
	}
	return append(all, &e.Allowed, &e.Refused, &e.Expires, &e.Most)
}

func blankFormEditor() formEditor {
	line := func(name string, label, hint phrase, most int) field {
		return field{ID: strings.ReplaceAll(name, ".", "-"), Name: name, Label: label, Hint: hint, Type: "text", Autocomplete: "off", MaxLength: most}
	}
	text := func(name string, label, hint phrase, rows, most int) field {
		f := line(name, label, hint, most)
		f.Rows = rows
		return f
	}
	e := formEditor{
		Name:        line("name", say("Name"), say("People read it above the form, unless you give it another heading."), 255),
		Description: line("description", say("Description"), say("It stands under the heading, unless you write an introduction."), 255),
		Heading:     line("wording.heading", say("Heading"), nil, collab.MaxHeading),
		Intro:       text("wording.intro", say("Text above the questions"), say("Plain text. Line breaks stay."), 3, collab.MaxIntro),
		Label:       line("wording.button", say("Text of the button"), nil, collab.MaxButton),
		Thanks:      text("wording.thanks", say("Thanks"), say("People read it once they have confirmed their address."), 2, collab.MaxIntro),
		Allowed:     text("allowed_domains", say("Only addresses at these domains"), say("One a line. Each stands for the domains below it, too. Empty: all."), 3, 0),
		Refused:     text("refused_domains", say("No addresses at these domains"), say("One a line. People are asked for another address, politely."), 3, 0),
		Expires:     line("expires_at", say("Last day"), say("By UTC. Empty: it does not end."), 0),
		Most:        line("max_registrations", say("Most registrations"), say("Confirmed ones. Empty: any number."), 0),
		Active:      line("is_active", say("The form is open"), nil, 0),
	}
	e.Expires.Type, e.Most.Type, e.Most.InputMode = "date", "number", "numeric"
	return e
}

// newFormEditor is what one meets who makes a form.
func newFormEditor() formEditor {
	e := blankFormEditor()
	e.Action, e.Button, e.Active.Value = formsPath+"/new", say("Make the form"), yes(true)
	e.choose(collab.TPRM, collab.AnyLanguage)
	e.own(nil, nil)
	return e
}

func (e *formEditor) choose(scope, language string) {
	e.Scopes = marked([]option{
		{Value: collab.TPRM, Name: formScopes[collab.TPRM]}, {Value: collab.Insurance, Name: formScopes[collab.Insurance]},
	}, scope)
	e.Languages = marked(formLanguages, language)
}

// editorOf shows a form as it is.
func editorOf(f *collab.Form) formEditor {
	e := blankFormEditor()
	e.Action, e.Button, e.GUID = formsPath+"/"+f.GUID, say("Save"), f.GUID
	for at, value := range map[*field]string{
		&e.Name: f.Name, &e.Description: f.Description, &e.Heading: f.Wording.Heading, &e.Intro: f.Wording.Intro,
		&e.Label: f.Wording.Button, &e.Thanks: f.Wording.Thanks, &e.Active: yes(f.IsActive), &e.Expires: lastDay(f.ExpiresAt),
		&e.Allowed: strings.Join(f.AllowedDomains, "\n"), &e.Refused: strings.Join(f.RefusedDomains, "\n"),
	} {
		at.Value = value
	}
	if f.MaxRegistrations != nil {
		e.Most.Value = strconv.FormatInt(*f.MaxRegistrations, 10)
	}
	e.choose(f.Scope, f.Language)
	e.own(f.Fields, f.Fields)
	return e
}

// lastDay is the last day of a form that ends at a time, as a browser sends it.
func lastDay(end *time.Time) string {
	if end == nil {
		return ""
	}
	return end.Add(-time.Microsecond).UTC().Format(time.DateOnly)
}
