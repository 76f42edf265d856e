package web

import (
	"testing"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/audit"
)

// An admin narrows the record down, opens an event, has the chain checked, and
// changes a setting: at a desk, and at a phone.
func TestRecordsInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		home := s.listen(t)
		s.idpAdmin(t)
		if err := audit.Seal(t.Context(), s.DB); err != nil {
			t.Fatal(err)
		}

		b.window(t, 1280, "light")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/audit")
		b.shows(t, "Signed in", "Who did what")
		b.do(t, chromedp.SetValue(chromedp.ID("action"), "sign_ins"))
		b.press(t, `.sift button`)
		b.shows(t, "Clear all filters", "Signed in")
		b.press(t, `.record td a.name`)
		b.shows(t, "What happened", "In the chain")
		b.open(t, home+"/audit")
		b.press(t, `form[action="/audit/verify"] button`)
		b.shows(t, "Result")

		b.window(t, 390, "dark")
		b.open(t, home+"/settings")
		b.shows(t, "these are the defaults")
		b.do(t, chromedp.SetValue(chromedp.ID("accent"), "#ffff00"))
		b.press(t, `.save button`)
		b.shows(t, "White text on it has a contrast")
		b.do(t, chromedp.SetValue(chromedp.ID("accent"), "#7a1fa2"))
		b.press(t, `.save button`)
		b.shows(t, "Your changes are saved.", "Last changed on")
		if c, err := s.Customers.One(t.Context(), s.A.ID); err != nil || c.Settings.Accent != "#7a1fa2" {
			t.Errorf("saved %+v %v", c.Settings, err)
		}
	})
}
