package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// At a desk an admin builds a form with two own fields and gives it away; on a
// phone somebody registers through it; the admin sees the answers and approves.
func TestFormIsBuiltInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		s.Forms.PublicURL = home
		b.window(t, 1280, "light")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/forms")
		b.shows(t, "There is no form yet")
		b.press(t, `main a[href="/forms/new"]`)
		b.do(t, chromedp.SendKeys(chromedp.ID("name"), "Partners"))
		add := func(n int, label string) {
			t.Helper()
			id := []string{"own-0-label", "own-1-label"}[n]
			b.do(t, chromedp.Click(`#own-fields button[value="add"]`), chromedp.WaitVisible(chromedp.ID(id)), chromedp.SendKeys(chromedp.ID(id), label))
		}
		add(0, "Region")
		add(1, "We have an NDA")
		if got := eval[string](t, b, `document.getElementById("name").value`); got != "Partners" {
			t.Errorf("the name is %q after fields were added", got)
		}
		b.do(t, chromedp.SetValue(chromedp.ID("own-0-kind"), "choice"))
		eval[bool](t, b, `document.getElementById("own-0-kind").dispatchEvent(new Event("change", {bubbles: true}))`)
		b.do(t, chromedp.SendKeys(chromedp.ID("own-0-options"), "North\nSouth"), chromedp.Click(chromedp.ID("own-0-required")),
			chromedp.SetValue(chromedp.ID("own-1-kind"), "checkbox"))
		b.press(t, `.editor .save button`)
		b.shows(t, "The form is there.", "Partners", "Give it away")
		link := eval[string](t, b, `document.getElementById("link").value`)
		if !strings.HasPrefix(link, home+formPath) || !eval[bool](t, b, `!document.querySelector("[data-copies]").hidden && document.querySelector(".scan img").naturalWidth > 0`) {
			t.Errorf("the address is %s, or cannot be copied or scanned", link)
		}

		b.window(t, 390, "dark")
		b.open(t, link)
		b.shows(t, "Partners", "Region", "We have an NDA")
		for id, value := range map[string]string{"formal_name": "Jonas Lindqvist", "email": "jonas@northwind.example", "company_name": "Northwind", "website": "northwind.example"} {
			b.do(t, chromedp.SendKeys(chromedp.ID(id), value))
		}
		b.do(t, chromedp.SetValue(chromedp.ID("own-region"), "South"), chromedp.Click(chromedp.ID("own-we_have_an_nda")), chromedp.Click(chromedp.ID("terms")))
		b.press(t, "form.panel button")
		b.shows(t, "Look into your mail")
		s.Drain(t)
		path, _ := s.Link(t, "jonas@northwind.example")
		b.open(t, home+path)
		b.press(t, "main button")
		b.shows(t, "Thank you, you are registered")

		b.window(t, 1280, "dark")
		b.open(t, home+"/registrations")
		b.shows(t, "To decide 1", "Jonas Lindqvist", "South", "We have an NDA", "Yes", "New company, as typed")
		b.do(t, chromedp.KeyEvent("jx"))
		b.press(t, `.people-do button[value="approve"]`)
		b.shows(t, "Approve 1 registration?", "in your name")
		b.press(t, `main form[method="post"] button`)
		b.shows(t, "1 registration is approved.", "To decide 0", "Approved 1")
		b.open(t, home+"/forms")
		b.shows(t, "Partners", "Open")
	})
}
