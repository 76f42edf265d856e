package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Error is a refusal, or a failure that the server admits.
type Error struct {
	Status     int
	Code       string              // of the user family, such as "not_found"
	Detail     string              // a sentence; of something in between, what it says first
	Fields     map[string][]string // what is wrong with single fields
	RequestID  string              // by which the server's log knows the call
	RetryAfter time.Duration       // when to come back, if the server says so
}

// ErrNotModified answers [IfNoneMatch]: the caller has what there is.
var ErrNotModified = errors.New("it has not changed")

// Error returns the status and the sentence.
func (e *Error) Error() string {
	return fmt.Sprintf("%d %s: %s", e.Status, http.StatusText(e.Status), e.Detail)
}

// refusal reads what the server said instead of an answer, in the shape of
// either family, or of a proxy that knows neither.
func refusal(resp *http.Response) *Error {
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10)) // what there is of it
	e := &Error{Status: resp.StatusCode, RequestID: resp.Header.Get("X-Request-Id"), RetryAfter: retryAfter(resp.Header)}
	var body map[string]json.RawMessage
	if json.Unmarshal(text, &body) == nil {
		e.read(body)
	}
	if e.Detail == "" {
		first, _, _ := strings.Cut(string(text), "\n")
		e.Detail = strings.TrimSpace(first)
	}
	return e
}

func (e *Error) read(body map[string]json.RawMessage) {
	var several []struct {
		Code, Message, Detail string
		Details               map[string]string
	}
	if json.Unmarshal(body["errors"], &several) == nil && len(several) > 0 {
		e.Code, e.Detail = several[0].Code, several[0].Message
		for field, message := range several[0].Details {
			e.add(field, message)
		}
		var sentences []string // of forms: each with its field in front
		for _, one := range several {
			if one.Detail != "" {
				sentences = append(sentences, one.Detail)
			}
			if field, message, ok := strings.Cut(one.Detail, ": "); ok && !strings.Contains(field, " ") {
				e.add(field, message)
			}
		}
		if e.Detail == "" {
			e.Detail = strings.Join(sentences, " ")
		}
		return
	}
	for field, raw := range body {
		var sentences []string
		if field == "detail" {
			_ = json.Unmarshal(raw, &e.Detail) // if it is none, the text is shown as it is
		} else if json.Unmarshal(raw, &sentences) == nil {
			e.add(field, sentences...)
		}
	}
}

func (e *Error) add(field string, messages ...string) {
	if e.Fields == nil {
		e.Fields = make(map[string][]string)
	}
	e.Fields[field] = append(e.Fields[field], messages...)
}

// retryAfter reads the header, which holds seconds or a time.
func retryAfter(h http.Header) time.Duration {
	value := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 1<<30)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}
