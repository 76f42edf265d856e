package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestTaskRewordInBrowser changes what an invitation says in French and sends a
// test, which arrives.
func TestTaskRewordInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		s.refuse(t, s.A.ID)
		b, home := s.adminsBrowser(t)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/mails")
		b.accessible(t)
		k := newTask(b, "Change the wording of a mail in French and send a test")
		k.press(t, `.top a[href="/settings/wording"]`)
		k.press(t, `a[href="/settings/wording/invitation/fr"]`)
		b.do(t,
			chromedp.SetValue(chromedp.ID("subject"), "{{company}} : regardons ensemble"),
			chromedp.SetValue(chromedp.ID("opening"), "Chère {{recipient}},\n\nnous aimerions regarder cela avec vous."),
			chromedp.SetValue(chromedp.ID("closing"), "Bien à vous\nEmma"))
		k.press(t, `button[value="save"]`)
		b.accessible(t)
		s.Drain(t)
		s.Mails.Take()
		k.press(t, `button[value="test"]`)
		b.shows(t, "A test is on its way to you.")
		k.done(t, 4)
		s.Drain(t)
		got := s.Mails.Take()
		if len(got) != 1 || !strings.Contains(got[0].Subject, "regardons ensemble") || !strings.Contains(got[0].Text, "Bien à vous\nEmma") || !strings.HasPrefix(got[0].Text, "Ceci est un essai") {
			t.Errorf("%+v", got)
		}
	})
}
