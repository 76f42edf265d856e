package evidence

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// levels are those of the requirements of ASVS 5.0.0 in the chapters that the
// document is about, a digit each in the order of their numbers.
var levels = map[string]string{
	"6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223", "6.7": "33", "6.8": "2222",
	"7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
	"8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
	"9.1": "111", "9.2": "1222",
	"10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222", "10.6": "22", "10.7": "222",
}

func document(t *testing.T) (string, []Requirement) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, Path))
	if err != nil {
		t.Fatal(err)
	}
	all, err := Requirements(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return string(text), all
}

// Every requirement of levels 1 and 2 has one row, and each row an answer: tests,
// a document, or why it does not apply.
func TestEveryRequirementHasARow(t *testing.T) {
	_, all := document(t)
	rows := make(map[string]string)
	for _, r := range all {
		if rows[r.Number] != "" {
			t.Errorf("%s has two rows", r.Number)
		}
		rows[r.Number] = r.Level
		if r.Asks == "" || len(r.Tests) == 0 && !strings.HasPrefix(r.Answer, "Does not apply: ") && !strings.HasPrefix(r.Answer, "Not met: ") && !strings.Contains(r.Answer, "](") {
			t.Errorf("%s:%d: %s has neither a test, nor a document, nor a reason", Path, r.Line, r.Number)
		}
	}
	for section, digits := range levels {
		for i, level := range digits {
			number := section + "." + strconv.Itoa(i+1)
			if want := strings.Replace(string(level), "3", "", 1); rows[number] != want {
				t.Errorf("%s is of level %c, the row says %q", number, level, rows[number])
			}
			delete(rows, number)
		}
	}
	for number := range rows {
		t.Errorf("there is no requirement %s", number)
	}
}

// A test that was renamed or removed is noticed at once, before all tests have run.
func TestNamedTestsExist(t *testing.T) {
	_, all := document(t)
	known := make(map[string]map[string]bool)
	for _, r := range all {
		for _, named := range r.Tests {
			if known[named.Package] == nil {
				known[named.Package] = functions(t, filepath.Join(root, "internal", named.Package))
			}
			if !known[named.Package][named.Function()] {
				t.Errorf("%s:%d names %s, which is not there", Path, r.Line, named)
			}
		}
	}
	if len(known) < 5 {
		t.Errorf("tests of %d packages", len(known))
	}
}

// functions returns the tests of a package that go test would run.
func functions(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]bool)
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				found[f.Name.Name] = true
			}
		}
	}
	return found
}

var (
	link  = regexp.MustCompile(`\]\(([^)#]*)(?:#([^)]*))?\)`)
	title = regexp.MustCompile(`(?m)^#+ (.*)$`)
	mark  = regexp.MustCompile(`[^a-z0-9 _-]`)
)

// Every link of the document leads to a file, and to a heading of it.
func TestLinksLeadSomewhere(t *testing.T) {
	text, _ := document(t)
	for _, to := range link.FindAllStringSubmatch(text, -1) {
		if strings.Contains(to[1], "://") {
			continue
		}
		linked := text
		if to[1] != "" {
			content, err := os.ReadFile(filepath.Join(root, "docs", to[1]))
			if err != nil {
				t.Error(err)
				continue
			}
			linked = string(content)
		}
		found := to[2] == ""
		for _, heading := range title.FindAllStringSubmatch(linked, -1) {
			anchor := strings.ReplaceAll(mark.ReplaceAllString(strings.ToLower(heading[1]), ""), " ", "-")
			found = found || anchor == to[2]
		}
		if !found {
			t.Errorf("%s has no heading #%s", to[1], to[2])
		}
	}
}

func TestRequirements(t *testing.T) {
	got, err := Requirements("# x\n| # | L | asks | shown by |\n|---|---|---|---|\n" +
		"| 6.2.1 | 1 | ten characters | `identity.TestPassword`, `api/oauth.TestGrant/no_token` |\n| 6.6.1 | 2 | telephones | Does not apply: there are none. |\n")
	if err != nil || len(got) != 2 || len(got[0].Tests) != 2 || got[0].Level != "1" || got[0].Line != 4 || got[1].Tests != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	if a := got[0].Tests[1]; a != (Test{"api/oauth", "TestGrant/no_token"}) || a.Function() != "TestGrant" || a.String() != "api/oauth.TestGrant/no_token" {
		t.Errorf("%+v", a)
	}
	for name, row := range map[string]string{
		"misspelled":      "| 6.2.1 | 1 | x | `identity.TsetPassword` |",
		"no package":      "| 6.2.1 | 1 | x | `TestPassword` |",
		"no test":         "| 6.2.1 | 1 | x | `identity` |",
		"a lower case":    "| 6.2.1 | 1 | x | `identity.Testpassword` |",
		"a row too short": "| 6.2.1 | 1 | `identity.TestPassword` |",
		"no number":       "| 6.2 | 1 | x | `identity.TestPassword` |",
	} {
		if got, err := Requirements(row); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
