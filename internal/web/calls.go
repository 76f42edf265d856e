package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// apiCall is the call of the API that does what a page does.
type apiCall struct {
	ID           string // of its text on the page
	Does         phrase
	Method, Path string
	Curl         string // a command that works as it stands, with a token in $TOKEN
}

// call describes a call; path has the query with it. Without a body it is nil.
func (c *Web) call(does phrase, method, path string, body map[string]any) apiCall {
	var b strings.Builder
	b.WriteString("curl")
	if strings.HasPrefix(path, "/user/") {
		b.WriteString(` -H "Authorization: Bearer $TOKEN"`)
	} else {
		b.WriteString(` -u "$TOKEN:"`)
	}
	if method != "GET" && (method != "POST" || body == nil) {
		b.WriteString(" -X " + method)
	}
	b.WriteString(" " + quoted(c.PublicURL+path))
	if body != nil {
		var text bytes.Buffer
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(body); err != nil {
			panic(fmt.Sprintf("the body of %s %s: %v", method, path, err)) // of strings, numbers and lists: it can always be written
		}
		b.WriteString(" \\\n  -H 'Content-Type: application/json' \\\n  --data-binary @- <<'BODY'\n" + text.String() + "BODY")
	}
	path, _, _ = strings.Cut(path, "?")
	id := strings.Trim(strings.NewReplacer("/", "-", ".", "-").Replace(path), "-")
	return apiCall{ID: "call-" + strings.ToLower(method) + "-" + id, Does: does, Method: method, Path: path, Curl: b.String()}
}

// quoted is a word of a shell's command: nothing in it means anything to the shell.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
