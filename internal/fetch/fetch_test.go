package fetch

import (
	"bytes"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestJudge(t *testing.T) {
	for address, want := range map[string]error{
		"93.184.215.14:443": nil, "[2606:2800:21f:cb07::1]:443": nil, "1.1.1.1:8443": nil,
		"127.0.0.1:443": ErrInside, "127.9.9.9:443": ErrInside, "[::1]:443": ErrInside, "0.0.0.0:443": ErrInside, "[::]:443": ErrInside,
		"10.1.2.3:443": ErrInside, "172.16.0.1:443": ErrInside, "192.168.1.1:443": ErrInside, "100.64.0.1:443": ErrInside,
		"169.254.169.254:443": ErrInside, "100.100.100.200:443": ErrInside, "[fd00:ec2::254]:443": ErrInside, "[fe80::1%eth0]:443": ErrInside,
		"224.0.0.1:443": ErrInside, "255.255.255.255:443": ErrInside, "[ff02::1]:443": ErrInside,
		"[::ffff:127.0.0.1]:443": ErrInside, "[::ffff:10.0.0.1]:443": ErrInside, "[64:ff9b::7f00:1]:443": ErrInside,
		"[2002:7f00:1::]:443": ErrInside, "[::7f00:1]:443": ErrInside, "192.0.2.1:443": ErrInside, "198.18.0.1:443": ErrInside,
		"unix": ErrInside,
	} {
		if got := (&Options{}).judge(address); !errors.Is(got, want) {
			t.Errorf("%s: got %v, want %v", address, got, want)
		}
	}
	inside := Options{Networks: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	if err := inside.judge("10.1.2.3:443"); err != nil {
		t.Errorf("what the operator allows: %v", err)
	}
	if err := inside.judge("127.0.0.1:443"); err == nil {
		t.Error("more is allowed than the operator says")
	}
}

// house is a server with a certificate of its own, and a client that trusts it.
func house(t *testing.T, o Options, h http.HandlerFunc) (*httptest.Server, *Client) {
	t.Helper()
	s := httptest.NewTLSServer(h)
	t.Cleanup(s.Close)
	o.CA = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.http.CloseIdleConnections)
	return s, c
}

var loopback = Options{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}

func TestGet(t *testing.T) {
	plainServer := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plainServer.Close)
	var s *httptest.Server
	s, c := house(t, loopback, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/ok":
			io.WriteString(w, "<xml/>")
		case "/most":
			w.Write(bytes.Repeat([]byte("x"), MaxBody))
		case "/long":
			w.Write(bytes.Repeat([]byte("x"), MaxBody+1))
		case "/once":
			http.Redirect(w, r, "/ok", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/plain":
			http.Redirect(w, r, plainServer.URL, http.StatusFound)
		case "/inside":
			http.Redirect(w, r, strings.Replace(s.URL, "127.0.0.1", "[::1]", 1), http.StatusFound)
		default:
			http.Error(w, "secret", http.StatusTeapot)
		}
	})
	for path, want := range map[string]string{
		"/once": "", "/ok": "", "/most": "", "/long": ErrTooLong.Error(), "/round": errLost.Error(), "/plain": errNotHTTPS.Error(),
		"/inside": ErrInside.Error(), "/none": "the answer was 418",
	} {
		_, err := c.Get(t.Context(), s.URL+path)
		if got := said(err); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	if body, err := c.Get(t.Context(), s.URL+"/ok"); err != nil || string(body) != "<xml/>" {
		t.Errorf("got %q, %v", body, err)
	}
	for address, want := range map[string]string{
		plainServer.URL: errNotHTTPS.Error(), "https://user@127.0.0.1/": errNotHTTPS.Error(), "https://127.0.0.1:1/": "it cannot be reached",
		"file:///etc/passwd": errNotHTTPS.Error(), "https://\x00": "it is no address",
	} {
		if _, err := c.Get(t.Context(), address); said(err) != want {
			t.Errorf("%q: got %q, want %q", address, said(err), want)
		}
	}
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestInsideIsNotFetchedFrom(t *testing.T) {
	asked := false
	s, c := house(t, Options{}, func(http.ResponseWriter, *http.Request) { asked = true })
	for _, address := range []string{s.URL, strings.Replace(s.URL, "127.0.0.1", "localhost", 1)} {
		if _, err := c.Get(t.Context(), address); !errors.Is(err, ErrInside) {
			t.Errorf("%s: %v", address, err)
		}
		if _, err := c.HTTP().Get(address); !errors.Is(err, ErrInside) { //nolint:bodyclose // there is none
			t.Errorf("%s by a library: %v", address, err)
		}
	}
	if asked {
		t.Error("the server was asked")
	}
}

func TestCertificatesAreChecked(t *testing.T) {
	s, _ := house(t, loopback, func(http.ResponseWriter, *http.Request) {})
	stranger, err := New(loopback)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stranger.Get(t.Context(), s.URL); said(err) != "its certificate is not trusted" {
		t.Errorf("got %v", err)
	}
	if _, err := New(Options{CA: []byte("none")}); err == nil {
		t.Error("a file without certificates was taken")
	}
}

// What is posted is for the first address alone.
func TestPostIsNotLedOn(t *testing.T) {
	var got []string
	s, c := house(t, loopback, func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.URL.Path)
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/token", strings.NewReader("client_secret=x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.HTTP().Do(r); !errors.Is(err, errLost) || len(got) != 1 { //nolint:bodyclose // there is none
		t.Errorf("%v, asked %v", err, got)
	}
}

func TestSlowAnswerEnds(t *testing.T) {
	s, c := house(t, loopback, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	c.http.Timeout = 50 * time.Millisecond
	if _, err := c.Get(t.Context(), s.URL); said(err) != "it took too long to answer" {
		t.Errorf("got %v", err)
	}
}
