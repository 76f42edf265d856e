package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"sync"
)

// picker takes the values out of a document that columns are named by: at its top,
// or one object below. It understands what encoding/json writes, and nothing more.
type picker struct {
	cells [][]byte // text of what is plain, JSON of what is not, "" of what is null or not there
	top   *level
	spare []byte // of what is written with escapes
}

// level is an object of the document. One document is like the next: the names of
// the first are looked for in its order, before they are looked up.
type level struct {
	places map[string]*place
	order  []named
}

// named is a name as it is written in a document, with its colon, and where its
// value goes; nil if no column wants it.
type named struct {
	text string
	at   *place
}

// place is where a value goes, or the values within.
type place struct {
	column int // -1: only what is within
	raw    bool
	within *level
}

// newPicker returns nil if the sheet does not say that its columns can be found.
func newPicker[T any](s *Sheet[T]) *picker {
	if !s.ByName {
		return nil
	}
	p := &picker{cells: make([][]byte, len(s.Columns)), top: newLevel()}
	for i, col := range s.Columns {
		at := &place{column: i, raw: col.FromJSON != nil}
		outer, inner, nested := strings.Cut(col.Name, ".")
		if !nested {
			p.top.places[outer] = at
			continue
		}
		o, ok := p.top.places[outer]
		if !ok {
			o = &place{column: -1, within: newLevel()}
			p.top.places[outer] = o
		}
		o.within.places[inner] = at
	}
	return p
}

func newLevel() *level { return &level{places: make(map[string]*place)} }

// pick reports whether it has understood the document, and all that is wanted of it.
func (p *picker) pick(document []byte) bool {
	clear(p.cells)
	p.spare = p.spare[:0]
	rest, ok := p.object(document, p.top)
	return ok && len(bytes.TrimSpace(rest)) == 0
}

// object reads an object, and returns what comes after it.
func (p *picker) object(text []byte, l *level) (rest []byte, ok bool) {
	if len(text) < 2 || text[0] != '{' {
		return nil, false
	}
	if text[1] == '}' {
		return text[2:], true
	}
	next := 0 // in the order
	first := len(l.order) == 0
	for begun := false; !begun || len(text) > 0 && text[0] == ','; begun = true {
		var at *place
		text = text[1:]
		if next < len(l.order) && len(text) > len(l.order[next].text) && string(text[:len(l.order[next].text)]) == l.order[next].text {
			at, text = l.order[next].at, text[len(l.order[next].text):]
			next++
		} else {
			name, after, plain := quoted(text)
			if !plain || len(after) == 0 || after[0] != ':' {
				return nil, false
			}
			at = l.places[string(name)]
			if first {
				l.order = append(l.order, named{string(text[:len(name)+3]), at})
				next++
			}
			text = after[1:]
		}
		switch {
		case at == nil:
			text, ok = skip(text)
		case at.within != nil && len(text) > 0 && text[0] == '{':
			text, ok = p.object(text, at.within)
		case at.column < 0:
			text, ok = skip(text) // null in place of the object
		default:
			text, ok = p.value(text, at)
		}
		if !ok {
			return nil, false
		}
	}
	if len(text) == 0 || text[0] != '}' {
		return nil, false
	}
	return text[1:], true
}

func (p *picker) value(text []byte, at *place) (rest []byte, ok bool) {
	if !at.raw {
		if body, rest, plain := quoted(text); plain {
			p.cells[at.column] = body
			return rest, true
		}
	}
	rest, ok = skip(text)
	if !ok {
		return nil, false
	}
	value := text[:len(text)-len(rest)]
	switch {
	case at.raw:
	case value[0] == '"':
		var s string
		if json.Unmarshal(value, &s) != nil {
			return nil, false
		}
		p.spare = append(p.spare, s...)
		value = p.spare[len(p.spare)-len(s):]
	case value[0] == '{' || value[0] == '[': // a column that says what it makes of this has FromJSON
		return nil, false
	case string(value) == "null":
		value = nil
	}
	p.cells[at.column] = value
	return rest, true
}

// quoted returns what is between the quotes that a text begins with, and what comes
// after; it is plain if there are no escapes in it.
func quoted(text []byte) (body, rest []byte, plain bool) {
	if len(text) == 0 || text[0] != '"' {
		return nil, nil, false
	}
	end := bytes.IndexByte(text[1:], '"')
	if end < 0 || bytes.IndexByte(text[1:end+1], '\\') >= 0 {
		return nil, nil, false
	}
	return text[1 : end+1], text[end+2:], true
}

// skip returns what comes after the value that a text begins with.
func skip(text []byte) (rest []byte, ok bool) {
	if len(text) == 0 {
		return nil, false
	}
	switch text[0] {
	case '"':
		return skipString(text)
	case '{', '[':
		depth := 0
		for len(text) > 0 {
			switch text[0] {
			case '"':
				if text, ok = skipString(text); !ok {
					return nil, false
				}
				continue
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return text[1:], true
				}
			}
			text = text[1:]
		}
		return nil, false
	default:
		for end, c := range text {
			if c == ',' || c == '}' || c == ']' {
				return text[end:], end > 0
			}
		}
		return nil, false
	}
}

func skipString(text []byte) (rest []byte, ok bool) {
	if _, rest, ok = quoted(text); ok {
		return rest, true
	}
	for i := 1; i < len(text); {
		n := bytes.IndexAny(text[i:], `"\`)
		if n < 0 {
			return nil, false
		}
		if i += n; text[i] == '"' {
			return text[i+1:], true
		}
		i += 2
	}
	return nil, false
}

// Joined returns what makes a cell of an array of objects: say is told the plain values
// that each has under the names, in their order.
func Joined(say func(values [][]byte) string, names ...string) func(text []byte) (string, error) {
	s := Sheet[struct{}]{ByName: true}
	for _, name := range names {
		s.Columns = append(s.Columns, Column[struct{}]{Name: name})
	}
	pickers := sync.Pool{New: func() any { return newPicker(&s) }}
	return func(text []byte) (string, error) {
		if len(text) == 0 || string(text) == "[]" || string(text) == "null" {
			return "", nil
		}
		p := pickers.Get().(*picker) //nolint:forcetypeassert // only New above makes it
		defer pickers.Put(p)
		var b strings.Builder
		for rest := text; len(rest) > 1; {
			clear(p.cells)
			var ok bool
			if rest, ok = p.object(rest[1:], p.top); !ok || len(rest) == 0 || rest[0] != ',' && rest[0] != ']' {
				return "", errors.New("an array of objects was expected")
			}
			if b.Len() > 0 {
				b.WriteString(", ")
			}
			b.WriteString(say(p.cells))
		}
		return b.String(), nil
	}
}
