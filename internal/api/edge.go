package api

import (
	"net/http"
	"strings"
)

// Edge is the handler of a family, or of both.
type Edge struct {
	http.Handler
	refuse func(w http.ResponseWriter, r *http.Request, err error)
}

// Refuse answers a call that the handler never got, or broke down on, as the
// family answers its own failures.
func (e *Edge) Refuse(w http.ResponseWriter, r *http.Request, err error) { e.refuse(w, r, err) }

// Split parts the calls of two families: those under prefix are one's.
func Split(prefix string, one, other *Edge) *Edge {
	of := func(r *http.Request) *Edge {
		rest, ok := strings.CutPrefix(single(r.URL.Path), prefix)
		if ok && (rest == "" || rest[0] == '/') {
			return one
		}
		return other
	}
	return &Edge{
		http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { of(r).ServeHTTP(w, r) }),
		func(w http.ResponseWriter, r *http.Request, err error) { of(r).Refuse(w, r, err) },
	}
}
