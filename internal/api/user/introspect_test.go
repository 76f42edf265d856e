package user_test

import (
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

const introspectPath = "/user/v1/introspect"

// form posts a form, as the RFC has it.
func form(t *testing.T, s *apitest.Server, token string, values url.Values) apitest.Answer {
	t.Helper()
	return raw(t, s, token, values.Encode())
}

func raw(t *testing.T, s *apitest.Server, token, body string) apitest.Answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "POST", introspectPath, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "Bearer "+token)
	return s.Send(t, r)
}

func ask(t *testing.T, s *apitest.Server, by, about string) apitest.Answer {
	t.Helper()
	return form(t, s, by, url.Values{"token": {about}})
}

// resource is a program that asks what the tokens it is given may do.
func resource(t *testing.T, s *apitest.Server, c *apitest.Customer) string {
	t.Helper()
	return s.Person(t, c, "Resource Server", actor.User, c.Group, []string{"GATEHOUSE_INTROSPECT_R"}).Token
}

const inactiveBody = `{"active":false}` + "\n"

func TestIntrospect(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		by := resource(t, s, s.A)
		admin := s.Person(t, s.A, "Cora Custom", actor.Admin, "", actor.AllRights())
		if a := s.Do(t, admin.Token, "POST", "/user/v1/roles", `{"id":"EVENTS_R"}`); a.Status != 201 {
			t.Fatal(a.Body)
		}
		expires := apitest.Start.Add(48 * time.Hour)
		body := `{"type":"api_connection","name":"x","roles":["EVENTS_R","GATEHOUSE_REQUESTS_RW","GATEHOUSE_PORTFOLIO_RW","GATEHOUSE_LINKS_RW","GATEHOUSE_AUDIT_R"]}`
		access := data(t, s.Do(t, admin.Token, "POST", "/user/v1/users/"+s.A.User.GUID+"/access", body), 201)
		id := str(int64(access["id"].(float64)))
		made, secret, err := s.Tokens.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, id, identity.TokenDraft{
			ExpiresAt: &expires, AllowedIPs: []string{"203.0.113.0/24"},
		})
		if err != nil {
			t.Fatal(err)
		}
		before := s.Snapshot(t)
		a := ask(t, s, by, secret)
		got := apitest.JSON[object](t, a)
		want := object{
			"active": true, "scope": "EVENTS_R GATEHOUSE_REQUESTS_RW GATEHOUSE_PORTFOLIO_R", "client_id": id,
			"username": s.A.User.Email, "sub": s.A.User.GUID, "exp": float64(expires.Unix()), "iat": float64(made.CreatedAt.Unix()),
			"token_type": "Bearer", "customer": s.A.GUID, "group": s.A.Group,
			"roles": []any{"EVENTS_R", "GATEHOUSE_REQUESTS_RW", "GATEHOUSE_PORTFOLIO_R"},
		}
		if !reflect.DeepEqual(got, want) || a.Status != 200 || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		if diff := cmp.Diff(before, s.Snapshot(t)); diff != "" {
			t.Errorf("it counts as a use, or leaves a trace: %s", diff)
		}
		// JSON, and a form with what the RFC lets others add.
		for _, again := range []apitest.Answer{
			s.Do(t, by, "POST", introspectPath+"/", `{"token":"`+secret+`"}`),
			raw(t, s, by, `{"token":"`+secret+`"}`),
			form(t, s, by, url.Values{"token": {secret}, "token_type_hint": {"refresh_token"}, "resource": {"x"}}),
		} {
			if again.Body != a.Body {
				t.Errorf("%d %s", again.Status, again.Body)
			}
		}
		// A token without end has no exp; an admin's rights are whole.
		whole := apitest.JSON[object](t, ask(t, s, by, s.A.Admin.Token))
		if _, has := whole["exp"]; has || whole["scope"] != strings.Join(actor.AllRights(), " ") {
			t.Errorf("%v", whole)
		}
		// What the role takes away is gone at once.
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), admin.GUID, identity.UserChange{Role: new(actor.User)}); err != nil {
			t.Fatal(err)
		}
		if got := apitest.JSON[object](t, ask(t, s, by, admin.Token)); strings.Contains(got["scope"].(string), "LINKS") || !strings.Contains(got["scope"].(string), "EVENTS_R") {
			t.Errorf("%v", got)
		}
	})
}

// Whatever does not work is answered alike, and in the same bytes.
func TestIntrospectTellsNothing(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ctx, by := t.Context(), resource(t, s, s.A)
		system := actor.System(s.A.ID)
		dead := func(name string, stop func(p *apitest.Person) error) {
			t.Helper()
			p := s.Person(t, s.A, name, actor.User, "", actor.AllRights())
			if got := apitest.JSON[object](t, ask(t, s, by, p.Token)); got["active"] != true {
				t.Fatalf("%s, before: %v", name, got)
			}
			if err := stop(p); err != nil {
				t.Fatal(err)
			}
			if a := ask(t, s, by, p.Token); a.Status != 200 || a.Body != inactiveBody {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
		dead("Rob Revoked", func(p *apitest.Person) error {
			return s.Tokens.Revoke(ctx, system, p.GUID, str(p.Access), tokenOf(t, s, p), "")
		})
		dead("Dan Deactivated", func(p *apitest.Person) error {
			_, err := s.Users.Change(ctx, system, p.GUID, identity.UserChange{IsActive: new(bool)})
			return err
		})
		dead("Ada Accessless", func(p *apitest.Person) error { return s.Accesses.Delete(ctx, system, p.GUID, str(p.Access)) })
		dead("Una Gone", func(p *apitest.Person) error { return s.Users.Delete(ctx, system, p.GUID) })
		dead("Eva Expired", func(p *apitest.Person) error {
			_, err := s.DB.Exec(ctx, `update tokens set expires_at = $1 where access_id = $2`, s.Now(), p.Access)
			return err
		})
		secret, _, _, _ := identity.NewToken()
		for name, token := range map[string]string{
			"unknown": secret, "another customer's": s.B.Admin.Token, "a wrong checksum": s.A.Admin.Token[:36] + "_",
			"empty": "", "no token": "hello", "no text": "\x00\xff", "very long": strings.Repeat("x", 100_000), "with a space": " " + s.A.Admin.Token,
		} {
			if a := ask(t, s, by, token); a.Status != 200 || a.Body != inactiveBody || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
	})
}

// A customer may ask about its subsidiaries' tokens, never up or sideways.
func TestIntrospectGoesDown(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		sub, err := s.Customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: "South", ParentGUID: s.A.GUID, CompanyDomain: "south.example"})
		if err != nil {
			t.Fatal(err)
		}
		south := &apitest.Customer{Customer: sub}
		below := s.Person(t, south, "Sue South", actor.User, "", actor.AllRights())
		got := apitest.JSON[object](t, ask(t, s, s.A.User.Token, below.Token))
		if got["active"] != true || got["customer"] != sub.GUID {
			t.Errorf("%v", got)
		}
		for name, a := range map[string]apitest.Answer{
			"up": ask(t, s, below.Token, s.A.Admin.Token), "sideways": ask(t, s, s.B.Admin.Token, below.Token),
		} {
			if a.Body != inactiveBody {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
	})
}

func TestIntrospectRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		by := resource(t, s, s.A)
		token := s.A.User.Token
		for name, tt := range map[string]struct {
			by, body string
			status   int
		}{
			"nobody":            {"", "token=" + token, 401},
			"without the right": {s.A.Reader.Token, "token=" + token, 403},
			"no token":          {by, "token_type_hint=access_token", 400},
			"nothing":           {by, "", 400},
			"twice":             {by, "token=" + token + "&token=" + token, 400},
			"two hints":         {by, "token=" + token + "&token_type_hint=a&token_type_hint=b", 400},
			"no form":           {by, "token=%zz", 400},
			"a long hint":       {by, "token=x&token_type_hint=" + strings.Repeat("x", 101), 400},
			"an unknown field":  {by, `{"token":"x","resource":"y"}`, 400},
			"too much":          {by, "token=" + strings.Repeat("x", 1<<20), 413},
		} {
			a := raw(t, s, tt.by, tt.body)
			if problem := wrongShape("", a); a.Status != tt.status || problem != "" {
				t.Errorf("%s: %d %s %s", name, a.Status, a.Body, problem)
			}
		}
		// In the address it would be in every log.
		if a := s.Do(t, by, "POST", introspectPath+"?token="+token, `{}`); a.Status != 400 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}
