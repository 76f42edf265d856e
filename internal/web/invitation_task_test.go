package web

import (
	"testing"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/collab"
)

// From the link in the mail to the inbox: the code, a password, the terms, a button.
func TestTaskAcceptInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "dark")
		home := s.listen(t)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		k := newTask(b, "Accept an invitation")
		b.open(t, home+path)
		b.shows(t, "Emma Waters", "What you get", "45 days", "What is shared", "Your data")
		b.accessible(t)
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), code), chromedp.SendKeys(chromedp.ID("password"), password))
		k.click(t, "#terms")
		k.press(t, "#accept form > button")
		b.shows(t, "Welcome.", "Please address these <concerns>.")
		k.done(t, 3)
	})
}

// To decline takes no more clicks than to accept, and no script.
func TestTaskDeclineInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "light")
		home := s.listen(t)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		k := newTask(b, "Decline an invitation")
		b.open(t, home+path)
		k.click(t, "#decline > summary")
		b.shows(t, "Whoever tries there is told that you want no more.")
		b.do(t, chromedp.SendKeys(chromedp.ID("decline-code"), code), chromedp.SendKeys(chromedp.ID("why"), "I left the company."))
		k.press(t, "#decline form > button")
		b.shows(t, "You have declined")
		k.done(t, 2)
		if got := s.status(t, maria.GUID); got != string(collab.Declined) {
			t.Errorf("the request is %s", got)
		}
	})
}

// An invitation is passed on, after an address that is nobody's there; the
// colleague goes in, and the sender sees how it went.
func TestTaskForwardInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		b.window(t, 1280, "light")
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		b.open(t, home+path)
		b.do(t, chromedp.Click("#forward > summary"),
			chromedp.SendKeys(chromedp.ID("forward-code"), code),
			chromedp.SendKeys(chromedp.ID("colleague_name"), "Tom Wolf"), chromedp.SendKeys(chromedp.ID("colleague_email"), "tom@elsewhere.example"))
		b.press(t, "#forward form > button")
		b.shows(t, "Your colleague needs an address at blackhills.example.")
		if got := eval[string](t, b, `document.activeElement.id`); got != "colleague_email" {
			t.Errorf("the focus is on %q", got)
		}

		k := newTask(b, "Pass an invitation on")
		b.open(t, home+path)
		k.click(t, "#forward > summary")
		b.shows(t, "Your colleague gets a mail", "At blackhills.example, like yours.")
		b.accessible(t)
		b.do(t, chromedp.SendKeys(chromedp.ID("forward-code"), code),
			chromedp.SendKeys(chromedp.ID("colleague_name"), "Tom Wolf"), chromedp.SendKeys(chromedp.ID("colleague_email"), "tom@blackhills.example"))
		k.press(t, "#forward form > button")
		b.shows(t, "You have passed it on", "Tom Wolf (tom@blackhills.example)")
		k.done(t, 2)

		s.Drain(t)
		path, code = s.Link(t, "tom@blackhills.example")
		b.open(t, home+path)
		b.shows(t, "Passed on by", "Maria Castro (mcastro@blackhills.example)")
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), code), chromedp.SendKeys(chromedp.ID("password"), password), chromedp.Click(chromedp.ID("terms")))
		b.press(t, "#accept form > button")
		b.shows(t, "Welcome.")
		b.leave(t)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/outbox/"+maria.GUID)
		b.shows(t, "Tom Wolf", "Emma Waters invited Maria Castro", "Maria Castro passed the invitation on to Tom Wolf", "Tom Wolf accepted")
	})
}
