package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
)

// Format is the form of an exported list.
type Format string

// The formats.
const (
	JSON   Format = "json"
	CSV    Format = "csv"
	XLSX   Format = "xlsx"
	NDJSON Format = "ndjson"
	Table  Format = "table" // aligned text
)

// export makes a call and hands its body on, which the caller closes.
func export(ctx context.Context, c *Client, k *call, format Format) (body io.ReadCloser, err error) {
	k.query = maps.Clone(k.query)
	if k.query == nil {
		k.query = make(url.Values)
	}
	k.query.Set("format", string(format))
	err = c.do(ctx, k, func(resp *http.Response) error {
		body = resp.Body
		return nil
	})
	return body, err
}

// rows iterates over a list that is a bare array, as it arrives. With a limit
// it comes in pages of so many, and the Link header leads on.
func rows[T any](ctx context.Context, c *Client, k *call) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		page := *k
		for {
			next, more := onePage(ctx, c, page, yield)
			if !more || next == "" {
				return
			}
			var err error
			if page.query, err = queryOf(next); err != nil {
				yield(*new(T), err)
				return
			}
		}
	}
}

func onePage[T any](ctx context.Context, c *Client, k call, yield func(T, error) bool) (next string, more bool) {
	k.accept = "application/json"
	var resp *http.Response
	err := c.do(ctx, &k, func(r *http.Response) error {
		resp = r
		return nil
	})
	if err != nil {
		yield(*new(T), err)
		return "", false
	}
	defer resp.Body.Close()
	if err := elements(resp.Body, func(v T) bool {
		more = yield(v, nil)
		return more
	}); err != nil {
		yield(*new(T), err)
		return "", false
	}
	if link := nextLink.FindStringSubmatch(resp.Header.Get("Link")); link != nil {
		next = link[1]
	}
	return next, more
}

var nextLink = regexp.MustCompile(`<([^>]*)>;\s*rel="?next"?`)

// elements decodes an array one by one, until yield has enough.
func elements[T any](r io.Reader, yield func(T) bool) error {
	decoder := json.NewDecoder(r)
	if start, err := decoder.Token(); err != nil || start != json.Delim('[') {
		return errors.Join(fmt.Errorf("%w: it is no list", errDecode), err)
	}
	for decoder.More() {
		var v T
		if err := decoder.Decode(&v); err != nil {
			return fmt.Errorf("the list broke off: %w", err)
		}
		if !yield(v) {
			return nil
		}
	}
	if _, err := decoder.Token(); err != nil {
		return fmt.Errorf("the list broke off: %w", err)
	}
	return nil
}

// pages iterates over a list of the ratings family, whose pages lead on by
// links.next. Of the link only the parameters are taken: the server's public
// address need not be the one at which this client reaches it, and the token
// goes nowhere else.
func pages[T any](ctx context.Context, c *Client, k *call) iter.Seq2[T, error] {
	type answer struct {
		Links   struct{ Next *string }
		Results []T
	}
	return func(yield func(T, error) bool) {
		for page := *k; ; {
			once := page
			got, err := ask[answer](ctx, c, &once)
			if err == nil {
				if !each(got.Results, yield) || got.Links.Next == nil {
					return
				}
				page.query, err = k.after(*got.Links.Next)
			}
			if err != nil {
				yield(*new(T), err)
				return
			}
		}
	}
}

// counted iterates over a list of the user family, whose pages are counted.
func counted[T any](ctx context.Context, c *Client, k *call) iter.Seq2[T, error] {
	type answer struct {
		Total, Offset int
		Results       []T
	}
	return func(yield func(T, error) bool) {
		page := *k
		if page.query = maps.Clone(k.query); page.query == nil {
			page.query = make(url.Values)
		}
		for {
			once := page
			got, err := askData[answer](ctx, c, &once)
			if err != nil {
				yield(*new(T), err)
				return
			}
			next := got.Offset + len(got.Results)
			if !each(got.Results, yield) || len(got.Results) == 0 || next >= got.Total {
				return
			}
			page.query.Set("offset", strconv.Itoa(next))
		}
	}
}

func each[T any](all []T, yield func(T, error) bool) bool {
	for _, v := range all {
		if !yield(v, nil) {
			return false
		}
	}
	return true
}

// after returns the parameters of the page that a link leads to. The link of a
// POST repeats its body, which may be too long for an address and is sent again
// anyway: of that link only where the page begins is taken.
func (k *call) after(link string) (url.Values, error) {
	next, err := queryOf(link)
	if err != nil || k.body == nil {
		return next, err
	}
	own := maps.Clone(k.query)
	for _, name := range []string{"limit", "offset"} {
		own.Set(name, next.Get(name))
	}
	return own, nil
}

func queryOf(link string) (url.Values, error) {
	u, err := url.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("the address of the next page: %w", err)
	}
	return u.Query(), nil
}
