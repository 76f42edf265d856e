package mail

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLoadKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	key, err := LoadKey(path)
	if err != nil || key == (Key{}) {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if again, err := LoadKey(path); err != nil || again != key {
		t.Errorf("another key the second time, %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestLoadKeyAtOnce starts two nodes in one folder.
func TestLoadKeyAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	keys := make(chan Key, 8)
	for _, err := range atOnce(8, func() error {
		key, err := LoadKey(path)
		keys <- key
		return err
	}) {
		if err != nil {
			t.Error(err)
		}
	}
	close(keys)
	first := <-keys
	for key := range keys {
		if key != first {
			t.Error("two keys")
		}
	}
}

func TestLoadKeyForms(t *testing.T) {
	raw := bytes.Repeat([]byte{0xa5}, 32)
	for name, c := range map[string]struct {
		content string
		ok      bool
	}{
		"raw":            {string(raw), true},
		"digits":         {strings.Repeat("a5", 32), true},
		"digits, a line": {strings.Repeat("A5", 32) + "\r\n", true},
		"empty":          {"", false},
		"short":          {strings.Repeat("a5", 31), false},
		"long":           {strings.Repeat("a5", 33), false},
		"no digits":      {strings.Repeat("zz", 32), false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "key")
			if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			key, err := LoadKey(path)
			if (err == nil) != c.ok || c.ok && !bytes.Equal(key[:], raw) {
				t.Errorf("%x, %v", key[:], err)
			}
			if after, _ := os.ReadFile(path); string(after) != c.content {
				t.Error("the file was changed")
			}
		})
	}
	if _, err := LoadKey(filepath.Join(t.TempDir(), "no", "folder")); err == nil {
		t.Error("a key without a file")
	}
}

func TestKeyStaysOutOfLogs(t *testing.T) {
	key := Key{0xab, 0xcd} // 171 205
	for _, s := range []string{fmt.Sprint(key), fmt.Sprintf("%v %+v %#v", key, Links{Key: key}, &Links{Key: key})} {
		if strings.Contains(s, "171") || strings.Contains(s, "ab") {
			t.Error(s)
		}
	}
}
