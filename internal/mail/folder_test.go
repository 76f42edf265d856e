package mail

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func TestFolder(t *testing.T) {
	f := Folder{Dir: filepath.Join(t.TempDir(), "mail")}
	for range 2 { // the second delivery replaces the first
		if err := f.Send(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(f.Dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "g-1.eml" {
		t.Fatalf("%v, %v", entries, err)
	}
	info, err := entries[0].Info()
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	raw, err := os.ReadFile(filepath.Join(f.Dir, "g-1.eml"))
	if err != nil {
		t.Fatal(err)
	}
	wantHello(t, raw)
}

func TestFolderFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := Folder{Dir: file}.Send(t.Context(), hello)
	if _, refused := errors.AsType[*Refusal](err); err == nil || refused {
		t.Errorf("got %v", err)
	}
	bad := hello
	bad.To.Email = "a@b.example>\r\nRCPT TO:<c@d.example"
	err = Folder{Dir: t.TempDir()}.Send(t.Context(), bad)
	if _, refused := errors.AsType[*Refusal](err); !refused {
		t.Errorf("got %v", err)
	}
}

func TestDeliveryFolder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		dir := t.TempDir()
		h := newHouse(t, d, Folder{Dir: dir})
		guid, _ := h.invite(t, "maria@blackhills.example")
		h.drain(t)
		if _, err := os.Stat(filepath.Join(dir, guid+".eml")); err != nil || h.mail(t, guid).State != Sent {
			t.Errorf("%+v, %v", h.mail(t, guid), err)
		}
	})
}
