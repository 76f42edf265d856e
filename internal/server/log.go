package server

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// A request id that a proxy in front may have given.
var wellFormed = regexp.MustCompile(`^[A-Za-z0-9_.-]{8,64}$`)

// observe gives the request its id and its client, and writes one line about it
// when it is answered.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		client := s.client(r).String()
		id := r.Header.Get("X-Request-Id")
		if !s.trusts(peer(r)) || !wellFormed.MatchString(id) {
			id = rand.Text()
		}
		ctx, span := s.trace(actor.WithCall(r.Context(), client, id), r)
		r = r.WithContext(ctx)
		w.Header().Set("X-Request-Id", id)
		if s.stopping.Load() {
			// Whoever calls next, a proxy that keeps connections, does so elsewhere.
			w.Header().Set("Connection", "close")
		}

		answer := pace(w, r)
		whole := false
		s.asked()
		defer func() {
			took := time.Since(start)
			s.answered(r, answer.code(), took)
			s.traced(r, answer.code(), span)
			s.logRequest(r, answer, took, whole)
		}()
		next.ServeHTTP(answer, r)
		answer.move()
		whole = true
	})
}

func (s *Server) logRequest(r *http.Request, answer *response, took time.Duration, whole bool) {
	level := slog.LevelInfo
	if r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
		level = slog.LevelDebug
	}
	if !s.Log.Enabled(r.Context(), level) {
		return
	}
	room := lines.Get().(*[]slog.Attr) //nolint:forcetypeassert // New below makes them
	defer lines.Put(room)
	attrs := append((*room)[:0],
		slog.String("method", r.Method),
		slog.String("path", safePath(r.URL.Path)),
		slog.Int("status", answer.code()),
		slog.Int64("bytes", answer.bytes),
		slog.Duration("took", took.Round(time.Microsecond)),
		slog.String("ip", actor.IP(r.Context())),
		slog.String("request_id", actor.RequestID(r.Context())),
	)
	if r.URL.RawQuery != "" {
		attrs = append(attrs, slog.String("parameters", parameters(r.URL.RawQuery)))
	}
	if !whole {
		attrs = append(attrs, slog.Bool("cut_off", true))
	}
	s.Log.LogAttrs(r.Context(), level, "request", attrs...)
}

// lines has room for what a line says: a handler is done with it when it returns.
var lines = sync.Pool{New: func() any {
	room := make([]slog.Attr, 0, 16)
	return &room
}}

// recover answers a panic with 500 and the request's id. An answer that has
// begun is cut off instead: nobody may take its beginning for the whole.
func (s *Server) recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if failure := recover(); failure != nil {
				s.panicked(w, r, failure)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (s *Server) panicked(w http.ResponseWriter, r *http.Request, failure any) {
	if failure == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
		panic(failure)
	}
	id := actor.RequestID(r.Context())
	s.Log.ErrorContext(r.Context(), "panic", "err", fmt.Sprint(failure),
		"request_id", id, "stack", string(debug.Stack()))
	if answer, ok := w.(*response); ok && answer.status != 0 {
		panic(http.ErrAbortHandler)
	}
	clear(w.Header())
	w.Header().Set("X-Request-Id", id)
	text := fault.New(fault.Internal, "Something went wrong on our side. Request id: %s", id)
	s.refuse(w, r.WithContext(context.WithoutCancel(r.Context())), text, http.StatusInternalServerError)
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// secretLength is the shortest part of a path that may be a link's secret; all
// of ours are longer, and no name of a page is.
const secretLength = 24

// safePath is the path as it may be logged. What is long and not a guid may
// open a door: the links in mails carry their secret in the path.
func safePath(path string) string {
	isSafe := true
	for part := range strings.SplitSeq(path, "/") {
		isSafe = isSafe && len(part) < secretLength
	}
	if isSafe {
		return path
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if len(part) >= secretLength && !uuid.MatchString(part) {
			parts[i] = "…"
		}
	}
	return strings.Join(parts, "/")
}

// parameters names the query's parameters. Their values are people's names,
// addresses and form tokens: they are not logged.
func parameters(query string) string {
	var room [8]string
	names := room[:0]
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(name)
		if err != nil || pair == "" || strings.Contains(pair, ";") {
			continue // it is none, as net/url reads it
		}
		if len(name) >= secretLength {
			name = "…"
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ",")
}
