package cli

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
)

// running is a server in this process.
type running struct {
	address string // of a proxy before it, which compares calls of the API and their answers with the description
	listen  string
	out     *text
	log     *text
	stop    func() int // ends it and returns its exit code
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

// serving runs gatehouse serve on a free port and waits until it is ready.
func serving(t *testing.T, env []string, args ...string) *running {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listen := ln.Addr().String()
	ln.Close()
	address := apitest.Proxy(t, func() string { return "http://" + listen })
	r := &running{address: address, listen: listen, out: &text{}, log: &text{}}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() {
		ended <- Run(ctx, append([]string{"serve", "--listen", listen, "--public-url", address}, args...),
			Process{Environ: env, In: strings.NewReader(""), Out: r.out, Err: r.log})
	}()
	var once sync.Once
	code := -1
	r.stop = func() int {
		once.Do(func() {
			cancel()
			code = <-ended
		})
		return code
	}
	t.Cleanup(func() { r.stop() })
	for deadline := time.Now().Add(5 * time.Minute); ; {
		resp, err := http.Get(r.address + "/healthz")
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return r
			}
		}
		select {
		case code := <-ended:
			t.Fatalf("it ended with %d: %s", code, r.log)
		case <-time.After(10 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("it does not get ready: %v\n%s", err, r.log)
		}
	}
}

func (r *running) get(t *testing.T, path, token string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequest("GET", r.address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		request.SetBasicAuth(token, "")
	}
	resp, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func TestServe(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		s := serving(t, env)
		for _, path := range []string{"/ratings/v1", "/v1/access-requests", "/customer-api/v2/portfolio", "/user/v1/users"} {
			if status, body := s.get(t, path, first.Token); status != http.StatusOK {
				t.Errorf("%s answers %d %s", path, status, body)
			}
		}
		if status, _ := s.get(t, "/ratings/v1", "gth_wrong"); status != http.StatusUnauthorized {
			t.Errorf("a wrong token gets %d", status)
		}
		if status, body := s.get(t, "/readyz", ""); status != http.StatusOK {
			t.Errorf("/readyz answers %d %s", status, body)
		}

		table := must(t, []string{"GATEHOUSE_SERVER=" + s.address, "GATEHOUSE_TOKEN=" + first.Token}, "outbox")
		if !strings.Contains(strings.ToLower(table), "requestee_email") {
			t.Errorf("the outbox has no heading: %q", table)
		}
		taken := gatehouse(t, env, "serve", "--listen", s.listen)
		if taken.code != exitUsage || !strings.Contains(taken.err, "--listen (GATEHOUSE_LISTEN): ") {
			t.Errorf("on an address that is taken it exits with %d: %s", taken.code, taken.err)
		}

		if code := s.stop(); code != exitOK {
			t.Errorf("it ends with %d", code)
		}
		log := s.log.String()
		if strings.Contains(log, first.Token) || !strings.Contains(log, "path=/ratings/v1 ") || !strings.Contains(log, "msg=stopped") {
			t.Errorf("the log is\n%s", log)
		}
		if got := must(t, env, "audit", "verify"); strings.Contains(got, "against 0 heads") {
			t.Errorf("the server noted no heads: %s", got)
		}
	})
}

// The link that init prints opens the page where the admin sets a password.
func TestLinkOfInitOpens(t *testing.T) {
	env, first := founded(t, "sqlite")
	s := serving(t, env)
	path := strings.TrimPrefix(first.SetPassword, first.Address)
	status, body := s.get(t, path, "")
	if status != http.StatusOK || !strings.Contains(body, "<form") {
		t.Errorf("%s answers %d %s", path, status, body)
	}
	if strings.Contains(s.log.String(), path[len("/set-password/"):]) {
		t.Errorf("the log holds the link:\n%s", s.log)
	}
}

func TestServeDemo(t *testing.T) {
	env := place(t, "sqlite")
	s := serving(t, env, "--demo")
	curl := regexp.MustCompile(`curl -u (gth_\w+): '(\S+)'`).FindAllStringSubmatch(s.out.String(), -1)
	if len(curl) != 3 || !strings.Contains(s.out.String(), "password   ") || !strings.Contains(s.out.String(), s.address) {
		t.Fatalf("it prints\n%s", s.out)
	}
	for _, line := range curl {
		if status, body := s.get(t, strings.TrimPrefix(line[2], s.address), line[1]); status != http.StatusOK || len(body) < 3 {
			t.Errorf("%s answers %d %s", line[2], status, body)
		}
	}
	s.stop()
	again := serving(t, env, "--demo")
	if !strings.Contains(again.out.String(), curl[0][1]) {
		t.Errorf("run again it prints\n%s", again.out)
	}
}

// A folder of somebody's own is served as it is, whatever is asked.
func TestServeDemoLeavesOthersAlone(t *testing.T) {
	env, _ := founded(t, "sqlite")
	s := serving(t, env, "--demo")
	s.stop()
	if got := read[[]customerJSON](t, must(t, env, "customer", "list", "--json")); len(got) != 1 || s.out.String() != "" {
		t.Errorf("it made %+v and prints %s", got, s.out)
	}
}
