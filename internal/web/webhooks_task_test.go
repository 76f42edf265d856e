package web

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestTaskWebhookInBrowser makes a webhook and sends it a test, which arrives.
func TestTaskWebhookInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		r := s.Receiver(t)
		b, home := s.adminsBrowser(t)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/webhooks")
		k := newTask(b, "Tell a program of what happens and send it a test")
		k.press(t, `a[href="/webhooks/new"]`)
		b.accessible(t)
		b.do(t, chromedp.SetValue(chromedp.ID("name"), "SIEM"), chromedp.SetValue(chromedp.ID("url"), r.URL+"/in"))
		k.press(t, `form.fields button`)
		b.shows(t, "whsec_")
		k.press(t, `.sheet .actions a`)
		k.press(t, `form[action$="/test"] button`)
		b.shows(t, "Answered 204")
		b.accessible(t)
		k.done(t, 4)
		if calls := r.Take(); len(calls) != 1 {
			t.Errorf("%d calls", len(calls))
		}
	})
}
