package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// document is the description, in its own order.
type document struct {
	root  *yaml.Node
	tags  []string
	known map[string]*schema // by name, each read once
}

func readDescription(path string) (*document, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file yaml.Node
	if err := yaml.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	doc := &document{root: file.Content[0], known: make(map[string]*schema)}
	for _, tag := range list(field(doc.root, "tags")) {
		doc.tags = append(doc.tags, value(field(tag, "name")))
	}
	return doc, nil
}

// find follows a reference such as #/components/schemas/Folder.
func (d *document) find(ref string) (name string, node *yaml.Node) {
	node = d.root
	for name = range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		node = field(node, name)
	}
	return name, node
}

// resolve returns what a node refers to, or the node itself.
func (d *document) resolve(n *yaml.Node) (name string, node *yaml.Node) {
	if ref := value(field(n, "$ref")); ref != "" {
		return d.find(ref)
	}
	return "", n
}

// schema reads a schema; nil has none.
func (d *document) schema(n *yaml.Node) *schema {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	s := &schema{description: strings.TrimSpace(value(field(n, "description"))), format: value(field(n, "format"))}
	if ref := value(field(n, "$ref")); ref != "" {
		s.ref, _ = d.find(ref)
		return s
	}
	types := list(field(n, "type"))
	if single := value(field(n, "type")); single != "" {
		s.types = []string{single}
	}
	for _, t := range types {
		s.types = append(s.types, value(t))
	}
	s.nullable = slices.Contains(s.types, "null")
	s.types = slices.DeleteFunc(s.types, func(t string) bool { return t == "null" })
	for _, word := range list(field(n, "enum")) {
		if word.Tag == "!!null" {
			s.nullable = true
		} else {
			s.enum = append(s.enum, word.Value)
		}
	}
	s.readParts(d, n)
	return s
}

// readParts reads what a schema is made of.
func (s *schema) readParts(d *document, n *yaml.Node) {
	for _, name := range list(field(n, "required")) {
		s.required = append(s.required, name.Value)
	}
	for name, node := range fields(field(n, "properties")) {
		s.properties = append(s.properties, property{name, d.schema(node)})
	}
	s.items, s.rest = d.schema(field(n, "items")), d.schema(field(n, "additionalProperties"))
	s.names = d.schema(field(n, "propertyNames"))
	for _, one := range list(field(n, "allOf")) {
		s.allOf = append(s.allOf, d.schema(one))
	}
	for _, one := range append(list(field(n, "anyOf")), list(field(n, "oneOf"))...) {
		s.addVariant(d.schema(one))
	}
	s.byDefault = value(field(n, "default"))
}

// schema is what the generator needs of one.
type schema struct {
	ref         string // the name of another one; then the rest is empty
	types       []string
	nullable    bool
	format      string
	description string
	enum        []string
	required    []string
	properties  []property
	items       *schema
	rest        *schema // additionalProperties
	names       *schema // propertyNames
	allOf       []*schema
	anyOf       []*schema // null apart
	byDefault   string
}

type property struct {
	name   string
	schema *schema
}

// addVariant adds one of several forms. Those that only narrow what is said
// beside them say nothing about the type.
func (s *schema) addVariant(one *schema) {
	switch {
	case one == nil:
	case one.ref == "" && len(one.types) == 0 && one.nullable:
		s.nullable = true
	case one.ref != "" || len(one.types) > 0:
		s.anyOf = append(s.anyOf, one)
		s.nullable = s.nullable || one.nullable
	}
}

func (s *schema) is(t string) bool { return len(s.types) == 1 && s.types[0] == t }

// named returns the schema with a name.
func (d *document) named(name string) (*schema, error) {
	if s, ok := d.known[name]; ok {
		return s, nil
	}
	_, n := d.find("#/components/schemas/" + name)
	if n == nil {
		return nil, fmt.Errorf("there is no schema %s", name)
	}
	d.known[name] = d.schema(n)
	return d.known[name], nil
}

func field(n *yaml.Node, name string) *yaml.Node {
	for key, v := range fields(n) {
		if key == name {
			return v
		}
	}
	return nil
}

func fields(n *yaml.Node) func(yield func(string, *yaml.Node) bool) {
	return func(yield func(string, *yaml.Node) bool) {
		if n == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, n.Content[i+1]) {
				return
			}
		}
	}
}

func list(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Content
}

func value(n *yaml.Node) string {
	if n == nil || n.Kind != yaml.ScalarNode {
		return ""
	}
	return n.Value
}
