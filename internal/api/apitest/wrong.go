package apitest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// wrongs are values that a field of a kind must refuse. A kind that ends in ?
// takes null, too.
var wrongs = map[string][]string{
	"string":  {`true`, `7`, `1.5`, `1e999`, `[]`, `["x"]`, `{}`},
	"secret":  {`true`, `7`, `1.5`, `[]`, `["x"]`, `{}`}, // a string that, too long, is only a wrong one
	"bool":    {`7`, `0`, `"true"`, `""`, `[]`, `[true]`, `{}`},
	"int":     {`true`, `1.5`, `1e999`, `99999999999999999999`, `"7"`, `""`, `[]`, `[7]`, `{}`},
	"strings": {`true`, `7`, `"x"`, `{}`, `[7]`, `[true]`, `[[]]`, `[{}]`, `["x",7]`},
	"joined":  {`true`, `7`, `{}`, `[7]`, `[[]]`, `[{}]`}, // an array of strings, or one with commas
	"text":    {`{}`, `[{}]`, `[[]]`, `["x",["x"]]`},      // a parameter: anything that is written as one
	"object":  {`true`, `7`, `"x"`, `[]`, `[{}]`},
	"objects": {`true`, `7`, `"x"`, `{}`, `[7]`, `["x"]`, `[[]]`},
}

// mistake is a body with one thing wrong in it.
type mistake struct{ name, body string }

const tooLong = 20_000

// mistakes returns what can be wrong with a body: its form, and of every field
// the type, the length and the characters.
func (r *Row) mistakes(t testing.TB, body string) []mistake {
	t.Helper()
	all := []mistake{
		{"malformed", strings.TrimRight(body, "}]")},
		{"half a string", `{"a":"`},
		{"two values", body + body},
		{"a string", `"x"`},
		{"a number", `7`},
		{"true", `true`},
		{"null", `null`},
	}
	for field, kind := range r.kinds(t) {
		kind, nullable := strings.CutSuffix(kind, "?")
		values, known := wrongs[kind]
		if !known {
			t.Fatalf("%s: %s is of no known kind: %s", r.Route, field, kind)
		}
		if !nullable {
			values = append(slices.Clip(values), `null`)
		}
		long := strconv.Quote(strings.Repeat("x", tooLong))
		switch kind {
		case "string", "joined", "text":
			values = append(slices.Clip(values), long, `"a\u0000b"`)
		case "strings":
			values = append(slices.Clip(values), `[`+long+`]`, `["a\u0000b"]`)
		}
		for _, value := range values {
			all = append(all, mistake{field + " is " + value[:min(len(value), 30)], put(t, body, field, value)})
		}
	}
	return all
}

func (r *Row) kinds(t testing.TB) map[string]string {
	t.Helper()
	kinds := make(map[string]string)
	for pair := range strings.FieldsSeq(r.Fields) {
		field, kind, ok := strings.Cut(pair, ":")
		if !ok {
			t.Fatalf("%s: %s has no kind", r.Route, pair)
		}
		kinds[field] = kind
	}
	return kinds
}

// put returns the body with another value at a path of names and numbers; a
// path of "." is the whole body.
func put(t testing.TB, body, path, value string) string {
	t.Helper()
	if path == "." {
		return value
	}
	name, rest, deeper := strings.Cut(path, ".")
	inner := func(old json.RawMessage) json.RawMessage {
		if !deeper {
			return json.RawMessage(value)
		}
		if old == nil {
			old = json.RawMessage(`{}`)
		}
		return json.RawMessage(put(t, string(old), rest, value))
	}
	var changed any
	if i, err := strconv.Atoi(name); err == nil {
		var list []json.RawMessage
		if err := json.Unmarshal([]byte(body), &list); err != nil || i >= len(list) {
			t.Fatalf("%s in %s: %v", path, body, err)
		}
		list[i] = inner(list[i])
		changed = list
	} else {
		object := make(map[string]json.RawMessage)
		if err := json.Unmarshal([]byte(body), &object); err != nil {
			t.Fatalf("%s in %s: %v", path, body, err)
		}
		object[name] = inner(object[name])
		changed = object
	}
	text, err := json.Marshal(changed)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
