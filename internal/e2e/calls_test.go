package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"gatehouse/client"
)

// answer is what a server says to one call.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask calls the API and returns an error where there is no answer.
func (s *site) ask(via *http.Client, token, method, path, body string) (answer, error) {
	request, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	if token != "" {
		request.SetBasicAuth(token, "")
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	return answered(via, request)
}

func answered(via *http.Client, request *http.Request) (answer, error) {
	resp, err := via.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		return answer{}, err
	}
	return answer{resp.StatusCode, resp.Header, string(got)}, nil
}

// call calls the API and wants a status.
func (s *site) call(t *testing.T, token, method, path string, body any, want int) string {
	t.Helper()
	sent := ""
	switch b := body.(type) {
	case nil:
	case string:
		sent = b
	default:
		sent = jsonOf(t, body)
	}
	a, err := s.ask(http.DefaultClient, token, method, path, sent)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	if a.status != want {
		t.Fatalf("%s %s: %d %s, want %d", method, path, a.status, a.body, want)
	}
	return a.body
}

// object is a JSON object.
type object = map[string]any

func (s *site) get(t *testing.T, token, path string) string {
	t.Helper()
	return s.call(t, token, "GET", path, nil, http.StatusOK)
}

// outbox lists access requests.
func (s *site) outbox(t *testing.T, token, query string) []object {
	t.Helper()
	return read[[]object](t, s.get(t, token, requests+query))
}

const requests = "/ratings/v1/access-requests"

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// client returns the client that integrators have.
func (s *site) client(t *testing.T, token string) *client.Client {
	t.Helper()
	return must(client.New(s.url, token, client.Options{}))(t)
}

// must returns a value that has to be there.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// company returns the guid of a company of the portfolio.
func (s *site) company(t *testing.T, token, name string) string {
	t.Helper()
	for c, err := range s.client(t, token).AllPortfolio(t.Context(), client.ListPortfolioParams{Limit: 300}) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Name == name {
			return c.GUID
		}
	}
	t.Fatalf("there is no company %s", name)
	return ""
}

// wants checks some fields of an object.
func wants(t *testing.T, got, want object) {
	t.Helper()
	for field, value := range want {
		if got[field] != value {
			t.Errorf("%s is %v, want %v", field, got[field], value)
		}
	}
}
