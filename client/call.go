package client

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// call is one operation with what it needs.
type call struct {
	method, path string // the path escaped
	query        url.Values
	body         []byte // nil is none
	contentType  string
	err          error // from encoding the body
	asks         bool  // a POST that changes nothing
	keyless      bool  // a POST that the server does not know by its key: made once
	options      []CallOption

	accept string
	header http.Header
	answer *Answer
}

// withBody gives a call a body of JSON.
func withBody(k *call, v any) *call {
	k.contentType = "application/json"
	k.body, k.err = json.Marshal(v)
	return k
}

// withOptional gives a call a body unless there is none.
func withOptional(k *call, v any, isNone bool) *call {
	if isNone {
		return k
	}
	return withBody(k, v)
}

// apply takes the options over. A POST gets a key of its own, so that making it
// again does nothing twice.
func (k *call) apply() {
	k.header = make(http.Header)
	if k.method == http.MethodPost && !k.asks && !k.keyless {
		k.header.Set("Idempotency-Key", rand.Text())
	}
	for _, option := range k.options {
		option(k)
	}
}

// again reports whether the call may be made more than once.
func (k *call) again() bool {
	return k.method == http.MethodGet || k.asks || k.method == http.MethodPost && !k.keyless && k.header.Get("Idempotency-Key") != ""
}

// do makes a call until take has taken an answer, or until it is not to be made
// again. take closes the body unless it hands it on.
func (c *Client) do(ctx context.Context, k *call, take func(*http.Response) error) error {
	if k.err != nil {
		return fmt.Errorf("encode the body: %w", k.err)
	}
	k.apply()
	left := c.options.Patience
	lost := false // a try may have reached the server, and its answer not us
	for try := 1; ; try++ {
		err := c.once(ctx, k, take)
		if err == nil || ctx.Err() != nil || try >= c.options.Tries || !k.again() || !passing(err, lost) {
			return err
		}
		wait := c.options.Pause << (try - 1)
		refused, ok := errors.AsType[*Error](err)
		if ok {
			wait = max(wait, refused.RetryAfter)
		}
		lost = lost || !ok || refused.Status == http.StatusBadGateway || refused.Status == http.StatusGatewayTimeout
		if left -= wait; left < 0 {
			return err
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

// passing reports whether another try may succeed. After a try whose answer was
// lost, 409 may mean that the server is still at it.
func passing(err error, lost bool) bool {
	refused, ok := errors.AsType[*Error](err)
	if !ok {
		return !errors.Is(err, ErrNotModified) && !errors.Is(err, errDecode)
	}
	switch refused.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	case http.StatusConflict:
		return lost
	}
	return false
}

// once makes a call once.
func (c *Client) once(ctx context.Context, k *call, take func(*http.Response) error) error {
	request, err := c.request(ctx, k)
	if err != nil {
		return err
	}
	resp, err := c.options.HTTP.Do(request)
	if err != nil {
		if wrapped, ok := errors.AsType[*url.Error](err); ok {
			err = wrapped.Err // without the address, which nobody needs to read twice
		}
		return fmt.Errorf("ask the server: %w", err)
	}
	k.answer.set(resp)
	if resp.StatusCode == http.StatusNotModified {
		return errors.Join(ErrNotModified, resp.Body.Close())
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		defer resp.Body.Close()
		return refusal(resp)
	}
	return take(resp)
}

func (c *Client) request(ctx context.Context, k *call) (*http.Request, error) {
	address := c.base + k.path
	if len(k.query) > 0 {
		address += "?" + k.query.Encode()
	}
	var body io.Reader
	if k.body != nil {
		body = bytes.NewReader(k.body)
	}
	request, err := http.NewRequestWithContext(ctx, k.method, address, body)
	if err != nil {
		return nil, err
	}
	request.Header = k.header.Clone()
	request.Header.Set("User-Agent", c.options.UserAgent)
	if k.contentType != "" {
		request.Header.Set("Content-Type", k.contentType)
	}
	if k.accept != "" {
		request.Header.Set("Accept", k.accept)
	}
	switch {
	case c.token == "":
	case c.options.Bearer:
		request.Header.Set("Authorization", "Bearer "+c.token)
	default:
		request.SetBasicAuth(c.token, "")
	}
	return request, nil
}

// errDecode is an answer that came whole and is not what it should be.
var errDecode = errors.New("the answer cannot be read")

// ask makes a call and decodes its answer.
func ask[T any](ctx context.Context, c *Client, k *call) (v T, err error) {
	k.accept = "application/json"
	err = c.do(ctx, k, func(resp *http.Response) error {
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			return fmt.Errorf("the answer broke off: %w", err)
		}
		if err := json.Unmarshal(text, &v); err != nil {
			return fmt.Errorf("%w: %w", errDecode, err)
		}
		return nil
	})
	return v, err
}

// askData is ask for the user family, which wraps its answers.
func askData[T any](ctx context.Context, c *Client, k *call) (T, error) {
	v, err := ask[struct {
		Data T `json:"data"`
	}](ctx, c, k)
	return v.Data, err
}

// send makes a call whose answer has nothing to say.
func send(ctx context.Context, c *Client, k *call) error {
	return c.do(ctx, k, func(resp *http.Response) error { return resp.Body.Close() })
}
