package apitest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// row refuses everything that a route must refuse, looks that nothing was
// written, and only then lets the call succeed: so that it was the mistake that
// was refused, and nothing else.
func (w *walk) row(t *testing.T, r *Row) {
	own, foreign := Vars{}, Vars{}
	if r.Make != nil {
		own, foreign = r.Make(t, w.s, w.s.A), r.Make(t, w.s, w.s.B)
	}
	var hidden Vars
	if r.Hidden != nil {
		hidden = r.Hidden(t, w.s)
	}
	aside := hidden
	if r.Aside != nil {
		aside = r.Aside(t, w.s)
	}
	w.s.Drain(t)
	before := w.s.Snapshot(t)
	w.strangers(t, r, own)
	w.roles(t, r, own)
	w.unknown(t, r, own, foreign, hidden)
	w.passedOver(t, r, foreign, aside)
	w.bodies(t, r, own)
	w.queries(t, r, own)
	w.methods(t, r, own)
	if diff := cmp.Diff(before, w.s.Snapshot(t)); diff != "" {
		t.Errorf("refused calls left traces:\n%s", diff)
	}
	method, path, _ := strings.Cut(r.Route, " ")
	a := w.s.DoAs(t, own.caller(w.s.A.Admin.Token), method, own.fill(path+r.Ask), r.Type, own.fill(r.Body))
	if a.Status != r.Status {
		t.Errorf("what is right: got %d %.300s, want %d", a.Status, a.Body, r.Status)
	}
	if method == http.MethodGet && !cmp.Equal(before, w.s.Snapshot(t)) {
		t.Error("a GET wrote something")
	}
	w.keeps(t, r, own, a)
	w.saw[r.Route] = r.outcome(a.Status, hidden)
}

// keeps: an answer holds nothing of another customer, and a list nothing of the
// companies that the group of who asks does not see.
func (w *walk) keeps(t *testing.T, r *Row, own Vars, a Answer) {
	t.Helper()
	if own["caller"] == "" { // a recipient is in a customer of its own
		for _, secret := range secretsOf(w.s.SnapshotOf(t, w.s.B.ID)).FindAllString(a.Body, -1) {
			t.Errorf("the answer holds %s, which is another customer's: %.300s", secret, a.Body)
		}
	}
	method, path, _ := strings.Cut(r.Route, " ")
	if method != http.MethodGet || strings.Contains(path, "{") || r.Ask != "" || own["caller"] != "" {
		return
	}
	limited := w.s.Do(t, w.s.A.GroupAdmin.Token, method, path, "")
	for _, name := range []string{"Saperix", "Acme Paper"} {
		if strings.Contains(limited.Body, w.s.A.Companies[name]) || strings.Contains(limited.Body, name) {
			t.Errorf("who does not see %s reads of it: %.300s", name, limited.Body)
		}
	}
}

// strangers: who is not known is 401, who lacks the right 403, before anything
// is read of what they say.
func (w *walk) strangers(t *testing.T, r *Row, own Vars) {
	if r.Public {
		return
	}
	method, path, _ := strings.Cut(r.Route, " ")
	admin := own.caller(w.s.A.Admin.Token)
	last := map[bool]string{true: "b", false: "a"}[strings.HasSuffix(admin, "a")]
	nowhere := anywhere(path)
	for _, p := range []string{own.fill(path), own.fill(path) + "/", nowhere, own.fill(path) + "?limit=x&format=pdf"} {
		w.refuse(t, call{"no token", "", method, p, `{`, []int{401}})
		w.refuse(t, call{"a wrong checksum", admin[:len(admin)-1] + last, method, p, `{`, []int{401}})
		w.refuse(t, call{"no token at all", "api", method, p, `{`, []int{401}})
		if len(r.Need) == 0 {
			continue
		}
		w.refuse(t, call{"an access without roles", w.s.A.Reader.Token, method, p, `{`, []int{403}})
		w.refuse(t, call{"an admin without the right", w.without[name(r.Need)], method, p, `{`, []int{403}})
	}
	for _, n := range r.Need {
		a := w.s.Do(t, w.alone[n], method, nowhere, `{`)
		if a.Status == 401 || a.Status == 403 || a.Status >= 500 {
			if strings.Contains(path, "{") || r.Body != "" {
				t.Errorf("%s alone does not let in: %d %s", n, a.Status, a.Body)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{\w+\}`)

// anywhere is a path about what does not exist.
func anywhere(path string) string { return placeholder.ReplaceAllString(path, db.NewID()) }

// unknown: what is another's, unseen, unknown or no guid does not exist.
func (w *walk) unknown(t *testing.T, r *Row, own, foreign, hidden Vars) {
	method, path, _ := strings.Cut(r.Route, " ")
	admin, ask := own.caller(w.s.A.Admin.Token), ""
	if r.Type != "" { // what says more of the body
		ask = r.Ask
	}
	for _, name := range placeholder.FindAllString(path, -1) {
		name = strings.Trim(name, "{}")
		values := map[string]string{
			"another customer's": foreign[name], "unknown": db.NewID(), "no guid": "x", "a long guid": own[name] + "0",
			"a number": "99999999999999999999", "a quote": "%27", "a NUL": "%00", "not UTF-8": "%ff", "a dot": "%2e%2e%2f",
			"very long": strings.Repeat("a", tooLong), "a wildcard": "%25",
		}
		if slices.Contains(strings.Fields(r.Common), name) {
			delete(values, "another customer's")
		}
		same := make(map[string]bool)
		for what, value := range values {
			v := own.with(name, value)
			a := w.refuseAs(t, r.Type, call{what + " " + name, admin, method, v.fill(path + ask), v.fill(r.Body), []int{404}})
			if what == "unknown" || what == "another customer's" {
				same[strings.ReplaceAll(a.Body, value, "")] = true
			}
		}
		if len(same) > 1 {
			t.Errorf("another customer's %s is told from an unknown one: %v", name, same)
		}
	}
	for name := range strings.FieldsSeq(r.Refs) {
		for what, value := range map[string]string{"another customer's": foreign[name], "unknown": db.NewID(), "no guid": "x"} {
			v := own.with(name, value)
			w.refuse(t, call{what + " " + name + " beside it", admin, method, v.fill(path + r.Ask), v.fill(r.Body), []int{400, 404}})
		}
	}
	if hidden != nil && (r.Blind == "" || r.Aside != nil) {
		unseen := w.refuseAs(t, r.Type, call{"unseen", hidden["caller"], method, hidden.fill(path + ask), hidden.fill(r.Body), []int{404}})
		if name := first(path); name != "" {
			v := hidden.with(name, db.NewID())
			unknown := w.refuseAs(t, r.Type, call{"unknown", hidden["caller"], method, v.fill(path + ask), v.fill(r.Body), []int{404}})
			if strings.ReplaceAll(unseen.Body, hidden[name], "") != strings.ReplaceAll(unknown.Body, v[name], "") {
				t.Errorf("what is unseen is told from what is unknown: %s, %s", unseen.Body, unknown.Body)
			}
		}
	}
}

// passedOver: what names things that are not there for the caller is done as if
// they were not there for anybody.
func (w *walk) passedOver(t *testing.T, r *Row, foreign, hidden Vars) {
	t.Helper()
	if r.Blind == "" {
		return
	}
	method, path, _ := strings.Cut(r.Route, " ")
	same := make(map[string]string)
	for what, value := range map[string]string{"another customer's": foreign[r.Blind], "unseen": hidden[r.Blind], "unknown": db.NewID()} {
		v := hidden.with(r.Blind, value)
		a := w.s.DoAs(t, hidden["caller"], method, v.fill(path+r.Ask), r.Type, v.fill(r.Body))
		if a.Status != r.Status {
			t.Errorf("%s %s: got %d %.300s, want %d", what, r.Blind, a.Status, a.Body, r.Status)
		}
		same[strings.ReplaceAll(a.Body, value, "")] = what
	}
	if len(same) != 1 {
		t.Errorf("what is unseen, another customer's or unknown can be told apart: %v", same)
	}
}

// first is the name of the first value in a path: of a user, not of its access.
func first(path string) string { return strings.Trim(placeholder.FindString(path), "{}") }

// bodies: what is malformed, of a wrong type, too long or no text is 400.
func (w *walk) bodies(t *testing.T, r *Row, own Vars) {
	if r.Body == "" {
		return
	}
	method, path, _ := strings.Cut(r.Route, " ")
	path, admin := own.fill(path), own.caller(w.s.A.Admin.Token)
	if r.Type != "" {
		for _, p := range []string{path, path + "/"} {
			w.refuse(t, call{"JSON", admin, method, p, `{}`, []int{415}})
		}
		return
	}
	for _, m := range r.mistakes(t, own.fill(r.Body)) {
		w.refuse(t, call{m.name, admin, method, path, m.body, []int{400}})
		w.refuse(t, call{m.name + ", with a slash", admin, method, path + "/", m.body, []int{400}})
	}
	w.refuse(t, call{"a large body", admin, method, path, `{"name":"` + strings.Repeat("x", 1<<20) + `"}`, []int{413}})
	request := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(own.fill(r.Body)))
	request.Header.Set("Content-Type", "application/xml")
	request.SetBasicAuth(admin, "")
	if a := w.s.Send(t, request); a.Status != 415 && (!r.Public || a.Status != 400) {
		t.Errorf("as XML: %d %.300s", a.Status, a.Body)
	}
}

// queries: no parameter is our failure.
func (w *walk) queries(t *testing.T, r *Row, own Vars) {
	method, path, _ := strings.Cut(r.Route, " ")
	for name := range strings.FieldsSeq(r.Query + " limit offset sort format fields q after nonsense") {
		for _, value := range []string{"", "x", "%00", "%ff", "-1", "99999999999999999999", "'", "%25", "a,,b", strings.Repeat("x", tooLong), db.NewID()} {
			p := own.fill(path) + "?" + name + "=" + value + "&" + name + "=" + value
			if method != http.MethodGet {
				continue
			}
			a := w.s.Do(t, own.caller(w.s.A.Admin.Token), method, p, "")
			if a.Status != 200 && a.Status != 400 && a.Status != 404 {
				t.Errorf("%.200s: %d %.300s", p, a.Status, a.Body)
			}
			if problem := w.Shape(path, a); a.Status != 200 && problem != "" {
				t.Errorf("%.200s: %s in %d %.300s", p, problem, a.Status, a.Body)
			}
			if a.Status == 200 && (value == "%00" || value == "%ff") {
				t.Errorf("%s: characters that are not text were taken", p)
			}
		}
	}
}

// methods: another method is 405 and says which; HEAD is a GET without a body.
func (w *walk) methods(t *testing.T, r *Row, own Vars) {
	method, path, _ := strings.Cut(r.Route, " ")
	filled, admin := own.fill(path), own.caller(w.s.A.Admin.Token)
	var allowed []string
	for _, route := range w.Routes {
		m, p, _ := strings.Cut(route, " ")
		if regexp.MustCompile(`^` + placeholder.ReplaceAllString(p, `[^/]+`) + `$`).MatchString(filled) {
			allowed = append(allowed, m)
		}
	}
	for _, other := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "PURGE"} {
		if slices.Contains(allowed, other) {
			continue
		}
		a := w.refuse(t, call{"another method", admin, other, filled, `{`, []int{405}})
		for _, m := range allowed {
			if !slices.Contains(strings.Split(a.Header.Get("Allow"), ", "), m) {
				t.Errorf("%s: Allow is %q and lacks %s", other, a.Header.Get("Allow"), m)
			}
		}
	}
	if method != http.MethodGet {
		return
	}
	ask := own.fill(r.Ask)
	plain, slash := w.s.Do(t, admin, "GET", filled+ask, ""), w.s.Do(t, admin, "GET", filled+"/"+ask, "")
	if plain.Status != slash.Status || strings.ReplaceAll(slash.Body, filled+"/?", filled+"?") != plain.Body {
		t.Errorf("with a slash: %d %.300s, without %d %.300s", slash.Status, slash.Body, plain.Status, plain.Body)
	}
	if status, body := w.head(t, admin, filled+ask); status != r.Status || body != "" {
		t.Errorf("HEAD: %d %q", status, body)
	}
}

// head makes a call over a network: it is the server that drops the body.
func (w *walk) head(t *testing.T, token, path string) (status int, body string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.s.ServeHTTP(rw, r.WithContext(actor.WithCall(r.Context(), callerIP, "test")))
	}))
	defer server.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodHead, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(token, "")
	answer, err := server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}
