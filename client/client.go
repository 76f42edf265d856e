// Package client calls a Gatehouse server from Go.
//
//	c, err := client.New("https://gate.example.com", token, client.Options{})
//	…
//	for r, err := range c.AllAccessRequests(ctx, client.ListAccessRequestsParams{Status: []string{"Pending"}}) {
//		…
//	}
//
// There is a method for every operation of the API, named after it, in a file
// for each part of the API: these, and the types, are generated from its
// description. A list has three methods: one call (List…), an iterator over all
// pages (All…), and the list as a file (Export…).
//
// A call that may be made again without harm is, for a while, if the server is
// busy or the connection breaks; see [Options]. What the server refuses is an
// [*Error].
package client

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

//go:generate go run ./internal/gen

// Options say how calls are made. The zero value is good for most.
type Options struct {
	// HTTP makes the calls. The default waits two minutes for an answer to begin,
	// and follows no redirects: a Gatehouse answers with none.
	HTTP *http.Client

	// UserAgent says who calls; the default is "gatehouse-client".
	UserAgent string

	// Bearer sends the token as a Bearer. The default is Basic, with the token as
	// the user name.
	Bearer bool

	// Tries is how often a call is made in all, 4 by default; 1 is once.
	//
	// Made again is what was not answered, or answered with 429, 502, 503 or 504:
	// every GET, and a POST, because it carries an Idempotency-Key by which the
	// server knows it. Never a PUT, PATCH or DELETE.
	Tries int

	// Pause comes before the second try, and is doubled before each further one;
	// half a second by default. A longer Retry-After is waited for instead.
	Pause time.Duration

	// Patience is how long a call may wait between its tries, in all; a minute by
	// default. A call that would have to wait longer fails at once.
	Patience time.Duration
}

// Client calls one server with one token. It can be used by many goroutines.
type Client struct {
	base    string // without a slash at the end
	token   string
	options Options
}

// New returns a client of the server at an address such as
// https://gate.example.com. Without a token only public operations work.
func New(baseURL, token string, options Options) (*Client, error) {
	u, err := url.Parse(baseURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%q is not an http:// or https:// address", baseURL)
	}
	if u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.User != nil {
		return nil, errors.New("the address of a server has no user, no query and no fragment")
	}
	if options.HTTP == nil {
		options.HTTP = &http.Client{
			Transport:     transport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	if options.UserAgent == "" {
		options.UserAgent = "gatehouse-client"
	}
	if options.Tries < 1 {
		options.Tries = 4
	}
	if options.Pause <= 0 {
		options.Pause = 500 * time.Millisecond
	}
	if options.Patience <= 0 {
		options.Patience = time.Minute
	}
	return &Client{strings.TrimRight(u.String(), "/"), token, options}, nil
}

// transport waits longer for an answer than a server takes for anything, and
// not for ever. Connections are shared by all clients.
var transport = func() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // it is one
	t.ResponseHeaderTimeout = 2 * time.Minute
	return t
}()
