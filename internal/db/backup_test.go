package db_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func TestBackup(t *testing.T) {
	d := open(t, db.SQLite)
	addThing(t, d, "a")
	dir := t.TempDir()
	path := filepath.Join(dir, "it's a copy.db")
	// A transaction in progress neither stops it nor gets into it.
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		if err := insertThing(t.Context(), tx, "b"); err != nil {
			return err
		}
		return d.Backup(t.Context(), path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	c, err := db.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if got := things(t, c); !slices.Equal(got, []string{"a"}) {
		t.Error(got)
	}
	if err := d.Backup(t.Context(), path); !errors.Is(err, fs.ErrExist) {
		t.Error("over another:", err)
	}
	if err := d.Backup(t.Context(), filepath.Join(dir, "missing", "copy.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("nowhere:", err)
	}
}

func TestBackupPostgres(t *testing.T) {
	d := dbtest.Open(t, db.Postgres)
	if err := d.Backup(t.Context(), "copy"); err == nil || !strings.Contains(err.Error(), "pg_dump") {
		t.Error(err)
	}
}
