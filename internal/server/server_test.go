package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/ratings"
	"gatehouse/internal/api/user"
	"gatehouse/internal/fault"
)

func TestPathsOfTheFamilies(t *testing.T) {
	s := newServer(t, nil)
	s.API = answer("api")
	s.Web = answer("web")
	for path, want := range map[string]string{
		"/":                           "web",
		"/ratings/v1":                 "api",
		"/ratings/v1/access-requests": "api",
		"/customer-api/v2/users":      "api",
		"/v1":                         "api",
		"/v1/tiers":                   "api",
		"/ratings//v1/tiers":          "api",
		"http://g.example//v1/tiers":  "api",
		"/v2/users":                   "api",
		"/user/v1/users":              "api",
		"/oauth/token":                "api",
		"/.well-known/jwks.json":      "api",
		"/.well-known/oauth-authorization-server": "api",
		"/.well-known/security.txt":               "web",
		"/oauthx":                                 "web",
		"/users":                                  "web",
		"/v10":                                    "web",
		"/app/static/pages/access-request":        "web",
		"/ratings-explained":                      "web",
		"/invitations/abcdefghijklmnopqrst":       "web",
	} {
		if got := get(s, path, "127.0.0.1:1", nil).Body.String(); got != want {
			t.Errorf("%s is answered by %s, want %s", path, got, want)
		}
		r := httptest.NewRequest("GET", path, nil)
		if families := apitest.IsAPI(r.URL.Path); families != (want == "api") {
			t.Errorf("%s: the tests take it for the API's: %v", path, families)
		}
	}
}

func TestClientBehindProxies(t *testing.T) {
	for _, tt := range []struct {
		name, peer, forwarded, want string
	}{
		{"direct", "203.0.113.7:5000", "", "203.0.113.7"},
		{"a stranger's header does not count", "203.0.113.7:5000", "198.51.100.1", "203.0.113.7"},
		{"one proxy", "10.0.0.2:5000", "198.51.100.1", "198.51.100.1"},
		{"two proxies", "10.0.0.2:5000", "198.51.100.1, 10.0.0.3", "198.51.100.1"},
		{"the client may claim what it likes", "10.0.0.2:5000", "1.2.3.4, 198.51.100.1", "198.51.100.1"},
		{"a proxy's own request", "10.0.0.2:5000", "", "10.0.0.2"},
		{"all are proxies", "10.0.0.2:5000", "10.0.0.4,10.0.0.3", "10.0.0.4"},
		{"rubbish ends the walk", "10.0.0.2:5000", "198.51.100.1, unknown, 10.0.0.3", "10.0.0.3"},
		{"an IPv4 address in IPv6", "[::ffff:10.0.0.2]:5000", "::ffff:198.51.100.1", "198.51.100.1"},
		{"IPv6", "[2001:db8::1]:5000", "2001:db8:1::9", "2001:db8:1::9"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t, nil)
			s.HTTPS = true
			s.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::1/128")}
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr = tt.peer
			if tt.forwarded != "" {
				r.Header.Set("X-Forwarded-For", tt.forwarded)
			}
			if got := s.client(r).String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestPlainHTTPStaysOnThisMachine(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, tt := range []struct {
		name    string
		peer    string
		https   bool
		proxies []netip.Prefix
		status  int
		hsts    bool
	}{
		{"loopback", "127.0.0.1:1", false, nil, 200, false},
		{"loopback, IPv6", "[::1]:1", false, nil, 200, false},
		{"from elsewhere", "192.0.2.1:1", false, nil, 403, false},
		{"from elsewhere, https outside", "192.0.2.1:1", true, proxies, 403, false},
		{"through the proxy", "10.1.1.1:1", true, proxies, 200, true},
		{"through a proxy that speaks http", "10.1.1.1:1", false, proxies, 403, false},
		{"loopback beside the proxy", "127.0.0.1:1", true, proxies, 200, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t, nil)
			s.HTTPS, s.Proxies, s.Web = tt.https, tt.proxies, answer("web")
			w := get(s, "/", tt.peer, nil)
			if w.Code != tt.status {
				t.Errorf("got status %d, want %d", w.Code, tt.status)
			}
			if got := w.Header().Get("Strict-Transport-Security") != ""; got != tt.hsts {
				t.Errorf("HSTS is %v, want %v", got, tt.hsts)
			}
			s.API = s.Web
			for _, path := range []string{"/ratings/v1", "/user/v1/roles"} {
				if tt.status != http.StatusForbidden {
					continue
				}
				r := httptest.NewRequest("GET", path, nil)
				r.RemoteAddr = tt.peer
				w := httptest.NewRecorder()
				apitest.Compared(t, s.Handler()).ServeHTTP(w, r)
				if w.Code != tt.status || !strings.Contains(w.Body.String(), "Use https.") {
					t.Errorf("%s: got %d %s", path, w.Code, w.Body)
				}
			}
			if w := get(s, "/healthz", tt.peer, nil); w.Code != 200 {
				t.Errorf("/healthz answers %d: health is asked from the machine's own network", w.Code)
			}
		})
	}
}

func TestRequestIDAndClientReachTheHandlers(t *testing.T) {
	s := newServer(t, nil)
	s.HTTPS, s.Proxies = true, []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	s.Web = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, actor.IP(r.Context())+" "+actor.RequestID(r.Context()))
	})
	given := http.Header{"X-Request-Id": {"from-the-proxy-1"}, "X-Forwarded-For": {"198.51.100.1"}}
	if got, want := get(s, "/", "10.0.0.1:1", given).Body.String(), "198.51.100.1 from-the-proxy-1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w := get(s, "/", "127.0.0.1:1", given)
	ip, id, _ := strings.Cut(w.Body.String(), " ")
	if ip != "127.0.0.1" || id == "from-the-proxy-1" || len(id) < 16 {
		t.Errorf("a stranger's headers were taken: %s %s", ip, id)
	}
	if got := w.Header().Get("X-Request-Id"); got != id {
		t.Errorf("the answer has request id %q, the handler saw %q", got, id)
	}
}

func TestLogHoldsNoSecret(t *testing.T) {
	var log bytes.Buffer
	s := newServer(t, &log)
	s.Web = answer("web")
	s.API = answer("api")
	const secret = "gth_7BzQv0aVnq3XkYw2PzRt5LmN8cD"
	get(s, "/invitations/"+secret+"?code=123456&email=a@example.com&"+secret, "127.0.0.1:1", http.Header{
		"Authorization": {"Bearer " + secret},
		"Cookie":        {"session=" + secret},
		"Referer":       {"http://localhost/set-password/" + secret},
	})
	get(s, "/ratings/v1/access-requests/19caa9ab-0560-4661-9d02-3364b13714ec?status=Pending", "127.0.0.1:1", nil)
	for _, forbidden := range []string{secret, "123456", "a@example.com"} {
		if strings.Contains(log.String(), forbidden) {
			t.Errorf("the log holds %q:\n%s", forbidden, log.String())
		}
	}
	for _, want := range []string{
		"path=/invitations/…", "parameters=code,email,…", "status=200", "bytes=3", "ip=127.0.0.1", "request_id=",
		"path=/ratings/v1/access-requests/19caa9ab-0560-4661-9d02-3364b13714ec", "parameters=status",
	} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log.String())
		}
	}
}

func TestPanics(t *testing.T) {
	var log bytes.Buffer
	s := newServer(t, &log)
	s.API = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		if r.URL.Query().Has("late") {
			io.WriteString(w, "[")
			w.(http.Flusher).Flush()
		}
		panic("a nil map")
	})
	s.Web = s.API
	base := start(t, s)
	compared := apitest.Proxy(t, func() string { return base })

	for path, contentType := range map[string]string{"/ratings/v1/tiers": "application/json", "/user/v1/users": "application/json", "/page": "text/plain; charset=utf-8"} {
		status, header, body := fetch(t, compared+path)
		id := header.Get("X-Request-Id")
		if status != 500 || !strings.Contains(body, id) || header.Get("Content-Type") != contentType {
			t.Errorf("%s: got %d %v %s", path, status, header, body)
		}
		if strings.Contains(body, "nil map") {
			t.Errorf("%s tells what went wrong inside: %s", path, body)
		}
		if !strings.Contains(log.String(), "nil map") || !strings.Contains(log.String(), id) {
			t.Errorf("the log does not tell what went wrong:\n%s", log.String())
		}
	}
	resp, err := http.Get(base + "/ratings/v1/tiers?late=1")
	if err == nil {
		if _, err = io.ReadAll(resp.Body); err == nil {
			t.Error("an answer that broke off looks like a whole one")
		}
		resp.Body.Close()
	}
}

func TestReady(t *testing.T) {
	s := newServer(t, nil)
	var broken error
	s.Checks = []Check{
		{"database", func(context.Context) error { return broken }},
		{"clock", func(context.Context) error { return nil }},
	}
	if w := get(s, "/readyz", "127.0.0.1:1", nil); w.Code != 200 || !strings.Contains(w.Body.String(), `"database":"ok"`) {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	broken = errors.New("dial tcp 10.9.8.7:5432: refused")
	w := get(s, "/readyz", "127.0.0.1:1", nil)
	if w.Code != 503 || strings.Contains(w.Body.String(), "10.9.8.7") || !strings.Contains(w.Body.String(), `"clock":"ok"`) {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	broken = fault.New(fault.Unavailable, "The clock is two hours behind.")
	if w := get(s, "/readyz", "127.0.0.1:1", nil); !strings.Contains(w.Body.String(), "two hours behind") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	if w := get(s, "/healthz", "127.0.0.1:1", nil); w.Code != 200 {
		t.Errorf("/healthz answers %d when the database is away", w.Code)
	}
}

// A request that has begun is answered after the server was told to stop; then
// Run returns and the address is free again.
func TestShutdownWaitsForRequests(t *testing.T) {
	s := newServer(t, nil)
	inside, stopped := make(chan struct{}), make(chan struct{})
	s.Web = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(inside)
		<-stopped
		io.WriteString(w, "whole")
	})
	ctx, stop := context.WithCancel(t.Context())
	ln := listen(t)
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, ln) }()
	body := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + ln.Addr().String() + "/")
		if err != nil {
			body <- err.Error()
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		body <- string(b)
	}()
	<-inside
	stop()
	for !s.stopping.Load() {
		select {
		case err := <-ended:
			t.Fatalf("it ended with a request in progress: %v", err)
		case <-time.After(time.Millisecond):
		}
	}
	if w := get(s, "/readyz", "127.0.0.1:1", nil); w.Code != 503 {
		t.Errorf("/readyz answers %d while stopping", w.Code)
	}
	close(stopped)
	if got := <-body; got != "whole" {
		t.Errorf("got %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A server that is told to stop goes on for a while, but says so to who asks, and
// keeps no connection.
func TestDrain(t *testing.T) {
	s := newServer(t, nil)
	s.Drain = time.Hour // until the test ends it
	s.Web = answer("page")
	ctx, stop := context.WithCancel(t.Context())
	ln := listen(t)
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, ln) }()
	base := "http://" + ln.Addr().String()
	for range 2 { // the second on the connection of the first
		if status, _, body := fetch(t, base+"/"); status != http.StatusOK {
			t.Errorf("%d %s", status, body)
		}
	}
	stop()
	for !s.stopping.Load() {
		<-time.After(time.Millisecond)
	}
	if status, _, body := fetch(t, base+"/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "stopping") {
		t.Errorf("/readyz: %d %s", status, body)
	}
	resp, err := http.Get(base + "/")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK || !resp.Close {
		t.Errorf("a call meanwhile: %d, and its connection is kept: %v", resp.StatusCode, !resp.Close)
	}
	ln.Close()
	if err := <-ended; err == nil {
		t.Error("it did not notice that its listener has gone")
	}
}

// The deadline of one answer must not fall on the next of the same connection.
func TestKeepAliveConnectionsServeAgain(t *testing.T) {
	s := newServer(t, nil)
	s.Web = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil {
			io.Copy(io.Discard, r.Body)
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		w.Write([]byte("x"))
	})
	base := start(t, s)
	for range 3 {
		resp, err := http.Post(base+"/", "text/plain", strings.NewReader("body"))
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(resp.Body)
		if err != nil || string(b) != "x" {
			t.Fatalf("got %q, %v", b, err)
		}
		resp.Body.Close()
	}
}

func newServer(t testing.TB, log io.Writer) *Server {
	t.Helper()
	if log == nil {
		log = io.Discard
	}
	s := &Server{Log: slog.New(slog.NewTextHandler(log, nil))}
	s.Refuse = api.Split(user.Prefix, (&user.API{Log: s.Log}).Handler(), (&ratings.API{Log: s.Log}).Handler()).Refuse
	return s
}

func answer(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) })
}

func get(s *Server, path, peer string, header http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.RemoteAddr = peer
	maps.Copy(r.Header, header)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return ln
}

// An address has room for as many guids as a filter may list.
func TestLongAddress(t *testing.T) {
	s := newServer(t, nil)
	s.API = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.URL.Query().Get("guid")) })
	guids := strings.Repeat("a5e23bf0-38d4-4cea-aa50-19ee75da481d%2C", api.MaxValues-1) + "a5e23bf0-38d4-4cea-aa50-19ee75da481d"
	if status, _, body := fetch(t, start(t, s)+"/v1/contacts?guid="+guids); status != http.StatusOK || strings.Count(body, ",") != api.MaxValues-1 {
		t.Errorf("%d %.100s", status, body)
	}
}

// start runs s until the test ends and returns its address.
func start(t *testing.T, s *Server) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ln := listen(t)
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return "http://" + ln.Addr().String()
}

func fetch(t *testing.T, url string) (status int, header http.Header, body string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(text)
}
