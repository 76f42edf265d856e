package ratings_test

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
)

// A SCIM token is shown once, is told by its ends, is rotated with an overlap and
// revoked at once; an IdP has two live ones at most, however many ask.
func TestSCIMTokens(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		all := idps + "/" + newIDP(t, s, s.A, document{"name": "Okta", "metadata": metadata(t, "https://idp.example/a", nil)})["guid"].(string) + "/scim-tokens"
		works := func(secret string) int {
			r := httptest.NewRequestWithContext(t.Context(), "GET", "/scim/v2/Users", http.NoBody)
			r.Header.Set("Authorization", "Bearer "+secret)
			return s.Send(t, r).Status
		}
		a := s.Do(t, admin, "POST", all, `{"subject":"user_name","allowed_ips":["192.0.2.1"],"expires_date":"2026-12-31"}`)
		got := apitest.JSON[document](t, a)
		secret, guid := got["token"].(string), got["guid"].(string)
		want := document{
			"guid": guid, "token": secret, "prefix": secret[4:12], "last4": secret[len(secret)-4:], "subject": "user_name", "allowed_ips": []any{"192.0.2.1/32"},
			"status": "live", "creator_name": "Emma Waters", "created_date": "2026-03-02T10:00:00Z", "expires_date": "2027-01-01T00:00:00Z",
			"last_used_date": nil, "last_used_ip": nil, "revoked_date": nil, "revoke_reason": nil, "replaced_by": nil,
		}
		if a.Status != 201 || !reflect.DeepEqual(got, want) || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		if status := works(secret); status != 200 {
			t.Errorf("it opens nothing: %d", status)
		}
		list := s.Do(t, admin, "GET", all, "")
		if listed := apitest.JSON[[]document](t, list); len(listed) != 1 || listed[0]["last_used_date"] != "2026-03-02T10:00:00Z" || listed[0]["last_used_ip"] != "192.0.2.1" || strings.Contains(list.Body, secret) {
			t.Errorf("listed: %s", list.Body)
		}
		rotated := apitest.JSON[document](t, s.Do(t, admin, "POST", all+"/"+guid+"/rotate", `{"overlap_hours":1}`))
		next, _ := rotated["token"].(string)
		if rotated["subject"] != "user_name" || !reflect.DeepEqual(rotated["allowed_ips"], want["allowed_ips"]) || rotated["expires_date"] != want["expires_date"] {
			t.Errorf("rotated: %v", rotated)
		}
		if works(secret) != 200 || works(next) != 200 {
			t.Error("within the overlap one does not work")
		}
		refused(t, s, admin, "POST", all, `{}`, 409)
		refused(t, s, admin, "POST", all+"/"+guid+"/rotate", `{}`, 409)
		s.Move(time.Hour)
		if works(secret) != 401 || works(next) != 200 {
			t.Error("after the overlap the old one works, or the new one does not")
		}
		if a := s.Do(t, admin, "DELETE", all+"/"+rotated["guid"].(string)+"?reason=leaked", ""); a.Status != 204 || works(next) != 401 {
			t.Errorf("revoked: %d, and it is answered %d", a.Status, works(next))
		}
		for _, body := range []string{`{"subject":"email"}`, `{"expires_date":"2020-01-01"}`, `{"allowed_ips":["x"]}`, `{"subject":null}`} {
			refused(t, s, admin, "POST", all, body, 400)
		}
		var wg sync.WaitGroup
		statuses := make([]int, 6)
		for i := range statuses {
			wg.Go(func() { statuses[i] = s.Do(t, admin, "POST", all, `{}`).Status })
		}
		wg.Wait()
		made := 0
		for _, status := range statuses {
			if status == 201 {
				made++
			}
		}
		if made != 2 {
			t.Errorf("%d of six were made: %v", made, statuses)
		}
		refused(t, s, s.B.Admin.Token, "GET", all, "", 404)
		if a := s.Do(t, admin, "DELETE", strings.TrimSuffix(all, "/scim-tokens"), ""); a.Status != 204 {
			t.Errorf("the IdP stays: %d %s", a.Status, a.Body)
		}
	})
}
