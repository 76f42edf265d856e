package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/internal/server"
)

// most is what a page and all that it loads may weigh over the wire, in bytes.
const most = 100_000

// A page loads quickly over a bad line, too: what it is made of, as the server
// sends it to a browser that comes for the first time. A page that was asked for
// something is sent unpacked, and is weighed so.
func TestPagesAreLight(t *testing.T) {
	srv := httptest.NewServer((&server.Server{Log: slog.New(slog.DiscardHandler), Web: hung(t, nil), API: http.NotFoundHandler()}).Handler())
	t.Cleanup(srv.Close)
	for _, s := range samples() {
		packed := weigh(t, srv.URL+"/"+s.name)
		page := write(t, s.view)
		parts, loaded := 0, make(map[string]bool)
		for _, tag := range []string{"link", "script", "img"} {
			for _, n := range elements(t, page, tag) {
				if at := attribute(n, "href") + attribute(n, "src"); strings.HasPrefix(at, "/static/") && !loaded[at] {
					size := weigh(t, srv.URL+at)
					parts, loaded[at] = parts+size, true
				}
			}
		}
		if len(loaded) < 2 {
			t.Errorf("%s loads only %v", s.name, loaded)
		}
		t.Logf("%-24s %6d bytes: page %6d (unpacked %6d), %d files %6d", s.name, packed+parts, packed, len(page), len(loaded), parts)
		if packed >= len(page) || packed+parts > most || len(page)+parts > most && !isReference(s.view) {
			t.Errorf("%s weighs %d bytes, %d if it was asked for something", s.name, packed+parts, len(page)+parts)
		}
	}
}

// isReference reports whether a page is of the API's reference, which is asked
// for nothing.
func isReference(v view) bool {
	switch v.(type) {
	case referenceView, chapterView:
		return true
	}
	return false
}

// weigh is the size of what the server sends a browser that takes it packed.
func weigh(t *testing.T, address string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip") // said by hand, it is not undone
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatal(address, resp.Status, err)
	}
	return len(body)
}
