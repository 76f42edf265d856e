package web

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// More match than are done at once: the page of what was done leads on to the
// next ones, and so does that of what cannot be done, until all had their turn.
func TestOutboxBulkGoesOn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.crowd(t, 2*collab.MostAtOnce+3)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		list := "q=acme&sort=requestee_email"
		run := runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"all"}, "query": {list + "&offset=100"}}))
		v.get(t, run).want(t, 200, "Resolve 500 requests?", "More requests match than can be done at once: these are the first 500.", "p0000", "p0499")
		a := v.get(t, runOf(t, v.post(t, run, nil))).want(t, 200, "500 requests are resolved", "More requests match.")

		run = runOf(t, v.post(t, "/outbox/bulk", goesOn(t, a)))
		a = v.get(t, run).want(t, 200, "Resolve 500 requests?", "these are the next 500.", "p0500", "p0999")
		if strings.Contains(a.body, "p0499") || links(t, a)["Cancel"] != "/outbox?offset=100&"+list {
			t.Errorf("takes some again, or the way back is %s", links(t, a)["Cancel"])
		}
		a = v.get(t, runOf(t, v.post(t, run, nil))).want(t, 200, "500 requests are resolved", "More requests match.")
		run = runOf(t, v.post(t, "/outbox/bulk", goesOn(t, a)))
		a = v.get(t, run).want(t, 200, "Resolve 3 requests?", "p1000", "p1002")
		if strings.Contains(a.body, "More requests match") {
			t.Error("promises more than there is")
		}
		a = v.get(t, runOf(t, v.post(t, run, nil))).want(t, 200, "3 requests are resolved")
		if strings.Contains(a.body, "Go on") {
			t.Error("goes on behind the last")
		}

		// Nothing can be done any more, and one still gets to the last.
		a = v.get(t, runOf(t, v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"all"}, "query": {list}}))).want(t, 200, "Nothing can be done", "More requests match.")
		a = v.get(t, runOf(t, v.post(t, "/outbox/bulk", goesOn(t, a)))).want(t, 200, "Nothing can be done", "More requests match.", "p0500")
		last := goesOn(t, a)
		a = v.get(t, runOf(t, v.post(t, "/outbox/bulk", last))).want(t, 200, "Nothing can be done", "is closed already 3")
		if strings.Contains(a.body, "Go on") {
			t.Error("goes on behind the last")
		}
		last.Set("query", list+"&status=Pending")
		v.post(t, "/outbox/bulk", last).want(t, 422, "No more requests match.")
		last.Set("after", "nonsense")
		v.post(t, "/outbox/bulk", last).want(t, 400)
	})
}

// goesOn is the form that leads on to what is beyond the most at once, as a
// browser without a script sends it.
func goesOn(t *testing.T, a reply) url.Values {
	t.Helper()
	for _, n := range elements(t, []byte(a.body), "form") {
		if strings.Contains(said(n), "Go on") && attribute(n, "action") == "/outbox/bulk" && attribute(n, "method") == "post" {
			return fieldsOf(n)
		}
	}
	t.Fatalf("the page does not go on: %.500s", text(a.body))
	return nil
}

// crowd has many people of one company invited.
func (s *site) crowd(t *testing.T, n int) {
	t.Helper()
	by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	var drafts []collab.Draft
	for i := range n {
		name := "p" + strconv.Itoa(10_000 + i)[1:]
		drafts = append(drafts, collab.Draft{CompanyGUID: s.A.Companies["Acme Paper"], Email: name + "@acme.example", FormalName: name})
	}
	if _, err := s.Requests.Create(t.Context(), by, drafts); err != nil {
		t.Fatal(err)
	}
}
