package web

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// At a desk a manager of the portfolio imports companies, looks first, ticks some
// and moves them, and takes it back; on a phone, in the dark, she adds a contact
// to one of them.
func TestPortfolioInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		file := filepath.Join(t.TempDir(), "suppliers.csv")
		if err := os.WriteFile(file, []byte("name,primary_domain,tier,folder\nNorthwind,northwind.example,Critical,Europe\nBad,gmail.com,,\n"), 0o600); err != nil {
			t.Fatal(err)
		}

		b.window(t, 1280, "light")
		b.password(t, home+"/sign-in?next=/portfolio", s.A.Admin.Email)
		b.shows(t, "Portfolio", "Saperix", "3 companies")
		b.press(t, `.area a[href="/portfolio/import"]`)
		b.do(t, chromedp.SetUploadFiles(chromedp.ID("file"), []string{file}))
		b.press(t, `form[enctype] button`)
		b.shows(t, "Look before you import", "gmail.com is the domain of a mail provider", "Import 1 row")
		b.press(t, `main form button`)
		b.shows(t, "Imported", "1 row of the file changed something.")
		b.press(t, `.top a[href="/portfolio"]`)
		b.shows(t, "Northwind", "Europe", "4 companies")

		b.do(t, chromedp.Click(chromedp.ID("tick-all")))
		b.shows(t, "4 ticked")
		b.do(t, chromedp.Click(chromedp.ID("tick-"+s.A.Companies["Saperix"])))
		b.shows(t, "3 ticked")
		eval[string](t, b, `document.getElementById("bulk-tier").value = document.getElementById("bulk-tier").options[1].value`)
		b.press(t, `button[value="tier"]`)
		b.shows(t, "2 companies have another tier now.")
		b.press(t, `.did button`)
		b.shows(t, "It is as it was before.")

		b.window(t, 390, "dark")
		b.press(t, `a[href="/companies/`+s.A.Companies["Acme Paper"]+`"]`)
		b.shows(t, "Acme Paper", "There is nobody to write to yet.")
		b.touchable(t)
		b.do(t, chromedp.Click(`.card > .fold > summary`), chromedp.SendKeys(chromedp.ID("contact-formal-name"), "Ann Bold"),
			chromedp.SendKeys(chromedp.ID("contact-email"), "ann@acme.example"))
		b.press(t, `.fold button`)
		b.shows(t, "The contact is there.", "Ann Bold")
	})
}
