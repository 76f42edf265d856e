package fetch

import (
	"errors"
	"io"
	"net/http"
	"testing"
	"time"
)

// A POST goes to its address and to no other, and says how it was answered.
func TestPost(t *testing.T) {
	var got []string
	s, c := house(t, loopback, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = append(got, r.URL.Path+" "+r.Header.Get("Webhook-Id")+" "+string(body))
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/elsewhere", http.StatusPermanentRedirect)
		case "/later":
			w.Header().Set("Retry-After", "90")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/then":
			w.Header().Set("Date", "Mon, 02 Mar 2026 10:00:00 GMT")
			w.Header().Set("Retry-After", "Mon, 02 Mar 2026 10:05:00 GMT")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/odd":
			w.Header().Set("Retry-After", "soon")
		case "/past":
			w.Header().Set("Retry-After", "-5")
		}
	})
	for path, want := range map[string]Answer{
		"/ok": {Status: 200}, "/moved": {Status: 308}, "/later": {429, 90 * time.Second}, "/then": {503, 5 * time.Minute}, "/odd": {Status: 200}, "/past": {Status: 200},
	} {
		got = nil
		answer, err := c.Post(t.Context(), s.URL+path, http.Header{"Webhook-Id": {"msg_1"}}, []byte("body"))
		if err != nil || answer != want || len(got) != 1 || got[0] != path+" msg_1 body" {
			t.Errorf("%s: %+v, %v, the server got %q; want %+v", path, answer, err, got, want)
		}
	}
	guarded, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	if _, err := guarded.Post(t.Context(), s.URL, nil, nil); !errors.Is(err, ErrInside) || got != nil {
		t.Errorf("inside the house: %v, %q", err, got)
	}
	if _, err := c.Post(t.Context(), "http://127.0.0.1:1/", nil, nil); !errors.Is(err, errNotHTTPS) {
		t.Errorf("by http: %v", err)
	}
}
