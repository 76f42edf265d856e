package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// mostClicks is what it may take somebody who has read nothing to get from a
// server that was just started to the first invitation that is sent.
const mostClicks = 8

// TestFirstInvitation starts the program as "make run" does, and counts the clicks
// from its first page on, those of the sign-in among them. One form is filled in,
// the invitation's; whom to write to is suggested.
func TestFirstInvitation(t *testing.T) {
	t.Parallel()
	needsChromium(t)
	each(t, func(t *testing.T, s *site) {
		s.serve(t, "--demo")
		told := read[struct {
			Email    string `json:"email"`
			Password string `json:"password"`
		}](t, s.run(t, "demo", "--json"))
		if log := s.log.String(); !strings.Contains(log, told.Email) || !strings.Contains(log, told.Password) {
			t.Fatal("the server does not say how to sign in")
		}
		mails := func() (all map[string]string) {
			t.Helper()
			all = make(map[string]string)
			files, err := filepath.Glob(filepath.Join(s.data, "mails", "*.eml"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				raw, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(raw), "Subject: Your invitation from") {
					all[file] = string(raw)
				}
			}
			return all
		}
		before := len(mails())

		b := newBrowser(t)
		clicks := 0
		press := func(selector string) {
			t.Helper()
			clicks++
			b.press(t, selector)
		}
		b.open(t, s.url+"/")
		b.fill(t, "form", map[string]string{"email": told.Email})
		press("form.fields button")
		b.fill(t, "form", map[string]string{"password": told.Password})
		press("form.fields button")
		press(`.bar a[href="/invite"]`)
		press("main .pick")
		address := eval[string](t, b, `document.querySelector(".person-pick:has(:checked) .sub").textContent`)
		b.fill(t, "main form", map[string]string{"message": "Please look at this with us."})
		press(`button[value="preview"]`)
		b.shows(t, "Nothing has been sent yet.")
		press("aside form button")
		b.shows(t, "The invitation is on its way.")
		if clicks > mostClicks {
			t.Errorf("it takes %d clicks, more than %d", clicks, mostClicks)
		}
		t.Logf("%d clicks", clicks)

		arrived := ""
		for end := time.Now().Add(5 * time.Minute); arrived == "" && time.Now().Before(end); {
			for _, mail := range mails() {
				if strings.Contains(mail, address) {
					arrived = mail
				}
			}
		}
		if arrived == "" || len(mails()) != before+1 {
			t.Fatalf("no invitation to %s arrived: %d mails, %d before", address, len(mails()), before)
		}
		l, err := readLetter([]byte(arrived))
		if err != nil {
			t.Fatal(err)
		}
		link, code := l.link(t)
		if !strings.HasPrefix(link, s.url+"/invitations/") || !strings.Contains(l.text, "> Please look at this with us.") {
			t.Errorf("the mail has %s, %s:\n%s", link, code, l.text)
		}
		b.open(t, link)
		b.shows(t, "invites you")
	})
}
