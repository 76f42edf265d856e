package server

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// line is a connection that notes its deadlines, and the longest write.
type line struct {
	*httptest.ResponseRecorder
	read    []time.Time
	longest int
}

func (l *line) SetReadDeadline(t time.Time) error { l.read = append(l.read, t); return nil }
func (l *line) SetWriteDeadline(time.Time) error  { return nil }

func (l *line) Write(p []byte) (int, error) {
	l.longest = max(l.longest, len(p))
	return l.ResponseRecorder.Write(p)
}

// A file goes through a slow line in both directions: each part that has come, or
// has gone, buys time for the next.
func TestPaceOfFiles(t *testing.T) {
	file := bytes.Repeat([]byte("x"), 10*slowest+1)
	l := &line{ResponseRecorder: httptest.NewRecorder()}
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(file))
	w := pace(l, r)
	got, err := io.ReadAll(r.Body)
	if err != nil || len(got) != len(file) {
		t.Fatalf("%d bytes came, %v", len(got), err)
	}
	last := len(l.read) - 1
	if last < 2 || !l.read[last].IsZero() {
		t.Fatalf("deadlines: %v", l.read)
	}
	if more := l.read[last-1].Sub(l.read[0]).Round(time.Second); more != 10*time.Second {
		t.Errorf("what came bought %v, want 10 seconds", more)
	}
	n, err := w.Write(file)
	if err != nil || n != len(file) || w.bytes != int64(n) || !bytes.Equal(l.Body.Bytes(), file) {
		t.Errorf("%d bytes went, %v", n, err)
	}
	if l.longest > atOnce {
		t.Errorf("%d bytes before one deadline", l.longest)
	}
}
