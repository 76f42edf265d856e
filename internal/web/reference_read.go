package web

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// node is a part of the description; it keeps the order of the file.
type node struct {
	*yaml.Node
	root *yaml.Node
}

// readReference reads the API's description, which was given from outside
// because web and api do not know each other.
func readReference(text []byte) *referenceView {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		panic(err) // it is part of the program: it can be read or the build is broken
	}
	v := &referenceView{}
	if doc.Kind == 0 {
		return v
	}
	root := node{doc.Content[0], doc.Content[0]}
	v.Version, v.About = root.get("info", "version").text(), prose(root.get("info", "description").text())
	for _, tag := range root.get("tags").items() {
		v.Tags = append(v.Tags, root.chapter(tag))
	}
	return v
}

// get returns what stands under names, one inside the other; references lead on.
func (n node) get(names ...string) node {
	for _, name := range names {
		n = n.follow()
		found := node{&yaml.Node{}, n.root}
		for key, value := range n.pairs() {
			if key == name {
				found = value
			}
		}
		n = found
	}
	return n.follow()
}

// follow returns what a reference leads to, else n.
func (n node) follow() node {
	for key, value := range n.pairs() {
		if key == "$ref" {
			return node{n.root, n.root}.get(strings.Split(strings.TrimPrefix(value.Value, "#/"), "/")...)
		}
	}
	return n
}

// ref returns the name of the component that a reference leads to, else "".
func (n node) ref() string {
	for key, value := range n.pairs() {
		if key == "$ref" {
			return value.Value[strings.LastIndexByte(value.Value, '/')+1:]
		}
	}
	return ""
}

// pairs yields the keys of an object with their values.
func (n node) pairs() func(yield func(string, node) bool) {
	return func(yield func(string, node) bool) {
		for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, node{n.Content[i+1], n.root}) {
				return
			}
		}
	}
}

func (n node) items() (all []node) {
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			all = append(all, node{item, n.root})
		}
	}
	return all
}

func (n node) none() bool { return n.Kind == 0 }

func (n node) text() string { return n.Value }

func (n node) texts() (all []string) {
	for _, item := range n.items() {
		all = append(all, item.Value)
	}
	return all
}

// chapter reads the operations of a tag.
func (n node) chapter(tag node) chapter {
	name := tag.get("name").text()
	c := chapter{Name: name, Slug: strings.ReplaceAll(strings.ToLower(name), " ", "-"), About: prose(tag.get("description").text())}
	used := &shapes{node: n}
	for path, item := range n.get("paths").pairs() {
		for method, op := range item.pairs() {
			if slices.Contains(op.get("tags").texts(), name) {
				c.Operations = append(c.Operations, n.operation(used, strings.ToUpper(method), path, item, op))
			}
		}
	}
	c.Shapes = used.all()
	return c
}

func (n node) operation(used *shapes, method, path string, item, op node) operation {
	o := operation{
		ID: op.get("operationId").text(), Method: method, Path: path, Summary: op.get("summary").text(),
		About: prose(about(op)), Access: prose(access(op)),
	}
	for _, p := range append(item.get("parameters").items(), op.get("parameters").items()...) {
		o.Parameters = append(o.Parameters, used.parameter(p.follow()))
	}
	if b := op.get("requestBody"); !b.none() {
		o.Body = used.body(b)
	}
	for status, ref := range op.get("responses").pairs() {
		a := ref.follow()
		if status[0] == '2' || status[0] == '3' {
			o.Answers = append(o.Answers, used.answer(status, a))
			continue
		}
		o.Refusals = append(o.Refusals, response{Status: status, About: prose(a.get("description").text())})
	}
	o.Curl = o.curl()
	return o
}

// about is what an operation is for, and in what it is not what scripts for the
// original service know.
func about(op node) string {
	text := op.get("description").text()
	if differs := op.get("x-differs").text(); differs != "" {
		text += "\n\n**What differs from the original:** " + differs
	}
	return text
}

func access(op node) string {
	switch right := op.get("x-right").text(); {
	case right != "":
		return "Needs `" + right + "`."
	case op.get("security").Kind == yaml.SequenceNode:
		return "Public: needs no token."
	default:
		return "Needs a token, and no right."
	}
}

// curl is the command that makes the call, with the first example of its body.
func (o *operation) curl() string {
	var b strings.Builder
	b.WriteString("curl")
	if len(o.Access) > 0 && !strings.HasPrefix(o.Access[0][0].Text, "Public") {
		b.WriteString(` -u "$TOKEN:"`)
	}
	if o.Method != "GET" && (o.Method != "POST" || o.Body == nil) {
		b.WriteString(" -X " + o.Method)
	}
	b.WriteString(` "$GATEHOUSE` + o.Path)
	join := "?"
	for _, p := range o.Parameters {
		if p.Required && p.Where == "query" {
			b.WriteString(join + p.Name + "=" + p.Example)
			join = "&"
		}
	}
	b.WriteString(`"`)
	if o.Body != nil && len(o.Body.Examples) > 0 {
		b.WriteString(" \\\n  -H \"Content-Type: " + o.Body.Kinds[0] + "\" \\\n  --data-binary @- <<'BODY'\n" + strings.TrimSpace(o.Body.Examples[0].Text) + "\nBODY")
	}
	return b.String()
}

// shown writes an example: text as it is, the rest as JSON.
func (n node) shown() string {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		return n.Value
	}
	var out bytes.Buffer
	n.write(&out)
	var pretty bytes.Buffer
	if json.Indent(&pretty, out.Bytes(), "", "  ") != nil {
		return out.String()
	}
	return pretty.String()
}

func (n node) write(out *bytes.Buffer) {
	open, closed := byte('{'), byte('}')
	if n.Kind == yaml.SequenceNode {
		open, closed = '[', ']'
	}
	if n.Kind == yaml.ScalarNode {
		var v any
		_ = n.Decode(&v) // a scalar that was read
		text, _ := json.Marshal(v)
		out.Write(text)
		return
	}
	out.WriteByte(open)
	first := true
	for key, value := range n.pairs() {
		if !first {
			out.WriteByte(',')
		}
		first = false
		text, _ := json.Marshal(key)
		out.Write(append(text, ':'))
		value.write(out)
	}
	for i, item := range n.items() {
		if i > 0 {
			out.WriteByte(',')
		}
		item.write(out)
	}
	out.WriteByte(closed)
}
