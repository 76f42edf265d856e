package cli

import (
	"cmp"
	"context"
	"log/slog"
	"net/url"
	"strings"

	"gatehouse/internal/trace"
)

// collector is where traces go, or "" if nowhere: the option says so, or one of the
// variables that OpenTelemetry's programs share. All but the last name the collector,
// and what takes traces is below it.
func (s *Service) collector(p *Process) string {
	if strings.EqualFold(p.getenv("OTEL_SDK_DISABLED"), "true") || p.getenv("OTEL_TRACES_EXPORTER") == "none" {
		return ""
	}
	if base := cmp.Or(s.OTLPEndpoint, p.getenv("OTEL_EXPORTER_OTLP_ENDPOINT")); base != "" {
		return strings.TrimRight(base, "/") + "/v1/traces"
	}
	return p.getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
}

// tracer returns what traces this server, or nil.
func (s *Service) tracer(ctx context.Context, p *Process, log *slog.Logger) (*trace.Tracer, error) {
	endpoint := s.collector(p)
	if endpoint == "" {
		return nil, nil //nolint:nilnil // most servers have none, and a nil one does nothing
	}
	number, _ := built()
	t, err := trace.New(ctx, trace.Options{Endpoint: endpoint, Share: s.TraceShare, Version: number, Log: log})
	if err != nil {
		return nil, wrong("otlp-endpoint", "%w", err)
	}
	return t, nil
}

// checkTraces finds what is wrong with where traces are to go.
func (s *Service) checkTraces() error {
	if s.OTLPEndpoint != "" {
		u, err := url.Parse(s.OTLPEndpoint)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return wrong("otlp-endpoint", "%q is not an http:// or https:// address", s.OTLPEndpoint)
		}
	}
	if s.TraceShare < 0 || s.TraceShare > 1 {
		return wrong("trace-share", "%v is not between 0 and 1", s.TraceShare)
	}
	return nil
}
