package e2e

import (
	"fmt"
	"maps"
	"slices"
)

// How an answer may differ from an example.
type tolerance struct {
	nullable map[string]bool // fields of the example that may be null all the same
	additive map[string]bool // fields that the example does not have
	isStrict bool            // what is null in the example is null or a string
}

// asShown is for examples that show what Gatehouse answers: null may be anything.
var asShown = tolerance{nullable: outboxNullable}

// differences says where got has not the fields and types of want. Every
// element of a list is compared with the first one of want. Paths leave out
// the places of elements: context.risk_vectors.grade.
func differences(path string, want, got any, tol tolerance) (all []string) {
	switch w := want.(type) {
	case nil:
		if tol.isStrict && got != nil && kindOf(got) != "a string" {
			return []string{fmt.Sprintf("%s is %s, want null or a string", path, kindOf(got))}
		}
		return nil
	case object:
		if g, ok := got.(object); ok {
			return fieldDifferences(path, w, g, tol)
		}
	case []any:
		g, ok := got.([]any)
		if ok && len(w) > 0 {
			for _, element := range g {
				for _, d := range differences(path, w[0], element, tol) {
					if !slices.Contains(all, d) {
						all = append(all, d)
					}
				}
			}
		}
		if ok {
			return all
		}
	default:
		if kindOf(want) == kindOf(got) {
			return nil
		}
	}
	if got == nil && tol.nullable[path] {
		return nil
	}
	return []string{fmt.Sprintf("%s is %s, want %s", path, kindOf(got), kindOf(want))}
}

func fieldDifferences(path string, want, got object, tol tolerance) (all []string) {
	for _, field := range slices.Sorted(maps.Keys(want)) {
		value, ok := got[field]
		if !ok {
			all = append(all, below(path, field)+" is missing")
			continue
		}
		all = append(all, differences(below(path, field), want[field], value, tol)...)
	}
	for _, field := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[field]; !ok && !tol.additive[below(path, field)] {
			all = append(all, below(path, field)+" is in no document")
		}
	}
	return all
}

func below(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case float64:
		return "a number"
	case string:
		return "a string"
	case []any:
		return "an array"
	default:
		return "an object"
	}
}
