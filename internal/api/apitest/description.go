package apitest

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gatehouse/internal/api"
)

// description is openapi.yaml as the tests compare calls with it: operations to
// find by method and path, and schemas, each compiled when it is first needed.
type description struct {
	doc        map[string]any
	operations []*operation

	mu       sync.Mutex // of what follows; a compiler is used by one at a time
	whole    *jsonschema.Compiler
	some     *jsonschema.Compiler // of what fields= leaves: nothing is required
	compiled map[schemaKey]*jsonschema.Schema
}

type schemaKey struct {
	pointer string
	some    bool
}

// operation is a method of a path, with what it shares with the others of the
// path resolved.
type operation struct {
	method, path string
	segments     []string
	pointer      string
	raw          map[string]any
	parameters   []parameter
}

func (o *operation) String() string { return o.method + " " + o.path }

// parameter is one of an operation.
type parameter struct {
	name, in string
	required bool
	schema   string // pointer
	kind     string // integer, boolean, array or another
	items    string // of an array: the kind
	split    bool   // at commas
	choice   bool   // one of some words, in any case
}

// described is the description, read once in a test binary.
var described = sync.OnceValue(func() *description {
	d, err := readDescription(api.Describe("test").JSON)
	if err != nil {
		panic(err) // no test can say anything about a call without it
	}
	return d
})

const documentURL = "https://gatehouse.example/openapi.json"

func readDescription(text []byte) (*description, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	again, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	nothingRequired(again)
	d := &description{compiled: make(map[schemaKey]*jsonschema.Schema)}
	d.doc, _ = doc.(map[string]any)
	for into, from := range map[**jsonschema.Compiler]any{&d.whole: doc, &d.some: again} {
		c := jsonschema.NewCompiler()
		c.DefaultDraft(jsonschema.Draft2020)
		c.AssertFormat()
		if err := c.AddResource(documentURL, from); err != nil {
			return nil, err
		}
		*into = c
	}
	for path, item := range object(d.doc["paths"]) {
		for method := range object(item) {
			if method != "parameters" {
				d.operations = append(d.operations, d.operation(method, path))
			}
		}
	}
	slices.SortFunc(d.operations, func(a, b *operation) int { return strings.Compare(a.String(), b.String()) })
	return d, nil
}

// nothingRequired takes the lists of what is required out of every schema.
func nothingRequired(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, list := v["required"].([]any); list {
			delete(v, "required")
		}
		for _, inner := range v {
			nothingRequired(inner)
		}
	case []any:
		for _, inner := range v {
			nothingRequired(inner)
		}
	}
}

func object(v any) map[string]any {
	o, _ := v.(map[string]any)
	return o
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// at returns what a pointer into the document leads to, with the pointer to
// where it really stands: a reference leads on.
func (d *description) at(pointer string) (value map[string]any, where string) {
	var v any = d.doc
	plain := strings.NewReplacer("~1", "/", "~0", "~")
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		token = plain.Replace(token)
		switch inner := v.(type) {
		case map[string]any:
			v = inner[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(inner) {
				return nil, pointer
			}
			v = inner[i]
		}
	}
	value = object(v)
	if ref, ok := strings.CutPrefix(text(value["$ref"]), "#"); ok {
		return d.at(ref)
	}
	return value, pointer
}

// under returns the pointer to what has a name inside of another.
func under(pointer string, names ...string) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	for _, name := range names {
		pointer = strings.Join([]string{pointer, escape.Replace(name)}, "/")
	}
	return pointer
}

func (d *description) operation(method, path string) *operation {
	item := under("", "paths", path)
	o := &operation{method: strings.ToUpper(method), path: path, segments: strings.Split(path, "/"), pointer: under(item, method)}
	o.raw, _ = d.at(o.pointer)
	for _, of := range []string{item, o.pointer} {
		owner, _ := d.at(of)
		for i := range list(owner["parameters"]) {
			o.parameters = append(o.parameters, d.parameter(under(of, "parameters", strconv.Itoa(i))))
		}
	}
	return o
}

func (d *description) parameter(pointer string) parameter {
	p, where := d.at(pointer)
	schema, _ := d.at(under(where, "schema"))
	required, _ := p["required"].(bool)
	explode, said := p["explode"].(bool)
	return parameter{
		name: text(p["name"]), in: text(p["in"]), required: required, schema: under(where, "schema"),
		kind: text(schema["type"]), items: text(object(schema["items"])["type"]), split: said && !explode,
		choice: schema["enum"] != nil,
	}
}

// find returns the operation of a call, or nil. In the order of the operations a
// path that is spelled out goes before one with a value in it.
func (d *description) find(method, path string) *operation {
	segments := strings.Split(mainPath(path), "/")
	for _, o := range d.operations {
		if o.method == method && o.fits(segments) {
			return o
		}
	}
	return nil
}

var slashes = regexp.MustCompile(`//+`)

// mainPath is a path of the ratings family under its main mount, without the
// slash at its end and without empty parts.
func mainPath(path string) string {
	path = strings.TrimPrefix(slashes.ReplaceAllString(path, "/"), "/customer-api")
	if strings.HasPrefix(path, "/v1") || strings.HasPrefix(path, "/v2") {
		path = "/ratings" + path
	}
	return strings.TrimSuffix(path, "/")
}

func (o *operation) fits(segments []string) bool {
	if len(segments) != len(o.segments) {
		return false
	}
	for i, s := range o.segments {
		if s != segments[i] && (!strings.HasPrefix(s, "{") || segments[i] == "") {
			return false
		}
	}
	return true
}

// values are those in the path of a call.
func (o *operation) values(path string) url.Values {
	v := make(url.Values)
	for i, s := range strings.Split(mainPath(path), "/") {
		if name, ok := strings.CutPrefix(o.segments[i], "{"); ok {
			v.Set(strings.TrimSuffix(name, "}"), s)
		}
	}
	return v
}

// schema returns the compiled schema at a pointer; some is the one that requires
// nothing.
func (d *description) schema(pointer string, some bool) (*jsonschema.Schema, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	key := schemaKey{pointer, some}
	if s := d.compiled[key]; s != nil {
		return s, nil
	}
	c := d.whole
	if some {
		c = d.some
	}
	s, err := c.Compile(documentURL + (&url.URL{Fragment: pointer}).String())
	if err != nil {
		return nil, err
	}
	d.compiled[key] = s
	return s, nil
}

// encode writes a value of the document again, for a message.
func encode(v any) string {
	text, _ := json.Marshal(v) // it was read from JSON
	return string(text)
}

func names(o map[string]any) []string { return slices.Sorted(maps.Keys(o)) }
