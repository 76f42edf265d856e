// Package fetch gets what this server needs from others, at addresses that its
// customers have named: metadata of IdPs, keys, tokens.
//
// A customer must not make the server talk to what only the server can reach.
// So an address is judged when it is dialled, after the name was looked up, and
// redirects are judged like the first address.
package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"gatehouse/internal/fault"
)

// Client fetches by https from addresses that everybody can reach.
type Client struct {
	http *http.Client
	post *http.Client // the same, but that it goes where it is sent and nowhere else
}

// Options widen what a client may reach.
type Options struct {
	Networks []netip.Prefix // inside the house, and allowed in spite of that
	CA       []byte         // PEM: certificates that count besides those of the system
}

const (
	// MaxBody is how much of an answer is read.
	MaxBody = 1 << 20

	patience     = 10 * time.Second // for a whole answer
	maxRedirects = 3
	maxHeader    = 64 << 10
)

// Why an address is not fetched from.
var (
	ErrInside   = fault.Reason("the address leads into a network that nothing is fetched from")
	ErrTooLong  = fault.Reason("the answer is too long")
	errNotHTTPS = fault.Reason("only https is fetched from")
	errLost     = fault.Reason("the address leads on too often")
)

// New returns a client. The certificates must be readable.
func New(o Options) (*Client, error) {
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if len(o.CA) > 0 && !roots.AppendCertsFromPEM(o.CA) {
		return nil, errors.New("there is no certificate in it")
	}
	dialer := &net.Dialer{Timeout: patience, Control: func(_, address string, _ syscall.RawConn) error {
		return o.judge(address)
	}}
	transport := &http.Transport{
		DialContext: dialer.DialContext, TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout: patience, ResponseHeaderTimeout: patience, MaxResponseHeaderBytes: maxHeader,
		MaxIdleConns: 16, MaxConnsPerHost: 16, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{
		http: &http.Client{Transport: guard{transport}, Timeout: patience, CheckRedirect: redirect},
		post: &http.Client{Transport: guard{transport}, Timeout: patience, CheckRedirect: stay},
	}, nil
}

// HTTP returns the client for libraries that want one: guarded in the same way.
func (c *Client) HTTP() *http.Client { return c.http }

// Get returns what there is at an address. Its errors say in a few words what
// was wrong, without anything that came back.
func (c *Client) Get(ctx context.Context, address string) ([]byte, error) {
	body, _, err := c.GetAt(ctx, address)
	return body, err
}

// GetAt is Get, and says by whose clock the answer came: zero if it does not say.
func (c *Client) GetAt(ctx context.Context, address string) (body []byte, date time.Time, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, date, fault.Reason("it is no address")
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, date, plain(err)
	}
	defer answer.Body.Close()
	if at, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		date = at
	}
	if answer.StatusCode != http.StatusOK {
		return nil, date, fault.Reason("the answer was %d", answer.StatusCode)
	}
	if body, err = io.ReadAll(answer.Body); err != nil {
		return nil, date, plain(err)
	}
	return body, date, nil
}

// plain says an error in words that are ours.
func plain(err error) error {
	for _, known := range []error{ErrInside, ErrTooLong, errNotHTTPS, errLost} {
		if errors.Is(err, known) {
			return known
		}
	}
	var certificate *tls.CertificateVerificationError
	var timeout net.Error
	switch {
	case errors.As(err, &certificate):
		return fault.Reason("its certificate is not trusted")
	case errors.As(err, &timeout) && timeout.Timeout():
		return fault.Reason("it took too long to answer")
	}
	return fault.Reason("it cannot be reached")
}

// guard lets only https out, and bounds what comes back.
type guard struct{ next http.RoundTripper }

func (g guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" || r.URL.User != nil {
		return nil, errNotHTTPS
	}
	answer, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = &bounded{answer.Body, MaxBody}
	return answer, nil
}

// bounded is a body that ends with an error where it is longer than it may be.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, ErrTooLong
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n + int(b.left), ErrTooLong
	}
	return n, err
}

// redirect follows a few, and only of what changes nothing: what was posted,
// such as a client secret, is for the first address alone.
func redirect(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects || via[0].Method != http.MethodGet {
		return errLost
	}
	return nil
}
