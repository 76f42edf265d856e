package user_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// An admin has a person fetch a token of its own: it goes to that person's
// address, and is made when it is fetched.
func TestSendToken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, user := s.A.Admin.Token, s.A.User
		tokens := user.Path() + "/tokens"
		got := data(t, s.Do(t, admin, "POST", tokens+"/retrieval", `{"expires_at":"2026-03-04","allowed_ips":["192.0.2.0/24"]}`), 201)
		want := object{"user": user.GUID, "email": user.Email, "expires_at": "2026-03-05T00:00:00+00:00"} // with the token, before a week is over
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		if all := data(t, s.Do(t, admin, "GET", tokens, ""), 200); all["total"] != 1.0 {
			t.Errorf("a token before it is fetched: %v", all)
		}
	})
}

func TestRetrievedTokenIsAsItWasSent(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin, user := s.A.Admin.Token, s.A.User
		tokens := user.Path() + "/tokens"
		fetch := func(ticket string) apitest.Answer {
			t.Helper()
			return s.Do(t, "", "POST", "/ratings/v1/api-tokens/retrieve",
				`{"auth_token":"`+ticket+`","email":"`+user.Email+`","user_guid":"`+user.GUID+`"}`)
		}
		send := func(body string) string {
			t.Helper()
			s.Move(time.Second)
			data(t, s.Do(t, admin, "POST", tokens+"/retrieval", body), 201)
			path, code := s.Link(t, user.Email)
			return mail.Ticket(strings.TrimPrefix(path, "/retrieve-token/"), code)
		}
		old := send(`{"expires_at":null}`)
		ticket := send(`{"expires_at":"2026-03-04","allowed_ips":["198.51.100.7","192.0.2.0/24"]}`)
		if a := fetch(old); a.Status != 404 {
			t.Errorf("an older mail: %d %s", a.Status, a.Body)
		}
		secret, _ := apitest.JSON[object](t, fetch(ticket))["token"].(string)
		if a := s.Do(t, secret, "GET", "/user/v1/roles", ""); a.Status != 200 {
			t.Fatalf("%q: %d %s", secret, a.Status, a.Body)
		}
		results := data(t, s.Do(t, admin, "GET", tokens, ""), 200)["results"].([]any)
		newest := results[0].(object)
		if len(results) != 2 || newest["expires_at"] != "2026-03-05T00:00:00+00:00" ||
			!reflect.DeepEqual(newest["allowed_ips"], []any{"198.51.100.7/32", "192.0.2.0/24"}) ||
			newest["created_by"].(object)["id"] != user.GUID {
			t.Errorf("%v", newest)
		}
		// A new address proves itself before a link to the old one works no more.
		ticket = send("")
		email := "una.new@blueseas.example"
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), user.GUID, identity.UserChange{Email: &email}); err != nil {
			t.Fatal(err)
		}
		s.Move(time.Second)
		path, code := s.Link(t, email)
		if err := s.Users.ConfirmEmail(t.Context(), strings.TrimPrefix(path, "/confirm-email/"), code); err != nil {
			t.Fatal(err)
		}
		if a := fetch(ticket); a.Status != 404 {
			t.Errorf("a mail to an address of the past: %d %s", a.Status, a.Body)
		}
	})
}

func TestSendTokenRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		weak := s.Person(t, s.A, "Wes Weak", actor.Admin, "", []string{"GATEHOUSE_TOKENS_RW"})
		access := "/user/v1/users/" + s.A.Reader.GUID + "/access"
		ui := data(t, s.Do(t, s.A.Admin.Token, "POST", access, `{"type":"ui_connection"}`), 201)
		made := apitest.JSON[object](t, s.Do(t, s.A.Admin.Token, "POST", "/v1/customers/current/api-tokens", `{"description":"x"}`))
		service := "/user/v1/users/" + made["guid"].(string) + "/access"
		robot := data(t, s.Do(t, s.A.Admin.Token, "GET", service, ""), 200)["results"].([]any)[0].(object)
		refuse(t, s, []call{
			{"somebody mightier", weak.Token, "POST", s.A.Admin.Path() + "/tokens/retrieval", "", 403, ""},
			{"a group admin, outside its group", s.A.GroupAdmin.Token, "POST", s.A.Admin.Path() + "/tokens/retrieval", "", 404, ""},
			{"a group admin, without end", s.A.GroupAdmin.Token, "POST", s.A.User.Path() + "/tokens/retrieval", `{"expires_at":null}`, 403, ""},
			{"a user", s.A.User.Token, "POST", s.A.User.Path() + "/tokens/retrieval", "", 403, ""},
			{"another customer", s.B.Admin.Token, "POST", s.A.User.Path() + "/tokens/retrieval", "", 404, ""},
			{"no tokens here", s.A.Admin.Token, "POST", access + "/" + str(int64(ui["id"].(float64))) + "/tokens/retrieval", "", 409, ""},
			{"no mailbox", s.A.Admin.Token, "POST", service + "/" + str(int64(robot["id"].(float64))) + "/tokens/retrieval", "", 409, ""},
			{"in the past", s.A.Admin.Token, "POST", s.A.User.Path() + "/tokens/retrieval", `{"expires_at":"2020-01-01"}`, 400, "expires_at"},
			{"an unknown field", s.A.Admin.Token, "POST", s.A.User.Path() + "/tokens/retrieval", `{"email":"x@evil.example"}`, 400, "email"},
		})
	})
}
