package bench

import (
	"context"
	_ "embed"
	"errors"
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
)

//go:embed performance.md.tmpl
var reportText string

var reportTemplate = template.Must(template.New("performance.md").Parse(reportText))

// report is what the template shows.
type report struct {
	Date, Machine, Versions, Commit, Load string
	Runs, Connections                     int
	Span, Took                            time.Duration
	Largest, Imported                     string
	Companies, Groups, Users, Customers   int
	FolderSize, TierSize, Document        int
	MostBytes, PageAsks, Vectors          int
	Engines                               []reportEngine
	Beside                                *reportPeers
}

type reportEngine struct {
	Name, Sums, Aims, Rates, Creates, Waits, Pages, Exports, Start string
}

// write prints the figures and writes the report.
func (b *bench) write(ctx context.Context, out io.Writer, all []*figures, others *peers) error {
	r := report{
		Date: b.began.UTC().Format(time.DateOnly), Machine: machine(), Versions: runtime.Version(), Commit: commit(ctx),
		Load: b.load.name(), Runs: b.runs, Connections: connections, Span: b.span, Took: time.Since(b.began).Round(time.Second),
		Largest: short(b.largest()), Imported: thousands(float64(b.companies)), PageAsks: b.asks,
		Companies: companyCount, Groups: groupCount, Users: staffed*perGroup + 1, Customers: customerCount,
		FolderSize: folderSize, TierSize: tierSize, Document: documentSize, Vectors: len(vectors),
	}
	for _, f := range all {
		r.Versions += fmt.Sprintf(", %s %s", f.name(), f.version)
		r.MostBytes = max(r.MostBytes, f.lines[0].bytes)
		e := b.engineReport(f)
		r.Engines = append(r.Engines, e)
		fmt.Fprintf(out, "\n%s\n\n%s\n", e.Name, strings.Join([]string{
			e.Sums, e.Aims, e.Rates, e.Creates, e.Waits, e.Pages, e.Exports, e.Start,
		}, "\n"))
	}
	if others != nil {
		r.Beside = others.report(all)
		fmt.Fprintf(out, "\nSide by side\n\n%s\n%s", r.Beside.Rates, r.Beside.Sights)
	}
	if b.report == "" {
		return nil
	}
	file, err := os.Create(b.report)
	if err != nil {
		return err
	}
	return errors.Join(reportTemplate.Execute(file, r), file.Close())
}

func (b *bench) engineReport(f *figures) reportEngine {
	return reportEngine{
		Name: f.name(), Sums: fmt.Sprintf("%d of %d goals are met.", met(f.aims), len(f.aims)), Aims: aimed(f.aims),
		Rates: b.rates(f), Creates: b.creating(f), Waits: b.paged("one caller: median (95 of 100)", f.waits),
		Pages: b.paged("page: median (95 of 100)", f.pages), Exports: b.exported(f), Start: started(f),
	}
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
