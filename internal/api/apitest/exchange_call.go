package apitest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// call checks what was sent.
func (c *check) call() {
	path := c.operation.values(c.Path)
	for _, p := range c.operation.parameters {
		switch p.in {
		case "path":
			c.parameter(p, path[p.name])
		case "query":
			c.parameter(p, c.Query[p.name])
		case "header":
			c.parameter(p, c.Header[http.CanonicalHeaderKey(p.name)])
		}
	}
	described, where := c.at(under(c.operation.pointer, "requestBody"))
	if described == nil {
		return
	}
	if len(bytes.TrimSpace(c.Sent)) == 0 {
		if required, _ := described["required"].(bool); required {
			c.problem("request body", "it is required, and none was sent")
		}
		return
	}
	c.sent(object(described["content"]), where, list(described["x-wrapped-in"]))
}

func (c *check) parameter(p parameter, values []string) {
	var given []any
	if p.kind != "array" && len(values) > 1 {
		values = values[:1] // what the server reads of a parameter that is sent twice
	}
	for _, v := range values {
		parts := []string{v}
		if p.split {
			parts = strings.Split(v, ",")
		}
		for _, part := range parts {
			if p.choice {
				part = strings.ToLower(part)
			}
			if part = strings.TrimSpace(part); part != "" && p.kind == "array" {
				given = append(given, scalar(p.items, part))
			} else if part != "" {
				given = append(given, scalar(p.kind, part))
			}
		}
	}
	switch {
	case len(given) == 0:
		if p.required {
			c.problem("parameter "+p.name, "it is required, and was not sent")
		}
	case p.kind == "array":
		c.validate("parameter "+p.name, p.schema, false, given)
	default:
		c.validate("parameter "+p.name, p.schema, false, given[0])
	}
}

// scimJSON is the type of bodies and answers of SCIM.
const scimJSON = "application/scim+json"

// sent checks the body of a call. JSON and CSV are understood under the types that
// curl and old clients send by themselves.
func (c *check) sent(content map[string]any, where string, wrappers []any) {
	kind, params, _ := mime.ParseMediaType(c.Header.Get("Content-Type"))
	var v any
	var err error
	switch trimmed := bytes.TrimSpace(c.Sent); {
	case kind == "multipart/form-data":
		v, err = multipartValues(c.Sent, params["boundary"])
	case kind == "application/x-www-form-urlencoded" && content[kind] != nil && trimmed[0] != '{':
		var q url.Values
		q, err = url.ParseQuery(string(trimmed))
		v = formValues(q)
	case content["application/octet-stream"] != nil:
		kind, v = "application/octet-stream", string(c.Sent)
	case content["text/csv"] != nil:
		kind, v = "text/csv", string(trimmed)
	case content[scimJSON] != nil:
		kind = scimJSON
		v, err = jsonschema.UnmarshalJSON(bytes.NewReader(trimmed))
	default:
		kind = "application/json"
		v, err = jsonschema.UnmarshalJSON(bytes.NewReader(trimmed))
	}
	if err != nil {
		c.problem("request body", err.Error())
		return
	}
	if content[kind] == nil {
		c.problem("request body", kind+" is not among "+strings.Join(names(content), ", "))
		return
	}
	if o := object(v); kind == "application/json" && len(o) == 1 && slices.Contains(wrappers, any(names(o)[0])) {
		v = o[names(o)[0]]
	}
	if kind != scimJSON { // whose own names have capitals, and are described so
		v = lowerNames(v)
	}
	c.validate("request body", under(where, "content", kind, "schema"), false, v)
}

// lowerNames is a body as it is read: the case of its names makes no difference.
func lowerNames(v any) any {
	switch v := v.(type) {
	case map[string]any:
		o := make(map[string]any, len(v))
		for name, inner := range v {
			o[strings.ToLower(name)] = lowerNames(inner)
		}
		return o
	case []any:
		for i := range v {
			v[i] = lowerNames(v[i])
		}
	}
	return v
}

func formValues(q url.Values) map[string]any {
	o := make(map[string]any)
	for name, values := range q {
		if o[name] = values[0]; len(values) > 1 {
			all := make([]any, len(values))
			for i, v := range values {
				all[i] = v
			}
			o[name] = all
		}
	}
	return o
}

func multipartValues(body []byte, boundary string) (map[string]any, error) {
	o := make(map[string]any)
	for parts := multipart.NewReader(bytes.NewReader(body), boundary); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return o, nil
		}
		if err != nil {
			return nil, err
		}
		value, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		o[part.FormName()] = string(value)
	}
}
