package web

import (
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gatehouse/internal/actor"
)

// Home is where one arrives. From there the keyboard alone finds a person while one
// types; without a script the same field leads to a page.
func TestHomeInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		home := s.listen(t)
		s.send(t, s.maria())
		s.answer(t, "mcastro@blackhills.example", url.Values{"answer": {"accept"}, "terms": {"yes"}, "password": {password}})
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.shows(t, "What waits for you", "invitation was accepted", "Maria Castro, Black Hills Technologies", "What became of invitations")
		b.press(t, `.counters a[href="/home?reason=remediation"]`)
		b.shows(t, "100% of the invited")
		b.press(t, `.waits .since button`)
		b.shows(t, "From now on only what is new is counted.", "Nothing waits for you.")
		b.fits(t)

		find := func() {
			t.Helper()
			b.key(t, "k", chromedp.KeyModifiers(chromedp.ModifierCtrl))
			b.do(t, chromedp.SendKeys(chromedp.ID("seek"), "cast"))
		}
		find()
		b.waitsFor(t, `document.querySelector(".finder:not([hidden]) .found a") !== null`)
		b.shows(t, "People", "Maria Castro")
		b.accessible(t)
		b.key(t, kb.Escape)
		b.waitsFor(t, `document.querySelector(".finder").hidden`)
		eval[bool](t, b, `document.getElementById("seek").value = ""; true`)
		find()
		b.waitsFor(t, `document.querySelector(".finder:not([hidden]) .found a") !== null`)
		b.key(t, kb.ArrowDown)
		call(t, b, func() error {
			_, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(kb.Enter))
			return err
		})
		b.shows(t, "Maria Castro", "mcastro@blackhills.example")
		if got := eval[string](t, b, `location.pathname`); len(got) != len("/outbox/")+36 {
			t.Errorf("the first result leads to %s", got)
		}

		b.scripted(t, false)
		b.open(t, home+"/home")
		b.do(t, chromedp.SendKeys(chromedp.ID("seek"), "cast"))
		call(t, b, func() error {
			_, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(kb.Enter))
			return err
		})
		b.shows(t, "Search", "People", "Maria Castro")
		b.press(t, `.found a[href^="/outbox/"]`)
		b.shows(t, "mcastro@blackhills.example")
	})
}
