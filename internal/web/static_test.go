package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A static file is sent packed to who takes it so, and is the same unpacked.
func TestStaticFilesArePacked(t *testing.T) {
	c := &Web{}
	for name, a := range assets {
		for accept, packed := range map[string]bool{"": false, "br": false, "x-gzip": false, "gzip": true, "br, gzip, zstd": true} {
			r := httptest.NewRequest(http.MethodGet, a.path, nil)
			r.Header.Set("Accept-Encoding", accept)
			w := httptest.NewRecorder()
			if err := c.static(w, r); err != nil {
				t.Fatal(err)
			}
			h, body := w.Header(), io.Reader(w.Body)
			if got := h.Get("Content-Encoding") == "gzip"; got != packed || h.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s to who takes %q: %v", name, accept, h)
			} else if got {
				var err error
				if body, err = gzip.NewReader(body); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, a.body) {
				t.Errorf("%s to who takes %q: %d bytes, %v; want %d", name, accept, len(got), err, len(a.body))
			}
		}
		if !strings.HasPrefix(a.path, "/static/"+strings.Split(name, ".")[0]+".") || a.kind == "" {
			t.Errorf("%s is at %s as %q", name, a.path, a.kind)
		}
	}
}
