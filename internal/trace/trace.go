// Package trace tells an OpenTelemetry collector how requests and jobs went: which
// route, which transactions and statements, and how long each took.
//
// A span has a name and a few attributes, all of them words of this program: a
// route's pattern, a statement's verb and table, a job's kind, an error's kind. No
// path, argument, address, guid or text of an error is in any.
//
// While a process has no [Tracer], nothing here does more than look at one variable.
package trace

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"gatehouse/internal/fault"
)

// on is whether this process ever had a tracer.
var on atomic.Bool

const scope = "gatehouse"

// Tracer begins traces. A nil one begins none.
type Tracer struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
}

// Span is a part of a trace. The zero one is of none, and does nothing.
type Span struct{ span trace.Span }

// header is the W3C's traceparent.
var header propagation.TraceContext

// Request begins the span of a request. It carries on the trace that the caller's
// traceparent names. Whether it is recorded is decided here, unless it comes from a
// proxy that is trusted: nobody else makes this server send.
func (t *Tracer) Request(ctx context.Context, r *http.Request, isTrusted bool) (context.Context, Span) {
	if t == nil {
		return ctx, Span{}
	}
	ctx = header.Extract(ctx, propagation.HeaderCarrier(r.Header))
	if isTrusted {
		// The sampler decides anew about parents elsewhere, and not about those at home.
		ctx = trace.ContextWithSpanContext(ctx, trace.SpanContextFromContext(ctx).WithRemote(false))
	}
	ctx, span := t.tracer.Start(ctx, r.Method, trace.WithSpanKind(trace.SpanKindServer))
	return ctx, Span{span}
}

// Answered ends the span of a request.
func (s Span) Answered(method, route string, status int) {
	if s.span == nil {
		return
	}
	if s.span.IsRecording() {
		s.span.SetName(method + " " + route)
		s.span.SetAttributes(attribute.String("http.request.method", method), attribute.String("http.route", route),
			attribute.Int("http.response.status_code", status))
		if status >= http.StatusInternalServerError {
			s.span.SetStatus(codes.Error, "")
		}
	}
	s.span.End()
}

// Job begins the trace of a run of a job, with a link to the trace in which it was
// queued, see [Parent].
func (t *Tracer) Job(ctx context.Context, kind, queuedBy string, attempt int64) (context.Context, Span) {
	if t == nil {
		return ctx, Span{}
	}
	options := []trace.SpanStartOption{
		trace.WithNewRoot(), trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithAttributes(attribute.String("gatehouse.job.kind", kind), attribute.Int64("gatehouse.job.attempt", attempt)),
	}
	by := header.Extract(context.Background(), propagation.MapCarrier{"traceparent": queuedBy})
	if sc := trace.SpanContextFromContext(by); sc.IsValid() {
		options = append(options, trace.WithLinks(trace.Link{SpanContext: sc}))
	}
	ctx, span := t.tracer.Start(ctx, "job "+kind, options...)
	return ctx, Span{span}
}

// Begin begins a part of the trace of ctx, if there is one.
func Begin(ctx context.Context, name string) (context.Context, Span) {
	tracer := tracerOf(ctx)
	if tracer == nil {
		return ctx, Span{}
	}
	ctx, span := tracer.Start(ctx, name)
	return ctx, Span{span}
}

// Within returns a context whose parts are parts of s.
func (s Span) Within(ctx context.Context) context.Context {
	if s.span == nil {
		return ctx
	}
	return trace.ContextWithSpan(ctx, s.span)
}

// End ends s. An error is told by its kind.
func (s Span) End(err error) {
	if s.span == nil {
		return
	}
	if err != nil && s.span.IsRecording() {
		s.span.SetStatus(codes.Error, "")
		s.span.SetAttributes(attribute.String("error.type", kindOf(err)))
	}
	s.span.End()
}

// kindOf is a fault's kind, or the type of the innermost error.
func kindOf(err error) string {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return string(f.Kind)
	}
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return fmt.Sprintf("%T", err)
}

// Parent names the span of ctx in the form of a traceparent, or "" where nothing is
// recorded.
func Parent(ctx context.Context) string {
	if !on.Load() || !trace.SpanContextFromContext(ctx).IsSampled() {
		return ""
	}
	carrier := propagation.MapCarrier{}
	header.Inject(ctx, carrier)
	return carrier["traceparent"]
}

// IDs returns the ids of trace and span, or "" where there is none.
func IDs(ctx context.Context) (traceID, spanID string) {
	if !on.Load() {
		return "", ""
	}
	sc := trace.SpanContextFromContext(ctx)
	if !sc.IsValid() {
		return "", ""
	}
	return sc.TraceID().String(), sc.SpanID().String()
}

// tracerOf returns what begins parts of the trace of ctx, or nil where nothing is
// recorded.
func tracerOf(ctx context.Context) trace.Tracer {
	if !on.Load() {
		return nil
	}
	span := trace.SpanFromContext(ctx)
	if !span.IsRecording() {
		return nil
	}
	return span.TracerProvider().Tracer(scope)
}
