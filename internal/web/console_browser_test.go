package web

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// scripted runs scripts, or has none run, on the pages that the browser opens next.
func (b *browser) scripted(t *testing.T, on bool) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// inZone has the browser's clock show the time of a zone.
func (b *browser) inZone(t *testing.T, zone string) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.Call(b.ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: zone})
		return err
	})
}

// Times are told where the reader is, in the language of the page, and in UTC to
// who points at them; without a script they are in UTC.
func TestTimesInBrowser(t *testing.T) {
	b := newBrowser(t)
	home := gallery(t)
	b.inZone(t, "Pacific/Auckland")
	const first = `(e => [e.textContent, e.title].join(" | "))(document.querySelector("%s time"))`
	for _, tt := range []struct {
		page, in string
		scripted bool
		want     string
	}{
		{"/account", ".facts", true, "3 Mar 2026, 23:42 | 3 Mar 2026, 10:42 UTC"},
		{"/account", ".factors", true, "4 Mar 2026, 00:42 | 3 Mar 2026, 11:42 UTC"},
		{"/account", ".factors", false, "3 Mar 2026, 11:42 UTC | "},
		{"/security", ".factors", true, "3 Mar 2026 | 3 Mar 2026, 10:42 UTC"},
	} {
		b.scripted(t, tt.scripted)
		b.open(t, home+tt.page)
		got := strings.ReplaceAll(eval[string](t, b, fmt.Sprintf(first, tt.in)), "\u00a0", " ")
		if got != tt.want {
			t.Errorf("%s, with scripts %t: %q, want %q", tt.page, tt.scripted, got, tt.want)
		}
	}
}

// key types a key where the focus is, with what is held down meanwhile.
func (b *browser) key(t *testing.T, key string, held ...chromedp.KeyOption) {
	t.Helper()
	b.do(t, chromedp.KeyEvent(key, held...))
}

// The keyboard alone leads everywhere: to the search, to the help, and from page
// to page. A key that is typed into a field is text.
func TestKeysInBrowser(t *testing.T) {
	b := newBrowser(t)
	srv := httptest.NewServer(hung(t, map[string]view{"/help/keyboard": messageView{page: sampleConsole(say("Keyboard"), "keyboard"), Heading: plain("Every key")}}))
	t.Cleanup(srv.Close)
	b.open(t, srv.URL+"/security")

	b.key(t, "k", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	if got := eval[string](t, b, `document.activeElement.id`); got != "seek" {
		t.Fatalf("Ctrl-K leads to %q", got)
	}
	b.key(t, "g")
	b.key(t, "i")
	b.key(t, "?")
	if got := eval[string](t, b, `document.activeElement.value + location.pathname + document.getElementById("help").open`); got != "gi?/securityfalse" {
		t.Errorf("typed into the search: %s", got)
	}
	eval[bool](t, b, `document.activeElement.blur(); true`)

	b.key(t, "?")
	b.arrives(t, "dialog[open]")
	b.shows(t, "Every key")
	b.key(t, "g")
	b.key(t, "i")
	b.key(t, kb.Escape)
	if got := eval[string](t, b, `location.pathname + document.getElementById("help").open`); got != "/securityfalse" {
		t.Errorf("after the help: %s", got)
	}
	b.key(t, "x")
	b.key(t, "i")
	b.key(t, "g")
	call(t, b, func() error {
		_, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent("o"))
		return err
	})
	b.shows(t, "Everybody your organisation invited")
	if got := eval[string](t, b, `location.pathname`); got != "/outbox" {
		t.Errorf("g and o lead to %s", got)
	}

	eval[bool](t, b, `localStorage.setItem("gatehouse-keys", "off"); true`)
	b.open(t, srv.URL+"/security")
	b.key(t, "?")
	b.key(t, "g")
	b.key(t, "i")
	if got := eval[string](t, b, `location.pathname + document.getElementById("help").open`); got != "/securityfalse" {
		t.Errorf("switched off, the keys lead to %s", got)
	}
	b.fits(t)
}

// Without a script the bar is whole: links, the search, and on a phone the menu.
func TestBarWithoutScriptInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "light")
		b.scripted(t, false)
		home := s.listen(t)
		s.door(t, s.A, s.A.Admin, "GATEHOUSE_REQUESTS_R")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.arrives(t, ".bar")
		b.fits(t)
		b.touchable(t)
		b.press(t, `.hall a[href="/inbox"]`)
		b.shows(t, "Inbox", "Nothing here")
		if eval[bool](t, b, `document.querySelector(".invite") !== null || document.querySelector(".hall a[href='/forms']") !== null`) {
			t.Error("the bar leads where nobody without the right may go")
		}
		b.menu(t)
		b.press(t, `.who a[href="/account"]`)
		b.shows(t, "Your account")
		b.leave(t)
		b.shows(t, "You are signed out.")
	})
}
