package apitest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api"
	"gatehouse/internal/db"
)

// Repeats holds every POST to the Idempotency-Key: it says how it is answered
// again or that it only asks, and a repeat does nothing, answers the same
// status, and gives no secret away. table are the routes of the rows.
func (m *Matrix) Repeats(t *testing.T, s *Server, table map[string]api.Route) {
	w := &walk{Matrix: m, s: s}
	for i := range m.Rows {
		r := &m.Rows[i]
		if !strings.HasPrefix(r.Route, "POST ") || r.Public {
			continue
		}
		t.Run(r.Route, func(t *testing.T) {
			route, ok := table[r.Route]
			if !ok || (route.Repeat == nil) != route.Asks {
				t.Fatal("the route says neither how it is repeated nor that it only asks")
			}
			if route.Asks != r.Reads {
				t.Fatalf("the route asks: %v, the row reads: %v", route.Asks, r.Reads)
			}
			if !route.Asks {
				w.repeat(t, r, route)
			}
		})
	}
}

func (w *walk) repeat(t *testing.T, r *Row, route api.Route) {
	own := r.make(t, w.s)
	for _, key := range []string{"", strings.Repeat("x", 256), "a\tb", "ä"} {
		if a := w.send(t, r, own, "Idempotency-Key", key); a.Status != http.StatusBadRequest {
			t.Errorf("key %q: %d %.300s", key, a.Status, a.Body)
		}
	}
	if r.Status >= http.StatusBadRequest {
		return // the row's success is a failure, which is not kept
	}
	key := db.NewID()
	first := w.send(t, r, own, "Idempotency-Key", key)
	if first.Status != r.Status || first.Status != route.Repeat.Status || first.Header.Get("Idempotency-Replayed") != "" {
		t.Fatalf("the first time: %d %.300s, want %d", first.Status, first.Body, r.Status)
	}
	w.s.Drain(t)
	before := w.s.Snapshot(t)
	again := w.send(t, r, own, "Idempotency-Key", key)
	if again.Status != first.Status || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("again: %d %.300s", again.Status, again.Body)
	}
	if strings.Contains(again.Body, "gth_") {
		t.Errorf("a secret is told twice: %s", again.Body)
	}
	if (first.Body == "") != (again.Body == "") {
		t.Errorf("first %.300s, again %.300s", first.Body, again.Body)
	}
	other := w.sendBody(t, r, own, own.fill(r.Body)+" ", "Idempotency-Key", key)
	if other.Status != http.StatusUnprocessableEntity || w.Shape(r.Route, other) != "" {
		t.Errorf("another body: %d %.300s", other.Status, other.Body)
	}
	if diff := cmp.Diff(before, w.s.Snapshot(t)); diff != "" {
		t.Errorf("a repeat did something:\n%s", diff)
	}
}
