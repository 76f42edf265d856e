package main

import (
	"errors"
	"slices"
	"strings"
)

// answer is a form in which an operation answers.
type answer struct {
	goType, suffix   string
	ask              string // the function that makes the call
	iterate, element string // for a list: the function that iterates over it
}

// answers returns the forms, one at least. Without a body goType is empty.
func (t *types) answers(op *operation, name string) ([]answer, error) {
	s := op.answer
	if s == nil {
		return []answer{{ask: "send"}}, nil
	}
	if len(s.anyOf) > 1 && !slices.ContainsFunc(s.anyOf, func(one *schema) bool { return one.is("array") }) {
		return t.forms(s)
	}
	a := answer{ask: "ask"}
	hint := name + "Answer"
	if inner, wrapper := t.envelope(s); inner != nil {
		s, a.ask, hint = inner, "askData", exported(wrapper)
	}
	g, err := t.of(s, hint, false)
	if err != nil {
		return nil, err
	}
	if a.goType = g.name; g.kind == structure {
		a.goType = "*" + g.name
	}
	a.ask += "[" + a.goType + "]"
	t.addIterator(&a, op, g)
	return []answer{a}, nil
}

// forms is for an operation that answers in one form or another, as its
// parameters say: a method for each.
func (t *types) forms(s *schema) ([]answer, error) {
	var all []answer
	for i, one := range s.anyOf {
		if one.ref == "" {
			return nil, errors.New("a form of the answer has no name")
		}
		g, err := t.of(one, exported(one.ref), false)
		if err != nil {
			return nil, err
		}
		a := answer{goType: g.pointerToStruct()}
		a.ask = "ask[" + a.goType + "]"
		if i > 0 {
			a.suffix = strings.TrimPrefix(exported(one.ref), exported(s.anyOf[0].ref))
			if a.suffix == exported(one.ref) {
				a.suffix = "As" + a.suffix
			}
		}
		all = append(all, a)
	}
	return all, nil
}

func (g goType) pointerToStruct() string {
	if g.kind == structure {
		return "*" + g.name
	}
	return g.name
}

// envelope returns what the user family wraps, and the wrapper's name.
func (t *types) envelope(s *schema) (inner *schema, name string) {
	if s.ref == "" {
		return nil, ""
	}
	named, err := t.doc.named(s.ref)
	if err != nil || len(named.properties) != 2 || named.properties[0].name != "message" || named.properties[1].name != "data" {
		return nil, ""
	}
	return named.properties[1].schema, s.ref
}

// addIterator finds out which kind of list an answer is, if it is one.
func (t *types) addIterator(a *answer, op *operation, g goType) {
	if strings.HasPrefix(g.name, "[]") && op.method == "GET" {
		a.iterate, a.element = "rows", strings.TrimPrefix(g.name, "[]")
		return
	}
	view, ok := t.defined[g.name]
	if !ok {
		return
	}
	types := make(map[string]string)
	for _, f := range view.Fields {
		types[f.Name] = f.Type
	}
	element, ok := strings.CutPrefix(types["Results"], "[]")
	switch {
	case !ok:
	case types["Links"] != "" && op.hasParam("offset"):
		a.iterate, a.element = "pages", element
	case types["Total"] != "" && op.hasParam("offset") && a.ask[:len("askData")] == "askData":
		a.iterate, a.element = "counted", element
	}
}

func (op *operation) hasParam(name string) bool {
	return slices.ContainsFunc(op.params, func(p *param) bool { return p.name == name })
}
