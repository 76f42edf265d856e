package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/zstd"
)

// plainly asks without taking the compression off again.
var plainly = &http.Client{Transport: &http.Transport{DisableCompression: true}}

func packed(t *testing.T, method, url string, headers ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := plainly.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

func front(t *testing.T, s *Server) string {
	t.Helper()
	srv := httptest.NewServer(s.Handler())
	t.Cleanup(srv.Close)
	return srv.URL
}

func TestCompression(t *testing.T) {
	long := strings.Repeat("what repeats becomes short ", 1000)
	kind := func(kind, body string, more ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("ETag", `"7-x"`)
			for i := 0; i < len(more); i += 2 {
				w.Header().Set(more[i], more[i+1])
			}
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, body)
		}
	}
	const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	for _, tt := range []struct {
		name, method, path, accept, kind, body string
		more                                   []string
		encoding, tag                          string
		status                                 int
	}{
		{"gzip", "GET", "/v1/x?q=x", "gzip", "application/json", long, nil, "gzip", `"7-x-gzip"`, 200},
		{"zstd", "GET", "/v1/x", "zstd", "text/csv; charset=utf-8", long, nil, "zstd", `"7-x-zstd"`, 200},
		{"both", "GET", "/v1/x", "gzip, deflate, br, zstd", "application/x-ndjson", long, nil, "zstd", `"7-x-zstd"`, 200},
		{"a weak tag", "GET", "/v1/x", "gzip", "application/json", long, []string{"ETag", `W/"x"`}, "gzip", `W/"x-gzip"`, 200},
		{"none", "GET", "/v1/x", "", "application/json", long, nil, "", `"7-x"`, 200},
		{"refused", "GET", "/v1/x", "gzip;q=0", "application/json", long, nil, "", `"7-x"`, 200},
		{"a short answer", "GET", "/v1/x", "gzip", "application/json", "{}", nil, "", `"7-x"`, 200},
		{"a spreadsheet", "GET", "/v1/x", "gzip", xlsx, long, nil, "", `"7-x"`, 200},
		{"a secret", "POST", "/v1/x", "gzip", "application/json", long, []string{gzhttp.HeaderNoCompression, "1"}, "", `"7-x"`, 200},
		{"HEAD, which is not packed", "HEAD", "/v1/x", "gzip", "application/json", long, nil, "", `"7-x"`, 200},
		{"known", "GET", "/v1/x", "gzip", "application/json", long, nil, "", `"7-x"`, 304},
		{"a page", "GET", "/page", "gzip", "text/html; charset=utf-8", long, nil, "gzip", `"7-x-gzip"`, 200},
		{"a page that was asked for something", "GET", "/page?q=x", "gzip", "text/html; charset=utf-8", long, nil, "", `"7-x"`, 200},
		{"a form", "POST", "/page", "gzip", "text/html; charset=utf-8", long, nil, "", `"7-x"`, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t, nil)
			s.API = kind(tt.kind, tt.body, tt.more...)
			s.Web = s.API
			base := front(t, s)
			headers := []string{"Accept-Encoding", tt.accept}
			if tt.status == http.StatusNotModified {
				headers = append(headers, "If-None-Match", "x")
			}
			resp := packed(t, tt.method, base+tt.path, headers...)
			defer resp.Body.Close()
			if resp.StatusCode != tt.status || resp.Header.Get("Content-Encoding") != tt.encoding || resp.Header.Get("ETag") != tt.tag {
				t.Errorf("%d, encoding %q, tag %s", resp.StatusCode, resp.Header.Get("Content-Encoding"), resp.Header.Get("ETag"))
			}
			if strings.HasPrefix(tt.path, "/v1") && resp.Header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("Vary is %q", resp.Header.Get("Vary"))
			}
			if resp.Header.Get(gzhttp.HeaderNoCompression) != "" {
				t.Error("the mark of a secret leaves the server")
			}
			want := tt.body
			if tt.method == "HEAD" || tt.status == http.StatusNotModified {
				want = ""
			}
			if got := unpack(t, resp, tt.method == "HEAD"); got != want {
				t.Errorf("%d bytes, want %d", len(got), len(want))
			}
		})
	}
}

func unpack(t *testing.T, resp *http.Response, empty bool) string {
	t.Helper()
	var body io.Reader = resp.Body
	var err error
	switch encoding := resp.Header.Get("Content-Encoding"); {
	case empty:
	case encoding == "gzip":
		body, err = gzip.NewReader(resp.Body)
	case encoding == "zstd":
		body, err = zstd.NewReader(resp.Body)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What is streamed arrives while it is written, and an answer that breaks off is
// not taken for whole.
func TestCompressedStream(t *testing.T) {
	s := newServer(t, nil)
	begun, goOn := make(chan struct{}), make(chan struct{})
	part := bytes.Repeat([]byte("0123456789abcdef"), 1024)
	s.API = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(part)
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		close(begun)
		<-goOn
		panic(http.ErrAbortHandler)
	})
	resp := packed(t, "GET", front(t, s)+"/v1/x", "Accept-Encoding", "gzip")
	defer resp.Body.Close()
	<-begun
	body, err := gzip.NewReader(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]byte, len(part))
	if _, err := io.ReadFull(body, got); err != nil || !bytes.Equal(got, part) {
		t.Errorf("before the end: %v", err)
	}
	close(goOn)
	if _, err := io.Copy(io.Discard, resp.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("an answer that broke off ends with %v", err)
	}
}

// A panic before the answer is still told as one.
func TestCompressedPanic(t *testing.T) {
	s := newServer(t, nil)
	s.API = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("odd") })
	resp := packed(t, "GET", front(t, s)+"/v1/x", "Accept-Encoding", "gzip")
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 500 || !strings.Contains(string(text), "Request id") {
		t.Errorf("%d %s %v", resp.StatusCode, text, err)
	}
}
