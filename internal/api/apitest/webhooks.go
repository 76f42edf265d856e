package apitest

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"gatehouse/internal/fetch"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
	"gatehouse/internal/webhook"
)

// webhooks send to nobody inside the house, and so to no test: see [Server.Receiver].
func (s *Server) webhooks() *tenant.Webhooks {
	client, err := fetch.New(fetch.Options{})
	if err != nil {
		panic(err) // without certificates of its own there is none to fail
	}
	return &tenant.Webhooks{DB: s.DB, Now: s.Now, Post: &webhook.Post{
		DB: s.DB, Key: s.Links.Key, HTTP: client, PublicURL: PublicURL, Now: s.Now, Tell: identity.TellOfWebhook, Show: s.Show,
	}}
}

// Show is that of the ratings family as it is then.
func (s *Server) Show(ctx context.Context, customerID int64, thing, guid string) (json.RawMessage, error) {
	return s.Ratings.Show(ctx, customerID, thing, guid)
}

// Receiver is a program that takes webhooks, by https and on the loopback.
type Receiver struct {
	URL string

	mu     sync.Mutex
	got    []Call
	calls  int // that ever came
	answer func(w http.ResponseWriter, n int)
}

// Call is what a receiver was sent.
type Call struct {
	Path   string
	Header http.Header
	Body   []byte
}

// Receiver starts one that answers 204, and lets the webhooks of s reach it.
func (s *Server) Receiver(t testing.TB) *Receiver {
	t.Helper()
	r := &Receiver{}
	https := httptest.NewTLSServer(r)
	t.Cleanup(https.Close)
	r.URL = https.URL
	client, err := fetch.New(fetch.Options{
		Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		CA:       pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: https.Certificate().Raw}),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.HTTP().CloseIdleConnections)
	s.Webhooks.Post.HTTP = client
	return r
}

func (r *Receiver) ServeHTTP(w http.ResponseWriter, call *http.Request) {
	body, _ := io.ReadAll(call.Body) // what broke off has no valid signature
	r.mu.Lock()
	r.got = append(r.got, Call{call.URL.Path, call.Header.Clone(), body})
	r.calls++
	n, answer := r.calls, r.answer
	r.mu.Unlock()
	if answer == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answer(w, n)
}

// Answer sets how it answers the nth call of all.
func (r *Receiver) Answer(f func(w http.ResponseWriter, n int)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = f
}

// Take returns the calls that came since the last time.
func (r *Receiver) Take() []Call {
	r.mu.Lock()
	defer r.mu.Unlock()
	got := r.got
	r.got = nil
	return got
}

// Signed reports whether a call was signed with a secret. The clock of a test may
// be far from that of the machine.
func (c *Call) Signed(secret string) bool {
	w, err := standardwebhooks.NewWebhook(secret)
	return err == nil && w.VerifyIgnoringTimestamp(c.Body, c.Header) == nil
}
