package db

import (
	"slices"
	"strconv"
	"strings"
)

// Where builds the condition of a query whose filters are optional. The zero
// value matches every row.
type Where struct {
	conds []string
	args  []any
}

// And adds a condition; each ? in it stands for the next of args.
func (w *Where) And(cond string, args ...any) {
	for _, a := range args {
		cond = strings.Replace(cond, "?", w.Arg(a), 1)
	}
	w.conds = append(w.conds, cond)
}

// AndIf adds a condition if ok.
func (w *Where) AndIf(ok bool, cond string, args ...any) {
	if ok {
		w.And(cond, args...)
	}
}

// In adds the condition that column is one of values. No filter was given if
// values is nil; nothing matches one that is empty.
func (w *Where) In(column string, values []string) {
	if values == nil {
		return
	}
	if len(values) == 0 {
		w.And("1 = 0")
		return
	}
	places := make([]string, len(values))
	for i, v := range values {
		places[i] = w.Arg(v)
	}
	w.And(column + " in (" + strings.Join(places, ", ") + ")")
}

// Arg adds an argument to the query and returns its placeholder.
func (w *Where) Arg(v any) string {
	w.args = append(w.args, v)
	return "$" + strconv.Itoa(len(w.args))
}

// Args returns the arguments in the order of their placeholders.
func (w *Where) Args() []any { return w.args }

// likeSpecial are the characters that mean something in a pattern.
var likeSpecial = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Prefix returns the pattern of what begins with s, for a column in lower case:
//
//	lower(email) like ? escape '\'
func Prefix(s string) string { return likeSpecial.Replace(strings.ToLower(s)) + "%" }

// Beside returns the condition of another part of the same query, which has no
// conditions yet: arguments are counted together from here on.
func (w *Where) Beside() *Where { return &Where{args: slices.Clone(w.args)} }

// String returns the where clause.
func (w *Where) String() string {
	if len(w.conds) == 0 {
		return ""
	}
	return " where " + strings.Join(w.conds, " and ")
}

// With returns the where clause with one more condition, whose arguments w has.
func (w *Where) With(cond string) string {
	return " where " + strings.Join(append(slices.Clip(w.conds), cond), " and ")
}

// Clone returns a copy that can be added to by itself.
func (w *Where) Clone() *Where {
	return &Where{conds: slices.Clone(w.conds), args: slices.Clone(w.args)}
}
