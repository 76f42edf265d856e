package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// axe is the source of the program that looks for barriers, or "" where it is
// left out, which it may not be in CI.
func axe(t *testing.T) string {
	t.Helper()
	file := os.Getenv("GATEHOUSE_TEST_AXE")
	if file == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("GATEHOUSE_TEST_AXE is not set")
		}
		return ""
	}
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

func needAxe(t *testing.T) string {
	t.Helper()
	source := axe(t)
	if source == "" {
		t.Skip("GATEHOUSE_TEST_AXE is not set: scripts/with-services gets axe")
	}
	return source
}

// barriers has colours that are on their way arrive, runs axe over the rules of
// WCAG 2.2 AA, and returns what keeps somebody out as lines. It leaves out frames:
// they show mails, in a sandbox where no script runs.
const barriers = `document.getAnimations().forEach(a => a.finish()); axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"], preload: false, iframes: false,
}).then(found => found.violations.flatMap(v => v.nodes.map(n =>
	v.id + " at " + n.target.join(" ") + ": " + [...n.any, ...n.all, ...n.none].map(c => c.message).join("; "))))`

// accessible checks that the page in the browser has no barrier that axe knows,
// on a phone and at a desk, in both schemes. The page's policy lets no script of
// others run; what the browser itself is told to evaluate does.
func (b *browser) accessible(t *testing.T) {
	t.Helper()
	source := axe(t)
	if source == "" {
		t.Log("axe is left out")
		return
	}
	eval[bool](t, b, source+"; true")
	for _, width := range []int64{390, 1280} {
		for _, scheme := range []string{"light", "dark"} {
			b.window(t, width, scheme)
			b.freeOfBarriers(t, width, scheme)
		}
	}
}

// accessibleOnce is accessible in two of the four ways: each scheme once, and
// each width. The pages take turns, so that what they share is seen in all four.
func (b *browser) accessibleOnce(t *testing.T, isLightAtDesk bool) {
	t.Helper()
	eval[bool](t, b, axe(t)+"; true")
	desk, phone := "light", "dark"
	if !isLightAtDesk {
		desk, phone = phone, desk
	}
	b.window(t, 1280, desk)
	b.freeOfBarriers(t, 1280, desk)
	b.window(t, 390, phone)
	b.freeOfBarriers(t, 390, phone)
}

func (b *browser) freeOfBarriers(t *testing.T, width int64, scheme string) {
	t.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](barriers, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s, %d, %s: %s", eval[string](t, b, `location.pathname`), width, scheme, f)
	}
}

// gallery serves every sample at /name, as the site serves its pages.
func gallery(t *testing.T) (home string) {
	t.Helper()
	srv := httptest.NewServer(hung(t, nil))
	t.Cleanup(srv.Close)
	return srv.URL
}

// hung serves the samples, and more pages by their addresses.
func hung(t *testing.T, more map[string]view) http.Handler {
	t.Helper()
	pages := make(map[string][]byte)
	for _, s := range samples() {
		pages["/"+s.name] = write(t, s.view)
	}
	for path, v := range more {
		pages[path] = write(t, v)
	}
	c := &Web{}
	return secure(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := assetsByPath[r.URL.Path]; ok {
			_ = c.static(w, r) // it is there
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(pages[r.URL.Path])
	}))
}

// No page has a barrier that axe finds by the rules of WCAG 2.2 AA: each view,
// with everything on it that a sample has.
func TestPagesHaveNoBarriers(t *testing.T) {
	t.Parallel()
	needAxe(t)
	b := newBrowser(t)
	b.atMost(t, 20*time.Minute)
	home := gallery(t)
	for i, s := range samples() {
		b.open(t, home+"/"+s.name)
		b.accessibleOnce(t, i%2 == 0)
	}
}

// A page with barriers is seen as one: otherwise the tests above show nothing.
func TestBarriersAreFound(t *testing.T) {
	source := needAxe(t)
	b := newBrowser(t)
	srv := httptest.NewServer(secure(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(`<!doctype html><html><title>x</title><body><main><h1>x</h1><input name="x">` +
			`<p><font color="#bbbbbb">hardly to be read</font></p></main></body></html>`))
	})))
	t.Cleanup(srv.Close)
	b.open(t, srv.URL)
	eval[bool](t, b, source+"; true")
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](barriers, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(found, "\n")
	for _, want := range []string{"html-has-lang", "label at input", "color-contrast"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not among %s", want, all)
		}
	}
}
