package web

import (
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/fault"
)

// containerForm asks for what is said about a folder or tier.
type containerForm struct {
	Action, Button    string
	Name, Description field
	Rank              field // of a tier
}

func newContainerForm(k containerKind, action string) containerForm {
	line := func(name string, label, hint phrase) field {
		return field{ID: "container-" + name, Name: name, Label: label, Hint: hint, Type: "text", Autocomplete: "off", MaxLength: 255}
	}
	f := containerForm{Action: action, Name: line("name", say("Name"), nil), Description: line("description", say("Description"), nil)}
	f.Name.Required = true
	if k == ofTiers {
		f.Rank = line("rank", say("Rank"), say("The most important tier has the lowest."))
		f.Rank.Required, f.Rank.InputMode, f.Rank.MaxLength = true, "numeric", 7
	}
	return f
}

// IsTier reports whether a rank is asked for.
func (f containerForm) IsTier() bool { return f.Rank.Name != "" }

// HasProblem reports whether something is wrong with what was sent.
func (f containerForm) HasProblem() bool {
	return f.Name.Problem != nil || f.Description.Problem != nil || f.Rank.Problem != nil
}

func (f *containerForm) fields() []*field {
	if f.IsTier() {
		return []*field{&f.Name, &f.Description, &f.Rank}
	}
	return []*field{&f.Name, &f.Description}
}

// read takes what was sent, and the rank as a number.
func (f *containerForm) read(r *http.Request) (rank int64, err error) {
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	if !f.IsTier() {
		return 0, nil
	}
	rank, err = strconv.ParseInt(strings.TrimSpace(f.Rank.Value), 10, 64)
	if err != nil {
		return 0, fault.Field("rank", "must be an integer")
	}
	return rank, nil
}
