package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/meter"
	"gatehouse/internal/trace"
)

// Metrics serves what handler answers at /metrics of ln until ctx ends. The listener
// is one of its own: what happens here is not for who can reach the public one.
func Metrics(ctx context.Context, ln net.Listener, handler http.Handler) error {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", handler)
	srv := &http.Server{Handler: mux, ReadTimeout: headerTimeout, WriteTimeout: time.Minute, MaxHeaderBytes: 64 << 10}
	closing := context.AfterFunc(ctx, func() { srv.Close() })
	defer closing()
	if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve metrics: %w", err)
	}
	return nil
}

func (s *Server) asked() {
	if s.Metered {
		meter.Asked()
	}
}

func (s *Server) answered(r *http.Request, status int, took time.Duration) {
	if s.Metered {
		family, route := placeOf(actor.Route(r.Context()), r.URL.Path)
		meter.Answered(family, r.Method, route, status, took)
	}
}

// trace begins the trace of a request. That somebody asks whether this node lives
// is no news.
func (s *Server) trace(ctx context.Context, r *http.Request) (context.Context, trace.Span) {
	if s.Tracer == nil || r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
		return ctx, trace.Span{}
	}
	return s.Tracer.Request(ctx, r, s.trusts(peer(r)))
}

func (s *Server) traced(r *http.Request, status int, span trace.Span) {
	if s.Tracer != nil {
		family, route := placeOf(actor.Route(r.Context()), r.URL.Path)
		span.Answered(meter.Method(r.Method), family+" "+route, status)
	}
}

// placeOf says which family answered, and by which of its routes, without the
// prefix under which it was called: a family has several. pattern is the mux's.
// Where there was no route, the path only tells whose clients look for it.
func placeOf(pattern, path string) (family, route string) {
	if pattern == "" {
		if isAPI(path) {
			return "api", "none"
		}
		return "web", "none"
	}
	_, route, ok := strings.Cut(pattern, " ")
	if !ok {
		route = pattern
	}
	route = strings.TrimSuffix(route, "{$}")
	if len(route) > 1 {
		route = strings.TrimSuffix(route, "/")
	}
	for _, f := range families {
		if below, ok := strings.CutPrefix(route, f.prefix); ok && (below == "" || below[0] == '/' || below[0] == '.') {
			if f.isBelow {
				route = below
			}
			return f.name, route
		}
	}
	return "web", route
}

// families are the folders of [apiPaths] by what is in them.
var families = []struct {
	prefix, name string
	isBelow      bool // routes are told without the prefix
}{
	{"/ratings", "ratings", true},
	{"/customer-api", "ratings", true},
	{"/v1", "ratings", false},
	{"/v2", "ratings", false},
	{"/user", "user", true},
	{"/scim", "scim", true},
	{"/oauth", "oauth", false},
	{"/.well-known", "oauth", false},
	{"/openapi", "documents", false},
	{"/healthz", "health", false},
	{"/readyz", "health", false},
}
