package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// funnelView is what became of invitations: in all, by month as a picture with a
// table behind it, and by reason.
type funnelView struct {
	Steps   []funnelStep
	Choices []choice // of a reason
	Chart   chart
	Months  []funnelRow
	Reasons []funnelRow
	Partly  bool
}

// funnelStep is how many came so far.
type funnelStep struct {
	Class string
	Name  phrase
	N     int64
	Share phrase // of those who were invited
}

// choice is a filter that one follows.
type choice struct {
	Name    phrase
	Href    string
	Current bool
}

// funnelRow is one line of a table: a month, or a reason with its bars.
type funnelRow struct {
	Name phrase
	Href string
	collab.Steps
	Bars []bar
}

// bar is a rectangle of a reason's picture.
type bar struct {
	Class string
	Width string
}

// chart is the picture of the months. Each is a gate of arches, one in the other:
// who was invited, and of those who opened, accepted, and was resolved with.
type chart struct {
	Lines  []chartLine
	Arches []arch
	Labels []chartLabel
	Says   phrase
}

type chartLine struct {
	Y, TextY string
	N        int64
}

type arch struct{ Class, Path string }

type chartLabel struct {
	X    string
	Text phrase
	Odd  bool // left out where there is little room
}

// The picture's measures, in its own units.
const (
	chartLeft   = 58.0
	chartRight  = 634.0
	chartTop    = 14.0
	chartBottom = 200.0
	slotFills   = 0.76 // of the width that a month has
)

// funnelMonths is how far back the picture goes, with the present month.
const funnelMonths = 12

// funnel counts what the address asks for.
func (c *Web) funnel(r *http.Request, by actor.Actor, now time.Time) (*funnelView, error) {
	ask := collab.FunnelAsk{From: now.AddDate(0, 0, 1-now.Day()).AddDate(0, 1-funnelMonths, 0), To: now}
	reason, known := collab.ParseReason(r.URL.Query().Get("reason"))
	if known {
		ask.Reasons = []string{string(reason)}
	}
	f, err := c.Requests.Funnel(r.Context(), by, ask)
	if err != nil {
		return nil, err
	}
	return newFunnel(&f, reason), nil
}

// steps of the funnel, the widest first.
func stepsOf(s *collab.Steps) [4]int64 { return [4]int64{s.Invited, s.Opened, s.Accepted, s.Resolved} }

var stepNames = [4]phrase{say("Invited"), say("Opened"), say("Accepted"), say("Resolved")}

func newFunnel(f *collab.Funnel, reason collab.Reason) *funnelView {
	v := &funnelView{Partly: f.Partly, Chart: draw(f.Months)}
	for i, n := range stepsOf(&f.Steps) {
		s := funnelStep{Class: fmt.Sprint("s", i+1), Name: stepNames[i], N: n}
		if i > 0 && f.Invited > 0 {
			s.Share = say("%d%% of the invited", (n*100+f.Invited/2)/f.Invited)
		}
		v.Steps = append(v.Steps, s)
	}
	v.Choices = append(v.Choices, choice{say("Any reason"), "/home", reason == ""})
	var most int64
	for _, r := range f.Reasons {
		most = max(most, r.Invited)
	}
	for _, r := range f.Reasons {
		href := "/home?reason=" + string(r.Reason)
		v.Choices = append(v.Choices, choice{reasons[r.Reason], href, reason == r.Reason})
		row := funnelRow{Name: reasons[r.Reason], Href: href, Steps: r.Steps}
		for i, n := range stepsOf(&r.Steps) {
			if n > 0 {
				row.Bars = append(row.Bars, bar{fmt.Sprint("s", i+1), units(240 * float64(n) / float64(most))})
			}
		}
		v.Reasons = append(v.Reasons, row)
	}
	for _, m := range slices.Backward(f.Months) {
		v.Months = append(v.Months, funnelRow{Name: phrase{"%s", monthOfYear(m.Month)}, Steps: m.Steps})
	}
	return v
}

// draw makes the picture of the months.
func draw(months []collab.MonthSteps) chart {
	var most int64
	for _, m := range months {
		most = max(most, m.Invited)
	}
	top := ceiling(most)
	var c chart
	height := func(n int64) float64 { return (chartBottom - chartTop) * float64(n) / float64(top) }
	for i := range int64(5) {
		if n := top * i / 4; top%4 == 0 || i%2 == 0 {
			y := chartBottom - height(n)
			c.Lines = append(c.Lines, chartLine{units(y), units(y + 4), n})
		}
	}
	slot := (chartRight - chartLeft) / float64(max(len(months), 1))
	for i, m := range months {
		middle := chartLeft + slot*(float64(i)+0.5)
		for s, n := range stepsOf(&m.Steps) {
			if n > 0 {
				width := slot * slotFills * (1 - 0.27*float64(s))
				c.Arches = append(c.Arches, arch{fmt.Sprint("s", s+1), gatePath(middle, width, height(n))})
			}
		}
		c.Labels = append(c.Labels, chartLabel{X: units(middle), Text: phrase{"%s", month(m.Month)}, Odd: (len(months)-i)%2 == 0})
	}
	c.Says = say("Each month is a gate: its outer arch is as high as the number of invitations, the arches inside as high as the numbers of those that were opened, accepted and, after that, resolved.")
	return c
}

// gatePath is an arch that stands on the ground.
func gatePath(middle, width, height float64) string {
	r := min(width/2, height)
	left, right, spring := units(middle-width/2), units(middle+width/2), units(chartBottom-height+r)
	return "M" + left + " " + units(chartBottom) + "V" + spring + "A" + units(width/2) + " " + units(r) + " 0 0 1 " + right + " " + spring + "V" + units(chartBottom) + "Z"
}

// ceiling is the number at the top of an axis: the next that is round, in four
// parts if it can be.
func ceiling(n int64) int64 {
	if n <= 4 {
		return 4
	}
	for size := int64(1); ; size *= 10 {
		for _, step := range []int64{8, 12, 16, 20, 24, 32, 40, 60} {
			if n <= size*step {
				return size * step
			}
		}
	}
}

// units writes a length of a picture.
func units(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.1f", x), "0"), ".")
}
