package web

import (
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
)

// browser is a Chromium without a window, an account or a network beyond this
// machine.
type browser struct {
	ctx   context.Context
	whole context.Context // without a time limit

	mu       sync.Mutex
	problems []string // what it complained of: a blocked style, a missing file
}

// needsChromium returns the browser's program. Without one the test is skipped,
// unless it runs where there must be one.
func needsChromium(t *testing.T) string {
	t.Helper()
	program := chromiumProgram()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("GATEHOUSE_TEST_CHROMIUM is not set, and there is no Chromium: ", err)
	}
	return program
}

func chromiumProgram() string {
	return cmp.Or(os.Getenv("GATEHOUSE_TEST_CHROMIUM"), "/usr/bin/chromium")
}

// starting is how Chromium is started, with its files in a folder. It looks for
// nothing beyond this machine, as pages of identity providers do, and takes the
// certificates of those that run for a test.
func starting(program, folder string) []chromedp.ExecAllocatorOption {
	return append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(folder), chromedp.WSURLReadTimeout(2*time.Minute), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.WindowSize(1280, 800), chromedp.IgnoreCertErrors,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"))
}

// chromium is the one process that all tests share: to start one takes longer than
// many of them. The first that needs it starts it, and TestMain stops it.
type chromium struct {
	once sync.Once
	ctx  context.Context
	err  error
	stop func()

	mu   sync.Mutex
	free []context.Context // browser contexts that no test is in
}

var shared = chromium{stop: func() {}}

func (c *chromium) start(program string) error {
	c.once.Do(func() {
		folder, err := os.MkdirTemp("", "gatehouse-chromium-")
		if err != nil {
			c.err = err
			return
		}
		started, stop := chromedp.NewExecAllocator(context.Background(), starting(program, folder)...)
		ctx, leave := chromedp.NewContext(started)
		c.stop = func() {
			leave()
			stop()
			os.RemoveAll(folder)
		}
		c.ctx, c.err = ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	})
	return c.err
}

// enter returns a browser context: one that a test has left, because Chromium takes
// half a second to make one.
func (c *chromium) enter(program string) (context.Context, error) {
	if err := c.start(program); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.free); n > 0 {
		last := c.free[n-1]
		c.free = c.free[:n-1]
		return last, nil
	}
	ctx, _ := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext()) // ends with the whole
	return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// leave gives a browser context back without its cookies. All else that a browser
// keeps is an origin's, and each test has its own.
func (c *chromium) leave(ctx context.Context) error {
	tab := chromedp.FromContext(ctx)
	if _, err := cdp.Call(ctx, tab.Browser, storage.ClearCookies, storage.ClearCookiesParams{BrowserContextID: tab.BrowserContextID}); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.free = append(c.free, ctx)
	return nil
}

func TestMain(m *testing.M) {
	m.Run()
	shared.stop()
}

// newBrowser is a browser of its own for a test: in Chromium a tab in a context, which
// has its own cookies, window and focus.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	within, err := shared.enter(needsChromium(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := chromedp.NewContext(within)
	t.Cleanup(func() {
		leave()
		if err := shared.leave(within); err != nil {
			t.Error(err)
		}
	})
	b := &browser{ctx: ctx, whole: ctx}
	b.do(t, chromedp.Navigate("about:blank"))
	b.atMost(t, 5*time.Minute)
	if err := chromedp.Listen(b.whole, b.hear); err != nil {
		t.Fatal(err)
	}
	call(t, b, func() error {
		_, err := chromedp.Call(b.ctx, cdplog.Enable, cdp.Empty{})
		return err
	})
	return b
}

// atMost gives the browser's work more time than it has otherwise.
func (b *browser) atMost(t *testing.T, d time.Duration) {
	t.Helper()
	ctx, stop := context.WithTimeout(b.whole, d)
	t.Cleanup(stop)
	b.ctx = ctx
}

// adminsBrowser is a browser for a long way, the address of the server that it
// is for, and a way in for the admin of customer A.
func (s *site) adminsBrowser(t *testing.T) (b *browser, home string) {
	t.Helper()
	b = newBrowser(t)
	b.withoutOffers(t)
	home = s.listen(t)
	s.door(t, s.A, s.A.Admin, actor.AllRights()...)
	return b, home
}

// hear keeps what the browser complains of. That a form was refused with 422 or 409 is
// an answer, not a fault of the page.
func (b *browser) hear(ev any) {
	e, ok := ev.(*cdplog.EventEntryAdded)
	if !ok || e.Entry.Level == cdplog.EntryLevelVerbose || strings.Contains(e.Entry.Text, "422") || strings.Contains(e.Entry.Text, "409") ||
		strings.HasPrefix(e.Entry.Text, "Autofocus processing was blocked") { // the test was in a field already
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = append(b.problems, e.Entry.Text+" "+e.Entry.URL)
}

func call(t *testing.T, b *browser, f func() error) {
	t.Helper()
	if err := f(); err != nil {
		t.Fatal(err)
	}
}

func (b *browser) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	call(t, b, func() error { return chromedp.Do(b.ctx, steps...) })
}

// open goes to an address.
func (b *browser) open(t *testing.T, address string) {
	t.Helper()
	b.do(t, chromedp.Navigate(address))
}

// press clicks what leads to another page and waits for it.
func (b *browser) press(t *testing.T, selector string) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.RunResponse(b.ctx, chromedp.Click(selector))
		return err
	})
}

// shows checks that the page says each of texts, and that it fits.
func (b *browser) shows(t *testing.T, texts ...string) {
	t.Helper()
	page := strings.Join(strings.Fields(eval[string](t, b, `document.body.innerText`)), " ")
	for _, want := range texts {
		if !strings.Contains(page, want) {
			t.Fatalf("the page does not say %q: %s", want, page)
		}
	}
	b.fits(t)
}

func eval[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// fits checks that nothing reaches beyond the side of the window, that the
// stylesheet is there, and that the browser has nothing to complain of.
func (b *browser) fits(t *testing.T) {
	t.Helper()
	if over := eval[int](t, b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		t.Errorf("%s is %d pixels too wide", eval[string](t, b, `location.pathname`), over)
	}
	if eval[string](t, b, `getComputedStyle(document.body).backgroundColor`) == "rgba(0, 0, 0, 0)" {
		t.Error("the page has no style")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		t.Error("the browser says: ", p)
	}
	b.problems = nil
}

// touchable checks that what can be pressed, but for links within a text and
// boxes with a label, is as high as WCAG 2.2 AA asks for and lies free, and that
// the bar of the console is in its place.
func (b *browser) touchable(t *testing.T) {
	t.Helper()
	for _, low := range eval[[]string](t, b, `[...document.querySelectorAll("a, button, select, summary, textarea, input:not([type=checkbox], [type=radio], [type=hidden])")]
		.filter(e => !e.closest(".unseen, .sweet") && !e.matches(".skip") && getComputedStyle(e).display != "inline")
		.filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 24)
		.map(e => e.outerHTML.slice(0, 80))`) {
		t.Errorf("%s: too low to be pressed: %s", eval[string](t, b, `location.pathname`), low)
	}
	for _, covered := range eval[[]string](t, b, `[...document.querySelectorAll("a, button, select, summary, textarea, input:not([type=hidden])")]
		.filter(e => !e.closest(".unseen, .sweet, details:not([open]) > :not(summary)") && !e.matches(".skip") && e.getClientRects().length)
		.filter(e => {
			e.scrollIntoView({block: "center", behavior: "instant"});
			const r = e.getClientRects()[0], at = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
			return !at || !(e.contains(at) || at.contains(e) || at.tagName == "LABEL" || e.closest("li, tr") && at.closest("li, tr") === e.closest("li, tr"));
		}).map(e => e.outerHTML.slice(0, 80))`) {
		t.Errorf("%s: something lies on %s", eval[string](t, b, `location.pathname`), covered)
	}
	for _, stray := range eval[[]string](t, b, strayBars) {
		t.Errorf("%s: %s", eval[string](t, b, `location.pathname`), stray)
	}
}

// strayBars says what is not where it belongs in the console: at a desk the bar
// stands beside the page, with who is signed in at its foot; on a phone it is
// one line with mark, search and menu, and one line that leads on.
const strayBars = `(bar => {
	if (!bar) return [];
	const at = selector => bar.querySelector(selector)?.getBoundingClientRect(), wrong = [], brand = at(".brand"), hall = at(".hall");
	const main = document.querySelector("main").getBoundingClientRect(), box = bar.getBoundingClientRect();
	if (innerWidth >= 1120) {
		if (box.right > main.left) wrong.push("the bar does not stand beside the page");
		if (at(".who") && at(".who").bottom > innerHeight) wrong.push("who is signed in is below the window");
		return wrong;
	}
	for (const selector of [".invite", ".seek", ".you", ".who.out"]) {
		const e = at(selector);
		if (e && (e.top > brand.bottom - 8 || e.bottom < brand.top + 8)) wrong.push(selector + " stands below the mark");
	}
	if (hall.height > 50 || box.bottom > 120 || box.bottom > main.top) wrong.push("the bar is more than two lines");
	return wrong;
})(document.querySelector(".bar"))`

// leave signs out: on a phone that is in the menu of who is signed in.
func (b *browser) leave(t *testing.T) {
	t.Helper()
	b.menu(t)
	b.press(t, ".who form button")
}

// menu opens the menu of who is signed in, where there is one.
func (b *browser) menu(t *testing.T) {
	t.Helper()
	if eval[bool](t, b, `getComputedStyle(document.querySelector(".you")).display !== "none"`) {
		b.do(t, chromedp.Click(".you"), chromedp.WaitVisible(".who form button"))
	}
}

// window makes the browser a device of some width and colour scheme.
func (b *browser) window(t *testing.T, width int64, scheme string) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride,
			emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1, Mobile: width < 500})
		return err
	})
	call(t, b, func() error {
		_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// listen serves the site on this machine and returns its address.
func (s *site) listen(t *testing.T) string {
	t.Helper()
	var h http.Handler
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(actor.WithCall(r.Context(), "127.0.0.1", "test")))
	}))
	t.Cleanup(srv.Close)
	home := strings.Replace(srv.URL, "127.0.0.1", "localhost", 1) // an address has no passkeys
	s.web.PublicURL, s.Factors.PublicURL = home, home
	h = s.web.Handler()
	return home
}
