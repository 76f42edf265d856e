package ratings_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/tenant"
)

func withKey(t *testing.T, s *apitest.Server, token, path, body, key string) apitest.Answer {
	t.Helper()
	return s.Ask(t, token, "POST", path, "application/json", body, "Idempotency-Key", key)
}

// A client that did not hear the answer asks again, and reads what was made as
// it is by then.
func TestRepeatedCall(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, body := s.A.Admin.Token, newRequest(s.A, nil)
		first := withKey(t, s, admin, requests, body, "k")
		guid := apitest.JSON[document](t, first)["guid"].(string)
		s.Do(t, admin, "PATCH", requests+"/"+guid, `{"notes":"since then"}`)
		again := withKey(t, s, admin, requests+"/", body, "k")
		d := apitest.JSON[document](t, again)
		if again.Status != 201 || d["guid"] != guid || d["notes"] != "since then" || again.Header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("%d %s", again.Status, again.Body)
		}
		if a := withKey(t, s, admin, requests, `[`+body+`]`, "k"); a.Status != 422 {
			t.Errorf("another body: %d %s", a.Status, a.Body)
		}
		if a := withKey(t, s, admin, requests+"?fields=guid", body, "k"); a.Status != 422 {
			t.Errorf("other parameters: %d %s", a.Status, a.Body)
		}
		if a := withKey(t, s, s.A.Manager.Token, requests, body, "k"); a.Status != 409 || strings.Contains(a.Body, "Idempotency") {
			t.Errorf("another access's key: %d %s", a.Status, a.Body) // it is the person who was invited before
		}
		if a := s.Do(t, admin, "POST", requests+"/bulk", `[{"guid":"`+guid+`","status":"Resolved"}]`); a.Status != 200 {
			t.Fatal(a.Body)
		}
		s.Move(24*time.Hour - time.Second)
		if a := withKey(t, s, admin, requests, body, "k"); a.Header.Get("Idempotency-Replayed") == "" {
			t.Errorf("before a day is over: %d %s", a.Status, a.Body)
		}
		s.Move(time.Second)
		a := withKey(t, s, admin, requests, body, "k")
		if a.Status != 201 || apitest.JSON[document](t, a)["guid"] == guid {
			t.Errorf("after a day: %d %s", a.Status, a.Body)
		}
		s.Move(25 * time.Hour)
		if err := s.Common.Keys.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, s, `select count(*) from idempotency_keys`); n != 0 {
			t.Errorf("%d keys are kept that count no more", n)
		}
	})
}

// Several at once are answered in the form in which they were asked for.
func TestRepeatedCallOfMany(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		body := `[` + newRequest(s.A, map[string]any{"requestee_email": "a@blackhills.example"}) + `,` +
			newRequest(s.A, map[string]any{"requestee_email": "b@blackhills.example"}) + `]`
		first := apitest.JSON[[]document](t, withKey(t, s, s.A.Admin.Token, requests, body, "k"))
		again := apitest.JSON[[]document](t, withKey(t, s, s.A.Admin.Token, requests, body, "k"))
		if len(again) != 2 || again[0]["guid"] != first[0]["guid"] || again[1]["guid"] != first[1]["guid"] {
			t.Errorf("first %v, again %v", first, again)
		}
	})
}

// Twenty at the same moment, on two nodes, make one thing.
func TestRepeatedAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		nodes := []http.Handler{s, s.Node()}
		var wg sync.WaitGroup
		answers := make([]*httptest.ResponseRecorder, 20)
		for i := range answers {
			wg.Go(func() {
				r := httptest.NewRequestWithContext(actor.WithCall(t.Context(), "192.0.2.1", "test"), "POST", "/ratings/v1/folders", strings.NewReader(`{"name":"One"}`))
				r.SetBasicAuth(s.A.Admin.Token, "")
				r.Header.Set("Idempotency-Key", "k")
				answers[i] = httptest.NewRecorder()
				nodes[i%2].ServeHTTP(answers[i], r)
			})
		}
		wg.Wait()
		made, guids := 0, make(map[any]bool)
		for _, a := range answers {
			switch {
			case a.Code == 201:
				guids[apitest.JSON[document](t, apitest.Answer{Body: a.Body.String()})["guid"]] = true
				if a.Header().Get("Idempotency-Replayed") == "" {
					made++
				}
			case a.Code != 409 || !strings.Contains(a.Body.String(), "still running"):
				t.Errorf("%d %s", a.Code, a.Body)
			}
		}
		if made != 1 || len(guids) != 1 || count(t, s, `select count(*) from folders`) != 1 {
			t.Errorf("%d were made, %d folders were answered", made, len(guids))
		}
	})
}

// A failure is not kept, whatever had been written by then.
func TestKeyOfAFailure(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		if a := withKey(t, s, s.A.Admin.Token, requests, newRequest(s.A, nil), "k"); a.Status != 409 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if n := count(t, s, `select count(*) from idempotency_keys`); n != 0 {
			t.Fatalf("%d keys are kept", n)
		}
		s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+guid, `{"status":"Resolved"}`)
		if a := withKey(t, s, s.A.Admin.Token, requests, newRequest(s.A, nil), "k"); a.Status != 201 || a.Header.Get("Idempotency-Replayed") != "" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

// A repeat is answered to who may read the thing today.
func TestRepeatedWithFewerRights(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		p := s.Person(t, s.A, "Fay Wren", actor.Admin, "", actor.AllRights())
		first := withKey(t, s, p.Token, "/ratings/v1/folders", `{"name":"One"}`, "k")
		guid := apitest.JSON[document](t, first)["guid"].(string)
		if first.Status != 201 {
			t.Fatalf("%d %s", first.Status, first.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", "/ratings/v1/folders/"+guid, ""); a.Status != 204 {
			t.Fatal(a.Body)
		}
		if a := withKey(t, s, p.Token, "/ratings/v1/folders", `{"name":"One"}`, "k"); a.Status != 404 || a.Header.Get("Idempotency-Replayed") != "" {
			t.Errorf("what is gone: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "PATCH", p.Path(), `{"roles":["GATEHOUSE_PORTFOLIO_R"]}`); a.Status != 200 {
			t.Fatal(a.Body)
		}
		if a := withKey(t, s, p.Token, "/ratings/v1/folders", `{"name":"One"}`, "k"); a.Status != 403 {
			t.Errorf("without the right: %d %s", a.Status, a.Body)
		}
	})
}

// A bulk that was broken off half-way goes on where it stopped: what it had done
// is told as done, and not tried again.
func TestRepeatedBulk(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		var guids []string
		for _, name := range []string{"a", "b"} {
			d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": name + "@blackhills.example"}))
			guids = append(guids, d["guid"].(string))
		}
		by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		body := `[{"guid":"` + guids[0] + `","status":"Resolved"},{"guid":"` + guids[1] + `","status":"Resolved"}]`
		claim := s.Common.Keys.Claim(by, requests+"/bulk", "k", []byte("\n"+body), 200)
		_, _, err = s.Requests.Bulk(tenant.WithClaim(t.Context(), claim), by, []collab.Change{{GUID: guids[0], Status: "Resolved"}})
		if err != nil {
			t.Fatal(err)
		}
		const want = `"not_modified":[]`
		a := withKey(t, s, s.A.Admin.Token, requests+"/bulk", body, "k")
		if a.Status != 200 || !strings.Contains(a.Body, want) || strings.Count(a.Body, `"Resolved"`) != 2 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		again := withKey(t, s, s.A.Admin.Token, requests+"/bulk", body, "k")
		if again.Body != a.Body || again.Header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("again: %d %s", again.Status, again.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", requests+"/bulk", body); strings.Contains(a.Body, want) {
			t.Errorf("without the key: %s", a.Body)
		}
	})
}

// What one bulk had done when it was broken off is not what another one asks for.
func TestKeyOfABrokenOffBulkWithAnotherBody(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		var guids []string
		for _, name := range []string{"a", "b"} {
			d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": name + "@blackhills.example"}))
			guids = append(guids, d["guid"].(string))
		}
		by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		first := `[{"guid":"` + guids[0] + `","status":"Resolved"},{"guid":"` + guids[0] + `","status":"Resolved"}]`
		claim := s.Common.Keys.Claim(by, requests+"/bulk", "k", []byte("\n"+first), 200)
		_, _, err = s.Requests.Bulk(tenant.WithClaim(t.Context(), claim), by, []collab.Change{{GUID: guids[0], Status: "Resolved"}})
		if err != nil {
			t.Fatal(err)
		}
		a := withKey(t, s, s.A.Admin.Token, requests+"/bulk", `[{"guid":"`+guids[1]+`","status":"Resolved"}]`, "k")
		if a.Status != 200 || !strings.Contains(a.Body, `"not_modified":[]`) {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		d := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", requests+"/"+guids[1], ""))
		if d["status"] != "Resolved" {
			t.Errorf("it is told as done and is %v", d["status"])
		}
	})
}

// A sending is repeated by nobody who repeats the call.
func TestRepeatedSending(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		s.Move(25 * time.Hour)
		for i := range 2 {
			a := withKey(t, s, s.A.Admin.Token, requests+"/"+guid+"/resend", "", "k")
			if a.Status != 200 || apitest.JSON[document](t, a)["sent_count"] != 2.0 || (a.Header.Get("Idempotency-Replayed") == "true") != (i == 1) {
				t.Errorf("%d %s", a.Status, a.Body)
			}
		}
	})
}
