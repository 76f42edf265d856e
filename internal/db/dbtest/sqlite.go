package dbtest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"gatehouse/internal/db"
)

// copyOfTemplate returns the path of a file that has been migrated: once per
// process, because to copy one is far quicker.
func copyOfTemplate(t testing.TB) string {
	t.Helper()
	file, err := sqliteTemplate()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "gatehouse.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "gatehouse-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "gatehouse.db")
	ctx := context.Background() // outlives the first test that asks
	d, err := db.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	_, err = db.Migrate(ctx, d)
	// Closing moves everything from the log into the file.
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})
