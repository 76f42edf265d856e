package filter

import (
	"encoding/json"
	"slices"
	"strings"
)

// Matches reports whether a value of a multi-valued attribute matches a filter:
// an object, whose names are compared without case, or a single value, which is
// its own part value.
func (n *Node) Matches(v any) bool {
	switch n.Op {
	case And:
		return n.Left.Matches(v) && n.Right.Matches(v)
	case Or:
		return n.Left.Matches(v) || n.Right.Matches(v)
	case Not:
		return !n.Left.Matches(v)
	case Has:
		return some(Part(v, n.Path.Attr), n.Left.Matches)
	default:
		at := Part(v, n.Path.Attr)
		if n.Path.Sub != "" {
			at = Part(at, n.Path.Sub)
		}
		return some(at, n.compares)
	}
}

// some reports whether one of the values matches: a list has several.
func some(v any, matches func(any) bool) bool {
	all, ok := v.([]any)
	if !ok {
		return matches(v)
	}
	return slices.ContainsFunc(all, matches)
}

// Part returns what an object has under a name, in any case.
func Part(v any, name string) any {
	o, ok := v.(map[string]any)
	if !ok {
		if name == "value" {
			return v
		}
		return nil
	}
	for key, inner := range o {
		if strings.EqualFold(key, name) {
			return inner
		}
	}
	return nil
}

// compares compares one value. Texts are compared without case: what tells them
// apart is for who looks things up. A text stands for what it says: "True".
func (n *Node) compares(v any) bool {
	if n.Op == Present {
		return v != nil && v != ""
	}
	if n.Value == nil || v == nil {
		return (n.Value == nil && v == nil) == (n.Op == Equal)
	}
	has, wanted := plain(v), plain(n.Value)
	switch n.Op {
	case Equal:
		return has == wanted
	case NotEqual:
		return has != wanted
	case Contains:
		return strings.Contains(has, wanted)
	case StartsWith:
		return strings.HasPrefix(has, wanted)
	case EndsWith:
		return strings.HasSuffix(has, wanted)
	case Greater:
		return has > wanted
	case GreaterEqual:
		return has >= wanted
	case Less:
		return has < wanted
	case LessEqual:
		return has <= wanted
	default:
		return false
	}
}

func plain(v any) string {
	if s, ok := v.(string); ok {
		return strings.ToLower(s)
	}
	text, _ := json.Marshal(v) // it came from JSON
	return string(text)
}
