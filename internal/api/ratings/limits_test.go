package ratings_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/ratings"
	"gatehouse/internal/portfolio"
)

// Every prefix of the family asks for a token on every route.
func TestEveryPrefixAsksForAToken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for version, routes := range (&ratings.API{}).Table() {
			for _, r := range routes {
				for _, prefix := range ratings.Prefixes {
					path := prefix + "/" + version + strings.ReplaceAll(r.Path, "{guid}", s.A.Group)
					if a := s.Do(t, "", r.Method, path, ""); (a.Status != 401) != (r.Public != nil) {
						t.Errorf("%s %s: %d", r.Method, path, a.Status)
					}
					if a := s.Do(t, s.A.Reader.Token, r.Method, path, ""); r.Need != "" && a.Status != 403 {
						t.Errorf("%s %s without the right: %d", r.Method, path, a.Status)
					}
				}
			}
		}
	})
}

// Of what goes with an invitation there is a most, and a finding goes only to
// the company that it is about.
func TestWhatGoesWithAnInvitation(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		var file strings.Builder
		file.WriteString("id,company,risk_vector\n")
		var ids, mails []string
		for i := range 11 {
			ids = append(ids, fmt.Sprintf("bh-%d", i))
			mails = append(mails, fmt.Sprintf("cc%d@blackhills.example", i))
			fmt.Fprintf(&file, "bh-%d,%s,dkim\n", i, s.A.Companies["Black Hills Technologies"])
		}
		fmt.Fprintf(&file, "sx-1,%s,dkim\n", s.A.Companies["Saperix"])
		if _, err := s.Findings.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(file.String()), portfolio.ImportOptions{AllOrNothing: true}); err != nil {
			t.Fatal(err)
		}
		before := s.Snapshot(t)
		for field, value := range map[string]any{
			"rolledup_observation_ids": ids, "ccs": mails, "third_parties": []any{document{"name": "x", "email": "x@elsewhere.example"}},
		} {
			a := s.Do(t, s.A.Admin.Token, "POST", requests, newRequest(s.A, map[string]any{field: value}))
			if a.Status != 400 || !strings.Contains(a.Body, field) {
				t.Errorf("%s %v: %d %s", field, value, a.Status, a.Body)
			}
		}
		for _, finding := range []string{"sx-1", "bh-0,sx-1", "none"} {
			a := s.Do(t, s.A.Admin.Token, "POST", requests, newRequest(s.A, map[string]any{"rolledup_observation_ids": strings.Split(finding, ",")}))
			if a.Status != 400 {
				t.Errorf("%s to Black Hills: %d %s", finding, a.Status, a.Body)
			}
		}
		if after := s.Snapshot(t); len(after["events"]) != len(before["events"]) || len(after["access_requests"]) != len(before["access_requests"]) {
			t.Error("refused calls left traces")
		}
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"rolledup_observation_ids": ids[:10]}))
		if d["shared_observations_count"] != 10.0 || d["has_shared_observations"] != true {
			t.Errorf("with ten: %v", d)
		}
	})
}

// What is shown changes by a job, never by reading.
func TestReadingChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		s.Drain(t)
		s.Move(20 * 24 * time.Hour)
		s.Do(t, s.A.Admin.Token, "GET", requests, "") // the use of a token after a minute is noted
		before := s.Snapshot(t)
		for range 2 {
			if d := one(t, s, guid); d["status"] != "Pending" || d["can_resend_email"] != false {
				t.Errorf("before the job: %v %v", d["status"], d["can_resend_email"])
			}
			if n := len(list(t, s, s.A.Admin.Token, "?status=Never")); n != 0 {
				t.Errorf("%d have status Never before the job", n)
			}
		}
		after := s.Snapshot(t)
		if len(after["events"]) != len(before["events"]) || after["access_requests"][0] != before["access_requests"][0] {
			t.Error("reading wrote something")
		}
		s.Drain(t)
		if d := one(t, s, guid); d["status"] != "Never" {
			t.Errorf("after the job: %v", d["status"])
		}
	})
}
