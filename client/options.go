package client

import (
	"net/http"
	"strings"
)

// CallOption is something special about one call.
type CallOption func(*call)

// IdempotencyKey names a POST for 24 hours: with the same key it is done once,
// also by another process. Without this option each call has a random key.
func IdempotencyKey(key string) CallOption {
	return func(k *call) { k.header.Set("Idempotency-Key", key) }
}

// IfMatch makes a change only if nobody was faster: if the thing still has the
// tag with which it was read. Otherwise the call is refused with 412.
func IfMatch(etag string) CallOption {
	return func(k *call) { k.header.Set("If-Match", etag) }
}

// IfNoneMatch asks for something only if it has another tag by now. Otherwise
// the call returns [ErrNotModified].
func IfNoneMatch(etag string) CallOption {
	return func(k *call) { k.header.Set("If-None-Match", etag) }
}

// AcceptLanguage is the language of messages, such as "de". The user family has
// several; the ratings family always speaks English.
func AcceptLanguage(tag string) CallOption {
	return func(k *call) { k.header.Set("Accept-Language", tag) }
}

// Tell has the call tell what else came with its answer, also with a refusal.
func Tell(a *Answer) CallOption { return func(k *call) { k.answer = a } }

// Answer is what comes with an answer.
type Answer struct {
	Status    int
	RequestID string   // by which the server's log knows the call
	ETag      string   // for [IfMatch] and [IfNoneMatch]; "" if there is none
	Ignored   []string // fields of the body that the server does not know
	Replayed  bool     // the call had been made before with this key
	Header    http.Header
}

func (a *Answer) set(resp *http.Response) {
	if a == nil {
		return
	}
	*a = Answer{
		Status: resp.StatusCode, Header: resp.Header,
		RequestID: resp.Header.Get("X-Request-Id"), ETag: resp.Header.Get("ETag"),
		Replayed: resp.Header.Get("Idempotency-Replayed") == "true",
	}
	for field := range strings.SplitSeq(resp.Header.Get("X-Ignored-Fields"), ",") {
		if field = strings.TrimSpace(field); field != "" {
			a.Ignored = append(a.Ignored, field)
		}
	}
}
