package bench

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// aimed is the table of goals.
func aimed(aims []aim) string {
	rows := [][]string{{"with the largest customer", "measured", "goal", ""}}
	for _, a := range aims {
		rows = append(rows, []string{a.what, a.text(a.got), a.goal(), a.verdict()})
	}
	return table(rows)
}

// sized is the head of a table that has a column for each size.
func (b *bench) sized(first ...string) []string {
	for _, size := range b.sizes {
		first = append(first, short(size))
	}
	return first
}

// rates is the table of what was asked for as often as possible.
func (b *bench) rates(f *figures) string {
	rows := [][]string{append(b.sized("", "floor"), short(b.sizes[0])+" : "+short(b.largest()))}
	for _, l := range f.lines {
		row := []string{l.what, perSecond(l.floor)}
		for _, rate := range l.rates {
			row = append(row, fmt.Sprintf("%s (%s)", percent(rate/l.floor), perSecond(rate)))
		}
		rows = append(rows, append(row, fmt.Sprintf("%.2f", l.slower())))
	}
	row := []string{"token check: processor time", ""}
	for _, c := range f.checks {
		row = append(row, asMicros(c.Seconds()))
	}
	last := f.checks[len(f.checks)-1]
	rows = append(rows, append(row, fmt.Sprintf("%.2f", float64(last)/float64(f.checks[0]))))
	return table(rows)
}

// creating is the table of what is written.
func (b *bench) creating(f *figures) string {
	rows := [][]string{b.sized("of the engine's own rows")}
	for _, c := range f.creates {
		row := []string{c.what}
		for _, rate := range c.rates {
			row = append(row, fmt.Sprintf("%s (%s)", percent(rate/f.durable.together), perSecond(rate)))
		}
		rows = append(rows, row)
	}
	return table(rows) + fmt.Sprintf("\nThe engine's own durable rows: %s by one writer, each with a commit of its own, and %s by %d; %s by %d with "+
		"Gatehouse's ids and checkpoints.\n%s companies were imported in %s.\n",
		perSecond(f.durable.alone), perSecond(f.durable.together), connections, perSecond(f.durable.tuned), connections,
		thousands(float64(b.companies)), asSeconds(f.imports.Seconds()))
}

// paged is the table of what one caller waits for.
func (b *bench) paged(head string, all []paged) string {
	rows := [][]string{b.sized(head)}
	for _, p := range all {
		row := []string{p.what}
		for i := range p.median {
			row = append(row, fmt.Sprintf("%s (%s)", millis(p.median[i]), millis(p.most[i])))
		}
		rows = append(rows, row)
	}
	return table(rows)
}

// exported is the table of whole lists.
func (b *bench) exported(f *figures) string {
	rows := [][]string{{"the whole list of " + short(b.largest()), "rows a second", "MB a second", "memory above idle"}}
	for _, x := range f.exports {
		memory := "not measured here"
		if x.memory > 0 {
			memory = asMiB(float64(x.memory))
		}
		rows = append(rows, []string{
			strings.ToUpper(x.format), thousands(x.rate), thousands(x.rate * float64(x.bytes) / float64(b.largest()) / 1e6), memory,
		})
	}
	return table(rows)
}

func started(f *figures) string {
	s := "Started in " + asMillis(middle(f.starts))
	if idle := f.idle(); idle > 0 {
		s += ", " + asMiB(float64(idle)) + " of memory when idle"
	}
	return s + "."
}

// reportPeers are the tables of the others.
type reportPeers struct{ PocketBase, OpenFGA, Casbin, Rates, Sights string }

func (p *peers) report(all []*figures) *reportPeers {
	rates := [][]string{{"", "Gatehouse on " + all[0].name(), "PocketBase", "times"}}
	for _, r := range p.rates {
		theirs, times := perSecond(r.theirs), fmt.Sprintf("%.1f", r.ours/r.theirs)
		if r.theirs == 0 {
			theirs, times = "none in "+r.span.String(), ""
		}
		rates = append(rates, []string{r.what, perSecond(r.ours), theirs, times})
	}
	sights := [][]string{{"whether a user sees a company", "one question"}}
	for _, f := range all {
		sights = append(sights, []string{"Gatehouse on " + f.name(), asMicros(f.sight.Seconds())})
	}
	for _, s := range p.sights {
		sights = append(sights, []string{s.name, asMicros(s.took.Seconds())})
	}
	return &reportPeers{
		PocketBase: p.versions[pocketbase], OpenFGA: p.versions[openfga], Casbin: p.versions[casbin],
		Rates: table(rates), Sights: table(sights),
	}
}

// table writes rows as Markdown, aligned; the first is the head.
func table(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var s strings.Builder
	for n, row := range rows {
		for i, cell := range row {
			s.WriteString("| " + pad(cell, widths[i], i > 0) + " ")
		}
		s.WriteString("|\n")
		if n > 0 {
			continue
		}
		for i, width := range widths {
			if i == 0 {
				s.WriteString("|" + strings.Repeat("-", width+2))
				continue
			}
			s.WriteString("|" + strings.Repeat("-", width+1) + ":")
		}
		s.WriteString("|\n")
	}
	return s.String()
}

func pad(s string, width int, right bool) string {
	space := strings.Repeat(" ", width-utf8.RuneCountInString(s))
	if right {
		return space + s
	}
	return s + space
}

func percent(part float64) string { return fmt.Sprintf("%.1f %%", part*100) }

func perSecond(rate float64) string { return thousands(rate) + "/s" }

func millis(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

// thousands writes a number with commas.
func thousands(n float64) string {
	s := strconv.FormatFloat(n, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
