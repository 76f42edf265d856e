package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

func csvFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "companies.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const goodAndBad = `name,primary_domain,rating,colour
Black Hills Technologies,blackhills.example,390,red
,nameless.example,,
Saperix,saperix.example,much,
Acme Paper,acme.example,,
`

func TestImport(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		must(t, env, initArgs...)
		file := csvFile(t, goodAndBad)
		companies := func() int {
			t.Helper()
			n, err := db.Value[int](t.Context(), openDB(t, env), `select count(*) from companies`)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}

		dry := gatehouse(t, env, "import", "companies", file, "--dry-run")
		for _, want := range []string{"line 3: ", "line 4: ", "rating", `column "colour" was not read`, "this was a dry run: 2 added, 0 updated, 0 unchanged, 2 refused"} {
			if !strings.Contains(dry.out, want) {
				t.Errorf("the report lacks %q:\n%s", want, dry.out)
			}
		}
		if n := companies(); dry.code != exitFailure || n != 0 {
			t.Errorf("a dry run exits with %d and leaves %d companies", dry.code, n)
		}

		none := gatehouse(t, env, "import", "companies", file, "--all-or-nothing")
		if n := companies(); none.code != exitFailure || n != 0 || !strings.Contains(none.out, "nothing was imported") {
			t.Errorf("it exits with %d, leaves %d companies and says\n%s%s", none.code, n, none.out, none.err)
		}

		some := gatehouse(t, env, "import", "companies", file, "--json")
		report := read[portfolio.Report](t, some.out)
		if n := companies(); some.code != exitFailure || n != 2 || report.Added != 2 || report.Refused != 2 || report.Rows[0].Line != 3 {
			t.Errorf("it exits with %d, leaves %d companies and says\n%s%s", some.code, n, some.out, some.err)
		}

		changed := csvFile(t, "name,primary_domain,rating\nAcme Paper,acme.example,700\n")
		if got := must(t, env, "import", "companies", changed); !strings.Contains(got, "updated: rating") || !strings.Contains(got, "1 updated") {
			t.Errorf("got %s", got)
		}
		if got := must(t, env, "import", "companies", changed); !strings.Contains(got, "1 unchanged") {
			t.Errorf("got %s", got)
		}
		refused(t, env, exitFailure, "no such file", "import", "companies", file+".none")
		refused(t, env, exitUsage, "together", "import", "companies", file, "--all-or-nothing", "--good-rows")
	})
}

func TestImportReadsTheStandardInput(t *testing.T) {
	env, _ := founded(t, db.SQLite)
	var out, stderr bytes.Buffer
	code := Run(t.Context(), []string{"import", "companies", "-"}, Process{
		Environ: env, In: strings.NewReader("name\nBlack Hills\n"), Out: &out, Err: &stderr,
	})
	if code != exitOK || !strings.Contains(out.String(), "1 added") || stderr.Len() > 0 {
		t.Errorf("got exit code %d, %s, %s", code, out.String(), stderr.String())
	}
}
