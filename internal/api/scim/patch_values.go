package scim

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity/filter"
)

// values changes an attribute of many values: all of them, or those that match
// the filter in the path.
func (p *patch) values(op operation, path filter.Path) error {
	p.touched[path.Attr] = true
	all, err := listAt(p.object, path.Attr, mostValues)
	if err != nil {
		return err
	}
	all = slices.Clone(all)
	if path.Filter == nil && path.Sub == "" {
		all, err = wholeValues(all, op, path.Attr)
	} else {
		all, err = someValues(all, op, path)
	}
	if err != nil {
		return err
	}
	if len(all) > mostValues {
		return fault.Field(path.Attr, "must not have more than %d values", mostValues)
	}
	put(p.object, path.Attr, nil)
	if len(all) > 0 {
		put(p.object, path.Attr, all)
	}
	return nil
}

// wholeValues adds, replaces or removes values. Entra ID names in value those that
// it removes.
func wholeValues(all []any, op operation, name string) ([]any, error) {
	given, err := listAt(object{name: op.value}, name, mostValues)
	if err != nil {
		return nil, err
	}
	switch op.op {
	case "replace":
		return given, nil
	case "add":
		for _, v := range given {
			if b, _ := boolAt(v, "primary"); b != nil && *b {
				demote(all)
			}
			if !slices.ContainsFunc(all, func(has any) bool { return same(has, v) }) {
				all = append(all, v)
			}
		}
		return all, nil
	}
	if given == nil {
		return nil, nil
	}
	return slices.DeleteFunc(all, func(has any) bool {
		return slices.ContainsFunc(given, func(v any) bool {
			a, ok := at(has, "value").(string)
			b, _ := at(v, "value").(string)
			return ok && strings.EqualFold(a, b)
		})
	}), nil
}

func same(a, b any) bool {
	x, _ := json.Marshal(a) // both came from JSON
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// demote takes the mark of the primary value away: a new one has it.
func demote(all []any) {
	for i, v := range all {
		if o, ok := v.(object); ok {
			o = maps.Clone(o)
			put(o, "primary", nil)
			all[i] = o
		}
	}
}

// someValues changes the values that match a filter, or a part of each. Where
// none does, one is made of what the filter says, as IdPs expect of a value that
// is not there yet.
func someValues(all []any, op operation, path filter.Path) ([]any, error) {
	matches := func(v any) bool { return path.Filter == nil || path.Filter.Matches(v) }
	if op.op == "remove" && path.Sub == "" {
		return slices.DeleteFunc(all, matches), nil
	}
	found := false
	for i, v := range all {
		if !matches(v) {
			continue
		}
		found = true
		changed, err := changedValue(v, op, path)
		if err != nil {
			return nil, err
		}
		all[i] = changed
	}
	if found || op.op == "remove" {
		return all, nil
	}
	made := object{}
	if path.Filter != nil && !described(path.Filter, made) {
		return nil, typed("noTarget", fault.New(fault.Invalid, "No value of %s matches.", path.Attr))
	}
	v, err := changedValue(made, op, path)
	return append(all, v), err
}

func changedValue(v any, op operation, path filter.Path) (any, error) {
	o, ok := v.(object)
	if !ok {
		o = object{"value": v}
	}
	o = maps.Clone(o)
	if path.Sub != "" {
		put(o, path.Sub, op.written())
		return o, nil
	}
	given, ok := op.value.(object)
	if !ok {
		return nil, fault.Field(path.Attr, "must be an object")
	}
	for name, inner := range given {
		put(o, name, inner)
	}
	return o, nil
}

// described writes what a filter asks for into a value: it must be no more than
// things that are equal.
func described(n *filter.Node, into object) bool {
	switch {
	case n.Op == filter.And:
		return described(n.Left, into) && described(n.Right, into)
	case n.Op == filter.Equal && n.Path.Sub == "":
		v := n.Value
		if s, ok := v.(string); ok && n.Path.Attr == "primary" { // "True", as Entra ID writes it
			v = strings.EqualFold(s, "true")
		}
		put(into, n.Path.Attr, v)
		return true
	}
	return false
}
