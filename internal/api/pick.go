package api

import (
	"encoding/json"
	"slices"
	"strings"
)

// Pick is what fields= leaves of an object; nil is all. A name with a dot
// reaches into an object.
type Pick map[string][]string

// NewPick returns what the names pick.
func NewPick(names []string) Pick {
	if len(names) == 0 {
		return nil
	}
	p := make(Pick)
	for _, name := range names {
		outer, inner, _ := strings.Cut(name, ".")
		p[outer] = append(p[outer], inner)
	}
	return p
}

// Of returns the JSON of what is picked of v.
func (p Pick) Of(v any) (json.RawMessage, error) {
	text, err := json.Marshal(v)
	if p == nil || err != nil {
		return text, err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, err
	}
	kept := make(map[string]json.RawMessage, len(p))
	for name, inner := range p {
		value, ok := all[name]
		if !ok {
			continue
		}
		var object map[string]json.RawMessage
		if p.whole(name) || json.Unmarshal(value, &object) != nil || object == nil { // null stays null
			kept[name] = value
			continue
		}
		some := make(map[string]json.RawMessage, len(inner))
		for _, in := range inner {
			if value, ok := object[in]; ok {
				some[in] = value
			}
		}
		if kept[name], err = json.Marshal(some); err != nil {
			return nil, err
		}
	}
	return json.Marshal(kept)
}

// Each leaves of every document what is picked.
func (p Pick) Each(each func(func([]byte) error) error) func(func([]byte) error) error {
	if p == nil {
		return each
	}
	return func(yield func([]byte) error) error {
		return each(func(document []byte) error {
			text, err := p.Of(json.RawMessage(document))
			if err != nil {
				return err
			}
			return yield(text)
		})
	}
}

// whole reports whether all of a field was asked for.
func (p Pick) whole(name string) bool { return slices.Contains(p[name], "") }

// PickColumns returns the columns that are picked, in their own order.
func PickColumns[T any](all []Column[T], p Pick) []Column[T] {
	if p == nil {
		return all
	}
	var picked []Column[T]
	for _, c := range all {
		outer, inner, _ := strings.Cut(c.Name, ".")
		if p.whole(outer) || slices.Contains(p[outer], inner) {
			c.Width = max(c.Width, 20)
			picked = append(picked, c)
		}
	}
	return picked
}

// EachOf yields the JSON of every item of a list.
func EachOf[T any](all []T) func(func([]byte) error) error {
	return func(yield func([]byte) error) error {
		for i := range all {
			text, err := json.Marshal(all[i])
			if err != nil {
				return err
			}
			if err := yield(text); err != nil {
				return err
			}
		}
		return nil
	}
}
