package fault

import (
	"maps"
	"slices"
	"strings"
)

// Problems collects what is wrong with an input, field by field.
type Problems map[string]Text

// Require records a text for field unless ok. The first text of a field wins.
func (p Problems) Require(ok bool, field, format string, args ...any) {
	if _, told := p[field]; !ok && !told {
		p[field] = Text{format, args}
	}
}

// Take records what err says about fields that nothing was said about yet.
func (p Problems) Take(err error) {
	if err == nil {
		return
	}
	e := Of(err)
	for field := range e.Fields {
		if _, told := p[field]; !told {
			p[field] = e.Text(field)
		}
	}
}

// TakeFor is Take for one of several inputs of a form, whose fields have names
// that end in the same way: "comment-2".
func (p Problems) TakeFor(ending string, err error) {
	if err == nil {
		return
	}
	e := Of(err)
	for field := range e.Fields {
		if _, told := p[field+ending]; !told {
			p[field+ending] = e.Text(field)
		}
	}
}

// Err returns nil, or an Invalid error that lists the problems.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	e := &Error{Kind: Invalid, texts: p}
	e.tell(Text.String)
	return e
}

// tell writes what is wrong with the fields, and the detail that lists it.
func (e *Error) tell(say func(Text) string) {
	e.Fields = make(map[string]string, len(e.texts))
	all := make([]string, 0, len(e.texts))
	for _, field := range slices.Sorted(maps.Keys(e.texts)) {
		e.Fields[field] = say(e.texts[field])
		all = append(all, field+": "+e.Fields[field])
	}
	e.Detail = strings.Join(all, "; ")
}
