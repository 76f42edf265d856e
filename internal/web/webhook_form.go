package web

import (
	"net/http"
	"slices"

	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
	"gatehouse/internal/webhook"
)

// hookForm is a webhook as one enters it.
type hookForm struct {
	Action        string
	Button        phrase
	Wrong         *wrong
	IsStale       bool
	IsNew         bool
	Name, Address field
	Formats       []option
	Active        field
	Things        []hookThing
	Types         field // what is wrong with them
}

// hookThing is what is told of one kind of thing.
type hookThing struct {
	Name  phrase
	Types []hookType
}

type hookType struct {
	ID, Name string
	Says     phrase
	Chosen   bool
}

func hookFields(name, address, format string, types []string, on bool) hookForm {
	f := hookForm{
		Name: field{ID: "name", Name: "name", Label: say("Name"), Type: "text", Value: name, Required: true, MaxLength: 100, Placeholder: say("For example: SIEM")},
		Address: field{
			ID: "url", Name: "url", Label: say("Address"), Type: "url", Value: address, Required: true, MaxLength: 2000,
			Hint: say("https, and reachable for everybody. For Slack and Teams: the address that they give a channel."), Placeholder: plain("https://"),
		},
		Active: field{ID: "active", Name: "active", Label: say("Switched on"), Hint: say("Switched off, it is told of nothing; what waits is kept for 30 days.")},
		Types:  field{ID: "types", Name: "event_types", Label: say("What it is told of")},
	}
	if on {
		f.Active.Value = "yes"
	}
	for _, one := range webhook.Formats {
		f.Formats = append(f.Formats, option{Value: one, Name: hookFormats[one]})
	}
	f.Formats = marked(f.Formats, format)
	last := ""
	for _, t := range webhook.Types {
		noun := audit.Noun(t.Name)
		if noun != last {
			f.Things, last = append(f.Things, hookThing{Name: nounNames[noun]}), noun
		}
		things := &f.Things[len(f.Things)-1].Types
		*things = append(*things, hookType{"type-" + t.Name, t.Name, hookTypes[t.Name], slices.Contains(types, t.Name)})
	}
	return f
}

func newHookForm() hookForm {
	f := hookFields("", "", webhook.Standard, nil, true)
	f.IsNew = true
	return f
}

func readHookForm(r *http.Request) hookForm {
	f := hookFields(r.PostFormValue("name"), r.PostFormValue("url"), r.PostFormValue("format"), r.PostForm["event_types"], r.PostFormValue("active") != "")
	f.IsNew = r.PathValue("guid") == ""
	return f
}

// draft is what the form says. A new one is on.
func (f *hookForm) draft() webhook.Draft {
	types := []string{}
	for _, thing := range f.Things {
		for _, t := range thing.Types {
			if t.Chosen {
				types = append(types, t.Name)
			}
		}
	}
	format := ""
	for _, o := range f.Formats {
		if o.Chosen {
			format = o.Value
		}
	}
	on := f.IsNew || f.Active.Value != ""
	return webhook.Draft{Name: &f.Name.Value, Address: &f.Address.Value, Format: &format, Types: &types, IsOn: &on}
}

// complain puts what is wrong at the fields, and reports whether the form can
// say it. What was typed stays, also where the last proof is too old.
func (f *hookForm) complain(err error) bool {
	f.IsStale = stale(err)
	said := formFault(err, fault.Conflict, fault.Forbidden)
	f.Wrong = complain(said, &f.Name, &f.Address, &f.Types)
	return err != nil && said != nil
}
