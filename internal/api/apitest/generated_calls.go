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

// strangeHeaders are what clients send beside a body, in an order that stays: the
// dice fall the same for the same seed.
var strangeHeaders = []struct {
	name   string
	values []string
}{
	{"Idempotency-Key", []string{"a", "b", "c", "", strings.Repeat("k", 300), "ü"}},
	{"If-Match", []string{`"1"`, `*`, `W/"1"`, `x`, `"1", "2"`}},
	{"If-None-Match", []string{`*`, `"1"`, `W/"x"`, `,,`}},
	{"Accept", []string{"text/csv", "application/x-ndjson", "text/html, */*;q=0.1", "application/xml", "text/plain", ";"}},
	{"Accept-Language", []string{"fr", "de-CH, en;q=0.5", "*", "xx", ";;"}},
}

func (c *caller) headers(r *http.Request) {
	for _, h := range strangeHeaders {
		if c.one(10) {
			r.Header.Set(h.name, pick(c.dice, h.values))
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
	case kind != "application/json" && kind != scimJSON:
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
	_ = w.SetBoundary("the same for every call") // which is one
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
