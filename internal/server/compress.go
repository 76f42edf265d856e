package server

import (
	"compress/gzip"
	"net/http"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// compressed are the types of answers that become smaller. A spreadsheet is
// packed already.
var compressed = []string{
	"application/json", "application/x-ndjson", "application/yaml", "application/javascript", "image/svg+xml",
	"text/css", "text/csv", "text/html", "text/javascript", "text/plain",
}

// smallest is the shortest answer that is worth it, in bytes.
const smallest = 1024

// compress answers in gzip or zstd who takes it. The length of a compressed
// answer tells what is in it to somebody who chooses a part of it and watches
// (BREACH). So pages that show what came with the call go out as they are, and
// so do answers that give a secret away, which say it by [gzhttp.HeaderNoCompression].
// A strong ETag is another one per encoding; api compares without the suffix.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.MinSize(smallest), gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.SuffixETag("-gzip"),
		gzhttp.ContentTypeFilter(func(kind string) bool {
			kind, _, _ = strings.Cut(kind, ";")
			return slices.Contains(compressed, kind)
		}))
	if err != nil {
		panic(err) // the options above are wrong
	}
	wrapped := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		looks := r.Method == http.MethodGet || r.Method == http.MethodHead
		if !isAPI(r.URL.Path) && (r.URL.RawQuery != "" || !looks) {
			next.ServeHTTP(w, r)
			return
		}
		wrapped.ServeHTTP(w, r)
	})
}
