package idp

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Object is one of JSON.
type Object = map[string]any

// OIDC is an oidc-provider that runs. What lies between it and its callers can
// be made to change what it says and what it hears.
type OIDC struct {
	Issuer string
	Key    *rsa.PrivateKey // what it signs with

	authority *Authority
	input     io.Writer
	output    *bufio.Scanner

	mu      sync.Mutex
	calls   map[string]int
	changes map[string]func(answer Object)
	hears   map[string]func(r *http.Request)
	stands  map[string]http.HandlerFunc
}

// Options are what a provider is started with.
type Options struct {
	People   map[string]Object // claims, by the name with which they sign in
	Conforms bool              // claims come from userinfo alone
}

var discard = log.New(io.Discard, "", 0)

// NewOIDC starts a provider.
func NewOIDC(t testing.TB, a *Authority, o Options) *OIDC {
	t.Helper()
	folder := needs(t, "GATEHOUSE_TEST_OIDC_PROVIDER")
	p := &OIDC{
		authority: a,
		calls:     map[string]int{}, changes: map[string]func(Object){}, hears: map[string]func(*http.Request){}, stands: map[string]http.HandlerFunc{},
	}
	var err error
	if p.Key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		t.Fatal(err)
	}
	var forward *httputil.ReverseProxy
	p.Issuer = a.Serve(t, func(string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if stand := p.hear(r); stand != nil {
				stand(w, r)
				return
			}
			forward.ServeHTTP(w, r)
		})
	})
	port := p.start(t, folder, o)
	forward = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: "127.0.0.1:" + port})
			r.Out.Host = r.In.Host
			r.Out.Header.Set("X-Forwarded-Proto", "https")
			r.Out.Header.Del("Accept-Encoding")
		},
		ModifyResponse: p.change, ErrorLog: discard,
	}
	return p
}

// notices are what the provider says whenever it starts.
var notices = regexp.MustCompile(`(?m)^oidc-provider WARNING:.*\n`)

func (p *OIDC) start(t testing.TB, folder string, o Options) (port string) {
	t.Helper()
	config, err := json.Marshal(Object{
		"issuer": p.Issuer, "people": o.People, "conforms": o.Conforms,
		"keys": []jose.JSONWebKey{{Key: p.Key, KeyID: "one", Algorithm: "RS256", Use: "sig"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, here, _, _ := runtime.Caller(0)
	program := exec.CommandContext(t.Context(), "node", filepath.Join(filepath.Dir(here), "testdata", "oidc-provider", "provider.mjs"), folder, string(config))
	var said bytes.Buffer
	program.Stderr = &said
	input, err := program.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		input.Close()
		_ = program.Wait() // it was told to end
		if t.Failed() {
			t.Logf("the provider said:\n%s", notices.ReplaceAllString(said.String(), ""))
		}
	})
	p.input, p.output = input, bufio.NewScanner(output)
	if !p.output.Scan() {
		t.Fatal("the provider does not start")
	}
	return p.output.Text()
}

// Register adds a client by its metadata (OpenID Connect Dynamic Client
// Registration 1.0), client_id and client_secret among it.
func (p *OIDC) Register(t testing.TB, client Object) {
	t.Helper()
	line, err := json.Marshal(client)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.input.Write(append(line, '\n')); err != nil || !p.output.Scan() {
		t.Fatal("the provider takes no client: ", err)
	}
}

// Change has f change the JSON that the provider answers at a path from now on;
// nil leaves it as it is.
func (p *OIDC) Change(path string, f func(answer Object)) { replace(p, p.changes, path, f) }

// Hear has f change what comes to a path before the provider sees it.
func (p *OIDC) Hear(path string, f func(r *http.Request)) { replace(p, p.hears, path, f) }

// Stand has f answer at a path in place of the provider.
func (p *OIDC) Stand(path string, f http.HandlerFunc) { replace(p, p.stands, path, f) }

func replace[F any](p *OIDC, of map[string]F, path string, f F) {
	p.mu.Lock()
	defer p.mu.Unlock()
	of[path] = f
}

// Calls returns how many have come to a path.
func (p *OIDC) Calls(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[path]
}

func (p *OIDC) hear(r *http.Request) http.HandlerFunc {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls[r.URL.Path]++
	if f := p.hears[r.URL.Path]; f != nil {
		f(r)
	}
	return p.stands[r.URL.Path]
}

func (p *OIDC) change(a *http.Response) error {
	p.mu.Lock()
	f := p.changes[a.Request.URL.Path]
	p.mu.Unlock()
	if f == nil {
		return nil
	}
	answer := Object{}
	if err := json.NewDecoder(a.Body).Decode(&answer); err != nil {
		return err
	}
	f(answer)
	text, err := json.Marshal(answer)
	a.Body = io.NopCloser(bytes.NewReader(text))
	a.ContentLength = int64(len(text))
	a.Header.Set("Content-Length", strconv.Itoa(len(text)))
	return err
}

// Sign signs claims as the provider does.
func (p *OIDC) Sign(t testing.TB, claims Object) string {
	t.Helper()
	return Signed(t, jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: p.Key, KeyID: "one"}}, "JWT", claims)
}

// Signed signs claims with any key; kind is the header's typ.
func Signed(t testing.TB, key jose.SigningKey, kind string, claims Object) string {
	t.Helper()
	signer, err := jose.NewSigner(key, (&jose.SignerOptions{}).WithType(jose.ContentType(kind)))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Claims returns what a token says, whoever signed it.
func Claims(t testing.TB, raw string) Object {
	t.Helper()
	parsed, err := jwt.ParseSigned(raw, []jose.SignatureAlgorithm{jose.RS256, jose.ES256, jose.HS256})
	claims := Object{}
	if err == nil {
		err = parsed.UnsafeClaimsWithoutVerification(&claims)
	}
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

var (
	formAction = regexp.MustCompile(`<form[^>]* action="([^"]+)"`)
	formPrompt = regexp.MustCompile(`name="prompt" value="(\w+)"`)
)

// SignIn goes to an address of the provider as a browser, fills in its forms as
// somebody, and returns where it leads to from there.
func (p *OIDC) SignIn(t testing.TB, address, login string) *url.URL {
	t.Helper()
	client := p.authority.Client(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	for range 20 {
		if err != nil {
			t.Fatal(err)
		}
		a, err2 := client.Do(r)
		if err2 != nil {
			t.Fatal(err2)
		}
		page, _ := io.ReadAll(a.Body)
		a.Body.Close()
		if to, _ := a.Location(); to != nil {
			if !strings.HasPrefix(to.String(), p.Issuer+"/") {
				return to
			}
			r, err = http.NewRequestWithContext(t.Context(), http.MethodGet, to.String(), http.NoBody)
			continue
		}
		action, prompt := formAction.FindSubmatch(page), formPrompt.FindSubmatch(page)
		if action == nil || prompt == nil {
			t.Fatalf("%s: %d %s", r.URL, a.StatusCode, page)
		}
		to, _ := r.URL.Parse(string(action[1]))
		form := url.Values{"prompt": {string(prompt[1])}, "login": {login}, "password": {"any"}}
		r, err = http.NewRequestWithContext(t.Context(), http.MethodPost, to.String(), strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	t.Fatal("the provider leads nowhere")
	return nil
}
