package ratings_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
)

func tag(t *testing.T, s *apitest.Server, token, path string, headers ...string) string {
	t.Helper()
	a := s.Ask(t, token, "GET", path, "", "", headers...)
	if a.Status != 200 || a.Header.Get("ETag") == "" {
		t.Fatalf("%s: %d, ETag %q", path, a.Status, a.Header.Get("ETag"))
	}
	return a.Header.Get("ETag")
}

// A list's tag is of one caller, address, form, day and program.
func TestTagOfAList(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, path := s.A.Admin.Token, requests
		first := tag(t, s, admin, path)
		if !strings.HasPrefix(first, `W/"`) || tag(t, s, admin, path) != first {
			t.Errorf("%s is not a weak tag that stays", first)
		}
		others := map[string]string{
			"another caller": tag(t, s, s.A.Manager.Token, path), "another customer": tag(t, s, s.B.Admin.Token, path),
			"another page": tag(t, s, admin, path+"?limit=1"), "another address": tag(t, s, admin, "/v1/access-requests"),
			"another format": tag(t, s, admin, path, "Accept", "text/csv"), "another language": tag(t, s, admin, path, "Accept-Language", "fr"),
		}
		s.Move(24 * time.Hour)
		others["another day"] = tag(t, s, admin, path)
		s.Common.Edition = "next"
		s.Mount()
		others["another program"] = tag(t, s, admin, path)
		seen := map[string]string{first: "the first"}
		for name, got := range others {
			if before := seen[got]; before != "" {
				t.Errorf("%s has the tag of %s", name, before)
			}
			seen[got] = name
		}
		if a := s.Ask(t, admin, "GET", path+"?limit=x", "", "", "If-None-Match", first); a.Status != 400 || a.Header.Get("ETag") != "" {
			t.Errorf("a refusal: %d, ETag %q", a.Status, a.Header.Get("ETag"))
		}
	})
}

// What the sender does shows in the recipient's inbox, which is another
// customer's: its tag moves, and no other list of that customer differs.
func TestTagOfAnInboxMovesWithTheSender(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aReceived(t, s, s.A)
		caller, guid := v["caller"], v["guid"]
		inbox := requests + "/received"
		for _, change := range []struct{ name, body string }{
			{"resolve", `{"status":"Resolved"}`},
		} {
			list, one := tag(t, s, caller, inbox), tag(t, s, caller, inbox+"/"+guid)
			if a := s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+guid, change.body); a.Status != 200 {
				t.Fatalf("%s: %d %s", change.name, a.Status, a.Body)
			}
			if tag(t, s, caller, inbox) == list || tag(t, s, caller, inbox+"/"+guid) == one {
				t.Errorf("%s: the inbox keeps its tags", change.name)
			}
		}
		list := tag(t, s, caller, inbox)
		if a := s.Do(t, s.A.Admin.Token, "PATCH", "/user/v1/users/"+s.A.Admin.GUID, `{"firstname":"Emmeline"}`); a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		before := tag(t, s, s.A.Admin.Token, requests+"/"+guid)
		s.Drain(t)
		if tag(t, s, caller, inbox) == list || tag(t, s, s.A.Admin.Token, requests+"/"+guid) == before {
			t.Error("a new name of the sender leaves the tags as they were")
		}
		if versionOf(tag(t, s, s.A.Admin.Token, requests+"/"+guid)) <= versionOf(before) {
			t.Error("a document that was written anew keeps its version")
		}
	})
}

// The answer that makes or changes one thing carries the tag that the next
// change needs.
func TestTagOfAChange(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		made := s.Do(t, admin, "POST", "/ratings/v1/tiers", `{"name":"One","description":"","rank":1}`)
		path := "/ratings/v1/tiers/" + apitest.JSON[document](t, made)["guid"].(string)
		if made.Header.Get("ETag") != tag(t, s, admin, path) {
			t.Errorf("made with %s, read with %s", made.Header.Get("ETag"), tag(t, s, admin, path))
		}
		changed := s.Ask(t, admin, "PATCH", path, "application/json", `{"name":"Two"}`, "If-Match", made.Header.Get("ETag"))
		if changed.Status != 200 || versionOf(changed.Header.Get("ETag")) != versionOf(made.Header.Get("ETag"))+1 {
			t.Fatalf("%d %s, ETag %s after %s", changed.Status, changed.Body, changed.Header.Get("ETag"), made.Header.Get("ETag"))
		}
		// As it comes back from a client that had it compressed.
		suffixed := strings.TrimSuffix(changed.Header.Get("ETag"), `"`) + `-gzip"`
		if a := s.Ask(t, admin, "GET", path, "", "", "If-None-Match", suffixed); a.Status != 304 {
			t.Errorf("the compressed one is not known: %d", a.Status)
		}
		if a := s.Ask(t, admin, "DELETE", path, "", "", "If-Match", made.Header.Get("ETag")); a.Status != 412 {
			t.Errorf("deleted what was never read: %d", a.Status)
		}
		if a := s.Ask(t, admin, "DELETE", path, "", "", "If-Match", suffixed); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

func versionOf(tag string) (n int) {
	for _, c := range strings.Trim(tag, `"`) {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// Of two who change the same version at the same moment, one does.
func TestOneOfTwoChanges(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		path := requests + "/" + guid
		known := tag(t, s, s.A.Admin.Token, path)
		statuses := make(chan int, 8)
		for range cap(statuses) {
			go func() {
				statuses <- s.Ask(t, s.A.Admin.Token, "PATCH", path, "application/json", `{"notes":"mine"}`, "If-Match", known).Status
			}()
		}
		got := make(map[int]int)
		for range cap(statuses) {
			got[<-statuses]++
		}
		if got[200] != 1 || got[412] != cap(statuses)-1 {
			t.Errorf("statuses: %v", got)
		}
	})
}

// A message makes a request unread: who would change what it read before is told.
func TestTagOfARequestMovesWithAMessage(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		read := func(headers ...string) apitest.Answer {
			return s.Ask(t, k.Vars["caller"], "PATCH", k.received, "application/json", `{"read":true}`, headers...)
		}
		known := read().Header.Get("ETag")
		if a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages", `{"body":"x"}`); a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := read("If-Match", known); a.Status != 412 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}
