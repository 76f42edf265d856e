package web

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/tenant"
)

// At a phone: who has profiles signs in, chooses, switches, ends the session of a
// lost device, and is asked again for a proof before something sensitive. On
// the way, no page of an account has a barrier.
func TestAccountInBrowser(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		south := s.subsidiary(t, s.A, "Blue Seas South")
		reads := s.profile(t, s.A, s.A.Admin, "Reads in the south", south, "GATEHOUSE_PORTFOLIO_R")
		vendors := s.profile(t, s.A, s.A.Admin, "Vendors", tenant.Customer{}, "GATEHOUSE_REQUESTS_R")

		b.window(t, 390, "dark")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.shows(t, "Where to?", "Reads in the south", "Your own access")
		b.accessible(t)
		b.window(t, 390, "light")
		b.press(t, fmt.Sprintf(`button[value$=".%d"]`, reads.ID))
		b.menu(t)
		b.shows(t, "Reads in the south Blue Seas South", "Switch profile")
		b.press(t, `.own a[href="/switch"]`)
		b.shows(t, "You act here now", "Vendors")
		b.accessible(t)
		b.window(t, 390, "light")
		b.press(t, fmt.Sprintf(`button[value="%d"]`, vendors.ID))
		b.menu(t)
		b.shows(t, "Vendors Blue Seas")
		b.window(t, 1280, "light")
		b.shows(t, "Vendors Blue Seas")

		b.open(t, home+"/account")
		b.shows(t, "This session", "Chrome on Linux")
		b.accessible(t)
		for _, path := range []string{deskBase, "/account/password", tokensPath, "/account/prove"} {
			b.open(t, home+path)
			b.accessible(t)
		}
		b.window(t, 390, "light")
		s.Move(11 * time.Minute)
		b.open(t, home+deskBase)
		b.press(t, `form[action="/account/security/app"] button`)
		b.shows(t, "Is it still you?")
		b.do(t, chromedp.SendKeys(chromedp.ID("password"), password))
		b.press(t, `form[action="/account/prove"] button`)
		b.press(t, `form[action="/account/security/app"] button`)
		b.shows(t, "Set up an authenticator app")
		b.accessible(t)

		b.open(t, home+"/account")
		b.press(t, `button[value="all"]`)
		b.shows(t, "You are signed out.")
		b.accessible(t)
	})
}
