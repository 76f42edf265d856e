// Package evidence holds docs/security.md to its word. The document maps
// requirements to the tests that show them; [Run] runs the tests and fails if
// one that is named there did not pass: because it failed, was skipped, is
// gone or never was.
package evidence

import (
	"fmt"
	"regexp"
	"strings"
)

// Path is where the document lies, from the root of the repository.
const Path = "docs/security.md"

// Requirement is a row of the document.
type Requirement struct {
	Line   int    // of the document
	Number string // 6.2.1
	Level  string // 1, 2
	Asks   string // in a few words
	Answer string // the last cell as it stands
	Tests  []Test // that the answer names
}

// Test is a test by its name in the document: `api/ratings.TestMatrix`, or
// `identity.TestArrive/replayed` for a part of one. Parts are named without the
// engine that they ran on.
type Test struct {
	Package string // below internal
	Name    string
}

func (t Test) String() string { return t.Package + "." + t.Name }

// Function is the name of the function that is to be there.
func (t Test) Function() string {
	name, _, _ := strings.Cut(t.Name, "/")
	return name
}

var (
	row    = regexp.MustCompile(`^\| *(\d+\.\d+\.\d+) *\| *(\d) *\| *(.*?) *\| *(.*?) *\|$`)
	quoted = regexp.MustCompile("`([^`]*)`")
	test   = regexp.MustCompile(`^([a-z][a-z0-9]*(?:/[a-z][a-z0-9]*)*)\.(Test[A-Z][A-Za-z0-9_]*(?:/\S+)?)$`)
)

// Requirements reads the document. In the last cell of a row everything between
// backquotes is the name of a test, so that no misspelled one passes for text.
func Requirements(document string) ([]Requirement, error) {
	var all []Requirement
	for i, line := range strings.Split(document, "\n") {
		cells := row.FindStringSubmatch(line)
		if cells == nil {
			if strings.HasPrefix(line, "|") && strings.Contains(line, ".Test") {
				return nil, fmt.Errorf("%s:%d names a test, but is no row | number | level | asks | tests |", Path, i+1)
			}
			continue
		}
		r := Requirement{Line: i + 1, Number: cells[1], Level: cells[2], Asks: cells[3], Answer: cells[4]}
		for _, q := range quoted.FindAllStringSubmatch(r.Answer, -1) {
			parts := test.FindStringSubmatch(q[1])
			if parts == nil {
				return nil, fmt.Errorf("%s:%d: `%s` is not the name of a test (package.TestName, the package below internal)", Path, i+1, q[1])
			}
			r.Tests = append(r.Tests, Test{parts[1], parts[2]})
		}
		all = append(all, r)
	}
	return all, nil
}
