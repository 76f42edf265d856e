package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/db"
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

// screens are a phone in one scheme and then a desk in the other.
func screens(isLightAtDesk bool) [2]screen {
	if isLightAtDesk {
		return [2]screen{{390, "dark"}, {1280, "light"}}
	}
	return [2]screen{{390, "light"}, {1280, "dark"}}
}

type screen struct {
	width  int64
	scheme string
}

// accessible checks that the page in the browser has no barrier that axe knows, on a
// phone and at a desk, each in another scheme: walks with SQLite take one pair, and
// those with PostgreSQL the other. The page's policy lets no script of others run;
// what the browser itself is told to evaluate does.
func (b *browser) accessible(t *testing.T) {
	t.Helper()
	source := axe(t)
	if source == "" {
		t.Log("axe is left out")
		return
	}
	eval[bool](t, b, source+"; true")
	for _, s := range screens(path.Base(t.Name()) != string(db.Postgres)) {
		b.window(t, s.width, s.scheme)
		b.freeOfBarriers(t, s)
	}
}

func (b *browser) freeOfBarriers(t *testing.T, s screen) {
	t.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](barriers, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s, %d, %s: %s", eval[string](t, b, `location.pathname`), s.width, s.scheme, f)
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
	for address, v := range more {
		pages[address] = write(t, v)
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

// Every page fits a phone and a desk, can be touched, and has no barrier that axe
// finds by the rules of WCAG 2.2 AA: each view, with everything on it that a sample
// has. The samples take turns with the schemes and, for axe, which takes longest, with
// the widths: what they share is seen in all four ways.
func TestPagesFitAndHaveNoBarriers(t *testing.T) {
	t.Parallel()
	home, source, all := gallery(t), axe(t), samples()
	for half := range 2 { // two browsers share the work
		t.Run(strconv.Itoa(half), func(t *testing.T) {
			t.Parallel()
			b := newBrowser(t)
			b.atMost(t, 20*time.Minute)
			for i := half; i < len(all); i += 2 {
				b.open(t, home+"/"+all[i].name)
				for n, s := range screens(i/2%2 == 0) {
					b.window(t, s.width, s.scheme)
					b.fits(t)
					b.touchable(t)
					if source != "" && n == i/4%2 {
						eval[bool](t, b, source+"; true")
						b.freeOfBarriers(t, s)
					}
				}
			}
		})
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
