package apitest

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/mail"
)

// callerIP is where every call of a test comes from.
const callerIP = "192.0.2.1"

// Answer is what came back from a call.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// Do makes a call with a token; "" sends none. A body makes it JSON.
func (s *Server) Do(t testing.TB, token, method, path, body string) Answer {
	t.Helper()
	return s.DoAs(t, token, method, path, "", body)
}

// DoAs is Do with a body of another type; "" is JSON.
func (s *Server) DoAs(t testing.TB, token, method, path, contentType, body string) Answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body == "" {
		r.Body = http.NoBody
	} else {
		r.Header.Set("Content-Type", cmp.Or(contentType, "application/json"))
	}
	if token != "" {
		r.SetBasicAuth(token, "")
	}
	return s.Send(t, r)
}

// Send makes a call as it is. Call and answer must be as openapi.yaml says.
func (s *Server) Send(t testing.TB, r *http.Request) Answer {
	t.Helper()
	a, problems := s.exchange(t, r)
	for _, problem := range problems {
		t.Error(problem)
	}
	return a
}

// exchange makes a call, and returns in what it and the answer are not as
// openapi.yaml says.
func (s *Server) exchange(t testing.TB, r *http.Request) (a Answer, problems []string) {
	t.Helper()
	w, n := httptest.NewRecorder(), &note{}
	s.ServeHTTP(w, r.WithContext(noting(actor.WithCall(t.Context(), callerIP, "test"), n)))
	body, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return Answer{w.Code, w.Header(), string(body)}, n.problems
}

type testLog struct{ t testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Log(string(bytes.TrimSpace(b)))
	return len(b), nil
}

// Mails is a transport that keeps what it is given.
type Mails struct {
	mu   sync.Mutex
	sent []mail.Rendered
	Fail error  // what Send answers
	To   string // to whom alone, if not to everybody
}

// Send keeps the mail.
func (m *Mails) Send(_ context.Context, r mail.Rendered) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil && (m.To == "" || m.To == r.To.Email) {
		return m.Fail
	}
	m.sent = append(m.sent, r)
	return nil
}

// Take returns the mails that were sent since the last call.
func (m *Mails) Take() []mail.Rendered {
	m.mu.Lock()
	defer m.mu.Unlock()
	sent := m.sent
	m.sent = nil
	return sent
}
