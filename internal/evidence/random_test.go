package evidence

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dice are the files that throw dice which may be foretold: for made-up data, and
// for how long a webhook waits.
var dice = map[string]bool{
	"internal/cli/demo/dice.go": true, "internal/api/apitest/generated_values.go": true, "internal/webhook/settle.go": true,
	"internal/bench/customer.go": true, "internal/bench/fill.go": true, "internal/bench/imports.go": true,
}

// Every other random number of the program comes from crypto/rand.
func TestRandomnessIsCryptographic(t *testing.T) {
	random := 0
	for _, top := range []string{"client", "cmd", "internal"} {
		err := fs.WalkDir(os.DirFS(root), top, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, imported := range file.Imports {
				switch {
				case strings.HasPrefix(imported.Path.Value, `"math/rand`) && !dice[path]:
					t.Errorf("%s imports %s", path, imported.Path.Value)
				case imported.Path.Value == `"crypto/rand"`:
					random++
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if random < 5 {
		t.Errorf("only %d files import crypto/rand", random)
	}
}
