package e2e

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// site is one installation: a data folder, a database, and the server's process
// while it runs.
type site struct {
	program string
	env     []string // of every command
	data    string
	url     string // of a proxy before the server, see newSite
	public  string // what people call it, if that is not url
	fixed   string // where it listens, if that does not change
	log     text
	process *process
	listen  atomic.Value // string: the address of the server that was started last
}

// process is a server that was started.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{} // closed when it has
}

// credentials are what init and demo print.
type credentials struct {
	Token        string `json:"token"`
	CustomerGUID string `json:"customer_guid"`
	CustomerID   int64  `json:"customer_id"`
	UserGUID     string `json:"user_guid"`
	UserID       int64  `json:"user_id"`
	AccessID     int64  `json:"access_id"`
}

// each runs f on a new site over each engine.
func each(t *testing.T, f func(t *testing.T, s *site)) {
	t.Helper()
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			url := dbtest.URL(t, engine)
			t.Parallel()
			f(t, newSite(t, engine, url))
		})
	}
}

// newSite returns a site without customers. On PostgreSQL its database is at url.
// What anybody calls is a proxy before the server, which compares the calls of
// the API and their answers with the description: those of the tests, of
// commands, of curl, of other programs and of a server that is killed soon.
func newSite(t *testing.T, engine db.Dialect, url string) *site {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	s := &site{program: path, data: filepath.Join(home, "data")}
	s.env = []string{
		"HOME=" + home, "PATH=" + filepath.Dir(path) + string(os.PathListSeparator) + os.Getenv("PATH"), "GATEHOUSE_DATA=" + s.data,
	}
	if engine == db.Postgres {
		s.env = append(s.env, "GATEHOUSE_DATABASE_URL="+url)
	}
	s.url = apitest.Proxy(t, func() string {
		listen, _ := s.listen.Load().(string)
		return "http://" + listen
	})
	t.Cleanup(func() {
		s.kill()
		if t.Failed() {
			t.Logf("the end of the server's log:\n%s", s.log.tail(4000))
		}
	})
	return s
}

// database is what to give to db.Open.
func (s *site) database() string {
	for _, v := range s.env {
		if url, ok := strings.CutPrefix(v, "GATEHOUSE_DATABASE_URL="); ok {
			return url
		}
	}
	return filepath.Join(s.data, "gatehouse.db")
}

// openDB looks over the server's shoulder.
func (s *site) openDB(t *testing.T) *db.DB {
	t.Helper()
	d, err := db.Open(context.WithoutCancel(t.Context()), s.database())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (s *site) isPostgres() bool { return strings.HasPrefix(s.database(), "postgres") }

// run runs a command that has to succeed and returns what it prints.
func (s *site) run(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := s.try(t, args...)
	if code != 0 {
		t.Fatalf("gatehouse %s: exit code %d\n%s%s", strings.Join(args, " "), code, stdout, stderr)
	}
	return stdout
}

func (s *site) try(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), s.program, args...)
	var out, log bytes.Buffer
	cmd.Env, cmd.Stdout, cmd.Stderr = s.env, &out, &log
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode(), out.String(), log.String()
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0, out.String(), log.String()
}

// found makes the customer of the documents.
func (s *site) found(t *testing.T) credentials {
	t.Helper()
	return read[credentials](t, s.run(t, "init", "--customer", "My Company", "--company", "Blue Seas International",
		"--domain", "blueseas.example", "--name", "Emma Waters", "--email", "emma@blueseas.example", "--json"))
}

// serve starts the server and waits until it is ready. Somebody else may take
// the port that was free a moment ago: then it takes another.
func (s *site) serve(t *testing.T, args ...string) {
	t.Helper()
	for range 5 {
		s.begin(t, args...)
		if s.ready(t) {
			return
		}
	}
	t.Fatalf("the server does not get ready:\n%s", s.log.tail(4000))
}

// begin starts the server and does not wait.
func (s *site) begin(t *testing.T, args ...string) {
	t.Helper()
	listen := s.fixed
	if listen == "" {
		listen = fmt.Sprintf("127.0.0.1:%d", freePort(t))
	}
	s.listen.Store(listen)
	cmd := exec.Command(s.program, append([]string{"serve", "--listen", listen, "--public-url", cmp.Or(s.public, s.url)}, args...)...)
	cmd.Env, cmd.Stdout, cmd.Stderr = s.env, &s.log, &s.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd, make(chan struct{})}
	s.process = p
	go func() {
		cmd.Wait()
		close(p.ended)
	}()
}

// ready waits until the server answers, and returns false if it ended instead.
func (s *site) ready(t *testing.T) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for tick := time.NewTicker(5 * time.Millisecond); ; {
		select {
		case <-s.process.ended:
			return false
		case <-ctx.Done():
			t.Fatal("the server does not get ready")
		case <-tick.C:
			resp, err := http.Get(s.url + "/healthz")
			if err != nil {
				continue
			}
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return true
			}
		}
	}
}

// kill ends the server as a power cut does.
func (s *site) kill() {
	if s.process != nil {
		s.process.cmd.Process.Kill() // SIGKILL
		<-s.process.ended
		s.process = nil
	}
}

// stop ends the server as an operator does.
func (s *site) stop(t *testing.T) {
	t.Helper()
	p := s.process
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.ended:
	case <-time.After(5 * time.Minute):
		t.Fatal("the server does not stop")
	}
	s.process = nil
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("the server ends with %d", code)
	}
}

// freePort returns a port that nobody listens on. It is none of those that the
// system gives to outgoing connections, one of which might take it meanwhile.
func freePort(t *testing.T) int {
	t.Helper()
	for range 100 {
		port := 10000 + rand.IntN(10000)
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			l.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

func read[T any](t testing.TB, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

// text is a buffer that two goroutines use.
type text struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (t *text) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buffer.Write(b)
}

func (t *text) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buffer.String()
}

// tail returns the last n bytes.
func (t *text) tail(n int) string {
	s := t.String()
	return s[max(0, len(s)-n):]
}
