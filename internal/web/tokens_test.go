package web

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// One's own tokens are listed without their secrets, rotated and made by who signed
// in lately, and revoked at any time; another's are not there.
func TestOwnTokens(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.A.Admin
		admin := s.member(t, s.A, p, actor.AllRights()...)
		user := s.member(t, s.A, s.A.User, "GATEHOUSE_REQUESTS_R")
		base := tokensPath + "/" + strconv.FormatInt(p.Access, 10)
		tok := func() identity.Token {
			t.Helper()
			all, err := s.Tokens.List(t.Context(), actor.System(s.A.ID), p.GUID, strconv.FormatInt(p.Access, 10))
			if err != nil {
				t.Fatal(err)
			}
			return all[0]
		}
		works := func(secret string) bool {
			_, err := s.Doors.Token(t.Context(), secret, "192.0.2.1")
			return err == nil
		}
		first := tok()
		a := admin.get(t, tokensPath).want(t, 200, "API tokens", "gth_"+first.Prefix+"…"+first.Last4, "Live", "Never", "192.0.2.1", "Make a token")
		if strings.Contains(a.body, p.Token) {
			t.Error("the page holds a secret")
		}
		if a := user.get(t, tokensPath).want(t, 200, "API tokens"); strings.Contains(a.body, first.Prefix) || strings.Contains(a.body, "Make a token") {
			t.Error("a user sees another's token, or may make one")
		}
		s.visitor().get(t, tokensPath).leads(t, "/sign-in?next=%2Faccount%2Ftokens")

		// Another's, another customer's, and what is no action.
		user.post(t, base, nil).want(t, 403)
		user.post(t, base+"/"+first.GUID+"/rotate", nil).want(t, 404)
		user.post(t, base+"/"+first.GUID+"/revoke", nil).want(t, 404)
		admin.post(t, base+"/"+first.GUID+"/publish", nil).want(t, 404)

		rotated := admin.post(t, base+"/"+first.GUID+"/rotate", nil).want(t, 200, "It is shown here and never again", "one more day")
		secret := tokenForm.FindString(rotated.body)
		if !works(secret) || !works(p.Token) || rotated.header.Get("Cache-Control") != "no-store" {
			t.Errorf("after rotation: %v %v", works(secret), works(p.Token))
		}
		admin.get(t, tokensPath).want(t, 200, "Replaced")
		made := tokenForm.FindString(admin.post(t, base, nil).want(t, 200, "It is shown here and never again").body)
		if !works(made) {
			t.Error("the new token does not work")
		}

		admin.header.Set("Referer", "http://example.com"+tokensPath)
		s.Move(11 * time.Minute)
		before := s.Rows(t)["tokens"]
		admin.post(t, base, nil).leads(t, "/account/prove?next=%2Faccount%2Ftokens")
		admin.post(t, base+"/"+tok().GUID+"/rotate", nil).leads(t, "/account/prove?next=%2Faccount%2Ftokens")
		if now := s.Rows(t)["tokens"]; now != before {
			t.Errorf("%d tokens, were %d", now, before)
		}
		admin.post(t, base+"/"+first.GUID+"/revoke", nil).leads(t, tokensPath+"?done=revoked")
		admin.get(t, tokensPath+"?done=revoked").want(t, 200, "The token is revoked", "Revoked")
		if works(p.Token) {
			t.Error("a revoked token works")
		}
	})
}
