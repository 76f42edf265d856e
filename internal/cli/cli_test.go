package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// outcome is what a command left behind.
type outcome struct {
	code     int
	out, err string
}

// gatehouse runs a command in this process, with nothing of its environment
// but env.
func gatehouse(t testing.TB, env []string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := Run(t.Context(), args, Process{Environ: env, In: strings.NewReader(""), Out: &stdout, Err: &stderr})
	return outcome{code, stdout.String(), stderr.String()}
}

// must is gatehouse for a command that has to succeed.
func must(t testing.TB, env []string, args ...string) string {
	t.Helper()
	got := gatehouse(t, env, args...)
	if got.code != exitOK {
		t.Fatalf("gatehouse %s: exit code %d: %s", strings.Join(args, " "), got.code, got.err)
	}
	return got.out
}

// refused checks that a command fails with a code and one line that holds text.
func refused(t testing.TB, env []string, code int, text string, args ...string) {
	t.Helper()
	got := gatehouse(t, env, args...)
	if got.code != code || !strings.Contains(got.err, text) || strings.Count(got.err, "\n") != 1 {
		t.Errorf("gatehouse %s: got exit code %d, %q; want %d and one line with %q",
			strings.Join(args, " "), got.code, got.err, code, text)
	}
}

func read[T any](t testing.TB, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

// eachEngine runs f with the environment of a new, empty place for each engine,
// at the same time as other parallel tests.
func eachEngine(t *testing.T, f func(t *testing.T, env []string)) {
	t.Helper()
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			f(t, place(t, engine))
		})
	}
}

// place returns the environment of a data folder that is not there yet, over a
// database of the engine.
func place(t testing.TB, engine db.Dialect) []string {
	t.Helper()
	env := []string{"GATEHOUSE_DATA=" + filepath.Join(t.TempDir(), "data")}
	if engine == db.Postgres {
		env = append(env, "GATEHOUSE_DATABASE_URL="+dbtest.URL(t, engine))
	}
	return env
}

// founded is place after gatehouse init.
func founded(t testing.TB, engine db.Dialect) (env []string, c credentials) {
	t.Helper()
	env = place(t, engine)
	return env, read[credentials](t, must(t, env, initArgs...))
}

var initArgs = []string{
	"init", "--customer", "Blue Seas", "--name", "Emma Waters", "--email", "emma@blueseas.example", "--json",
}

// dataOf returns the data folder of an environment.
func dataOf(env []string) string { return (&Process{Environ: env}).getenv("GATEHOUSE_DATA") }

// openDB opens the database of an environment.
func openDB(t testing.TB, env []string) *db.DB {
	t.Helper()
	p := &Process{Environ: env}
	store := Store{Data: dataOf(env), DatabaseURL: Secret(p.getenv("GATEHOUSE_DATABASE_URL"))}
	d, err := db.Open(t.Context(), store.database())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"--help"}, {"help"}, {"serve", "--help"}, {"help", "import", "companies"}, {"customer", "add", "-h"}} {
		if got := must(t, nil, args...); !strings.HasPrefix(got, "Usage: gatehouse") {
			t.Errorf("gatehouse %s prints %q", strings.Join(args, " "), got)
		}
	}
	refused(t, nil, exitUsage, "bogus", "bogus")
	refused(t, nil, exitUsage, "--bogus", "serve", "--bogus")
	refused(t, nil, exitUsage, "--email", "init", "--customer", "A", "--name", "B")
	refused(t, nil, exitUsage, "nothing", "help", "nothing")
	if got := must(t, nil, "version"); !strings.HasPrefix(got, "gatehouse ") || !strings.Contains(got, "go1.") {
		t.Errorf("got %q", got)
	}
}

func TestCommandsMakeNoDatabase(t *testing.T) {
	env := place(t, db.SQLite)
	for _, args := range [][]string{
		{"customer", "list"},
		{"customer", "add", "--name", "A"},
		{"user", "add", "--name", "A", "--email", "a@b.example"},
		{"user", "reset", "--user", "a@b.example"},
		{"user", "erase", "--user", "a@b.example", "--yes"},
		{"token", "new", "--user", "a@b.example"},
		{"audit", "verify"},
		{"key", "adopt"},
		{"backup", filepath.Join(t.TempDir(), "b.db")},
	} {
		refused(t, env, exitUsage, "--data (GATEHOUSE_DATA): there is no database in", args...)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, stderr bytes.Buffer
	code := Run(ctx, initArgs, Process{Environ: place(t, db.SQLite), Out: &out, Err: &stderr})
	if code != exitFailure || stderr.String() != "gatehouse: interrupted\n" || out.Len() > 0 {
		t.Errorf("got exit code %d, %q, %q", code, out.String(), stderr.String())
	}
}
