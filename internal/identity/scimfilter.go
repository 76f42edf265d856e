package identity

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity/filter"
)

// attribute is what a filter of SCIM can ask for: a column that is never null.
type attribute struct {
	kind attributeKind
	sql  string // of constant, the value
}

type attributeKind int

const (
	exact    attributeKind = iota // case counts
	lowered                       // in lower case, as Go has it
	words                         // as it was written; case does not count
	boolean                       //
	moment                        // a time
	member                        // a condition on one user, which misses the user and a parenthesis
	constant                      // the same for everybody who has the attribute
)

// ErrFilter is a filter, or an order, that cannot be answered.
type ErrFilter struct{ error }

// Unwrap returns the fault.
func (e *ErrFilter) Unwrap() error { return e.error }

// where adds the filter to w and returns the order.
func (l *SCIMList) where(w *db.Where, of map[string]attribute, usual string) (order string, err error) {
	if l.Filter != nil {
		condition, err := condition(w, of, l.Filter, "")
		if err != nil {
			return "", err
		}
		w.And(condition)
	}
	if l.SortBy.Attr == "" {
		return " order by " + usual, nil
	}
	a, ok := of[l.SortBy.String()]
	if !ok || a.kind == constant || a.kind == member || l.SortBy.Filter != nil {
		return "", &ErrFilter{fault.New(fault.Invalid, "A list cannot be sorted by %q.", l.SortBy.String())}
	}
	by := a.sql
	if a.kind == words {
		by = "lower(" + by + ")"
	}
	if l.Descending {
		by += " desc"
	}
	return " order by " + by + ", " + usual, nil
}

// condition returns a filter in SQL. within is the attribute whose brackets it
// stands in: each here has one value at most, so that of one value is of all.
func condition(w *db.Where, of map[string]attribute, n *filter.Node, within string) (string, error) {
	switch n.Op {
	case filter.And, filter.Or:
		left, err := condition(w, of, n.Left, within)
		if err != nil {
			return "", err
		}
		right, err := condition(w, of, n.Right, within)
		return "(" + left + " " + string(n.Op) + " " + right + ")", err
	case filter.Not:
		inner, err := condition(w, of, n.Left, within)
		return "not (" + inner + ")", err
	case filter.Has:
		if within != "" {
			return "", &ErrFilter{fault.New(fault.Invalid, "Brackets stand in brackets.")}
		}
		return condition(w, of, n.Left, n.Path.Attr)
	default:
		path := strings.TrimPrefix(within+"."+n.Path.String(), ".")
		a, ok := of[path]
		if !ok {
			return "", &ErrFilter{fault.New(fault.Invalid, "There is no attribute %q to search by.", path)}
		}
		return a.compare(w, n)
	}
}

func truth(b bool) string {
	if b {
		return "1 = 1"
	}
	return "1 = 0"
}

func (a *attribute) compare(w *db.Where, n *filter.Node) (string, error) {
	if n.Value == nil && n.Op != filter.Present { // null is what is not there
		if n.Op != filter.Equal && n.Op != filter.NotEqual {
			return "", &ErrFilter{fault.New(fault.Invalid, "null can be compared by eq and ne alone.")}
		}
		there, err := a.compare(w, &filter.Node{Op: filter.Present})
		if n.Op == filter.Equal {
			there = "not (" + there + ")"
		}
		return there, err
	}
	switch a.kind {
	case boolean:
		return a.compareBool(n)
	case moment:
		return a.compareTime(w, n)
	case member:
		return a.compareMember(w, n)
	case constant:
		return truth((&filter.Node{Op: n.Op, Path: filter.Path{Attr: "value"}, Value: n.Value}).Matches(a.sql)), nil
	default:
		return a.compareText(w, n)
	}
}

func (a *attribute) compareMember(w *db.Where, n *filter.Node) (string, error) {
	guid, ok := n.Value.(string)
	if !ok || n.Op != filter.Equal {
		return "", &ErrFilter{fault.New(fault.Invalid, "Members are compared with the id of one, by eq.")}
	}
	return a.sql + w.Arg(strings.ToLower(guid)) + ")", nil
}

func (a *attribute) compareText(w *db.Where, n *filter.Node) (string, error) {
	if n.Op == filter.Present {
		return a.sql + " <> ''", nil
	}
	s, ok := n.Value.(string)
	if !ok {
		return "", &ErrFilter{fault.New(fault.Invalid, "%s is a text: it is compared with one in quotes.", n.Path.String())}
	}
	return a.text(w, n.Op, s), nil
}

// text compares without like, whose case counts on one engine and not on
// the other.
func (a *attribute) text(w *db.Where, op filter.Op, s string) string {
	if s == "" && (op == filter.Contains || op == filter.StartsWith || op == filter.EndsWith) {
		return truth(true)
	}
	column := a.sql
	if a.kind == lowered {
		s = strings.ToLower(s)
	}
	arg := w.Arg(s)
	if a.kind == words {
		column, arg = "lower("+column+")", "lower(cast("+arg+" as text))"
	}
	length := strconv.Itoa(utf8.RuneCountInString(s))
	switch op {
	case filter.Contains:
		return "replace(" + column + ", " + arg + ", '') <> " + column
	case filter.StartsWith:
		return "substr(" + column + ", 1, " + length + ") = " + arg
	case filter.EndsWith:
		return "(length(" + column + ") >= " + length + " and substr(" + column + ", length(" + column + ") - " + length + " + 1) = " + arg + ")"
	default:
		return column + " " + signs[op] + " " + arg
	}
}

var signs = map[filter.Op]string{
	filter.Equal: "=", filter.NotEqual: "<>", filter.Greater: ">", filter.GreaterEqual: ">=", filter.Less: "<", filter.LessEqual: "<=",
}

func (a *attribute) compareBool(n *filter.Node) (string, error) {
	if n.Op == filter.Present {
		return truth(true), nil
	}
	b, ok := n.Value.(bool)
	if s, isText := n.Value.(string); isText && json.Unmarshal([]byte(strings.ToLower(s)), &b) == nil {
		ok = true
	}
	if !ok || n.Op != filter.Equal && n.Op != filter.NotEqual {
		return "", &ErrFilter{fault.New(fault.Invalid, "%s is true or false: it is compared by eq and ne.", n.Path.String())}
	}
	if b == (n.Op == filter.Equal) {
		return a.sql, nil
	}
	return "not " + a.sql, nil
}

func (a *attribute) compareTime(w *db.Where, n *filter.Node) (string, error) {
	if n.Op == filter.Present {
		return truth(true), nil
	}
	s, _ := n.Value.(string)
	at, err := time.Parse(time.RFC3339, s)
	sign := signs[n.Op]
	if err != nil || sign == "" || at.Year() < 1 || at.Year() > 9999 {
		return "", &ErrFilter{fault.New(fault.Invalid, "%s is a time: it is compared with one such as \"2026-01-31T12:00:00Z\".", n.Path.String())}
	}
	return a.sql + " " + sign + " " + w.Arg(at.UTC()), nil
}
