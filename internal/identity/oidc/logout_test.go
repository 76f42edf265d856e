package oidc_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"gatehouse/internal/e2e/idp"
)

// A logout token is refused for each thing that it should not say.
func TestLogoutToken(t *testing.T) {
	d := newDesk(t, idp.Options{})
	now := time.Now().Unix()
	event := idp.Object{"http://schemas.openid.net/event/backchannel-logout": idp.Object{}}
	said := func(pairs ...any) idp.Object {
		claims := idp.Object{
			"iss": d.Issuer, "aud": "gatehouse", "iat": now, "exp": now + 120, "jti": "once", "events": event, "sub": "maria", "sid": "s1",
		}
		for i := 0; i < len(pairs); i += 2 {
			set(claims, pairs[i].(string), pairs[i+1])
		}
		return claims
	}
	const no = "no logout token of the provider"
	for name, test := range map[string]struct {
		claims idp.Object
		reason string // "" if it is taken
	}{
		"a session of somebody": {said(), ""},
		"all of somebody":       {said("sid", nil), ""},
		"a session":             {said("sub", nil), ""},
		"of nobody":             {said("sub", nil, "sid", nil), no},
		"no event":              {said("events", nil), no},
		"another event":         {said("events", idp.Object{"http://schemas.openid.net/event/other": idp.Object{}}), no},
		"an event without form": {said("events", idp.Object{"http://schemas.openid.net/event/backchannel-logout": "yes"}), "no event of logout"},
		"with a nonce":          {said("nonce", "n"), no},
		"with an empty nonce":   {said("nonce", ""), no},
		"no id":                 {said("jti", nil), no},
		"id without end":        {said("jti", strings.Repeat("x", 513)), "names that cannot be used"},
		"hidden session":        {said("sid", "s\x001"), "names that cannot be used"},
		"other issuer":          {said("iss", "https://evil.example"), "wrong issuer"},
		"other audience":        {said("aud", "portal"), "wrong audience"},
		"shared audience":       {said("aud", []string{"gatehouse", "portal"}), "wrong audience"},
		"expired":               {said("exp", now-61), "expired"},
		"never expires":         {said("exp", nil), no},
		"old":                   {said("iat", now-301), "expired"},
		"never issued":          {said("iat", nil), "expired"},
		"of the future":         {said("iat", now+120), "not valid yet"},
	} {
		t.Run(name, func(t *testing.T) {
			end, err := d.ps.Logout(t.Context(), d.client, idp.Signed(t, signing(d), "logout+jwt", test.claims))
			if test.reason != "" {
				refused(t, err, test.reason)
				return
			}
			sub, _ := test.claims["sub"].(string)
			sid, _ := test.claims["sid"].(string)
			if err != nil || end.Subject != sub || end.Session != sid || end.Message != "logout once" || !end.Ends.After(time.Now().Add(4*time.Minute)) {
				t.Errorf("%+v %v", end, err)
			}
		})
	}
	t.Run("an ID token", func(t *testing.T) {
		id, err := d.signIn(t)
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.ps.Logout(t.Context(), d.client, id.Token)
		refused(t, err, no)
	})
	t.Run("of another kind", func(t *testing.T) {
		_, err := d.ps.Logout(t.Context(), d.client, idp.Signed(t, signing(d), "at+jwt", said()))
		refused(t, err, "a token of another kind")
	})
	for _, kind := range []string{"JWT", "application/logout+jwt"} {
		if _, err := d.ps.Logout(t.Context(), d.client, idp.Signed(t, signing(d), kind, said())); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	t.Run("by the client secret", func(t *testing.T) {
		raw := idp.Signed(t, jose.SigningKey{Algorithm: jose.HS256, Key: []byte(secret)}, "logout+jwt", said())
		_, err := d.ps.Logout(t.Context(), d.client, raw)
		refused(t, err, "not signed with an algorithm that is taken")
	})
	t.Run("by another provider", func(t *testing.T) {
		fake := newDesk(t, idp.Options{})
		_, err := d.ps.Logout(t.Context(), d.client, idp.Signed(t, signing(fake), "logout+jwt", said()))
		refused(t, err, no)
	})
	t.Run("nothing", func(t *testing.T) {
		_, err := d.ps.Logout(t.Context(), d.client, "")
		refused(t, err, "not signed with an algorithm that is taken")
	})
}

// Who signs out here is led to the provider's logout, and from there back.
func TestEndSession(t *testing.T) {
	d := newDesk(t, idp.Options{})
	address, err := d.ps.EndSession(t.Context(), d.client, "hint", home+"/out")
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(address)
	q := u.Query()
	if !strings.HasPrefix(address, d.Issuer+"/session/end?") || q.Get("client_id") != "gatehouse" || q.Get("id_token_hint") != "hint" ||
		q.Get("post_logout_redirect_uri") != home+"/out" {
		t.Errorf("leads to %s", address)
	}
	d = newDesk(t, idp.Options{})
	d.Change(configuration, func(a idp.Object) { delete(a, "end_session_endpoint") })
	if address, err := d.ps.EndSession(t.Context(), d.client, "", home+"/out"); address != "" || err != nil {
		t.Errorf("%s %v", address, err)
	}
}
