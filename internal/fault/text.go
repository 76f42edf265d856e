package fault

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Text is a sentence as it was made: its English format, by which it is
// translated, and what stands in it. A text may stand in another one.
type Text struct {
	Format string
	Args   []any
}

// String is the text in English. A format without arguments stands as it is.
func (t Text) String() string {
	if len(t.Args) == 0 {
		return t.Format
	}
	return fmt.Sprintf(t.Format, t.Args...)
}

// Word is an argument that is itself English text, to be translated with the
// text that it stands in.
type Word string

// In returns e as say tells its texts. What was not made of a text stays as it
// is.
func (e *Error) In(say func(Text) string) *Error {
	told := *e
	if len(e.texts) > 0 {
		told.tell(say)
	}
	if e.text.Format != "" {
		told.Detail = say(e.text)
	}
	return &told
}

// Text returns what e says about a field, or in all for "". What was made of no
// format is a text without arguments.
func (e *Error) Text(field string) Text {
	t, ok := e.texts[field]
	switch {
	case ok:
		return t
	case field != "":
		return verbatim(e.Fields[field])
	case e.text.Format != "":
		return e.text
	case len(e.texts) > 0:
		return listed(e.texts)
	}
	return verbatim(e.Detail)
}

// Retold returns e with another detail, in which e.Text("") may stand.
func (e *Error) Retold(format string, args ...any) *Error {
	about := *e
	about.text = Text{format, args}
	about.Detail = about.text.String()
	return &about
}

// Under returns e with a prefix to the names of its fields.
func (e *Error) Under(prefix string) *Error {
	about := *e
	about.texts, about.Fields = make(map[string]Text, len(e.Fields)), make(map[string]string, len(e.Fields))
	for field, text := range e.Fields {
		about.texts[prefix+field], about.Fields[prefix+field] = e.Text(field), text
	}
	return &about
}

// listed is one text of what is wrong with several fields.
func listed(texts map[string]Text) Text {
	var all Text
	for _, field := range slices.Sorted(maps.Keys(texts)) {
		if all.Format != "" {
			all.Format += "; "
		}
		all.Format += "%s: %s"
		all.Args = append(all.Args, field, texts[field])
	}
	return all
}

// Reason returns an error that says why something is so, in words that are to
// stand in a failure: see [Why].
func Reason(format string, args ...any) error { return &reason{Text{format, args}} }

// Why is the reason that err gives, to stand in the failure that it is told with.
func Why(err error) Text {
	if r, ok := errors.AsType[*reason](err); ok {
		return r.Text
	}
	return verbatim(err.Error())
}

type reason struct{ Text }

func (r *reason) Error() string { return r.String() }

func verbatim(s string) Text { return Text{"%s", []any{s}} }
