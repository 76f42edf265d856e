package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/schollz/progressbar/v3"

	"gatehouse/internal/actor"
	"gatehouse/internal/portfolio"
)

// importing is what both imports take.
type importing struct {
	Store
	File         string `arg:"" help:"CSV file with a line of column names; - is the standard input."`
	Customer     string `placeholder:"CUSTOMER" help:"Guid, number or name of the customer; not needed while there is only one."`
	DryRun       bool   `help:"Say what would happen, and change nothing."`
	AllOrNothing bool   `xor:"take" help:"One refused row refuses the file."`
	GoodRows     bool   `xor:"take" help:"Take every good row and refuse the others. This is what happens when nothing is said."`
	JSON         bool   `help:"Print the report as one JSON object."`
}

type importCompanies struct{ importing }

// Run is "gatehouse import companies".
func (i *importCompanies) Run(ctx context.Context, p *Process) error {
	return i.run(ctx, p, func(parts *parts) importFunc { return parts.companies.Import })
}

type importFindings struct{ importing }

// Run is "gatehouse import findings".
func (i *importFindings) Run(ctx context.Context, p *Process) error {
	return i.run(ctx, p, func(parts *parts) importFunc { return parts.findings.Import })
}

type importFunc func(context.Context, actor.Actor, io.Reader, portfolio.ImportOptions) (portfolio.Report, error)

func (i *importing) run(ctx context.Context, p *Process, of func(*parts) importFunc) error {
	file, rows, err := i.open(p)
	if err != nil {
		return err
	}
	defer file.Close()
	parts, err := open(ctx, &i.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	customer, err := parts.customer(ctx, i.Customer)
	if err != nil {
		return err
	}
	bar := newBar(p, rows, "importing")
	report, err := of(parts)(ctx, actor.System(customer.ID), file, portfolio.ImportOptions{
		DryRun: i.DryRun, AllOrNothing: i.AllOrNothing,
		Progress: bar.at,
		Row: func(row portfolio.RowReport) {
			if !i.JSON {
				bar.clear()
				fmt.Fprintln(p.Out, row)
			}
		},
	})
	bar.end()
	if report.Total() > 0 || err == nil {
		if err := i.print(p.Out, report); err != nil {
			return err
		}
	}
	if err == nil && report.Refused > 0 {
		err = fmt.Errorf("%d of %d rows were refused", report.Refused, report.Total())
	}
	return err
}

// open returns the file and about how many rows it has, 0 if nobody knows.
func (i *importing) open(p *Process) (io.ReadCloser, int, error) {
	if i.File == "-" {
		return io.NopCloser(p.In), 0, nil
	}
	f, err := os.Open(i.File)
	if err != nil {
		return nil, 0, err
	}
	rows := 0
	if isTerminal(p.Err) {
		if rows, err = countLines(f); err != nil {
			return nil, 0, errors.Join(err, f.Close())
		}
	}
	return f, rows, nil
}

// countLines counts what is almost always the rows, and leaves f at its beginning.
func countLines(f *os.File) (int, error) {
	n, buffer := 0, make([]byte, 64<<10)
	reader := bufio.NewReader(f)
	for {
		size, err := reader.Read(buffer)
		n += bytes.Count(buffer[:size], []byte{'\n'})
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, err
		}
	}
	_, err := f.Seek(0, io.SeekStart)
	if errors.Is(err, os.ErrInvalid) {
		err = nil
	}
	return max(n-1, 0), err
}

func (i *importing) print(w io.Writer, r portfolio.Report) error {
	if i.JSON {
		return printJSON(w, r)
	}
	for _, column := range slices.Sorted(slices.Values(r.Unknown)) {
		fmt.Fprintf(w, "column %q was not read\n", column)
	}
	did := "imported"
	switch {
	case i.DryRun:
		did = "to be imported, but this was a dry run"
	case !r.Applied:
		did = "refused as a whole: nothing was imported"
	}
	_, err := fmt.Fprintf(w, "%d rows %s: %d added, %d updated, %d unchanged, %d refused\n",
		r.Total(), did, r.Added, r.Updated, r.Unchanged, r.Refused)
	return err
}

// bar shows on a terminal how far a file has been read, and nowhere else.
type bar struct{ shown *progressbar.ProgressBar }

func newBar(p *Process, rows int, doing string) bar {
	if !isTerminal(p.Err) {
		return bar{}
	}
	if rows == 0 {
		rows = -1 // it spins
	}
	return bar{progressbar.NewOptions(rows, progressbar.OptionSetWriter(p.Err), progressbar.OptionSetDescription(doing),
		progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())}
}

// Nobody needs to know if the terminal has gone.

func (b bar) at(rows int) {
	if b.shown != nil {
		_ = b.shown.Set(rows)
	}
}

func (b bar) clear() {
	if b.shown != nil {
		_ = b.shown.Clear()
	}
}

func (b bar) end() {
	if b.shown != nil {
		_ = b.shown.Finish()
		_ = b.shown.Clear()
	}
}
