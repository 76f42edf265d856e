package web

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// At a phone, without scripts: a folder is made, filled, renamed, deleted and
// brought back, a tier is made, a contact is found, changed, removed and brought
// back, and a form is deleted. The search of everything and the help for the
// keyboard are pages there.
func TestShelvesInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		s.form(t)
		b.window(t, 390, "light")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.scripted(t, false)

		b.open(t, home+"/portfolio/folders")
		b.shows(t, "There is no folder yet")
		b.do(t, chromedp.SendKeys(chromedp.ID("container-name"), "Europe"))
		b.press(t, "aside form button")
		b.shows(t, "It is there now. Put companies into it.", "There is no company in it yet")
		b.press(t, `.none a[href="/portfolio"]`)
		b.do(t, chromedp.Click(chromedp.ID("tick-"+s.A.Companies["Saperix"])))
		b.do(t, chromedp.SendKeys(chromedp.ID("bulk-folder"), "Europe"))
		b.press(t, `button[value="add"]`)
		b.shows(t, "1 company was put into the folder.")
		b.press(t, `.area a[href="/portfolio/folders"]`)
		b.press(t, "a.name")
		b.shows(t, "Saperix", "1 company")
		b.do(t, chromedp.Click(".folds > :first-child > summary"), chromedp.SetValue(chromedp.ID("container-name"), "Asia"))
		b.press(t, ".folds > :first-child button")
		b.shows(t, "Your changes are saved.", "Asia")
		b.do(t, chromedp.Click(".folds > :last-child > summary"))
		b.press(t, ".folds > :last-child button")
		b.shows(t, "It is deleted.", "There is no folder yet")
		b.press(t, ".did button")
		b.shows(t, "It is as it was before.", "Asia")

		b.press(t, `.area a[href="/portfolio/tiers"]`)
		b.do(t, chromedp.SendKeys(chromedp.ID("container-name"), "Critical"), chromedp.SendKeys(chromedp.ID("container-rank"), "1"))
		b.press(t, "aside form button")
		b.shows(t, "Critical", "There is no company in it yet")

		b.press(t, `.area a[href="/portfolio/contacts"]`)
		b.do(t, chromedp.SendKeys(chromedp.ID("q"), "richard"))
		b.press(t, ".sift-main button")
		b.shows(t, "richard.kuga@saperix.example", "1 contact")
		b.press(t, "a.name")
		b.do(t, chromedp.SetValue(chromedp.ID("contact-formal-name"), "Richard Kuga the Second"))
		b.press(t, "form.panel button")
		b.shows(t, "Your changes are saved.", "Richard Kuga the Second")
		b.press(t, "aside .danger")
		b.shows(t, "The contact is removed.")
		b.press(t, ".did button")
		b.shows(t, "It is as it was before.", "Richard Kuga the Second")

		b.do(t, chromedp.SendKeys(chromedp.ID("seek"), "rich"))
		b.leads(t, kb.Enter)
		b.shows(t, "Richard Kuga the Second")
		b.open(t, home+"/help/keyboard")
		b.shows(t, "Next request")

		b.open(t, home+"/forms")
		b.press(t, "a.name")
		b.press(t, `a[href$="/delete"]`)
		b.shows(t, "This cannot be undone")
		b.press(t, "form.actions button")
		b.shows(t, "There is no form yet")
	})
}
