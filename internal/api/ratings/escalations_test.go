package ratings_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Who is stopped or demoted while a call runs changes nothing any more.
func TestWritesCheckAgain(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		handlers := make(map[string]api.Handler)
		for version, routes := range s.Ratings.Table() {
			for _, r := range routes {
				handlers[r.Method+" /ratings/"+version+r.Path] = r.Handle
			}
		}
		m := apitest.Matrix{Rows: matrixRows()}
		m.Stale(t, s, handlers)
	})
}

// Who is invited at an address that another customer's admin has gets nothing of
// that customer's, and whoever accepts does not become that admin.
func TestInvitationsGiveNoRightsInOtherCustomers(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		email := s.B.Admin.Email
		text := "name,primary_domain\nBlue Seas B,blueseas.test\n"
		if _, err := s.Companies.Import(t.Context(), actor.System(s.A.ID), strings.NewReader(text), portfolio.ImportOptions{AllOrNothing: true}); err != nil {
			t.Fatal(err)
		}
		company := apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", "/ratings/v2/portfolio?name_q=Blue", ""))["results"].([]any)[0].(document)["guid"]
		before := s.Snapshot(t)
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_company_guid": company, "requestee_email": email, "requestee_formal_name": "Emma Waters", "third_parties": nil,
		}))
		accept(t, s, email)
		after := s.Snapshot(t)
		in := func(rows []string, customer int64) (n int) {
			for _, row := range rows {
				for cell := range strings.SplitSeq(row, "|") {
					if cell == strconv.FormatInt(customer, 10) {
						n++
						break
					}
				}
			}
			return n
		}
		for _, table := range []string{"users", "accesses", "access_roles", "memberships", "passwords", "sessions", "tokens", "received", "mails", "events"} {
			if was, is := in(before[table], s.B.ID), in(after[table], s.B.ID); was != is {
				t.Errorf("B had %d rows of %s and has %d", was, table, is)
			}
		}
		if all := apitest.JSON[[]document](t, s.Do(t, s.B.Admin.Token, "GET", requests+"/received", "")); len(all) != 0 {
			t.Errorf("the admin of B received by e-mail: %v", all)
		}
		choices, err := s.Sessions.SignIn(t.Context(), email, password, "192.0.2.1", "")
		if err != nil || len(choices) != 1 || choices[0].CustomerID == s.B.ID || choices[0].CustomerID == s.A.ID {
			t.Errorf("signs in as %v, %v", choices, err)
		}
		cookie, err := s.Sessions.Open(t.Context(), choices[0].Ticket, choices[0].AccessID, "192.0.2.1", "")
		if err != nil {
			t.Fatal(err)
		}
		by, err := s.Sessions.Actor(t.Context(), cookie, "192.0.2.1")
		if err != nil || by.CustomerKind != tenant.VendorAccess || len(by.Roles) != 0 || by.AllCompanies || by.UserGUID == s.B.Admin.GUID {
			t.Errorf("is %+v, %v", by, err)
		}
		for _, d := range actor.Catalogue() {
			if by.Has(d.Right) {
				t.Errorf("has %s", d.Right)
			}
		}
		if _, err := s.Requests.Create(t.Context(), by, []collab.Draft{{}}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("may invite: %v", err)
		}
	})
}

// Revoking one request ends that one: the recipient goes on with the others.
func TestRevokingEndsOnlyOne(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ofA := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		accept(t, s, maria)
		ofB := create(t, s, s.B.Admin.Token, newRequest(s.B, nil))["guid"].(string)
		accept(t, s, maria)
		may := func() bool {
			_, err := s.Sessions.SignIn(t.Context(), maria, password, "192.0.2.1", "")
			return err == nil
		}
		revoke := func(token, guid string) {
			t.Helper()
			if a := s.Do(t, token, "POST", requests+"/"+guid+"/revoke", `{"reason":"over"}`); a.Status != 200 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
			s.Move(time.Second)
			s.Drain(t)
		}
		revoke(s.A.Admin.Token, ofA)
		b := list(t, s, s.B.Admin.Token, "")[0]
		if !may() || b["status"] != "Active" || b["recipient_customer_access"] != "active" {
			t.Errorf("with A, B ended too: %v", b)
		}
		if a := list(t, s, s.A.Admin.Token, "")[0]; a["status"] != "Inactive" || a["recipient_customer_access"] != "inactive" {
			t.Errorf("A is %v", a)
		}
		revoke(s.B.Admin.Token, ofB)
		if may() {
			t.Error("signs in with nothing left")
		}
	})
}

// Of the statuses a sender writes three; those that give access are not its own.
func TestSendersWriteThreeStatuses(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		before := s.Snapshot(t)
		for _, status := range []string{"Active", "Pending", "Never", "Inactive", "Declined", "Open", "active ", "APPROVED", "Rejected", "%"} {
			for path, body := range map[string]string{
				"/" + guid: `{"status":"` + status + `"}`, "/bulk": `[{"guid":"` + guid + `","status":"` + status + `"}]`,
			} {
				method := map[bool]string{true: "POST", false: "PATCH"}[path == "/bulk"]
				a := s.Do(t, s.A.Admin.Token, method, requests+path, body)
				if a.Status != 400 && (path != "/bulk" || !strings.Contains(a.Body, `"modified":[]`)) {
					t.Errorf("%s %s: %d %s", path, status, a.Status, a.Body)
				}
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+guid, `{"notes":"x","can_resend_email":true,"trial_duration":365,"requestee_email":"eve@evil.example"}`); a.Status != 200 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if d := one(t, s, guid); d["trial_duration"] != 45.0 || d["requestee_email"] != maria || d["can_resend_email"] != false {
			t.Errorf("wrote more than notes: %v", d)
		}
		if len(before["access_requests"]) != len(s.Snapshot(t)["access_requests"]) {
			t.Error("requests were made")
		}
	})
}

// A token of a customer reaches its own things, not those of the customer above
// nor, without an access there, those below.
func TestFamilyTiesOpenNothing(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		if _, err := s.Customers.Set(t.Context(), actor.System(0), s.B.GUID, tenant.Change{ParentGUID: &s.A.GUID}); err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct{ owner, caller *apitest.Customer }{{s.A, s.B}, {s.B, s.A}} {
			things := map[string]apitest.Vars{
				"/access-requests/": aRequest(t, s, tt.owner), "/client-access-links/": aForm(t, s, tt.owner),
				"/access-groups/": aGroup(t, s, tt.owner), "/folders/": aFolder(t, s, tt.owner), "/tiers/": aTier(t, s, tt.owner),
			}
			for path, v := range things {
				for _, method := range []string{"GET", "PATCH", "DELETE"} {
					a := s.Do(t, tt.caller.Admin.Token, method, "/ratings/v1"+path+v["guid"], `{"name":"mine","notes":"mine"}`)
					if a.Status != 404 && a.Status != 405 {
						t.Errorf("%s %s of a relative: %d %s", method, path, a.Status, a.Body)
					}
				}
			}
			if all := list(t, s, tt.caller.Admin.Token, "?company_guid="+tt.owner.Companies["Black Hills Technologies"]); len(all) != 0 {
				t.Errorf("requests of a relative: %v", all)
			}
		}
	})
}
