package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// at returns the address of something on the server.
func (c *Client) at(path ...string) (*url.URL, error) {
	u, err := url.Parse(c.Server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, wrong("server", "%q is not an http:// or https:// address", c.Server)
	}
	if c.Token == "" {
		return nil, wrong("token", "no API token: make one with gatehouse token new")
	}
	return u.JoinPath(path...), nil
}

// transport waits longer for an answer than the server takes for anything, and
// not for ever.
var transport = func() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // it is one
	t.ResponseHeaderTimeout = 2 * time.Minute
	return t
}()

// call asks the server. The answer's body is the caller's to close.
func (c *Client) call(ctx context.Context, method, address, contentType string, body io.Reader) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, err
	}
	request.SetBasicAuth(string(c.Token), "")
	request.Header.Set("User-Agent", "gatehouse")
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	answer, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", withoutURL(err))
	}
	return answer, nil
}

// refusal is what the server said instead of an answer.
func refusal(answer *http.Response) error {
	text, _ := io.ReadAll(io.LimitReader(answer.Body, 64<<10)) // what there is of it
	var body struct {
		Detail string `json:"detail"`
	}
	if json.Unmarshal(text, &body) != nil {
		body.Detail = ""
	}
	return fmt.Errorf("the server answers %s: %s", answer.Status,
		cmp.Or(body.Detail, strings.TrimSpace(firstLine(string(text)))))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// withoutURL drops the address from an error, which nobody needs to read twice.
func withoutURL(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}
