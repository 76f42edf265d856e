// Package fault is the vocabulary of failure.
//
// An error that a caller can act on is an [*Error] with a [Kind]; api, web and
// cli turn the kind into a status, a page or an exit code. Every other error is
// a bug or an outage: it is logged in full and shown to nobody.
package fault

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Kind says what the caller can do about a failure.
type Kind string

// The kinds, each with the HTTP status that both API families give it.
const (
	Internal           Kind = "internal"            // 500, nothing: it is our failure
	Invalid            Kind = "invalid"             // 400, correct the input
	Unauthorized       Kind = "unauthorized"        // 401, sign in
	Forbidden          Kind = "forbidden"           // 403, ask for the right
	NotFound           Kind = "not_found"           // 404, look elsewhere
	MethodNotAllowed   Kind = "method_not_allowed"  // 405, see Allow
	Conflict           Kind = "conflict"            // 409, reload and decide again
	Exhausted          Kind = "exhausted"           // 409, free some quota
	PreconditionFailed Kind = "precondition_failed" // 412, it has changed: read it again
	TooLarge           Kind = "too_large"           // 413, send less
	Unsupported        Kind = "unsupported"         // 415, send another type
	Unprocessable      Kind = "unprocessable"       // 422, use another key
	TooMany            Kind = "too_many"            // 429, wait for RetryAfter
	Unavailable        Kind = "unavailable"         // 503, wait for RetryAfter
)

// Error is a failure its caller may see.
type Error struct {
	Kind       Kind
	Detail     string            // one sentence, safe to show
	Fields     map[string]string // input field -> what is wrong with it
	RetryAfter time.Duration     // of TooMany and Unavailable

	text  Text            // what Detail was made of, if not of the fields
	texts map[string]Text // what Fields were made of
}

func (e *Error) Error() string {
	if len(e.Fields) == 0 {
		return string(e.Kind) + ": " + e.Detail
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Kind, e.Detail)
	for _, f := range slices.Sorted(maps.Keys(e.Fields)) {
		fmt.Fprintf(&b, " %s: %s", f, e.Fields[f])
	}
	return b.String()
}

// New returns an error of the given kind with a formatted detail.
func New(k Kind, format string, args ...any) error {
	return &Error{Kind: k, Detail: fmt.Sprintf(format, args...), text: Text{format, args}}
}

// Wait returns an error that is over after a while.
func Wait(k Kind, after time.Duration, format string, args ...any) error {
	return &Error{Kind: k, Detail: fmt.Sprintf(format, args...), RetryAfter: after, text: Text{format, args}}
}

// Field returns an Invalid error about one input field.
func Field(field, format string, args ...any) error {
	msg := fmt.Sprintf(format, args...)
	return &Error{
		Kind: Invalid, Detail: field + ": " + msg, Fields: map[string]string{field: msg},
		texts: map[string]Text{field: {format, args}},
	}
}

// Of returns err as an *Error. An error that is not one becomes an Internal
// error whose detail gives nothing away.
func Of(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Kind: Internal, Detail: "Something went wrong on our side."}
}

// Is reports whether err is a failure of kind k.
func Is(err error, k Kind) bool { return err != nil && Of(err).Kind == k }
