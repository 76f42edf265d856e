package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

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
}

var assets, assetsByPath = loadAssets()

func loadAssets() (byName, byPath map[string]asset) {
	byName, byPath = make(map[string]asset), make(map[string]asset)
	entries, err := fs.ReadDir(staticFiles, "static")
	if err != nil {
		panic(err) // embedded: it is there or the build is broken
	}
	for _, e := range entries {
		body, err := fs.ReadFile(staticFiles, "static/"+e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(e.Name())
		a := asset{
			path: "/static/" + strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext,
			kind: mime.TypeByExtension(ext),
			body: body,
		}
		byName[e.Name()], byPath[a.path] = a, a
	}
	return byName, byPath
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
	_, err := w.Write(a.body)
	return err
}
