package scim_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Filters mean the same on both engines, whatever the case of letters, and what
// looks like a pattern is text.
func TestFilters(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ids := make(map[string]string)
		for _, u := range []struct{ userName, more string }{
			{"Anna@x.example", `,"externalId":"E1","name":{"givenName":"Anna","familyName":"Ärmel"},"phoneNumbers":[{"value":"1"}]`},
			{"bob_1@x.example", `,"externalId":"e1","name":{"givenName":"Bob","familyName":"100%"},"nickName":"B","preferredLanguage":"de"`},
			{"carl@y.example", `,"name":{"givenName":"Carl","familyName":"O'Neil"},"active":false`},
		} {
			w.Move(1e9)
			ids[u.userName] = w.ask(t, w.token, "POST", users, person(u.userName, u.more), 201)["id"].(string)
		}
		for filter, want := range map[string]string{
			`userName eq "ANNA@X.example"`: "Anna", `userName ne "anna@x.example"`: "Bob Carl", `userName co "_"`: "Bob", `userName co "%"`: "",
			`userName sw "ANN"`: "Anna", `userName ew "Y.EXAMPLE"`: "Carl", `userName ew "a very long text that no name ends in, ever"`: "",
			`userName sw ""`: "Anna Bob Carl", `userName gt "b"`: "Bob Carl", `userName le "anna@x.example"`: "Anna",
			`externalId eq "E1"`: "Anna", `externalId eq "e1"`: "Bob", `externalId pr`: "Anna Bob", `not (externalId pr)`: "Carl", `externalId eq null`: "Carl",
			`name.familyName eq "100%"`: "Bob", `name.familyName co "%"`: "Bob", `name.familyName eq "o'neil"`: "Carl", `name.familyName eq "ärmel"`: "Anna",
			`displayName co "ANNA"`: "Anna", `nickName eq "b"`: "Bob", `active eq true`: "Anna Bob", `active eq "False"`: "Carl", `active ne true`: "Carl",
			`emails eq "anna@x.example"`: "Anna", `emails.value sw "carl"`: "Carl", `emails[type eq "work" and value co "bob"]`: "Bob",
			`emails[type eq "home"]`: "", `emails[primary eq true]`: "Anna Bob Carl", `emails.type eq "work"`: "Anna Bob Carl", `phoneNumbers pr`: "Anna",
			`preferredLanguage eq "DE"`: "Bob", `id eq "` + strings.ToUpper(ids["carl@y.example"]) + `"`: "Carl",
			`(userName sw "a" or userName sw "b") and not (active eq false)`: "Anna Bob", `meta.created gt "2026-03-02T10:00:01Z"`: "Bob Carl",
			`meta.lastModified le "2026-03-02T10:00:01Z"`: "Anna", `meta.created pr`: "Anna Bob Carl",
			`groups.value eq "` + w.A.Group + `"`: "", `urn:ietf:params:scim:schemas:core:2.0:User:userName eq "anna@x.example"`: "Anna",
			`userName eq "' or 1=1 --"`: "", `userName eq "\\"`: "",
		} {
			l := w.ask(t, w.token, "GET", users+"?sortBy=userName&filter="+escaped(filter), "", 200)
			var got []string
			for _, r := range l["Resources"].([]any) {
				got = append(got, dotted(r, "name.givenName"))
			}
			if strings.Join(got, " ") != want || l["totalResults"] != float64(len(got)) {
				t.Errorf("%s: got %v, want %s", filter, got, want)
			}
		}
		for _, filter := range []string{
			`userName`, `userName eq`, `shoeSize eq "1"`, `name eq "x"`, `userName eq 1`, `userName eq true`, `active eq "x"`, `active co "t"`, `active gt true`,
			`meta.created gt "yesterday"`, `meta.created co "2026-01-01T00:00:00Z"`, `userName gt null`, `emails[emails[value pr]]`, `password eq "x"`,
			strings.Repeat("(", 40), strings.Repeat(`userName pr and `, 200) + `userName pr`, `userName eq "` + strings.Repeat("x", 5000) + `"`,
		} {
			for _, path := range []string{users, groups} {
				w.refused(t, w.token, "GET", path+"?filter="+escaped(filter), "", 400, "invalidFilter")
			}
		}
		for filter, want := range map[string]float64{
			`displayName eq "VENDORS north"`: 1, `displayName co "e"`: 2, `id eq "` + w.A.Group + `"`: 1, `externalId pr`: 0,
			`members eq "` + ids["Anna@x.example"] + `"`: 1, `members[value eq "` + ids["Anna@x.example"] + `"]`: 1, `members.value eq "` + w.A.User.GUID + `"`: 0,
		} {
			if l := w.ask(t, w.token, "GET", groups+"?filter="+escaped(filter), "", 200); l["totalResults"] != want {
				t.Errorf("%s finds %v groups, want %v", filter, l["totalResults"], want)
			}
		}
	})
}

// Pages are numbered from 1; what is out of bounds counts as the bound.
func TestPagesAndAttributes(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		for _, name := range []string{"c", "a", "b"} {
			w.made(t, w.token, name+"@x.example")
		}
		for query, want := range map[string]string{
			"?sortBy=userName": "a b c of 3 from 1", "?sortBy=userName&sortOrder=descending": "c b a of 3 from 1", "?sortBy=userName&startIndex=2&count=1": "b of 3 from 2",
			"?sortBy=userName&startIndex=0": "a b c of 3 from 1", "?sortBy=userName&startIndex=-5&count=2": "a b of 3 from 1", "?count=0": "of 3 from 1",
			"?count=-1": "of 3 from 1", "?count=100000&sortBy=meta.created&startIndex=4": "of 3 from 4", "?startIndex=2000000000": "of 3 from 2000000000",
		} {
			l := w.ask(t, w.token, "GET", users+query, "", 200)
			var got []string
			for _, r := range l["Resources"].([]any) {
				got = append(got, dotted(r, "userName")[:1])
			}
			start, ok := l["startIndex"].(float64)
			got = append(got, "of", dotted(l, "totalResults"), "from", strconv.FormatInt(int64(start), 10))
			if said := strings.Join(got, " "); said != want || !ok {
				t.Errorf("%s: got %s, want %s", query, said, want)
			}
		}
		for _, query := range []string{"?startIndex=x", "?count=1.5", "?startIndex=99999999999999999999", "?sortOrder=up", "?attributes=a+b"} {
			if a := w.call(t, w.token, "GET", users+query, ""); a.Status != 400 {
				t.Errorf("%s: %d %s", query, a.Status, a.Body)
			}
		}
		id := w.made(t, w.token, "d@x.example")
		for query, want := range map[string]document{
			"?attributes=userName,name.givenName":                               {"id": id, "userName": "d@x.example", "name": document{"givenName": "Given"}},
			"?attributes=urn:ietf:params:scim:schemas:core:2.0:User:active":     {"id": id, "active": true},
			"?excludedAttributes=meta,name.formatted,groups,emails,displayName": {"id": id, "userName": "d@x.example", "name": document{"givenName": "Given", "familyName": "Family"}, "active": true, "preferredLanguage": "en"},
		} {
			got := w.ask(t, w.token, "GET", users+"/"+id+query, "", 200)
			delete(got, "schemas")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", query, diff)
			}
		}
	})
}

// A change on a version that has passed is 412, and one on the present version is
// done once.
func TestVersions(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		id := w.made(t, w.token, "v@x.example")
		group := w.ask(t, w.token, "POST", groups, `{"displayName":"Versioned"}`, 201)["id"].(string)
		change := func(n string) string {
			return patchOp + `[{"op":"replace","path":"displayName","value":"Name ` + n + `"}]}`
		}
		for path, status := range map[string]int{users + "/" + id: 200, groups + "/" + group: 204} {
			read := w.call(t, w.token, "GET", path, "")
			old := read.Header.Get("ETag")
			if a := w.call(t, w.token, "GET", path, "", "If-None-Match", old); a.Status != 304 || a.Body != "" {
				t.Errorf("%s: %d", path, a.Status)
			}
			w.ask(t, w.token, "PATCH", path, change("1"), status, "If-Match", old)
			for method, body := range map[string]string{"PATCH": change("2"), "PUT": `{"userName":"v@x.example","displayName":"x"}`, "DELETE": ""} {
				w.refused(t, w.token, method, path, body, 412, "", "If-Match", old)
			}
			now := w.call(t, w.token, "GET", path, "").Header.Get("ETag")
			if now == old {
				t.Errorf("%s: the version stood still", path)
			}
			w.ask(t, w.token, "PATCH", path, change("1"), status, "If-Match", now) // what is so already
			if again := w.call(t, w.token, "GET", path, "").Header.Get("ETag"); path[:len(users)] == users && again != now {
				t.Errorf("%s: nothing changed, and the version is %s", path, again)
			}
			w.ask(t, w.token, "DELETE", path, "", 204, "If-Match", w.call(t, w.token, "GET", path, "").Header.Get("ETag"))
		}
	})
}

// A POST is made once however often it comes with its key.
func TestRepeatedCreation(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		first := w.ask(t, w.token, "POST", users, person("k@x.example", ""), 201, "Idempotency-Key", "1")
		again := w.call(t, w.token, "POST", users, person("k@x.example", ""), "Idempotency-Key", "1")
		if again.Status != 201 || again.Header.Get("Idempotency-Replayed") != "true" || !strings.Contains(again.Body, first["id"].(string)) {
			t.Errorf("%d %v %s", again.Status, again.Header, again.Body)
		}
		w.refused(t, w.token, "POST", users, person("other@x.example", ""), 422, "", "Idempotency-Key", "1")
	})
}

// What an IdP sends beyond bounds is refused, and nothing is left of it.
func TestBounds(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		id := w.made(t, w.token, "b@x.example")
		before := w.Snapshot(t)
		long := strings.Repeat("x", 300)
		many := func(n int, one string) string { return "[" + strings.TrimSuffix(strings.Repeat(one+",", n), ",") + "]" }
		for body, kind := range map[string]string{
			``: "invalidSyntax", `{`: "invalidSyntax", `[]`: "invalidSyntax", `null`: "invalidSyntax", `{}`: "invalidValue", `{"userName":7}`: "invalidValue",
			`{"userName":""}`: "invalidValue", `{"userName":"no-address"}`: "invalidValue", `{"userName":"a\u0000@x.example"}`: "invalidSyntax",
			person(long+"@x.example", ""): "invalidValue", person("n@x.example", `,"externalId":"`+long+`"`): "invalidValue",
			person("n@x.example", `,"name":{"givenName":"`+long+`"}`):          "invalidValue",
			person("n@x.example", `,"name":"Name"`):                            "invalidValue",
			person("n@x.example", `,"active":"maybe"`):                         "invalidValue",
			person("n@x.example", `,"emails":7`):                               "invalidValue",
			person("n@x.example", `,"emails":[{"value":7}]`):                   "invalidValue",
			person("n@x.example", `,"emails":`+many(200, `{"value":"a@b.c"}`)): "invalidValue",
			person("n@x.example", `,"roles":`+many(200, `{"value":"a"}`)):      "invalidValue",
		} {
			w.refused(t, w.token, "POST", users, body, 400, kind)
		}
		for body, kind := range map[string]string{
			`{}`: "invalidSyntax", patchOp + `[]}`: "invalidSyntax", patchOp + many(300, `{"op":"remove","path":"nickName"}`) + `}`: "invalidValue",
			patchOp + `[{"op":"move","path":"active"}]}`: "invalidSyntax", patchOp + `[{"op":"remove"}]}`: "noTarget", patchOp + `[{"op":"add","value":1}]}`: "invalidSyntax",
			patchOp + `[{"op":"add","path":"shoeSize","value":1}]}`: "invalidPath", patchOp + `[{"op":"add","path":"a[","value":1}]}`: "invalidPath",
			patchOp + `[{"op":"replace","path":"id","value":"x"}]}`: "mutability", patchOp + `[{"op":"remove","path":"userName"}]}`: "invalidValue",
			patchOp + `[{"op":"remove","path":"emails"}]}`: "invalidValue", patchOp + `[{"op":"replace","path":"emails[value co \"x\" or type pr].value","value":{}}]}`: "invalidValue",
			patchOp + `[{"op":"add","path":"emails[type ne \"work\"].value","value":"x@y.z"}]}`:        "noTarget",
			patchOp + `[{"op":"add","path":"emails","value":` + many(200, `{"value":"a@b.c"}`) + `}]}`: "invalidValue",
		} {
			w.refused(t, w.token, "PATCH", users+"/"+id, body, 400, kind)
		}
		w.refused(t, w.token, "POST", groups, `{"displayName":"G","members":`+many(6000, `{"value":"`+id+`"}`)+`}`, 400, "invalidValue")
		w.refused(t, w.token, "POST", groups, `{"displayName":"G","members":[{"value":"`+id+`","type":"Group"}]}`, 400, "invalidValue")
		w.refused(t, w.token, "POST", users, `{"userName":"`+strings.Repeat("x", 1<<20)+`"}`, 413, "")
		w.refused(t, w.token, "POST", users, `<x/>`, 415, "", "Content-Type", "application/xml")
		w.refused(t, w.token, "POST", "/scim/v2/Bulk", `{}`, 404, "")
		w.refused(t, w.token, "PUT", users, `{}`, 405, "")
		if diff := cmp.Diff(before, w.Snapshot(t)); diff != "" {
			t.Errorf("something is left:\n%s", diff)
		}
	})
}

// held is an answer that waits before it is written.
type held struct {
	*httptest.ResponseRecorder
	begun, goOn chan struct{}
}

func (h *held) Write(b []byte) (int, error) {
	h.begun <- struct{}{}
	<-h.goOn
	return h.ResponseRecorder.Write(b)
}

// A token has so many calls running at a time, and no more.
func TestCallsAtATime(t *testing.T) {
	w := newWorld(t, dbtest.Open(t, db.SQLite))
	w.AtOnce = 1
	w.Mount()
	h := &held{httptest.NewRecorder(), make(chan struct{}), make(chan struct{})}
	r := httptest.NewRequestWithContext(actor.WithCall(t.Context(), "192.0.2.1", "test"), "GET", users, http.NoBody)
	r.SetBasicAuth(w.token, "")
	done := make(chan struct{})
	go func() {
		w.ServeHTTP(h, r)
		close(done)
	}()
	<-h.begun
	if a := w.call(t, w.token, "GET", users, ""); a.Status != 429 || a.Header.Get("Retry-After") != "1" || !strings.Contains(a.Body, `"status":"429"`) {
		t.Errorf("the second: %d %v %s", a.Status, a.Header, a.Body)
	}
	w.ask(t, w.tokenB, "GET", users, "", 200)
	close(h.goOn)
	<-done
	w.ask(t, w.token, "GET", users, "", 200)
}

// What the server says of itself is what RFC 7643 asks for.
func TestDiscovery(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		config := w.ask(t, w.token, "GET", "/scim/v2/ServiceProviderConfig", "", 200)
		for path, want := range map[string]string{
			"patch.supported": "true", "bulk.supported": "false", "filter.supported": "true", "filter.maxResults": "200", "sort.supported": "true",
			"etag.supported": "true", "changePassword.supported": "false", "authenticationSchemes.0.type": "oauthbearertoken",
		} {
			if got := dotted(config, path); got != want {
				t.Errorf("%s is %q", path, got)
			}
		}
		for _, kind := range []string{"ResourceTypes", "Schemas"} {
			l := w.ask(t, w.token, "GET", "/scim/v2/"+kind, "", 200)
			for _, r := range l["Resources"].([]any) {
				if diff := cmp.Diff(r, any(w.ask(t, w.token, "GET", "/scim/v2/"+kind+"/"+dotted(r, "id"), "", 200))); diff != "" {
					t.Error(diff)
				}
			}
			w.refused(t, w.token, "GET", "/scim/v2/"+kind+"?filter=id+pr", "", 403, "")
			w.refused(t, w.token, "GET", "/scim/v2/"+kind+"/x", "", 404, "")
			if a := w.call(t, "", "GET", "/scim/v2/"+kind, ""); a.Status != 401 {
				t.Errorf("%s without a token: %d", kind, a.Status)
			}
		}
	})
}
