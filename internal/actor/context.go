package actor

import "context"

type contextKey int

const callKey contextKey = 0

// call is what the server knows of a request, and learns while it is answered.
type call struct {
	ip        string
	requestID string
	route     string
}

// WithCall returns a context that knows the caller's address and the id of the
// request, as the server worked them out. A job's has the id of the request that
// queued it, and no address.
func WithCall(ctx context.Context, ip, requestID string) context.Context {
	return context.WithValue(ctx, callKey, &call{ip: ip, requestID: requestID})
}

// IP returns the caller's address, or "".
func IP(ctx context.Context) string {
	if c, ok := ctx.Value(callKey).(*call); ok {
		return c.ip
	}
	return ""
}

// RequestID returns the id of the request, or "".
func RequestID(ctx context.Context) string {
	if c, ok := ctx.Value(callKey).(*call); ok {
		return c.requestID
	}
	return ""
}

// Reached notes which route answers the request, by its pattern ("GET /v1/tiers/{guid}"):
// what counts requests stands outside of what finds the route.
func Reached(ctx context.Context, pattern string) {
	if c, ok := ctx.Value(callKey).(*call); ok {
		c.route = pattern
	}
}

// Route returns the pattern of the route that answers the request, or "". Only who
// answers it may ask, or who waits for the answer.
func Route(ctx context.Context) string {
	if c, ok := ctx.Value(callKey).(*call); ok {
		return c.route
	}
	return ""
}
