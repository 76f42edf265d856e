package web

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// task counts the clicks that it takes somebody to do what they came for.
// Typing is none.
type task struct {
	*browser
	name   string // in docs/tour.md
	clicks int
}

func newTask(b *browser, name string) *task { return &task{browser: b, name: name} }

// press clicks what leads to another page and waits for it.
func (k *task) press(t *testing.T, selector string) {
	t.Helper()
	k.clicks++
	k.browser.press(t, selector)
}

// click clicks what stays on the page.
func (k *task) click(t *testing.T, selector string) {
	t.Helper()
	k.clicks++
	k.do(t, chromedp.Click(selector))
}

// done checks that it took no more clicks than it may, and as many as docs/tour.md
// says that it does.
func (k *task) done(t *testing.T, most int) {
	t.Helper()
	if k.clicks > most {
		t.Errorf("%s: %d clicks, more than %d", k.name, k.clicks, most)
	}
	tour, err := os.ReadFile("../../docs/tour.md")
	if err != nil {
		t.Fatal(err)
	}
	if line := fmt.Sprintf("\n| %s | %d |", k.name, k.clicks); !strings.Contains(string(tour), line) {
		t.Errorf("docs/tour.md has no line %q", strings.TrimSpace(line))
	}
}
