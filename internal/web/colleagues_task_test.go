package web

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// Maria asks a colleague for help, and Tom comes in.
func TestTaskInviteAColleagueInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		_, guid := s.received(t)
		home := s.listen(t)
		b := newBrowser(t)
		b.withoutOffers(t)
		b.password(t, home+"/sign-in", "mcastro@blackhills.example")
		b.open(t, home+"/inbox/"+guid)
		k := newTask(b, "Bring in a colleague")
		k.press(t, `a[href$="/colleagues"]`)
		b.accessible(t)
		b.window(t, 1280, "light")
		b.do(t, chromedp.SendKeys(chromedp.ID("formal_name"), "Tom Baker"), chromedp.SendKeys(chromedp.ID("email"), "tom@blackhills.example"))
		k.press(t, "main form.card-in button")
		b.shows(t, "The invitation is on its way.", "Tom Baker Invited")
		s.Drain(t)

		path, code := s.Link(t, "tom@blackhills.example")
		b.press(t, `form[action="/sign-out"] button`)
		b.open(t, home+path)
		b.shows(t, "Maria Castro asks you to help")
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), code), chromedp.SendKeys(chromedp.ID("password"), password))
		k.click(t, "#terms")
		k.press(t, `form[aria-labelledby="accept"] button`)
		b.shows(t, "Welcome. You have accepted", "Please address these")
		k.done(t, 4)
		b.press(t, `a[href$="/colleagues"]`)
		b.shows(t, "Tom Baker (you) Has access", "Leave")
	})
}
