package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pythonEnv names the Python that has requests. Without it its programs are
// skipped, except where CI=true promises that nothing is.
const pythonEnv = "GATEHOUSE_TEST_PYTHON"

// TestPrograms runs the programs of docs/clients.md as a reader would, against a
// server with the demo customer.
func TestPrograms(t *testing.T) {
	t.Parallel()
	examples := readExamples(t, "clients.md")
	each(t, func(t *testing.T, s *site) {
		admin := read[credentials](t, s.run(t, "demo", "--json"))
		s.serve(t)
		for _, language := range []string{"python", "go"} {
			t.Run(language, func(t *testing.T) {
				if language == "python" {
					needsPython(t)
				}
				sh, n := newShell(t, s, admin), 0
				for _, e := range examples {
					if e.language == language {
						n++
						got, said := sh.run(t, sh.program(t, e))
						e.comparePrint(t, got)
						if said != "" {
							t.Errorf("line %d: it complains: %s", e.line, said)
						}
					}
				}
				if n < 2 {
					t.Errorf("there are only %d programs", n)
				}
				if list, err := os.ReadFile(filepath.Join(sh.dir, "outbox.csv")); err != nil || !strings.HasPrefix(string(list), "status,requestee_company_name,") {
					t.Errorf("the outbox is %.50q, %v", list, err)
				}
			})
		}
	})
}

func needsPython(t *testing.T) {
	t.Helper()
	if os.Getenv(pythonEnv) != "" {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal(pythonEnv + " is not set, and CI is")
	}
	t.Skip(pythonEnv + " is not set")
}

// program writes a program into a file and returns the command that runs it. A
// Go program is compiled as a file within this module, wherever it lies: nothing
// is left in the tree.
func (sh *shell) program(t *testing.T, e *example) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program."+map[string]string{"python": "py", "go": "go"}[e.language])
	if err := os.WriteFile(path, []byte(e.command), 0o600); err != nil {
		t.Fatal(err)
	}
	if e.language == "python" {
		return "'" + os.Getenv(pythonEnv) + "' '" + path + "'"
	}
	binary := strings.TrimSuffix(path, ".go")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, path)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("line %d: %v\n%s", e.line, err, out)
	}
	return "'" + binary + "'"
}

// comparePrint checks what a program prints; … in the text stands for anything.
func (e *example) comparePrint(t *testing.T, got string) {
	t.Helper()
	want := strings.ReplaceAll(regexp.QuoteMeta(e.answer), "…", ".*")
	if e.answer == "" || !regexp.MustCompile("^"+want+"$").MatchString(got) {
		t.Errorf("line %d: it prints\n%s\nwant\n%s", e.line, got, e.answer)
	}
}
