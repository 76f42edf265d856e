package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// addParams makes the type of an operation's parameters.
func (t *types) addParams(v *operationView, op *operation) error {
	if len(op.params) == 0 {
		return nil
	}
	v.ParamsType = v.Name + "Params"
	for _, p := range op.params {
		f := fieldView{Name: exported(p.name), Doc: p.description}
		if slices.ContainsFunc(v.Params, func(other fieldView) bool { return other.Name == f.Name }) {
			return fmt.Errorf("two parameters are called %s", f.Name)
		}
		hint := v.Name + f.Name
		if p.component != "" {
			hint = exported(p.component)
		}
		g, err := t.of(p.schema, hint, true)
		if err != nil {
			return fmt.Errorf("parameter %s: %w", p.name, err)
		}
		f.Type = g.name
		send, err := sending(p, &f)
		if err != nil {
			return err
		}
		v.Params, v.Send = append(v.Params, f), append(v.Send, send)
	}
	return nil
}

// sending returns the statement that sends a parameter. A boolean whose absence
// is not false is a pointer.
func sending(p *param, f *fieldView) (string, error) {
	how := "text"
	switch {
	case f.Type == "[]int":
		how = "numbers"
	case strings.HasPrefix(f.Type, "[]"):
		if how = "list"; p.explode {
			how = "repeat"
		}
	case f.Type == "int":
		how = "number"
	case f.Type == "bool" && p.schema.byDefault == "false":
		how = "flag"
	case f.Type == "bool":
		how, f.Type = "maybe", "*bool"
	case f.Type == "any" || f.Type == "float64" || f.Type == "time.Time" || strings.HasPrefix(f.Type, "map["):
		return "", fmt.Errorf("parameter %s: a %s is not foreseen", p.name, f.Type)
	}
	return how + "(q, " + strconv.Quote(p.name) + ", p." + f.Name + ")", nil
}
