package bench

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a server under test, or the floor that it is compared with.
type process struct {
	cmd     *exec.Cmd
	address string // http://127.0.0.1:port
	first   string // where it is asked what is then asked many times: address, or what a test puts before it
	ended   chan error
}

const patience = time.Minute // for a process to answer, and to end

// publicURL is the address that the servers believe to have.
const publicURL = "https://gatehouse.example"

// keepNoAnswers lets a server keep no finished answers: it makes each from the rows.
var keepNoAnswers = []string{"--answer-cache", "0"}

// serve starts the server's program over a database that was filled, with all
// that a request passes through in earnest, the access log included.
func (b *bench) serve(ctx context.Context, url, data string, more ...string) (*process, error) {
	port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	listen := fmt.Sprintf("127.0.0.1:%d", port)
	args := append([]string{"serve", "--data", data, "--listen", listen, "--public-url", publicURL}, more...)
	if strings.HasPrefix(url, "postgres://") {
		args = append(args, "--database-url", url)
	}
	p, err := launch(ctx, listen, "/healthz", filepath.Join(data, "log"), b.program, args...)
	if err == nil && b.before != nil {
		p.first = b.before(p.address)
	}
	return p, err
}

// launch starts a program and waits until it answers at path.
func launch(ctx context.Context, listen, path, log, program string, args ...string) (*process, error) {
	file, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer file.Close() // the child has its own
	p := &process{cmd: exec.CommandContext(ctx, program, args...), address: "http://" + listen, first: "http://" + listen, ended: make(chan error, 1)}
	p.cmd.Stdout, p.cmd.Stderr = file, file
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { p.ended <- p.cmd.Wait() }()
	timeout, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		if answers(timeout, p.address+path) {
			return p, nil
		}
		select {
		case err := <-p.ended:
			said, _ := os.ReadFile(log)
			return nil, fmt.Errorf("%s ended: %w: %s", program, err, said)
		case <-timeout.Done():
			_ = p.stop()
			return nil, fmt.Errorf("%s does not answer: %w", program, timeout.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func answers(ctx context.Context, url string) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// stop ends the process and waits for it.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case err := <-p.ended:
		return err
	case <-time.After(patience):
		return p.cmd.Process.Kill()
	}
}

// memory is how much of the machine's memory a process has, and had at most
// since it started, in bytes.
type memory struct{ now, most int64 }

var memoryLine = regexp.MustCompile(`(?m)^(VmRSS|VmHWM):\s+(\d+) kB$`)

// memory asks the system, where it has /proc.
func (p *process) memory() (m memory, ok bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return m, false
	}
	for _, line := range memoryLine.FindAllStringSubmatch(string(text), -1) {
		kB, _ := strconv.ParseInt(line[2], 10, 64) // of digits
		if line[1] == "VmRSS" {
			m.now = kB << 10
		} else {
			m.most = kB << 10
		}
	}
	return m, m.most > 0
}
