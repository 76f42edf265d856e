package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
)

// Our own failures are told to the log in full, and to the caller by the id of
// the request alone.
func TestOurFailuresAreNotTold(t *testing.T) {
	var log bytes.Buffer
	f := &api.Family{
		Log:   slog.New(slog.NewTextHandler(&log, nil)),
		Shape: func(_ *http.Request, e *fault.Error, _ int) any { return e },
	}
	mux := f.Mux(map[string][]api.Route{"": {{
		Method: "GET", Path: "/x",
		Public: func(http.ResponseWriter, *http.Request) error { return errors.New("no such column: password") },
	}}})
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequestWithContext(actor.WithCall(t.Context(), "192.0.2.1", "id-7"), "GET", "/x", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "column") || !strings.Contains(w.Body.String(), "id-7") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if !strings.Contains(log.String(), "no such column") || !strings.Contains(log.String(), "id-7") {
		t.Errorf("logged %s", log.String())
	}
}

// What stands around an object may be said again within it, and then counts as
// if it had been said only there.
func TestOptIsReadAgain(t *testing.T) {
	var in struct {
		X api.Opt[int] `json:"x"`
	}
	for _, text := range []string{`{"x":null}`, `{"x":7}`} {
		if err := json.Unmarshal([]byte(text), &in); err != nil {
			t.Fatal(err)
		}
	}
	if p := in.X.Ptr(); p == nil || *p != 7 {
		t.Errorf("got %+v", in.X)
	}
}
