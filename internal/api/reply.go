package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

var statuses = map[fault.Kind]int{
	fault.Internal:           http.StatusInternalServerError,
	fault.Invalid:            http.StatusBadRequest,
	fault.Unauthorized:       http.StatusUnauthorized,
	fault.Forbidden:          http.StatusForbidden,
	fault.NotFound:           http.StatusNotFound,
	fault.MethodNotAllowed:   http.StatusMethodNotAllowed,
	fault.Conflict:           http.StatusConflict,
	fault.Exhausted:          http.StatusConflict,
	fault.TooLarge:           http.StatusRequestEntityTooLarge,
	fault.Unsupported:        http.StatusUnsupportedMediaType,
	fault.PreconditionFailed: http.StatusPreconditionFailed,
	fault.Unprocessable:      http.StatusUnprocessableEntity,
	fault.TooMany:            http.StatusTooManyRequests,
	fault.Unavailable:        http.StatusServiceUnavailable,
}

// Fail answers with the failure in the family's shape. What is not a fault is
// our own failure: it is logged in full, and the caller gets the request's id.
func (f *Family) Fail(w http.ResponseWriter, r *http.Request, err error) {
	e := fault.Of(db.Fault(err))
	if e.Kind == fault.Internal {
		if r.Context().Err() != nil {
			return // the client has gone: nobody to tell, nothing wrong with us
		}
		f.Log.ErrorContext(r.Context(), "call failed", "method", r.Method, "path", r.URL.Path,
			"request_id", actor.RequestID(r.Context()), "err", err)
		e = fault.Of(fault.New(fault.Internal, "Something went wrong on our side. Request id: %s", actor.RequestID(r.Context())))
	}
	status := statuses[e.Kind]
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", cmp.Or(f.Challenge, `Basic realm="gatehouse"`))
	}
	if e.RetryAfter > 0 {
		w.Header().Set("Retry-After", seconds(e.RetryAfter))
	}
	for _, name := range []string{"Content-Disposition", "ETag", "Link", replayed} {
		w.Header().Del(name)
	}
	if f.Speaks {
		e = speak(w, r, e)
	}
	_ = JSONAs(w, cmp.Or(f.Type, plainJSON), status, f.Shape(r, e, status))
}

const plainJSON = "application/json"

// JSON writes v as the answer, whole.
func JSON(w http.ResponseWriter, status int, v any) error { return JSONAs(w, plainJSON, status, v) }

// JSONAs is [JSON] under another name of its type.
func JSONAs(w http.ResponseWriter, kind string, status int, v any) error {
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false) // an & in an address stays one
	if err := enc.Encode(v); err != nil {
		return err
	}
	completeTag(w, body.Bytes())
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	_, _ = body.WriteTo(w) // the client has gone: nobody to tell
	return nil
}

// Secret says that the answer gives a secret away: the server does not compress
// it, because its length would tell what is in it.
func Secret(w http.ResponseWriter) { w.Header().Set("No-Gzip-Compression", "1") }

// NoContent answers that there is nothing to say.
func NoContent(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}
