package ratings_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
)

func shared(ids ...string) string {
	list, _ := json.Marshal(ids)
	return strings.TrimSuffix(invite, "}") + `,"rolledup_observation_ids":` + string(list) + `}`
}

// Both sides read what was shared, as it was then; the recipient says what
// becomes of it, and the sender reads that.
func TestSharedFindings(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		findings(t, s, s.A, "f1", "f2", "f3")
		v := receive(t, s, s.A, shared("f2", "f1"))
		vendor := recipient(t, s, v["email"])
		text := "id,company,risk_vector,title,evidence,last_seen\nf2,Black Hills Technologies,open_ports,Changed,Internal: see f3,2026-03-01\n"
		if _, err := s.Findings.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(text), portfolio.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		sent, received := requests+"/"+v["guid"]+"/findings", requests+"/received/"+v["guid"]+"/findings"
		want := document{
			"id": "f2", "risk_vector": document{"slug": "open_ports", "name": "Open Ports"}, "severity": "severe", "title": "Telnet is open",
			"evidence": "192.0.2.7:23", "first_seen": "2026-01-02", "last_seen": "2026-02-03",
			"remediation": document{"status": "open", "comment": "", "updated_time": nil, "updated_by": nil},
		}
		for token, path := range map[string]string{s.A.Admin.Token: sent, v["caller"]: received} {
			all := listed(t, s, token, path)
			if len(all) != 2 || all[1]["id"] != "f1" {
				t.Fatalf("%s: %v", path, all)
			}
			if diff := cmp.Diff(want, all[0]); diff != "" {
				t.Errorf("%s: %s", path, diff)
			}
			if page := listed(t, s, token, path+"?limit=1&offset=1"); len(page) != 1 || page[0]["id"] != "f1" {
				t.Errorf("%s: a page: %v", path, page)
			}
		}
		ours, theirs := version(t, s, s.A.ID), version(t, s, vendor.CustomerID)
		a := s.Do(t, v["caller"], "PATCH", received+"/f2", `{"status":"fixed","comment":" Closed \u202e since Monday "}`)
		want["remediation"] = document{
			"status": "fixed", "comment": "Closed  since Monday", "updated_time": "2026-03-02T10:00:00Z",
			"updated_by": document{"guid": vendor.UserGUID, "formal_name": "X"},
		}
		if diff := cmp.Diff(want, apitest.JSON[document](t, a)); a.Status != 200 || diff != "" {
			t.Errorf("%d: %s", a.Status, diff)
		}
		if diff := cmp.Diff(want, listed(t, s, s.A.Admin.Token, sent)[0]); diff != "" {
			t.Errorf("the sender reads %s", diff)
		}
		if version(t, s, s.A.ID) == ours || version(t, s, vendor.CustomerID) == theirs {
			t.Error("it moved only one side's version")
		}
		a = s.Do(t, v["caller"], "PATCH", received+"/f2", `{"remediation":{"status":"in_progress"}}`)
		if got := apitest.JSON[document](t, a)["remediation"].(document); got["status"] != "in_progress" || got["comment"] != "Closed  since Monday" {
			t.Errorf("the status alone: %s", a.Body)
		}
		for _, customer := range []int64{s.A.ID, vendor.CustomerID} {
			n, err := db.Value[int](t.Context(), s.DB, `
				select count(*) from events where customer_id = $1 and action = 'finding.remediate' and subject = $2`, customer, v["guid"])
			if err != nil || n != 2 {
				t.Errorf("%d events of the request: %v", n, err)
			}
		}
		csv := s.Do(t, s.A.Admin.Token, "GET", sent+"?format=csv&fields=id,remediation.status", "").Body
		if csv != "id,remediation.status\nf2,in_progress\nf1,open\n" {
			t.Errorf("as csv: %q", csv)
		}
	})
}

func TestRemediationRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		findings(t, s, s.A, "f1", "f3")
		v := receive(t, s, s.A, shared("f1"))
		again(t, s, s.B, v["email"]) // lets the recipient in when A's access has ended
		path := requests + "/received/" + v["guid"] + "/findings/"
		for _, tt := range []struct {
			name, id, body string
			status         int
		}{
			{"unknown status", "f1", `{"status":"done"}`, 400},
			{"nothing", "f1", `{}`, 400},
			{"null", "f1", `{"status":null}`, 400},
			{"too long", "f1", `{"comment":"` + strings.Repeat("ä", 5001) + `"}`, 400},
			{"a finding that is not shared", "f3", `{"status":"fixed"}`, 404},
			{"long enough", "f1", `{"comment":"` + strings.Repeat("ä", 5000) + `"}`, 200},
		} {
			if a := s.Do(t, v["caller"], "PATCH", path+tt.id, tt.body); a.Status != tt.status {
				t.Errorf("%s: %d %s", tt.name, a.Status, a.Body)
			}
		}
		s.Do(t, s.A.Admin.Token, "POST", requests+"/"+v["guid"]+"/revoke", `{"reason":"over"}`)
		if a := s.Do(t, v["caller"], "PATCH", path+"f1", `{"status":"fixed"}`); a.Status != 409 {
			t.Errorf("after the end: %d %s", a.Status, a.Body)
		}
		if all := listed(t, s, v["caller"], strings.TrimSuffix(path, "/")); len(all) != 1 || all[0]["remediation"].(document)["status"] != "open" {
			t.Errorf("after the end: %v", all)
		}
	})
}

// A finding's id is what an import called it.
func TestOddFindingIDs(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ids := []string{"a/b", "a b?c#d&e=f", "100%", "ä+ö;,", `"quoted"`, "received", "findings/x"}
		findings(t, s, s.A, ids...)
		v := receive(t, s, s.A, shared(ids...))
		for _, id := range ids {
			path := requests + "/received/" + v["guid"] + "/findings/" + url.PathEscape(id)
			for _, slash := range []string{"", "/"} {
				a := s.Do(t, v["caller"], "PATCH", path+slash, `{"status":"accepted_risk"}`)
				if a.Status != 200 || apitest.JSON[document](t, a)["id"] != id {
					t.Errorf("%s: %d %s", path, a.Status, a.Body)
				}
			}
		}
	})
}

func TestSummary(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const path = "/ratings/v1/collaboration/summary"
		none := document{"latest_requester": nil, "total_count": 0.0, "unique_companies_count": 0.0}
		got := apitest.JSON[document](t, s.Do(t, s.A.Reader.Token, "GET", path, ""))["received"].(document)
		if diff := cmp.Diff(none, got["shared_records"]); diff != "" {
			t.Error(diff)
		}
		none["total_unread"] = 0.0
		if diff := cmp.Diff(none, got["invitations"]); diff != "" {
			t.Error(diff)
		}
		findings(t, s, s.A, "f1", "f2")
		v := receive(t, s, s.A, shared("f1", "f2"))
		s.Do(t, v["caller"], "PATCH", requests+"/received/"+v["guid"], `{"read":true}`)
		s.Move(1e9)
		again(t, s, s.B, v["email"])
		got = apitest.JSON[document](t, s.Do(t, v["caller"], "GET", path, ""))["received"].(document)
		by := func(c *apitest.Customer) document {
			return document{
				"company": document{"guid": c.CompanyGUID, "name": "Blue Seas International"},
				"user":    document{"guid": c.Admin.GUID, "name": "Emma Waters"},
			}
		}
		want := document{
			"invitations":    document{"latest_requester": by(s.B), "total_count": 2.0, "total_unread": 1.0, "unique_companies_count": 2.0},
			"shared_records": document{"latest_requester": by(s.A), "total_count": 2.0, "unique_companies_count": 1.0},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
