package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/collab"
)

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
