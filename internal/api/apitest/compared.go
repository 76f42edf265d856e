package apitest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// Compared returns a handler that compares every call of next, and its answer,
// with openapi.yaml. Whatever way a test calls it, over a network or not, it
// fails t if they are not as described. It is the one means of this comparison:
// [Server] has no other handler, and [Proxy] stands before whole programs.
//
// An answer that breaks off, or is too long to be held in memory, is compared as
// far as it came: its status, its headers, and each of its items.
func Compared(t testing.TB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := &passing{ResponseWriter: w, Exchange: NewExchange(r)}
		whole := false
		defer func() {
			n, _ := r.Context().Value(noteKey{}).(*note)
			problems := p.end(whole && p.broken == nil && r.Context().Err() == nil)
			if n != nil {
				n.problems = problems
				return
			}
			for _, problem := range problems {
				t.Error(problem)
			}
		}()
		next.ServeHTTP(p, r)
		whole = true
	})
}

// note is where a test wants to be told the problems of a call instead of
// failing by them.
type note struct{ problems []string }

type noteKey struct{}

func noting(ctx context.Context, n *note) context.Context {
	return context.WithValue(ctx, noteKey{}, n)
}

// Proxy returns the address of a server before the one that is at target by
// then: what passes to an API is compared. Where the server does not answer, or
// breaks off, so does the proxy. The rest passes as it is.
func Proxy(t testing.TB, target func() string) (address string) {
	t.Helper()
	pass := &httputil.ReverseProxy{
		FlushInterval: -1, // at once
		Rewrite: func(r *httputil.ProxyRequest) {
			to, err := url.Parse(target())
			if err != nil {
				t.Error(err)
				return
			}
			r.SetURL(to)
			r.Out.Host = r.In.Host
			if IsAPI(r.In.URL.EscapedPath()) {
				r.Out.Header.Del("Accept-Encoding") // to read what passes
			}
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	compared := Compared(t, pass)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if IsAPI(r.URL.EscapedPath()) {
			compared.ServeHTTP(w, r)
			return
		}
		pass.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close) // and waits for the calls that run
	return server.URL
}

// IsAPI reports whether a path is one of the families'. The description is not
// described in itself.
func IsAPI(path string) bool {
	path = slashes.ReplaceAllString(path, "/")
	for _, folder := range []string{
		"/ratings", "/customer-api", "/v1", "/v2", "/user", "/oauth", "/.well-known/oauth-authorization-server", "/.well-known/jwks.json",
		"/scim",
	} {
		if rest, ok := strings.CutPrefix(path, folder); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}

// passing compares an answer while it passes.
type passing struct {
	http.ResponseWriter
	*Exchange
	kept   bytes.Buffer
	long   *io.PipeWriter // the rest of what is too long to keep
	told   chan []string  // once, at the end of long
	broken error          // of who reads the answer
}

// mostKept bounds what of an answer is held in memory: tests measure it.
const mostKept = 1 << 20

// Unwrap lets a handler flush and set deadlines.
func (p *passing) Unwrap() http.ResponseWriter { return p.ResponseWriter }

func (p *passing) WriteHeader(status int) {
	p.begin(status)
	p.ResponseWriter.WriteHeader(status)
}

func (p *passing) begin(status int) {
	if p.Answer.Status == 0 && status >= http.StatusOK { // others come before the answer
		p.Answer.Status, p.Answer.Header = status, p.Header().Clone()
	}
}

func (p *passing) Header() http.Header { return p.ResponseWriter.Header() }

func (p *passing) Write(b []byte) (int, error) {
	p.begin(http.StatusOK)
	if p.long == nil && p.kept.Len()+len(b) > mostKept {
		p.tooLong()
	}
	if p.long == nil {
		p.kept.Write(b)
	} else {
		_, _ = p.long.Write(b) // read to its end
	}
	n, err := p.ResponseWriter.Write(b)
	if err != nil {
		p.broken = err
	}
	return n, err
}

// tooLong goes over to comparing item by item, in a goroutine that end waits for.
func (p *passing) tooLong() {
	begun := bytes.NewReader(p.kept.Bytes())
	p.kept = bytes.Buffer{}
	rest, long := io.Pipe()
	p.long, p.told = long, make(chan []string, 1)
	go func() {
		problems := p.problemsInParts(io.MultiReader(begun, rest))
		_, _ = io.Copy(io.Discard, rest)
		p.told <- problems
	}()
}

// errBrokenOff is how the body ends of an answer that was not finished.
var errBrokenOff = errors.New("the answer broke off")

// end returns in what the call and its answer are not as described. Who has read
// an answer to its end may be gone before it ends here.
func (p *passing) end(whole bool) []string {
	var ending error // io.EOF of a pipe
	if !whole {
		ending = errBrokenOff
	}
	switch {
	case p.long != nil:
		_ = p.long.CloseWithError(ending)
		return <-p.told
	case p.Answer.Status == 0 && !whole:
		return nil // there was no answer
	case !whole && !json.Valid(p.kept.Bytes()):
		return p.problemsInParts(io.MultiReader(&p.kept, broken{errBrokenOff}))
	}
	p.begin(http.StatusOK)
	p.Answer.Body = p.kept.String()
	return p.Problems()
}
