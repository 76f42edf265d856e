package ratings_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/mail"
)

// A webhook tells nobody what they may not read: neither who makes or changes it,
// nor who looks at what was sent to it.
func TestWebhookTellsNoMoreThanMayBeRead(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		some := s.Person(t, s.A, "Of Requests", actor.Admin, "", []string{string(actor.WebhooksRW), string(actor.RequestsR)}).Token
		draft := func(types string) string {
			return `{"name":"SIEM","url":"` + r.URL + `/in","event_types":[` + types + `]}`
		}
		call(t, s, some, "POST", webhooks, draft(``), 403)
		call(t, s, some, "POST", webhooks, draft(`"access_request.created","user.created"`), 403)
		own := call(t, s, some, "POST", webhooks, draft(`"access_request.created","access_request.message"`), 201)
		call(t, s, some, "PATCH", webhooks+"/"+own["guid"].(string), `{"event_types":["contact.created"]}`, 403)
		call(t, s, some, "PATCH", webhooks+"/"+own["guid"].(string), `{"event_types":["access_request.accepted"]}`, 200)

		path, _ := hooked(t, s, r, `,"event_types":["user.created"]`)
		call(t, s, s.A.Admin.Token, "POST", "/ratings/v2/users", `{"email":"new@blueseas.example","formal_name":"New Person"}`, 201)
		s.Drain(t)
		sent := path + "/deliveries/" + deliveries(t, s, path, "")[0]["guid"].(string)
		if d := call(t, s, s.A.Admin.Token, "GET", sent, "", 200); d["state"] != "delivered" || d["body"] == nil {
			t.Errorf("who may read users is answered %v", d)
		}
		if d := call(t, s, some, "GET", sent, "", 200); d["state"] != "delivered" || d["body"] != nil {
			t.Errorf("who may not is answered %v", d)
		}
		for _, tt := range []struct {
			body   string
			status int
		}{
			{`{"url":"` + r.URL + `/elsewhere"}`, 403},
			{`{"format":"teams"}`, 403},
			{`{"event_types":["user.created","user.updated"]}`, 403},
			{`{"name":"Users"}`, 200},
			{`{"is_active":false}`, 200},
			{`{"is_active":true}`, 403},
			{`{"event_types":["access_request.created"],"is_active":true}`, 200},
		} {
			call(t, s, some, "PATCH", path, tt.body, tt.status)
		}
	})
}

// An address may be a secret: who only reads webhooks sees its host.
func TestWebhookAddressIsForWhoMayChangeIt(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		const address = "https://hooks.example:8443/services/T0/B0/secret"
		made := call(t, s, s.A.Admin.Token, "POST", webhooks, `{"name":"#vendors","url":"`+address+`","format":"slack"}`, 201)
		reader := s.Person(t, s.A, "Only Reads", actor.Admin, "", []string{string(actor.WebhooksR)}).Token
		for token, want := range map[string]string{s.A.Admin.Token: address, reader: "https://hooks.example:8443"} {
			one := call(t, s, token, "GET", webhooks+"/"+made["guid"].(string), "", 200)
			all := apitest.JSON[[]document](t, s.Do(t, token, "GET", webhooks, ""))
			if one["url"] != want || len(all) != 1 || all[0]["url"] != want {
				t.Errorf("got %v and %v, want %s", one["url"], all, want)
			}
		}
	})
}

// With another server key, the address entered again and a new secret are enough:
// the old secret, which nobody can read any more, is not waited for.
func TestWebhookAfterAnotherKey(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		r := s.Receiver(t)
		path, _ := hooked(t, s, r, "")
		s.Webhooks.Post.Key = mail.Key{9}
		call(t, s, s.A.Admin.Token, "PATCH", path, `{"url":"`+r.URL+`/in"}`, 200)
		fresh := call(t, s, s.A.Admin.Token, "POST", path+"/rotate", `{"overlap_hours":24}`, 200)
		if secret, _ := fresh["secret"].(string); fresh["old_secret_until"] != nil || secret == "" {
			t.Errorf("rotated: %v", fresh)
		}
		got := call(t, s, s.A.Admin.Token, "POST", path+"/test", "", 200)
		if calls := r.Take(); got["state"] != "delivered" || len(calls) != 1 || !calls[0].Signed(fresh["secret"].(string)) {
			t.Errorf("%d calls, %v", len(calls), got)
		}
	})
}
