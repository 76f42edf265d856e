package ratings_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/webhook"
)

const webhooks = "/ratings/v1/webhooks"

// hooked makes a webhook of A at a path of a receiver and returns its own path and
// its secret.
func hooked(t *testing.T, s *apitest.Server, r *apitest.Receiver, more string) (path, secret string) {
	t.Helper()
	made := call(t, s, s.A.Admin.Token, "POST", webhooks, `{"name":"SIEM","url":"`+r.URL+`/in"`+more+`}`, 201)
	return webhooks + "/" + made["guid"].(string), made["secret"].(string)
}

// deliveries returns the deliveries of a webhook, the newest first.
func deliveries(t *testing.T, s *apitest.Server, path, query string) []document {
	t.Helper()
	a := s.Do(t, s.A.Admin.Token, "GET", path+"/deliveries"+query, "")
	if a.Status != 200 {
		t.Fatal(a.Status, a.Body)
	}
	return apitest.JSON[[]document](t, a)
}

func TestWebhooks(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		made := call(t, s, s.A.Admin.Token, "POST", webhooks, `{"name":" SIEM ","url":"https://hooks.example/gatehouse?key=1","event_types":["user.created","access_request.accepted","user.created"]}`, 201)
		secret, _ := made["secret"].(string)
		if !strings.HasPrefix(secret, "whsec_") {
			t.Errorf("the secret is %q", secret)
		}
		delete(made, "secret")
		at := s.Now().Format(time.RFC3339)
		want := document{
			"guid": made["guid"], "name": "SIEM", "url": "https://hooks.example/gatehouse?key=1", "format": "standard",
			"event_types": []any{"access_request.accepted", "user.created"}, "is_active": true, "disabled_reason": nil, "old_secret_until": nil,
			"failing_since": nil, "paused_until": nil, "created_by": s.A.Admin.GUID, "created_time": at, "updated_time": at,
		}
		if diff := cmp.Diff(want, made); diff != "" {
			t.Errorf("made (-want +got):\n%s", diff)
		}
		one := webhooks + "/" + made["guid"].(string)
		if diff := cmp.Diff(want, call(t, s, s.A.Admin.Token, "GET", one, "", 200)); diff != "" {
			t.Errorf("read (-want +got):\n%s", diff)
		}
		s.Move(time.Hour)
		got := call(t, s, s.A.Admin.Token, "PATCH", one, `{"name":"Chat","format":"slack","event_types":[],"is_active":false}`, 200)
		want["name"], want["format"], want["event_types"], want["is_active"] = "Chat", "slack", []any{}, false
		want["updated_time"] = s.Now().Format(time.RFC3339)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("changed (-want +got):\n%s", diff)
		}
		if all := apitest.JSON[[]document](t, s.Do(t, s.A.Admin.Token, "GET", webhooks, "")); len(all) != 1 || cmp.Diff(got, all[0]) != "" {
			t.Errorf("listed: %v", all)
		}
		if a := s.Do(t, s.B.Admin.Token, "GET", webhooks, ""); strings.TrimSpace(a.Body) != "[]" {
			t.Errorf("another customer reads %s", a.Body)
		}
		for table, rows := range s.Snapshot(t) {
			for _, row := range rows {
				if strings.Contains(row, secret) || strings.Contains(row, secret[6:]) || strings.Contains(row, "key=1") {
					t.Errorf("the secret or the address is in %s: %s", table, row)
				}
			}
		}
		call(t, s, s.A.Admin.Token, "DELETE", one, "", 204)
		call(t, s, s.A.Admin.Token, "GET", one, "", 404)
	})
}

func TestWebhooksAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for body, want := range map[string]string{
			`{"name":"X"}`: "url", `{"url":"https://hooks.example/"}`: "name", `{"name":"X","url":"http://hooks.example/"}`: "url",
			`{"name":"X","url":"https://u:p@hooks.example/"}`: "url", `{"name":"X","url":"https://hooks.example/a b"}`: "url",
			`{"name":"X","url":"https://hooks.example/","format":"irc"}`:                   "format",
			`{"name":"X","url":"https://hooks.example/","event_types":["user.born"]}`:      "event_types",
			`{"name":"` + strings.Repeat("x", 101) + `","url":"https://hooks.example/"}`:   "name",
			`{"name":"X","url":"https://hooks.example/` + strings.Repeat("x", 2000) + `"}`: "url",
		} {
			if got := call(t, s, s.A.Admin.Token, "POST", webhooks, body, 400); got[want] == nil {
				t.Errorf("%s: %v, want something about %s", body, got, want)
			}
		}
		for range webhook.Most {
			call(t, s, s.A.Admin.Token, "POST", webhooks, `{"name":"X","url":"https://hooks.example/"}`, 201)
		}
		call(t, s, s.A.Admin.Token, "POST", webhooks, `{"name":"X","url":"https://hooks.example/"}`, 409)
	})
}

// A webhook is told of what happens, with what the API answers an admin, signed,
// and of nothing else.
func TestWebhookTellsWhatTheAPIAnswers(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		_, secret := hooked(t, s, r, "")
		request := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		accept(t, s, maria)
		create(t, s, s.B.Admin.Token, newRequest(s.B, nil)) // of another customer
		v1 := "/ratings/v1"
		made := map[string]string{"access_request": request["guid"].(string)}
		for thing, body := range map[string][2]string{
			"folder": {"/folders", `{"name":"Cloud"}`}, "tier": {"/tiers", `{"name":"Tier 1","description":"","rank":1}`}, "client_access_link": {"/client-access-links", `{"name":"Suppliers"}`},
			"contact":      {"/contacts", `{"company_guid":"` + s.A.Companies["Saperix"] + `","email":"tom@saperix.example","formal_name":"Tom Reed"}`},
			"access_group": {"/access-groups", `{"name":"South"}`},
		} {
			a := s.Do(t, s.A.Admin.Token, "POST", v1+body[0], body[1])
			if a.Status/100 != 2 {
				t.Fatal(thing, a.Status, a.Body)
			}
			made[thing] = guidIn(a.Body)
		}
		made["user"] = call(t, s, s.A.Admin.Token, "POST", "/ratings/v2/users", `{"email":"new@blueseas.example","formal_name":"New Person"}`, 201)["guid"].(string)
		made["company"] = s.A.Companies["Saperix"]
		call(t, s, s.A.Admin.Token, "PATCH", v1+"/companies/"+made["company"], `{"custom_id":"S-1"}`, 200)
		s.Drain(t)
		for _, d := range deliveries(t, s, webhooks+"/"+guidIn(s.Do(t, s.A.Admin.Token, "GET", webhooks, "").Body), "?state=queued,failed,dropped") {
			t.Errorf("not told: %v", d)
		}

		paths := map[string]string{
			"access_request": "/access-requests/", "folder": "/folders/", "tier": "/tiers/", "client_access_link": "/client-access-links/",
			"contact": "/contacts/", "access_group": "/access-groups/", "user": "/users/", "company": "/companies/",
		}
		told := map[string]int{}
		for _, c := range r.Take() {
			var m struct {
				Type      string
				Timestamp time.Time
				Data      struct {
					Event, Customer, GUID string
					User                  *string
					Object                document
				}
			}
			if err := json.Unmarshal(c.Body, &m); err != nil {
				t.Fatalf("%v: %s", err, c.Body)
			}
			told[m.Type]++
			thing, _, _ := strings.Cut(m.Type, ".")
			if !c.Signed(secret) || c.Path != "/in" || c.Header.Get("Webhook-Id") != "msg_"+m.Data.Event || c.Header.Get("Content-Type") != "application/json" {
				t.Errorf("%s: %s %v", m.Type, c.Path, c.Header)
			}
			if m.Data.Customer != s.A.GUID || m.Data.GUID != made[thing] || m.Timestamp.IsZero() {
				t.Errorf("%s is about %+v, want %s", m.Type, m.Data, made[thing])
			}
			if want := call(t, s, s.A.Admin.Token, "GET", v1+paths[thing]+m.Data.GUID, "", 200); cmp.Diff(want, m.Data.Object) != "" {
				t.Errorf("%s tells (-api +told):\n%s", m.Type, cmp.Diff(want, m.Data.Object))
			}
			if by := m.Data.User; m.Type == "access_request.created" && (by == nil || *by != s.A.Admin.GUID) {
				t.Errorf("%s was done by %v", m.Type, by)
			}
		}
		want := map[string]int{
			"access_request.created": 1, "access_request.accepted": 1, "folder.created": 1, "tier.created": 1, "client_access_link.created": 1,
			"contact.created": 1, "access_group.created": 1, "user.created": 1, "company.updated": 1,
		}
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	})
}

// guidIn returns the first guid of an answer.
func guidIn(body string) string {
	i := strings.Index(body, `"guid":"`) + len(`"guid":"`)
	return body[i : i+36]
}

// What could not be told is told again, with the same id, at growing distances, as
// long as it was asked for, and twelve times in all. Then a person may.
func TestWebhookIsToldAgain(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		path, secret := hooked(t, s, r, `,"event_types":["folder.created"]`)
		r.Answer(func(w http.ResponseWriter, n int) {
			if n == 2 {
				w.Header().Set("Retry-After", "7200")
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			elsewhere(w, n)
		})
		call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"Cloud"}`, 201)
		s.Drain(t)
		calls := r.Take()
		if s.Drain(t); len(r.Take()) != 0 {
			t.Error("told again at once")
		}
		s.Move(time.Minute)
		s.Drain(t)
		calls = append(calls, r.Take()...)
		if d := deliveries(t, s, path, ""); len(calls) != 2 || d[0]["state"] != "queued" || d[0]["last_status"] != 503.0 || d[0]["last_error"] != "the answer was 503" {
			t.Fatalf("%d calls, %v", len(calls), d)
		}
		r.Answer(elsewhere)
		s.Move(119 * time.Minute)
		if s.Drain(t); len(r.Take()) != 0 {
			t.Error("told again before the time that was asked for")
		}
		for tries := 3; tries <= 12; tries++ {
			next := clock(t, deliveries(t, s, path, "")[0]["next_try_time"])
			if rests := clock(t, call(t, s, s.A.Admin.Token, "GET", path, "", 200)["paused_until"]); rests.After(next) {
				next = rests
			}
			s.Move(next.Add(time.Second).Sub(s.Now()))
			s.Drain(t)
			more := r.Take()
			if len(more) != 1 {
				t.Fatalf("try %d: %d calls", tries, len(more))
			}
			calls = append(calls, more...)
		}
		for _, c := range calls {
			if c.Path != "/in" || c.Header.Get("Webhook-Id") != calls[0].Header.Get("Webhook-Id") || string(c.Body) != string(calls[0].Body) || !c.Signed(secret) {
				t.Errorf("a try was %s %v %s", c.Path, c.Header, c.Body)
			}
		}
		d := deliveries(t, s, path, "?state=failed")
		if len(d) != 1 || d[0]["tries"] != 12.0 || d[0]["next_try_time"] != nil || d[0]["last_error"] != "the answer was 307, and leads elsewhere" {
			t.Fatalf("%v", d)
		}
		s.Move(48 * time.Hour)
		if s.Drain(t); len(r.Take()) != 0 {
			t.Error("told a thirteenth time")
		}
		r.Answer(nil)
		again := call(t, s, s.A.Admin.Token, "POST", path+"/deliveries/"+d[0]["guid"].(string)+"/replay", "", 200)
		if s.Drain(t); again["state"] != "queued" || again["tries"] != 0.0 {
			t.Errorf("replayed: %v", again)
		}
		calls = append(calls, r.Take()...)
		d = deliveries(t, s, path, "")
		if len(calls) != 13 || calls[12].Header.Get("Webhook-Id") != calls[0].Header.Get("Webhook-Id") || len(d) != 1 || d[0]["state"] != "delivered" {
			t.Errorf("%d calls, %v", len(calls), d)
		}
	})
}

// clock reads a time of an answer.
func clock(t *testing.T, v any) time.Time {
	t.Helper()
	text, _ := v.(string)
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func elsewhere(w http.ResponseWriter, _ int) {
	w.Header().Set("Location", "/elsewhere")
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// An endpoint that says that it is gone is asked no more, and so is one that has
// taken nothing for days. The admins are told; what waits is kept.
func TestWebhookIsSwitchedOff(t *testing.T) {
	for why, status := range map[string]int{"gone": 410, "failing": 500} {
		t.Run(why, func(t *testing.T) {
			each(t, func(t *testing.T, s *apitest.Server) {
				r := s.Receiver(t)
				path, _ := hooked(t, s, r, "")
				r.Answer(func(w http.ResponseWriter, _ int) { w.WriteHeader(status) })
				call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"Cloud"}`, 201)
				s.Drain(t)
				for day := 0; why == "failing" && day < 5; day++ {
					if hook := call(t, s, s.A.Admin.Token, "GET", path, "", 200); hook["is_active"] != true || hook["failing_since"] == nil {
						t.Fatalf("on day %d: %v", day, hook)
					}
					s.Move(24 * time.Hour)
					s.Drain(t)
				}
				hook := call(t, s, s.A.Admin.Token, "GET", path, "", 200)
				if hook["is_active"] != false || hook["disabled_reason"] != why {
					t.Fatalf("got %v", hook)
				}
				r.Take()
				var told []string
				for _, m := range s.Mails.Take() {
					if strings.Contains(m.Subject, "Webhook switched off") {
						told = append(told, m.To.Email)
					}
				}
				if !slices.Equal(told, []string{s.A.Admin.Email}) {
					t.Errorf("told %v", told)
				}
				call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"Other"}`, 201)
				s.Move(time.Hour)
				if s.Drain(t); len(r.Take()) != 0 {
					t.Error("it was told more")
				}
				r.Answer(nil)
				call(t, s, s.A.Admin.Token, "POST", path+"/replay", `{"since":"`+s.Now().AddDate(0, 0, -20).Format(time.RFC3339)+`"}`, 409)
				call(t, s, s.A.Admin.Token, "PATCH", path, `{"is_active":true}`, 200)
				s.Drain(t)
				call(t, s, s.A.Admin.Token, "POST", path+"/replay", `{"since":"`+s.Now().AddDate(0, 0, -20).Format(time.RFC3339)+`"}`, 204)
				s.Drain(t)
				var names []string
				for _, c := range r.Take() {
					if strings.Contains(string(c.Body), `"folder.created"`) {
						names = append(names, apitest.JSON[map[string]document](t, apitest.Answer{Body: `{"b":` + string(c.Body) + `}`})["b"]["data"].(document)["object"].(document)["name"].(string))
					}
				}
				if slices.Sort(names); !slices.Equal(names, []string{"Cloud", "Other"}) {
					t.Errorf("after it was switched on: %v", names)
				}
			})
		})
	}
}

// With all, also what was taken is sent again; without, what was missed.
func TestWebhookReplay(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		for _, name := range []string{"Before", "Too"} { // it was made
			call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"`+name+`"}`, 201)
		}
		path, _ := hooked(t, s, r, `,"event_types":["folder.created"]`)
		call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"After"}`, 201)
		s.Drain(t)
		first := r.Take()
		if len(first) != 1 {
			t.Fatalf("%d calls", len(first))
		}
		since := `{"since":"` + s.Now().Add(-time.Hour).Format(time.RFC3339) + `"`
		call(t, s, s.A.Admin.Token, "POST", path+"/replay", since+`}`, 204)
		s.Drain(t)
		if got := r.Take(); len(got) != 2 {
			t.Errorf("missed: %d calls, want 2", len(got))
		}
		call(t, s, s.A.Admin.Token, "POST", path+"/replay", since+`,"all":true}`, 204)
		s.Drain(t)
		isFirst := func(c apitest.Call) bool { return c.Header.Get("Webhook-Id") == first[0].Header.Get("Webhook-Id") }
		if got := r.Take(); len(got) != 3 || !slices.ContainsFunc(got, isFirst) {
			t.Errorf("all: %d calls, want 3, one of them with the id that it had: %v", len(got), slices.ContainsFunc(got, isFirst))
		}
		if n := len(deliveries(t, s, path, "")); n != 3 {
			t.Errorf("%d deliveries, want 3", n)
		}
		for _, wrong := range []string{`{}`, `{"since":"soon"}`, `{"since":"2020-01-01"}`, `{"since":"2030-01-01"}`} {
			call(t, s, s.A.Admin.Token, "POST", path+"/replay", wrong, 400)
		}
	})
}

// While a secret is rotated both sign; afterwards the new one alone.
func TestWebhookRotation(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		path, old := hooked(t, s, r, "")
		got := call(t, s, s.A.Admin.Token, "POST", path+"/rotate", `{"overlap_hours":24}`, 200)
		fresh, _ := got["secret"].(string)
		if got["old_secret_until"] != s.Now().Add(24*time.Hour).Format(time.RFC3339) || fresh == old {
			t.Fatalf("got %v", got)
		}
		signed := func() (isOld, isNew bool, signatures int) {
			t.Helper()
			call(t, s, s.A.Admin.Token, "POST", path+"/test", "", 200)
			c := r.Take()
			if len(c) != 1 {
				t.Fatalf("%d calls", len(c))
			}
			return c[0].Signed(old), c[0].Signed(fresh), len(strings.Fields(c[0].Header.Get("Webhook-Signature")))
		}
		if isOld, isNew, n := signed(); !isOld || !isNew || n != 2 {
			t.Errorf("in the overlap: %v %v, %d signatures", isOld, isNew, n)
		}
		s.Move(24 * time.Hour)
		if isOld, isNew, n := signed(); isOld || !isNew || n != 1 {
			t.Errorf("after it: %v %v, %d signatures", isOld, isNew, n)
		}
		old, fresh = fresh, call(t, s, s.A.Admin.Token, "POST", path+"/rotate", `{}`, 200)["secret"].(string)
		if isOld, isNew, _ := signed(); isOld || !isNew {
			t.Errorf("without an overlap: %v %v", isOld, isNew)
		}
		call(t, s, s.A.Admin.Token, "POST", path+"/rotate", `{"overlap_hours":169}`, 400)
	})
}

// A test is sent at once, also to a webhook that is off, and says what came of it.
func TestWebhookTest(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		path, _ := hooked(t, s, r, `,"is_active":false`)
		got := call(t, s, s.A.Admin.Token, "POST", path+"/test", "", 200)
		body, _ := got["body"].(document)
		if got["state"] != "delivered" || got["last_status"] != 204.0 || got["event_guid"] != nil || body["type"] != "webhook.test" {
			t.Errorf("got %v", got)
		}
		if calls := r.Take(); len(calls) != 1 || !strings.Contains(string(calls[0].Body), `"type":"webhook.test"`) {
			t.Errorf("%d calls", len(calls))
		}
		r.Answer(func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusTeapot) })
		if got = call(t, s, s.A.Admin.Token, "POST", path+"/test", "", 200); got["state"] != "failed" || got["last_error"] != "the answer was 418" {
			t.Errorf("got %v", got)
		}
		call(t, s, s.A.Admin.Token, "POST", path+"/deliveries/"+got["guid"].(string)+"/replay", "", 409)
		s.Move(time.Hour)
		if s.Drain(t); len(r.Take()) != 1 {
			t.Error("a test was sent again by itself")
		}
	})
}

// Without an operator's word nothing is sent to an address inside the house.
func TestWebhookStaysOutside(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guarded := s.Webhooks.Post.HTTP
		r := s.Receiver(t)
		path, _ := hooked(t, s, r, "")
		s.Webhooks.Post.HTTP = guarded
		got := call(t, s, s.A.Admin.Token, "POST", path+"/test", "", 200)
		if got["state"] != "failed" || got["last_status"] != nil || got["last_error"] != "the address leads into a network that nothing is fetched from" || len(r.Take()) != 0 {
			t.Errorf("got %v", got)
		}
	})
}

// A chat gets a line for people: names that cannot pretend to be links, and no
// address.
func TestWebhookFormats(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		hooked(t, s, r, `,"format":"slack","event_types":["access_request.created","folder.created"]`)
		hooked(t, s, r, `,"format":"teams","event_types":["access_request.created","folder.created"]`)
		request := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_formal_name": "Maria <b> & [Castro](x)"}))
		call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"Cloud"}`, 201)
		s.Drain(t)
		page := apitest.PublicURL + "/outbox/" + request["guid"].(string)
		card := func(text, actions string) string {
			return `{"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json",` +
				`"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"` + text + `","wrap":true}]` + actions + `}}],"type":"message"}`
		}
		want := []string{
			`{"text":"A folder was made: Cloud"}`,
			`{"text":"An access request was sent: Maria &lt;b&gt; &amp; [Castro](x) (Black Hills Technologies) <` + page + `|Open>"}`,
			card("A folder was made: Cloud", ""),
			card(`An access request was sent: Maria <b> & \\[Castro\\](x) (Black Hills Technologies)`, `,"actions":[{"type":"Action.OpenUrl","title":"Open","url":"`+page+`"}]`),
		}
		var got []string
		for _, c := range r.Take() {
			got = append(got, strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(c.Body)))
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	})
}

// What is gone before it could be told is not told, but that it is gone.
func TestWebhookOfWhatIsGone(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		path, _ := hooked(t, s, r, "")
		folder := call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"Cloud"}`, 201)["guid"].(string)
		call(t, s, s.A.Admin.Token, "DELETE", "/ratings/v1/folders/"+folder, "", 204)
		s.Drain(t)
		calls := r.Take()
		if len(calls) != 1 || !strings.Contains(string(calls[0].Body), `"type":"folder.deleted"`) || !strings.Contains(string(calls[0].Body), `"guid":"`+folder+`","object":null`) {
			t.Errorf("%d calls: %s", len(calls), calls)
		}
		if d := deliveries(t, s, path, "?state=dropped"); len(d) != 1 || d[0]["type"] != "folder.created" {
			t.Errorf("dropped: %v", d)
		}
	})
}

// A message is told of without a word of it, and a recipient's own customer is not
// told of what others sent to its people.
func TestWebhookOfMessages(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		hooked(t, s, r, `,"event_types":["access_request.message"]`)
		request := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		accept(t, s, maria)
		call(t, s, s.A.Admin.Token, "POST", requests+"/"+request+"/messages", `{"body":"Between us alone"}`, 201)
		s.Drain(t)
		calls := r.Take()
		if len(calls) != 1 || !strings.Contains(string(calls[0].Body), `"guid":"`+request+`","object":{`) || strings.Contains(string(calls[0].Body), "Between us") {
			t.Errorf("%d calls: %s", len(calls), calls)
		}
	})
}

// A change of a customer without webhooks queues nothing for them, and so does one
// of a customer whose webhooks are off or gone.
func TestNobodyListensForNothing(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		heard := func() int {
			t.Helper()
			call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"F`+strconv.Itoa(int(db.NewNumber()))+`"}`, 201)
			n, err := db.Value[int](t.Context(), s.DB, `select count(*) from jobs where kind = 'audit.heard'`)
			if err != nil {
				t.Fatal(err)
			}
			s.Drain(t)
			return n
		}
		s.Drain(t)
		if n := heard(); n != 0 {
			t.Errorf("without a webhook: %d jobs", n)
		}
		r := s.Receiver(t)
		first, _ := hooked(t, s, r, "")
		second, _ := hooked(t, s, r, "")
		s.Drain(t)
		for i, step := range []struct {
			method, path, body string
			status, want       int
		}{
			{"PATCH", first, `{"is_active":false}`, 200, 1},
			{"PATCH", first, `{"is_active":false}`, 200, 1},
			{"DELETE", second, "", 204, 0},
			{"PATCH", first, `{"is_active":true}`, 200, 1},
			{"DELETE", first, "", 204, 0},
		} {
			call(t, s, s.A.Admin.Token, step.method, step.path, step.body, step.status)
			s.Drain(t)
			if n := heard(); n != step.want {
				t.Errorf("step %d: %d jobs, want %d", i, n, step.want)
			}
		}
		if n, err := db.Value[int](t.Context(), s.DB, `select count(*) from webhook_deliveries`); n != 0 || err != nil {
			t.Errorf("%d deliveries are left of webhooks that are gone, %v", n, err)
		}
	})
}

// What cannot be sent by a fault of ours, since the key is another one, is put off
// and no fault of the endpoint's; a customer that is not active is told nothing.
func TestWebhookThatCannotBeSent(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		path, _ := hooked(t, s, r, "")
		key := s.Webhooks.Post.Key
		s.Webhooks.Post.Key = mail.Key{9}
		call(t, s, s.A.Admin.Token, "POST", "/ratings/v1/folders", `{"name":"Cloud"}`, 201)
		for range 3 { // a job fails, and is done again
			s.Drain(t)
			s.Move(time.Second)
		}
		hook := call(t, s, s.A.Admin.Token, "GET", path, "", 200)
		d := deliveries(t, s, path, "")
		if hook["url"] != "" || hook["failing_since"] != nil || len(d) != 1 || d[0]["state"] != "queued" || d[0]["last_error"] != "something went wrong on our side" {
			t.Errorf("with another key: %v, %v", hook, d)
		}
		s.Webhooks.Post.Key = key
		active := func(is bool) {
			t.Helper()
			if _, err := s.DB.Exec(t.Context(), `update customers set is_active = $2 where id = $1`, s.A.ID, is); err != nil {
				t.Fatal(err)
			}
			s.Move(2 * time.Hour)
			s.Drain(t)
		}
		if active(false); len(r.Take()) != 0 {
			t.Error("a customer that is not active was told")
		}
		if active(true); len(r.Take()) != 1 {
			t.Error("nothing was told once it could be")
		}
	})
}

// Many events of one transaction are told by one job, and each once, however often
// the job runs.
func TestWebhookIsToldOnce(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		path, _ := hooked(t, s, r, `,"event_types":["access_request.created"]`)
		s.Drain(t)
		var many []string
		for i := range 40 {
			many = append(many, newRequest(s.A, map[string]any{"requestee_email": fmt.Sprintf("x%d@blackhills.example", i), "third_parties": nil}))
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", requests, "["+strings.Join(many, ",")+"]"); a.Status != 201 {
			t.Fatal(a.Status, a.Body)
		}
		jobs, err := db.Value[int](t.Context(), s.DB, `select count(*) from jobs where kind = 'audit.heard'`)
		if err != nil || jobs != 1 {
			t.Fatal(jobs, err)
		}
		_, err = s.DB.Exec(t.Context(), `insert into jobs (id, kind, args, run_at) select 'again', kind, args, run_at from jobs where kind = 'audit.heard'`)
		if err != nil {
			t.Fatal(err)
		}
		var nodes sync.WaitGroup
		for range 4 {
			nodes.Go(func() {
				if err := s.Runner.Drain(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		nodes.Wait()
		ids := map[string]bool{}
		calls := r.Take()
		for _, c := range calls {
			ids[c.Header.Get("Webhook-Id")] = true
		}
		if len(calls) != 40 || len(ids) != 40 {
			t.Errorf("%d calls with %d ids, want 40", len(calls), len(ids))
		}
		page := s.Do(t, s.A.Admin.Token, "GET", path+"/deliveries?limit=30&state=delivered&type=access_request.created", "")
		next := page.Header.Get("Link")
		if len(apitest.JSON[[]document](t, page)) != 30 || !strings.Contains(next, `rel="next"`) {
			t.Fatalf("a page: %s", next)
		}
		rest := s.Do(t, s.A.Admin.Token, "GET", strings.TrimPrefix(next[1:strings.Index(next, ">")], apitest.PublicURL), "")
		if n := len(apitest.JSON[[]document](t, rest)); n != 10 {
			t.Errorf("%d on the second page", n)
		}
	})
}
