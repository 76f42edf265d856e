package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"gatehouse/internal/fault"
)

//go:embed static
var staticFiles embed.FS

// asset is a static file. Its address carries the hash of its content, so that
// a browser may keep it for good: a new content is a new address.
type asset struct {
	path string
	kind string
	body []byte

	packed func() []byte // body in gzip, once and well rather than for every browser
}

var assets, assetsByPath = loadAssets()

func loadAssets() (byName, byPath map[string]asset) {
	byName, byPath = make(map[string]asset), make(map[string]asset)
	entries, err := fs.ReadDir(staticFiles, "static")
	if err != nil {
		panic(err) // embedded: it is there or the build is broken
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		body, err := fs.ReadFile(staticFiles, "static/"+e.Name())
		if err != nil {
			panic(err)
		}
		byName[e.Name()] = newAsset(e.Name(), body)
	}
	byName["gatehouse.css"] = newAsset("gatehouse.css", stylesheet())
	for _, a := range byName {
		byPath[a.path] = a
	}
	return byName, byPath
}

func newAsset(name string, body []byte) asset {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return asset{
		path:   "/static/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		kind:   mime.TypeByExtension(ext),
		body:   body,
		packed: sync.OnceValue(func() []byte { return pack(body) }),
	}
}

func pack(body []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is one
	}
	_, err = w.Write(body)
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// staticPath returns the address of a static file for a template.
func staticPath(name string) string { return assets[name].path }

func (c *Web) static(w http.ResponseWriter, r *http.Request) error {
	a, ok := assetsByPath[r.URL.Path]
	if !ok {
		return fault.New(fault.NotFound, "There is no such file.")
	}
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Vary", "Accept-Encoding")
	body := a.body
	if takesGzip(r) {
		w.Header().Set("Content-Encoding", "gzip")
		body = a.packed()
	}
	_, err := w.Write(body)
	return err
}

// takesGzip reports whether the browser names gzip among the encodings it takes.
// One that names it to refuse it, as none does, is sent the file as it is.
func takesGzip(r *http.Request) bool {
	for e := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		if strings.TrimSpace(e) == "gzip" {
			return true
		}
	}
	return false
}
