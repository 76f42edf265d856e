package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// types are the Go types that the operations need, made on demand.
type types struct {
	doc     *document
	sent    map[string]bool // schemas that are part of a body
	defined map[string]*typeView
	from    map[string]*schema // of each that is defined
	methods map[string]bool
}

// typeView is a type to be written.
type typeView struct {
	Name, Doc string
	Fields    []fieldView // of a struct
	Of        string      // what it is otherwise
	Words     []wordView  // of an enumeration
}

type fieldView struct{ Name, Type, Tag, Doc string }

type wordView struct{ Name, Value string }

func newTypes(doc *document, ops []*operation) *types {
	t := &types{doc: doc, sent: make(map[string]bool), defined: make(map[string]*typeView), from: make(map[string]*schema), methods: make(map[string]bool)}
	for _, op := range ops {
		t.markSent(op.body)
	}
	return t
}

// markSent remembers what a body is made of.
func (t *types) markSent(s *schema) {
	if s == nil {
		return
	}
	if s.ref != "" {
		if !t.sent[s.ref] {
			t.sent[s.ref] = true
			if named, err := t.doc.named(s.ref); err == nil {
				t.markSent(named)
			}
		}
		return
	}
	for _, p := range s.properties {
		t.markSent(p.schema)
	}
	for _, one := range slices.Concat(s.allOf, s.anyOf, []*schema{s.items, s.rest}) {
		t.markSent(one)
	}
}

func (t *types) sorted() []*typeView {
	return slices.SortedFunc(maps.Values(t.defined), func(a, b *typeView) int { return strings.Compare(a.Name, b.Name) })
}

// goType is how a schema is written in Go.
type goType struct {
	name     string
	nullable bool
	kind     kind
}

type kind int

const (
	scalar    kind = iota
	structure      // a struct
	several        // a slice, a map or anything: nil is none
)

// of returns the type of a schema. hint names the type if it needs one that
// the description does not give; sent makes it part of a body.
func (t *types) of(s *schema, hint string, sent bool) (goType, error) {
	switch {
	case s == nil:
		return goType{"any", false, several}, nil
	case s.ref != "":
		return t.ofNamed(s.ref)
	case len(s.enum) > 0 && s.is("string"):
		return t.word(s, hint)
	case s.is("array"):
		one, err := t.of(s.items, singular(hint), sent)
		if err != nil {
			return goType{}, err
		}
		return goType{"[]" + one.pointer(), s.nullable, several}, nil
	case s.is("object") || len(s.types) == 0 && len(s.allOf) > 0:
		return t.object(s, hint, sent)
	case len(s.types) == 0 && len(s.anyOf) > 0:
		return t.variant(s, hint, sent)
	case len(s.types) == 1:
		name, err := plain(s)
		return goType{name, s.nullable, scalar}, err
	}
	return goType{"any", s.nullable, several}, nil
}

// plain returns the type of a scalar.
func plain(s *schema) (string, error) {
	switch s.types[0] {
	case "string":
		if s.format == "date-time" {
			return "time.Time", nil
		}
		return "string", nil
	case "integer":
		return "int", nil
	case "number":
		return "float64", nil
	case "boolean":
		return "bool", nil
	}
	return "", fmt.Errorf("no Go type for %s", s.types[0])
}

// pointer is the type of an element, which may be null.
func (g goType) pointer() string {
	if g.nullable && g.kind != several {
		return "*" + g.name
	}
	return g.name
}

// ofNamed returns the type of a schema with a name. Arrays and scalars need no
// type of their own.
func (t *types) ofNamed(name string) (goType, error) {
	s, err := t.doc.named(name)
	if err != nil {
		return goType{}, err
	}
	return t.of(s, exported(name), t.sent[name])
}

// variant returns the type of something that comes in several forms: the array,
// where one thing may stand for an array of it, and otherwise the only one, or anything.
func (t *types) variant(s *schema, hint string, sent bool) (goType, error) {
	chosen := s.anyOf[0]
	for _, one := range s.anyOf {
		if one.is("array") {
			chosen = one
		}
	}
	if len(s.anyOf) > 1 && !chosen.is("array") {
		return goType{"any", s.nullable, several}, nil
	}
	g, err := t.of(chosen, hint, sent)
	if g.name == "[]any" {
		g.name = "any"
	}
	g.nullable = g.nullable || s.nullable
	return g, err
}

// word defines an enumeration.
func (t *types) word(s *schema, hint string) (goType, error) {
	v := &typeView{Name: hint, Doc: s.description, Of: "string"}
	for _, w := range s.enum {
		name := exported(w)
		if name == "" {
			name = "None"
		}
		v.Words = append(v.Words, wordView{hint + name, w})
	}
	_, err := t.define(v, s)
	return goType{hint, s.nullable, scalar}, err
}

// object defines a struct, or returns a map.
func (t *types) object(s *schema, hint string, sent bool) (goType, error) {
	flat := &schema{description: s.description}
	if err := t.flatten(flat, s); err != nil {
		return goType{}, err
	}
	if len(flat.properties) == 0 {
		return t.mapping(s, hint, sent)
	}
	v := &typeView{Name: hint, Doc: flat.description}
	if isNew, err := t.define(v, s); err != nil || !isNew {
		return goType{hint, s.nullable, structure}, err
	}
	for _, p := range flat.properties {
		if sent && p.schema.ref == "" && len(p.schema.types) == 0 && len(p.schema.anyOf) == 0 && len(p.schema.allOf) == 0 {
			continue // it says nothing: the server ignores it
		}
		g, err := t.of(p.schema, hint+exported(p.name), sent)
		if err != nil {
			return goType{}, fmt.Errorf("%s.%s: %w", hint, p.name, err)
		}
		v.Fields = append(v.Fields, newField(p, g, slices.Contains(flat.required, p.name), sent))
	}
	return goType{hint, s.nullable, structure}, nil
}

// flatten collects the properties of a schema and of those that it is made of.
func (t *types) flatten(into, s *schema) error {
	for _, one := range s.allOf {
		if one.ref != "" {
			named, err := t.doc.named(one.ref)
			if err != nil {
				return err
			}
			one = named
		}
		if into.description == "" {
			into.description = one.description
		}
		if err := t.flatten(into, one); err != nil {
			return err
		}
	}
	into.properties = append(into.properties, s.properties...)
	into.required = append(into.required, s.required...)
	return nil
}

func (t *types) mapping(s *schema, hint string, sent bool) (goType, error) {
	if s.rest == nil {
		return goType{"map[string]any", s.nullable, several}, nil
	}
	key := goType{name: "string"}
	one, err := t.of(s.rest, singular(hint), sent)
	if err == nil && s.names != nil && s.names.ref != "" {
		key, err = t.ofNamed(s.names.ref)
	}
	return goType{"map[" + key.name + "]" + one.pointer(), s.nullable, several}, err
}

// newField writes a field of a struct. What is absent or null in an answer is
// zero or nil; in a body what may be absent is a pointer, and what may be null
// besides an Opt.
func newField(p property, g goType, required, sent bool) fieldView {
	f := fieldView{Name: exported(p.name), Type: g.name, Tag: p.name, Doc: p.schema.description}
	switch {
	case g.kind == several && !required:
		f.Tag += ",omitzero"
	case g.kind == several:
	case sent && !required && g.nullable:
		f.Type, f.Tag = "Opt["+g.name+"]", f.Tag+",omitzero"
	case sent && !required || g.kind == structure && !required:
		f.Type, f.Tag = "*"+g.name, f.Tag+",omitempty"
	case g.nullable:
		f.Type = "*" + g.name
	}
	if !required && !strings.Contains(f.Tag, ",") {
		f.Tag += ",omitzero"
	}
	return f
}

// define adds a type, unless that was done.
func (t *types) define(v *typeView, s *schema) (isNew bool, err error) {
	done, ok := t.defined[v.Name]
	if !ok {
		t.defined[v.Name], t.from[v.Name] = v, s
		return true, nil
	}
	if t.from[v.Name] != s && (len(v.Words) == 0 || !slices.Equal(v.Words, done.Words)) {
		return false, fmt.Errorf("two types are called %s", v.Name)
	}
	return false, nil
}

// finish gives those enumerations' words that would clash with a type another name.
func (t *types) finish() {
	for _, v := range t.defined {
		for i, w := range v.Words {
			if _, ok := t.defined[w.Name]; ok {
				v.Words[i].Name += "Word"
			}
		}
	}
}
