package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"time"

	"gatehouse/internal/fault"
)

// Answer is what came of a POST: no word of its body, which could be of something
// that only this server can reach.
type Answer struct {
	Status     int
	RetryAfter time.Duration // that it asks to wait; 0 if it does not say
}

// drained is how much of an answer is read so that its connection can be used again.
const drained = 64 << 10

// Post sends body to an address, and follows it to no other. Its errors say in a
// few words what was wrong.
func (c *Client) Post(ctx context.Context, address string, header http.Header, body []byte) (a Answer, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return a, fault.Reason("it is no address")
	}
	if header != nil {
		r.Header = header
	}
	answer, err := c.post.Do(r)
	if err != nil {
		return a, plain(err)
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, drained) // it was taken, whatever is said of it
	return Answer{answer.StatusCode, retryAfter(answer.Header)}, nil
}

// retryAfter reads the header in its two forms: seconds, and a time by the clock
// of who answers.
func retryAfter(h http.Header) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.ParseInt(text, 10, 32); err == nil {
		return time.Duration(max(seconds, 0)) * time.Second
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	now := time.Now()
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return max(at.Sub(now), 0)
}
