package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// operation is one of the description.
type operation struct {
	id, tag, method, path string
	summary, description  string
	right                 string
	asks                  bool // a POST that changes nothing
	public                bool // asks for no token
	pathParams            []string
	params                []*param
	body                  *schema // nil if there is none, or it is no JSON
	bodyType              string  // the media type of another body
	bodyOptional          bool
	answer                *schema // nil if there is none
	exports               bool
}

type param struct {
	name, component string
	description     string
	schema          *schema
	explode         bool
}

// operations reads all operations, in the order of the description.
func operations(d *document) ([]*operation, error) {
	var all []*operation
	seen := make(map[string]bool)
	for path, item := range fields(field(d.root, "paths")) {
		for method, n := range fields(item) {
			if method == "parameters" || strings.HasPrefix(path, "/scim/") { // which IdPs call, and no programs
				continue
			}
			op, err := readOperation(d, path, method, item, n)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", method, path, err)
			}
			if seen[op.id] {
				return nil, fmt.Errorf("there are two operations %s", op.id)
			}
			seen[op.id] = true
			all = append(all, op)
		}
	}
	return all, nil
}

func readOperation(d *document, path, method string, item, n *yaml.Node) (*operation, error) {
	op := &operation{
		id: value(field(n, "operationId")), method: strings.ToUpper(method), path: path,
		summary: value(field(n, "summary")), description: strings.TrimSpace(value(field(n, "description"))),
		right: value(field(n, "x-right")), asks: method == "post" && value(field(n, "x-asks")) == "true",
	}
	tags := list(field(n, "tags"))
	if op.id == "" || len(tags) == 0 || !slices.Contains(d.tags, tags[0].Value) {
		return nil, errors.New("it needs an operationId and one of the tags")
	}
	op.tag = tags[0].Value
	if security := field(n, "security"); security != nil && len(security.Content) == 0 {
		op.public = true
	}
	for _, p := range append(slices.Clone(list(field(item, "parameters"))), list(field(n, "parameters"))...) {
		op.addParam(d, p)
	}
	op.readBody(d, field(n, "requestBody"))
	op.readAnswer(d, field(n, "responses"))
	return op, nil
}

// addParam adds a parameter. Headers are options of a call, and the format is
// chosen by the method.
func (op *operation) addParam(d *document, n *yaml.Node) {
	component, n := d.resolve(n)
	p := &param{
		name: value(field(n, "name")), component: component, schema: d.schema(field(n, "schema")),
		description: strings.TrimSpace(value(field(n, "description"))), explode: value(field(n, "explode")) != "false",
	}
	switch in := value(field(n, "in")); {
	case in == "path":
		op.pathParams = append(op.pathParams, p.name)
	case in == "query" && p.name != "format":
		op.params = append(op.params, p)
	}
}

const csv = "text/csv"

func (op *operation) readBody(d *document, n *yaml.Node) {
	if n == nil {
		return
	}
	_, n = d.resolve(n)
	op.bodyOptional = value(field(n, "required")) != "true"
	content := field(n, "content")
	if asJSON := field(content, "application/json"); asJSON != nil {
		op.body = d.schema(field(asJSON, "schema"))
		return
	}
	for mediaType := range fields(content) {
		if op.bodyType == "" || mediaType == csv {
			op.bodyType = mediaType
		}
	}
}

func (op *operation) readAnswer(d *document, responses *yaml.Node) {
	for status, n := range fields(responses) {
		if status[0] != '2' || op.answer != nil {
			continue
		}
		_, n = d.resolve(n)
		content := field(n, "content")
		op.answer = d.schema(field(field(content, "application/json"), "schema"))
		op.exports = field(content, csv) != nil && op.answer != nil && op.bodyType == ""
	}
}
