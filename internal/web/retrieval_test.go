package web

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

var tokenForm = regexp.MustCompile(`gth_\w{33}`)

// The page of a mailed token shows it once, to whoever has the code.
func TestRetrieveToken(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, err := s.Tokens.Send(t.Context(), actor.System(s.A.ID), s.A.User.GUID, strconv.FormatInt(s.A.User.Access, 10), identity.TokenDraft{})
		if err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, s.A.User.Email)
		v := s.visitor()
		before := s.Rows(t)["tokens"]
		for range 3 { // a scanner looks
			v.get(t, path).want(t, 200, "Fetch your API token", "Blue Seas")
		}
		v.post(t, path, url.Values{"code": {other(code)}}).want(t, 422, "You have 4 tries left")
		if now := s.Rows(t)["tokens"]; now != before {
			t.Errorf("%d tokens, were %d", now, before)
		}
		a := v.post(t, path, url.Values{"code": {code}}).want(t, 200, "It is shown here and never again")
		secret := tokenForm.FindString(a.body)
		if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%v", a.header)
		}
		by, err := s.Doors.Token(t.Context(), secret, "192.0.2.1")
		if err != nil || by.UserGUID != s.A.User.GUID {
			t.Errorf("%q: %v", secret, err)
		}
		v.post(t, path, url.Values{"code": {code}}).want(t, 410)
		if a := v.get(t, path).want(t, 410, "This link has done its work", "have the token revoked"); strings.Contains(a.body, "/sign-in") {
			t.Error("who fetches a token may have nowhere to sign in")
		}
		if a := v.get(t, strings.Replace(path, "/retrieve-token/", "/set-password/", 1)); a.status != 404 {
			t.Errorf("as another page: %d", a.status)
		}
	})
}

// Who is stopped before the mail is read fetches nothing.
func TestRetrieveTokenOfTheStopped(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		system, u := actor.System(s.A.ID), s.A.User
		_, err := s.Tokens.Send(t.Context(), system, u.GUID, strconv.FormatInt(u.Access, 10), identity.TokenDraft{})
		if err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, u.Email)
		if _, err := s.Users.Change(t.Context(), system, u.GUID, identity.UserChange{IsActive: new(false)}); err != nil {
			t.Fatal(err)
		}
		v, before := s.visitor(), s.Rows(t)["tokens"]
		if a := v.post(t, path, url.Values{"code": {code}}); a.status != 404 || tokenForm.MatchString(a.body) {
			t.Errorf("%d %s", a.status, a.body)
		}
		if now := s.Rows(t)["tokens"]; now != before {
			t.Errorf("%d tokens, were %d", now, before)
		}
	})
}
