package main

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestMain lets the test's program be gatehouse itself: only a process has
// signals and an exit code.
func TestMain(m *testing.M) {
	if os.Getenv("GATEHOUSE_TEST_RUN") == "1" {
		main()
		return
	}
	os.Exit(m.Run())
}

func gatehouse(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env = []string{"GATEHOUSE_TEST_RUN=1", "GATEHOUSE_DATA=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
	return cmd
}

func TestExitCodes(t *testing.T) {
	for _, tt := range []struct {
		args string
		want int
	}{
		{"version", 0},
		{"bogus", 2},
		{"outbox --server http://127.0.0.1:1 --token x", 1},
	} {
		err := gatehouse(t, strings.Fields(tt.args)...).Run()
		got := 0
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			got = exit.ExitCode()
		} else if err != nil {
			t.Fatal(err)
		}
		if got != tt.want {
			t.Errorf("gatehouse %s exits with %d, want %d", tt.args, got, tt.want)
		}
	}
}

func TestSignalsEndTheServer(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			cmd := gatehouse(t, "serve", "--listen", "127.0.0.1:0")
			log, err := cmd.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			stopped := false
			for lines := bufio.NewScanner(log); lines.Scan(); {
				if strings.Contains(lines.Text(), "msg=listening") {
					if err := cmd.Process.Signal(signal); err != nil {
						t.Fatal(err)
					}
				}
				stopped = stopped || strings.Contains(lines.Text(), "msg=stopped")
			}
			if err := cmd.Wait(); err != nil || !stopped {
				t.Errorf("it ends with %v, and says that it stopped: %v", err, stopped)
			}
		})
	}
}
