package cli

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

func TestAuditVerify(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		must(t, env, initArgs...)
		must(t, env, "user", "add", "--name", "Paul Mason", "--email", "paul@blueseas.example")
		if got := must(t, env, "audit", "verify"); !strings.Contains(got, "events checked, against 0 heads") {
			t.Errorf("got %s", got)
		}
		d := openDB(t, env)
		noting := &record{db: d, file: filepath.Join(dataOf(env), "audit-heads.jsonl"), noted: make(map[int64]int64)}
		for range 2 { // the second time nothing has moved
			if err := noting.noteHeads(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := must(t, env, "audit", "verify"); !strings.Contains(got, "against 1 heads") {
			t.Errorf("got %s", got)
		}

		// Who cuts off the end and mends the customer's head is convicted by the file.
		for _, q := range []string{
			`delete from event_details where seq = (select seq from heads)`,
			`delete from events where seq = (select seq from heads)`,
			`update heads set seq = seq - 1`,
		} {
			if _, err := d.Exec(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		got := gatehouse(t, env, "audit", "verify", "--json")
		report := read[struct{ Findings []audit.Finding }](t, got.out)
		if got.code != exitFailure || len(report.Findings) != 1 || report.Findings[0].Problem != "cut off" {
			t.Errorf("got exit code %d, %s", got.code, got.out)
		}
		if _, err := d.Exec(t.Context(), `update events set action = 'nothing' where seq = 1`); err != nil {
			t.Fatal(err)
		}
		got = gatehouse(t, env, "audit", "verify")
		if got.code != exitFailure || !strings.Contains(got.out, "event 1: changed") || !strings.Contains(got.err, "2 findings") {
			t.Errorf("got exit code %d, %s%s", got.code, got.out, got.err)
		}
		refused(t, env, exitFailure, "none", "audit", "verify", "--head", filepath.Join(t.TempDir(), "none"))
	})
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		if got := must(t, env, "doctor"); !strings.Contains(got, "is not there yet") {
			t.Errorf("of a new place it says\n%s", got)
		}
		must(t, env, initArgs...)
		if got := must(t, env, "doctor"); strings.Contains(got, "FAIL") || !strings.Contains(got, "answers") || !strings.Contains(got, "ok    clock") {
			t.Errorf("of a healthy place it says\n%s", got)
		}

		smtp := listenAndLeave(t)
		for _, tt := range []struct {
			name, want, advice string
			args               []string
			harm               func() error
		}{
			{"a key that others read", "server key", "chmod 600", nil, func() error { return os.Chmod(filepath.Join(dataOf(env), "server.key"), 0o644) }},
			{"a mail server that is away", "mail", "--smtp-url", []string{"--smtp-url", "smtp://" + smtp}, nil},
			{"a wrong option", "configuration", "help config", []string{"--listen", "x"}, nil},
			{"a clock that was turned back", "clock", "NTP", nil, func() error {
				_, err := openDB(t, env).Exec(t.Context(), `update events set at = $1 where seq = 1`, db.Now().Add(48*time.Hour))
				if err == nil {
					_, err = openDB(t, env).Exec(t.Context(), `update heads set seq = 1`)
				}
				return err
			}},
		} {
			if tt.harm != nil {
				if err := tt.harm(); err != nil {
					t.Fatal(err)
				}
			}
			got := gatehouse(t, env, append([]string{"doctor"}, tt.args...)...)
			if got.code != exitFailure || !strings.Contains(got.out, "FAIL  "+tt.want) || !strings.Contains(got.out, tt.advice) {
				t.Errorf("%s: got exit code %d\n%s", tt.name, got.code, got.out)
			}
		}
	})
}

func TestDoctorFindsPendingMigrations(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		must(t, env, initArgs...)
		if _, err := openDB(t, env).Exec(t.Context(), `delete from migrations where name like '0002%'`); err != nil {
			t.Fatal(err)
		}
		if got := must(t, env, "doctor"); !strings.Contains(got, "1 migrations are to be applied: 0002") {
			t.Errorf("got\n%s", got)
		}
	})
}

// listenAndLeave returns an address where nobody listens.
func listenAndLeave(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}

func TestClock(t *testing.T) {
	start := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name    string
		wall    time.Duration
		running time.Duration
		newest  time.Time
		want    string
	}{
		{"as it should be", time.Hour, time.Hour, start, ""},
		{"a little off", 90 * time.Minute, time.Hour, start, ""},
		{"turned on", 30 * time.Hour, time.Hour, start, "turned by 29h0m0s"},
		{"turned back", -5 * time.Hour, time.Hour, start.Add(-24 * time.Hour), "turned by -6h0m0s"},
		{"events of the future", time.Hour, time.Hour, start.Add(3 * time.Hour), "2h0m0s ahead"},
		{"nothing has happened yet", time.Hour, time.Hour, time.Time{}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &clock{
				start:   start,
				now:     func() time.Time { return start.Add(tt.wall) },
				running: func() time.Duration { return tt.running },
				newest:  func(context.Context) (time.Time, error) { return tt.newest, nil },
			}
			err := c.check(t.Context())
			if (err == nil) != (tt.want == "") || !strings.Contains(fmt.Sprint(err), tt.want) && err != nil {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if err != nil && !fault.Is(err, fault.Unavailable) {
				t.Errorf("nobody may see %v", err)
			}
		})
	}
}
