package web

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// reach presses Tab until the focus is on what selector names, and fails if it
// never is.
func (b *browser) reach(t *testing.T, selector string) {
	t.Helper()
	for range 120 {
		if eval[bool](t, b, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return
		}
		b.key(t, kb.Tab)
	}
	t.Fatalf("Tab never comes to %s", selector)
}

// leads presses a key that leads to another page, and waits for it.
func (b *browser) leads(t *testing.T, key string) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(key))
		return err
	})
}

// strike presses a key as a person does: the browser types its character only if
// the page lets it.
func (b *browser) strike(t *testing.T, key string) {
	t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		call(t, b, func() error {
			p := input.DispatchKeyEventParams{Type: kind, Key: key}
			if kind == input.DispatchKeyEventTypeKeyDown {
				p.Text = key
			}
			_, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, p)
			return err
		})
	}
}

// focused is the text of what has the focus.
func (b *browser) focused(t *testing.T) string {
	t.Helper()
	return eval[string](t, b, `(e => e.innerText || e.value || e.id)(document.activeElement)`)
}

// chosenRows are the recipients whose rows are ticked.
func (b *browser) chosenRows(t *testing.T) string {
	t.Helper()
	return eval[string](t, b, `[...document.querySelectorAll("#ledger tbody tr")].filter(r => r.querySelector("input:checked")).map(r => r.querySelector("a.name").innerText).join(" ")`)
}

// The keyboard alone: rows, ticks, ranges, a preview, what came of it; the search,
// sorting, the next page, columns, a saved view.
func TestOutboxByKeys(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.withoutOffers(t)
		b.window(t, 1280, "light")
		home := s.listen(t)
		for i := range 6 {
			name := string(rune('A'+i)) + "nn"
			s.send(t, collab.Draft{CompanyGUID: s.A.Companies["Acme Paper"], Email: strings.ToLower(name) + "@acme.example", FormalName: name})
			s.Move(time.Minute)
		}
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/outbox?limit=5")

		b.key(t, "j")
		b.key(t, "j")
		b.key(t, "k")
		b.key(t, "j")
		if got := b.focused(t); got != "Enn" {
			t.Fatalf("j, j, k, j lead to %q", got)
		}
		b.key(t, "x")
		b.key(t, "j")
		b.key(t, "j")
		b.key(t, "X", chromedp.KeyModifiers(chromedp.ModifierShift))
		if got := b.chosenRows(t); got != "Enn Dnn Cnn" {
			t.Errorf("a range is %q", got)
		}
		b.key(t, "k")
		b.key(t, "x")
		if got := b.chosenRows(t); got != "Enn Cnn" {
			t.Errorf("ticked are %q", got)
		}
		b.shows(t, "2 ticked")
		b.key(t, "a")
		b.key(t, "a")
		if got := b.chosenRows(t); got != "" {
			t.Errorf("all and none: %q", got)
		}
		b.key(t, "x")
		b.key(t, "b")
		if got := eval[string](t, b, `document.activeElement.id + document.activeElement.value`); got != "scopechosen" {
			t.Errorf("b leads to %q", got)
		}
		for _, action := range collab.Actions {
			b.reach(t, `#bulk button[value=`+string(action)+`]`)
		}
		b.key(t, "b")
		b.reach(t, `#bulk button[value=resolve]`)
		b.leads(t, kb.Enter)
		b.shows(t, "Resolve 1 request?", "Dnn")
		b.reach(t, `main form button`)
		b.leads(t, kb.Enter)
		b.shows(t, "1 request is resolved", "Dnn", "Resolved")

		b.reach(t, `a.back`)
		b.leads(t, kb.Enter)
		b.strike(t, "/")
		for _, letter := range "jnn" {
			b.strike(t, string(letter))
		}
		if got := b.focused(t); got != "jnn" {
			t.Errorf("typed into the search: %q", got)
		}
		b.leads(t, kb.Enter)
		b.shows(t, "Nothing matches", "Search: jnn")
		b.reach(t, `a[aria-label="Remove the filter Search"]`)
		b.leads(t, kb.Enter)
		b.shows(t, "5 here, of 6 requests")
		b.leads(t, "n")
		b.shows(t, "1 here, of 6 requests")
		b.reach(t, `th a[href*="sort=requestee_email"]`)
		b.leads(t, kb.Enter)
		b.key(t, "j")
		if got := b.focused(t); got != "Ann" {
			t.Errorf("sorted by e-mail the first is %q", got)
		}

		b.reach(t, `.menus summary`)
		b.key(t, kb.Enter)
		b.reach(t, `#column-notes`)
		b.key(t, " ")
		b.reach(t, `.menus form button`)
		b.leads(t, kb.Enter)
		if !eval[bool](t, b, `[...document.querySelectorAll("th")].some(e => e.innerText == "Notes")`) {
			t.Error("the column is not there")
		}
		b.reach(t, `a.quiet-link`)
		b.leads(t, kb.Enter)
		b.reach(t, `#name-new`)
		b.key(t, "By e-mail")
		b.leads(t, kb.Enter)
		b.shows(t, "The view is saved.", "By e-mail")

		b.key(t, "j")
		b.key(t, "j")
		b.leads(t, kb.Enter)
		b.shows(t, "bnn@acme.example", "What happened")
		if got := eval[string](t, b, `document.querySelector(".back").getAttribute("href")`); !strings.Contains(got, "columns=") {
			t.Errorf("the way back is %s", got)
		}
		b.leads(t, "j")
		b.shows(t, "cnn@acme.example", "Next →")
		b.leads(t, "k")
		b.shows(t, "bnn@acme.example", "← Previous")
		b.press(t, `.do form button`)
		b.shows(t, "Marked as resolved.")
		b.leads(t, "u")
		b.shows(t, "5 here, of 6 requests", "Notes")
	})
}

// Without a script: ticks, all that match, filters, columns, and a conflict of
// notes, at a phone.
func TestOutboxWithoutScript(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "dark")
		home := s.listen(t)
		all := s.three(t)
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.scripted(t, false)
		b.open(t, home+"/outbox")
		b.shows(t, "3 here, of 3 requests")
		k := newTask(b, "Resolve a request")
		k.click(t, `#tick-`+all[1].GUID)
		k.press(t, `#bulk button[value=resolve]`)
		b.shows(t, "Resolve 1 request?", "Ann")
		k.press(t, `main form button`)
		b.shows(t, "1 request is resolved")
		k.done(t, 3)
		b.press(t, `a.back`)
		b.do(t, chromedp.SetValue(chromedp.ID("scope"), "all"))
		b.press(t, `#bulk button[value=resend]`)
		b.shows(t, "Nothing can be done", "has been answered or closed", "was sent within the last day")
		b.press(t, `a.back`)
		b.do(t, chromedp.Click(".sift-more > summary"), chromedp.SetValue(chromedp.ID("f-status"), "Resolved"), chromedp.SetValue(chromedp.ID("q"), "acme"))
		b.press(t, `.sift-main button`)
		b.shows(t, "1 here, of 1 request", "Status: Resolved", "Search: acme")
		b.press(t, `a.name`)
		b.shows(t, "Resolved by Emma Waters", "Nothing is written down yet.")
		b.do(t, chromedp.Click(".edit > summary"), chromedp.SendKeys(chromedp.ID("notes"), "Came by phone."))
		if _, err := s.Requests.Change(t.Context(), actor.System(s.A.ID), collab.Change{GUID: all[1].GUID, Notes: new(new("Theirs"))}); err != nil {
			t.Fatal(err)
		}
		b.press(t, `.edit button`)
		b.shows(t, "Somebody else has changed these notes", "Theirs")
		if got := eval[string](t, b, `document.getElementById("notes").value`); got != "Came by phone." {
			t.Errorf("what was typed is lost: %q", got)
		}
		b.press(t, `.edit button`)
		b.shows(t, "The notes are saved.", "Came by phone.", "Undo the change")
		b.press(t, `form.undo button`)
		b.shows(t, "Theirs")
	})
}
