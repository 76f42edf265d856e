package web

import (
	"slices"
	"strconv"
	"strings"
)

// shapes reads types, and remembers those with a name that it came by.
type shapes struct {
	node
	names []string
}

const deepest = 6 // objects inside of each other

// all returns the shapes that were come by, and those that these have in them.
func (s *shapes) all() (all []shape) {
	for i := 0; i < len(s.names); i++ {
		all = append(all, s.shape(s.names[i]))
	}
	slices.SortFunc(all, func(a, b shape) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func (s *shapes) shape(name string) shape {
	n := s.get("components", "schemas", name)
	out := shape{Name: name, About: prose(n.get("description").text()), Fields: s.fields("", n, 0)}
	if len(out.Fields) == 0 {
		out.Type = s.kind(n)
	}
	return out
}

// fields lists the fields of an object, those of the objects in it included.
func (s *shapes) fields(before string, n node, depth int) (all []entry) {
	if depth > deepest {
		return nil
	}
	n = n.follow()
	for _, part := range n.get("allOf").items() {
		all = append(all, s.fields(before, part, depth+1)...)
	}
	required := n.get("required").texts()
	for name, value := range n.get("properties").pairs() {
		all = append(all, s.field(before+name, slices.Contains(required, name), value, depth)...)
	}
	if any := n.get("additionalProperties"); any.Kind != 0 && any.text() != "false" {
		all = append(all, s.field(before+"<name>", false, n.plain("additionalProperties"), depth)...)
	}
	return all
}

func (s *shapes) field(name string, required bool, n node, depth int) []entry {
	p := entry{Name: name, Required: required, Type: s.kind(n), About: prose(n.get("description").text())}
	if n.ref() != "" {
		return []entry{p}
	}
	all := []entry{p}
	inner, within := n, "."
	if items := n.get("items"); !items.none() {
		if n.plain("items").ref() != "" {
			return all
		}
		inner, within = items, "[]."
	}
	for _, choice := range inner.get("anyOf").items() {
		all = append(all, s.fields(name+within, choice, depth+1)...)
	}
	return append(all, s.fields(name+within, inner, depth+1)...)
}

// kind says in words what a value is; a type with a name is one word.
func (s *shapes) kind(n node) []typePart {
	if name := n.ref(); name != "" {
		if !slices.Contains(s.names, name) {
			s.names = append(s.names, name)
		}
		return []typePart{{name, name}}
	}
	if choices := append(n.get("anyOf").items(), n.get("allOf").items()...); len(choices) > 0 && n.get("type").none() {
		var all []typePart
		for i, choice := range choices {
			if i > 0 {
				all = append(all, typePart{Text: " or "})
			}
			all = append(all, s.kind(choice)...)
		}
		return all
	}
	names := n.get("type").texts()
	if names == nil {
		names = []string{n.get("type").text()}
	}
	if values := n.get("enum").texts(); len(values) > 0 {
		return []typePart{{Text: "one of " + strings.Join(values, ", ")}}
	}
	if value := n.get("const"); !value.none() {
		return []typePart{{Text: "always " + value.text()}}
	}
	if slices.Contains(names, "array") && !n.get("items").none() {
		all := append([]typePart{{Text: "array of "}}, s.kind(n.plain("items"))...)
		if slices.Contains(names, "null") {
			all = append(all, typePart{Text: " or null"})
		}
		return all
	}
	text := strings.Join(names, " or ")
	if text == "" {
		text = "anything"
	}
	return []typePart{{Text: strings.Join(append([]string{text}, bounds(n)...), ", ")}}
}

// bounds says what a value may be at most and at least.
func bounds(n node) (all []string) {
	for _, b := range []struct{ name, before, after string }{
		{"format", "", ""},
		{"minLength", "at least ", " characters"},
		{"maxLength", "at most ", " characters"},
		{"minimum", "at least ", ""},
		{"maximum", "at most ", ""},
		{"default", "otherwise ", ""},
	} {
		v := n.get(b.name)
		if v.none() || v.text() == "" {
			continue
		}
		text := v.text()
		if limit, err := strconv.ParseInt(text, 10, 64); err == nil && limit >= 10_000 {
			text = tellers["en"].number(limit)
		}
		all = append(all, b.before+text+b.after)
	}
	return all
}

func (s *shapes) parameter(n node) parameter {
	p := parameter{
		Name: n.get("name").text(), Where: n.get("in").text(), Required: n.get("required").text() == "true",
		Type: s.kind(n.plain("schema")), About: prose(n.get("description").text()),
	}
	if e := n.get("example"); !e.none() {
		p.Example = e.shown()
		if list := e.texts(); list != nil {
			p.Example = strings.Join(list, ",")
		}
	}
	return p
}

func (s *shapes) body(n node) *body {
	b := &body{Required: n.get("required").text() == "true", Wrappers: n.get("x-wrapped-in").texts()}
	b.Kinds, b.Type, b.Examples = s.content(n.get("content"))
	return b
}

func (s *shapes) answer(status string, n node) response {
	a := response{Status: status, About: prose(n.get("description").text())}
	a.Kinds, a.Type, a.Examples = s.content(n.get("content"))
	for name, h := range n.get("headers").pairs() {
		a.Headers = append(a.Headers, entry{Name: name, About: prose(h.get("description").text())})
	}
	return a
}

// content reads the forms of a body. The first one's type stands for all.
func (s *shapes) content(n node) (kinds []string, kind []typePart, examples []example) {
	for name, media := range n.pairs() {
		kinds = append(kinds, name)
		if kind == nil {
			kind = s.kind(media.plain("schema"))
		}
		if one := media.get("example"); !one.none() && !strings.HasSuffix(name, "sheet") {
			examples = append(examples, example{name, one.shown()})
		}
		if len(kinds) > 1 {
			continue // they show the same
		}
		for title, one := range media.get("examples").pairs() {
			examples = append(examples, example{name + ": " + title, one.get("value").shown()})
		}
	}
	return kinds, kind, examples
}

// plain is get of one name, without following a reference.
func (n node) plain(name string) node {
	for key, value := range n.follow().pairs() {
		if key == name {
			return value
		}
	}
	return n.get(name)
}
