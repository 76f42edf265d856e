package api

import (
	"net/http"
	"slices"
	"strings"
)

const (
	// corsHeaders are those that a page of another origin may send.
	corsHeaders = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match"
	// corsExposed are those that its script may read.
	corsExposed = "Allow, Content-Disposition, ETag, Idempotency-Replayed, Link, Retry-After, X-Ignored-Fields, X-Request-Id, X-Token-Expires-At"
	corsMaxAge  = "7200" // seconds, the most that a browser keeps
)

// cors lets the scripts of configured origins read answers. They send a token;
// no answer depends on a cookie, so none may come with credentials.
func (f *Family) cors(w http.ResponseWriter, r *http.Request) {
	if len(f.Origins) == 0 {
		return
	}
	Vary(w, "Origin")
	if origin := r.Header.Get("Origin"); slices.Contains(f.Origins, origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Expose-Headers", corsExposed)
	}
}

// preflight answers a browser that asks, without the token, whether a script may
// make a call.
func (f *Family) preflight(w http.ResponseWriter, r *http.Request, allow string) {
	h := w.Header()
	if h.Get("Access-Control-Allow-Origin") == "" || r.Header.Get("Access-Control-Request-Method") == "" {
		return
	}
	h.Del("Access-Control-Expose-Headers")
	h.Set("Access-Control-Allow-Methods", strings.TrimSuffix(allow, ", "+http.MethodOptions))
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	h.Set("Access-Control-Max-Age", corsMaxAge)
}
