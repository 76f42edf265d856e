package web

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// becomes waits until an expression is what is wanted.
func (b *browser) becomes(t *testing.T, expression, want string) {
	t.Helper()
	var got string
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		if got = eval[string](t, b, expression); got == want {
			return
		}
	}
	t.Fatalf("%s is %q, want %q", expression, got, want)
}

// At a desk: somebody new is invited. The page says what is wrong with the address
// while it is typed, and both mails are looked at before they are sent.
func TestInviteInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		s.findings(t)
		b, home := s.adminsBrowser(t)
		b.window(t, 1280, "light")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/invite")
		b.do(t, chromedp.SendKeys(chromedp.ID("q"), "hills"))
		b.press(t, ".invite-seek button")
		b.shows(t, "Invite Black Hills Technologies")
		b.do(t, chromedp.SendKeys(chromedp.ID("requestee_formal_name"), "Maria Castro"), chromedp.SendKeys(chromedp.ID("requestee_email"), "maria@blackhills"))
		const said = `document.querySelector('[data-live="requestee_email"]').textContent`
		b.becomes(t, said, "Enter a valid email address.")
		b.do(t, chromedp.SendKeys(chromedp.ID("requestee_email"), ".example"))
		b.becomes(t, said, "An invitation can go there.")
		b.do(t, chromedp.Click(".fold summary"), chromedp.SendKeys(chromedp.ID("message"), "Please look <at this>."))
		for i := range 10 {
			b.do(t, chromedp.Click(chromedp.ID("finding-"+string(rune('0'+i)))))
		}
		if !eval[bool](t, b, `document.getElementById("finding-10").disabled && !document.getElementById("finding-9").disabled`) {
			t.Error("an eleventh finding can be ticked")
		}
		b.accessible(t)
		b.window(t, 1280, "light")
		b.press(t, `button[value="preview"]`)
		b.shows(t, "Look at the invitation to Black Hills Technologies", "Nothing has been sent yet.", "Send 2 mails", "10 findings")
		b.becomes(t, `performance.getEntriesByType("resource").filter(e => e.initiatorType == "iframe").map(e => e.name.split("/").pop()).sort().join()`,
			"introduction,invitation")
		if eval[bool](t, b, `[...document.querySelectorAll("iframe")].some(f => f.contentDocument)`) {
			t.Error("the page of a mail is not kept apart")
		}
		b.accessible(t)
		b.window(t, 1280, "light")
		b.press(t, "aside form button")
		b.shows(t, "The invitation is on its way.", "Maria Castro", "maria@blackhills.example")
		s.Drain(t)
		if path, _ := s.Link(t, "maria@blackhills.example"); !strings.HasPrefix(path, "/invitations/") {
			t.Errorf("the mail leads to %s", path)
		}
	})
}

// On a phone, without scripts: a contact is invited, many companies, and whom a
// file names.
func TestInviteWithoutScripts(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b, home := s.adminsBrowser(t)
		b.window(t, 390, "dark")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.scripted(t, false)
		b.open(t, home+"/invite")
		b.press(t, ".pick")
		b.press(t, `button[value="preview"]`)
		b.press(t, "aside form button")
		b.open(t, home+"/invite/many?q=acme")
		b.do(t, chromedp.Click(chromedp.ID("take-1")), chromedp.SendKeys(chromedp.ID("name-1"), "Ann Bold"), chromedp.SendKeys(chromedp.ID("email-1"), "ann@acme.example"))
		b.press(t, ".send button")
		b.press(t, "aside form button")
		file := filepath.Join(t.TempDir(), "people.csv")
		if err := os.WriteFile(file, []byte("company,email,contact name\nAcme Paper,bob@acme.example,Bob\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		b.open(t, home+"/invite/csv")
		b.do(t, chromedp.SetUploadFiles(chromedp.ID("file"), []string{file}))
		b.press(t, "main form button")
		b.press(t, "aside form button")
		call(t, b, func() error {
			_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
			return err
		})
		b.open(t, home+"/outbox")
		b.shows(t, "Richard Kuga", "Ann Bold", "Bob")
		if n := len(s.requests(t)); n != 3 {
			t.Errorf("%d were sent", n)
		}
	})
}
