package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
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

// ownEditor is an own field of a form, as it is changed.
type ownEditor struct {
	N           int // from 1, for people
	Key         string
	Last        bool
	Label, Help field
	Options     field // one a line
	Required    field
	Kind        field
	Kinds       []option
	KindName    phrase // of one that is saved: it stays
}

// First and IsChoice say what is offered with the field.
func (o ownEditor) First() bool    { return o.N == 1 }
func (o ownEditor) IsChoice() bool { return o.Kind.Value == string(collab.ChoiceField) }

// At is the place of the field, for the names of its buttons.
func (o ownEditor) At() int { return o.N - 1 }

var fieldKinds = []option{
	{Value: string(collab.TextField), Name: say("Line of text")},
	{Value: string(collab.LongField), Name: say("Long text")},
	{Value: string(collab.ChoiceField), Name: say("Choice of one")},
	{Value: string(collab.CheckField), Name: say("Checkbox")},
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

// own shows own fields; those that are saved keep their kinds.
func (e *formEditor) own(fields, saved collab.OwnFields) {
	e.Own, e.CanAdd = nil, len(fields) < collab.MaxOwnFields
	for i, f := range fields {
		input := func(name string, label, hint phrase, value string, most int) field {
			return field{
				ID: "own-" + strconv.Itoa(i) + "-" + name, Name: "own_fields[" + strconv.Itoa(i) + "]." + name,
				Label: label, Short: say("Field %d: %s", i+1, label), Hint: hint, Value: value, Type: "text", Autocomplete: "off", MaxLength: most,
			}
		}
		o := ownEditor{
			N: i + 1, Key: f.Key, Last: i == len(fields)-1,
			Label:    input("label", say("Question"), nil, f.Label, collab.MaxLabel),
			Help:     input("help", say("Help"), nil, f.Help, 255),
			Options:  input("options", say("Options"), say("One a line."), strings.Join(f.Options, "\n"), 0),
			Required: input("required", say("It must be answered"), nil, yes(f.IsRequired), 0),
			Kind:     input("kind", say("Kind"), nil, string(f.Kind), 0),
			Kinds:    marked(fieldKinds, string(f.Kind)),
		}
		o.Label.Required, o.Options.Rows, o.Options.Required = true, max(3, len(f.Options)), true
		if slices.ContainsFunc(saved, func(s collab.OwnField) bool { return s.Key == f.Key && f.Key != "" }) {
			for _, k := range o.Kinds {
				if k.Chosen {
					o.KindName = k.Name
				}
			}
		}
		e.Own = append(e.Own, o)
	}
}

// readFormEditor returns the page as it was sent, and the change that it asks
// for: of the form that there is, or of one that is new.
func readFormEditor(r *http.Request, f *collab.Form) (e formEditor, ch collab.FormChange, err error) {
	e = blankFormEditor()
	for _, in := range e.lines() {
		in.Value = r.PostFormValue(in.Name)
	}
	scope, language := r.PostFormValue("scope"), r.PostFormValue("language")
	e.choose(scope, language)
	own := readOwn(r)
	e.own(own, f.Fields)
	p := fault.Problems{}
	ch = collab.FormChange{
		Name: &e.Name.Value, Description: &e.Description.Value, Scope: &scope, IsActive: new(e.Active.Value != ""),
		Fields: &own, AllowedDomains: domainsOf(e.Allowed.Value), RefusedDomains: domainsOf(e.Refused.Value),
		Heading: new(e.Heading.Value), Intro: new(e.Intro.Value), Button: new(e.Label.Value), Thanks: new(e.Thanks.Value), Language: &language,
		MaxRegistrations: new(readMost(p, e.Most.Value)),
	}
	if e.Expires.Value != lastDay(f.ExpiresAt) { // what a program set to the second stays so
		ch.ExpiresAt = new(readEnd(p, e.Expires.Value))
	}
	return e, ch, p.Err()
}

func domainsOf(text string) *collab.Domains {
	all := collab.Domains(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }))
	return &all
}

func readMost(p fault.Problems, text string) *int64 {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	p.Require(err == nil && n >= 1 && n <= collab.MostRegistrations, "max_registrations", "must be between 1 and %d", collab.MostRegistrations)
	return &n
}

func readEnd(p fault.Problems, text string) *time.Time {
	if text == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, text)
	p.Require(err == nil, "expires_at", "must be a day such as 2026-12-31")
	return new(day.AddDate(0, 0, 1))
}

// readOwn returns the own fields that were sent, in their order.
func readOwn(r *http.Request) collab.OwnFields {
	own := collab.OwnFields{}
	for i := range collab.MaxOwnFields {
		at := "own_fields[" + strconv.Itoa(i) + "]."
		if _, ok := r.PostForm[at+"label"]; !ok {
			break
		}
		f := collab.OwnField{
			Key: r.PostFormValue(at + "key"), Label: r.PostFormValue(at + "label"), Kind: collab.FieldKind(r.PostFormValue(at + "kind")),
			IsRequired: r.PostFormValue(at+"required") != "", Help: r.PostFormValue(at + "help"),
		}
		if f.Kind == collab.ChoiceField {
			for line := range strings.Lines(r.PostFormValue(at + "options")) {
				if line = strings.TrimSpace(line); line != "" {
					f.Options = append(f.Options, line)
				}
			}
		}
		own = append(own, f)
	}
	return own
}

// rearrange does what a button of the own fields says, to the page alone: nothing
// is saved. It reports whether it was such a button.
func (e *formEditor) rearrange(r *http.Request, saved collab.OwnFields) bool {
	do, at, _ := strings.Cut(r.PostFormValue("do"), ".")
	if do == "" {
		return false
	}
	own := readOwn(r)
	i, err := strconv.Atoi(at)
	there := err == nil && i >= 0 && i < len(own)
	focus := -1
	switch {
	case do == "add" && len(own) < collab.MaxOwnFields:
		own = append(own, collab.OwnField{Kind: collab.TextField})
		focus = len(own) - 1
	case do == "remove" && there:
		own = slices.Delete(own, i, i+1)
		focus = min(i, len(own)-1)
	case do == "up" && there && i > 0:
		own[i-1], own[i] = own[i], own[i-1]
		focus = i - 1
	case do == "down" && there && i < len(own)-1:
		own[i+1], own[i] = own[i], own[i+1]
		focus = i + 1
	}
	e.own(own, saved)
	if focus >= 0 {
		e.Own[focus].Label.Focus = true
	}
	return true
}
