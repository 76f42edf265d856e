package e2e

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// TestPooler serves through PgBouncer, which gives each transaction another of
// five connections: a node must not count on what it said on one before.
func TestPooler(t *testing.T) {
	t.Parallel()
	own := dbtest.Server(t)
	s := newSite(t, db.Postgres, "postgres://postgres@"+bouncer(t, own.Address())+"/postgres?sslmode=disable&default_query_exec_mode=exec")
	box := newMailbox(t)
	admin := s.found(t)
	s.importCompany(t)
	s.serve(t, "--smtp-url", box.url(), "--log-level", "warn")
	company := s.company(t, admin.Token, "Black Hills Technologies")
	all, l := newWriters(s, admin.Token, company, 6, killSeed)
	var wg sync.WaitGroup
	for _, w := range all {
		wg.Go(func() {
			for range 8 {
				if err := w.write(t); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	rows := s.outbox(t, admin.Token, "")
	l.check(t, rows)
	allArrived(t, box, rows)
	s.stop(t)
	if got := s.run(t, "audit", "verify"); !strings.Contains(got, "events checked") {
		t.Errorf("audit verify prints %s", got)
	}
}

// bouncer starts a pooler of transactions before a server and returns its
// address. GATEHOUSE_TEST_PGBOUNCER is its program.
func bouncer(t *testing.T, server string) string {
	t.Helper()
	program := os.Getenv("GATEHOUSE_TEST_PGBOUNCER")
	if program == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("GATEHOUSE_TEST_PGBOUNCER is not set, and CI is")
		}
		t.Skip("GATEHOUSE_TEST_PGBOUNCER is not set")
	}
	host, port, _ := strings.Cut(server, ":")
	listen := freePort(t)
	dir := t.TempDir()
	config := filepath.Join(dir, "pgbouncer.ini")
	settings := fmt.Sprintf(`
[databases]
* = host=%s port=%s
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = %d
unix_socket_dir =
auth_type = trust
auth_file = %s/users
pool_mode = transaction
default_pool_size = 5
max_client_conn = 200
`, host, port, listen, dir)
	for name, content := range map[string]string{config: settings, filepath.Join(dir, "users"): `"postgres" ""` + "\n"} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil { //nolint:gosec // another user reads it
			t.Fatal(err)
		}
	}
	args := []string{config}
	if os.Getuid() == 0 { // it refuses to run as root
		args = []string{"-u", "nobody", config}
		for dir := dir; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
			if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // so that it gets there
				t.Fatal(err)
			}
		}
	}
	cmd := exec.Command(program, args...)
	var log text
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGINT) // it may have ended
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("the pooler says\n%s", log.String())
		}
	})
	address := fmt.Sprintf("127.0.0.1:%d", listen)
	eventually(t, "the pooler listens", func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	return address
}
