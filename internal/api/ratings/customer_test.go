package ratings_test

import (
	"errors"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

const currentCustomer = "/ratings/v1/customers/current"

func TestCurrentCustomer(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		c := call(t, s, s.A.Reader.Token, "GET", currentCustomer, "", 200)
		exactly(t, c, map[string]string{
			"customer_settings": "object", "date_joined": "string", "guid": "string", "is_active": "bool",
			"last_modified": "string", "name": "string",
		})
		exactly(t, c["customer_settings"].(document), map[string]string{
			"auto_approve_invited_users": "bool", "max_token_days": "null", "tokens_beyond_policy": "null",
			"session_hours": "number", "session_idle_minutes": "number", "require_second_factor": "bool",
		})
		if c["guid"] != s.A.GUID || c["name"] != "Blue Seas" || c["is_active"] != true || c["date_joined"] != "2026-03-02T10:00:00Z" {
			t.Errorf("got %v", c)
		}
		s.Move(time.Hour)
		c["customer_settings"].(document)["auto_approve_invited_users"] = true
		changed := call(t, s, s.A.Admin.Token, "PATCH", currentCustomer, text(t, c), 200)
		if changed["last_modified"] != "2026-03-02T11:00:00Z" || changed["customer_settings"].(document)["auto_approve_invited_users"] != true {
			t.Errorf("got %v", changed)
		}
		if other := call(t, s, s.B.Admin.Token, "GET", currentCustomer, "", 200); other["customer_settings"].(document)["auto_approve_invited_users"] != false {
			t.Errorf("another customer: %v", other)
		}
	})
}

// The policy for tokens is set by who may change settings, holds for what is made
// after it, and says to admins how many tokens go beyond it.
func TestMaxTokenDays(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		settings := func(c document) document { return c["customer_settings"].(document) }
		set := func(days string) document {
			t.Helper()
			return settings(call(t, s, admin, "PATCH", currentCustomer, `{"customer_settings":{"max_token_days":`+days+`}}`, 200))
		}
		for _, days := range []string{"0", "-1", "3651", `"x"`, "1.5", "true"} {
			call(t, s, admin, "PATCH", currentCustomer, `{"customer_settings":{"max_token_days":`+days+`}}`, 400)
		}
		call(t, s, s.A.Reader.Token, "PATCH", currentCustomer, `{"customer_settings":{"max_token_days":1}}`, 403)
		got := set("90")
		exactly(t, got, map[string]string{"auto_approve_invited_users": "bool", "max_token_days": "number", "tokens_beyond_policy": "number", "session_hours": "number", "session_idle_minutes": "number", "require_second_factor": "bool"})
		if got["max_token_days"] != 90.0 || got["tokens_beyond_policy"] != 5.0 { // everybody's token lives forever
			t.Errorf("got %v", got)
		}
		if got := settings(call(t, s, s.A.User.Token, "GET", currentCustomer, "", 200)); got["max_token_days"] != 90.0 || got["tokens_beyond_policy"] != nil {
			t.Errorf("who is no admin reads %v", got)
		}
		if got := settings(call(t, s, s.B.Admin.Token, "GET", currentCustomer, "", 200)); got["max_token_days"] != nil || got["tokens_beyond_policy"] != 0.0 {
			t.Errorf("another customer reads %v", got)
		}
		made := call(t, s, admin, "POST", "/ratings/v1/customers/current/api-tokens", `{"description":"SIEM"}`, 201)
		if made["expires_date"] != "2026-05-31T10:00:00Z" {
			t.Errorf("a company token ends %v", made["expires_date"])
		}
		refused := call(t, s, admin, "POST", s.A.Admin.Path()+"/tokens", `{"expires_at":null}`, 400)
		if refused["errors"] == nil {
			t.Errorf("got %v", refused)
		}
		if got := set("null"); got["max_token_days"] != nil || got["tokens_beyond_policy"] != 0.0 {
			t.Errorf("without a policy: %v", got)
		}
		call(t, s, admin, "POST", s.A.Admin.Path()+"/tokens", `{"expires_at":null}`, 201)
	})
}

// How long people stay signed in is within bounds at both ends.
func TestSessionLimits(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		limits := func(c document) [2]any {
			settings := c["customer_settings"].(document)
			return [2]any{settings["session_hours"], settings["session_idle_minutes"]}
		}
		if got := limits(call(t, s, s.A.Reader.Token, "GET", currentCustomer, "", 200)); got != [2]any{12.0, 120.0} {
			t.Errorf("by default %v", got)
		}
		for body, want := range map[string][2]any{
			`{"session_hours":1,"session_idle_minutes":5}`:    {1.0, 5.0},
			`{"session_hours":24,"session_idle_minutes":480}`: {24.0, 480.0},
		} {
			got := limits(call(t, s, s.A.Admin.Token, "PATCH", currentCustomer, `{"customer_settings":`+body+`}`, 200))
			if got != want {
				t.Errorf("%s: %v", body, got)
			}
		}
		before := limits(call(t, s, s.A.Reader.Token, "GET", currentCustomer, "", 200))
		for _, wrong := range []string{
			`"session_hours":0`, `"session_hours":25`, `"session_hours":null`, `"session_hours":"x"`, `"session_hours":-1`,
			`"session_idle_minutes":0`, `"session_idle_minutes":4`, `"session_idle_minutes":481`, `"session_idle_minutes":null`,
		} {
			call(t, s, s.A.Admin.Token, "PATCH", currentCustomer, `{"customer_settings":{`+wrong+`}}`, 400)
		}
		call(t, s, s.A.Reader.Token, "PATCH", currentCustomer, `{"customer_settings":{"session_hours":2}}`, 403)
		if got := limits(call(t, s, s.A.Reader.Token, "GET", currentCustomer, "", 200)); got != before {
			t.Errorf("after refusals %v", got)
		}
		if got := limits(call(t, s, s.B.Reader.Token, "GET", currentCustomer, "", 200)); got != [2]any{12.0, 120.0} {
			t.Errorf("another customer: %v", got)
		}
	})
}

// An admin lets nobody in by a password alone.
func TestRequireSecondFactor(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		requires := func(c document) any { return c["customer_settings"].(document)["require_second_factor"] }
		v := aUser(t, s, s.A)
		setPassword(t, s, v["email"])
		cookie, err := signIn(t, s, v["email"])
		if err != nil {
			t.Fatal(err)
		}
		if got := requires(call(t, s, s.A.Reader.Token, "GET", currentCustomer, "", 200)); got != false {
			t.Errorf("by default %v", got)
		}
		call(t, s, s.A.Reader.Token, "PATCH", currentCustomer, `{"customer_settings":{"require_second_factor":true}}`, 403)
		for _, wrong := range []string{"null", `"yes"`, "1"} {
			call(t, s, s.A.Admin.Token, "PATCH", currentCustomer, `{"customer_settings":{"require_second_factor":`+wrong+`}}`, 400)
		}
		if got := requires(call(t, s, s.A.Admin.Token, "PATCH", currentCustomer, `{"customer_settings":{"require_second_factor":true}}`, 200)); got != true {
			t.Errorf("then %v", got)
		}
		if got := requires(call(t, s, s.B.Admin.Token, "GET", currentCustomer, "", 200)); got != false {
			t.Errorf("another customer: %v", got)
		}
		if _, err := s.Sessions.Actor(t.Context(), cookie, "192.0.2.9"); err == nil {
			t.Error("a session goes on without the factor that is required")
		}
		if _, err := signIn(t, s, v["email"]); !errors.Is(err, identity.ErrEnrol) {
			t.Errorf("a password alone: %v", err)
		}
		call(t, s, s.A.Admin.Token, "GET", currentCustomer, "", 200) // programs are not asked
		call(t, s, s.A.Admin.Token, "PATCH", currentCustomer, `{"customer_settings":{"require_second_factor":false}}`, 200)
		if _, err := signIn(t, s, v["email"]); err != nil {
			t.Error(err)
		}
	})
}

// With the setting, somebody whose last invitation ended by itself needs no
// approval; everybody else does.
func TestAutoApproveInvitedUsers(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		admin := s.A.Admin.Token
		invite := func(email string) (guid string) {
			return create(t, s, admin, newRequest(s.A, map[string]any{"requestee_email": email, "requestee_formal_name": "Ada Client", "third_parties": nil}))["guid"].(string)
		}
		act := func(guid, verb string) {
			t.Helper()
			method, path, body := "POST", requests+"/"+guid+"/revoke", `{"reason":"over"}`
			if verb == "resolve" {
				method, path, body = "PATCH", requests+"/"+guid, `{"status":"Resolved"}`
			}
			call(t, s, admin, method, path, body, 200)
		}
		waits := func(email string) bool {
			t.Helper()
			register(t, s, s.A, email, "Black Hills")
			d := list(t, s, admin, "?reason=self_requested&q="+email)[0]
			if d["awaiting"] == "answer" && (d["requester_guid"] != s.A.Admin.GUID || d["sent_count"] != 1.0) {
				t.Errorf("%s: %v", email, d)
			}
			return d["awaiting"] == "approval"
		}
		invite("never@blackhills.example")
		invite("again@blackhills.example")
		invite("off@blackhills.example")
		resolved := invite("resolved@blackhills.example")
		revoked := invite("revoked@blackhills.example")
		ended := invite("ended@blackhills.example")
		s.Drain(t)
		accept(t, s, "revoked@blackhills.example")
		accept(t, s, "ended@blackhills.example")
		act(resolved, "resolve")
		act(revoked, "revoke")
		s.Move(60 * 24 * time.Hour)
		s.Drain(t)
		if one(t, s, ended)["status"] != "Inactive" {
			t.Fatalf("got %v", one(t, s, ended)["status"])
		}
		if !waits("off@blackhills.example") {
			t.Error("approved without the setting")
		}
		call(t, s, admin, "PATCH", currentCustomer, `{"customer_settings":{"auto_approve_invited_users":true}}`, 200)
		for email, want := range map[string]bool{
			"never@blackhills.example": false, "ended@blackhills.example": false,
			"resolved@blackhills.example": true, "revoked@blackhills.example": true, "stranger@blackhills.example": true,
		} {
			if got := waits(email); got != want {
				t.Errorf("%s: waits for approval: %v, want %v", email, got, want)
			}
		}
		// An inactive customer decides nothing: the job finds it stopped meanwhile.
		confirm(t, s, s.A, "again@blackhills.example", "Black Hills")
		stop := func(active bool) {
			t.Helper()
			if _, err := s.DB.Exec(t.Context(), `update customers set is_active = $2 where id = $1`, s.A.ID, active); err != nil {
				t.Fatal(err)
			}
		}
		stop(false)
		s.Drain(t)
		stop(true)
		if d := list(t, s, admin, "?reason=self_requested&q=again@blackhills.example")[0]; d["awaiting"] != "approval" {
			t.Errorf("approved for an inactive customer: %v", d)
		}
		register(t, s, s.B, "again@blackhills.example", "Black Hills") // whom another customer invited
		if d := list(t, s, s.B.Admin.Token, "")[0]; d["awaiting"] != "approval" {
			t.Errorf("crossed over: %v", d)
		}
	})
}
