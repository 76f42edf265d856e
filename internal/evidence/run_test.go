package evidence

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// module is one with tests that pass, fail and are skipped, and a document that
// names some of them.
func module(t *testing.T, document string, tests string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":                       "module gatehouse\n\ngo 1.26\n",
		Path:                           "| # | level | asks | shown by |\n|---|---|---|---|\n" + document,
		"internal/thing/thing_test.go": "package thing\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\t\"testing\"\n)\n\nvar _, _ = os.Getenv, fmt.Sprint\n\n" + tests,
		"internal/none/none.go":        "package none\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const (
	passes = `func TestPasses(t *testing.T) {
	fmt.Println("says something")
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) { t.Log("also") })
	}
}
`
	fails   = "func TestFails(t *testing.T) { t.Log(\"first\"); t.Run(\"part\", func(t *testing.T) { t.Error(\"what is wrong\") }) }\n"
	skipped = "func TestSkipped(t *testing.T) { t.Skip(\"not on a Saturday\") }\n"
	needs   = "func TestNeeds(t *testing.T) { t.Skip(\"GATEHOUSE_TEST_MOON is not set\") }\n"
)

var seconds = regexp.MustCompile(`\d\.\d+s`)

// What is printed is what go test prints, and then what the document's tests have shown.
func TestRun(t *testing.T) {
	row := func(test string) string { return "| 6.2.1 | 1 | ten characters | `thing." + test + "` |\n" }
	for _, tt := range []struct {
		name, document, tests, ci string
		want, err                 string
	}{
		{"all is shown", row("TestPasses"), passes + skipped, "true", "ok  \tdocs/security.md\t1 requirements, 1 tests that show them\n", ""},
		{"it is misspelled", row("TestPases"), passes, "", "--- FAIL: docs/security.md\n    6.2.1 names thing.TestPases: it did not run\nFAIL\n", "docs/security.md names what was not shown"},
		{"it is skipped", row("TestPasses") + row("TestSkipped"), passes + skipped, "", "--- FAIL: docs/security.md\n    6.2.1 names thing.TestSkipped: TestSkipped was skipped: thing_test.go:17: not on a Saturday\nFAIL\n", "docs/security.md names what was not shown"},
		{"it has no moon", row("TestNeeds"), needs, "", "left out of docs/security.md: thing.TestNeeds: TestNeeds was skipped: thing_test.go:11: GATEHOUSE_TEST_MOON is not set\nok  \tdocs/security.md\t1 requirements, 1 tests that show them, 1 of them not, or not whole, on this machine\n", ""},
		{"it must have a moon", row("TestNeeds"), needs, "true", "--- FAIL: docs/security.md\n    6.2.1 names thing.TestNeeds: TestNeeds was skipped: thing_test.go:11: GATEHOUSE_TEST_MOON is not set\nFAIL\n", "docs/security.md names what was not shown"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("CI", tt.ci)
			var stdout, stderr bytes.Buffer
			err := Run(t.Context(), module(t, tt.document, tt.tests), []string{"./..."}, &stdout, &stderr)
			want := "?   \tgatehouse/internal/none\t[no test files]\nok  \tgatehouse/internal/thing\t0.0s\n" + tt.want
			if got := seconds.ReplaceAllString(stdout.String(), "0.0s"); got != want || stderr.Len() > 0 {
				t.Errorf("got %s%s, want %s", got, &stderr, want)
			}
			if got := ""; err != nil && err.Error() != tt.err || err == nil && tt.err != got {
				t.Errorf("got %v, want %s", err, tt.err)
			}
		})
	}
}

// Where a test fails, or a package does not even build, that is said as go test
// says it, without what passed.
func TestRunFails(t *testing.T) {
	for name, tt := range map[string]struct{ tests, want string }{
		"a test": {passes + fails, "--- FAIL: TestFails (0.0s)\n    thing_test.go:17: first\n    --- FAIL: TestFails/part (0.0s)\n    thing_test.go:17: what is wrong\nFAIL\nFAIL\tgatehouse/internal/thing\t0.0s\nFAIL\n"},
		"panic":  {"func TestPasses(t *testing.T) { panic(\"what now\") }\n", "panic: what now"},
		"build":  {"func TestPasses(t *testing.T) { return 1 }\n", "thing_test.go:11:40: too many return values\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			err := Run(t.Context(), module(t, "| 6.2.1 | 1 | x | `thing.TestPasses` |\n", tt.tests), []string{"./..."}, &stdout, &stderr)
			got := seconds.ReplaceAllString(stdout.String(), "0.0s")
			if !strings.Contains(got, tt.want) || strings.Contains(got, "also") || !strings.HasSuffix(got, "\nFAIL\n") {
				t.Errorf("got %s", got)
			}
			if err == nil || err.Error() != "go test: exit status 1" {
				t.Errorf("got %v", err)
			}
		})
	}
}
