package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

func TestDemo(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		printed := must(t, env, "demo", "--json", "--now", "2026-03-02")
		first := read[demoSecrets](t, printed)
		if !identity.WellFormed(first.Token) || first.CustomerGUID == "" || first.UserGUID == "" || first.Password == "" || first.Now != "2026-03-02" {
			t.Errorf("got %s", printed)
		}
		if again := must(t, env, "demo", "--json"); again != printed {
			t.Errorf("run again it prints %s, want %s", again, printed)
		}
		if human := must(t, env, "demo"); !strings.Contains(human, first.Password) || strings.Count(human, "curl") != 3 {
			t.Errorf("it prints %s", human)
		}
		file, err := os.Stat(filepath.Join(dataOf(env), "demo.json"))
		if err != nil || file.Mode().Perm() != 0o600 {
			t.Errorf("the secrets have mode %v, %v", file.Mode(), err)
		}
		d := openDB(t, env)
		choices, err := (&identity.Sessions{DB: d, Now: db.Now}).SignIn(t.Context(), first.Email, first.Password, "127.0.0.1", "")
		if err != nil {
			t.Errorf("nobody can sign in: %+v, %v", choices, err)
		}
	})
}

func TestDemoRefusesOtherFolders(t *testing.T) {
	env, _ := founded(t, db.SQLite)
	refused(t, env, exitFailure, "holds other things", "demo")
	if _, err := os.Stat(filepath.Join(dataOf(env), demoMark)); err == nil {
		t.Error("it left its mark")
	}

	other := place(t, db.SQLite)
	if err := os.MkdirAll(dataOf(other), 0o700); err != nil {
		t.Fatal(err)
	}
	notes := filepath.Join(dataOf(other), "notes.txt")
	if err := os.WriteFile(notes, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, other, exitFailure, "notes.txt", "demo")
	if text, err := os.ReadFile(notes); err != nil || string(text) != "mine" {
		t.Errorf("the folder holds %q, %v", text, err)
	}
	refused(t, other, exitUsage, "--now", "demo", "--now", "tomorrow")
}

func TestDemoRefusesADatabaseWithCustomers(t *testing.T) {
	env, _ := founded(t, db.Postgres)
	key := filepath.Join(dataOf(env), "server.key")
	env = append(env, "GATEHOUSE_DATA="+filepath.Join(t.TempDir(), "new"))
	refused(t, env, exitUsage, "no server key", "demo")
	refused(t, append(env, "GATEHOUSE_KEY_FILE="+key), exitFailure, "without customers", "demo")
}

// Half a demo, whose maker was killed, is made anew.
func TestDemoBeginsAgain(t *testing.T) {
	env, _ := founded(t, db.SQLite)
	if err := os.WriteFile(filepath.Join(dataOf(env), demoMark), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	made := read[demoSecrets](t, must(t, env, "demo", "--json"))
	got := read[[]customerJSON](t, must(t, env, "customer", "list", "--json"))
	if len(got) != 1 || got[0].GUID != made.CustomerGUID || got[0].Kind != "Partner Demo" {
		t.Errorf("got %+v", got)
	}
	if _, err := os.Stat(filepath.Join(dataOf(env), demoMark)); err == nil {
		t.Error("its mark is still there")
	}
}
