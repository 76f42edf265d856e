package e2e

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser is a Chromium of one person, without a window or a past.
type browser struct{ ctx context.Context }

// needsChromium returns the browser's program. Without it the test is skipped,
// except where CI=true promises that nothing is.
func needsChromium(t *testing.T) string {
	t.Helper()
	program := os.Getenv("GATEHOUSE_TEST_CHROMIUM")
	if program == "" {
		program = "/usr/bin/chromium"
	}
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("CI is set, and there is no Chromium: ", err)
		}
		t.Skip("GATEHOUSE_TEST_CHROMIUM is not set, and there is no Chromium: ", err)
	}
	return program
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(needsChromium(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	started, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(started)
	t.Cleanup(leave)
	b := &browser{ctx}
	b.open(t, "about:blank") // the browser lives as long as the context of its first page
	b.ctx, stop = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(stop)
	return b
}

func (b *browser) open(t *testing.T, address string) {
	t.Helper()
	b.do(t, chromedp.Navigate(address))
}

// fill types into fields, by their names in the form.
func (b *browser) fill(t *testing.T, form string, fields map[string]string) {
	t.Helper()
	for name, value := range fields {
		b.do(t, chromedp.SendKeys(form+` [name="`+name+`"]`, value))
	}
}

// click clicks what changes the page.
func (b *browser) click(t *testing.T, selector string) {
	t.Helper()
	b.do(t, chromedp.Click(selector))
}

// press clicks what leads to another page, and waits for it.
func (b *browser) press(t *testing.T, selector string) {
	t.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(selector)); err != nil {
		t.Fatalf("press %s: %v; the page says: %s", selector, err, b.page(t))
	}
}

func (b *browser) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// page returns what the page says, on one line.
func (b *browser) page(t *testing.T) string {
	t.Helper()
	return strings.Join(strings.Fields(eval[string](t, b, `document.body.innerText`)), " ")
}

// shows checks that the page says each of texts.
func (b *browser) shows(t *testing.T, texts ...string) {
	t.Helper()
	page := b.page(t)
	for _, want := range texts {
		if !strings.Contains(page, want) {
			t.Fatalf("%s does not say %q: %s", eval[string](t, b, `location.pathname`), want, page)
		}
	}
}

func eval[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}
