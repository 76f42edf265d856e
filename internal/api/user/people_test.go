package user_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

// What a user may do says from which role each right comes, and which of them
// the ratings role of the user does not leave.
func TestRightsAsDocumented(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		if err := s.Roles.Add(t.Context(), actor.System(s.A.ID), identity.Role{ID: "EVENTS_R"}); err != nil {
			t.Fatal(err)
		}
		p := s.Person(t, s.A, "Ann Bold", actor.User, "", []string{"GATEHOUSE_PORTFOLIO_RW", "EVENTS_R", "GATEHOUSE_PORTFOLIO_R"})
		path := "/user/v1/users/" + p.GUID
		a := s.Do(t, s.A.Admin.Token, "GET", path+"/rights", "")
		want := `{"message":"OK","data":{"total":1,"results":[{"access":` + strconv.FormatInt(p.Access, 10) + `,"type":"api_connection","name":"API","customer_id":` +
			strconv.FormatInt(s.A.ID, 10) + `,"role":"customer_user","rights":[` +
			`{"id":"GATEHOUSE_PORTFOLIO_R","description":"Read companies, folders, tiers and contacts.","from":["GATEHOUSE_PORTFOLIO_RW","GATEHOUSE_PORTFOLIO_R"],"works":true},` +
			`{"id":"GATEHOUSE_PORTFOLIO_RW","description":"Change companies, folders, tiers, contacts and subscriptions.","from":["GATEHOUSE_PORTFOLIO_RW"],"works":false}],` +
			`"own_roles":["EVENTS_R"]}]}}`
		if a.Status != 200 || strings.TrimSpace(a.Body) != want {
			t.Errorf("got %d %s, want %s", a.Status, a.Body, want)
		}
		csv := s.Do(t, s.A.Admin.Token, "GET", path+"/rights?format=csv", "")
		if !strings.Contains(csv.Body, ",customer_user,GATEHOUSE_PORTFOLIO_R,GATEHOUSE_PORTFOLIO_RW,EVENTS_R,") {
			t.Errorf("got %s", csv.Body)
		}
	})
}

// The catalogue as it can be given says what the giver lacks, and what would be
// given in vain.
func TestOffersShowTheCeiling(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		if err := s.Roles.Add(t.Context(), actor.System(s.A.ID), identity.Role{ID: "EVENTS_R", Description: "Reads events."}); err != nil {
			t.Fatal(err)
		}
		p := s.Person(t, s.A, "Ann Bold", actor.User, s.A.Group, nil)
		a := s.Do(t, s.A.GroupAdmin.Token, "GET", "/user/v1/users/"+p.GUID+"/roles", "")
		for _, want := range []string{
			`"total":18`,
			`{"id":"GATEHOUSE_REQUESTS_RW","description":"Read and send access requests, decide on registrations.","is_own":false,"may_give":true,"works_as":"GATEHOUSE_REQUESTS_RW"}`,
			`{"id":"GATEHOUSE_USERS_RW","description":"Create and change users and their accesses.","is_own":false,"may_give":true,"works_as":"GATEHOUSE_USERS_R"}`,
			`{"id":"GATEHOUSE_LINKS_RW","description":"Read, create and change client access links.","is_own":false,"may_give":false,"works_as":null}`,
			`{"id":"EVENTS_R","description":"Reads events.","is_own":true,"may_give":false,"works_as":"EVENTS_R"}`,
		} {
			if a.Status != 200 || !strings.Contains(a.Body, want) {
				t.Errorf("got %d %s, want %s in it", a.Status, a.Body, want)
			}
		}
	})
}

// An admin sees where a user is signed in, and ends one session or all; who may
// not change the user does neither.
func TestSessionsOfAUser(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := signedIn(t, s, s.A)
		path := "/user/v1/users/" + v["user"] + "/sessions"
		id := strconv.FormatInt(s.A.ID, 10)
		a := s.Do(t, s.A.Admin.Token, "GET", path, "")
		want := `{"message":"OK","data":{"total":1,"results":[{"id":"` + v["session"] + `","customer_id":` + id + `,"profile":"","method":"password","factor":"totp",` +
			`"agent":"Firefox","ip":"192.0.2.9","created_at":"2026-03-02T10:00:00+00:00","last_seen_at":"2026-03-02T10:00:00+00:00"}]}}`
		if a.Status != 200 || strings.TrimSpace(a.Body) != want {
			t.Errorf("got %d %s, want %s", a.Status, a.Body, want)
		}
		if a := s.Do(t, s.A.Manager.Token, "GET", path, ""); a.Status != 403 {
			t.Errorf("a manager of the portfolio got %d %s", a.Status, a.Body)
		}
		other := s.Person(t, s.A, "Up There", actor.Admin, s.A.Group, actor.AllRights())
		for _, method := range []string{"GET", "DELETE"} { // of an admin in her group, whom she sees
			if a := s.Do(t, s.A.GroupAdmin.Token, method, "/user/v1/users/"+other.GUID+"/sessions", ""); a.Status != 403 {
				t.Errorf("%s of somebody above: %d %s", method, a.Status, a.Body)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", path+"/"+v["session"], ""); a.Status != 204 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", path+"/"+v["session"], ""); a.Status != 404 {
			t.Errorf("ended twice: %d %s", a.Status, a.Body)
		}
		openSession(t, s, s.A, v["access"])
		if a := s.Do(t, s.A.Admin.Token, "DELETE", path, ""); a.Status != 204 {
			t.Errorf("got %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, s.A.Admin.Token, "GET", path, ""); !strings.Contains(a.Body, `"total":0`) {
			t.Errorf("left %s", a.Body)
		}
	})
}

// Each filter of the list of users leaves exactly whom it says.
func TestUsersAreNarrowed(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		p := s.Person(t, s.A, "Ann Bold", actor.User, "", []string{"GATEHOUSE_AUDIT_R"})
		day, nobody := "2026-03-20", s.Person(t, s.A, "Ben Still", actor.User, "", nil)
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), p.GUID, identity.UserChange{ExpiresAt: &day}); err != nil {
			t.Fatal(err)
		}
		off := false
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), nobody.GUID, identity.UserChange{IsActive: &off}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), nobody.GUID, identity.AccessDraft{Type: identity.UIConnection}); err != nil {
			t.Fatal(err)
		}
		for query, want := range map[string]string{
			"holds=GATEHOUSE_AUDIT_R&role=customer_user&q=ann": "Ann", "expires_before=2026-03-20": "Ann", "expires_before=2026-03-19": "",
			"status=Deactivated": "Ben", "second_factor=false": "Ben", "second_factor=True": "", "provisioned=true": "",
			"provisioned=false&q=ben": "Ben", "holds=NOBODY": "", "is_active=false": "Ben", "status=created&q=ben": "",
		} {
			a := s.Do(t, s.A.Admin.Token, "GET", "/user/v1/users?format=csv&fields=firstname&"+query, "")
			if got := strings.Join(strings.Fields(strings.TrimPrefix(a.Body, "\ufeff"))[1:], " "); a.Status != 200 || got != want {
				t.Errorf("%s: %d %q, want %q", query, a.Status, got, want)
			}
		}
		for _, query := range []string{"status=gone", "expires_before=soon", "second_factor=maybe", "holds=" + url.QueryEscape(strings.Repeat("x", 301))} {
			if a := s.Do(t, s.A.Admin.Token, "GET", "/user/v1/users?"+query, ""); a.Status != 400 {
				t.Errorf("%s: %d %s", query, a.Status, a.Body)
			}
		}
	})
}
