package web

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
)

// Maria answers three findings and shows a picture of one.
func TestTaskAnswerFindingsInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		s.aLetter(t)
		picture := filepath.Join(t.TempDir(), "firewall.png")
		if err := os.WriteFile(picture, []byte(aPicture), 0o600); err != nil {
			t.Fatal(err)
		}
		home := s.listen(t)
		b := newBrowser(t)
		b.password(t, home+"/sign-in", "mcastro@blackhills.example")
		b.open(t, home+"/inbox")
		b.shows(t, "3 findings to answer", "45 days left")
		k := newTask(b, "Answer three findings, with a picture")
		k.press(t, ".letters .name")
		b.accessible(t)
		b.fits(t)
		b.do(t, // the keyboard chooses by the first letters
			chromedp.SendKeys("#status-1", "Fixed"), chromedp.SendKeys("#comment-1", "Closed on Monday."),
			chromedp.SendKeys("#status-2", "In p"), chromedp.SendKeys("#status-3", "Risk"), chromedp.SendKeys("#comment-3", "No mail from here."))
		k.clicks++ // opens the system's dialog
		b.do(t, chromedp.SetUploadFiles("#file-1", []string{picture}))
		k.press(t, `form[action$="/findings"] button.button:not(.small)`)
		k.done(t, 3)
		b.shows(t, "Noted.", "Telnet is open Fixed", "firewall.png", "No DNSSEC In progress", "Weak SPF Risk accepted")

		large := filepath.Join(t.TempDir(), "large.txt")
		if err := os.WriteFile(large, make([]byte, 11<<20), 0o600); err != nil {
			t.Fatal(err)
		}
		b.do(t, chromedp.SetUploadFiles("#file-2", []string{large}))
		if got := eval[string](t, b, `document.getElementById("file-2").validationMessage`); got != "These files are too large: each may have 10 MB, all together 20 MB." {
			t.Errorf("a large file: %q", got)
		}
	})
}

// Maria asks for more time by two clicks, and Emma gives it by one.
func TestTaskMoreTimeInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		guid, _ := s.aLetter(t)
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		home := s.listen(t)
		b := newBrowser(t)
		b.password(t, home+"/sign-in", "mcastro@blackhills.example")
		b.open(t, home+"/inbox/"+guid)
		k := newTask(b, "Ask for more time")
		k.click(t, "details.calm summary")
		b.do(t, chromedp.SendKeys("#why", "The vendor answers slowly."))
		k.press(t, `form[action$="/more-time"] button`)
		k.done(t, 2)
		b.shows(t, "Asked. Emma Waters gets a mail", "Asked for 14 days more")

		emma := newBrowser(t)
		emma.password(t, home+"/sign-in?next=/more-time/"+guid, s.A.Admin.Email)
		emma.open(t, home+"/more-time/"+guid)
		emma.accessible(t)
		k = newTask(emma, "Give more time")
		k.press(t, `button[value="give"]`)
		k.done(t, 1)
		emma.shows(t, "The time is given", "14 days more were given by Emma Waters")
	})
}
