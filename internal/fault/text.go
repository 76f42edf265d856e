package fault

import "fmt"

// Text is a sentence as it was made: its English format, by which it is
// translated, and what stands in it.
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
	switch {
	case len(e.texts) > 0:
		told.tell(say)
	case e.text.Format != "":
		told.Detail = say(e.text)
	}
	return &told
}

// Text returns what e says about a field, or in all for "". What was made of no
// format is a text without arguments.
func (e *Error) Text(field string) Text {
	if t, ok := e.texts[field]; ok {
		return t
	}
	if field != "" {
		return verbatim(e.Fields[field])
	}
	if len(e.texts) > 0 || e.text.Format == "" {
		return verbatim(e.Detail)
	}
	return e.text
}

func verbatim(s string) Text { return Text{"%s", []any{s}} }
