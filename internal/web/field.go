package web

import (
	"errors"
	"io"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// field is one input of a form as parts.html shows it: with what was typed and
// what is wrong with it.
type field struct {
	ID, Name, Type, Value   string
	Label, Hint, Problem    phrase
	Short                   phrase // the label in a summary, if it is a sentence
	Placeholder             phrase
	Autocomplete, InputMode string

	Required             bool
	Six                  bool // a six-digit code
	Fixed                bool // shown, not asked
	Focus                bool // where the reader should go on
	Rows                 int  // of a textarea; 0 is a single line
	MinLength, MaxLength int
}

// Hides reports whether nobody sees what is typed, unless the person shows it.
func (f field) Hides() bool { return f.Type == "password" }

// DescribedBy names the elements that explain the field.
func (f field) DescribedBy() string {
	var ids []string
	if f.Hint != nil {
		ids = append(ids, f.ID+"-hint")
	}
	if f.Problem != nil {
		ids = append(ids, f.ID+"-problem")
	}
	return strings.Join(ids, " ")
}

// wrong says what is wrong with a form, above it.
type wrong struct {
	Headline phrase
	Items    []wrongItem
}

// wrongItem leads to the field it is about, if there is one.
type wrongItem struct {
	ID   string
	Text phrase
}

// complain puts what f says at the fields it is about, gives the first of them
// the focus, and returns the summary above the form. What has no field, or one
// that the form does not show, is told in the summary alone.
func complain(f *fault.Error, fields ...*field) *wrong {
	if f == nil {
		return nil
	}
	told := make(map[string]bool)
	sum := &wrong{}
	for _, in := range fields {
		if _, ok := f.Fields[in.Name]; !ok {
			continue
		}
		in.Problem, told[in.Name] = sentence(failure(f, in.Name)), true
		in.Focus = len(sum.Items) == 0
		label := in.Label
		if in.Short != nil {
			label = in.Short
		}
		sum.Items = append(sum.Items, wrongItem{in.ID, say("%s: %s", label, in.Problem)})
	}
	for _, name := range slices.Sorted(maps.Keys(f.Fields)) {
		if !told[name] {
			sum.Items = append(sum.Items, wrongItem{Text: sentence(failure(f, name))})
		}
	}
	if len(sum.Items) == 0 {
		sum.Headline = sentence(failure(f, ""))
	} else {
		sum.Headline = count(int64(len(sum.Items)), "One thing needs another look.", "%d things need another look.")
	}
	return sum
}

// codeField asks for the six digits of a mail.
func codeField(r *http.Request) field {
	return field{
		ID: "code", Name: "code", Label: say("Code from the mail"), Type: "text", Value: r.PostFormValue("code"),
		Hint:     say("Six digits. They stand in the mail that brought you here."),
		Required: true, Six: true, InputMode: "numeric", Autocomplete: "one-time-code", MaxLength: 12,
	}
}

// passwordField asks for a new password. What was typed never comes back.
func passwordField() field {
	return field{
		ID: "password", Name: "password", Label: say("New password"), Type: "password",
		Hint:     say("At least %d characters, whichever you like. A few words in a row are easy to remember and hard to guess.", identity.MinPassword),
		Required: true, Autocomplete: "new-password", MinLength: identity.MinPassword, // without a length that a browser would cut it to
	}
}

// typed makes a single line with what the request brought for it.
func typed(r *http.Request, name string, label phrase, kind, autocomplete string, required bool) field {
	return field{
		ID: name, Name: name, Label: label, Type: kind, Value: r.PostFormValue(name),
		Autocomplete: autocomplete, Required: required, MaxLength: 254,
	}
}

// sentFile reads a file that was sent with a form; its name is "" if there is none.
func sentFile(r *http.Request, field string) (name string, content []byte, err error) {
	file, header, err := r.FormFile(field)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	defer file.Close()
	content, err = io.ReadAll(file)
	return path.Base(strings.ReplaceAll(header.Filename, `\`, "/")), content, err
}

// uploaded returns a file that a form must have.
func uploaded(r *http.Request, name string) (file string, content []byte, err error) {
	file, content, err = sentFile(r, name)
	if err == nil && file == "" {
		err = fault.Field(name, "This field is required.")
	}
	return file, content, err
}
