package web

import (
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// At a phone: an admin makes a token, rotates and revokes it, and extends
// somebody by the page that a reminder leads to; a user renews a token by the
// mailed link. No page on the way has a barrier.
func TestTokensInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		b.window(t, 390, "light")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		works := func() bool {
			t.Helper()
			_, err := s.Doors.Token(t.Context(), eval[string](t, b, `document.querySelector(".secret").textContent.trim()`), "192.0.2.1")
			return err == nil
		}
		for _, action := range []string{`form[action$="` + strconv.FormatInt(s.A.Admin.Access, 10) + `"]`, `form[action$="/rotate"]`} {
			b.open(t, home+tokensPath)
			b.press(t, action+" button")
			b.shows(t, "It is shown here and never again")
			b.accessible(t)
			b.window(t, 390, "light")
			if !works() {
				t.Errorf("%s shows a token that does not work", action)
			}
		}
		b.open(t, home+tokensPath)
		b.press(t, `form[action$="/revoke"] button`)
		b.shows(t, "The token is revoked")
		b.accessible(t)
		b.window(t, 390, "light")

		_, err := s.Users.Create(t.Context(), actor.System(s.A.ID), identity.UserDraft{
			Email: "guest@blueseas.example", FormalName: "Gerda Gast", ExpiresAt: s.Now().AddDate(0, 0, 40).Format(time.DateOnly),
		})
		if err != nil {
			t.Fatal(err)
		}
		s.Move(35 * 24 * time.Hour)
		page := s.remind(t)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+page)
		b.shows(t, "Extend the access of Gerda Gast")
		b.accessible(t)
		b.window(t, 390, "light")
		b.press(t, "main form button")
		b.shows(t, "Renewed", "Gerda Gast has access until")
		b.accessible(t)

		p := s.A.User
		_, _, err = s.Tokens.Create(t.Context(), actor.System(s.A.ID), p.GUID, strconv.FormatInt(p.Access, 10), identity.TokenDraft{ExpiresAt: new(s.Now().AddDate(0, 0, 60))})
		if err != nil {
			t.Fatal(err)
		}
		s.Move(54 * 24 * time.Hour)
		s.remind(t)
		path, code := s.Link(t, p.Email)
		b.window(t, 390, "light")
		b.open(t, home+path)
		b.shows(t, "Renew your API token")
		b.accessible(t)
		b.window(t, 390, "light")
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), code))
		b.press(t, "form button")
		b.shows(t, "It is shown here and never again")
		if !works() {
			t.Error("the renewed token does not work")
		}
	})
}
