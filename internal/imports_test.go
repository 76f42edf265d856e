package internal

import (
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers lists the packages from the ground up. A package may import those
// above it in this list, never those below: that is the whole architecture. A
// package in a folder of another has its place (api/ratings is api, db/dbtest is db).
var layers = []string{
	"fault",
	"actor",
	"meter",
	"trace",
	"db",
	"fetch",
	"jobs",
	"audit",
	"blob",
	"mail",
	"webhook",
	"tenant",
	"identity",
	"portfolio",
	"collab",
	"api",
	"web",
	"server",
	"cli",
	"bench",    // measures the whole, from outside
	"tour",     // takes pictures of the whole, from outside
	"e2e",      // tests the whole, from outside
	"evidence", // says what tests have shown
}

// apart must not know of each other, in either direction.
var apart = [][2]string{{"api", "web"}}

const root = "gatehouse/internal/"

// client is the package by which other programs call a server, and callers are
// the layers that do so, too.
const client = "gatehouse/client"

var callers = []string{"cli", "bench", "e2e"}

func TestImports(t *testing.T) {
	for path, imports := range packages(t) {
		from := slices.Index(layers, layer(path))
		if from < 0 {
			t.Errorf("internal/%s has no place in the layers", path)
			continue
		}
		for _, imported := range imports {
			if imported == "database/sql" && path != "db" {
				t.Errorf("internal/%s imports database/sql: go through internal/db", path)
			}
			if imported == client && !slices.Contains(callers, layer(path)) {
				t.Errorf("internal/%s imports the client: only what calls a server from outside does", path)
			}
			other, ok := strings.CutPrefix(imported, root)
			if !ok {
				continue
			}
			if slices.Index(layers, layer(other)) > from {
				t.Errorf("internal/%s imports internal/%s, which stands above it", path, other)
			}
			for _, a := range apart {
				if pair := [2]string{layer(path), layer(other)}; pair == a || pair == [2]string{a[1], a[0]} {
					t.Errorf("internal/%s imports internal/%s: these two are kept apart", path, other)
				}
			}
		}
	}
}

// TestClientStandsAlone keeps the client to the standard library: who imports
// it gets nothing else.
func TestClientStandsAlone(t *testing.T) {
	pkg, err := build.ImportDir(filepath.Join("..", "client"), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, imported := range pkg.Imports {
		if first, _, _ := strings.Cut(imported, "/"); first == "gatehouse" || strings.Contains(first, ".") {
			t.Errorf("client imports %s, want the standard library alone", imported)
		}
	}
}

// TestMainIsThin keeps the command to signals and its exit code.
func TestMainIsThin(t *testing.T) {
	pkg, err := build.ImportDir(filepath.Join("..", "cmd", "gatehouse"), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, imported := range pkg.Imports {
		if strings.HasPrefix(imported, root) && imported != root+"cli" {
			t.Errorf("cmd/gatehouse imports %s, want internal/cli alone", imported)
		}
	}
}

// TestOnlyTestsHashLightly keeps what makes passwords cheap out of every program.
func TestOnlyTestsHashLightly(t *testing.T) {
	const light, tests = "HashLightly", root + "api/apitest"
	for path, imports := range packages(t) {
		if slices.Contains(imports, tests) {
			t.Errorf("internal/%s imports apitest, which is for tests", path)
		}
	}
	said := 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(source), light) {
			return err
		}
		said++
		if dir := filepath.ToSlash(filepath.Dir(path)); dir != "../internal/identity" && dir != "../internal/api/apitest" {
			t.Errorf("%s has %s, which is for tests", path, light)
		}
		return nil
	})
	if err != nil || said != 2 {
		t.Errorf("%v; %d files say %s, want 2: that of identity which has it, and apitest", err, said, light)
	}
}

func layer(path string) string {
	top, _, _ := strings.Cut(path, "/")
	return top
}

// packages maps each package below internal to what it imports, tests apart.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() || path == "." {
			return err
		}
		if entry.Name() == "testdata" {
			return fs.SkipDir
		}
		pkg, err := build.ImportDir(path, 0)
		if _, none := err.(*build.NoGoError); none { //nolint:errorlint // ImportDir returns it unwrapped
			return nil
		}
		if err != nil {
			return err
		}
		if len(pkg.GoFiles) > 0 {
			found[path] = pkg.Imports
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range layers {
		if _, ok := found[name]; !ok {
			t.Errorf("there is no package internal/%s", name)
		}
	}
	return found
}
