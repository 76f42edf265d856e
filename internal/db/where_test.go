package db_test

import (
	"slices"
	"testing"

	"gatehouse/internal/db"
)

func TestWhere(t *testing.T) {
	for name, tc := range map[string]struct {
		build func(w *db.Where)
		want  string
		args  []any
	}{
		"nothing": {func(*db.Where) {}, "", nil},
		"conditions": {func(w *db.Where) {
			w.And("customer_id = ?", 7)
			w.AndIf(false, "left = ?", "out")
			w.AndIf(true, "(a = ? or b > ?)", "x", "y")
		}, " where customer_id = $1 and (a = $2 or b > $3)", []any{7, "x", "y"}},
		"one of several": {func(w *db.Where) {
			w.And("a = ?", 1)
			w.In("b", []string{"x", "y"})
		}, " where a = $1 and b in ($2, $3)", []any{1, "x", "y"}},
		"one of any":  {func(w *db.Where) { w.In("b", nil) }, "", nil},
		"one of none": {func(w *db.Where) { w.In("b", []string{}) }, " where 1 = 0", nil},
		"a question mark in a value": {func(w *db.Where) {
			w.And("a = ?", "?")
			w.And("b = ?", 2)
		}, " where a = $1 and b = $2", []any{"?", 2}},
	} {
		t.Run(name, func(t *testing.T) {
			var w db.Where
			tc.build(&w)
			if got := w.String(); got != tc.want || !slices.Equal(w.Args(), tc.args) {
				t.Errorf("got %q %v, want %q %v", got, w.Args(), tc.want, tc.args)
			}
		})
	}
}

func TestPrefix(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		for _, name := range []string{"100%", "100 percent", "a_b", "aXb", `a\b`, "Zoë"} {
			addThing(t, d, name)
		}
		for prefix, want := range map[string][]string{
			"100%": {"100%"},
			"A_":   {"a_b"},
			`a\`:   {`a\b`},
			"zo":   {"Zoë"},
			"none": nil,
		} {
			got, err := db.Column[string](t.Context(), d, `select name from things where lower(name) like $1 escape '\'`, db.Prefix(prefix))
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: got %v, %v, want %v", prefix, got, err, want)
			}
		}
	})
}
