package api

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"gatehouse/internal/fault"
)

// Mux returns a handler of the routes under every prefix, with and without a
// trailing slash. What is not there fails in the family's own shape; nothing is
// answered with a redirect, which clients follow without their token.
func (f *Family) Mux(routes map[string][]Route) *Edge {
	main, apart := http.NewServeMux(), http.NewServeMux()
	var apartPaths []string
	for prefix, rs := range routes {
		apartPaths = append(apartPaths, prefix+f.Apart+"/")
		for _, route := range rs {
			h, mux := f.handler(route), main
			if f.isApart(route.Path) {
				mux = apart
			}
			mux.Handle(route.Method+" "+prefix+route.Path, h)
			mux.Handle(route.Method+" "+prefix+strings.TrimSuffix(route.Path, "/")+"/{$}", h)
		}
	}
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.open(w, r)
		r, ok := plain(r)
		if !ok {
			f.Fail(w, r, errNowhere)
			return
		}
		mux := main
		if f.Apart != "" {
			for _, prefix := range apartPaths {
				if len(r.URL.Path) > len(prefix) && strings.HasPrefix(r.URL.Path, prefix) { // the path itself may end in a slash
					mux = apart
				}
			}
		}
		m := &matching{to: w}
		if mux.ServeHTTP(m, r); !m.found {
			f.missing(w, r, m)
		}
	})
	return &Edge{h, func(w http.ResponseWriter, r *http.Request, err error) {
		f.open(w, r)
		f.Fail(w, r, err)
	}}
}

// isApart reports whether a path lies below the family's path apart. Its routes
// have a mux of their own: one with a guid after it, and one with a word after a
// guid, would be ambiguous to a mux that does not know what a guid is.
func (f *Family) isApart(path string) bool {
	below, ok := strings.CutPrefix(path, f.Apart+"/")
	return ok && f.Apart != "" && below != "" // the path itself may end in a slash
}

// What every answer says. Who adds to one gets a copy: they have no room.
var (
	sayPrivate = []string{"private, no-cache"}
	sayNosniff = []string{"nosniff"}
)

// open sets what every answer carries, a failure too.
func (f *Family) open(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Cache-Control"] = sayPrivate
	h["X-Content-Type-Options"] = sayNosniff
	Vary(w, "Authorization", "Accept")
	f.cors(w, r)
}

// Vary says that the answer depends on headers of the call.
func Vary(w http.ResponseWriter, names ...string) {
	h := w.Header()
	for _, name := range names {
		if !isListed(h["Vary"], name) {
			h["Vary"] = append(h["Vary"], name)
		}
	}
}

func isListed(values []string, name string) bool {
	for _, v := range values {
		for said := range strings.SplitSeq(v, ",") {
			if strings.TrimSpace(said) == name {
				return true
			}
		}
	}
	return false
}

var errNowhere = fault.New(fault.NotFound, "Not found.")

var slashes = regexp.MustCompile(`//+`)

// single is a path with one slash where there are several.
func single(path string) string {
	if !strings.Contains(path, "//") {
		return path
	}
	return slashes.ReplaceAllString(path, "/")
}

// plain takes repeated slashes for one: a base address that ends in one, joined
// with a path that begins with one. Where a path has dots for a folder, there is
// nothing.
func plain(r *http.Request) (*http.Request, bool) {
	path := r.URL.EscapedPath()
	for part := range strings.SplitSeq(path, "/") {
		if part == "." || part == ".." {
			return r, false
		}
	}
	if !strings.Contains(path, "//") {
		return r, true
	}
	short := single(path)
	unescaped, err := url.PathUnescape(short)
	if err != nil {
		return r, false
	}
	to := *r
	u := *r.URL
	u.Path, u.RawPath = unescaped, short
	to.URL = &u
	return &to, true
}

// matching is what a mux answers to: a handler that it finds answers to whom it is
// for, and what the mux says itself goes no further. So the mux looks once.
type matching struct {
	to     http.ResponseWriter
	found  bool
	header http.Header
	status int
}

func (m *matching) Header() http.Header {
	if m.header == nil {
		m.header = make(http.Header)
	}
	return m.header
}

func (m *matching) Write(b []byte) (int, error) { return len(b), nil }
func (m *matching) WriteHeader(status int)      { m.status = status }

// missing answers where the mux has no handler. The mux's own answer says
// whether another method would do, and which; to ask for them is OPTIONS.
func (f *Family) missing(w http.ResponseWriter, r *http.Request, m *matching) {
	if m.status != http.StatusMethodNotAllowed {
		f.Fail(w, r, errNowhere)
		return
	}
	allow := m.header.Get("Allow") + ", " + http.MethodOptions
	w.Header().Set("Allow", allow)
	if r.Method == http.MethodOptions {
		f.preflight(w, r, allow)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	f.Fail(w, r, fault.New(fault.MethodNotAllowed, "Method %q not allowed.", r.Method))
}
