package apitest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
)

// Matrix holds a family to DESIGN.md §4.1 and §4.7: what every route of it
// refuses, in which order, with which answer, and that a refusal leaves no trace.
type Matrix struct {
	Routes []string // the family's own table: "PATCH /ratings/v1/folders/{guid}"
	Rows   []Row
	// Shape says what is wrong with the body of a refusal.
	Shape func(path string, a Answer) string
	// Section is the part of docs/compatibility.md that shows what the walk saw.
	Section string
}

// Row is a route: what it takes, whose right it needs, what it is about.
type Row struct {
	Route  string
	Need   []actor.Right // any of these lets in; none: everybody with a token
	Roles  []actor.Role  // that are let in, if not all that may have the first right
	Public bool          // needs no token
	Reads  bool          // writes nothing, whatever its method
	// Make makes what the route is about, anew in every call, in customer c.
	// $name in Route ({name} there) and Body is its value of that name; "caller"
	// is who may call, if not the admin.
	Make func(t testing.TB, s *Server, c *Customer) Vars
	// Hidden is the same for something of A that is not seen by "caller".
	Hidden func(t testing.TB, s *Server) Vars
	Body   string // what is taken; "" if none is read
	Type   string // of Body; "" is JSON
	Fields string // the fields of Body: "name:string trial_duration:int? a.0.b:bool"
	Ask    string // the parameters that it cannot do without: "?user=$user"
	Refs   string // the names of values in Body and Ask that are guids of a customer's own things
	// Blind is a value in Body that is passed over, with the status of success, if
	// it is another customer's, unseen (as Hidden has it) or unknown: all alike,
	// and nothing is left of it.
	Blind string
	// Aside has what is unseen for Blind, if Hidden has what is unseen of the path:
	// its "caller" sees what the path names.
	Aside  func(t testing.TB, s *Server) Vars
	Query  string // the names of parameters
	Common string // names in the path that nobody owns: they lead everybody to their own
	Status int    // of success
}

// Vars are the values that a row is about.
type Vars map[string]string

// Run walks the whole table.
func (m *Matrix) Run(t *testing.T, s *Server) {
	var rows []string
	for i := range m.Rows {
		rows = append(rows, m.Rows[i].Route)
	}
	slices.Sort(rows)
	table := slices.Sorted(slices.Values(m.Routes))
	if diff := cmp.Diff(table, rows); diff != "" {
		t.Fatalf("the family's routes (-) and the rows of this test (+) differ:\n%s", diff)
	}
	w := &walk{Matrix: m, s: s, without: make(map[string]string), alone: make(map[actor.Right]string), saw: make(map[string]outcome)}
	w.people(t)
	s.Drain(t)
	for i := range m.Rows {
		t.Run(m.Rows[i].Route, func(t *testing.T) { w.row(t, &m.Rows[i]) })
	}
	if !t.Failed() && len(w.saw) == len(m.Rows) { // else only some of them were asked for
		compareCompatibility(t, m.Section, w.saw)
	}
}

// walk is one run over one server.
type walk struct {
	*Matrix
	s *Server
	// Tokens of admins who lack the rights of a row, and who have no other than one.
	without map[string]string
	alone   map[actor.Right]string
	saw     map[string]outcome // by route
}

// people makes for every need an admin who has all rights but those, and one
// who has no other.
func (w *walk) people(t testing.TB) {
	t.Helper()
	for i := range w.Rows {
		need := w.Rows[i].Need
		if len(need) == 0 || w.without[name(need)] != "" {
			continue
		}
		w.without[name(need)] = w.s.Person(t, w.s.A, "Lacks "+name(need), actor.Admin, "", allBut(need)).Token
		for _, n := range need {
			if w.alone[n] == "" {
				w.alone[n] = w.s.Person(t, w.s.A, "Only "+string(n), actor.Admin, "", []string{string(n)}).Token
			}
		}
	}
}

func name(need []actor.Right) string { return strings.Trim(fmt.Sprint(need), "[]") }

// allBut returns every right that gives none of those needed: of an RW its R.
func allBut(need []actor.Right) (rest []string) {
	for _, d := range actor.Catalogue() {
		if !slices.ContainsFunc(need, func(n actor.Right) bool { return actor.Carries([]string{string(d.Right)}, n) }) {
			rest = append(rest, string(d.Right))
		}
	}
	return rest
}

// call is one call and what it must be answered with.
type call struct {
	name, token  string
	method, path string
	body         string
	want         []int
}

// refuse makes a call that must be refused in the family's shape.
func (w *walk) refuse(t *testing.T, c call) Answer {
	t.Helper()
	return w.refuseAs(t, "", c)
}

// refuseAs is refuse with a body of another type; "" is JSON.
func (w *walk) refuseAs(t *testing.T, kind string, c call) Answer {
	t.Helper()
	a := w.s.DoAs(t, c.token, c.method, c.path, kind, c.body)
	if !slices.Contains(c.want, a.Status) {
		t.Errorf("%s: %s %.120s %.300s: got %d %.300s, want %v", c.name, c.method, c.path, c.body, a.Status, a.Body, c.want)
		return a
	}
	if problem := w.Shape(c.path, a); problem != "" {
		t.Errorf("%s: %s %.120s: %s in %d %.300s", c.name, c.method, c.path, problem, a.Status, a.Body)
	}
	if a.Status == http.StatusUnauthorized && a.Header.Get("WWW-Authenticate") != `Basic realm="gatehouse"` {
		t.Errorf("%s: WWW-Authenticate is %q", c.name, a.Header.Get("WWW-Authenticate"))
	}
	return a
}

// fill puts values into a route's path or body.
func (v Vars) fill(s string) string {
	for name, value := range v {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "{"+name+"}", value), "$"+name, value)
	}
	return s
}

func (v Vars) with(name, value string) Vars {
	other := Vars{name: value}
	for n, old := range v {
		if n != name {
			other[n] = old
		}
	}
	return other
}

func (v Vars) caller(or string) string {
	if v["caller"] != "" {
		return v["caller"]
	}
	return or
}
