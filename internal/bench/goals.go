package bench

import (
	"fmt"
	"strings"
	"time"

	"gatehouse/internal/db"
)

// goal is what is wanted on each engine; 0 is nothing.
type goal struct{ sqlite, postgres float64 }

func (g goal) of(f *figures) float64 {
	if f.dialect == db.Postgres {
		return g.postgres
	}
	return g.sqlite
}

// aim is something measured beside what is wanted of it.
type aim struct {
	what      string
	got, want float64
	most      bool // want is the most; otherwise the least
	text      func(float64) string
}

func (f *figures) atLeast(what string, got, want float64, text func(float64) string) {
	f.aims = append(f.aims, aim{what: what, got: got, want: want, text: text})
}

func (f *figures) atMost(what string, got, want float64, text func(float64) string) {
	f.aims = append(f.aims, aim{what: what, got: got, want: want, most: true, text: text})
}

func (a *aim) met() bool { return a.most && a.got <= a.want || !a.most && a.got >= a.want }

// verdict says by how much of what is wanted it was missed.
func (a *aim) verdict() string {
	if a.met() {
		return "met"
	}
	by := (a.want - a.got) / a.want
	return fmt.Sprintf("missed by %.0f %%", max(by, -by)*100)
}

func (a *aim) goal() string {
	if a.most {
		return "at most " + a.text(a.want)
	}
	return "at least " + a.text(a.want)
}

// aimAtLines puts the goals of the lines before all others, and that nothing
// with a goal is much slower for the largest customer than for the smallest.
func (f *figures) aimAtLines() {
	others := f.aims
	f.aims = nil
	var slowest string
	var times float64
	slower := func(what string, n float64) {
		if n > times {
			slowest, times = what, n
		}
	}
	for _, l := range f.lines {
		if want := l.goal.of(f); want > 0 {
			f.atLeast(l.what, l.rates[len(l.rates)-1]/l.floor, want, percent)
			slower(l.what, l.slower())
		}
	}
	for _, w := range f.waits {
		if w.goal {
			slower(w.what, float64(w.median[len(w.median)-1])/float64(w.median[0]))
		}
	}
	if first, last := f.stores[0].size, f.last().size; first != last {
		f.atMost(fmt.Sprintf("the greatest growth from %s to %s: %s", short(first), short(last), slowest),
			times, 1.3, func(n float64) string { return fmt.Sprintf("%.2f times", n) })
	}
	f.aims = append(f.aims, others...)
}

// slower is how many times slower the largest customer is than the smallest.
func (l *line) slower() float64 { return l.rates[0] / l.rates[len(l.rates)-1] }

func met(aims []aim) (n int) {
	for _, a := range aims {
		if a.met() {
			n++
		}
	}
	return n
}

func asMillis(seconds float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", seconds*1000), ".0") + " ms"
}

func asMicros(seconds float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", seconds*1e6), ".0") + " µs"
}

func asSeconds(seconds float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", seconds), ".0") + " s"
}

func asMiB(bytes float64) string { return fmt.Sprintf("%.0f MiB", bytes/(1<<20)) }

func middle(all []time.Duration) float64 { return median(all).Seconds() }
