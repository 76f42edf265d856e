package apitest

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ask makes a call with headers: names and values in turn.
func (s *Server) Ask(t testing.TB, token, method, path, contentType, body string, headers ...string) Answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body == "" {
		r.Body = http.NoBody
	} else {
		r.Header.Set("Content-Type", contentType)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	r.SetBasicAuth(token, "")
	return s.Send(t, r)
}

// send makes the call of a row, about what own says.
func (w *walk) send(t testing.TB, r *Row, own Vars, headers ...string) Answer {
	t.Helper()
	return w.sendBody(t, r, own, own.fill(r.Body), headers...)
}

func (w *walk) sendBody(t testing.TB, r *Row, own Vars, body string, headers ...string) Answer {
	t.Helper()
	method, path, _ := strings.Cut(r.Route, " ")
	kind := r.Type
	if kind == "" {
		kind = "application/json"
	}
	return w.s.Ask(t, own.caller(w.s.A.Admin.Token), method, own.fill(path+r.Ask), kind, body, headers...)
}

func (r *Row) reads() bool { return strings.HasPrefix(r.Route, "GET ") }

func (r *Row) make(t testing.TB, s *Server) Vars {
	t.Helper()
	if r.Make == nil {
		return Vars{}
	}
	own := r.Make(t, s, s.A)
	s.Drain(t)
	return own
}

// seen is what a GET was answered with.
type seen struct {
	row *Row
	own Vars
	Answer
	differed int // how often it was another
}

// Tags holds every route to the tags of DESIGN.md §4.7: what has not changed is
// 304; after a write of any kind nothing that differs has an old tag, and a
// change on a condition is made only if it holds.
func (m *Matrix) Tags(t *testing.T, s *Server) {
	w := &walk{Matrix: m, s: s}
	var gets []*seen
	for i := range m.Rows {
		if r := &m.Rows[i]; r.reads() && !r.Public {
			gets = append(gets, &seen{row: r, own: r.make(t, s)})
		}
	}
	for i := range m.Rows {
		r := &m.Rows[i]
		if r.reads() || r.Public || r.Reads {
			continue
		}
		own := r.make(t, s)
		for _, g := range gets {
			w.again(t, g)
		}
		if a := w.send(t, r, own); a.Status != r.Status {
			t.Errorf("%s: %d %.300s", r.Route, a.Status, a.Body)
		}
		for _, g := range gets {
			w.differs(t, g, r.Route)
		}
		s.Drain(t)
	}
	differed := 0
	for _, g := range gets {
		w.differs(t, g, "a job")
		differed += g.differed
	}
	if differed < len(gets) {
		t.Errorf("only %d answers changed by all the writes there are", differed)
	}
}

// again asks on the condition that the answer has changed. What has changed and is
// said not to have is seen by differs, after the next write.
func (w *walk) again(t *testing.T, g *seen) {
	t.Helper()
	if g.Status == http.StatusOK {
		if now := w.send(t, g.row, g.own, "If-None-Match", g.Header.Get("ETag")); now.Status == http.StatusNotModified {
			g.answers(t, now)
			return
		}
		w.differs(t, g, "a job")
	}
	w.unchanged(t, g)
}

// answers checks what says that g is as it was.
func (g *seen) answers(t *testing.T, now Answer) {
	t.Helper()
	if now.Body != "" {
		t.Errorf("%s: 304 with %.200s", g.row.Route, now.Body)
	}
	for _, name := range []string{"ETag", "Vary", "Cache-Control"} {
		if diff := cmp.Diff(g.Header.Values(name), now.Header.Values(name)); diff != "" {
			t.Errorf("%s: %s of 200 (-) and 304 (+):\n%s", g.row.Route, name, diff)
		}
	}
}

// differs asks without a condition, and sees that another answer has another tag.
func (w *walk) differs(t *testing.T, g *seen, by string) {
	t.Helper()
	now := w.send(t, g.row, g.own)
	if now.Body == g.Body && now.Status == g.Status {
		return
	}
	g.differed++
	if now.Header.Get("ETag") == g.Header.Get("ETag") {
		t.Errorf("%s, or what ran before it, changes %s, which keeps its tag %s:\n%s", by, g.row.Route, now.Header.Get("ETag"), cmp.Diff(g.Body, now.Body))
	}
	g.Answer = now
}

// unchanged asks three times: with the tag of the first answer, and with another.
func (w *walk) unchanged(t *testing.T, g *seen) {
	t.Helper()
	g.Answer = w.send(t, g.row, g.own)
	if g.Status != http.StatusOK {
		return // an earlier write took it away
	}
	again := w.send(t, g.row, g.own, "If-None-Match", `"other", `+g.Header.Get("ETag"))
	if again.Status != http.StatusNotModified {
		t.Errorf("%s with its own tag %s: %d", g.row.Route, g.Header.Get("ETag"), again.Status)
	}
	g.answers(t, again)
	if other := w.send(t, g.row, g.own, "If-None-Match", `W/"x", "1-x"`); other.Status != http.StatusOK {
		t.Errorf("%s with another tag: %d", g.row.Route, other.Status)
	}
}

var versioned = regexp.MustCompile(`^"\d+-[\w-]+"$`)

// Conditions holds every write to If-Match: a version that is not that of the
// thing is 412 and leaves no trace, its own lets the change be made.
func (m *Matrix) Conditions(t *testing.T, s *Server) {
	w := &walk{Matrix: m, s: s}
	for i := range m.Rows {
		r := &m.Rows[i]
		if r.reads() || r.Public || r.Reads {
			continue
		}
		t.Run(r.Route, func(t *testing.T) { w.condition(t, r) })
	}
}

func (w *walk) condition(t *testing.T, r *Row) {
	own := r.make(t, w.s)
	before := w.s.Snapshot(t)
	for _, tag := range []string{`"999999"`, `W/"1-x"`, `7`, `"x", "y"`} {
		a := w.send(t, r, own, "If-Match", tag)
		if a.Status != http.StatusPreconditionFailed {
			t.Fatalf("If-Match %s: %d %.300s", tag, a.Status, a.Body)
		}
		if problem := w.Shape(r.Route, a); problem != "" {
			t.Errorf("%s in %.300s", problem, a.Body)
		}
	}
	if diff := cmp.Diff(before, w.s.Snapshot(t)); diff != "" {
		t.Errorf("refused calls left traces:\n%s", diff)
	}
	tag := w.tagOf(t, r, own)
	if tag == "" {
		if a := w.send(t, r, own, "If-Match", `*`); a.Status != r.Status {
			t.Errorf("If-Match *: %d %.300s", a.Status, a.Body)
		}
		return
	}
	a := w.send(t, r, own, "If-Match", `"999999-x", `+tag)
	if a.Status != r.Status {
		t.Fatalf("If-Match with its own tag %s: %d %.300s", tag, a.Status, a.Body)
	}
	if r.Status >= http.StatusBadRequest || w.tagOf(t, r, own) == tag {
		return // nothing has changed
	}
	if a := w.send(t, r, own, "If-Match", tag); a.Status != http.StatusPreconditionFailed && a.Status != http.StatusNotFound {
		t.Errorf("If-Match with the tag before the change: %d %.300s", a.Status, a.Body)
	}
}

// tagOf returns the tag of the thing that a row changes, as its GET answers it:
// at the row's own path, or one above (".../resend"). "" if it has no version.
func (w *walk) tagOf(t *testing.T, r *Row, own Vars) string {
	t.Helper()
	_, path, _ := strings.Cut(r.Route, " ")
	above, _, _ := strings.Cut(path, "/companies")
	candidates := []string{path, above}
	if !slices.ContainsFunc(w.Rows, func(r Row) bool { return r.Route == "GET "+path }) {
		candidates = append(candidates, path[:strings.LastIndex(path, "/")])
	}
	for _, p := range candidates {
		if !strings.HasSuffix(p, "}") {
			continue
		}
		a := w.s.Do(t, own.caller(w.s.A.Admin.Token), "GET", own.fill(p), "")
		if tag := a.Header.Get("ETag"); a.Status == http.StatusOK && versioned.MatchString(tag) {
			return tag
		}
	}
	return ""
}
