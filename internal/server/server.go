// Package server is the outermost layer of the HTTP side: it listens, knows who
// is calling through which proxy, numbers and logs requests, survives panics,
// and lets running requests end before it stops. What is answered is up to the
// handlers it is given: one for the two API families, one for the pages.
//
// What they may rely on: actor.IP is the client's own address, looked up behind
// trusted proxies, and actor.RequestID is what the answer's X-Request-Id says.
package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/trace"
)

const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	headerLimit   = 256 << 10        // 5,000 guids in an address
	grace         = 20 * time.Second // for the requests that run when it is told to stop
)

// Server answers on one listener.
type Server struct {
	Log     *slog.Logger
	API     http.Handler   // paths of the API families, see apiPaths
	Web     http.Handler   // everything else
	Proxies []netip.Prefix // whose X-Forwarded-For counts
	HTTPS   bool           // the public URL is https: answers carry HSTS
	TLS     *tls.Config    // nil for plain http, see [Certificate]
	Checks  []Check        // what /readyz asks
	Metered bool           // requests are counted, see [Metrics]
	Drain   time.Duration  // between saying that it stops and refusing new calls
	Tracer  *trace.Tracer  // nil traces nothing

	// Refuse answers a call of the API that is refused here, as its families do.
	Refuse func(w http.ResponseWriter, r *http.Request, err error)

	stopping atomic.Bool
}

// apiPaths are the folders in which the API families live, and their description.
var apiPaths = []string{
	"/ratings", "/customer-api", "/v1", "/v2", "/user", "/openapi.json", "/openapi.yaml",
	"/oauth", "/.well-known/oauth-authorization-server", "/.well-known/jwks.json", "/scim",
}

// isAPI reports whether path belongs to the API families.
func isAPI(path string) bool {
	if strings.HasPrefix(path, "//") {
		path = "/" + strings.TrimLeft(path, "/")
	}
	for _, p := range apiPaths {
		if rest, ok := strings.CutPrefix(path, p); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}

// Handler is everything that a request passes through. Health checks stand
// before the refusal of plain http: they come from the machine's own network.
// There is no mux: it would redirect a path with two slashes, and clients of the
// API follow without their token.
func (s *Server) Handler() http.Handler {
	inner := s.secure(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isAPI(r.URL.Path) {
			s.API.ServeHTTP(w, r)
			return
		}
		s.Web.ServeHTTP(w, r)
	}))
	return s.observe(s.recover(compress(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		looks := r.Method == http.MethodGet || r.Method == http.MethodHead
		switch {
		case looks && r.URL.Path == "/healthz":
			actor.Reached(r.Context(), r.URL.Path)
			s.health(w, r)
		case looks && r.URL.Path == "/readyz":
			actor.Reached(r.Context(), r.URL.Path)
			s.ready(w, r)
		default:
			inner.ServeHTTP(w, r)
		}
	}))))
}

// Run serves on ln until ctx ends, goes on for Drain while /readyz says that it
// stops, and then until the requests in progress are answered or their time of
// grace is over.
func (s *Server) Run(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler:           s.Handler(),
		TLSConfig:         s.TLS,
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    headerLimit,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug), // handshakes that scanners break off
	}
	served := make(chan error, 1)
	go func() {
		if s.TLS != nil {
			served <- srv.ServeTLS(ln, "", "")
			return
		}
		served <- srv.Serve(ln)
	}()

	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-time.After(s.Drain):
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(ending); err != nil {
		s.Log.ErrorContext(ctx, "requests were cut off", "err", err)
		if err := srv.Close(); err != nil {
			return fmt.Errorf("stop: %w", err)
		}
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}
