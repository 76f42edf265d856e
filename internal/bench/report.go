package bench

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"
)

//go:embed performance.md.tmpl
var reportText string

var reportTemplate = template.Must(template.New("performance.md").Parse(reportText))

// report is what the template shows.
type report struct {
	Date, Machine, Versions, Commit, Load string
	Runs, Connections                     int
	Span, Took                            time.Duration
	Largest                               string
	Companies, Groups, Users              int
	MostBytes, PageAsks                   int
	Engines                               []reportEngine
}

type reportEngine struct {
	Name, Rates, Pages, Exports, Start string
}

// write prints the figures and writes the report.
func (b *bench) write(ctx context.Context, out io.Writer, all []*figures) error {
	r := report{
		Date: b.began.UTC().Format(time.DateOnly), Machine: machine(), Versions: runtime.Version(), Commit: commit(ctx),
		Load: b.load.name(), Runs: b.runs, Connections: connections, Span: b.span, Took: time.Since(b.began).Round(time.Second),
		Largest: short(b.largest()), PageAsks: pageAsks, Companies: companyCount, Groups: groupCount, Users: staffed*perGroup + 1,
	}
	for _, f := range all {
		r.Versions += fmt.Sprintf(", %s %s", f.name(), f.version)
		r.MostBytes = max(r.MostBytes, f.lines[0].bytes)
		e := reportEngine{Name: f.name(), Rates: b.rates(f), Pages: b.paged(f), Exports: b.exported(f), Start: started(f)}
		r.Engines = append(r.Engines, e)
		fmt.Fprintf(out, "\n%s\n\n%s\n%s\n%s\n%s\n", e.Name, e.Rates, e.Pages, e.Exports, e.Start)
	}
	if b.report == "" {
		return nil
	}
	file, err := os.Create(b.report)
	if err != nil {
		return err
	}
	defer file.Close()
	return reportTemplate.Execute(file, r)
}

// rates is the table of what was asked for as often as possible.
func (b *bench) rates(f *figures) string {
	head := []string{"", "floor"}
	for _, size := range b.sizes {
		head = append(head, short(size))
	}
	head = append(head, short(b.sizes[0])+" : "+short(b.largest()))
	rows := [][]string{head}
	for _, l := range f.lines {
		row := []string{l.what, perSecond(l.floor)}
		for _, rate := range l.rates {
			row = append(row, fmt.Sprintf("%s (%s)", percent(rate/l.floor), perSecond(rate)))
		}
		rows = append(rows, append(row, ratio(l.rates[0], l.rates[len(l.rates)-1])))
	}
	row := []string{"token check: processor time", ""}
	for _, c := range f.checks {
		row = append(row, micros(c.cpu))
	}
	last := f.checks[len(f.checks)-1]
	rows = append(rows, append(row, ratio(float64(last.cpu), float64(f.checks[0].cpu))))
	return table(rows)
}

// paged is the table of the console's pages.
func (b *bench) paged(f *figures) string {
	head := []string{"page: median (95 of 100)"}
	for _, size := range b.sizes {
		head = append(head, short(size))
	}
	rows := [][]string{head}
	for _, p := range f.pages {
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
			memory = fmt.Sprintf("%d MiB", x.memory>>20)
		}
		rows = append(rows, []string{
			strings.ToUpper(x.format), thousands(float64(b.largest()) / x.took.Seconds()),
			thousands(float64(x.bytes) / x.took.Seconds() / 1e6), memory,
		})
	}
	return table(rows)
}

func started(f *figures) string {
	s := fmt.Sprintf("Started in %d ms", f.start.Milliseconds())
	if f.idle.now > 0 {
		s += fmt.Sprintf(", %d MiB of memory when idle", f.idle.now>>20)
	}
	return s + "."
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

func ratio(a, b float64) string { return fmt.Sprintf("%.2f", a/b) }

func micros(d time.Duration) string {
	return fmt.Sprintf("%.0f µs", float64(d)/float64(time.Microsecond))
}

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

var totalMemory = regexp.MustCompile(`MemTotal:\s+(\d+) kB`)

// machine says what there is to work with.
func machine() string {
	s := fmt.Sprintf("%d cores, %s, %s", runtime.NumCPU(), runtime.GOARCH, runtime.GOOS)
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return s
	}
	if found := totalMemory.FindSubmatch(text); found != nil {
		kB, _ := strconv.ParseInt(string(found[1]), 10, 64) // of digits
		s += fmt.Sprintf(", %d GiB of memory", (kB+1<<19)>>20)
	}
	return s
}

func commit(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}
