package actor

import "context"

type contextKey int

const (
	ipKey contextKey = iota
	requestIDKey
)

// WithCall returns a context that knows the caller's address and the id of the
// request, as the server worked them out.
func WithCall(ctx context.Context, ip, requestID string) context.Context {
	return context.WithValue(context.WithValue(ctx, ipKey, ip), requestIDKey, requestID)
}

// IP returns the caller's address, or "".
func IP(ctx context.Context) string {
	ip, _ := ctx.Value(ipKey).(string)
	return ip
}

// RequestID returns the id of the request, or "".
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}
