package e2e

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gatehouse/internal/db"
)

// disk is a file system of its own, in memory. It is mounted where only one process
// sees it, which does nothing else, and those that enter its name space.
type disk struct {
	holder   int    // the process
	place    string // where it is, to those
	dir      string // and to everybody else
	commands io.Writer
	answers  *bufio.Reader
}

// newDisk makes a disk of so many bytes, without being root. Without CI the test is left
// out where a user may not have name spaces.
func newDisk(t *testing.T, size int64) *disk {
	t.Helper()
	place := t.TempDir()
	cmd := exec.Command("sh", "-c", `mount -t tmpfs -o size=$1 none "$2" && echo ok && while read how; do
		mount -o remount,$how "$2" && echo ok; done`, "sh", strconv.FormatInt(size, 10), place)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	d := &disk{}
	commands, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		leftOut(t, "no name space for a disk: ", err)
	}
	t.Cleanup(func() {
		commands.Close()
		cmd.Wait()
	})
	d.commands, d.answers = commands, bufio.NewReader(answers)
	if !d.isDone() {
		leftOut(t, "no disk may be mounted here")
	}
	d.holder, d.place = cmd.Process.Pid, place
	d.dir = filepath.Join("/proc", strconv.Itoa(d.holder), "root", place)
	return d
}

// leftOut skips a test for which something is missing, and fails it with CI set.
func leftOut(t *testing.T, why ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(append(why, ", and CI is set")...)
	}
	t.Skip(why...)
}

func (d *disk) isDone() bool {
	line, err := d.answers.ReadString('\n')
	return err == nil && line == "ok\n"
}

// remount makes the disk read-only (ro), or not (rw). Nobody may be writing.
func (d *disk) remount(t *testing.T, how string) {
	t.Helper()
	if fmt.Fprintln(d.commands, how); !d.isDone() {
		t.Fatalf("the disk does not become %s", how)
	}
}

func (d *disk) ballast() string { return filepath.Join(d.dir, "ballast") }

// fill leaves so many bytes free.
func (d *disk) fill(t *testing.T, leave uint64) {
	t.Helper()
	var fs unix.Statfs_t
	if err := unix.Statfs(d.dir, &fs); err != nil {
		t.Fatal(err)
	}
	free := fs.Bavail * uint64(fs.Bsize)
	f, err := os.Create(d.ballast())
	if err == nil {
		err = errors.Join(unix.Fallocate(int(f.Fd()), 0, 0, int64(free-leave)), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// onDisk puts a site on a disk, with its customer and a company.
func onDisk(t *testing.T, d *disk) (s *site, token, company string) {
	t.Helper()
	s = newSite(t, db.SQLite, "")
	if d != nil {
		s.data = filepath.Join(d.place, "data")
		s.env = append(s.env, "GATEHOUSE_DATA="+s.data)
		enter := filepath.Join(t.TempDir(), "gatehouse")
		script := fmt.Sprintf("#!/bin/sh\nexec nsenter -t %d -U -m --preserve-credentials -- %q \"$@\"\n", d.holder, s.program)
		if err := os.WriteFile(enter, []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
		s.program = enter
	}
	token = s.found(t).Token
	return s, token, s.oneCompany(t, token)
}

// tally is what became of invitations, by address.
type tally struct {
	mu            sync.Mutex
	made, refused map[string]bool
}

// invite sends invitations until one is refused, or so many are sent. A refusal has to
// be clear, and to say when to come again.
func (a *tally) invite(t *testing.T, s *site, token, company, who, refusal string, most int) {
	for n := range most {
		email := fmt.Sprintf("%s%d@blackhills.example", who, n)
		got, err := s.ask(http.DefaultClient, token, "POST", requests, jsonOf(t, object{
			"requestee_company_guid": company, "requestee_formal_name": "Maria Sharp", "requestee_email": email,
			"message": strings.Repeat("Please look into this. ", 100),
		}))
		a.mu.Lock()
		switch {
		case err != nil:
			t.Error(err)
		case got.status == http.StatusCreated:
			a.made[email] = true
		default:
			a.refused[email] = true
			if got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, refusal) {
				t.Errorf("an invitation is refused with %d %v %s", got.status, got.header, got.body)
			}
		}
		ends := err != nil || got.status != http.StatusCreated
		a.mu.Unlock()
		if ends {
			return
		}
	}
}

// check compares the outbox with what was answered.
func (a *tally) check(t *testing.T, s *site, token string) {
	t.Helper()
	there := make(map[string]bool)
	for _, row := range s.outbox(t, token, "") {
		there[row["requestee_email"].(string)] = true
	}
	for email := range a.made {
		if !there[email] {
			t.Errorf("the request to %s was answered and is gone", email)
		}
	}
	for email := range there {
		if a.refused[email] || !a.made[email] {
			t.Errorf("the request to %s was refused and is there", email)
		}
	}
}

// hardship goes through what a disk that takes no more does to a server that is busy,
// and what it says.
func hardship(t *testing.T, s *site, token, company, refusal string, begin, end func()) {
	t.Helper()
	s.serve(t, "--log-level", "warn")
	a := &tally{made: make(map[string]bool), refused: make(map[string]bool)}
	a.invite(t, s, token, company, "before", "never", 5)
	begin()
	var wg sync.WaitGroup
	for _, who := range []string{"a", "b", "c", "d"} {
		wg.Go(func() { a.invite(t, s, token, company, who, refusal, 2000) })
	}
	wg.Wait()
	if len(a.refused) != 4 {
		t.Errorf("%d of 4 senders were refused", len(a.refused))
	}
	a.check(t, s, token) // who reads is served meanwhile
	for _, path := range []string{"/sign-in", "/healthz", "/ratings/v1/portfolio"} {
		s.get(t, token, path)
	}
	end()
	a.invite(t, s, token, company, "after", "never", 5) // without a restart
	a.check(t, s, token)
	if len(a.refused) != 4 {
		t.Error("it goes on refusing")
	}
	s.stop(t)
	if got := s.run(t, "audit", "verify"); !strings.Contains(got, "events checked") {
		t.Errorf("audit verify prints %s", got)
	}
	s.serve(t)
	a.check(t, s, token)
	s.stop(t)
}

// A full disk.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	d := newDisk(t, 64<<20)
	s, token, company := onDisk(t, d)
	hardship(t, s, token, company, "disk is full", func() { d.fill(t, 1<<20) }, func() {
		if err := os.Remove(d.ballast()); err != nil {
			t.Fatal(err)
		}
	})
}

// A disk that takes no write any more, as one does that the kernel makes read-only
// under a server: for a process without a right to any size of a file, every disk does.
func TestDiskTakesNothing(t *testing.T) {
	t.Parallel()
	s, token, company := onDisk(t, nil)
	limit := func(to uint64) {
		now := unix.Rlimit{Cur: to, Max: unix.RLIM_INFINITY}
		if err := unix.Prlimit(s.process.cmd.Process.Pid, unix.RLIMIT_FSIZE, &now, nil); err != nil {
			t.Fatal(err)
		}
	}
	hardship(t, s, token, company, "takes no writes", func() {
		// The token was used a while ago, so that its use would have to be written.
		file := s.openDB(t)
		defer file.Close()
		if _, err := file.Exec(t.Context(), `update tokens set last_used_at = $1`, db.Now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
		limit(0)
	}, func() { limit(unix.RLIM_INFINITY) })
}

// A server does not start on a read-only disk, and says why; as soon as it can, it does.
func TestDiskReadOnly(t *testing.T) {
	t.Parallel()
	d := newDisk(t, 64<<20)
	s, token, _ := onDisk(t, d)
	d.remount(t, "ro")
	s.begin(t)
	select {
	case <-s.process.ended:
	case <-time.After(5 * time.Minute):
		t.Fatal("it goes on")
	}
	if code := s.process.cmd.ProcessState.ExitCode(); code != 2 || !strings.Contains(s.log.String(), "read-only") || !strings.Contains(s.log.String(), "--data") {
		t.Errorf("it ends with %d:\n%s", code, s.log.tail(2000))
	}
	d.remount(t, "rw")
	s.serve(t)
	s.outbox(t, token, "")
	s.stop(t)
}
