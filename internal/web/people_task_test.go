package web

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// An admin gives a colleague an access for a program with two roles, makes its
// token, and rotates it: at a desk, then on a phone in the dark.
func TestTaskAPIAccessInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		b.window(t, 1280, "light")
		b.password(t, home+"/sign-in?next=/users", s.A.Admin.Email)
		b.shows(t, "Who gets in, how", s.A.User.FormalName)
		k := newTask(b, "Give a colleague an API access with two roles and rotate its token")
		k.press(t, `a[href="/users/`+s.A.User.GUID+`"]`)
		b.shows(t, "What this user may do")
		k.press(t, `a[href$="/accesses/new?type=api_connection"]`)
		b.shows(t, "Give "+s.A.User.FormalName+" a way in", "The role User leaves nothing of it.")
		if eval[bool](t, b, `!document.getElementById("role-GATEHOUSE_SETTINGS_RW").disabled`) {
			t.Error("a role of which nothing is left can be ticked")
		}
		b.do(t, chromedp.SendKeys(chromedp.ID("name"), "Reports"))
		k.click(t, "#role-GATEHOUSE_REQUESTS_R")
		k.click(t, "#role-GATEHOUSE_PORTFOLIO_R")
		k.press(t, `form.panel button`)
		b.shows(t, "The access is there.", "This access has no token.")
		k.press(t, `button[value="make"]`)
		b.shows(t, "The new API token of", "gth_")
		b.window(t, 390, "dark")
		k.press(t, `.sheet a.button`)
		b.shows(t, "Live")
		b.fits(t)
		b.touchable(t)
		k.press(t, `form[action$="/rotate"] button`)
		b.shows(t, "The old token works for 24 more hours.", "gth_")
		k.done(t, 8)
	})
}
