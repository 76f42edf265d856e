package apitest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
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
