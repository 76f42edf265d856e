package apitest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gatehouse/internal/db"
)

// shelf is what is known to be there: the values in the path of things, by the
// path of one of their kind.
type shelf map[string][]url.Values

const mostOnShelf = 200

func (s shelf) add(path string, values url.Values) {
	if len(s[path]) < mostOnShelf {
		s[path] = append(s[path], values)
	}
}

// caller makes calls of the description's operations.
type caller struct {
	*dice
	own, foreign shelf
}

// madeCall is a request that was made up.
type madeCall struct {
	operation *operation
	path      url.Values
	request   *http.Request
	sent      string // body and address: what an answer may repeat
}

// item returns the operation path of one thing in a collection, or "".
func (d *description) item(collection string) (path, name string) {
	for _, o := range d.operations {
		rest, ok := strings.CutPrefix(o.path, collection+"/{")
		if name, ok2 := strings.CutSuffix(rest, "}"); ok && ok2 && !strings.Contains(name, "/") {
			return o.path, name
		}
	}
	return "", ""
}

// learn puts the things of an answer on a shelf.
func (c *caller) learn(on shelf, o *operation, path url.Values, body string) {
	item, name := c.d.item(o.path)
	var v any
	if item == "" || json.Unmarshal([]byte(body), &v) != nil {
		return
	}
	for _, inside := range []string{"data", "results", "groups"} {
		if inner, ok := object(v)[inside]; ok {
			v = inner
		}
	}
	things := list(v)
	if things == nil {
		things = []any{v}
	}
	for _, thing := range things {
		id := object(thing)["guid"]
		if id == nil {
			id = object(thing)["id"]
		}
		if f, ok := id.(float64); ok {
			id = fmt.Sprintf("%.0f", f)
		}
		if id, ok := id.(string); ok && id != "" {
			values := url.Values{name: {id}}
			maps.Copy(values, path)
			on.add(item, values)
		}
	}
}

// any returns an id of something on a shelf whose path contains a word.
func (s shelf) any(g *dice, word string) (string, bool) {
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(s)) {
		if strings.Contains(path, word) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return "", false
	}
	path := pick(g, paths)
	values := pick(g, s[path])
	return values.Get(path[strings.LastIndex(path, "{")+1 : len(path)-1]), true
}

// kindsOf leads from the name of a property or a parameter to a shelf.
var kindsOf = []struct{ name, shelf string }{
	{"company", "/companies/"},
	{"companies", "/companies/"},
	{"group", "/access-groups/"},
	{"user", "/users/"},
	{"requester", "/users/"},
	{"folder", "/folders/"},
	{"tier", "/tiers/"},
	{"access", "/access/"},
}

// id returns an id for a name: mostly one that fits, of the caller's customer.
func (c *caller) id(name string) string {
	from := c.own
	switch {
	case c.one(6):
		from = c.foreign
	case c.one(10):
		return pick(c.dice, []string{db.NewID(), "x", strings.ToUpper(db.NewID()), "0"})
	}
	for _, kind := range kindsOf {
		if strings.Contains(name, kind.name) {
			if id, ok := from.any(c.dice, kind.shelf); ok {
				return id
			}
		}
	}
	if id, ok := from.any(c.dice, ""); ok {
		return id
	}
	return db.NewID()
}

// values returns those for the path of an operation.
func (c *caller) values(o *operation) url.Values {
	v := make(url.Values)
	from := c.own
	if c.one(6) {
		from = c.foreign
	}
	last := strings.LastIndex(o.path, "}")
	if known := from[o.path[:last+1]]; len(known) > 0 {
		maps.Copy(v, pick(c.dice, known))
	}
	for _, s := range o.segments {
		name, ok := strings.CutPrefix(s, "{")
		name = strings.TrimSuffix(name, "}")
		switch {
		case !ok:
		case c.one(12):
			v.Set(name, pick(c.dice, []string{db.NewID(), "x", "0", "-1", "99999999999999999999", "\x00", "\xff", "..", "current", "a b", "%", "ü"}))
		case v.Get(name) == "":
			v.Set(name, c.id(s+o.path))
		}
	}
	return v
}

// make makes up a call of an operation.
func (c *caller) make(ctx context.Context, o *operation) (*madeCall, error) {
	c.edge = c.one(4)
	made := &madeCall{operation: o, path: c.values(o)}
	parts := slices.Clone(o.segments)
	for i, s := range parts {
		if name, ok := strings.CutPrefix(s, "{"); ok {
			parts[i] = url.PathEscape(made.path.Get(strings.TrimSuffix(name, "}")))
		}
	}
	address := strings.Join(parts, "/")
	if c.one(10) {
		address += "/"
	}
	if q := c.query(o); len(q) > 0 {
		address += "?" + q.Encode()
	}
	body, kind := c.body(o)
	r, err := http.NewRequestWithContext(ctx, o.method, "http://gatehouse.example"+address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	c.headers(r)
	made.request, made.sent = r, address+" "+string(body)
	return made, nil
}

func (c *caller) query(o *operation) url.Values {
	q := make(url.Values)
	for _, p := range o.parameters {
		if p.in != "query" || !p.required && !c.one(4) || p.required && c.one(20) {
			continue
		}
		v := c.value(p.schema, p.name, 0)
		if c.one(8) {
			v = c.strange()
		}
		var all []string
		for _, one := range append(list(v), v) {
			if _, isList := one.([]any); !isList {
				all = append(all, fmt.Sprint(one))
			}
		}
		q.Set(p.name, strings.Join(all, ","))
	}
	return q
}

func (c *caller) headers(r *http.Request) {
	for name, values := range map[string][]string{
		"Idempotency-Key": {"a", "b", "c", "", strings.Repeat("k", 300), "ü"},
		"If-Match":        {`"1"`, `*`, `W/"1"`, `x`, `"1", "2"`},
		"If-None-Match":   {`*`, `"1"`, `W/"x"`, `,,`},
		"Accept":          {"text/csv", "application/x-ndjson", "text/html, */*;q=0.1", "application/xml", "text/plain", ";"},
		"Accept-Language": {"fr", "de-CH, en;q=0.5", "*", "xx", ";;"},
	} {
		if c.one(10) {
			r.Header.Set(name, pick(c.dice, values))
		}
	}
}

// body returns what an operation is sent, with its type.
func (c *caller) body(o *operation) (body []byte, kind string) {
	described, where := c.d.at(under(o.pointer, "requestBody"))
	content := object(described["content"])
	if len(content) == 0 {
		return nil, ""
	}
	kind = pick(c.dice, names(content))
	if content["application/json"] != nil && !c.one(6) {
		kind = "application/json"
	}
	v := c.value(under(where, "content", kind, "schema"), "", 0)
	if c.one(3) {
		v = c.spoil(v)
	}
	if wrappers := list(described["x-wrapped-in"]); kind == "application/json" && len(wrappers) > 0 && c.one(8) {
		v = map[string]any{fmt.Sprint(pick(c.dice, wrappers)): v}
	}
	switch {
	case kind == "multipart/form-data":
		return multipartOf(object(v))
	case kind == "application/x-www-form-urlencoded":
		form := make(url.Values)
		for name, value := range object(v) {
			form.Set(name, fmt.Sprint(value))
		}
		return []byte(form.Encode()), kind
	case kind != "application/json":
		return fmt.Append(nil, v), kind
	}
	text, err := json.Marshal(v)
	switch {
	case err != nil || c.one(40):
		return []byte(pick(c.dice, []string{"", "{", "[]", "null", `{"a":`, "\xff\xfe", strings.Repeat("[", 100_000)})), kind
	case c.one(40):
		return text, "application/xml"
	}
	return text, kind
}

func multipartOf(values map[string]any) (body []byte, kind string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, name := range names(values) {
		value := values[name]
		text, isText := value.(string)
		if !isText {
			encoded, _ := json.Marshal(value) // it was made of JSON's types
			text = string(encoded)
		}
		part, err := w.CreateFormField(name)
		if err == nil {
			_, _ = io.WriteString(part, text) // into memory
		}
	}
	_ = w.Close() // into memory
	return b.Bytes(), w.FormDataContentType()
}
