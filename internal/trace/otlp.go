package trace

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
)

// Options say where traces go.
type Options struct {
	Endpoint string  // where a collector takes OTLP over HTTP: http://localhost:4318/v1/traces
	Share    float64 // of the traces that begin here, from 0 to 1
	Version  string  // of the program
	Log      *slog.Logger
}

// closing is how long the last spans may take to be sent.
const closing = 5 * time.Second

// New returns a tracer that sends to a collector. The environment's
// OTEL_EXPORTER_OTLP_HEADERS, …_CERTIFICATE, OTEL_SERVICE_NAME and
// OTEL_RESOURCE_ATTRIBUTES count, as they do everywhere.
//
// Nothing waits for the collector: spans that it does not take in time are lost.
func New(ctx context.Context, o Options) (*Tracer, error) {
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(o.Endpoint), otlptracehttp.WithTimeout(closing))
	if err != nil {
		return nil, fmt.Errorf("export traces: %w", err)
	}
	// What the environment says comes last, and counts.
	about, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", scope), attribute.String("service.version", o.Version)), resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("describe this process: %w", err)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) {
		o.Log.WarnContext(ctx, "traces are not sent", "err", err)
	}))
	share := sdk.TraceIDRatioBased(o.Share)
	provider := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(about),
		sdk.WithSampler(sdk.ParentBased(share, sdk.WithRemoteParentSampled(share), sdk.WithRemoteParentNotSampled(share))))
	on.Store(true)
	return &Tracer{provider: provider, tracer: provider.Tracer(scope)}, nil
}

// Close sends what has not been sent yet, and ends.
func (t *Tracer) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	return t.provider.Shutdown(ctx)
}
