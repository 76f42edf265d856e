package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A node with another server key than the database's does not start, and neither does
// a command that would make something with it.
func TestOtherServerKey(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		must(t, env, initArgs...)
		key := filepath.Join(dataOf(env), "server.key")
		own, err := os.ReadFile(key)
		if err != nil {
			t.Fatal(err)
		}
		token := []string{"token", "new", "--user", "emma@blueseas.example", "--json"}
		if err := os.Remove(key); err != nil {
			t.Fatal(err)
		}
		refused(t, env, exitUsage, "the database was used with one", token...)
		if _, err := os.Stat(key); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a key was made: %v", err)
		}
		if found := gatehouse(t, env, "doctor"); !strings.Contains(found.out, "FAIL  server key") {
			t.Errorf("without a key the doctor finds %s", found.out)
		}
		if err := os.WriteFile(key, []byte(strings.Repeat("5a", 32)), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := gatehouse(t, env, "serve"); got.code != exitUsage || !strings.Contains(got.err, "is not the server key that the database was used with") {
			t.Errorf("serve exits with %d: %s", got.code, got.err)
		}
		refused(t, env, exitUsage, "--key-file (GATEHOUSE_KEY_FILE)", token...)
		if found := gatehouse(t, env, "doctor"); !strings.Contains(found.out, "FAIL  server key") {
			t.Errorf("the doctor finds %s", found.out)
		}
		must(t, env, "audit", "verify") // who checks the record need not have the key

		if said := must(t, env, "key", "adopt"); !strings.Contains(said, "authenticator apps") {
			t.Errorf("adopt says %s", said)
		}
		must(t, env, token...)
		if err := os.WriteFile(key, own, 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, env, exitUsage, "is not the server key", token...)
	})
}
