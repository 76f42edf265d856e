package apitest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/db"
)

// dice makes values that fit a schema of the description, and values that
// hardly do. The same seed makes the same ones, but for ids.
type dice struct {
	*rand.Rand
	d    *description
	ids  func(name string) string // an id for a property or parameter of that name
	edge bool                     // values from the edges of what fits
}

// one reports true once in n times.
func (g *dice) one(n int) bool { return g.IntN(n) == 0 }

func pick[T any](g *dice, of []T) T { return of[g.IntN(len(of))] }

// deepest is how far values nest.
const deepest = 6

// value returns a value of the schema at a pointer, for a property of a name.
func (g *dice) value(pointer, name string, depth int) any {
	schema, at := g.d.at(pointer)
	if example, ok := schema["example"]; ok && g.one(4) {
		return example
	}
	for _, of := range []string{"anyOf", "oneOf"} {
		if options := list(schema[of]); len(options) > 0 {
			return g.value(under(at, of, strconv.Itoa(g.IntN(len(options)))), name, depth)
		}
	}
	if options := list(schema["enum"]); len(options) > 0 {
		return pick(g, options)
	}
	if v, ok := schema["const"]; ok {
		return v
	}
	if parts := list(schema["allOf"]); len(parts) > 0 {
		return g.merged(at, len(parts), name, depth)
	}
	switch g.kind(schema) {
	case "null":
		return nil
	case "boolean":
		return g.one(2)
	case "integer", "number":
		return g.integer(schema)
	case "array":
		return g.array(schema, at, name, depth)
	case "object":
		return g.object(schema, at, depth)
	default:
		return g.text(schema, name)
	}
}

// kind is the type of a schema, or one of its types.
func (g *dice) kind(schema map[string]any) string {
	if all := list(schema["type"]); len(all) > 0 {
		if g.edge || g.one(4) {
			return text(pick(g, all))
		}
		return text(all[0])
	}
	if schema["properties"] != nil || schema["additionalProperties"] != nil {
		return "object"
	}
	return text(schema["type"])
}

func (g *dice) merged(at string, parts int, name string, depth int) any {
	all := make(map[string]any)
	for i := range parts {
		maps.Copy(all, object(g.value(under(at, "allOf", strconv.Itoa(i)), name, depth)))
	}
	return all
}

func number(v any, or int) int {
	if n, ok := v.(fmt.Stringer); ok { // a json.Number
		var i int
		if _, err := fmt.Sscan(n.String(), &i); err == nil {
			return i
		}
	}
	return or
}

func (g *dice) integer(schema map[string]any) any {
	low, high := number(schema["minimum"], 0), number(schema["maximum"], 1000)
	if g.edge {
		return pick(g, []int{low, high})
	}
	return low + g.IntN(max(high-low, 0)+1)
}

func (g *dice) array(schema map[string]any, at, name string, depth int) any {
	most := min(number(schema["maxItems"], 3), 3)
	n := g.IntN(most + 1)
	if g.edge {
		n = pick(g, []int{0, most})
	}
	all := make([]any, 0, n)
	for range max(n, number(schema["minItems"], 0)) {
		if depth < deepest {
			all = append(all, g.value(under(at, "items"), name, depth+1))
		}
	}
	return all
}

func (g *dice) object(schema map[string]any, at string, depth int) any {
	all := make(map[string]any)
	required := list(schema["required"])
	for _, name := range names(object(schema["properties"])) {
		if slices.Contains(required, any(name)) || depth < deepest && g.one(2) {
			all[name] = g.value(under(at, "properties", name), name, depth+1)
		}
	}
	if more := object(schema["additionalProperties"]); len(more) > 0 && depth < deepest {
		all[pick(g, []string{"continuous_monitoring", "countries", "x"})] = g.value(under(at, "additionalProperties"), "", depth+1)
	}
	return all
}

// texts are texts that have made programs stumble.
var texts = []string{
	"Black Hills", "Ünïcödé 社", "=1+1", "<b>&amp;", "'; drop table users; --", "%s%d%n", "../../etc", "0", "null", " x ", "a,b", "\u202e",
}

func (g *dice) text(schema map[string]any, name string) any {
	switch text(schema["format"]) {
	case "uuid":
		return g.ids(name)
	case "date":
		return pick(g, []string{"2026-03-02", "2020-02-29", "9999-12-31", "1970-01-01"})
	case "date-time":
		return pick(g, []string{"2026-03-02T10:00:00Z", "2026-12-31T23:59:59.999999+14:00"})
	case "email":
		return fmt.Sprintf("p%d@%s", g.IntN(500), pick(g, []string{"blackhills.example", "saperix.example", "acme.example", "blueseas.example", "gmail.com"}))
	case "uri":
		return "https://blackhills.example/x"
	}
	if examples := list(schema["examples"]); len(examples) > 0 && !g.one(4) {
		return pick(g, examples)
	}
	if strings.HasSuffix(name, "guid") || strings.HasSuffix(name, "guids") || name == "companies" || name == "id" {
		return g.ids(name)
	}
	s := pick(g, texts)
	if g.edge {
		if most := number(schema["maxLength"], 0); most > 0 {
			return strings.Repeat("ü", most)
		}
		s = ""
	}
	for len([]rune(s)) < number(schema["minLength"], 0) {
		s += "x"
	}
	return s
}

// strange are values that fit next to no schema.
func (g *dice) strange() any {
	return pick(g, []any{
		nil, true, 7, -1, 1.5, 1e300, "", "x", strings.Repeat("x", 20_000), "a\x00b", db.NewID(),
		[]any{},
		[]any{nil},
		[]any{[]any{"x"}},
		map[string]any{},
		map[string]any{"x": nil},
		map[string]any{"guid": 7},
		"9999999999999999999999",
	})
}

// spoil puts one strange value somewhere into v, or takes something out.
func (g *dice) spoil(v any) any {
	switch inner := v.(type) {
	case map[string]any:
		if keys := names(inner); len(keys) > 0 && !g.one(6) {
			key := pick(g, keys)
			switch {
			case g.one(4):
				delete(inner, key)
			case g.one(2):
				inner[key] = g.spoil(inner[key])
			default:
				inner[key] = g.strange()
			}
			return inner
		}
		inner[pick(g, []string{"x", "customer_id", "guid", "status"})] = g.strange()
		return inner
	case []any:
		if len(inner) > 0 && !g.one(4) {
			i := g.IntN(len(inner))
			inner[i] = g.spoil(inner[i])
			return inner
		}
	}
	return g.strange()
}
