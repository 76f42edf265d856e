package api_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/api"
)

// give reports whether an answer came from memory; it must be the same either way.
func give(t *testing.T, as *api.Answers, of, body string) bool {
	t.Helper()
	w := httptest.NewRecorder()
	w.Header().Set("X-Request-Id", "1")
	kept, err := as.Give(w, of, func(w http.ResponseWriter) error {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Add("Link", "<one>")
		w.Header().Add("Link", "<two>")
		_, err := w.Write([]byte(body))
		return err
	})
	if err != nil || w.Code != 200 || w.Body.String() != body || w.Header().Get("Content-Type") != "text/plain" ||
		strings.Join(w.Header().Values("Link"), " ") != "<one> <two>" {
		t.Errorf("%s: %d %q %v, %v", of, w.Code, w.Body, w.Header(), err)
	}
	if length := w.Header().Get("Content-Length"); kept != (length == strconv.Itoa(len(body))) {
		t.Errorf("%s: kept %v, Content-Length %q", of, kept, length)
	}
	return kept
}

func TestAnswersAreKeptFromTheSecondTimeOn(t *testing.T) {
	as := &api.Answers{Most: 1 << 20, Again: true}
	for i, want := range []bool{false, false, true, true} {
		if got := give(t, as, "a", "text"); got != want {
			t.Errorf("time %d: kept %v", i+1, got)
		}
	}
	for n := range 10_000 { // so many others that it is not known any more who asked
		give(t, as, strconv.Itoa(n), "text")
	}
	if !give(t, as, "a", "text") || give(t, as, "0", "text") || as.Size() > 8<<10 {
		t.Errorf("%d bytes are kept of what was asked for once", as.Size())
	}
}

// Of more than there is room for, what was not asked for the longest goes.
func TestAnswersAreBounded(t *testing.T) {
	as := &api.Answers{Most: 1 << 20}
	body := strings.Repeat("x", 300<<10)
	for _, of := range []string{"a", "b", "c"} {
		give(t, as, of, body)
	}
	give(t, as, "a", body)
	give(t, as, "d", body)
	for _, tt := range []struct {
		of   string
		kept bool
	}{{"a", true}, {"c", true}, {"d", true}, {"b", false}} {
		if give(t, as, tt.of, body) != tt.kept || as.Size() > as.Most {
			t.Errorf("%s: want kept %v; %d bytes in all", tt.of, tt.kept, as.Size())
		}
	}
	for range 2 {
		if give(t, as, "large", strings.Repeat("x", 1<<20+1)) || give(t, &api.Answers{}, "none", "x") || give(t, nil, "nil", "x") {
			t.Error("kept what is too large, or where nothing is to be kept")
		}
	}
}

// Only what is whole and went well is kept.
func TestAnswersThatAreNotKept(t *testing.T) {
	as := &api.Answers{Most: 1 << 20}
	for name, handle := range map[string]func(http.ResponseWriter) error{
		"refused": func(http.ResponseWriter) error { return errors.New("no") },
		"broken": func(w http.ResponseWriter) error {
			_, _ = w.Write([]byte("half"))
			return errors.New("no more")
		},
		"another status": func(w http.ResponseWriter) error {
			w.WriteHeader(http.StatusNotFound)
			_, err := w.Write([]byte("none"))
			return err
		},
	} {
		for range 3 {
			if kept, _ := as.Give(httptest.NewRecorder(), name, handle); kept {
				t.Errorf("%s is kept", name)
			}
		}
	}
	if as.Size() != 0 {
		t.Errorf("%d bytes", as.Size())
	}
}

// encoding says more of an answer when it leaves, as compression does.
type encoding struct{ *httptest.ResponseRecorder }

func (e encoding) Write(b []byte) (int, error) {
	e.Header().Set("Content-Encoding", "gzip")
	e.Header().Del("Content-Type")
	return e.ResponseRecorder.Write(b)
}

func TestAnswersAreKeptAsTheyWereMade(t *testing.T) {
	as := &api.Answers{Most: 1 << 20}
	_, err := as.Give(encoding{httptest.NewRecorder()}, "a", func(w http.ResponseWriter) error {
		w.Header().Set("Content-Type", "text/plain")
		w.Header()["Link"] = []string{"<one>", "<two>"}
		_, err := w.Write([]byte("text"))
		return err
	})
	if err != nil || !give(t, as, "a", "text") {
		t.Errorf("it is not kept: %v", err)
	}
	w := httptest.NewRecorder()
	if _, err := as.Give(w, "a", nil); err != nil || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("%v, %v", w.Header(), err)
	}
	w.Header().Add("Link", "<three>") // is nobody else's
	give(t, as, "a", "text")
}
