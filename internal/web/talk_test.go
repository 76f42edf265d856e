package web

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// Both sides write to each other on the page of the request, and the recipient
// says there what becomes of the findings.
func TestTalk(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		const file = "id,company,risk_vector,title,evidence\na/1,Black Hills Technologies,open_ports,Telnet is open,<banner>\n"
		if _, err := s.Findings.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(file), portfolio.ImportOptions{}); err != nil {
			t.Fatal(err)
		}
		draft := s.maria()
		draft.FindingIDs = []string{"a/1"}
		guid := s.send(t, draft)[0].GUID
		sent, received := "/outbox/"+guid, "/inbox/"+guid
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.get(t, sent).want(t, 200, "Nobody has written here yet.", "reads this once the invitation is accepted", "Telnet is open", "<banner>")
		admin.post(t, sent+"/messages", url.Values{"body": {"Is it <closed>?"}}).leads(t, sent+"?done=message")
		admin.get(t, sent+"?done=message").want(t, 200, "Sent.", "Is it <closed>?")

		path, code := s.Link(t, draft.Email)
		maria := s.visitor()
		maria.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).leads(t, received+"?done=accepted")
		maria.get(t, received).want(t, 200, "Emma Waters New", "Is it <closed>?", "Telnet is open Open", "<banner>")
		maria.post(t, received+"/messages", url.Values{"body": {" "}}).want(t, 422, "may not be blank")
		maria.post(t, received+"/messages", url.Values{"body": {"Since Monday."}}).leads(t, received+"?done=message")
		if a := maria.get(t, received).want(t, 200, "Maria Castro", "Since Monday."); strings.Contains(text(a.body), "Emma Waters New") {
			t.Error("who answers has not read")
		}
		form := filled(t, maria.get(t, received), "status-1", "fixed", "comment-1", "Firewall", "id-2", "b", "status-2", "fixed")
		maria.post(t, received+"/findings", form).want(t, 404)
		form.Del("id-2")
		maria.post(t, received+"/findings", form).leads(t, received+"?done=remediation")
		maria.get(t, received+"?done=remediation").want(t, 200, "Noted.", "Telnet is open Fixed")

		admin.get(t, sent).want(t, 200, "Maria Castro New", "Since Monday.", "Telnet is open Fixed", "Firewall", "Maria Castro 2 Mar 2026, 10:00 UTC Firewall", "Mark messages as read")
		admin.post(t, sent+"/read", nil).leads(t, sent+"?done=read")
		if a := admin.get(t, sent); strings.Contains(a.body, "Mark messages as read") {
			t.Error("still unread")
		}
		maria.get(t, sent).want(t, 403)
		admin.get(t, received).want(t, 404)

		admin.post(t, sent+"/revoke", url.Values{"reason": {"over"}}).leads(t, sent+"?done=revoke")
		if a := admin.get(t, sent).want(t, 200, "Since Monday."); strings.Contains(a.body, sent+"/messages") {
			t.Error("offers what would be refused")
		}
		admin.post(t, sent+"/messages", url.Values{"body": {"x"}}).want(t, 409)
	})
}

// A finding without a title goes by its risk vector, and says that once.
func TestFindingViews(t *testing.T) {
	first, last := "2026-01-12", "2026-03-01"
	for _, tt := range []struct {
		name         string
		finding      collab.SharedFinding
		title, about string
		state        state
	}{
		{
			"whole",
			collab.SharedFinding{Vector: "open_ports", Title: "Telnet", Severity: "severe", FirstSeen: &first, LastSeen: &last, Remediation: "fixed"},
			"Telnet", "Open ports, severe, first seen 12 Jan 2026, last seen 1 Mar 2026",
			state{"active", say("Fixed")},
		},
		{"no title", collab.SharedFinding{Vector: "dnssec", Severity: "éminent", Remediation: "accepted_risk"}, "DNSSEC", "Éminent", state{"resolved", say("Risk accepted")}},
		{"vector alone", collab.SharedFinding{Vector: "dnssec", Remediation: "open"}, "DNSSEC", "", state{"", say("Open")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := findingViews([]collab.SharedFinding{tt.finding}, false)[0]
			title, about := english(got.Title), english(got.About)
			if title != tt.title || strings.Join(strings.Fields(about), " ") != tt.about || !reflect.DeepEqual(got.State, tt.state) {
				t.Errorf("%q, %q, %v", title, about, got.State)
			}
		})
	}
	for _, s := range collab.RemediationStatuses {
		if remediations[s].Text == nil {
			t.Errorf("%s has no words", s)
		}
	}
}

func TestWideFacts(t *testing.T) {
	for value, want := range map[string]bool{
		"Remediation": false, "28 Nov 2026, in the afternoon": false, "Richard Kuga richard.kuga@saperix.example": true, "it@a.example, ciso@b.example": false,
	} {
		if got := (fact{nil, plain(value)}).Wide(); got != want {
			t.Errorf("%q: %v", value, got)
		}
	}
}
