package apitest

import (
	_ "embed"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// update writes what a test compares a file with into the file.
var update = flag.Bool("update", false, "write docs/compatibility.md")

// outcome is what the walk saw of a route.
type outcome struct {
	status                           int
	stranger, right, foreign, unseen string
}

// What stands in the table for a refusal that cannot be.
const (
	open   = "public"
	none   = "–"
	absent = "not in it"   // of a list
	passed = "passed over" // as if it were not there, beside what is
)

// outcome says what the walk has shown of a row when it has passed.
func (r *Row) outcome(status int, hidden Vars) outcome {
	o := outcome{status: status, stranger: "401", right: "403", foreign: absent, unseen: none}
	method, path, _ := strings.Cut(r.Route, " ")
	named := strings.Contains(path, "{")
	if r.Public {
		o.stranger = open
	}
	if len(r.Need) == 0 {
		o.right = none
	}
	switch {
	case named:
		o.foreign = "404"
	case r.Refs != "":
		o.foreign = "400, 404"
	}
	switch {
	case r.Blind != "" && named:
		o.foreign, o.unseen = "404, "+passed, passed
		if hidden != nil {
			o.unseen = o.foreign
		}
	case r.Blind != "":
		o.foreign, o.unseen = passed, passed
	case hidden != nil:
		o.unseen = "404"
	case method == "GET" && !named && r.Ask == "":
		o.unseen = absent
	}
	return o
}

// contracts lists the operations of the two original services, values in their
// paths written {}.
//
//go:embed contracts.txt
var contracts string

func contracted() map[string]bool {
	all := make(map[string]bool)
	for line := range strings.Lines(contracts) {
		all[strings.TrimSpace(line)] = true
	}
	return all
}

// plainRoute is a route as contracts.txt writes it.
func plainRoute(route string) string { return placeholder.ReplaceAllString(route, "{}") }

// compareCompatibility holds a section of docs/compatibility.md to what the walk
// saw, or writes it.
func compareCompatibility(t *testing.T, section string, saw map[string]outcome) {
	t.Helper()
	file := filepath.Join("..", "..", "..", "docs", "compatibility.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- table: "+section+" -->\n", "<!-- end: "+section+" -->\n"
	before, rest, ok := strings.Cut(string(text), begin)
	is, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("docs/compatibility.md has no %q and %q", begin, end)
	}
	want := compatibilityTable(saw)
	if *update {
		if err := os.WriteFile(file, []byte(before+begin+want+end+after), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(is, want); diff != "" {
		t.Errorf("docs/compatibility.md (-) is not what this run saw (+); -update writes it:\n%s", diff)
	}
}

func compatibilityTable(saw map[string]outcome) string {
	var b strings.Builder
	theirs := contracted()
	b.WriteString("\n| call | from | succeeds | no token | no right | another customer's | unseen | what differs |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|\n")
	byPath := slices.Clone(described().operations)
	slices.SortStableFunc(byPath, func(a, b *operation) int { return strings.Compare(a.path, b.path) })
	for _, o := range byPath {
		route := o.String()
		s, ok := saw[route]
		if !ok {
			continue
		}
		from := "Gatehouse"
		if theirs[plainRoute(route)] {
			from = "contract"
		}
		differs := strings.ReplaceAll(strings.TrimSpace(text(o.raw["x-differs"])), "\n", " ")
		fmt.Fprintf(&b, "| `%s` | %s | %d | %s | %s | %s | %s | %s |\n", route, from, s.status, s.stranger, s.right, s.foreign, s.unseen, differs)
	}
	b.WriteString("\n")
	return b.String()
}

// missingContracts returns the operations of the contracts that are not described.
func missingContracts() (missing []string) {
	known := make(map[string]bool)
	for _, o := range described().operations {
		known[plainRoute(o.String())] = true
	}
	for _, route := range slices.Sorted(maps.Keys(contracted())) {
		if !known[route] {
			missing = append(missing, route)
		}
	}
	return missing
}
