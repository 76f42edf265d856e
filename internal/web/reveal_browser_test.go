package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gatehouse/internal/actor"
)

// Beside every password there is a button that shows what is typed, by mouse and
// keyboard; it is hidden again when the form is sent, and where there is no
// script there is no button.
func TestPasswordIsShownOnDemand(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.withoutOffers(t)
		home := s.listen(t)
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		v := s.visitor()
		v.post(t, "/sign-in", map[string][]string{"email": {s.A.Admin.Email}})
		if page := v.get(t, "/sign-in/password").body; !strings.Contains(page, `data-shows="password" aria-pressed="false" hidden>`) {
			t.Error("without a script there is a button that does nothing")
		}

		b.window(t, 390, "light")
		b.open(t, home+"/sign-in")
		b.do(t, chromedp.SendKeys(chromedp.ID("email"), s.A.Admin.Email))
		b.press(t, `form[action="/sign-in"] button`)
		state := func(id, kind, pressed string) {
			t.Helper()
			got := eval[string](t, b, `document.getElementById("`+id+`").type + " " + document.querySelector('[data-shows="`+id+`"]').getAttribute("aria-pressed")`)
			if got != kind+" "+pressed {
				t.Errorf("%s is %q, want %s %s", id, got, kind, pressed)
			}
		}
		const button = `[data-shows="password"]`
		b.do(t, chromedp.WaitVisible(button), chromedp.SendKeys(chromedp.ID("password"), password))
		b.accessible(t)
		b.window(t, 390, "light")
		b.touchable(t)
		b.do(t, chromedp.Click(button))
		state("password", "text", "true")
		b.accessible(t)
		b.window(t, 390, "light")
		b.do(t, chromedp.Focus(button), chromedp.KeyEvent(" "))
		state("password", "password", "false")
		b.do(t, chromedp.KeyEvent(kb.Enter))
		state("password", "text", "true")
		sent := eval[string](t, b, `(() => {
			const form = document.getElementById("password").form;
			form.addEventListener("submit", (e) => e.preventDefault());
			form.requestSubmit();
			return document.getElementById("password").type;
		})()`)
		if sent != "password" {
			t.Errorf("it is sent from a field of type %s", sent)
		}
		b.open(t, home+"/sign-in/password")
		b.do(t, chromedp.WaitVisible(button), chromedp.Click(button), chromedp.SendKeys(chromedp.ID("password"), password))
		b.press(t, `form[action="/sign-in"] .button.wide`)

		b.open(t, home+"/account/password")
		b.do(t, chromedp.WaitVisible(`[data-shows="old_password"]`), chromedp.Click(`[data-shows="old_password"]`))
		state("old_password", "text", "true")
		state("password", "password", "false")
		b.accessible(t)
	})
}
