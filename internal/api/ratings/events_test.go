package ratings_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

const events = "/ratings/v1/events"

func eventList(t *testing.T, s *apitest.Server, query string) []document {
	t.Helper()
	a := s.Do(t, s.A.Admin.Token, "GET", events+query, "")
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", query, a.Status, a.Body)
	}
	return apitest.JSON[[]document](t, a)
}

func TestEvents(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		made := call(t, s, admin, "POST", "/ratings/v1/customers/current/api-tokens", `{"description":"SIEM"}`, 201)
		if err := audit.Seal(t.Context(), s.DB); err != nil {
			t.Fatal(err)
		}
		all := eventList(t, s, "")
		newest := all[0]
		exactly(t, newest, map[string]string{
			"seq": "number", "guid": "string", "created_time": "string", "action": "string", "user_guid": "string", "user_name": "string",
			"user_email": "string", "access_id": "number", "access_type": "string", "subject": "string", "ip": "string", "details": "object",
			"details_hash": "string", "hash": "string",
		})
		if newest["action"] != "token.create" || newest["user_guid"] != s.A.Admin.GUID || newest["ip"] == "" || made["guid"] == nil {
			t.Errorf("the newest is %v", newest)
		}
		page := s.Do(t, admin, "GET", events+"?limit=2", "")
		if got := apitest.JSON[[]document](t, page); len(got) != 2 || !strings.Contains(page.Header.Get("Link"), fmt.Sprintf("after=%.0f", got[1]["seq"])) {
			t.Errorf("a page of two: %d, Link %q", len(got), page.Header.Get("Link"))
		}
		if got := eventList(t, s, fmt.Sprintf("?after=%.0f", all[1]["seq"])); len(got) != len(all)-2 || got[0]["seq"] != all[2]["seq"] {
			t.Errorf("after the second: %d of %d", len(got), len(all))
		}
		for query, want := range map[string]bool{
			"?action=token": true, "?action=folder": false, "?user=" + s.A.Admin.Email: true, "?user=nobody@": false, "?subject=" + newest["subject"].(string): true,
			"?since=2000-01-01&until=2999-01-01T00:00:00Z": true, "?since=2999-01-01": false, "?action=refusals": false,
		} {
			if got := eventList(t, s, query); len(got) > 0 != want {
				t.Errorf("%s: %d events", query, len(got))
			}
		}
		for _, query := range []string{"?since=yesterday", "?limit=x", "?since=2026-02-01&until=2026-01-01", "?format=pdf", "?action=" + strings.Repeat("a,b,", 12)} {
			if a := s.Do(t, admin, "GET", events+query, ""); a.Status != 400 && !strings.Contains(query, "a,b") || a.Status == 500 {
				t.Errorf("%s: %d %s", query, a.Status, a.Body)
			}
		}
		one := call(t, s, admin, "GET", fmt.Sprintf("%s/%.0f", events, newest["seq"]), "", 200)
		if one["guid"] != newest["guid"] {
			t.Errorf("got %v", one)
		}
		call(t, s, admin, "GET", events+"/999999", "", 404)
		call(t, s, admin, "GET", events+"/x", "", 404)
		call(t, s, s.A.Reader.Token, "GET", events, "", 403)
		for _, e := range apitest.JSON[[]document](t, s.Do(t, s.B.Admin.Token, "GET", events, "")) {
			if e["guid"] == newest["guid"] {
				t.Error("another customer reads the event")
			}
		}
	})
}

// Files hold everything that the filter leaves, in every format.
func TestEventFiles(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		n := len(eventList(t, s, "?limit=1000"))
		for format, lines := range map[string]int{"csv": n + 1, "ndjson": n, "ocsf": n, "table": n + 1} {
			a := s.Do(t, s.A.Admin.Token, "GET", events+"?format="+format, "")
			if got := strings.Count(strings.TrimSpace(string(a.Body)), "\n") + 1; a.Status != 200 || got != lines {
				t.Errorf("%s: %d, %d lines, want %d", format, a.Status, got, lines)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", events+"?format=xlsx", ""); a.Status != 200 || !strings.HasPrefix(string(a.Body), "PK") {
			t.Errorf("xlsx: %d", a.Status)
		}
	})
}

func TestCheckEvents(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		if k := call(t, s, admin, "GET", events+"/verify", "", 200); k["state"] != "unchecked" || k["guid"] != nil || k["started_time"] != nil {
			t.Error(k)
		}
		if err := audit.Seal(t.Context(), s.DB); err != nil {
			t.Fatal(err)
		}
		k := call(t, s, admin, "POST", events+"/verify", "", 200)
		exactly(t, k, map[string]string{
			"guid": "string", "state": "string", "started_time": "string", "ended_time": "string", "events": "number", "until": "number",
			"problems": "number", "findings": "array",
		})
		if k["state"] != "intact" || k["events"] == 0.0 || k["problems"] != 0.0 {
			t.Errorf("got %v", k)
		}
		if _, err := s.DB.Exec(t.Context(), `update events set subject = 'x' where customer_id = $1 and seq = 2`, s.A.ID); err != nil {
			t.Fatal(err)
		}
		k = call(t, s, admin, "POST", events+"/verify", "", 200)
		if k["state"] != "damaged" || k["findings"].([]any)[0].(document)["problem"] != "changed" {
			t.Errorf("got %v", k)
		}
		if again := call(t, s, admin, "GET", events+"/verify", "", 200); again["guid"] != k["guid"] {
			t.Errorf("got %v", again)
		}
		if other := call(t, s, s.B.Admin.Token, "POST", events+"/verify", "", 200); other["state"] != "intact" {
			t.Errorf("another customer's record is %v", other)
		}
	})
}

// ocsfRequired are the attributes that OCSF 1.3.0 requires of each class: those of
// the base event (dictionary "base_event") and the class's own, as schema.ocsf.io/1.3.0
// lists them; of any is a constraint of which at least one must be there.
var ocsfRequired = map[float64]struct {
	own, any   []string
	activities []float64
}{
	3001: {own: []string{"user"}, activities: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99}},
	3002: {own: []string{"user"}, any: []string{"service", "dst_endpoint"}, activities: []float64{1, 2, 3, 4, 5, 6, 99}},
	3004: {own: []string{"entity"}, activities: []float64{1, 2, 3, 4, 99}},
	3005: {own: []string{"user", "privileges"}, activities: []float64{1, 2, 99}},
	3006: {own: []string{"group"}, any: []string{"privileges", "user"}, activities: []float64{1, 2, 3, 4, 5, 6, 99}},
}

var ocsfBase = []string{"activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid"}

func TestEveryActionIsOCSF(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		emma, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		err = s.DB.Tx(t.Context(), func(tx *db.Tx) error {
			for _, action := range audit.Actions {
				audit.Record(t.Context(), tx, emma, s.A.ID, audit.Event{Action: action, Subject: "s", Details: map[string]any{"name": "N"}})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		a := s.Do(t, s.A.Admin.Token, "GET", events+"?format=ocsf", "")
		if a.Status != 200 || a.Header.Get("Content-Type") != "application/x-ndjson" {
			t.Fatalf("%d %v", a.Status, a.Header)
		}
		seen := make(map[float64]bool)
		for line := range strings.Lines(string(a.Body)) {
			var e document
			if err := json.Unmarshal([]byte(line), &e); err != nil {
				t.Fatal(err)
			}
			class, _ := e["class_uid"].(float64)
			want, ok := ocsfRequired[class]
			if !ok || e["category_uid"] != 3.0 || e["type_uid"] != class*100+e["activity_id"].(float64) || !slices.Contains(want.activities, e["activity_id"].(float64)) {
				t.Errorf("no such class or activity: %s", line)
				continue
			}
			seen[class] = true
			for _, name := range slices.Concat(ocsfBase, want.own) {
				if e[name] == nil {
					t.Errorf("%v lacks %s", e["message"], name)
				}
			}
			if want.any != nil && !slices.ContainsFunc(want.any, func(name string) bool { return e[name] != nil }) {
				t.Errorf("%v has none of %v", e["message"], want.any)
			}
			meta := e["metadata"].(document)
			if meta["version"] != "1.3.0" || meta["product"].(document)["vendor_name"] == nil {
				t.Errorf("metadata %v", meta)
			}
		}
		if len(seen) != len(ocsfRequired) {
			t.Errorf("classes %v", seen)
		}
		refused := s.Do(t, s.A.Admin.Token, "GET", events+"?format=ocsf&action=sign_in.refused", "")
		var e document
		if err := json.Unmarshal([]byte(refused.Body), &e); err != nil || e["class_uid"] != 3002.0 || e["status_id"] != 2.0 {
			t.Errorf("a refused sign-in is %v %v", e, err)
		}
	})
}
