package web

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// types fills in a field and sends its form.
func (b *browser) types(t *testing.T, id, text string) {
	t.Helper()
	eval[string](t, b, `document.getElementById("`+id+`").value = ""`)
	b.do(t, chromedp.SendKeys(chromedp.ID(id), text))
	b.press(t, `form:has(#`+id+`) button`)
}

// At a phone, from the mail to the way back: somebody who has to have a second
// factor chooses a password, sets up an app, signs in by its code and by a recovery
// code, cannot take the last factor away, and begins anew when an administrator
// has reset it.
func TestFactorsInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.withoutOffers(t)
		b.window(t, 390, "light")
		home := s.listen(t)
		login := identity.AccessDraft{Type: identity.UIConnection, TwoFA: new(true), Roles: []string{"GATEHOUSE_REQUESTS_R"}}
		if _, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, login); err != nil {
			t.Fatal(err)
		}

		path, code := s.Link(t, s.A.User.Email)
		b.open(t, home+path)
		b.shows(t, "Choose your password", "Code from the mail")
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), code))
		b.types(t, "password", "Sunshine2026!")
		b.shows(t, "Is known to everybody")
		b.do(t, chromedp.SetValue(chromedp.ID("code"), code))
		b.types(t, "password", password)
		b.shows(t, "Set up a second factor", "Blue Seas requires one")
		phone, codes := b.enrolApp(t, s)
		b.press(t, "main button")
		b.shows(t, "Outbox")

		b.leave(t)
		s.Move(30 * time.Second)
		b.password(t, home+"/sign-in?next=%2Faccount%2Fsecurity", s.A.User.Email)
		b.shows(t, "Your second factor")
		b.types(t, "code", other(phone.code(t)))
		b.shows(t, "This code is wrong, or was used before.")
		b.accessible(t)
		b.window(t, 390, "light")
		b.types(t, "code", phone.code(t))
		b.shows(t, "Second factors", "Your organisation requires one.", "10 of ten are left")
		b.press(t, ".factors button")
		b.shows(t, "Your organisation requires a second factor: set up another one first.")

		b.leave(t)
		b.password(t, home+"/sign-in?next=%2Faccount%2Fsecurity", s.A.User.Email)
		b.types(t, "code", codes[0])
		b.shows(t, "9 of ten are left")

		if err := s.Users.ResetFactors(t.Context(), actor.System(s.A.ID), s.A.User.GUID); err != nil {
			t.Fatal(err)
		}
		b.open(t, home+"/account")
		b.shows(t, "Use the e-mail address")
		b.password(t, home+"/sign-in", s.A.User.Email)
		b.shows(t, "Set up a second factor")
		b.enrolApp(t, s)
		b.press(t, "main button")
		b.shows(t, "Outbox")
	})
}

// enrolApp sets up an app, from the page that asks for one to the recovery codes.
func (b *browser) enrolApp(t *testing.T, s *site) (*app, []string) {
	t.Helper()
	b.press(t, `form[action$="/app"] button`)
	b.shows(t, "Set up an authenticator app")
	a := &app{s, eval[string](t, b, `document.querySelector(".seed").textContent.replaceAll(" ", "")`)}
	b.types(t, "code", a.code(t))
	b.shows(t, "Your recovery codes")
	return a, eval[[]string](t, b, `[...document.querySelectorAll(".codes code")].map(c => c.textContent)`)
}
