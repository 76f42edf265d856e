package web

import (
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/actor"
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
		maria.post(t, received+"/findings", url.Values{"id": {"a/1"}, "status": {"done"}}).want(t, 422, "Must be one of")
		maria.post(t, received+"/findings", url.Values{"id": {"b"}, "status": {"fixed"}}).want(t, 404)
		maria.post(t, received+"/findings", url.Values{"id": {"a/1"}, "status": {"fixed"}, "comment": {"Firewall"}}).leads(t, received+"?done=remediation")
		maria.get(t, received+"?done=remediation").want(t, 200, "Noted.", "Telnet is open Fixed")

		admin.get(t, sent).want(t, 200, "Maria Castro New", "Since Monday.", "Telnet is open Fixed", "Firewall", "Mark messages as read")
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
