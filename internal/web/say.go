package web

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"gatehouse/internal/fault"
)

// phrase is something that a page says: its English format, by which it is
// translated, and what stands in it. It is told when the page is rendered, in
// the reader's language. nil says nothing.
type phrase []any

// String is there for who forgets that a phrase has to be told: it is seen at
// once, and refused by a test.
func (p phrase) String() string { return fmt.Sprintf("UNTOLD%q", []any(p)) }

// say makes a phrase. The format is a literal, so that a test finds it; among
// the arguments may be phrases.
func say(format string, args ...any) phrase { return append(phrase{format}, args...) }

// count makes a phrase of n of a thing. Both formats begin their arguments with
// a %d, which is n; the first format is for one.
func count(n int64, one, many string, args ...any) phrase {
	return append(phrase{counted{one, many, n}, n}, args...)
}

// counted is the format of a phrase that has two: which one it takes depends on
// the number, and on the language.
type counted struct {
	one, many string
	n         int64
}

// plain makes a phrase of what is nobody's to translate: a name, an address.
func plain(s string) phrase {
	if s == "" {
		return nil
	}
	return phrase{"%s", s}
}

// or returns p, or what to say where it says nothing.
func or(p, otherwise phrase) phrase {
	if p == nil {
		return otherwise
	}
	return p
}

// sentence makes a text that was written for a field start like a sentence and
// end like one.
func sentence(p phrase) phrase {
	if len(p) == 0 {
		return nil
	}
	return phrase{"%s", whole{p}}
}

// listed makes one phrase of several, with commas between them.
func listed(all ...phrase) phrase {
	if len(all) == 0 {
		return nil
	}
	return phrase{"%s", several(all)}
}

// several are phrases that are told one after the other.
type several []phrase

// moment is a time that is told to the minute.
type moment time.Time

// month is a time that is told by the name of its month, monthOfYear with the year.
type (
	month       time.Time
	monthOfYear time.Time
)

// started makes a phrase begin with a capital letter.
func started(p phrase) phrase {
	if len(p) == 0 {
		return nil
	}
	return phrase{"%s", capitals{p}}
}

// capitals is an argument that is told with a capital letter first.
type capitals struct{ phrase }

// whole is an argument that is told as a sentence of its own.
type whole struct{ phrase }

// failure is what f says about one of its fields, or in all if field is "".
func failure(f *fault.Error, field string) phrase {
	return ofText(f.Text(field))
}

// inAll is what f says where there is no field to say it at: about all of its
// fields without their names, which are the API's.
func inAll(f *fault.Error) phrase {
	if len(f.Fields) == 0 {
		return failure(f, "")
	}
	var all []phrase
	for _, name := range slices.Sorted(maps.Keys(f.Fields)) {
		all = append(all, failure(f, name))
	}
	return listed(all...)
}

func ofText(t fault.Text) phrase {
	p := phrase{t.Format}
	for _, a := range t.Args {
		switch in := a.(type) {
		case fault.Word:
			a = phrase{string(in)}
		case fault.Text:
			a = ofText(in)
		}
		p = append(p, a)
	}
	return p
}
