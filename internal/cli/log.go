package cli

import (
	"context"
	"io"
	"log/slog"

	"gatehouse/internal/actor"
	"gatehouse/internal/trace"
)

// newLog returns the log of the server. The options are checked already.
func newLog(w io.Writer, format, level string) *slog.Logger {
	var least slog.Level
	if err := least.UnmarshalText([]byte(level)); err != nil {
		least = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: least}
	if format == "json" {
		return slog.New(tied{slog.NewJSONHandler(w, options)})
	}
	return slog.New(tied{slog.NewTextHandler(w, options)})
}

// tied adds to each line the id of the request that it is about, which is the one that
// is answered or that queued the job, and the ids of its trace.
type tied struct{ slog.Handler }

const requestID = "request_id"

// Handle writes one line.
func (t tied) Handle(ctx context.Context, line slog.Record) error {
	if traceID, spanID := trace.IDs(ctx); traceID != "" {
		line = line.Clone()
		line.AddAttrs(slog.String("trace_id", traceID), slog.String("span_id", spanID))
	}
	id := actor.RequestID(ctx)
	if id != "" {
		line.Attrs(func(a slog.Attr) bool {
			if a.Key == requestID { // it says so itself
				id = ""
			}
			return id != ""
		})
	}
	if id != "" {
		line = line.Clone()
		line.AddAttrs(slog.String(requestID, id))
	}
	return t.Handler.Handle(ctx, line)
}

// WithAttrs is [slog.Handler]'s.
func (t tied) WithAttrs(attrs []slog.Attr) slog.Handler { return tied{t.Handler.WithAttrs(attrs)} }

// WithGroup is [slog.Handler]'s.
func (t tied) WithGroup(name string) slog.Handler { return tied{t.Handler.WithGroup(name)} }
