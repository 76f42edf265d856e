package web

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// On a phone, in the dark: a form that is wrong, put right, sent, confirmed in
// the same browser.
func TestFormInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "dark")
		home, form := s.listen(t), s.form(t)
		b.open(t, home+form)
		b.shows(t, "Client programme", "Work e-mail")
		b.do(t,
			chromedp.SendKeys(chromedp.ID("formal_name"), "Jonas Lindqvist"),
			chromedp.SendKeys(chromedp.ID("email"), "jonas@northwind"),
			chromedp.SendKeys(chromedp.ID("company_name"), "Northwind"),
			chromedp.SendKeys(chromedp.ID("website"), "northwind.example"),
			chromedp.Click(chromedp.ID("terms")),
		)
		b.press(t, "form.panel button")
		b.shows(t, "This is not an e-mail address.")
		if got := eval[string](t, b, `document.activeElement.id`); got != "email" {
			t.Errorf("the focus is on %q, not on the field that is wrong", got)
		}
		b.do(t, chromedp.SetValue(chromedp.ID("email"), "jonas@northwind.example"))
		b.press(t, "form.panel button")
		b.shows(t, "Look into your mail")
		s.Drain(t)
		path, _ := s.Link(t, "jonas@northwind.example")
		b.open(t, home+path)
		b.shows(t, "Confirm your registration")
		b.press(t, "main button")
		b.shows(t, "Thank you, you are registered")
	})
}

// An invitation with a mistyped code.
func TestMistypedCodeInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 1280, "light")
		home := s.listen(t)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		b.open(t, home+path)
		b.shows(t, "invites you to work together on the security of Black Hills Technologies", "Please address these <concerns>.")
		b.do(t,
			chromedp.SendKeys(chromedp.ID("code"), other(code)),
			chromedp.SendKeys(chromedp.ID("password"), password),
			chromedp.Click(chromedp.ID("terms")),
		)
		b.press(t, "#accept form > button")
		b.shows(t, "One thing needs another look.")
		b.do(t,
			chromedp.SetValue(chromedp.ID("code"), code),
			chromedp.SendKeys(chromedp.ID("password"), password),
		)
		b.press(t, "#accept form > button")
		b.shows(t, "Welcome.", "Mark as read")
		b.press(t, "aside button")
		b.shows(t, "You have read this.")
		b.leave(t)
		b.shows(t, "You are signed out.")
	})
}
